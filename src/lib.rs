//! tokcost, the multilingual tokenizer cost analyzer: what a language costs under any tokenizer.
//!
//! The flow is the listing: [`corpus`] → [`count`] → [`metric`] → [`parity`] → [`report`]. [`score`] holds what models
//! scored, which `tokcost explain` sets beside what they pay; [`price`] what their tokens cost.
//!
//! [`analyze`] is the program. It takes a [`Corpus`], which [`corpus::read`] reads from disk and [`Corpus::new`] makes of
//! text in memory, and tokenizers, which [`count::tokenizer::open_all`] opens by name, model or path (each a
//! [`Tokenizer`]); [`Report::estimate`] has every number with its interval, and [`report::render`] every file in memory.
//! Nothing in the library prints. To count without comparing, [`count::count`] gives the [`count::Tally`] of each segment.
//!
//! ```
//! use std::path::Path;
//! use tokcost::corpus::{Corpus, Language, Manifest, Text};
//! use tokcost::Settings;
//! use tokcost::count::tokenizer;
//! use tokcost::stats::Resampling;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = |code: &str, lines: &str| {
//!     let language = Language::resolve(code).expect("a code").language;
//!     Text::from_bytes(language, Path::new(code), lines.as_bytes().to_vec())
//! };
//! let texts = vec![text("en", "tea\nmilk\n")?, text("ru", "чай\nмолоко\n")?];
//! let corpus = Corpus::new("drinks", Path::new("drinks"), Manifest::default(), texts, "en")?;
//! let tokenizers = tokenizer::open_all(&["bytes".to_owned()])?;
//! let resampling = Resampling { resamples: 1000, ..Resampling::default() };
//! let settings = Settings { resampling, ..Settings::default() };
//! let report = tokcost::analyze(&corpus, &tokenizers, settings, &|_| ())?;
//! let russian = 1;
//! // (6 + 12 bytes) over (3 + 4 bytes)
//! assert_eq!(report.estimate(0, russian, "premium").value, Some(18.0 / 7.0));
//! # Ok(())
//! # }
//! ```

pub mod corpus;
pub mod count;
pub mod metric;
pub mod parity;
pub mod report;

#[doc(hidden)]
pub mod cli;
pub mod lint;
pub mod price;
pub mod score;
pub mod stats;

mod bounded;
mod contained;
mod draft;
mod visible;

use std::path::Path;

use corpus::{Corpus, CorpusError, Language};
use count::{CountError, Counts, Part, Scope, Tokenizer};
use report::Report;
use stats::Resampling;

/// How a corpus is analysed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    pub scope: Scope,
    /// The order α of Rényi's entropy, above 0.
    pub renyi_order: f64,
    pub resampling: Resampling,
    /// How many segments the report shows with their tokens.
    pub excerpts: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            scope: Scope::default(),
            renyi_order: metric::RENYI_ORDER,
            resampling: Resampling::default(),
            excerpts: 3,
        }
    }
}

/// The program: counts a corpus with every tokenizer, measures every language, and compares it with the pivot.
///
/// `progress` hears how many segments were just counted.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn analyze(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    settings: Settings,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Report, CountError> {
    let Settings { scope, renyi_order, resampling, excerpts } = settings;
    let counts = count::count(corpus, tokenizers, scope, progress)?;
    let measurements = metric::measure(&counts, renyi_order);
    let parity = parity::compare(&counts, resampling);
    let excerpts = count::excerpts(corpus, tokenizers, &parity::typical(&counts, excerpts))?;
    Ok(Report::new(corpus, &counts, measurements, parity, resampling, excerpts))
}

/// The same of text that was counted in parts: what the segments of each language come to, and what they cost beside the
/// pivot's where they are the same segments.
///
/// # Errors
/// A pivot that is no code, or of whose language there is no text.
pub fn sum_up(name: &str, part: &Part, pivot: &str) -> Result<Report, CorpusError> {
    let codes: Vec<String> = part.languages.keys().cloned().collect();
    let pivot = corpus::find_pivot(&codes, Path::new(name), pivot)?;
    let counts = Counts::of_part(part, codes.iter().map(|code| Language::of_code(code)).collect(), pivot);
    let measurements = metric::measure(&counts, metric::RENYI_ORDER);
    let parity = parity::compare_part(part, &counts);
    Ok(Report::of_part(name, part, &counts, measurements, parity))
}

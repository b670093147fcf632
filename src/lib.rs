//! tokcost, the multilingual tokenizer cost analyzer: what a language costs under any tokenizer.
//!
//! The flow is the listing: [`corpus`] → [`count`] → [`metric`] → [`parity`] → [`report`].
//!
//! ```
//! use std::path::Path;
//! use tokcost::corpus::{Corpus, Language, Manifest, Text};
//! use tokcost::count::{WordRule, tokenizer};
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
//! let resampling = Resampling { resamples: 1000, seed: 0 };
//! let report = tokcost::analyze(&corpus, &tokenizers, WordRule::default(), resampling, &|_| ())?;
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

pub mod cli;
pub mod stats;

use corpus::Corpus;
use count::{CountError, Tokenizer, WordRule};
use report::Report;
use stats::Resampling;

/// The program: counts a corpus with every tokenizer, measures every language, and compares it with the pivot.
///
/// `progress` hears how many segments were just counted.
///
/// # Errors
/// A tokenizer that refuses a segment.
pub fn analyze(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    word_rule: WordRule,
    resampling: Resampling,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Report, CountError> {
    let counts = count::count(corpus, tokenizers, word_rule, progress)?;
    let measurements = metric::measure(&counts);
    let parity = parity::compare(&counts, resampling);
    Ok(Report::new(corpus, &counts, measurements, parity, resampling))
}

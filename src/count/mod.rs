//! How many tokens, words, characters, graphemes and bytes is each segment?

mod detail;
mod distribution;
mod division;
mod excerpt;
mod measure;
mod part;
mod part_file;
mod pass;
mod spectrum;
mod tally;
pub mod tokenizer;
mod variant;
mod waste;
mod words;
mod writing;

use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;

pub use detail::Detail;
pub use distribution::Distribution;
pub use division::{Run, divide};
pub use excerpt::{Division, Excerpt, Version, excerpts};
pub use part::{Counter, LanguagePart, Manner, Part, RefusedRecord, Unlike};
pub use part_file::{Damaged, PartError, Parts};
pub use spectrum::Spectrum;
pub use tally::{Quantity, Tally};
pub use tokenizer::{Identity, Token, TokenizeError, Tokenizer, TokenizerError};
pub use variant::{Variant, Variants, count_variants};
pub use waste::{WordCost, wasted};
pub use words::{Trust, WordRule, words};
pub use writing::{Writing, writings};

use crate::corpus::{Corpus, Language, Place, Text};
use detail::Met;
use measure::measure;
use pass::{Counted, Pass};

/// The most tallies that are kept: with what is made of them each takes about 270 bytes.
const MOST_TALLIES: usize = 24_000_000;
/// The fewest and the most segments of a text that one thread counts at a time. Under each vocabulary anew its tables come
/// into the cache, which many segments are worth.
const CHUNK: (usize, usize) = (128, 1024);
/// Chunks that there should be for each thread, so that all end at about the same time.
const CHUNKS_PER_THREAD: usize = 8;

/// The tallies of a corpus: one for each tokenizer, language and segment.
#[derive(Clone, Debug)]
pub struct Counts {
    pub tokenizers: Vec<Identity>,
    /// Number of tokens in each tokenizer's vocabulary; `None` where a token is not from a list.
    pub vocabulary_sizes: Vec<Option<u64>>,
    pub languages: Vec<Language>,
    /// Position of the pivot among the languages.
    pub pivot: usize,
    /// Number of segments in each language.
    pub segments: usize,
    /// The positions of the segments of each document.
    pub documents: Vec<Range<usize>>,
    pub scope: Scope,
    /// Whether each language has the same segments as the pivot.
    pub parallel: Vec<bool>,
    cells: Cells,
    /// Empty if they were not asked for.
    details: Vec<Detail>,
}

/// By tokenizer, then language.
#[derive(Clone, Debug)]
enum Cells {
    /// A tally for each segment.
    Segments(Vec<Vec<Tally>>),
    /// What all segments come to.
    Totals(Vec<Total>),
}

/// What all segments of a language come to under a tokenizer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub tally: Tally,
    pub tokens_per_segment: Distribution,
}

impl Total {
    pub fn of(segments: &[Tally]) -> Total {
        Total {
            tally: segments.iter().sum(),
            tokens_per_segment: segments.iter().map(|tally| tally.tokens).collect(),
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// What counts as a word.
    pub word_rule: WordRule,
    /// Whether every token is looked at: which it is, and what it does to words and characters.
    pub detailed: bool,
}

/// A corpus could not be counted.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    #[error("`{tokenizer}` cannot tokenize `{}` {place}", path.display())]
    Refused { tokenizer: String, path: PathBuf, place: Place, source: TokenizeError },
    #[error(
        "`{corpus}` has {segments} segments in each of {languages} languages, for {tokenizers} tokenizers: \
         expected {} million counts or fewer", MOST_TALLIES / 1_000_000
    )]
    TooMany { corpus: String, segments: usize, languages: usize, tokenizers: usize },
}

impl CountError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused { .. } => None,
            Self::TooMany { .. } => Some(
                "name fewer tokenizers or languages; `tokcost count` and `tokcost merge` take any amount of text".into(),
            ),
        }
    }

    /// What a tokenizer's refusal becomes where the text and the segment, from 0, are known.
    pub(crate) fn at(
        tokenizer: &dyn Tokenizer,
        text: &Text,
        segment: usize,
    ) -> impl FnOnce(TokenizeError) -> CountError {
        move |source| CountError::Refused {
            tokenizer: tokenizer.identity().name.clone(),
            path: text.path.clone(),
            place: text.place(segment),
            source,
        }
    }
}

impl Counts {
    /// What a part says of its languages, in the order of their codes; its segments are gone.
    pub fn of_part(part: &Part, languages: Vec<Language>, pivot: usize) -> Counts {
        let of_languages: Vec<&LanguagePart> = part.languages.values().collect();
        let totals = (0..part.manner.tokenizers.len())
            .flat_map(|tokenizer| of_languages.iter().map(move |language| language.total(tokenizer)));
        Counts {
            tokenizers: part.manner.tokenizers.clone(),
            vocabulary_sizes: part.manner.vocabulary_sizes.clone(),
            languages,
            pivot,
            segments: of_languages[pivot].segments() as usize,
            documents: Vec::new(),
            scope: Scope { word_rule: part.manner.word_rule, detailed: false },
            parallel: of_languages
                .iter()
                .enumerate()
                .map(|(language, part)| language == pivot || part.is_parallel_to(of_languages[pivot]))
                .collect(),
            cells: Cells::Totals(totals.collect()),
            details: Vec::new(),
        }
    }

    /// The tallies of one language under one tokenizer, a segment each; none where only their sum was kept.
    pub fn segment_tallies(&self, tokenizer: usize, language: usize) -> &[Tally] {
        match &self.cells {
            Cells::Segments(tallies) => &tallies[self.cell(tokenizer, language)],
            Cells::Totals(_) => &[],
        }
    }

    /// The tally of all segments of one language under one tokenizer.
    pub fn tally(&self, tokenizer: usize, language: usize) -> Tally {
        match &self.cells {
            Cells::Segments(tallies) => tallies[self.cell(tokenizer, language)].iter().sum(),
            Cells::Totals(totals) => totals[self.cell(tokenizer, language)].tally,
        }
    }

    /// What all segments of one language come to under one tokenizer.
    pub fn total(&self, tokenizer: usize, language: usize) -> Total {
        match &self.cells {
            Cells::Segments(tallies) => Total::of(&tallies[self.cell(tokenizer, language)]),
            Cells::Totals(totals) => totals[self.cell(tokenizer, language)].clone(),
        }
    }

    fn cell(&self, tokenizer: usize, language: usize) -> usize {
        tokenizer * self.languages.len() + language
    }

    /// The tallies of all segments, to be changed; none where only their sums were kept.
    fn tallies_mut(&mut self) -> &mut [Vec<Tally>] {
        match &mut self.cells {
            Cells::Segments(tallies) => tallies,
            Cells::Totals(_) => &mut [],
        }
    }

    /// The frequencies of one language under one tokenizer, if they were asked for.
    pub fn detail(&self, tokenizer: usize, language: usize) -> Option<&Detail> {
        self.details.get(self.cell(tokenizer, language))
    }
}

/// Counts every segment of a corpus with every tokenizer. `progress` hears how many segments were just done.
///
/// # Errors
/// A tokenizer that refuses a segment, with the file and the line; more segments than can be kept.
pub fn count(
    corpus: &Corpus,
    tokenizers: &[Box<dyn Tokenizer>],
    scope: Scope,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Counts, CountError> {
    let (segments, languages) = (corpus.segments(), corpus.texts().len());
    if segments.saturating_mul(languages).saturating_mul(tokenizers.len()) > MOST_TALLIES {
        let (corpus, tokenizers) = (corpus.name().to_owned(), tokenizers.len());
        return Err(CountError::TooMany { corpus, segments, languages, tokenizers });
    }
    let chunks = chunks(corpus);
    let pass = Pass::new(tokenizers);
    let counted = chunks
        .par_iter()
        .map(|(text, positions)| {
            let counted = count_chunk(text, positions.clone(), &pass, tokenizers, scope);
            progress(positions.len());
            counted
        })
        .collect::<Result<Vec<_>, _>>()?;
    let cells = tokenizers.len() * corpus.texts().len();
    let mut tallies = vec![Vec::with_capacity(corpus.segments()); cells];
    let mut details = vec![Vec::new(); cells];
    let chunks_per_text = chunks.len() / corpus.texts().len();
    for (position, of_tokenizers) in counted.into_iter().enumerate() {
        for (tokenizer, chunk) in of_tokenizers.into_iter().enumerate() {
            let cell = tokenizer * corpus.texts().len() + position / chunks_per_text;
            tallies[cell].extend(chunk.tallies);
            details[cell].extend(chunk.detail);
        }
    }
    let detailed = |details: Vec<Vec<Detail>>| {
        details.into_par_iter().map(|of_chunks| of_chunks.into_iter().sum()).collect()
    };
    Ok(Counts {
        tokenizers: tokenizers.iter().map(|tokenizer| tokenizer.identity().clone()).collect(),
        vocabulary_sizes: tokenizers.iter().map(|tokenizer| tokenizer.vocabulary_size()).collect(),
        languages: corpus.texts().iter().map(|text| text.language.clone()).collect(),
        pivot: corpus.pivot(),
        segments: corpus.segments(),
        documents: corpus.documents().to_vec(),
        scope,
        parallel: vec![true; corpus.texts().len()],
        cells: Cells::Segments(tallies),
        details: if scope.detailed { detailed(details) } else { Vec::new() },
    })
}

/// The corpus in pieces of work: every text cut at the same positions.
fn chunks(corpus: &Corpus) -> Vec<(&Text, Range<usize>)> {
    let chunks = rayon::current_num_threads() * CHUNKS_PER_THREAD;
    let length = (corpus.segments() * corpus.texts().len() / chunks).clamp(CHUNK.0, CHUNK.1);
    let starts = || (0..corpus.segments()).step_by(length);
    let end = |start: usize| (start + length).min(corpus.segments());
    corpus.texts().iter().flat_map(|text| starts().map(move |start| (text, start..end(start)))).collect()
}

/// Some segments of a language under one tokenizer.
struct Chunk {
    tallies: Vec<Tally>,
    detail: Option<Detail>,
}

fn count_chunk(
    text: &Text,
    positions: Range<usize>,
    pass: &Pass,
    tokenizers: &[Box<dyn Tokenizer>],
    scope: Scope,
) -> Result<Vec<Chunk>, CountError> {
    let refused = |tokenizer: usize, segment: usize| {
        CountError::at(tokenizers[tokenizer].as_ref(), text, positions.start + segment)
    };
    let segments = text.slice(positions.clone());
    let counted = pass
        .count(&segments)
        .map_err(|refusal| refused(refusal.tokenizer, refusal.segment)(refusal.source))?;
    let words: Vec<Vec<Range<usize>>> =
        segments.clone().map(|segment| words(segment, scope.word_rule)).collect();
    let measured: Vec<Tally> =
        segments.clone().zip(&words).map(|(segment, words)| measure(segment, words.len())).collect();
    let chunk = |(tokenizer, counted): (usize, Vec<Counted>)| {
        let mut tallies: Vec<Tally> = counted
            .into_iter()
            .zip(&measured)
            .map(|(Counted { tokens, lost_chars }, &tally)| Tally { tokens, lost_chars, ..tally })
            .collect();
        if !scope.detailed {
            return Ok(Chunk { tallies, detail: None });
        }
        let mut met = Met::default();
        let looked_at = segments.clone().zip(&words).zip(&mut tallies).enumerate();
        for (position, ((segment, words), tally)) in looked_at {
            met.look(tokenizers[tokenizer].as_ref(), segment, words, tally)
                .map_err(refused(tokenizer, position))?;
        }
        Ok(Chunk { tallies, detail: Some(met.into()) })
    };
    counted.into_iter().enumerate().map(chunk).collect()
}

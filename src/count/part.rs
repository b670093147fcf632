//! What was counted of a part of some text: parts add up, in any order, to what the whole comes to.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::Array2;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::measure::measure;
use super::pass::Pass;
use super::{Distribution, Identity, Tally, TokenizeError, Tokenizer, Total, WordRule, words};
use crate::corpus::Record;
use crate::stats;

/// How records are counted. Only parts that were counted alike add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// The version of tokcost.
    pub version: String,
    pub tokenizers: Vec<Identity>,
    pub vocabulary_sizes: Vec<Option<u64>>,
    pub word_rule: WordRule,
    /// Draws of the bootstrap.
    pub replicates: usize,
    pub seed: u64,
}

/// What some records come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub manner: Manner,
    /// The names of the parts that were added up to it.
    pub names: BTreeSet<String>,
    /// Records that could not be counted, and were left out.
    pub skipped: u64,
    /// By code.
    pub languages: BTreeMap<String, LanguagePart>,
}

/// What the records of one language come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguagePart {
    /// Records that had no id.
    pub without_id: u64,
    /// The sum of the hashes of all ids: the same for the same ids in any order.
    pub ids: Sum,
    /// The same of ids with their texts.
    pub content: Sum,
    /// The counts of the text that every tokenizer shares, in the order of [`Tally`].
    pub text: [u64; Tally::OF_TEXT],
    /// By tokenizer.
    pub tokenizers: Vec<TokenizerPart>,
    /// Sums in each draw: of the counts of the text, then for each tokenizer of the tokens and of the lost characters.
    pub replicates: Vec<Vec<u64>>,
}

/// What the records of one language come to under one tokenizer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenizerPart {
    pub tokens: u64,
    pub lost_chars: u64,
    pub tokens_per_segment: Distribution,
}

/// A sum of hashes, which wraps around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sum(u128);

impl From<Sum> for String {
    fn from(sum: Sum) -> String {
        format!("{:032x}", sum.0)
    }
}

impl TryFrom<String> for Sum {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Sum, Self::Error> {
        u128::from_str_radix(&text, 16).map(Sum)
    }
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.0 = self.0.wrapping_add(other.0);
    }
}

/// Parts cannot be added up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unlike {
    #[error("it was counted with {what} {found}, and the others with {expected}")]
    Manner { what: &'static str, found: String, expected: String },
    #[error("its part `{name}` is in another one already")]
    Twice { name: String },
}

/// Columns of the sums of each draw that belong to one tokenizer.
const DRAWN: usize = 2;

impl LanguagePart {
    pub fn segments(&self) -> u64 {
        self.text[0]
    }

    /// What all records come to under a tokenizer.
    pub(super) fn total(&self, tokenizer: usize) -> Total {
        let TokenizerPart { tokens, lost_chars, tokens_per_segment } = &self.tokenizers[tokenizer];
        Total {
            tally: tally(&self.text, *tokens, *lost_chars),
            tokens_per_segment: tokens_per_segment.clone(),
        }
    }

    /// The tally of all records under a tokenizer in one draw.
    pub fn drawn(&self, tokenizer: usize, draw: usize) -> Tally {
        let of_text: [u64; Tally::OF_TEXT] = std::array::from_fn(|count| self.replicates[count][draw]);
        let first = Tally::OF_TEXT + tokenizer * DRAWN;
        tally(&of_text, self.replicates[first][draw], self.replicates[first + 1][draw])
    }

    /// Whether it has the very segments of another language: as many, each with an id, and the ids are the same.
    pub fn is_parallel_to(&self, other: &LanguagePart) -> bool {
        let ids = |part: &LanguagePart| (part.segments(), part.without_id, part.ids);
        ids(self) == ids(other) && self.without_id == 0
    }

    fn add(&mut self, other: &LanguagePart) {
        self.without_id += other.without_id;
        self.ids.add(other.ids);
        self.content.add(other.content);
        self.text.iter_mut().zip(other.text).for_each(|(own, other)| *own += other);
        self.tokenizers.resize_with(other.tokenizers.len(), TokenizerPart::default);
        for (own, other) in self.tokenizers.iter_mut().zip(&other.tokenizers) {
            own.tokens += other.tokens;
            own.lost_chars += other.lost_chars;
            own.tokens_per_segment.add(&other.tokens_per_segment);
        }
        self.replicates.resize_with(other.replicates.len(), Vec::new);
        for (own, other) in self.replicates.iter_mut().zip(&other.replicates) {
            own.resize(other.len(), 0);
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        }
    }
}

fn tally(of_text: &[u64; Tally::OF_TEXT], tokens: u64, lost_chars: u64) -> Tally {
    let mut counts = [0; Tally::COUNTS];
    counts[..Tally::OF_TEXT].copy_from_slice(of_text);
    Tally { tokens, lost_chars, ..Tally::from_counts(counts) }
}

impl Part {
    /// A part of nothing.
    pub fn new(manner: Manner) -> Part {
        Part { manner, names: BTreeSet::new(), skipped: 0, languages: BTreeMap::new() }
    }

    /// Whether all of its lists are as long as its manner says.
    pub(super) fn is_consistent(&self) -> bool {
        let Manner { tokenizers, vocabulary_sizes, replicates, .. } = &self.manner;
        let columns = if *replicates > 0 { Tally::OF_TEXT + tokenizers.len() * DRAWN } else { 0 };
        let is_whole = |language: &LanguagePart| {
            language.tokenizers.len() == tokenizers.len()
                && language.replicates.len() == columns
                && language.replicates.iter().all(|draws| draws.len() == *replicates)
        };
        !tokenizers.is_empty()
            && vocabulary_sizes.len() == tokenizers.len()
            && self.languages.values().all(is_whole)
    }

    /// Gives it a name; without one, that of its content.
    pub fn name(&mut self, name: Option<&str>) {
        let of_content = || {
            let sums =
                self.languages.iter().map(|(code, part)| format!("{code}{}", String::from(part.content)));
            format!("content-{:032x}", xxh3_128(sums.collect::<String>().as_bytes()))
        };
        if !self.languages.is_empty() {
            self.names = BTreeSet::from([name.map_or_else(of_content, str::to_owned)]);
        }
    }

    /// Takes what another part comes to.
    ///
    /// # Errors
    /// A part that was counted in another manner, or that is in this one already.
    pub fn add(&mut self, other: &Part) -> Result<(), Unlike> {
        self.manner.agrees_with(&other.manner)?;
        if let Some(name) = self.names.intersection(&other.names).next() {
            return Err(Unlike::Twice { name: name.clone() });
        }
        self.names.extend(other.names.iter().cloned());
        self.skipped += other.skipped;
        for (code, language) in &other.languages {
            self.languages.entry(code.clone()).or_default().add(language);
        }
        Ok(())
    }
}

impl Manner {
    fn agrees_with(&self, other: &Manner) -> Result<(), Unlike> {
        let tokenizers = |manner: &Manner| {
            let one = |identity: &Identity| {
                let fingerprint = identity.fingerprint.as_deref().map_or("", |all| &all[..all.len().min(12)]);
                format!("{} {fingerprint}", identity.name).trim().to_owned()
            };
            manner.tokenizers.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let rows = [
            ("version", self.version.clone(), other.version.clone()),
            ("the tokenizers", tokenizers(self), tokenizers(other)),
            ("the words of", format!("{:?}", self.word_rule), format!("{:?}", other.word_rule)),
            ("replicates", self.replicates.to_string(), other.replicates.to_string()),
            ("the seed", self.seed.to_string(), other.seed.to_string()),
        ];
        let unlike = rows.into_iter().find(|(_, own, other)| own != other);
        unlike.map_or(Ok(()), |(what, expected, found)| Err(Unlike::Manner { what, found, expected }))
    }
}

/// Counts records in one manner.
pub struct Counter<'a> {
    pass: Pass<'a>,
    manner: Manner,
}

/// A tokenizer refused a record, by position.
#[derive(Debug)]
pub struct RefusedRecord {
    pub tokenizer: String,
    pub record: usize,
    pub source: TokenizeError,
}

impl<'a> Counter<'a> {
    /// Gets ready to count with some tokenizers.
    pub fn new(
        tokenizers: &'a [Box<dyn Tokenizer>],
        word_rule: WordRule,
        replicates: usize,
        seed: u64,
    ) -> Counter<'a> {
        let manner = Manner {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            tokenizers: tokenizers.iter().map(|tokenizer| tokenizer.identity().clone()).collect(),
            vocabulary_sizes: tokenizers.iter().map(|tokenizer| tokenizer.vocabulary_size()).collect(),
            word_rule,
            replicates,
            seed,
        };
        Counter { pass: Pass::new(tokenizers), manner }
    }

    /// A part of nothing, to add to.
    pub fn nothing(&self) -> Part {
        Part::new(self.manner.clone())
    }

    /// What some records come to.
    ///
    /// # Errors
    /// A tokenizer that refuses a record.
    pub fn count(&self, records: &[Record]) -> Result<Part, RefusedRecord> {
        let texts = records.iter().map(|record| record.text.as_str());
        let counted = self.pass.count(&texts).map_err(|refusal| RefusedRecord {
            tokenizer: self.manner.tokenizers[refusal.tokenizer].name.clone(),
            record: refusal.segment,
            source: refusal.source,
        })?;
        let mut of_languages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, record) in records.iter().enumerate() {
            of_languages.entry(&record.language).or_default().push(position);
        }
        let mut part = self.nothing();
        for (code, positions) in of_languages {
            let rule = self.manner.word_rule;
            let texts: Vec<Tally> = positions
                .iter()
                .map(|&at| measure(&records[at].text, words(&records[at].text, rule).len()))
                .collect();
            let tokenizers: Vec<Vec<(u64, u64)>> = counted
                .iter()
                .map(|counted| {
                    positions.iter().map(|&at| (counted[at].tokens, counted[at].lost_chars)).collect()
                })
                .collect();
            let language = self.language(positions.iter().map(|&at| &records[at]), &texts, &tokenizers);
            part.languages.insert(code.to_owned(), language);
        }
        Ok(part)
    }

    fn language<'r>(
        &self,
        records: impl Iterator<Item = &'r Record>,
        texts: &[Tally],
        tokenizers: &[Vec<(u64, u64)>],
    ) -> LanguagePart {
        let mut language = LanguagePart::default();
        let mut keys = Vec::with_capacity(texts.len());
        for record in records {
            let id = record.id.as_deref();
            language.without_id += u64::from(id.is_none());
            language.ids.add(id.map_or_else(Sum::default, |id| Sum(xxh3_128(id.as_bytes()))));
            let content = format!("{}\0{}", id.unwrap_or_default(), record.text);
            language.content.add(Sum(xxh3_128(content.as_bytes())));
            keys.push(xxh3_64(id.unwrap_or(&record.text).as_bytes()));
        }
        let total: Tally = texts.iter().sum();
        language.text.copy_from_slice(&total.to_counts()[..Tally::OF_TEXT]);
        language.tokenizers = tokenizers
            .iter()
            .map(|counted| TokenizerPart {
                tokens: counted.iter().map(|(tokens, _)| tokens).sum(),
                lost_chars: counted.iter().map(|(_, lost)| lost).sum(),
                tokens_per_segment: counted.iter().map(|(tokens, _)| *tokens).collect(),
            })
            .collect();
        if self.manner.replicates > 0 {
            language.replicates = self.replicates(&keys, texts, tokenizers);
        }
        language
    }

    fn replicates(&self, keys: &[u64], texts: &[Tally], tokenizers: &[Vec<(u64, u64)>]) -> Vec<Vec<u64>> {
        let shape = (texts.len(), Tally::OF_TEXT + tokenizers.len() * DRAWN);
        let columns = Array2::from_shape_fn(shape, |(row, column)| {
            let value = match column.checked_sub(Tally::OF_TEXT) {
                None => texts[row].to_counts()[column],
                Some(column) => {
                    let (tokens, lost) = tokenizers[column / DRAWN][row];
                    if column % DRAWN == 0 { tokens } else { lost }
                }
            };
            value as f64
        });
        let sums = stats::poisson_sums(keys, &columns, self.manner.replicates, self.manner.seed);
        sums.rows().into_iter().map(|row| row.iter().map(|sum| *sum as u64).collect()).collect()
    }
}

//! One segment in several languages, side by side, the pivot first.

use std::iter;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::painted;
use super::row;
use super::visible::{field, parts};
use crate::corpus::Language;
use crate::count::Token;
use crate::report::number::{exact, times};

/// Columns of the plain form; `--help` explains them.
const COLUMNS: [&str; 9] =
    ["corpus", "segment", "tokenizer", "language", "tokens", "premium", "ids", "pieces", "text"];

/// A segment under one tokenizer.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The corpus by its name.
    pub corpus: String,
    /// Its line, from 1.
    pub number: usize,
    pub tokenizer: String,
    /// The pivot's first.
    pub versions: Vec<Version>,
}

/// A segment in one language.
#[derive(Clone, Debug)]
pub struct Version {
    pub language: Language,
    pub text: String,
    pub tokens: Vec<Token>,
}

impl Segment {
    /// The versions with their premiums over the first one, for this segment alone; none over nothing.
    fn with_premiums(&self) -> impl Iterator<Item = (&Version, Option<f64>)> {
        let pivot = self.versions.first().map_or(0, |version| version.tokens.len());
        self.versions
            .iter()
            .map(move |version| (version, (pivot > 0).then(|| version.tokens.len() as f64 / pivot as f64)))
    }
}

/// A segment in colour, a row for each language.
pub fn segment_on_screen(segment: &Segment, with_ids: bool) -> String {
    let bold = Style::new().bold();
    let heading = format!(
        "{bold}{} segment {}, {}{bold:#}: tokens, premium for this segment\n",
        segment.corpus, segment.number, segment.tokenizer
    );
    let widest = segment.versions.iter().map(|version| version.language.code.width()).max().unwrap_or(0);
    let rows = segment.with_premiums().map(|(version, premium)| {
        let code = &version.language.code;
        let premium = premium.map_or_else(|| "–".to_owned(), times);
        let painted = painted(&version.text, &version.tokens, with_ids);
        format!("{code:widest$}  {:>4}  {premium:>6}  {painted}\n", version.tokens.len())
    });
    iter::once(heading).chain(rows).collect()
}

/// Segments, a row for each tokenizer and language, with tabs between the columns.
pub fn segments_as_rows(segments: &[Segment]) -> String {
    let mut rows = row(&COLUMNS);
    for segment in segments {
        for (version, premium) in segment.with_premiums() {
            let ids: Vec<String> = version.tokens.iter().map(|token| token.id.to_string()).collect();
            let bytes = version.tokens.iter().map(|token| &version.text.as_bytes()[token.bytes.clone()]);
            rows += &row(&[
                &segment.corpus,
                &segment.number.to_string(),
                &segment.tokenizer,
                &version.language.code,
                &version.tokens.len().to_string(),
                &exact(premium),
                &ids.join(" "),
                &parts(bytes),
                &field(&version.text),
            ]);
        }
    }
    rows
}

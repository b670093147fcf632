//! The tokens of some segments: as the page first shows them, and as data for its script.

use serde::Serialize;

use super::direction;
use crate::corpus::Language;
use crate::count::{Division, Version};
use crate::report::chart::View;
use crate::report::inspection::without_controls;
use crate::report::number::times;
use crate::report::{RenderError, Report};

/// How many languages are shown beside the pivot before a reader chooses.
const SHOWN: usize = 8;

/// The first excerpt under the leading tokenizer, in some languages, and what else can be chosen.
pub struct Excerpt<'a> {
    /// The numbers of the segments, from 1.
    pub segments: Vec<usize>,
    /// Positions and names, the leading one first.
    pub tokenizers: Vec<(usize, &'a str)>,
    pub versions: Vec<Shown<'a>>,
}

/// A segment in one language.
pub struct Shown<'a> {
    pub position: usize,
    pub language: &'a Language,
    pub count: String,
    /// Of its bar, in percent of the longest.
    pub width: f64,
    pub runs: Vec<Run>,
}

/// Some text, and how many tokens write it.
pub struct Run {
    pub text: String,
    pub tokens: usize,
}

impl Shown<'_> {
    pub fn direction(&self) -> &'static str {
        direction(self.language)
    }
}

impl Excerpt<'_> {
    pub fn of(report: &Report) -> Option<Excerpt<'_>> {
        let first = report.excerpts.first()?;
        let lead = report.lead();
        let selection = View { report, top: None, title: None }.selection(SHOWN);
        let languages: Vec<usize> = selection.into_iter().chain([report.pivot]).collect();
        let division = |language: usize| &first.versions[language].divisions[lead];
        let most = languages.iter().map(|&language| division(language).tokens).max()?;
        let pivot = division(report.pivot).tokens;
        let shown = |&position: &usize| {
            let tokens = division(position).tokens;
            Shown {
                position,
                language: &report.languages[position],
                count: count(tokens, pivot),
                width: 100.0 * tokens as f64 / most.max(1) as f64,
                runs: runs(&first.versions[position], division(position)),
            }
        };
        let tokenizers = (0..report.tokenizers.len()).rev();
        Some(Excerpt {
            segments: report.excerpts.iter().map(|excerpt| excerpt.segment + 1).collect(),
            tokenizers: tokenizers.map(|at| (at, report.tokenizers[at].name.as_str())).collect(),
            versions: languages.iter().map(shown).collect(),
        })
    }
}

fn count(tokens: usize, pivot: usize) -> String {
    let noun = if tokens == 1 { "token" } else { "tokens" };
    match pivot {
        0 => format!("{tokens} {noun}"),
        _ => format!("{tokens} {noun}, {}", times(tokens as f64 / pivot as f64)),
    }
}

/// The runs of a text, in characters that do nothing but show.
fn runs(version: &Version, division: &Division) -> Vec<Run> {
    let run = |run: &crate::count::Run| Run {
        text: without_controls(&version.text[run.bytes.clone()]),
        tokens: run.tokens.len(),
    };
    division.runs.iter().map(run).collect()
}

#[derive(Serialize)]
struct Data<'a> {
    pivot: usize,
    languages: Vec<LanguageData<'a>>,
    excerpts: Vec<ExcerptData>,
}

#[derive(Serialize)]
struct LanguageData<'a> {
    name: &'a str,
    lang: &'a str,
    dir: &'static str,
}

#[derive(Serialize)]
struct ExcerptData {
    /// By language.
    texts: Vec<String>,
    /// By tokenizer, then language: the number of tokens, and [`lengths`].
    divisions: Vec<Vec<(usize, String)>>,
}

/// All excerpts under all tokenizers as JSON that may stand in a page.
///
/// # Errors
/// None in memory.
pub fn data(report: &Report) -> Result<String, RenderError> {
    let excerpt = |excerpt: &crate::count::Excerpt| ExcerptData {
        texts: excerpt.versions.iter().map(|version| without_controls(&version.text)).collect(),
        divisions: (0..report.tokenizers.len())
            .map(|tokenizer| {
                let divided = |version: &Version| {
                    let division = &version.divisions[tokenizer];
                    (division.tokens, lengths(&runs(version, division)))
                };
                excerpt.versions.iter().map(divided).collect()
            })
            .collect(),
    };
    let data = Data {
        pivot: report.pivot,
        languages: report.languages.iter().map(language).collect(),
        excerpts: report.excerpts.iter().map(excerpt).collect(),
    };
    // No tag may end the element that holds it.
    Ok(serde_json::to_string(&data)?.replace('<', "\\u003c"))
}

fn language(language: &Language) -> LanguageData<'_> {
    LanguageData { name: &language.name, lang: &language.bcp47, dir: direction(language) }
}

/// The lengths of runs in UTF-16 units, as a browser counts, each followed by `x` and its number of tokens where that
/// is not one: `3 4 1x3`.
fn lengths(runs: &[Run]) -> String {
    let run = |run: &Run| {
        let length = run.text.encode_utf16().count();
        if run.tokens == 1 { length.to_string() } else { format!("{length}x{}", run.tokens) }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_a_browser() {
        let run = |text: &str, tokens| Run { text: text.to_owned(), tokens };
        // 𐤀 is two UTF-16 units, e and its accent two, "" none.
        let found = lengths(&[run("caf", 1), run("e\u{301}", 2), run("𐤀", 4), run("", 1), run(" ", 0)]);
        assert_eq!(found, "3 2x2 2x4 0 1x0");
    }
}

//! Which segments mean the same thing? Files and folders in any of the [`FORMATS`] become an aligned [`Corpus`].

mod alignment;
mod column;
mod compression;
mod error;
pub(crate) mod fields;
mod folder;
mod format;
mod frames;
mod language;
mod manifest;
mod place;
mod records;
mod rewriting;
mod room;
mod text;
mod warning;

use std::ops::Range;
use std::path::Path;

pub use alignment::OnMissing;
pub use error::CorpusError;
pub use fields::Fields;
pub use folder::{Reading, Request, read};
pub use format::{FORMATS, Format};
pub use language::{Direction, Language, Resolved};
pub use manifest::Manifest;
pub use place::Place;
pub use records::{Block, Blocks, Fault, Record, Shape, StreamError, blocks};
pub use rewriting::Rewriting;
pub use text::Text;
pub use warning::Warning;

/// Parallel text: segment *i* means the same in every language, and one language is the pivot.
///
/// Invariant: there is at least one segment, every text has the same number of them, and the pivot is one of the texts.
#[derive(Clone, Debug)]
pub struct Corpus {
    name: String,
    manifest: Manifest,
    texts: Vec<Text>,
    pivot: usize,
    documents: Vec<Range<usize>>,
}

impl Corpus {
    /// Builds a corpus from texts; they are put in the order of their codes.
    ///
    /// # Errors
    /// Texts of different lengths, two texts of one language, no text in the pivot language.
    pub fn new(
        name: &str,
        folder: &Path,
        manifest: Manifest,
        mut texts: Vec<Text>,
        pivot: &str,
    ) -> Result<Corpus, CorpusError> {
        texts.sort_by(|a, b| a.language.code.cmp(&b.language.code));
        if let Some(pair) = texts.windows(2).find(|pair| pair[0].language.code == pair[1].language.code) {
            return Err(CorpusError::TwoFilesForOneLanguage {
                first: pair[0].path.clone(),
                second: pair[1].path.clone(),
                language: pair[0].language.code.clone(),
            });
        }
        let codes: Vec<String> = texts.iter().map(|text| text.language.code.clone()).collect();
        let pivot = find_pivot(&codes, folder, pivot)?;
        let reference = &texts[pivot];
        if let Some(other) = texts.iter().find(|text| text.len() != reference.len()) {
            return Err(CorpusError::DifferentLineCounts {
                path: other.path.clone(),
                found: other.len(),
                reference: reference.path.clone(),
                expected: reference.len(),
            });
        }
        let documents = documents(&manifest.documents, reference.len(), folder)?;
        Ok(Corpus { name: name.to_owned(), manifest, texts, pivot, documents })
    }

    /// The name of the folder or the file; results are kept under it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What `corpus.toml` says.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The texts in the order of their language codes.
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The position of the pivot among the texts.
    pub fn pivot(&self) -> usize {
        self.pivot
    }

    /// The positions of the segments of each document; a document each where nobody says otherwise.
    pub fn documents(&self) -> &[Range<usize>] {
        &self.documents
    }

    /// Number of segments in each language.
    pub fn segments(&self) -> usize {
        self.texts[self.pivot].len()
    }

    /// What people call it: the title of its manifest, or else its name.
    pub fn title(&self) -> &str {
        self.manifest.title.as_deref().unwrap_or(&self.name)
    }

    /// The position of the language that a code means.
    ///
    /// # Errors
    /// A code that is none, or that of a language which is not there.
    pub fn find(&self, code: &str) -> Result<usize, CorpusError> {
        let languages: Vec<String> = self.texts.iter().map(|text| text.language.code.clone()).collect();
        find_language(&languages, code)?.ok_or_else(|| CorpusError::NoSuchLanguage {
            path: self.name.clone().into(),
            code: code.to_owned(),
            languages,
        })
    }

    /// The corpus without all languages but the pivot and those with one of these codes.
    #[must_use]
    pub fn restricted_to(mut self, codes: &[&str]) -> Corpus {
        let pivot = self.texts[self.pivot].language.code.clone();
        self.texts.retain(|text| text.language.code == pivot || codes.contains(&text.language.code.as_str()));
        self.pivot = self.texts.iter().position(|text| text.language.code == pivot).unwrap_or_default();
        self
    }
}

/// Documents from the lines that they begin with.
fn documents(
    first_lines: &[usize],
    segments: usize,
    folder: &Path,
) -> Result<Vec<Range<usize>>, CorpusError> {
    let refused = |found, expected| {
        Err(CorpusError::Documents { path: folder.join(manifest::FILE_NAME), found, expected })
    };
    if first_lines.is_empty() {
        return Ok((0..segments).map(|segment| segment..segment + 1).collect());
    }
    let mut documents: Vec<Range<usize>> = Vec::new();
    for &line in first_lines {
        let last = documents.last().map_or(0, |document| document.start + 1);
        if documents.is_empty() && line != 1 {
            return refused(line, "line 1 first".to_owned());
        }
        if line <= last || line > segments {
            return refused(line, format!("a line from {} to {segments}", last + 1));
        }
        if let Some(document) = documents.last_mut() {
            document.end = line - 1;
        }
        documents.push(line - 1..segments);
    }
    Ok(documents)
}

/// The position of the pivot among language codes, of which something called `folder` has these.
///
/// # Errors
/// A code that is none, or of a language that is not among them.
pub fn find_pivot(codes: &[String], folder: &Path, pivot: &str) -> Result<usize, CorpusError> {
    find_language(codes, pivot)?.ok_or_else(|| CorpusError::NoPivot {
        path: folder.to_owned(),
        pivot: Language::resolve(pivot).map_or_else(|| pivot.to_owned(), |resolved| resolved.language.name),
        languages: codes.to_vec(),
    })
}

/// The position that a code asks for: its very code, or else the language that it resolves to, in any region.
fn find_language(codes: &[String], wanted: &str) -> Result<Option<usize>, CorpusError> {
    let resolved =
        Language::resolve(wanted).ok_or_else(|| CorpusError::NotACode { code: wanted.to_owned() })?;
    let regional = resolved.region.as_ref().map(|region| resolved.language.clone().in_region(region).code);
    let position = |wanted: &str| codes.iter().position(|code| code == wanted);
    let in_some_region = format!("{}_", resolved.language.code);
    Ok(regional
        .and_then(|code| position(&code))
        .or_else(|| position(&resolved.language.code))
        .or_else(|| codes.iter().position(|code| code.starts_with(&in_some_region))))
}

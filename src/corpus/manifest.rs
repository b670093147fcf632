//! `corpus.toml`: what a corpus says about itself.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::CorpusError;
use super::fields::Fields;
use crate::visible;

/// The name of the file in a corpus folder.
pub const FILE_NAME: &str = "corpus.toml";

/// Where a corpus comes from and how it may be used. Every field may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// A name for people, such as `Everyday requests`.
    pub title: Option<String>,
    /// SPDX identifier, such as `CC0-1.0`.
    pub licence: Option<String>,
    /// How the text was made, in a sentence that reports can repeat.
    pub provenance: Option<String>,
    /// The day the text was finished, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The first line of each document, from 1: lines of one document are resampled together. Without it every line
    /// is a document of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<usize>,
    /// The format of the files, where it is not the first that they could have.
    #[serde(default, skip_serializing)]
    pub format: Option<String>,
    /// The language that others are compared with unless the user says otherwise, and from which catalogues translate.
    #[serde(default, skip_serializing)]
    pub pivot: Option<String>,
    /// Names of the fields of records.
    #[serde(default, skip_serializing)]
    pub fields: Fields,
}

/// What the folder says, if it says anything.
///
/// # Errors
/// A file that cannot be read or is no manifest.
pub fn read(folder: &Path) -> Result<Manifest, CorpusError> {
    let path = folder.join(FILE_NAME);
    if !path.is_file() {
        return Ok(Manifest::default());
    }
    let text =
        fs::read_to_string(&path).map_err(|source| CorpusError::Unreadable { path: path.clone(), source })?;
    let invalid = |source| CorpusError::Manifest { path, source: Box::new(source) };
    let manifest: Manifest = toml::from_str(&text).map_err(invalid)?;
    Ok(Manifest {
        title: manifest.title.as_deref().map(visible::line),
        licence: manifest.licence.as_deref().map(visible::line),
        provenance: manifest.provenance.as_deref().map(visible::line),
        date: manifest.date.as_deref().map(visible::line),
        ..manifest
    })
}

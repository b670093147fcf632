//! `corpus.toml`: what a corpus says about itself.

use serde::{Deserialize, Serialize};

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
}

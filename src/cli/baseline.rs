//! The baseline of `tokcost check`: a `results.json` of an earlier run.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::bounded;
use crate::corpus::Corpus;
use crate::count::{Identity, Tokenizer, tokenizer};
use crate::parity::Before;
use crate::report::SCHEMA_VERSION;

/// What an earlier run found about a corpus.
#[derive(Debug)]
pub struct Results {
    path: PathBuf,
    document: Document,
}

/// The part of `results.json` that is compared.
#[derive(Debug, Deserialize)]
struct Document {
    schema_version: u32,
    provenance: Provenance,
    languages: Vec<Language>,
    results: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Provenance {
    pivot: String,
    tokenizers: Vec<Named>,
}

/// A tokenizer of the earlier run.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
    fingerprint: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Language {
    code: String,
    sha256: String,
}

#[derive(Debug, Deserialize)]
struct Entry {
    tokenizer: String,
    language: Option<String>,
    metric: String,
    value: Option<f64>,
}

/// Why a baseline cannot be compared with.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` is not a results.json of tokcost", path.display())]
    Invalid { path: PathBuf, source: serde_json::Error },
    #[error("`{}` has the schema version {found}: expected {SCHEMA_VERSION}", path.display())]
    Version { path: PathBuf, found: u32 },
    #[error("`{}` has premiums over {found}: expected {expected}", path.display())]
    OtherPivot { path: PathBuf, found: String, expected: String },
    #[error("`{}` has no tokenizer `{wanted}`: found {}", path.display(), found.join(", "))]
    NoTokenizer { path: PathBuf, wanted: String, found: Vec<String> },
    #[error("`{}` and `{corpus}` have no language in common", path.display())]
    NothingInCommon { path: PathBuf, corpus: String },
}

impl BaselineError {
    /// What the user can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { .. } => {
                "name a results.json that `tokcost compare` wrote, or the folder that holds those of several corpora".into()
            }
            Self::Invalid { .. } | Self::Version { .. } => "make it again with `tokcost compare`".into(),
            Self::OtherPivot { found, .. } => format!("choose the same with `--pivot {found}`"),
            Self::NoTokenizer { .. } => {
                "say which one with `--against NAME`, or measure the baseline with the same tokenizer".into()
            }
            Self::NothingInCommon { .. } => "compare with the results of the same corpus".into(),
        }
    }
}

impl Results {
    /// Reads a `results.json`, or in a folder with the results of several corpora that of this one.
    ///
    /// # Errors
    /// An unreadable file, what is no `results.json`, one of another version of the schema or over another pivot.
    pub fn open(path: &Path, corpus: &Corpus) -> Result<Results, BaselineError> {
        let path =
            if path.is_dir() { path.join(corpus.name()).join("results.json") } else { path.to_owned() };
        let bytes = bounded::read(&path, bounded::TABLE)
            .map_err(|source| BaselineError::Unreadable { path: path.clone(), source })?;
        let document: Document = serde_json::from_slice(&bytes)
            .map_err(|source| BaselineError::Invalid { path: path.clone(), source })?;
        if document.schema_version != SCHEMA_VERSION {
            return Err(BaselineError::Version { path, found: document.schema_version });
        }
        let pivot = &corpus.texts()[corpus.pivot()].language.code;
        if document.provenance.pivot != *pivot {
            let found = document.provenance.pivot;
            return Err(BaselineError::OtherPivot { path, found, expected: pivot.clone() });
        }
        Ok(Results { path, document })
    }

    /// The tokenizer that another is compared with: the one that is asked for, or of the same name, or the only one.
    ///
    /// # Errors
    /// There is none.
    pub fn tokenizer(&self, now: &Identity, against: Option<&str>) -> Result<&Named, BaselineError> {
        let tokenizers = &self.document.provenance.tokenizers;
        let wanted = against.unwrap_or(&now.name);
        let named = tokenizers.iter().find(|one| one.name == wanted);
        let only = match tokenizers.as_slice() {
            [only] if against.is_none() => Some(only),
            _ => None,
        };
        named.or(only).ok_or_else(|| BaselineError::NoTokenizer {
            path: self.path.clone(),
            wanted: wanted.to_owned(),
            found: tokenizers.iter().map(|one| one.name.clone()).collect(),
        })
    }

    /// What is known of each language of a corpus under a tokenizer; a text is the same where its SHA-256 is.
    ///
    /// # Errors
    /// There is none that both have.
    pub fn before(&self, corpus: &Corpus, tokenizer: &Named) -> Result<Vec<Option<Before>>, BaselineError> {
        let value = |code: &str, metric: &str| {
            let of_language = |entry: &&Entry| {
                entry.metric == metric
                    && entry.language.as_deref() == Some(code)
                    && entry.tokenizer == tokenizer.name
            };
            self.document.results.iter().find(of_language)?.value
        };
        let of_text = |text: &crate::corpus::Text| {
            let code = &text.language.code;
            let known = self.document.languages.iter().find(|language| language.code == *code)?;
            Some(Before {
                same_text: known.sha256 == text.sha256,
                tokens: value(code, "tokens")? as u64,
                premium: value(code, "premium"),
            })
        };
        let before: Vec<Option<Before>> = corpus.texts().iter().map(of_text).collect();
        if before.iter().all(Option::is_none) {
            return Err(BaselineError::NothingInCommon {
                path: self.path.clone(),
                corpus: corpus.name().to_owned(),
            });
        }
        Ok(before)
    }

    /// Languages of the baseline that a corpus lacks.
    pub fn missing(&self, corpus: &Corpus) -> Vec<&str> {
        let has = |code: &str| corpus.texts().iter().any(|text| text.language.code == code);
        let codes = self.document.languages.iter().map(|language| language.code.as_str());
        codes.filter(|code| !has(code)).collect()
    }
}

impl Named {
    /// Opens the very tokenizer by its name, if it is still there: the same vocabulary, by its SHA-256.
    pub fn open(&self) -> Option<Box<dyn Tokenizer>> {
        tokenizer::open(&self.name).ok().filter(|opened| self.is(opened.identity()))
    }

    /// Whether a tokenizer is that of the earlier run. A baseline tokenizer has no vocabulary, and only a name.
    pub fn is(&self, identity: &Identity) -> bool {
        self.fingerprint == identity.fingerprint && (self.fingerprint.is_some() || self.name == identity.name)
    }
}

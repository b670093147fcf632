//! Tokenizers by `owner/name[@revision]`: from the cache of `huggingface_hub`, or from the hub into it.

mod cache;
mod download;

use std::path::PathBuf;

use self::cache::{Cache, Cached};
use self::download::{Download, Hub};
use super::file::NAMES;

/// A repository of the hub, at a revision.
pub struct Name {
    /// `owner/name`.
    repository: String,
    /// A branch, a tag or a commit.
    revision: String,
}

/// Why a tokenizer could not be had from the hub.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    #[error("cannot reach the hub at `{endpoint}`")]
    Unreachable { endpoint: String, source: Box<ureq::Error> },
    #[error("there is no model `{repository}` on the hub, or it is private")]
    NoRepository { repository: String },
    #[error("`{repository}` has no revision `{revision}`")]
    NoRevision { repository: String, revision: String },
    #[error("`{repository}` is gated: its terms must be accepted first")]
    Gated { repository: String },
    #[error("`{repository}` holds none of {}", NAMES.join(", "))]
    NoTokenizer { repository: String },
    #[error("`{repository}` is not in the cache `{}`, and HF_HUB_OFFLINE is set", cache.display())]
    Offline { repository: String, cache: PathBuf },
    #[error("`{url}` arrived damaged: {found}, expected {expected}")]
    Damaged { url: String, found: String, expected: String },
    #[error("`{url}` broke off")]
    BrokeOff { url: String, source: std::io::Error },
    #[error("`{url}` was answered with {found}")]
    Answer { url: String, found: String },
    #[error("cannot write the cache `{}`", path.display())]
    Cache { path: PathBuf, source: std::io::Error },
    #[error("there is no home folder to keep a cache in")]
    NoHome,
}

impl HubError {
    /// What the user can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreachable { .. } => {
                "HF_ENDPOINT names the hub; HF_HUB_OFFLINE=1 takes what is in the cache".into()
            }
            Self::NoRepository { repository } => format!(
                "check the name; a private model needs a token in HF_TOKEN; a folder is written `./{repository}`"
            ),
            Self::NoRevision { .. } => "a branch, a tag or a whole commit is needed after the `@`".into(),
            Self::Gated { repository } => format!(
                "accept the terms at https://huggingface.co/{repository}, then set HF_TOKEN to a token that may read it"
            ),
            Self::NoTokenizer { .. } => {
                "look for another repository of the same model, or give the path of a tokenizer's file".into()
            }
            Self::Offline { .. } => {
                "unset HF_HUB_OFFLINE to download it, or set HF_HOME to the cache that has it".into()
            }
            Self::Damaged { .. } | Self::BrokeOff { .. } => {
                "run it again: nothing of the file was kept".into()
            }
            Self::Answer { .. } => "try again later; HF_ENDPOINT names the hub".into(),
            Self::Cache { .. } | Self::NoHome => {
                "HF_HOME or HF_HUB_CACHE names a folder for the cache".into()
            }
        }
    }
}

impl Name {
    /// Reads `owner/name` or `owner/name@revision`; `None` for anything else, paths with a file's ending among it.
    pub fn parse(text: &str) -> Option<Name> {
        let (repository, revision) = text.split_once('@').unwrap_or((text, "main"));
        let (owner, name) = repository.split_once('/')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain);
        let is_revision = !revision.is_empty() && revision.split('/').all(is_name);
        (is_name(owner) && is_name(name) && is_revision && !super::ends_like_a_file(name))
            .then(|| Name { repository: repository.to_owned(), revision: revision.to_owned() })
    }
}

/// The path of the repository's tokenizer: the first of the files of `NAMES` that it holds. What is in the cache is taken
/// from there; the hub is asked only for what the cache does not know.
///
/// # Errors
/// A repository that is not there, not open to the user or holds no tokenizer; a hub that cannot be reached; a cache that
/// cannot be written.
pub fn find(name: &Name) -> Result<PathBuf, HubError> {
    let cache = Cache::of(name)?;
    let hub = (!is_offline()).then(Hub::from_environment);
    for file in NAMES {
        match (cache.look_up(file), &hub) {
            (Cached::Present(path), _) => return Ok(path),
            (Cached::Unknown, Some(hub)) => match hub.get(name, file)? {
                Download::File(download) => return download.keep(&cache, name, file),
                Download::Missing { commit } => cache.remember_missing(commit.as_deref(), file)?,
            },
            (Cached::Missing | Cached::Unknown, _) => {}
        }
    }
    let repository = name.repository.clone();
    Err(match hub {
        Some(_) => HubError::NoTokenizer { repository },
        None => HubError::Offline { repository, cache: cache.root },
    })
}

/// Whether the user wants no network.
fn is_offline() -> bool {
    variable("HF_HUB_OFFLINE")
        .is_some_and(|value| ["1", "on", "yes", "true"].contains(&value.to_lowercase().as_str()))
}

/// An environment variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_name_has_one_slash_and_no_file_s_ending() {
        for (text, expected) in [
            ("Qwen/Qwen3-8B", Some(("Qwen/Qwen3-8B", "main"))),
            ("google/gemma-2-2b@refs/pr/3", Some(("google/gemma-2-2b", "refs/pr/3"))),
            ("a/b@v1.0", Some(("a/b", "v1.0"))),
            ("gpt-4o", None),
            ("./a/b", None),
            ("/a", None),
            ("../b", None),
            ("a/b/c", None),
            ("a/", None),
            ("a/b@", None),
            ("a/b@../c", None),
            ("a/tokenizer.json", None),
            ("a/x.model", None),
            ("a/x.tiktoken#cl100k_base", None),
        ] {
            let parsed = Name::parse(text);
            let parsed = parsed.as_ref().map(|name| (name.repository.as_str(), name.revision.as_str()));
            assert_eq!(parsed, expected, "{text}");
        }
    }
}

//! The cache on disk, laid out as `huggingface_hub` does: `models--owner--name` with `blobs`, `snapshots` and `refs`.
//!
//! A file lies in `blobs` under its checksum, `snapshots/<commit>` links to it, `refs/<revision>` holds the commit, and
//! an empty file in `.no_exist/<commit>` says that the commit has no such file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{HubError, Name, variable};
use crate::draft::Draft;

/// The part of the cache that belongs to one repository.
pub struct Cache {
    /// The cache of all repositories.
    pub root: PathBuf,
    repository: PathBuf,
    revision: String,
    /// What the revision was when the hub was last asked.
    commit: Option<String>,
}

/// What the cache knows of a file.
pub enum Cached {
    Present(PathBuf),
    Missing,
    Unknown,
}

impl Cache {
    /// The cache of a repository, which need not exist.
    pub fn of(name: &Name) -> Result<Cache, HubError> {
        let root = match variable("HF_HUB_CACHE") {
            Some(folder) => PathBuf::from(folder),
            None => home()?.join("hub"),
        };
        let repository = root.join(format!("models--{}", name.repository.replace('/', "--")));
        let reference = fs::read_to_string(repository.join("refs").join(&name.revision)).ok();
        let commit = if is_commit(&name.revision) {
            Some(name.revision.clone())
        } else {
            reference.map(|commit| commit.trim().to_owned()).filter(|commit| is_commit(commit))
        };
        Ok(Cache { root, repository, revision: name.revision.clone(), commit })
    }

    /// What is known of a file at the revision.
    pub fn look_up(&self, file: &str) -> Cached {
        let Some(commit) = &self.commit else { return Cached::Unknown };
        let path = self.repository.join("snapshots").join(commit).join(file);
        if path.exists() {
            Cached::Present(path)
        } else if self.repository.join(".no_exist").join(commit).join(file).exists() {
            Cached::Missing
        } else {
            Cached::Unknown
        }
    }

    /// Notes that a commit has no such file.
    pub fn remember_missing(&self, commit: Option<&str>, file: &str) -> Result<(), HubError> {
        let Some(commit) = commit.filter(|commit| is_commit(commit)) else { return Ok(()) };
        self.write(&self.repository.join(".no_exist").join(commit).join(file), b"")?;
        self.refer(commit)
    }

    /// A file to write to, in the folder where it will stay.
    pub fn temporary(&self) -> Result<Draft, HubError> {
        let blobs = self.repository.join("blobs");
        fs::create_dir_all(&blobs).and_then(|()| Draft::new_in(&blobs)).map_err(failed(&blobs))
    }

    /// Keeps a file that was written whole, under its checksum and under its name; hands back the path by its name.
    pub fn keep(&self, file: Draft, checksum: &str, commit: &str, name: &str) -> Result<PathBuf, HubError> {
        let blob = self.repository.join("blobs").join(checksum);
        file.keep(&blob).map_err(failed(&blob))?;
        let snapshot = self.repository.join("snapshots").join(commit);
        let path = snapshot.join(name);
        fs::create_dir_all(&snapshot).map_err(failed(&snapshot))?;
        link(&Path::new("../../blobs").join(checksum), &blob, &path).map_err(failed(&path))?;
        self.refer(commit)?;
        Ok(path)
    }

    /// Notes which commit the revision is.
    fn refer(&self, commit: &str) -> Result<(), HubError> {
        if self.revision == commit {
            return Ok(());
        }
        self.write(&self.repository.join("refs").join(&self.revision), commit.as_bytes())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), HubError> {
        let folder = path.parent().unwrap_or(&self.repository);
        let write = || {
            fs::create_dir_all(folder)?;
            let mut file = Draft::new_in(folder)?;
            file.write_all(bytes)?;
            file.keep(path)
        };
        write().map_err(failed(path))
    }
}

/// The folder of everything that `huggingface_hub` keeps.
pub fn home() -> Result<PathBuf, HubError> {
    let in_cache = |folder: PathBuf| folder.join("huggingface");
    let by_user = || variable("XDG_CACHE_HOME").map(|folder| in_cache(folder.into()));
    let by_default = || std::env::home_dir().map(|home| in_cache(home.join(".cache")));
    variable("HF_HOME").map(PathBuf::from).or_else(by_user).or_else(by_default).ok_or(HubError::NoHome)
}

/// Whether a text is the whole name of a commit.
pub fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A link to a file by a path relative to the link, or a copy where there are no links.
fn link(relative: &Path, target: &Path, path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        fs::remove_file(path)?;
    }
    #[cfg(unix)]
    if std::os::unix::fs::symlink(relative, path).is_ok() {
        return Ok(());
    }
    #[cfg(not(unix))]
    let _ = relative;
    fs::copy(target, path).map(drop)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> HubError + use<> {
    let path = path.to_owned();
    move |source| HubError::Cache { path, source }
}

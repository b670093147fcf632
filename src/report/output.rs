//! Writes files, each whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::draft::Draft;

/// A file that was rendered but not yet written.
#[derive(Clone, Debug)]
pub struct File {
    /// Path within the output folder.
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// A file could not be written; nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`", path.display())]
pub struct OutputError {
    pub path: PathBuf,
    pub source: io::Error,
}

impl File {
    pub fn new(path: impl Into<PathBuf>, bytes: Vec<u8>) -> File {
        File { path: path.into(), bytes }
    }
}

/// Writes the files into a folder, which is made where it is missing; returns their paths.
///
/// What an earlier run left under others of the `names` goes: it would tell of another run than the files beside it.
/// Files of any other name are not touched.
///
/// # Errors
/// The first file that cannot be written or taken away. A file of an earlier run is replaced in one step or stays as it
/// was.
pub fn write(folder: &Path, files: &[File], names: &[PathBuf]) -> Result<Vec<PathBuf>, OutputError> {
    let mut written = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        write_whole(&path, &file.bytes).map_err(at(&path))?;
        written.push(path);
    }
    for path in names.iter().map(|name| folder.join(name)).filter(|path| !written.contains(path)) {
        remove_stale(&path).map_err(at(&path))?;
    }
    Ok(written)
}

/// Writes one file, wherever it is.
///
/// # Errors
/// A file that cannot be written; one of an earlier run is replaced in one step or stays as it was.
pub fn write_to(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    write_whole(path, bytes).map_err(at(path))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    |source| OutputError { path: path.to_owned(), source }
}

/// Takes a file away that may not be there, and its folder if nothing is left in it.
fn remove_stale(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(())
        }
        Err(error) => Err(error),
        Ok(()) => {
            // A folder with something in it stays.
            let _ = path.parent().map(fs::remove_dir);
            Ok(())
        }
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut draft = Draft::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.keep(path)
}

//! Finds the corpora under the paths that a user names, and reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::CorpusError;
use super::language::{Language, Resolved};
use super::manifest::{self, Manifest};
use super::text::Text;
use super::{Corpus, find_language, find_pivot, layout};

/// The corpora that were found, with what the user should know about them.
#[derive(Debug)]
pub struct Reading {
    pub corpora: Vec<Corpus>,
    pub warnings: Vec<Warning>,
}

/// Something odd that does not stop the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The language table has no such code; it is measured under that name.
    UnknownLanguage { path: PathBuf, code: String },
    /// A text file whose name holds no language code; it is not measured.
    IgnoredFile { path: PathBuf },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::UnknownLanguage { path, code } => {
                write!(
                    f,
                    "`{}`: `{code}` is not in the language table; measured under that name",
                    path.display()
                )
            }
            Warning::IgnoredFile { path } => {
                write!(f, "`{}` is left out: its name is not a language code", path.display())
            }
        }
    }
}

struct LanguageFile {
    path: PathBuf,
    resolved: Resolved,
}

/// Reads every corpus under `paths`: each a folder of language files, or a folder of such folders.
///
/// `languages` keeps only these codes and the pivot; all when empty.
///
/// # Errors
/// See [`CorpusError`].
pub fn read(paths: &[PathBuf], pivot: &str, languages: &[String]) -> Result<Reading, CorpusError> {
    let mut reading = Reading { corpora: Vec::new(), warnings: Vec::new() };
    let mut folder_of: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in paths {
        for folder in corpus_folders(path, &mut reading.warnings)? {
            let corpus = read_folder(&folder.path, folder.files, pivot, languages)?;
            if let Some(first) = folder_of.insert(corpus.name().to_owned(), folder.path.clone()) {
                let name = corpus.name().to_owned();
                return Err(CorpusError::TwoCorporaOfOneName { name, first, second: folder.path });
            }
            reading.corpora.push(corpus);
        }
    }
    Ok(reading)
}

struct Folder {
    path: PathBuf,
    files: Vec<LanguageFile>,
}

fn corpus_folders(path: &Path, warnings: &mut Vec<Warning>) -> Result<Vec<Folder>, CorpusError> {
    let files = language_files(path, warnings)?;
    if !files.is_empty() {
        return Ok(vec![Folder { path: path.to_owned(), files }]);
    }
    let mut folders = Vec::new();
    for folder in entries(path)?.into_iter().filter(|entry| entry.is_dir()) {
        let files = language_files(&folder, warnings)?;
        if !files.is_empty() {
            folders.push(Folder { path: folder, files });
        }
    }
    if folders.is_empty() {
        return Err(CorpusError::NoLanguageFiles { path: path.to_owned() });
    }
    Ok(folders)
}

fn language_files(folder: &Path, warnings: &mut Vec<Warning>) -> Result<Vec<LanguageFile>, CorpusError> {
    let mut files = Vec::new();
    let mut ignored = Vec::new();
    for path in entries(folder)?.into_iter().filter(|entry| entry.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match layout::language_of(&name) {
            Some(resolved) => files.push(LanguageFile { path, resolved }),
            None if path.extension().is_some_and(|ending| ending == "txt") => {
                ignored.push(Warning::IgnoredFile { path });
            }
            None => {}
        }
    }
    if !files.is_empty() {
        warnings.extend(ignored);
    }
    for file in files.iter().filter(|file| !file.resolved.known) {
        let code = file.resolved.language.code.clone();
        warnings.push(Warning::UnknownLanguage { path: file.path.clone(), code });
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    if folder.is_file() {
        return Err(CorpusError::NotAFolder { path: folder.to_owned() });
    }
    let unreadable = |source| CorpusError::Unreadable { path: folder.to_owned(), source };
    let mut paths = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn read_folder(
    folder: &Path,
    files: Vec<LanguageFile>,
    pivot: &str,
    languages: &[String],
) -> Result<Corpus, CorpusError> {
    let manifest = read_manifest(&folder.join(manifest::FILE_NAME))?;
    let texts = selected(with_regions(files), folder, pivot, languages)?
        .into_par_iter()
        .map(|(language, path)| {
            let bytes =
                fs::read(&path).map_err(|source| CorpusError::Unreadable { path: path.clone(), source })?;
            Text::from_bytes(language, &path, bytes)
        })
        .collect::<Result<Vec<_>, _>>()?;
    Corpus::new(&folder_name(folder), folder, manifest, texts, pivot)
}

/// Gives a language its region where one folder holds it in several regions (NTREX: `eng`, `eng-GB`, `eng-IN`).
fn with_regions(files: Vec<LanguageFile>) -> Vec<(Language, PathBuf)> {
    let mut regions: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for file in &files {
        regions.entry(file.resolved.language.code.clone()).or_default().push(file.resolved.region.clone());
    }
    files
        .into_iter()
        .map(|LanguageFile { path, resolved }| {
            let several = regions[&resolved.language.code].len() > 1;
            let language = match resolved.region {
                Some(region) if several => resolved.language.in_region(&region),
                _ => resolved.language,
            };
            (language, path)
        })
        .collect()
}

/// The files of the chosen languages and the pivot; all of them when none is chosen.
fn selected(
    files: Vec<(Language, PathBuf)>,
    folder: &Path,
    pivot: &str,
    languages: &[String],
) -> Result<Vec<(Language, PathBuf)>, CorpusError> {
    if languages.is_empty() {
        return Ok(files);
    }
    let codes: Vec<String> = files.iter().map(|(language, _)| language.code.clone()).collect();
    let mut keep = BTreeSet::from([codes[find_pivot(&codes, folder, pivot)?].clone()]);
    for code in languages {
        let position = find_language(&codes, code)?.ok_or_else(|| CorpusError::NoSuchLanguage {
            path: folder.to_owned(),
            code: code.clone(),
            languages: codes.clone(),
        })?;
        keep.insert(codes[position].clone());
    }
    Ok(files.into_iter().filter(|(language, _)| keep.contains(&language.code)).collect())
}

fn read_manifest(path: &Path) -> Result<Manifest, CorpusError> {
    if !path.exists() {
        return Ok(Manifest::default());
    }
    let text = fs::read_to_string(path)
        .map_err(|source| CorpusError::Unreadable { path: path.to_owned(), source })?;
    toml::from_str(&text)
        .map_err(|source| CorpusError::Manifest { path: path.to_owned(), source: Box::new(source) })
}

/// The last part of the path as it is on disk, so that `.` and `corpora/` have a name too.
fn folder_name(folder: &Path) -> String {
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    absolute.file_name().map_or_else(|| "corpus".to_owned(), |name| name.to_string_lossy().into_owned())
}

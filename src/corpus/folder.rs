//! Finds the corpora under the paths that a user names, and reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::alignment::{Aligned, OnMissing, align};
use super::column::Column;
use super::compression;
use super::error::CorpusError;
use super::fields::Fields;
use super::format::{self, Candidate, Format, Group, LanguageFile, Reader, Source};
use super::language::{Language, Resolved};
use super::manifest::{self, Manifest};
use super::room::{self, Room};
use super::text::Text;
use super::warning::Warning;
use super::{Corpus, documents, find_language, find_pivot};
use crate::visible;

/// The pivot where neither the user nor the corpus names one.
const PIVOT: &str = "eng_Latn";

/// What is wanted of corpora.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The language that others are compared with; without it the one that corpus.toml names, or English.
    pub pivot: Option<String>,
    /// Only these codes and the pivot; all when empty.
    pub languages: Vec<String>,
    /// Names of the fields of records, which go before those of corpus.toml.
    pub fields: Fields,
    pub on_missing: OnMissing,
}

/// The corpora that were found, with what the user should know about them.
#[derive(Debug)]
pub struct Reading {
    pub corpora: Vec<Corpus>,
    pub warnings: Vec<Warning>,
}

/// Reads every corpus under `paths`: each a folder of files, a folder of such folders, or a file that holds several
/// languages.
///
/// # Errors
/// See [`CorpusError`].
pub fn read(paths: &[PathBuf], request: &Request) -> Result<Reading, CorpusError> {
    let mut reading = Reading { corpora: Vec::new(), warnings: Vec::new() };
    let mut path_of: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in paths {
        for found in corpora_at(path, request, &mut reading.warnings)? {
            let path = found.path.clone();
            let corpus = read_corpus(found, request, &mut reading.warnings)?;
            if let Some(first) = path_of.insert(corpus.name().to_owned(), path.clone()) {
                let name = corpus.name().to_owned();
                return Err(CorpusError::TwoCorporaOfOneName { name, first, second: path });
            }
            reading.corpora.push(corpus);
        }
    }
    Ok(reading)
}

/// A corpus that was found and not yet read.
struct Found {
    name: String,
    /// The folder, or the file if it is alone.
    path: PathBuf,
    folder: PathBuf,
    manifest: Manifest,
    format: &'static Format,
    files: Vec<LanguageFile>,
}

fn corpora_at(
    path: &Path,
    request: &Request,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Found>, CorpusError> {
    if path.is_file() {
        return Ok(vec![alone(path)?]);
    }
    let mut found = corpora_in(path, request, warnings)?;
    if found.is_empty() {
        for folder in entries(path)?.into_iter().filter(|entry| entry.is_dir()) {
            found.extend(corpora_in(&folder, request, warnings)?);
        }
    }
    if found.is_empty() { Err(CorpusError::NoLanguageFiles { path: path.to_owned() }) } else { Ok(found) }
}

/// A file that is a corpus.
fn alone(path: &Path) -> Result<Found, CorpusError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = compression::plain_name(&name);
    let folder = path.parent().unwrap_or(Path::new(""));
    let manifest = manifest::read(folder)?;
    let format = match chosen(&manifest, folder)? {
        Some(format) if format.alone => format,
        _ => format::of_file(name).ok_or_else(|| CorpusError::NoFormat { path: path.to_owned() })?,
    };
    Ok(Found {
        name: format::stem(name).to_owned(),
        path: path.to_owned(),
        folder: folder.to_owned(),
        manifest,
        format,
        files: vec![LanguageFile { path: path.to_owned(), language: None }],
    })
}

/// The corpora in the first format that some files of a folder have.
fn corpora_in(
    folder: &Path,
    request: &Request,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Found>, CorpusError> {
    let manifest = manifest::read(folder)?;
    let fields = request.fields.or(&manifest.fields);
    let files = candidates(folder)?;
    let in_locales = in_locales(folder)?;
    let files_of = |format: &Format| if format.in_locales { &in_locales } else { &files };
    let formats: Vec<&Format> = match chosen(&manifest, folder)? {
        Some(format) => vec![format],
        None => format::FORMATS.iter().collect(),
    };
    let groups = formats.into_iter().map(|format| (format, (format.find)(format, files_of(format), &fields)));
    let Some((format, groups)) = groups.into_iter().find(|(_, groups)| !groups.is_empty()) else {
        return Ok(Vec::new());
    };
    warnings.extend(ignored(format, files_of(format), &groups));
    let found = |group: Group| Found {
        name: group.name.unwrap_or_else(|| folder_name(folder)),
        path: folder.to_owned(),
        folder: folder.to_owned(),
        manifest: manifest.clone(),
        format,
        files: group.files,
    };
    Ok(groups.into_iter().map(found).collect())
}

fn candidates(folder: &Path) -> Result<Vec<Candidate>, CorpusError> {
    let candidate = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Candidate { name: compression::plain_name(&name).to_owned(), path }
    };
    Ok(entries(folder)?.into_iter().filter(|entry| entry.is_file()).map(candidate).collect())
}

/// What lies in the folders of locales below a folder.
fn in_locales(folder: &Path) -> Result<Vec<Candidate>, CorpusError> {
    let mut found = Vec::new();
    for entry in entries(folder)? {
        let is_locale = entry.file_name().and_then(OsStr::to_str).and_then(format::locale).is_some();
        let messages = entry.join(format::MESSAGES);
        if is_locale && messages.is_dir() {
            found.extend(candidates(&messages)?);
        }
    }
    Ok(found)
}

fn chosen(manifest: &Manifest, folder: &Path) -> Result<Option<&'static Format>, CorpusError> {
    let Some(id) = &manifest.format else { return Ok(None) };
    let path = folder.join(manifest::FILE_NAME);
    format::by_id(id).map(Some).ok_or_else(|| CorpusError::NoSuchFormat { path, format: id.clone() })
}

/// Files that look like some of a corpus and are in none.
fn ignored(format: &Format, files: &[Candidate], groups: &[Group]) -> Vec<Warning> {
    let used: BTreeSet<&Path> =
        groups.iter().flat_map(|group| &group.files).map(|file| file.path.as_path()).collect();
    let unused = files.iter().filter(|file| format.has(&file.name) && !used.contains(file.path.as_path()));
    unused.map(|file| Warning::IgnoredFile { path: file.path.clone() }).collect()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let unreadable = |source| CorpusError::Unreadable { path: folder.to_owned(), source };
    let mut paths = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn read_corpus(found: Found, request: &Request, warnings: &mut Vec<Warning>) -> Result<Corpus, CorpusError> {
    let Found { name, path, folder, mut manifest, format, files } = found;
    // Results lie in a folder of this name: a file called `...csv` must not put them into another one.
    let name = visible::folder_name(&name).unwrap_or_else(|| "corpus".to_owned());
    let pivot = request.pivot.as_deref().or(manifest.pivot.as_deref()).unwrap_or(PIVOT).to_owned();
    let original = manifest.pivot.as_deref().unwrap_or(PIVOT);
    let original =
        Language::resolve(original).ok_or_else(|| CorpusError::NotACode { code: original.to_owned() })?;
    let reader = Reader {
        fields: request.fields.or(&manifest.fields),
        original: original.language,
        room: Room::new(room::MOST),
    };

    // What is not chosen need not be read, nor be right.
    let files = match files.iter().map(|file| file.language.clone()).collect::<Option<Vec<_>>>() {
        Some(languages) => {
            let named = files.into_iter().zip(in_regions(languages));
            let named =
                named.map(|(file, language)| LanguageFile { language: Some(language), ..file }).collect();
            let code = |file: &LanguageFile| file.language.as_ref().map(Resolved::code).unwrap_or_default();
            selected(named, code, &path, &pivot, &request.languages)?
        }
        None => files,
    };
    let sources = files.into_par_iter().map(Source::open).collect::<Result<Vec<_>, _>>()?;
    let contents = (format.read)(&sources, &reader)?;
    warnings.extend(contents.warnings);
    let languages = in_regions(contents.columns.iter().map(|column| column.language.clone()).collect());
    let columns = contents.columns.into_iter().zip(languages);
    let columns = columns.map(|(column, language)| Column { language, ..column }).collect();
    let mut columns = selected(columns, Column::code, &path, &pivot, &request.languages)?;
    columns.sort_by_key(Column::code);
    warnings.extend(
        columns
            .iter()
            .filter(|column| !column.language.known)
            .map(|column| Warning::UnknownLanguage { path: column.path.clone(), code: column.code() }),
    );

    let codes: Vec<String> = columns.iter().map(Column::code).collect();
    let pivot_column = find_pivot(&codes, &path, &pivot)?;
    let before = columns[pivot_column].cells.len();
    let on_missing = if format.partial { OnMissing::Intersect } else { request.on_missing };
    let Aligned { columns, kept, found } = align(columns, pivot_column, on_missing)?;
    if kept.len() < found {
        warnings.push(Warning::LeftOut { path: path.clone(), left_out: found - kept.len(), of: found });
    }
    manifest.documents = documents_of(&kept, &manifest.documents, before, &folder)?;
    let texts = columns.into_iter().map(Text::new).collect();
    Corpus::new(&name, &path, manifest, texts, &pivot)
}

/// Gives a language its region where a corpus holds it in several regions (NTREX: `eng`, `eng-GB`, `eng-IN`).
fn in_regions(languages: Vec<Resolved>) -> Vec<Resolved> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for resolved in &languages {
        *times.entry(resolved.code()).or_default() += 1;
    }
    let named = languages.into_iter().map(|Resolved { language, region, known }| match region {
        Some(region) if times[&language.code] > 1 => {
            Resolved { language: language.in_region(&region), region: None, known }
        }
        region => Resolved { language, region, known },
    });
    named.collect()
}

/// What is in the chosen languages and the pivot; all of it when none is chosen.
fn selected<T>(
    items: Vec<T>,
    code: impl Fn(&T) -> String,
    path: &Path,
    pivot: &str,
    languages: &[String],
) -> Result<Vec<T>, CorpusError> {
    if languages.is_empty() {
        return Ok(items);
    }
    let codes: Vec<String> = items.iter().map(&code).collect();
    let mut keep = BTreeSet::from([codes[find_pivot(&codes, path, pivot)?].clone()]);
    for wanted in languages {
        let position = find_language(&codes, wanted)?.ok_or_else(|| CorpusError::NoSuchLanguage {
            path: path.to_owned(),
            code: wanted.clone(),
            languages: codes.clone(),
        })?;
        keep.insert(codes[position].clone());
    }
    Ok(items.into_iter().filter(|item| keep.contains(&code(item))).collect())
}

/// Where documents begin among the segments that were kept, in place of where they began among all.
fn documents_of(
    kept: &[usize],
    first_lines: &[usize],
    before: usize,
    folder: &Path,
) -> Result<Vec<usize>, CorpusError> {
    let whole = documents(first_lines, before, folder)?;
    if first_lines.is_empty() {
        return Ok(Vec::new());
    }
    let mut first = Vec::new();
    for document in whole {
        let at = kept.partition_point(|&segment| segment < document.start);
        if kept.get(at).is_some_and(|&segment| segment < document.end) {
            first.push(at + 1);
        }
    }
    Ok(first)
}

/// The last part of the path as it is on disk, so that `.` and `corpora/` have a name too.
fn folder_name(folder: &Path) -> String {
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    absolute.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

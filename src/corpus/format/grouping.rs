//! Which files of a folder are a corpus together.

use std::collections::BTreeMap;

use super::{Candidate, Format, Group, LanguageFile, delimited, layout};
use crate::corpus::compression;
use crate::corpus::fields::Fields;
use crate::corpus::language::{Language, Resolved};

/// All files whose names say a language.
pub fn one_per_language(_: &Format, files: &[Candidate], _: &Fields) -> Vec<Group> {
    let files = files.iter().filter_map(|file| {
        layout::language_of(&file.name)
            .map(|language| LanguageFile { path: file.path.clone(), language: Some(language) })
    });
    as_one(files.collect())
}

/// The two sides of each pair, which is named after what is before the last dot.
pub fn pairs(_: &Format, files: &[Candidate], _: &Fields) -> Vec<Group> {
    let mut sides: BTreeMap<&str, Vec<LanguageFile>> = BTreeMap::new();
    for file in files {
        if let Some((pair, language)) = layout::side_of_pair(&file.name) {
            let side = LanguageFile { path: file.path.clone(), language: Some(language) };
            sides.entry(pair).or_default().push(side);
        }
    }
    let pairs = sides.into_iter().filter(|(_, files)| files.len() > 1);
    pairs.map(|(name, files)| Group { name: Some(name.to_owned()), files }).collect()
}

/// Tables with languages in their first line; a folder of one per language is one corpus.
pub fn tables(format: &Format, files: &[Candidate], fields: &Fields) -> Vec<Group> {
    let with_languages = |file: &&Candidate| delimited::has_languages(&compression::peek(&file.path), fields);
    let tables: Vec<Candidate> =
        files.iter().filter(|file| format.has(&file.name)).filter(with_languages).cloned().collect();
    records(format, &tables, fields)
}

/// Files of records: one corpus where every name is a language, and else a corpus each.
pub fn records(format: &Format, files: &[Candidate], fields: &Fields) -> Vec<Group> {
    let named = files.iter().filter(|file| format.has(&file.name)).map(|file| {
        let language = stem_language(file)?;
        Some(LanguageFile { path: file.path.clone(), language: Some(language) })
    });
    match named.collect::<Option<Vec<_>>>() {
        Some(files) => as_one(files),
        None => each(format, files, fields),
    }
}

/// A corpus in each file.
pub fn each(format: &Format, files: &[Candidate], _: &Fields) -> Vec<Group> {
    let corpora = files.iter().filter(|file| format.has(&file.name)).map(|file| Group {
        name: Some(stem(&file.name).to_owned()),
        files: vec![LanguageFile { path: file.path.clone(), language: None }],
    });
    corpora.collect()
}

/// One corpus in all files.
pub fn together(format: &Format, files: &[Candidate], _: &Fields) -> Vec<Group> {
    let files = files.iter().filter(|file| format.has(&file.name));
    as_one(files.map(|file| LanguageFile { path: file.path.clone(), language: None }).collect())
}

/// A corpus of each name, which is that of a domain.
pub fn domains(format: &Format, files: &[Candidate], _: &Fields) -> Vec<Group> {
    let mut domains: BTreeMap<&str, Vec<LanguageFile>> = BTreeMap::new();
    for file in files.iter().filter(|file| format.has(&file.name)) {
        let catalogue = LanguageFile { path: file.path.clone(), language: None };
        domains.entry(stem(&file.name)).or_default().push(catalogue);
    }
    domains.into_iter().map(|(name, files)| Group { name: Some(name.to_owned()), files }).collect()
}

/// The name of a file without its ending.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn as_one(files: Vec<LanguageFile>) -> Vec<Group> {
    if files.is_empty() { Vec::new() } else { vec![Group { name: None, files }] }
}

/// The language that a whole name says: one of the table, or one with its script, since `key` and `url` are codes too.
fn stem_language(file: &Candidate) -> Option<Resolved> {
    Language::resolve(stem(&file.name)).filter(Resolved::is_sure)
}

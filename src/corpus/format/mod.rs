//! The formats in which people keep parallel text: a row each. Adding one is a row and its file.

mod delimited;
mod grouping;
mod json_lines;
mod layout;
pub(super) mod lines;
mod parquet;
mod plural;
mod po;
mod source;
mod table;
mod tmx;

use std::path::PathBuf;

use rayon::prelude::*;

pub use grouping::stem;
pub use layout::{MESSAGES, locale};
pub use source::Source;

use super::Warning;
use super::column::Column;
use super::error::CorpusError;
use super::fields::Fields;
use super::language::{Language, Resolved};
use super::room::Room;

/// A format of parallel text.
pub struct Format {
    /// Its name in `format` of corpus.toml.
    pub id: &'static str,
    /// What it is, for `--help`.
    pub title: &'static str,
    /// Endings of its files; `.gz` or `.zst` may follow.
    pub endings: &'static [&'static str],
    /// Whether one file holds several languages.
    pub alone: bool,
    /// Whether its files lie in the folders of locales, `de/LC_MESSAGES/`, and not in the folder itself.
    pub in_locales: bool,
    /// Whether segments that some language lacks are left out without being asked: what is not yet translated.
    pub partial: bool,
    /// The corpora among the files of a folder.
    pub(super) find: fn(&Format, &[Candidate], &Fields) -> Vec<Group>,
    /// What the files of one corpus say.
    pub(super) read: fn(&[Source], &Reader) -> Result<Contents, CorpusError>,
}

/// Every format, in the order in which a folder is searched for them.
pub const FORMATS: &[Format] = &[
    Format {
        id: "lines",
        title: "a text per language, line by line: `de.txt`, `eng_Latn.dev`, `x-ref.deu.txt`",
        endings: &["txt"],
        alone: false,
        in_locales: false,
        partial: false,
        find: grouping::one_per_language,
        read: lines::read,
    },
    Format {
        id: "moses",
        title: "two texts of a pair, line by line: `x.de-en.de` and `x.de-en.en`",
        endings: &[],
        alone: false,
        in_locales: false,
        partial: false,
        find: grouping::pairs,
        read: lines::read,
    },
    Format {
        id: "csv",
        title: "a table with a column per language, or with the columns `id`, `language` and `text`",
        endings: &["csv"],
        alone: true,
        in_locales: false,
        partial: false,
        find: grouping::tables,
        read: delimited::read_csv,
    },
    Format {
        id: "tsv",
        title: "the same between tabs, without quotation marks",
        endings: &["tsv", "tab"],
        alone: true,
        in_locales: false,
        partial: false,
        find: grouping::tables,
        read: delimited::read_tsv,
    },
    Format {
        id: "jsonl",
        title: "JSON Lines, an object a line with such fields; MASSIVE's `id`, `locale` and `utt`",
        endings: &["jsonl", "ndjson"],
        alone: true,
        in_locales: false,
        partial: false,
        find: grouping::records,
        read: json_lines::read,
    },
    Format {
        id: "parquet",
        title: "Parquet with such columns; those of FLORES+",
        endings: &["parquet"],
        alone: true,
        in_locales: false,
        partial: false,
        find: grouping::records,
        read: parquet::read,
    },
    Format {
        id: "tmx",
        title: "translation memories, TMX 1.4",
        endings: &["tmx"],
        alone: true,
        in_locales: false,
        partial: false,
        find: grouping::each,
        read: tmx::read,
    },
    Format {
        id: "po",
        title: "catalogues of gettext, `de.po` and `fr.po`: what is translated in every language",
        endings: &["po"],
        alone: true,
        in_locales: false,
        partial: true,
        find: grouping::together,
        read: po::read,
    },
    Format {
        id: "gettext",
        title: "such catalogues where gettext looks for them, `de/LC_MESSAGES/app.po`: a corpus for each domain",
        endings: &["po"],
        alone: false,
        in_locales: true,
        partial: true,
        find: grouping::domains,
        read: po::read,
    },
];

/// A file of a folder.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub path: PathBuf,
    /// Its name without the ending that says how it is compressed.
    pub name: String,
}

/// Files that are one corpus.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name, where it is not that of the folder.
    pub name: Option<String>,
    pub files: Vec<LanguageFile>,
}

/// A file, and its language where its name says it and the file holds no other.
#[derive(Clone, Debug)]
pub struct LanguageFile {
    pub path: PathBuf,
    pub language: Option<Resolved>,
}

/// How a file is to be read.
#[derive(Debug)]
pub struct Reader {
    pub fields: Fields,
    /// The language of what a translator translates from.
    pub original: Language,
    pub room: Room,
}

/// What the files of a corpus say.
#[derive(Debug, Default)]
pub struct Contents {
    pub columns: Vec<Column>,
    pub warnings: Vec<Warning>,
}

impl Format {
    pub(super) fn has(&self, name: &str) -> bool {
        name.rsplit_once('.')
            .is_some_and(|(_, ending)| self.endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }
}

/// The format of a file that is a corpus by itself.
pub fn of_file(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.alone && format.has(name))
}

/// The format that corpus.toml names.
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The names of all formats.
pub fn ids() -> String {
    FORMATS.iter().map(|format| format!("`{}`", format.id)).collect::<Vec<_>>().join(", ")
}

/// The endings of files that are a corpus by themselves.
pub fn endings_alone() -> String {
    let alone = FORMATS.iter().filter(|format| format.alone);
    alone
        .flat_map(|format| format.endings)
        .map(|ending| format!("`.{ending}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What several files say, one after the other.
fn each(
    sources: &[Source],
    read: impl Fn(&Source) -> Result<Contents, CorpusError> + Sync,
) -> Result<Contents, CorpusError> {
    let contents = sources.par_iter().map(&read).collect::<Result<Vec<_>, _>>()?;
    Ok(contents.into_iter().fold(Contents::default(), |mut all, one| {
        all.columns.extend(one.columns);
        all.warnings.extend(one.warnings);
        all
    }))
}

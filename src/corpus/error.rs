//! What can be wrong with a corpus: where, what was found, what was expected, what to do.

use std::io;
use std::path::PathBuf;

use parquet::errors::ParquetError;

use super::format;
use super::place::Place;

/// Why a corpus could not be read. Lines and rows count from 1.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` cannot be decompressed: it begins as {compression} does", path.display())]
    Damaged { path: PathBuf, compression: &'static str, source: io::Error },
    #[error("`{}` cannot be read as Parquet", path.display())]
    Parquet { path: PathBuf, source: Box<ParquetError> },
    #[error("`{}` holds more than {mebibytes} MiB and more than {times} times its size", path.display())]
    TooLarge { path: PathBuf, mebibytes: u64, times: u64 },
    #[error("`{}` brings the corpus to more than {millions} million segments in all languages", path.display())]
    TooManySegments { path: PathBuf, millions: usize },
    #[error("`{}` is neither a folder nor a file that holds several languages", path.display())]
    NoFormat { path: PathBuf },
    #[error("`{}` names the format `{format}`, which is not known", path.display())]
    NoSuchFormat { path: PathBuf, format: String },
    #[error("`{}` holds no language files", path.display())]
    NoLanguageFiles { path: PathBuf },
    #[error("`{}` and `{}` are both {language}", first.display(), second.display())]
    TwoFilesForOneLanguage { first: PathBuf, second: PathBuf, language: String },
    #[error("`{}` line {line} is not UTF-8: found the byte 0x{byte:02X} at column {column}", path.display())]
    InvalidUtf8 { path: PathBuf, line: usize, column: usize, byte: u8 },
    #[error("`{}` {place} is blank: expected a segment in {language}", path.display())]
    Blank { path: PathBuf, place: Place, language: String },
    #[error("`{}` is empty: expected segments", path.display())]
    EmptyFile { path: PathBuf },
    #[error("`{}` {place} has {found}: expected {expected}", path.display())]
    Malformed { path: PathBuf, place: Place, found: String, expected: String },
    #[error("`{}` has {found}: expected {expected}", path.display())]
    NoField { path: PathBuf, found: String, expected: String },
    #[error("`{}` has {found} lines: expected {expected}, as in `{}`", path.display(), reference.display())]
    DifferentLineCounts { path: PathBuf, found: usize, reference: PathBuf, expected: usize },
    #[error("`{}` has {found} segments in {language}: expected {expected}, as in {reference}", path.display())]
    DifferentCounts { path: PathBuf, language: String, found: usize, reference: String, expected: usize },
    #[error("`{}` {place} has the id `{}` in {language}, as {first} does: expected it once", path.display(), id.escape_debug())]
    DuplicateId { path: PathBuf, place: Place, first: Place, id: String, language: String },
    #[error("`{}` has segments without an id: expected ids, as in the other files", path.display())]
    NoIds { path: PathBuf },
    #[error(
        "`{}` lacks {missing} of {of} segments in {language}: the first {} `{}`",
        path.display(),
        if first.len() == 1 { "is" } else { "are" },
        first.join("`, `")
    )]
    Missing { path: PathBuf, language: String, missing: usize, of: usize, first: Vec<String> },
    #[error("`{}` has none of {found} segments in every language", path.display())]
    NothingInCommon { path: PathBuf, found: usize },
    #[error("`{}` has no {pivot} text, the pivot that premiums are measured against", path.display())]
    NoPivot { path: PathBuf, pivot: String, languages: Vec<String> },
    #[error("`{}` has no language `{code}`", path.display())]
    NoSuchLanguage { path: PathBuf, code: String, languages: Vec<String> },
    #[error("`{code}` is not a language code")]
    NotACode { code: String },
    #[error("`{}` is not a valid manifest", path.display())]
    Manifest { path: PathBuf, source: Box<toml::de::Error> },
    #[error(
        "`{}` has {found} where a document begins: expected {expected}", path.display()
    )]
    Documents { path: PathBuf, found: usize, expected: String },
    #[error("two corpora are named `{name}`: `{}` and `{}`", first.display(), second.display())]
    TwoCorporaOfOneName { name: String, first: PathBuf, second: PathBuf },
}

impl CorpusError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoLanguageFiles { .. } => {
                "name one file per language `<code>.txt`, as in `eng_Latn.txt` or `de.txt`; \
                 `tokcost compare --help` lists what else is read"
                    .into()
            }
            Self::NoFormat { .. } => format!("files that can stand alone end in {}", format::endings_alone()),
            Self::NoSuchFormat { .. } => format!("it knows {}", format::ids()),
            Self::Damaged { .. } => "fetch or compress the file again".into(),
            Self::Parquet { source, .. } if source.to_string().contains("Disabled feature") => {
                "write it with Snappy or gzip; Zstandard is read by a tokcost built with `--features parquet-zstd`"
                    .into()
            }
            Self::TooLarge { .. } => "decompress it yourself if it is really text".into(),
            Self::TooManySegments { .. } => "`tokcost count` and `tokcost merge` take any number of them".into(),
            Self::TwoFilesForOneLanguage { .. } => "keep one of them in the folder".into(),
            Self::InvalidUtf8 { path, .. } => {
                format!(
                    "save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {}",
                    path.display()
                )
            }
            Self::Blank { .. } | Self::Missing { .. } => {
                "fill in what lacks, or leave such segments out in every language with `--on-missing intersect`"
                    .into()
            }
            Self::NoField { .. } => {
                "name fields with `--text-field`, `--language-field` and `--id-field`, or with `fields` in corpus.toml"
                    .into()
            }
            Self::NoIds { .. } => "name the field with `--id-field` if it is there under another name".into(),
            Self::DuplicateId { .. } => {
                "an id names one segment; if another field does, name that with `--id-field`".into()
            }
            Self::DifferentLineCounts { .. } => {
                "line i must mean the same in every file; look for a missing or a split line".into()
            }
            Self::DifferentCounts { .. } => {
                "without ids the order says which segments mean the same: name the field of ids with `--id-field`".into()
            }
            Self::NoPivot { languages, .. } => {
                format!("choose one that is there with `--pivot CODE`: {}", shortened(languages))
            }
            Self::NoSuchLanguage { languages, .. } => format!("it has {}", shortened(languages)),
            Self::NotACode { .. } => {
                "write FLORES, BCP 47 or ISO 639 codes, as in `zho_Hans`, `zh-TW`, `swa`".into()
            }
            Self::Documents { .. } => {
                "`documents` lists the first line of each document, as in `documents = [1, 12, 30]`".into()
            }
            Self::TwoCorporaOfOneName { .. } => "rename one: results are kept under its name".into(),
            Self::Unreadable { .. }
            | Self::Parquet { .. }
            | Self::EmptyFile { .. }
            | Self::Malformed { .. }
            | Self::NothingInCommon { .. }
            | Self::Manifest { .. } => return None,
        })
    }
}

fn shortened(codes: &[String]) -> String {
    const SHOWN: usize = 12;
    let listed = codes.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match codes.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{listed} and {more} more"),
        _ => listed,
    }
}

//! What can be wrong with a corpus: where, what was found, what was expected, what to do.

use std::io;
use std::path::PathBuf;

/// Why a corpus could not be read. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` is not a folder", path.display())]
    NotAFolder { path: PathBuf },
    #[error("`{}` holds no language files", path.display())]
    NoLanguageFiles { path: PathBuf },
    #[error("`{}` and `{}` are both {language}", first.display(), second.display())]
    TwoFilesForOneLanguage { first: PathBuf, second: PathBuf, language: String },
    #[error("`{}` line {line} is not UTF-8: found the byte 0x{byte:02X} at column {column}", path.display())]
    InvalidUtf8 { path: PathBuf, line: usize, column: usize, byte: u8 },
    #[error("`{}` line {line} is blank: expected a segment on every line", path.display())]
    BlankLine { path: PathBuf, line: usize },
    #[error("`{}` is empty: expected one segment a line", path.display())]
    EmptyFile { path: PathBuf },
    #[error("`{}` has {found} lines: expected {expected}, as in `{}`", path.display(), reference.display())]
    DifferentLineCounts { path: PathBuf, found: usize, reference: PathBuf, expected: usize },
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
                 FLORES (`eng_Latn.dev`) and NTREX (`newstest2019-ref.deu.txt`) names are known too"
                    .into()
            }
            Self::NotAFolder { .. } => "a corpus is a folder with one file per language".into(),
            Self::TwoFilesForOneLanguage { .. } => "keep one of them in the folder".into(),
            Self::InvalidUtf8 { path, .. } => {
                format!(
                    "save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {}",
                    path.display()
                )
            }
            Self::BlankLine { .. } => {
                "fill the line, or take the same line out of every file: line i must mean the same in each"
                    .into()
            }
            Self::DifferentLineCounts { .. } => {
                "line i must mean the same in every file; look for a missing or a split line".into()
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
            Self::TwoCorporaOfOneName { .. } => "rename a folder: results are kept under its name".into(),
            Self::Unreadable { .. } | Self::EmptyFile { .. } | Self::Manifest { .. } => return None,
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

//! Tokenizers: what each can do, which are built in, and how a name or a path opens one.

mod baseline;
mod byte_level;
pub mod byte_pair;
mod catalogue;
mod file;
mod growth;
mod hub;
mod hugging_face;
mod model;
mod rank_file;
mod sentence_piece;

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub use catalogue::{BUILT_IN, BuiltIn, DEFAULT};
pub use hub::HubError;
pub use model::tokenizer_of;
use serde::{Deserialize, Serialize};

/// Cuts text into the tokens of one vocabulary. Special tokens are never added, and never read from the text.
pub trait Tokenizer: Send + Sync {
    /// What the tokenizer is called, and which vocabulary it is.
    fn identity(&self) -> &Identity;

    /// The tokenizer as one by byte-pair encoding, if it is: those that cut text alike are counted in one pass.
    fn byte_pair(&self) -> Option<&byte_pair::BytePair> {
        None
    }

    /// Number of tokens of a text.
    ///
    /// # Errors
    /// A text that the vocabulary cannot write.
    fn count(&self, text: &str) -> Result<u64, TokenizeError>;

    /// The tokens of a text, as many as `count` says.
    ///
    /// # Errors
    /// A text that the vocabulary cannot write.
    fn encode(&self, text: &str) -> Result<Vec<Token>, TokenizeError>;

    /// Whether decoding the tokens of a text gives the text.
    ///
    /// # Errors
    /// A text that the vocabulary cannot write.
    fn gives_back(&self, text: &str) -> Result<bool, TokenizeError>;

    /// Number of tokens in the vocabulary; `None` where a token is not from a list.
    fn vocabulary_size(&self) -> Option<u64>;

    /// The bytes of every token of the vocabulary, in no order; `None` where a token is not from a list.
    fn spelled(&self) -> Option<Vec<Vec<u8>>>;

    /// How many special tokens its file puts around a text, though none are counted; `None` where no file says so.
    fn special_tokens(&self) -> Option<u64> {
        None
    }

    /// Which characters its tokens may fail to tell.
    fn losses(&self) -> Losses {
        Losses::None
    }
}

/// Characters that tokens do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Losses {
    /// There are none: whatever has no token of its own is written in bytes.
    None,
    /// Those under the unknown token, if there is one, and those under no token.
    Possible { unknown: Option<u32> },
}

/// A token and the bytes of the text that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub id: u32,
    /// Byte range in the text; it may end within a character.
    pub bytes: Range<usize>,
}

/// The name and the fingerprint of a tokenizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Catalogue id, or the name of the file or its folder.
    pub name: String,
    /// Which engine counts.
    pub engine: Cow<'static, str>,
    /// SHA-256 of the vocabulary: of the rank file for OpenAI's, of the file for a `tokenizer.json`;
    /// absent for the baselines, which have none.
    pub fingerprint: Option<String>,
}

impl Identity {
    /// The name as a part of a path: a name from the hub has a slash.
    pub fn file_name(&self) -> String {
        self.name.replace('/', "--")
    }
}

/// Why a text could not be tokenized.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TokenizeError(String);

/// Why a tokenizer could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum TokenizerError {
    #[error("there is no tokenizer `{name}`")]
    Unknown { name: String, nearest: Option<&'static str> },
    #[error("cannot read the tokenizer `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("`{}` is not a tokenizer", path.display())]
    Invalid { path: PathBuf, source: TokenizeError },
    #[error("`{}` does not say how text is cut into pieces before its ranks apply", path.display())]
    CutUnknown { path: PathBuf },
    #[error("a file of ranks cannot cut text like `{id}`")]
    CutLike { id: &'static str },
    #[error("`{}` says itself how text is cut", path.display())]
    CutTwice { path: PathBuf },
    #[error("two tokenizers are named `{name}`")]
    SameName { name: String },
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl TokenizerError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Unknown { .. } => format!(
                "built in are {}; the name of a model, the path of a tokenizer's file and `owner/name` on the hub work too",
                BUILT_IN.iter().map(|row| row.id).collect::<Vec<_>>().join(", ")
            ),
            Self::Invalid { .. } => {
                "a `tokenizer.json`, a `tekken.json`, a SentencePiece `.model` or a `.tiktoken` file is needed, not `tokenizer_config.json`"
                    .into()
            }
            Self::SameName { .. } => "a file is named after its folder: rename one of the folders".into(),
            Self::CutUnknown { path } => format!(
                "name the built-in tokenizer that cuts alike, say `{}#cl100k_base`; {} can stand there",
                path.display(),
                cutting()
            ),
            Self::CutLike { .. } => format!("{} can stand after the `#`", cutting()),
            Self::CutTwice { .. } => "leave out the `#` and what follows it".into(),
            Self::Hub(error) => error.hint(),
            Self::Unreadable { .. } => return None,
        })
    }
}

/// The built-in tokenizers that cut text before they merge bytes by rank.
fn cutting() -> String {
    BUILT_IN.iter().filter(|row| row.cut().is_some()).map(|row| row.id).collect::<Vec<_>>().join(", ")
}

/// Opens tokenizers by catalogue id or by path, in the order given, each once.
///
/// # Errors
/// The first name that opens nothing.
pub fn open_all(names: &[String]) -> Result<Vec<Box<dyn Tokenizer>>, TokenizerError> {
    use rayon::prelude::*;

    let mut once: Vec<&str> = Vec::new();
    for name in names.iter().flat_map(|name| meant(name)) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let opened = once.into_par_iter().map(|name| open(name)).collect::<Result<Vec<_>, _>>()?;
    for (position, tokenizer) in opened.iter().enumerate() {
        let name = &tokenizer.identity().name;
        if opened[..position].iter().any(|earlier| &earlier.identity().name == name) {
            return Err(TokenizerError::SameName { name: name.clone() });
        }
    }
    Ok(opened)
}

/// The tokenizers that a name means: `all` is every built-in vocabulary, a model's name is its tokenizer.
fn meant(name: &str) -> Vec<&str> {
    if name == "all" {
        return BUILT_IN.iter().filter(|row| row.is_vocabulary()).map(|row| row.id).collect();
    }
    vec![built_in(name).map_or(name, |row| row.id)]
}

/// The built-in tokenizer of that id, or of the model of that name. A path is never a model, however it begins.
fn built_in(name: &str) -> Option<&'static BuiltIn> {
    let by_id = |id: &str| BUILT_IN.iter().find(|row| row.id == id);
    let by_model = || model::tokenizer_of(name).filter(|_| !is_path(name)).and_then(by_id);
    by_id(name).or_else(by_model)
}

/// Whether a name is a path: of what exists, or by its form.
fn is_path(name: &str) -> bool {
    name.contains(std::path::MAIN_SEPARATOR) || ends_like_a_file(name) || Path::new(name).exists()
}

/// Whether a name ends as files with tokenizers do.
fn ends_like_a_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ["json", "model", "tiktoken"].iter().any(|known| ending == *known)
}

/// Opens one tokenizer by catalogue id, by the name of a model, by path, or by its name on the hub. A path leads to a
/// `tokenizer.json`, a `tekken.json`, a SentencePiece `.model`, a `.tiktoken` file, or a folder that holds a `tokenizer.json`,
/// `tekken.json` or `tokenizer.model`. After a `#` stands the built-in tokenizer that cuts text as a `.tiktoken` file wants
/// it.
///
/// # Errors
/// An unknown id, an unreadable or invalid file, a hub that does not give it.
pub fn open(name: &str) -> Result<Box<dyn Tokenizer>, TokenizerError> {
    if let Some(row) = built_in(name) {
        return Ok(row.open());
    }
    let (name, cut_like) = match name.rsplit_once('#').filter(|_| !Path::new(name).exists()) {
        Some((path, id)) => (path, Some(built_in(id).ok_or_else(|| unknown(id))?)),
        None => (name, None),
    };
    if let Some(repository) = hub::Name::parse(name).filter(|_| !Path::new(name).exists()) {
        return file::open_as(&hub::find(&repository)?, name.to_owned(), cut_like);
    }
    if is_path(name) {
        return file::open(Path::new(name), cut_like);
    }
    Err(unknown(name))
}

fn unknown(name: &str) -> TokenizerError {
    TokenizerError::Unknown { name: name.to_owned(), nearest: nearest(name) }
}

/// The catalogue id that a mistyped name most likely means.
fn nearest(name: &str) -> Option<&'static str> {
    /// Jaro-Winkler similarity below which a suggestion would be a guess.
    const ALIKE: f64 = 0.75;
    BUILT_IN
        .iter()
        .map(|row| (strsim::jaro_winkler(&name.to_lowercase(), row.id), row.id))
        .filter(|(similarity, _)| *similarity >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_neighbour() {
        for (typed, meant) in [("cl100k", "cl100k_base"), ("o200k-base", "o200k_base"), ("byte", "bytes")] {
            assert_eq!(nearest(typed), Some(meant));
        }
        assert_eq!(nearest("zzz"), None);
    }

    #[test]
    fn a_tokenizer_is_opened_once_however_often_it_is_named() {
        let names = ["bytes", "chars", "bytes"].map(str::to_owned);
        let opened = open_all(&names).expect("both exist");
        assert_eq!(opened.iter().map(|t| t.identity().name.as_str()).collect::<Vec<_>>(), ["bytes", "chars"]);
    }
}

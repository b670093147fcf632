//! `tokcost inspect`: what tokens do to a text, to words, and to one segment in many languages.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::options::{Languages, Words};
use super::terminal::print;
use crate::bounded;
use crate::corpus::{Corpus, Text};
use crate::count::{self, CountError, TokenizeError, Tokenizer, WordRule, tokenizer};
use crate::report::inspection::{
    Segment, Tokenized, Version, WordList, segment_on_screen, segments_as_rows, tokens_as_rows,
    tokens_on_screen, words_as_rows, words_on_screen,
};

/// Bytes of a text, each of which may be shown as a line.
const LONGEST: u64 = 16 << 20;

const HELP: &str = "\
On a terminal, neighbouring tokens have different backgrounds. A character that several tokens share is shown whole, \
then in its parts: `é⟨e|◌́⟩`, `ก⟨E0 B8|81⟩`, bytes in hexadecimal. `·` is a blank, `∅` a token for no text.

In a pipe, or with NO_COLOR, the output is a table with a header and tabs between its columns. `\\t`, `\\n`, `\\\\` \
and `\\u{…}` stand for characters that would not show.

Columns of a text:
  tokenizer, token  counted from 1 under each tokenizer
  id, start, end    number in the vocabulary; first byte in the text, and the byte after the last
  bytes, text       in hexadecimal; as text, empty where the bytes are no whole characters
  torn              characters that the token shares with its neighbours, whole

Columns of words:
  corpus, language, tokenizer, word, frequency
  tokens_per_word   with the blank before the word; a token that spans two words counts in both
  waste             frequency × (tokens_per_word − 1)
  pieces            what each token holds of the word, in the most frequent division
  words_by          the rule that says what a word is

Columns of a segment:
  corpus, segment, tokenizer, language, tokens
  premium           over the pivot, for this segment alone
  ids, pieces, text

Examples:
  tokcost inspect 'Guten Morgen' -t gpt-4 -t gpt-4o --ids
  echo 'नमस्ते दुनिया' | tokcost inspect - -t r50k_base
  tokcost inspect corpora/everyday --language tam -t o200k_base --top 10
  tokcost inspect corpora/everyday --segment 7 --languages de,hi,my";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
#[command(mut_arg("languages", |languages| languages.requires("segment")))]
#[command(mut_arg("words", |words| words.requires("language")))]
pub struct Inspect {
    /// A text; `-` for standard input. What exists as a path is read: a file as a text, a folder as a corpus, with
    /// `--language` or `--segment`
    #[arg(value_name = "TEXT|PATH")]
    subject: String,
    /// Tokenizer by name, by model, or by path, as in `compare`; may be repeated
    #[arg(short, long, value_name = "TOKENIZER", default_value = tokenizer::DEFAULT[tokenizer::DEFAULT.len() - 1])]
    tokenizer: Vec<String>,
    /// Write the id after each token
    #[arg(long, conflicts_with = "language")]
    ids: bool,
    /// List the words of a corpus in this language that waste most tokens: frequency × (tokens − 1)
    #[arg(long, value_name = "CODE", conflicts_with = "segment")]
    language: Option<String>,
    /// How many words to list
    #[arg(long, value_name = "N", default_value_t = 20, requires = "language")]
    top: usize,
    #[command(flatten)]
    words: Words,
    /// Show this segment of a corpus, from 1, in every language, beside the pivot
    #[arg(long, value_name = "N")]
    segment: Option<usize>,
    #[command(flatten)]
    languages: Languages,
    /// Print no warnings beside the result
    #[arg(short, long)]
    quiet: bool,
}

/// Why nothing could be shown.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    #[error("`{}` is a folder: expected a text, or what to show of a corpus", path.display())]
    NoView { path: PathBuf },
    #[error("`{corpus}` has no segment {segment}: it has {segments}")]
    NoSuchSegment { corpus: String, segment: usize, segments: usize },
    #[error("cannot read the text from {from}")]
    Unreadable { from: String, source: io::Error },
    #[error("`{tokenizer}` cannot tokenize the text")]
    Refused { tokenizer: String, source: TokenizeError },
}

impl InspectError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoView { .. } => {
                Some("list words with `--language CODE`, or show a segment with `--segment N`".into())
            }
            Self::NoSuchSegment { segments, .. } => {
                Some(format!("choose a line of the corpus, from 1 to {segments}"))
            }
            Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::InvalidData => {
                Some("save the text as UTF-8".into())
            }
            Self::Unreadable { .. } | Self::Refused { .. } => None,
        }
    }
}

impl Inspect {
    pub fn run(&self) -> Result<(), CliError> {
        let paths = [PathBuf::from(&self.subject)];
        let tokenizers = tokenizer::open_all(&self.tokenizer)?;
        if let Some(language) = &self.language {
            let corpora = self.languages.read_only(&paths, language, self.quiet)?;
            let lists = word_lists(&corpora, &tokenizers, self.words.rule())?;
            let on_screen = || blocks(lists.iter().map(|list| words_on_screen(list, self.top)));
            print(|styled| if styled { on_screen() } else { words_as_rows(&lists, self.top) })?;
        } else if let Some(number) = self.segment {
            let segments = segments(&self.languages.read(&paths, self.quiet)?, number, &tokenizers)?;
            let on_screen = || blocks(segments.iter().map(|segment| segment_on_screen(segment, self.ids)));
            print(|styled| if styled { on_screen() } else { segments_as_rows(&segments) })?;
        } else {
            let text = text(&self.subject)?;
            let tokenized = tokenize(&text, &tokenizers)?;
            let on_screen = || tokens_on_screen(&text, &tokenized, self.ids);
            print(|styled| if styled { on_screen() } else { tokens_as_rows(&text, &tokenized) })?;
        }
        Ok(())
    }
}

fn blocks(blocks: impl Iterator<Item = String>) -> String {
    blocks.collect::<Vec<_>>().join("\n")
}

/// The text that is meant: itself, or what standard input or a file holds, without the line end at its end.
fn text(subject: &str) -> Result<String, InspectError> {
    let path = Path::new(subject);
    let read = if subject == "-" {
        let unreadable = |source| InspectError::Unreadable { from: "standard input".into(), source };
        bounded::text(io::stdin().lock(), LONGEST).map_err(unreadable)?
    } else if path.is_dir() {
        return Err(InspectError::NoView { path: path.to_owned() });
    } else if path.exists() {
        let unreadable = |source| InspectError::Unreadable { from: format!("`{subject}`"), source };
        File::open(path).and_then(|file| bounded::text(file, LONGEST)).map_err(unreadable)?
    } else {
        return Ok(subject.to_owned());
    };
    let line = read.strip_suffix('\n').unwrap_or(&read);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

fn tokenize(text: &str, tokenizers: &[Box<dyn Tokenizer>]) -> Result<Vec<Tokenized>, InspectError> {
    let tokenize = |tokenizer: &dyn Tokenizer| {
        let name = tokenizer.identity().name.clone();
        match tokenizer.encode(text) {
            Ok(tokens) => Ok(Tokenized { tokenizer: name, tokens }),
            Err(source) => Err(InspectError::Refused { tokenizer: name, source }),
        }
    };
    tokenizers.iter().map(|tokenizer| tokenize(tokenizer.as_ref())).collect()
}

/// The words of the language that was asked for: the only one, or the one that is not the pivot.
fn word_lists(
    corpora: &[Corpus],
    tokenizers: &[Box<dyn Tokenizer>],
    word_rule: WordRule,
) -> Result<Vec<WordList>, CountError> {
    let mut lists = Vec::new();
    for corpus in corpora {
        let others = corpus.texts().iter().enumerate().filter(|(position, _)| *position != corpus.pivot());
        let text = others.map(|(_, text)| text).next().unwrap_or(&corpus.texts()[corpus.pivot()]);
        for tokenizer in tokenizers {
            lists.push(WordList {
                corpus: corpus.name().to_owned(),
                language: text.language.clone(),
                tokenizer: tokenizer.identity().name.clone(),
                word_rule,
                words: count::wasted(text, tokenizer.as_ref(), word_rule)?,
            });
        }
    }
    Ok(lists)
}

fn segments(
    corpora: &[Corpus],
    number: usize,
    tokenizers: &[Box<dyn Tokenizer>],
) -> Result<Vec<Segment>, CliError> {
    let mut segments = Vec::new();
    for corpus in corpora {
        if !(1..=corpus.segments()).contains(&number) {
            let (corpus, segments) = (corpus.name().to_owned(), corpus.segments());
            return Err(InspectError::NoSuchSegment { corpus, segment: number, segments }.into());
        }
        let mut texts: Vec<&Text> = corpus.texts().iter().collect();
        texts[..=corpus.pivot()].rotate_right(1);
        for tokenizer in tokenizers {
            let version = |text: &&Text| version(text, number, tokenizer.as_ref());
            segments.push(Segment {
                corpus: corpus.name().to_owned(),
                number,
                tokenizer: tokenizer.identity().name.clone(),
                versions: texts.iter().map(version).collect::<Result<_, _>>()?,
            });
        }
    }
    Ok(segments)
}

/// A segment of a text, by its line.
fn version(text: &Text, line: usize, tokenizer: &dyn Tokenizer) -> Result<Version, CountError> {
    let segment: String = text.slice(line - 1..line).collect();
    let tokens = tokenizer.encode(&segment).map_err(CountError::at(tokenizer, text, line - 1))?;
    Ok(Version { language: text.language.clone(), text: segment, tokens })
}

//! What SentencePiece does to a text before it cuts it, byte for byte as its `Normalizer` does.

use super::super::TokenizeError;
use super::super::byte_pair::trie::Trie;
use super::charsmap::Charsmap;
use super::model_file::NormalizerRules;
use super::pieces::Pieces;

/// What stands for a blank: U+2581.
pub const MARK: &str = "▁";

/// Replaces characters, and marks, trims and adds blanks.
pub struct Normalizer {
    charsmap: Option<Charsmap>,
    /// Blanks become marks.
    marks: bool,
    /// Blanks at the beginning and the end go, and of several in a row all but the first.
    trims: bool,
    /// Where a blank is added.
    added: Option<Added>,
}

/// Where a blank is added to a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Added {
    Before,
    After,
}

/// A text as the model sees it.
pub struct Normalized {
    pub text: String,
    /// Where changed parts of the text begin and end: in the text, and in the original.
    pub borders: Vec<(usize, usize)>,
}

impl Normalizer {
    /// What a model's file asks for; a blank that it adds stands before the text or after it.
    ///
    /// # Errors
    /// A damaged table.
    pub fn new(rules: &NormalizerRules, blank_after: bool) -> Result<Normalizer, TokenizeError> {
        let charsmap = rules.precompiled_charsmap.as_deref().filter(|map| !map.is_empty());
        let added = if blank_after { Added::After } else { Added::Before };
        Ok(Normalizer {
            charsmap: charsmap.map(Charsmap::read).transpose()?,
            marks: rules.escape_whitespaces(),
            trims: rules.remove_extra_whitespaces(),
            added: rules.add_dummy_prefix().then_some(added),
        })
    }

    /// Whether all it does is to write marks in the place of blanks; `Some(true)` if it also adds one before the text.
    pub fn only_marks(&self) -> Option<bool> {
        let plain = self.charsmap.is_none() && self.marks && !self.trims && self.added != Some(Added::After);
        plain.then_some(self.added.is_some())
    }

    /// What decoding gives for a text that the model saw: every mark is a blank, and the one that was added goes.
    pub fn decode(&self, normalized: &str) -> String {
        let decoded = normalized.replace(MARK, " ");
        let without = match self.added {
            Some(Added::Before) => decoded.strip_prefix(' '),
            Some(Added::After) => decoded.strip_suffix(' '),
            None => None,
        };
        without.unwrap_or(&decoded).to_owned()
    }

    /// The text as the model sees it. Symbols that the user defined are not changed, but for their blanks.
    pub fn apply(&self, original: &str, pieces: &Pieces) -> Normalized {
        let mut normalized =
            Normalized { text: String::with_capacity(original.len() * 2), borders: vec![(0, 0)] };
        let user_defined = pieces.user_defined();
        let mut at = 0;
        while self.trims && at < original.len() {
            match self.next(&original[at..], user_defined) {
                (length, " ") => at += length,
                _ => break,
            }
        }
        if at == original.len() {
            return normalized;
        }
        let blank = if self.marks { MARK } else { " " };
        normalized.border(at);
        if self.added == Some(Added::Before) {
            normalized.replace(at, at, blank);
        }
        let mut after_blank = self.trims;
        while at < original.len() {
            let (length, read) = self.next(&original[at..], user_defined);
            let kept = if after_blank { read.trim_start_matches(' ') } else { read };
            let end = at + length;
            if kept == &original[at..end] && !(self.marks && kept.contains(' ')) {
                normalized.text.push_str(kept);
            } else if self.marks && kept.contains(' ') {
                normalized.replace(at, end, &kept.replace(' ', MARK));
            } else {
                normalized.replace(at, end, kept);
            }
            if !kept.is_empty() {
                after_blank = self.trims && kept.ends_with(' ');
            }
            at = end;
        }
        while self.trims && normalized.text.ends_with(blank) {
            normalized.text.truncate(normalized.text.len() - blank.len());
        }
        normalized.finish(original.len());
        if self.added == Some(Added::After) {
            normalized.replace(original.len(), original.len(), blank);
        }
        normalized
    }

    /// What a text begins with, to the longest replaced text or to one character: its length in bytes, and as what it
    /// is read.
    fn next<'t>(&'t self, text: &'t str, user_defined: Option<Trie>) -> (usize, &'t str) {
        let symbol = user_defined.map_or(0, |symbols| symbols.longest(text.as_bytes()).1);
        if symbol > 0 {
            return (symbol, &text[..symbol]);
        }
        if let Some(replaced) = self.charsmap.as_ref().and_then(|map| map.longest(text)) {
            return replaced;
        }
        let length = text.chars().next().map_or(0, char::len_utf8);
        (length, &text[..length])
    }
}

impl Normalized {
    fn border(&mut self, original: usize) {
        self.borders.push((self.text.len(), original));
    }

    /// Writes what stands for some bytes of the original.
    fn replace(&mut self, from: usize, to: usize, by: &str) {
        self.border(from);
        self.text.push_str(by);
        self.border(to);
    }

    /// Borders beyond the end of the text are of blanks that were trimmed: they belong to what comes before them.
    fn finish(&mut self, original: usize) {
        let length = self.text.len();
        self.borders.retain(|(normal, _)| *normal < length);
        self.borders.push((length, original));
    }
}

//! What did a vocabulary learn? The scripts of its tokens.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writing {
    /// In the letters of one script: its name in the Unicode standard.
    Script(&'static str),
    /// In the letters of more than one.
    Mixed,
    /// Without letters: digits, punctuation, blanks, symbols.
    NoLetters,
    /// In bytes that are no whole characters.
    Partial,
}

impl Writing {
    /// How a token of these bytes is written. Characters that many scripts share, or that take the script of the
    /// letter before them, do not matter.
    pub fn of(token: &[u8]) -> Writing {
        let Ok(text) = std::str::from_utf8(token) else { return Writing::Partial };
        let shared = [Script::Common, Script::Inherited, Script::Unknown];
        let mut scripts = text.chars().map(|c| c.script()).filter(|script| !shared.contains(script));
        match scripts.next() {
            None => Writing::NoLetters,
            Some(first) if scripts.all(|script| script == first) => Writing::Script(first.full_name()),
            Some(_) => Writing::Mixed,
        }
    }
}

/// How many tokens of a vocabulary are written in each way.
pub fn writings(tokens: &[Vec<u8>]) -> BTreeMap<Writing, u64> {
    let mut found = BTreeMap::new();
    for token in tokens {
        *found.entry(Writing::of(token)).or_default() += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_written_in_the_script_of_its_letters() {
        for (token, writing) in [
            (" the", Writing::Script("Latin")),
            ("नमस्ते", Writing::Script("Devanagari")),
            ("e\u{301}", Writing::Script("Latin")),
            ("漢か", Writing::Mixed),
            (" 1,000", Writing::NoLetters),
        ] {
            assert_eq!(Writing::of(token.as_bytes()), writing, "{token}");
        }
        assert_eq!(Writing::of("ก".as_bytes().split_at(2).0), Writing::Partial);
    }
}

//! The same corpus with its text written in another way.

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Corpus, Text};

/// What can be done to text before it is counted. tokcost counts it as it stands unless this is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewriting {
    /// Every line in Unicode's normalisation form C.
    Nfc,
    /// No blanks at the beginning and at the end of a line.
    Trimmed,
    /// All lines as one, with a line feed between two.
    Joined,
}

impl Corpus {
    /// The corpus with its text written in another way. Joined, it has one segment.
    ///
    /// No segment becomes blank: none was, and neither way makes a blank of anything else.
    #[must_use]
    pub fn rewritten(&self, rewriting: Rewriting) -> Corpus {
        Corpus {
            name: self.name.clone(),
            manifest: self.manifest.clone(),
            texts: self.texts.par_iter().map(|text| rewritten(text, rewriting)).collect(),
            pivot: self.pivot,
            documents: match rewriting {
                Rewriting::Nfc | Rewriting::Trimmed => self.documents.clone(),
                Rewriting::Joined => std::iter::once(0..1).collect(),
            },
        }
    }
}

fn rewritten(text: &Text, rewriting: Rewriting) -> Text {
    match rewriting {
        Rewriting::Nfc => {
            text.with_segments(text.segments().map(|segment| segment.nfc().collect::<String>()))
        }
        Rewriting::Trimmed => text.with_segments(text.segments().map(str::trim)),
        Rewriting::Joined => {
            let lines: Vec<&str> = text.segments().collect();
            text.with_segments(std::iter::once(lines.join("\n")))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::{Language, Manifest};

    fn rewritten(rewriting: Rewriting) -> (Vec<String>, usize) {
        let english = Language::resolve("en").expect("a code").language;
        // The second é is written as e and U+0301; a line ends in a no-break space.
        let bytes = "  caf\u{e9} cafe\u{301}\u{a0}\r\n tea\n".as_bytes().to_vec();
        let text = Text::from_bytes(english, Path::new("eng.txt"), bytes).expect("valid");
        let corpus = Corpus::new("c", Path::new("c"), Manifest::default(), vec![text], "en").expect("valid");
        let other = corpus.rewritten(rewriting);
        assert_eq!(other.segments(), other.documents().iter().map(ExactSizeIterator::len).sum::<usize>());
        (other.texts()[0].segments().map(str::to_owned).collect(), other.segments())
    }

    #[test]
    fn a_text_is_rewritten_line_by_line_or_as_one() {
        assert_eq!(rewritten(Rewriting::Nfc).0, ["  caf\u{e9} caf\u{e9}\u{a0}", " tea"]);
        assert_eq!(rewritten(Rewriting::Trimmed).0, ["caf\u{e9} cafe\u{301}", "tea"]);
        assert_eq!(rewritten(Rewriting::Joined), (vec!["  caf\u{e9} cafe\u{301}\u{a0}\n tea".to_owned()], 1));
    }
}

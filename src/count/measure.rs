//! What a segment measures before any tokenizer sees it.

use unicode_segmentation::UnicodeSegmentation;

use super::tally::Tally;

/// Ranges of characters that never share a grapheme cluster with each other.
const APART: [(char, char); 12] = [
    ('\u{0}', '\u{c}'),
    ('\u{e}', '\u{2ff}'),
    ('\u{370}', '\u{482}'),
    ('\u{48a}', '\u{590}'),
    ('\u{10a0}', '\u{10ff}'),
    ('\u{1200}', '\u{135c}'),
    ('\u{1e00}', '\u{200b}'),
    ('\u{2010}', '\u{20cf}'),
    ('\u{3000}', '\u{3029}'),
    ('\u{3041}', '\u{3098}'),
    ('\u{309b}', '\u{a66e}'),
    ('\u{ac00}', '\u{d7a3}'),
];

/// Characters, graphemes and bytes of a segment of some words; no tokens yet.
pub fn measure(segment: &str, words: usize) -> Tally {
    let chars = segment.chars().count();
    // Where no characters join, nobody need look for borders between them.
    let graphemes = if segment.chars().all(is_apart) { chars } else { segment.graphemes(true).count() };
    Tally {
        segments: 1,
        words: words as u64,
        chars: chars as u64,
        graphemes: graphemes as u64,
        bytes: segment.len() as u64,
        ..Tally::default()
    }
}

fn is_apart(c: char) -> bool {
    APART.iter().any(|&(first, last)| (first..=last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::words::{WordRule, words};

    #[test]
    fn a_segment_is_measured_by_hand() {
        // é as e + U+0301: one grapheme, two characters, three bytes. Words: Café, 2, go.
        let segment = "Cafe\u{301} – 2 go!";
        let tally = measure(segment, words(segment, WordRule::default()).len());
        assert_eq!(
            tally,
            Tally { segments: 1, words: 3, chars: 13, graphemes: 12, bytes: 16, ..Tally::default() }
        );
    }

    /// Beside a letter a mark or a joiner would show, beside itself a flag, beside a syllable a part of one.
    #[test]
    fn characters_that_stay_apart_are_clusters_of_their_own() {
        for c in (char::MIN..=char::MAX).filter(|c| is_apart(*c)) {
            for other in ['a', '\n', '가', '각', c] {
                for pair in [[c, other], [other, c]] {
                    let pair = String::from_iter(pair);
                    assert_eq!(pair.graphemes(true).count(), 2, "{pair:?}");
                }
            }
        }
    }
}

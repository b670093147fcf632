//! What a segment measures before any tokenizer sees it.

use unicode_segmentation::UnicodeSegmentation;

use super::tally::Tally;
use super::words::{WordRule, words};

/// Words, characters, graphemes and bytes of a segment; no tokens yet.
pub fn measure(segment: &str, word_rule: WordRule) -> Tally {
    let mut count = 0;
    words(segment, word_rule, |_| count += 1);
    Tally {
        tokens: 0,
        words: count,
        chars: segment.chars().count() as u64,
        graphemes: segment.graphemes(true).count() as u64,
        bytes: segment.len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_measured_by_hand() {
        // é as e + U+0301: one grapheme, two characters, three bytes. Words: Café, 2, go.
        let tally = measure("Cafe\u{301} – 2 go!", WordRule::default());
        assert_eq!(tally, Tally { tokens: 0, words: 3, chars: 13, graphemes: 12, bytes: 16 });
    }
}

//! What a segment measures before any tokenizer sees it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::tally::Tally;

/// The rule that says what a word is, as it is named in every output.
pub const WORD_SEGMENTER: &str = "UAX #29";

/// Words, characters, graphemes and bytes of a segment; no tokens yet.
pub fn measure(segment: &str) -> Tally {
    Tally {
        tokens: 0,
        words: segment.unicode_words().count() as u64,
        chars: segment.chars().count() as u64,
        graphemes: segment.graphemes(true).count() as u64,
        bytes: segment.len() as u64,
    }
}

/// Byte ranges of the words of a segment, in order.
pub fn words(segment: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    segment.unicode_word_indices().map(|(start, word)| start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_measured_by_hand() {
        // é as e + U+0301: one grapheme, two characters, three bytes. Words: Café, 2, go.
        let tally = measure("Cafe\u{301} – 2 go!");
        assert_eq!(tally, Tally { tokens: 0, words: 3, chars: 13, graphemes: 12, bytes: 16 });
    }

    #[test]
    fn punctuation_and_emoji_are_no_words() {
        assert_eq!(measure("… 👍🏽 !").words, 0);
    }
}

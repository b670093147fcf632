//! What a segment measures before any tokenizer sees it.

use unicode_segmentation::UnicodeSegmentation;

use super::tally::Tally;

/// Characters, graphemes and bytes of a segment of some words; no tokens yet.
pub fn measure(segment: &str, words: usize) -> Tally {
    Tally {
        segments: 1,
        words: words as u64,
        chars: segment.chars().count() as u64,
        graphemes: segment.graphemes(true).count() as u64,
        bytes: segment.len() as u64,
        ..Tally::default()
    }
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
}

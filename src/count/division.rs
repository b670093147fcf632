//! How tokens divide a text, told in whole grapheme clusters: half a letter is nothing that a reader knows.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Token;

/// A stretch of whole grapheme clusters that the same tokens stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Byte range in the text; empty for a token that stands for none of it.
    pub bytes: Range<usize>,
    /// Positions of the tokens: one; several for a single cluster that they tear; none for text that no token stands for.
    pub tokens: Range<usize>,
}

impl Run {
    /// Whether it is a cluster that no single token holds.
    pub fn is_torn(&self) -> bool {
        self.tokens.len() > 1
    }
}

/// The runs of a text in order: every cluster is in one of them, every token in one or more.
///
/// Neither the starts nor the ends of the tokens may go back; they may overlap, as where several tokens write a character.
pub fn divide(text: &str, tokens: &[Token]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut shown = 0;
    let alone = |at: usize| move |token: usize| Run { bytes: at..at, tokens: token..token + 1 };
    for (start, cluster) in text.grapheme_indices(true) {
        let end = start + cluster.len();
        let held_by = within(tokens, start..end);
        runs.extend((shown..held_by.start).map(alone(start)));
        shown = shown.max(held_by.end);
        match runs.last_mut() {
            Some(run) if run.tokens == held_by && !run.is_torn() => run.bytes.end = end,
            _ => runs.push(Run { bytes: start..end, tokens: held_by }),
        }
    }
    runs.extend((shown..tokens.len()).map(alone(text.len())));
    runs
}

/// Positions of the tokens that stand for any of the bytes of a range.
pub fn within(tokens: &[Token], bytes: Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.bytes.end <= bytes.start);
    let last = tokens.partition_point(|token| token.bytes.start < bytes.end);
    first..last.max(first)
}

/// Positions of the tokens of a word in its text: those that hold any of it or of the blank before it.
pub fn of_word(text: &str, tokens: &[Token], word: &Range<usize>) -> Range<usize> {
    within(tokens, with_blank(text, word))
}

/// The bytes of a word and of the blank before it, which belongs to the word.
pub fn with_blank(text: &str, word: &Range<usize>) -> Range<usize> {
    word.start - usize::from(text[..word.start].ends_with(' '))..word.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str, tokens: &[Range<usize>]) -> Vec<(String, Range<usize>)> {
        let tokens: Vec<Token> = tokens.iter().map(|bytes| Token { id: 0, bytes: bytes.clone() }).collect();
        divide(text, &tokens).into_iter().map(|run| (text[run.bytes].to_owned(), run.tokens)).collect()
    }

    fn run(text: &str, tokens: Range<usize>) -> (String, Range<usize>) {
        (text.to_owned(), tokens)
    }

    #[test]
    fn a_mark_and_its_letter_are_one_run_of_two_tokens() {
        // c, a, f, e + U+0301 (two bytes), !; the tokens are caf, e, the mark, !.
        let found = runs("cafe\u{301}!", &[0..3, 3..4, 4..6, 6..7]);
        assert_eq!(found, [run("caf", 0..1), run("e\u{301}", 1..3), run("!", 3..4)]);
    }

    #[test]
    fn a_token_that_ends_within_a_character_is_in_two_runs() {
        // Three bytes each: the first token holds ก and a byte of ข, the second the rest of it and ค.
        let found = runs("กขค", &[0..4, 4..9]);
        assert_eq!(found, [run("ก", 0..1), run("ข", 0..2), run("ค", 1..2)]);
    }

    #[test]
    fn neighbouring_torn_clusters_stay_apart() {
        let found = runs("กข", &[0..1, 1..4, 4..6]);
        assert_eq!(found, [run("ก", 0..2), run("ข", 1..3)]);
    }

    #[test]
    fn tokens_without_text_and_text_without_tokens_are_runs() {
        // A tokenizer that begins with a token for nothing and drops the blank.
        let found = runs("a b", &[0..0, 0..1, 2..3, 3..3]);
        let expected = [run("", 0..1), run("a", 1..2), run(" ", 2..2), run("b", 2..3), run("", 3..4)];
        assert_eq!(found, expected);
    }
}

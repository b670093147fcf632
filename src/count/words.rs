//! What is a word? Each script by its own rule, or one rule for all.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::Language;

/// The rule that says what a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordRule {
    /// UAX #29; ICU's dictionaries for runs of scripts without blanks, whatever the language of the text around them.
    #[default]
    ByScript,
    /// UAX #29 in every script.
    Uax29,
    /// ICU on the whole text, with its dictionaries.
    Icu,
    /// What stands between blanks.
    Whitespace,
}

/// How far the words of a language can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Words as the language writes them.
    Written,
    /// Words that a dictionary found: an estimate.
    Estimated,
    /// Syllables, which are shorter than words.
    Syllables,
    /// No words: the rule is not for this script, or the dictionary not for this language.
    None,
}

/// Languages that ICU has a dictionary of, by ISO 639-3.
const IN_A_DICTIONARY: [&str; 7] = ["jpn", "khm", "lao", "mya", "tha", "yue", "zho"];

/// Letters and marks of the scripts that write no blanks between words and have a dictionary, digits left out.
const UNSPACED: [(char, char); 18] = [
    ('\u{e01}', '\u{e3a}'),
    ('\u{e40}', '\u{e4e}'),
    ('\u{e81}', '\u{ece}'),
    ('\u{edc}', '\u{edf}'),
    ('\u{1000}', '\u{103f}'),
    ('\u{1050}', '\u{108f}'),
    ('\u{109a}', '\u{109f}'),
    ('\u{1780}', '\u{17d3}'),
    ('\u{17d7}', '\u{17d7}'),
    ('\u{17dc}', '\u{17dd}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3041}', '\u{30ff}'),
    ('\u{31f0}', '\u{31ff}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{aa60}', '\u{aa7f}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ff9f}'),
    ('\u{20000}', '\u{3ffff}'),
];

impl WordRule {
    /// The rule for a language, as it is named in every output.
    pub fn name(self, language: &Language) -> &'static str {
        match (self, self.trust(language)) {
            (Self::ByScript, Trust::Estimated) => "ICU dictionary",
            (Self::ByScript, Trust::None) => "ICU dictionary (none for this language)",
            (Self::ByScript, Trust::Syllables) => "tsheg syllables",
            (Self::ByScript, Trust::Written) => "UAX #29",
            (Self::Uax29, Trust::None) => "UAX #29 only (no words: script without spaces)",
            (Self::Uax29, _) => "UAX #29 only",
            (Self::Icu, Trust::None) => "ICU on whole segments (no dictionary for this language)",
            (Self::Icu, _) => "ICU on whole segments",
            (Self::Whitespace, Trust::None) => "whitespace (no words: script without spaces)",
            (Self::Whitespace, _) => "whitespace",
        }
    }

    /// How far the words of a language can be trusted under this rule.
    pub fn trust(self, language: &Language) -> Trust {
        match self {
            _ if language.has_spaces() => Trust::Written,
            Self::Whitespace => Trust::None,
            _ if language.has_syllables() => Trust::Syllables,
            Self::ByScript | Self::Icu if IN_A_DICTIONARY.contains(&language.iso639_3()) => Trust::Estimated,
            Self::ByScript | Self::Icu | Self::Uax29 => Trust::None,
        }
    }
}

/// The byte range of each word of a text, in order. A word holds a letter or a digit.
pub fn words(text: &str, rule: WordRule) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut keep = |range: Range<usize>| {
        if text[range.clone()].chars().any(is_letter_or_digit) {
            words.push(range);
        }
    };
    match rule {
        WordRule::ByScript if text.chars().any(is_unspaced) => by_script(text, keep),
        // The crate has a way of its own for ASCII.
        WordRule::ByScript | WordRule::Uax29 if text.is_ascii() => {
            words.extend(text.unicode_word_indices().map(|(start, word)| start..start + word.len()));
        }
        WordRule::ByScript | WordRule::Uax29 => {
            text.split_word_bound_indices().for_each(|(start, piece)| keep(start..start + piece.len()));
        }
        WordRule::Icu => icu(text, 0..text.len(), &mut keep),
        WordRule::Whitespace => {
            let start = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
            text.split_whitespace().for_each(|word| keep(start(word)..start(word) + word.len()));
        }
    }
    words
}

/// UAX #29, where pieces that begin in a script without blanks are joined and given to the dictionary. So everything
/// else is cut as UAX #29 cuts it. Tibetan comes out in syllables: a tsheg ends a word there.
fn by_script(text: &str, mut keep: impl FnMut(Range<usize>)) {
    let mut run = 0..0;
    for (start, piece) in text.split_word_bound_indices() {
        let end = start + piece.len();
        if piece.starts_with(is_unspaced) {
            run = if run.end == start && !run.is_empty() { run.start..end } else { start..end };
            continue;
        }
        icu(text, std::mem::take(&mut run), &mut keep);
        keep(start..end);
    }
    icu(text, run, &mut keep);
}

/// What ICU takes for words in a part of the text, with blanks and punctuation between them.
///
/// Its own mark for words is not used: it misses those that end in a combining mark (unicode-org/icu4x#8321).
fn icu(text: &str, part: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    if part.is_empty() {
        return;
    }
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = part.start;
    for end in segmenter.segment_str(&text[part.clone()]).skip(1).map(|end| part.start + end) {
        each(start..end);
        start = end;
    }
}

/// The standard library's letters and digits of the basic plane, a bit each: it searches for them anew each time.
static LETTERS_AND_DIGITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 0x1_0000 / 64];
    for c in ('\0'..='\u{ffff}').filter(|c| c.is_alphanumeric()) {
        bits[c as usize / 64] |= 1 << (c as usize % 64);
    }
    bits
});

fn is_letter_or_digit(c: char) -> bool {
    LETTERS_AND_DIGITS
        .get(c as usize / 64)
        .map_or_else(|| c.is_alphanumeric(), |bits| bits >> (c as usize % 64) & 1 == 1)
}

fn is_unspaced(c: char) -> bool {
    c >= UNSPACED[0].0 && UNSPACED.iter().any(|&(first, last)| (first..=last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, rule: WordRule) -> Vec<&str> {
        words(text, rule).into_iter().map(|range| &text[range]).collect()
    }

    /// Cut by a reader, with `|` between words.
    #[test]
    fn words_are_those_that_a_reader_sees() {
        for (text, expected) in [
            ("ฉันกินข้าว", "ฉัน|กิน|ข้าว"),
            ("ຂ້ອຍໄປໂຮງຮຽນ", "ຂ້ອຍ|ໄປ|ໂຮງຮຽນ"),
            ("ខ្ញុំទៅសាលារៀន", "ខ្ញុំ|ទៅ|សាលារៀន"),
            ("ကျွန်တော်ကျောင်းသွားတယ်။", "ကျွန်တော်|ကျောင်း|သွား|တယ်"),
            ("我们今天学习汉语。", "我们|今天|学习|汉语"),
            ("私は学生です。", "私|は|学生|です"),
            ("བཀྲ་ཤིས་བདེ་ལེགས།", "བཀྲ|ཤིས|བདེ|ལེགས"),
            ("وللمدرسة وكتابهم", "وللمدرسة|وكتابهم"),
            ("Die Donaudampfschifffahrt ist lang.", "Die|Donaudampfschifffahrt|ist|lang"),
            ("I don't pay $1,000.50 for it!", "I|don't|pay|1,000.50|for|it"),
            ("Tea 🍵 or 👩‍👩‍👧‍👦?", "Tea|or"),
        ] {
            assert_eq!(cut(text, WordRule::ByScript).join("|"), expected);
        }
    }

    #[test]
    fn each_run_of_a_script_is_cut_by_its_own_rule() {
        for (text, expected) in [
            ("我们用Python学习", "我们|用|Python|学习"),
            ("The word 我们 can't be cut", "The|word|我们|can't|be|cut"),
            ("ราคา1,000บาท", "ราคา|1,000|บาท"),
            ("ปี๒๕๖๗", "ปี|๒๕๖๗"),
        ] {
            assert_eq!(cut(text, WordRule::ByScript).join("|"), expected);
        }
    }

    #[test]
    fn words_of_uax29_are_those_of_the_crate() {
        assert!((char::MIN..=char::MAX).all(|c| is_letter_or_digit(c) == c.is_alphanumeric()));
        for text in ["naïve café – 3,5 % d’été", "Он не знает… 1990-е", "הוא אמר: \"לא\"", "𝒳 𐍈 ½ Ⅷ ª 五"]
        {
            assert_eq!(cut(text, WordRule::Uax29), text.unicode_words().collect::<Vec<_>>());
        }
    }

    #[test]
    fn punctuation_and_emoji_are_no_words() {
        for rule in [WordRule::ByScript, WordRule::Uax29, WordRule::Icu, WordRule::Whitespace] {
            assert_eq!(cut("… 👍🏽 ! 。「」", rule), [""; 0], "{rule:?}");
        }
    }

    #[test]
    fn a_forced_rule_holds_in_every_script() {
        assert_eq!(cut("我们 don't", WordRule::Uax29), ["我", "们", "don't"]);
        assert_eq!(cut("我们, go-go", WordRule::Whitespace), ["我们,", "go-go"]);
        // The last word ends in a combining mark.
        assert_eq!(cut("यह हिंदी है ।", WordRule::Icu), ["यह", "हिंदी", "है"]);
    }

    #[test]
    fn rules_are_named_as_they_work() {
        let name = |code: &str, rule: WordRule| rule.name(&Language::resolve(code).expect("a code").language);
        for (code, by_script, uax29) in [
            ("de", "UAX #29", "UAX #29 only"),
            ("th", "ICU dictionary", "UAX #29 only (no words: script without spaces)"),
            ("bo", "tsheg syllables", "UAX #29 only"),
            (
                "shn",
                "ICU dictionary (none for this language)",
                "UAX #29 only (no words: script without spaces)",
            ),
        ] {
            assert_eq!(name(code, WordRule::ByScript), by_script);
            assert_eq!(name(code, WordRule::Uax29), uax29);
        }
    }
}

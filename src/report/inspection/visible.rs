//! Text as it can be shown: blanks and controls made visible, so that none of it can command a terminal.

use unicode_normalization_alignments::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// What stands under a mark that has lost its letter.
const DOTTED_CIRCLE: char = '◌';
/// Blank, written so that it is seen.
const BLANK: char = '·';
/// Isolates: left to right, right to left, by the first strong character, and the end of each. What lies between is
/// laid out by itself (UAX #9).
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// Characters that join a cluster and draw nothing.
const INVISIBLE: [(char, char); 6] = [
    ('\u{34F}', '\u{34F}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200C}', '\u{200D}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{E0020}', '\u{E007F}'),
    ('\u{E0100}', '\u{E01EF}'),
];

/// Scripts written from right to left, by the blocks of the characters that are strong in that direction.
const RIGHT_TO_LEFT: [(char, char); 5] = [
    ('\u{590}', '\u{8FF}'),
    ('\u{FB1D}', '\u{FDFF}'),
    ('\u{FE70}', '\u{FEFF}'),
    ('\u{10800}', '\u{10FFF}'),
    ('\u{1E800}', '\u{1EFFF}'),
];

/// Text for the screen, cluster by cluster: blanks as `·`, controls as escapes, a mark without a letter on a dotted circle.
pub fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (at, cluster) in text.grapheme_indices(true) {
        match cluster.chars().next() {
            Some(' ') if cluster.len() == 1 => shown.push(BLANK),
            Some(first) if joins(first) && is_within(&INVISIBLE, first) => {
                shown.extend(cluster.chars().map(|c| if joins(c) { escape(c) } else { c.to_string() }));
            }
            // Marks that are clusters of their own (Burmese U+1038) still lean on the letter before them.
            Some(first) if is_combining_mark(first) && (at == 0 || joins(first)) => {
                shown.extend([DOTTED_CIRCLE.to_string(), cluster.to_owned()]);
            }
            _ => shown.push_str(&without_controls(cluster)),
        }
    }
    shown
}

/// Text for one field of a table with tabs: tabs, line ends, backslashes and whatever draws nothing as escapes.
pub fn field(text: &str) -> String {
    without_controls(&text.replace('\\', "\\\\"))
}

/// A part of a text that need not be whole characters: text as on the screen, and other bytes in hexadecimal,
/// as in `⟨E0 B8⟩`; without the brackets where the reader sees where the part begins.
pub fn part(bytes: &[u8], brackets: bool) -> String {
    let [open, close] = if brackets { ["⟨", "⟩"] } else { ["", ""] };
    let mut groups: Vec<String> = Vec::new();
    let mut broken: Vec<u8> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            groups.extend(hexadecimal(&mut broken, open, close));
            groups.push(shown(chunk.valid()));
        }
        broken.extend(chunk.invalid());
    }
    groups.extend(hexadecimal(&mut broken, open, close));
    groups.join(if brackets { "" } else { " " })
}

/// Parts one after the other, as in `·un|believ|able`, a bar in the text as `\\|`.
pub fn parts<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    parts.map(|bytes| part(bytes, true).replace('|', "\\|")).collect::<Vec<_>>().join("|")
}

/// Bytes as `E0 B8`, in capitals and apart.
pub fn hex_bytes(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

/// What shows a text, laid out by itself in the text's own direction, so that right-to-left letters read as they should
/// and move nothing around them. Text without such letters needs nothing.
pub fn in_direction_of(text: &str, showing: &str) -> String {
    if !has_right_to_left(text) {
        return showing.to_owned();
    }
    let first = text.chars().find(|c| c.is_alphabetic());
    let isolate = if first.is_some_and(|c| is_within(&RIGHT_TO_LEFT, c)) {
        RIGHT_TO_LEFT_ISOLATE
    } else {
        LEFT_TO_RIGHT_ISOLATE
    };
    format!("{isolate}{showing}{END_OF_ISOLATE}")
}

/// A part of what shows a text with right-to-left letters, so that parts follow each other in its direction.
pub fn isolated_within(text: &str, part: String) -> String {
    if has_right_to_left(text) { format!("{FIRST_STRONG_ISOLATE}{part}{END_OF_ISOLATE}") } else { part }
}

fn has_right_to_left(text: &str) -> bool {
    text.chars().any(|c| is_within(&RIGHT_TO_LEFT, c))
}

fn hexadecimal(bytes: &mut Vec<u8>, open: &str, close: &str) -> Option<String> {
    let bytes = std::mem::take(bytes);
    (!bytes.is_empty()).then(|| format!("{open}{}{close}", hex_bytes(&bytes)))
}

/// Text in which whatever commands instead of showing stands as an escape; character by character, so that parts of a
/// text become the parts of what the text becomes.
pub fn without_controls(text: &str) -> String {
    text.chars().map(|c| if is_drawn(c) { c.to_string() } else { escape(c) }).collect()
}

/// Whether a terminal draws the character, alone or with the one before it, and does nothing else.
fn is_drawn(c: char) -> bool {
    matches!(c, '\'' | '"' | '\\') || c.escape_debug().len() == 1 || joins(c)
}

/// Whether the character belongs to the cluster of the one before it: marks, joiners, vowel signs.
fn joins(c: char) -> bool {
    ['a', c].iter().collect::<String>().graphemes(true).count() == 1
}

fn escape(c: char) -> String {
    match c {
        '\n' | '\r' | '\t' => c.escape_default().to_string(),
        _ => c.escape_unicode().to_string(),
    }
}

fn is_within(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_controls_are_seen_and_letters_stay() {
        for (text, expected) in [
            (" tea \"\\\"", "·tea·\"\\\""),
            ("a\tb\r\n", "a\\tb\\r\\n"),
            ("\u{1b}[31mred\u{9b}0m", "\\u{1b}[31mred\\u{9b}0m"),
            ("a\u{a0}b\u{200b}\u{202e}", "a\\u{a0}b\\u{200b}\\u{202e}"),
            // Joiners within a cluster are what makes it one.
            ("👩\u{200d}🔬 می\u{200c}خواهم", "👩\u{200d}🔬·می\u{200c}خواهم"),
            ("ที่ हिन्दी 한", "ที่·हिन्दी·한"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn a_mark_alone_stands_on_a_circle_and_a_joiner_alone_is_named() {
        assert_eq!(shown("\u{301}"), "◌\u{301}");
        assert_eq!(shown("ि"), "◌ि");
        assert_eq!(shown("\u{1038}"), "◌\u{1038}");
        assert_eq!(shown("ပါ"), "ပါ");
        assert_eq!(shown("\u{1f3fd}"), "\u{1f3fd}");
        assert_eq!(shown("\u{200d}"), "\\u{200d}");
        assert_eq!(shown("\u{fe0f}\u{20e3}"), "\\u{fe0f}\\u{20e3}");
    }

    #[test]
    fn bytes_that_are_no_character_are_hexadecimal() {
        // ก is E0 B8 81.
        assert_eq!(part(b"a\xE0\xB8", true), "a⟨E0 B8⟩");
        assert_eq!(part(b"\xB8\x81 x\xE0", true), "⟨B8 81⟩·x⟨E0⟩");
        assert_eq!(part(b"\xB8\x81", false), "B8 81");
        assert_eq!(part("\u{301}".as_bytes(), false), "◌\u{301}");
    }

    #[test]
    fn no_character_reaches_the_terminal_as_a_command() {
        for c in ('\0'..='\u{1F}').chain('\u{7F}'..='\u{9F}').chain('\u{2066}'..='\u{2069}') {
            for made in
                [shown(&format!("a{c}b")), field(&format!("a{c}b")), part(c.to_string().as_bytes(), true)]
            {
                assert!(!made.contains(c), "{made:?}");
            }
        }
    }

    #[test]
    fn a_field_holds_no_tab_and_reads_back() {
        assert_eq!(field("a\\n\tb"), "a\\\\n\\tb");
    }

    #[test]
    fn text_with_right_to_left_letters_is_laid_out_in_its_own_direction() {
        assert_eq!(in_direction_of("שלום", "x"), "\u{2067}x\u{2069}");
        assert_eq!(in_direction_of("tea שלום", "x"), "\u{2066}x\u{2069}");
        assert_eq!(in_direction_of("tea", "x"), "x");
        assert_eq!(isolated_within("שלום", "D7".into()), "\u{2068}D7\u{2069}");
    }
}

//! Names and messages without characters that command instead of showing.

/// Marks of the bidirectional algorithm (UAX #9), which lay out what follows them in another order.
const DIRECTIONS: [(char, char); 4] =
    [('\u{61C}', '\u{61C}'), ('\u{200E}', '\u{200F}'), ('\u{202A}', '\u{202E}'), ('\u{2066}', '\u{2069}')];
/// Separators of lines and paragraphs, and what no XML may hold.
const OTHERS: [(char, char); 2] = [('\u{2028}', '\u{2029}'), ('\u{FFFE}', '\u{FFFF}')];

/// Whether a character moves the cursor, ends the line or changes the direction.
pub fn is_command(c: char) -> bool {
    let within = |ranges: &[(char, char)]| ranges.iter().any(|(first, last)| (*first..=*last).contains(&c));
    c.is_control() || within(&DIRECTIONS) || within(&OTHERS)
}

/// A text in which every such character stands as an escape, as `\n` or `\u{1b}`: it is one line, and only shows.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_command(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

/// The same, without what goes beyond a number of characters.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => line(&text[..end]) + "…",
        None => line(text),
    }
}

/// A name that can be a folder's: one line, and neither empty nor a way to another folder, as `..` is.
pub fn folder_name(name: &str) -> Option<String> {
    let only_dots = name.chars().all(|c| c == '.');
    (!only_dots).then(|| line(&name.replace(['/', '\\'], "--")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_as_escapes_and_letters_stay() {
        for (text, expected) in [
            ("a\u{1b}[31mb\n", "a\\u{1b}[31mb\\n"),
            ("\u{9b}1m\u{7f}", "\\u{9b}1m\\u{7f}"),
            ("a\u{202e}b\u{2066}c\u{200f}\u{2028}", "a\\u{202e}b\\u{2066}c\\u{200f}\\u{2028}"),
            ("日本　語 ق\u{200c}و 👩\u{200d}🔬", "日本　語 ق\u{200c}و 👩\u{200d}🔬"),
        ] {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn a_long_text_ends_early() {
        assert_eq!(clipped("äöü", 3), "äöü");
        assert_eq!(clipped("äöüß\n", 3), "äöü…");
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        assert_eq!(folder_name("..").as_deref(), None);
        assert_eq!(folder_name("").as_deref(), None);
        assert_eq!(folder_name("../x").as_deref(), Some("..--x"));
        assert_eq!(folder_name(".tea\n").as_deref(), Some(".tea\\n"));
    }
}

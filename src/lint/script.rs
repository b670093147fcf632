//! Lines that are not in the script of their language.

use unicode_script::{Script, UnicodeScript};

use super::kind::Spot;
use crate::corpus::Language;

/// Ways of writing that mix scripts, by ISO 15924.
const MIXED: [(&str, &[Script]); 5] = [
    ("Hans", &[Script::Han, Script::Bopomofo]),
    ("Hant", &[Script::Han, Script::Bopomofo]),
    ("Jpan", &[Script::Han, Script::Hiragana, Script::Katakana]),
    ("Kore", &[Script::Hangul, Script::Han]),
    ("Hang", &[Script::Hangul, Script::Han]),
];
/// Fewer letters say nothing: a name may be all there is.
const FEWEST_LETTERS: usize = 8;

/// The first letter of another script, where most letters are of other ones.
pub fn find(line: &str, language: &Language) -> Option<Spot> {
    let single = Script::from_short_name(&language.script).map(|script| [script]);
    let mixed = MIXED.iter().find(|(code, _)| *code == language.script).map(|(_, scripts)| *scripts);
    let expected: &[Script] = mixed.or(single.as_ref().map(<[Script; 1]>::as_slice))?;
    let mut letters = 0;
    let mut foreign: Vec<(usize, char)> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => (),
            script => {
                letters += 1;
                if !expected.contains(&script) {
                    foreign.push((at, c));
                }
            }
        }
    }
    let &(start, first) = foreign.first()?;
    let is_most = letters >= FEWEST_LETTERS && 2 * foreign.len() > letters;
    is_most.then(|| Spot {
        bytes: start..start + first.len_utf8(),
        times: foreign.len(),
        what: format!("{} of {letters} letters, the first {}", foreign.len(), first.script().full_name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(code: &str, line: &str) -> Option<usize> {
        let language = Language::resolve(code).expect("a code").language;
        find(line, &language).map(|spot| spot.times)
    }

    #[test]
    fn most_letters_decide() {
        assert_eq!(times("ru", "чай и молоко"), None);
        assert_eq!(times("ru", "The tea and the milk"), Some(16));
        assert_eq!(times("ru", "чай и молоко: tea, milk"), None);
        assert_eq!(times("ja", "お茶とミルクをください"), None);
        assert_eq!(times("ru", "IBM OS/2"), None);
        // A language that the table does not know has no script.
        assert_eq!(times("tlh", "чай и молоко"), None);
    }
}

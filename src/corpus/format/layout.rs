//! Which language a file holds, read from its name: the file layouts that people have.

use crate::corpus::language::{Language, Resolved};

/// A way of naming the files of a parallel corpus.
struct Layout {
    /// The code within a file name, where the name follows this layout.
    code: fn(&str) -> Option<&str>,
}

const LAYOUTS: &[Layout] = &[
    // eng_Latn.txt
    Layout { code: |name| name.strip_suffix(".txt").filter(|stem| !stem.contains('.')) },
    // FLORES: eng_Latn.dev, eng_Latn.devtest
    Layout { code: |name| name.strip_suffix(".dev").or_else(|| name.strip_suffix(".devtest")) },
    // NTREX: newstest2019-ref.deu.txt, newstest2019-src.eng.txt
    Layout {
        code: |name| name.strip_suffix(".txt").and_then(|stem| stem.rsplit_once('.')).map(|(_, code)| code),
    },
];

/// The language of a file by its name; `None` for a file that no layout names.
pub fn language_of(file_name: &str) -> Option<Resolved> {
    LAYOUTS.iter().filter_map(|layout| (layout.code)(file_name)).find_map(Language::resolve)
}

/// The pair and the language of a file that is one side of it: `x.de-en.de` is the German side of `x.de-en`.
pub fn side_of_pair(file_name: &str) -> Option<(&str, Resolved)> {
    let (pair, code) = file_name.rsplit_once('.')?;
    let (_, codes) = pair.rsplit_once('.')?;
    let other = codes
        .strip_prefix(code)
        .and_then(|rest| rest.strip_prefix('-'))
        .or_else(|| codes.strip_suffix(code).and_then(|rest| rest.strip_suffix('-')))?;
    Language::resolve(other)?;
    Some((pair, Language::resolve(code)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layout_names_its_language() {
        for (name, code) in [
            ("deu_Latn.txt", "deu_Latn"),
            ("de.txt", "deu_Latn"),
            ("eng_Latn.dev", "eng_Latn"),
            ("eng_Latn.devtest", "eng_Latn"),
            ("newstest2019-ref.deu.txt", "deu_Latn"),
            ("newstest2019-ref.zho-TW.txt", "zho_Hant"),
        ] {
            assert_eq!(language_of(name).expect(name).language.code, code);
        }
    }

    #[test]
    fn other_files_hold_no_language() {
        for name in ["README.md", "corpus.toml", "notes.txt", ".txt", "eng_Latn", "answers.csv"] {
            assert_eq!(language_of(name), None, "{name}");
        }
    }

    #[test]
    fn each_side_of_a_pair_names_its_language() {
        for (name, pair, code) in [
            ("Tatoeba.de-en.de", "Tatoeba.de-en", "deu_Latn"),
            ("Tatoeba.de-en.en", "Tatoeba.de-en", "eng_Latn"),
            ("News.v16.en-zh_TW.zh_TW", "News.v16.en-zh_TW", "zho_Hant"),
            ("x.en-zh-TW.zh-TW", "x.en-zh-TW", "zho_Hant"),
        ] {
            let (found, language) = side_of_pair(name).expect(name);
            assert_eq!((found, language.language.code.as_str()), (pair, code));
        }
        for name in ["Tatoeba.de-en.ids", "Tatoeba.de-en.xml", "x.de", "de-en.de", "x.de-en.fr"] {
            assert_eq!(side_of_pair(name), None, "{name}");
        }
    }
}

//! Which language a file holds, read from its name: the file layouts that people have.

use super::language::{Language, Resolved};

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
}

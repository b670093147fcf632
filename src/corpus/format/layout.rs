//! Which language a file holds, read from its name: the file layouts that people have.

use std::path::Path;

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

/// The folder of a locale in which gettext looks for catalogues.
pub const MESSAGES: &str = "LC_MESSAGES";

/// Scripts by the names that locales have for them.
const SCRIPT_OF_MODIFIER: [(&str, &str); 5] = [
    ("arabic", "Arab"),
    ("cyrillic", "Cyrl"),
    ("devanagari", "Deva"),
    ("iqtelif", "Latn"),
    ("latin", "Latn"),
];

/// The language of a locale as POSIX and gettext write it, `de_AT.UTF-8` or `sr@latin`; another code means what it always
/// does. A variety that is no script, as in `ca@valencia`, stands in the region's place.
pub fn locale(name: &str) -> Option<Resolved> {
    let (name, modifier) = name.split_once('@').map_or((name, None), |(name, after)| (name, Some(after)));
    let code = name.split_once('.').map_or(name, |(code, _)| code);
    let Some(modifier) = modifier else { return Language::resolve(code) };
    match SCRIPT_OF_MODIFIER.iter().find(|row| row.0 == modifier) {
        Some((_, script)) => Language::resolve(&format!("{code}_{script}")),
        None => {
            Language::resolve(code).map(|resolved| Resolved { region: Some(modifier.to_owned()), ..resolved })
        }
    }
}

/// The locale in whose folder a catalogue of gettext lies.
pub fn locale_of(path: &Path) -> Option<Resolved> {
    let messages = path.parent().filter(|folder| folder.ends_with(MESSAGES))?;
    locale(messages.parent()?.file_name()?.to_str()?)
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
    fn a_locale_is_a_language_in_a_script() {
        for (name, code, region) in [
            ("de", "deu_Latn", None),
            ("pt_BR", "por_Latn", Some("BR")),
            ("zh_TW.Big5", "zho_Hant", Some("TW")),
            ("sr", "srp_Cyrl", None),
            ("sr@latin", "srp_Latn", None),
            ("ks", "kas_Arab", None),
            ("ks@devanagari", "kas_Deva", None),
            ("ca_ES.UTF-8@valencia", "cat_Latn", Some("valencia")),
        ] {
            let found = locale(name).expect(name);
            assert_eq!((found.language.code.as_str(), found.region.as_deref()), (code, region));
        }
        assert_eq!(locale("LC_MESSAGES"), None);
        let path = |path: &str| locale_of(Path::new(path)).map(|found| found.language.code);
        assert_eq!(path("a/locale/de/LC_MESSAGES/fr.po").as_deref(), Some("deu_Latn"));
        assert_eq!(path("a/de/fr.po"), None);
        assert_eq!(path("LC_MESSAGES/fr.po"), None);
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

//! A language: the table of the 204 FLORES-200 languages, and how any code people write resolves to one row of it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Serialize;

/// A written language: one row of the language table, or a code that the table does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// FLORES code, such as `zho_Hans`; with the region, such as `eng_Latn_IN`, where a corpus
    /// holds several; the code as the user wrote it where the table has none.
    pub code: String,
    /// English name; the code where the name is not known.
    pub name: String,
    /// The language's name in itself; empty where not known.
    pub native_name: String,
    /// ISO 15924 script, such as `Latn`; empty where not known.
    pub script: String,
    /// Direction of writing.
    pub direction: Direction,
    /// Shortest BCP 47 tag, for `lang` attributes.
    pub bcp47: String,
    /// Speakers (CLDR 48, population that uses the language, summed over territories; one figure
    /// is shared by the two scripts of a language).
    pub speakers: Option<u64>,
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A code taken apart and looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub language: Language,
    /// What the code named beyond language and script: an ISO 3166 region in capitals, or the Glottocode of a variety
    /// (FLORES+: `cat_Latn_vale1252`).
    pub region: Option<String>,
    /// Whether the table knows the language.
    pub known: bool,
}

impl Resolved {
    /// Whether it can only be meant as a language: of the table, or with its script. Any short word, as `key` or `url`,
    /// has the shape of a code.
    pub fn is_sure(&self) -> bool {
        self.known || !self.language.script.is_empty()
    }

    /// The code of the language.
    pub fn code(&self) -> String {
        self.language.code.clone()
    }
}

/// Scripts that are written without spaces between words.
const UNSPACED_SCRIPTS: [&str; 7] = ["Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai"];

/// Tibetan writes a mark (tsheg) between syllables and nothing between words.
const SYLLABLE_SCRIPTS: [&str; 1] = ["Tibt"];

/// Regions that stand for a script.
const SCRIPT_OF_REGION: [(&str, &str, &str); 5] = [
    ("zho", "CN", "Hans"),
    ("zho", "SG", "Hans"),
    ("zho", "TW", "Hant"),
    ("zho", "HK", "Hant"),
    ("zho", "MO", "Hant"),
];

struct Row {
    language: Language,
    aliases: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<Row>> =
    LazyLock::new(|| include_str!("languages.tsv").lines().skip(1).map(parse_row).collect());

static BY_SUBTAG: LazyLock<BTreeMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, row) in TABLE.iter().enumerate() {
        index.entry(row.language.iso639_3()).or_default().push(position);
    }
    // An alias leads to every script of its language.
    for row in TABLE.iter() {
        for alias in &row.aliases {
            index.insert(alias, index[row.language.iso639_3()].clone());
        }
    }
    index
});

impl Language {
    /// All languages of the table, in the order of their codes.
    pub fn all() -> impl Iterator<Item = &'static Language> {
        TABLE.iter().map(|row| &row.language)
    }

    /// Resolves a FLORES, BCP 47, ISO 639-1 or ISO 639-3 code, in any case, with `-` or `_`.
    ///
    /// `None` when the text does not have the shape of a language code at all.
    pub fn resolve(code: &str) -> Option<Resolved> {
        let mut subtags = code.split(['-', '_']);
        let primary = subtags.next().filter(|tag| is_alphabetic(tag, 2..=3))?.to_ascii_lowercase();
        let (mut script, mut region) = (None, None);
        for tag in subtags {
            match tag {
                _ if is_alphabetic(tag, 4..=4) => script = Some(title_case(tag)),
                _ if is_alphabetic(tag, 2..=2) => region = Some(tag.to_ascii_uppercase()),
                _ if tag.len() == 3 && tag.bytes().all(|b| b.is_ascii_digit()) => {
                    region = Some(tag.to_owned());
                }
                _ if is_glottocode(tag) => region = Some(tag.to_owned()),
                _ => return None,
            }
        }
        let row = find_row(&primary, script.as_deref(), region.as_deref());
        let known = row.is_some();
        let language = match (row, rows_of(&primary).next(), script) {
            (Some(row), ..) => row.language.clone(),
            (None, Some(row), Some(script)) => row.language.in_script(script),
            (None, _, script) => Language::unknown(code, script),
        };
        Some(Resolved { language, region, known })
    }

    /// The language of a code of the table; of any other code one without a name.
    pub fn of_code(code: &str) -> Language {
        Language::resolve(code).map_or_else(|| Language::unknown(code, None), |resolved| resolved.language)
    }

    /// The same language as written in one region: for corpora that hold several.
    #[must_use]
    pub fn in_region(self, region: &str) -> Language {
        Language {
            code: format!("{}_{region}", self.code),
            name: format!("{} ({region})", self.name),
            ..self
        }
    }

    /// The same language in a script in which the table does not have it.
    fn in_script(&self, script: String) -> Language {
        let first = |text: &str, mark: &str| text.split(mark).next().unwrap_or(text).to_owned();
        Language {
            code: format!("{}_{script}", self.iso639_3()),
            name: format!("{} ({script})", first(&self.name, " (")),
            native_name: String::new(),
            direction: direction(&script),
            bcp47: format!("{}-{script}", first(&self.bcp47, "-")),
            speakers: None,
            script,
        }
    }

    /// Whether the script puts spaces between words, so that UAX #29 finds words in it.
    pub fn has_spaces(&self) -> bool {
        !UNSPACED_SCRIPTS.contains(&self.script.as_str()) && !self.has_syllables()
    }

    /// Whether the script marks syllables instead of words.
    pub fn has_syllables(&self) -> bool {
        SYLLABLE_SCRIPTS.contains(&self.script.as_str())
    }

    /// The first part of the code; ISO 639-3 for every language of the table.
    pub fn iso639_3(&self) -> &str {
        self.code.split('_').next().unwrap_or(&self.code)
    }

    fn unknown(code: &str, script: Option<String>) -> Language {
        Language {
            code: code.to_owned(),
            name: code.to_owned(),
            native_name: String::new(),
            direction: script.as_deref().map_or(Direction::Ltr, direction),
            script: script.unwrap_or_default(),
            bcp47: code.replace('_', "-"),
            speakers: None,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

/// The rows of a language, in all of its scripts.
fn rows_of(primary: &str) -> impl Iterator<Item = &'static Row> {
    BY_SUBTAG.get(primary).into_iter().flatten().map(|&position| &TABLE[position])
}

/// The direction of a script, as other languages write it.
fn direction(script: &str) -> Direction {
    let row = TABLE.iter().find(|row| row.language.script == script);
    row.map_or(Direction::Ltr, |row| row.language.direction)
}

fn find_row(primary: &str, script: Option<&str>, region: Option<&str>) -> Option<&'static Row> {
    let rows = || rows_of(primary);
    let iso = rows().next()?.language.iso639_3();
    let of_region =
        SCRIPT_OF_REGION.iter().find(|row| row.0 == iso && Some(row.1) == region).map(|row| row.2);
    match script.or(of_region) {
        Some(script) => rows().find(|row| row.language.script == script),
        // Without a script, the usual one: the row that carries the alias or a tag without a script.
        None => rows()
            .find(|row| row.aliases.contains(&primary))
            .or_else(|| rows().find(|row| !row.aliases.is_empty() || !row.language.bcp47.contains('-')))
            .or_else(|| rows().next()),
    }
}

fn parse_row(line: &'static str) -> Row {
    let mut fields = line.split('\t');
    let mut next = || fields.next().expect("the language table has seven columns");
    let (code, name, native_name, direction, bcp47, speakers, aliases) =
        (next(), next(), next(), next(), next(), next(), next());
    Row {
        language: Language {
            code: code.to_owned(),
            name: name.to_owned(),
            native_name: native_name.to_owned(),
            script: code[4..].to_owned(),
            direction: if direction == "rtl" { Direction::Rtl } else { Direction::Ltr },
            bcp47: bcp47.to_owned(),
            speakers: speakers.parse().ok(),
        },
        aliases: aliases.split(' ').filter(|alias| !alias.is_empty()).collect(),
    }
}

fn is_alphabetic(tag: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Four letters, of which some are digits in a few, and four digits (Glottolog).
fn is_glottocode(tag: &str) -> bool {
    tag.len() == 8
        && tag.bytes().take(4).all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && tag.bytes().skip(4).all(|byte| byte.is_ascii_digit())
}

fn title_case(tag: &str) -> String {
    tag[..1].to_ascii_uppercase() + &tag[1..].to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        Language::resolve(text).expect("has the shape of a code").language.code
    }

    #[test]
    fn every_way_to_write_a_code_leads_to_one_row() {
        for (written, flores) in [
            ("eng_Latn", "eng_Latn"),
            ("en", "eng_Latn"),
            ("ENG", "eng_Latn"),
            ("en-US", "eng_Latn"),
            ("zh", "zho_Hans"),
            ("zho", "zho_Hans"),
            ("zh-TW", "zho_Hant"),
            ("zh_Hant_HK", "zho_Hant"),
            ("zho-CN", "zho_Hans"),
            ("ar", "arb_Arab"),
            ("arb", "arb_Arab"),
            ("arb-latn", "arb_Latn"),
            ("ace", "ace_Latn"),
            ("ace-Arab", "ace_Arab"),
            ("sw", "swh_Latn"),
            ("swa", "swh_Latn"),
            ("fil", "tgl_Latn"),
            ("iw", "heb_Hebr"),
            ("mn", "khk_Cyrl"),
            ("ks", "kas_Arab"),
            ("no", "nob_Latn"),
        ] {
            assert_eq!(code(written), flores, "{written}");
        }
    }

    #[test]
    fn a_region_is_kept_beside_the_language() {
        let resolved = Language::resolve("en-gb").expect("a code");
        assert_eq!(resolved.region.as_deref(), Some("GB"));
        assert_eq!(resolved.language.in_region("GB").code, "eng_Latn_GB");
        let valencian = Language::resolve("cat_Latn_vale1252").expect("a code");
        assert_eq!(
            (valencian.language.code.as_str(), valencian.region.as_deref()),
            ("cat_Latn", Some("vale1252"))
        );
    }

    #[test]
    fn an_unknown_code_is_kept_and_marked() {
        let resolved = Language::resolve("tlh_Latn").expect("a code");
        assert!(!resolved.known);
        assert_eq!(
            (resolved.language.code.as_str(), resolved.language.script.as_str()),
            ("tlh_Latn", "Latn")
        );
    }

    #[test]
    fn a_language_in_another_script_is_still_that_language() {
        let resolved = Language::resolve("pa-Arab-PK").expect("a code");
        let language = resolved.language;
        assert_eq!((resolved.known, resolved.region.as_deref()), (false, Some("PK")));
        assert_eq!((language.code.as_str(), language.bcp47.as_str()), ("pan_Arab", "pa-Arab"));
        assert_eq!((language.name.as_str(), language.direction), ("Punjabi (Arab)", Direction::Rtl));
        assert_eq!(code("srp_latn"), code("sr-Latn"));
        assert_eq!(Language::of_code("zh-Latn").name, "Chinese (Latn)");
    }

    #[test]
    fn names_that_are_no_codes_are_refused() {
        for name in ["README", "notes", "a", "en_", "en-x-long-tail", "日本語"] {
            assert_eq!(Language::resolve(name), None, "{name}");
        }
    }

    #[test]
    fn the_table_has_the_204_languages_of_flores() {
        assert_eq!(Language::all().count(), 204);
        assert!(Language::all().all(|language| !language.native_name.is_empty()));
    }
}

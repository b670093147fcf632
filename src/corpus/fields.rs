//! The fields of a record: which one holds the text, its language, and what tells that two texts mean the same.

use serde::Deserialize;

/// Names of fields, where they are not those that tokcost knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    pub text: Option<String>,
    pub language: Option<String>,
    pub id: Option<String>,
}

/// Names of fields that hold text: of most data sets, MASSIVE, Tatoeba.
pub const TEXT: &[&str] = &["text", "utt", "sentence"];
/// Names of fields that hold a language code: of most data sets, MASSIVE, OPUS, FLORES+.
pub const LANGUAGE: &[&str] = &["language", "locale", "lang", "iso_639_3"];
/// The field of FLORES+ that holds the script which belongs to the language code.
pub const SCRIPT: &str = "iso_15924";
/// The name of a field that holds the same value for texts that mean the same.
pub const ID: &[&str] = &["id"];

impl Fields {
    /// These names, and the others' where there is none.
    #[must_use]
    pub fn or(&self, other: &Fields) -> Fields {
        let or = |mine: &Option<String>, theirs: &Option<String>| mine.clone().or_else(|| theirs.clone());
        Fields {
            text: or(&self.text, &other.text),
            language: or(&self.language, &other.language),
            id: or(&self.id, &other.id),
        }
    }
}

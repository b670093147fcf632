//! What a number is: the words that go with it in tables, CSV, JSON and reports.

/// The names and the meaning of one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Name in CSV and JSON.
    pub id: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What one of it is.
    pub unit: &'static str,
    /// The formula, with its source.
    pub formula: &'static str,
    /// Whether the value depends on what a word is.
    pub uses_words: bool,
    /// Whether it is measured on request only.
    pub on_request: bool,
}

impl Definition {
    /// A measure that does not depend on words.
    pub const fn new(
        id: &'static str,
        title: &'static str,
        unit: &'static str,
        formula: &'static str,
    ) -> Definition {
        Definition { id, title, unit, formula, uses_words: false, on_request: false }
    }

    /// The same measure, marked as depending on what a word is.
    #[must_use]
    pub const fn of_words(self) -> Definition {
        Definition { uses_words: true, ..self }
    }

    /// The same measure, measured on request only.
    #[must_use]
    pub const fn on_request(self) -> Definition {
        Definition { on_request: true, ..self }
    }
}

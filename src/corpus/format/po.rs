//! PO: catalogues of gettext.
//!
//! As in gettext, a fuzzy or an obsolete entry is not translated, and two entries with one `msgid` differ by their
//! `msgctxt`. An entry with a plural is two segments: what a language says for 1, and what it says for 5.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::stem;
use super::layout;
use super::plural::{self, NUMBERS};
use super::{Contents, Reader, Source, lines};
use crate::corpus::column::{Cell, Column};
use crate::corpus::compression::plain_name;
use crate::corpus::error::CorpusError;
use crate::corpus::language::{Language, Resolved};
use crate::corpus::place::Place;

/// Reads a catalogue per language. What they translate from is a column, too: `msgid`, or what the catalogue of that
/// language says in its place.
pub fn read(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    let mut columns = Vec::new();
    let mut seen = BTreeSet::new();
    let mut originals = Vec::new();
    for source in sources {
        let entries = entries(source)?;
        let header = entries.iter().find(|entry| entry.is_header());
        let header = header.and_then(|entry| entry.forms.get(&0)).cloned().unwrap_or_default();
        let language = language(source, &header)?;
        let mut cells = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.is_header()) {
            reader.room.take(1, &source.path)?;
            originals.extend(entry.originals().into_iter().filter(|cell| seen.insert(cell.id.clone())));
            cells.extend(entry.translations(source, &header)?);
        }
        columns.push(source.column(language, cells));
    }
    if let Some(first) = sources.first() {
        add_original(&mut columns, originals, first, &reader.original);
    }
    Ok(Contents { columns, ..Contents::default() })
}

/// Adds the column of what is translated, under the first catalogue's name.
fn add_original(columns: &mut Vec<Column>, originals: Vec<Cell>, first: &Source, language: &Language) {
    match columns.iter_mut().find(|column| column.language.language == *language) {
        None => {
            let language = Resolved { language: language.clone(), region: None, known: true };
            columns.push(first.column(language, originals));
        }
        Some(column) => {
            let own: BTreeSet<_> = column.cells.iter().map(|cell| cell.id.clone()).collect();
            let by_id: BTreeMap<_, _> = originals.iter().map(|cell| (&cell.id, &cell.text)).collect();
            for cell in column.cells.iter_mut().filter(|cell| cell.is_blank()) {
                cell.text = by_id.get(&cell.id).map(|text| (*text).clone()).unwrap_or_default();
            }
            column.cells.extend(originals.iter().filter(|cell| !own.contains(&cell.id)).cloned());
        }
    }
}

/// The language of a catalogue by the folder of its locale, by the end of its name, `de.po` or `app.de.po`, or else by its
/// header.
fn language(source: &Source, header: &str) -> Result<Resolved, CorpusError> {
    let name = source.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = stem(plain_name(&name));
    let by_name = || layout::locale(name.rsplit('.').next().unwrap_or(name)).filter(Resolved::is_sure);
    let by_header = || header.lines().find_map(|line| layout::locale(line.strip_prefix("Language:")?.trim()));
    layout::locale_of(&source.path).or_else(by_name).or_else(by_header).ok_or_else(|| {
        let found = "no language in its name nor in its header";
        source.malformed(Place::Line(1), found, "a name as `de.po`, or `Language: de`")
    })
}

/// What a catalogue says about one text.
#[derive(Default)]
struct Entry {
    line: usize,
    fuzzy: bool,
    obsolete: bool,
    context: Option<String>,
    id: Option<String>,
    plural: Option<String>,
    /// The translation, or its forms by their numbers.
    forms: BTreeMap<usize, String>,
}

impl Entry {
    fn is_header(&self) -> bool {
        self.context.is_none() && self.id.as_deref() == Some("")
    }

    /// What tells entries apart, as a compiled catalogue has it: the context before U+0004, a plural after U+0000.
    fn keys(&self) -> Vec<String> {
        let id = self.id.as_deref().unwrap_or_default();
        let singular = match &self.context {
            Some(context) => format!("{context}\u{4}{id}"),
            None => id.to_owned(),
        };
        let plural = self.plural.as_ref().map(|plural| format!("{singular}\0{plural}"));
        std::iter::once(singular).chain(plural).collect()
    }

    fn cells(&self, texts: impl IntoIterator<Item = String>) -> Vec<Cell> {
        let place = Place::Line(self.line);
        let cell = |(id, text)| Cell { id: Some(id), place, text };
        self.keys().into_iter().zip(texts).map(cell).collect()
    }

    fn originals(&self) -> Vec<Cell> {
        self.cells([&self.id, &self.plural].into_iter().flatten().cloned())
    }

    /// What is said for one and for several; nothing where the entry is not translated.
    fn translations(&self, source: &Source, header: &str) -> Result<Vec<Cell>, CorpusError> {
        if self.fuzzy || (self.plural.is_some() && self.forms.values().all(String::is_empty)) {
            return Ok(self.cells([String::new(), String::new()]));
        }
        if self.plural.is_none() {
            return Ok(self.cells(self.forms.get(&0).cloned()));
        }
        let forms = NUMBERS.map(|number| plural::form(header, number)).map(|form| {
            let form = form.ok_or_else(|| {
                let expected = "`nplurals=` and `plural=` as in the manual of gettext";
                source.malformed(
                    Place::Line(1),
                    "`Plural-Forms` in the header that cannot be worked out",
                    expected,
                )
            })?;
            Ok(self.forms.get(&form).cloned().unwrap_or_default())
        });
        Ok(self.cells(forms.into_iter().collect::<Result<Vec<_>, CorpusError>>()?))
    }
}

/// The entries of a catalogue without those that are obsolete.
fn entries(source: &Source) -> Result<Vec<Entry>, CorpusError> {
    let mut parser = Parser::default();
    for line in lines::cells(source)? {
        let Place::Line(number) = line.place else { continue };
        let fault = |Fault { found, expected }: Fault| source.malformed(line.place, found, expected);
        parser.line(line.text.trim(), number).map_err(fault)?;
    }
    parser.close();
    Ok(parser.entries)
}

/// What is wrong with a line.
struct Fault {
    found: String,
    expected: &'static str,
}

/// Where a string that goes on in the next line belongs.
#[derive(Clone, Copy, Default)]
enum Part {
    #[default]
    Nowhere,
    Context,
    Id,
    Plural,
    Form(usize),
}

#[derive(Default)]
struct Parser {
    entries: Vec<Entry>,
    entry: Entry,
    part: Part,
}

impl Parser {
    fn line(&mut self, line: &str, number: usize) -> Result<(), Fault> {
        let (line, obsolete) = match line.strip_prefix("#~") {
            // What an obsolete entry was before.
            Some(rest) if rest.starts_with('|') => return Ok(()),
            Some(rest) => (rest.trim_start(), true),
            None => (line, false),
        };
        if let Some(comment) = line.strip_prefix('#') {
            self.begin_after_translation();
            if let Some(flags) = comment.strip_prefix(',') {
                self.entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            return Ok(());
        }
        if line.is_empty() {
            return Ok(());
        }
        let quoted = line.find('"').unwrap_or(line.len());
        let (keyword, string) = line.split_at(quoted);
        if !keyword.is_empty() {
            self.begin(keyword.trim_end(), number)?;
            self.entry.obsolete |= obsolete;
        }
        let text = unquoted(string)?;
        match self.part {
            Part::Nowhere => {
                return Err(Fault { found: "a string".into(), expected: "`msgid` before it" });
            }
            Part::Context => self.entry.context.get_or_insert_default(),
            Part::Id => self.entry.id.get_or_insert_default(),
            Part::Plural => self.entry.plural.get_or_insert_default(),
            Part::Form(form) => self.entry.forms.entry(form).or_default(),
        }
        .push_str(&text);
        Ok(())
    }

    fn begin(&mut self, keyword: &str, number: usize) -> Result<(), Fault> {
        let form = keyword.strip_prefix("msgstr[").and_then(|rest| rest.strip_suffix(']'));
        let part = match keyword {
            "msgctxt" => Part::Context,
            "msgid" => Part::Id,
            "msgid_plural" => Part::Plural,
            "msgstr" => Part::Form(0),
            _ => form.and_then(|form| form.parse().ok()).map(Part::Form).ok_or_else(|| Fault {
                found: format!("`{keyword}`"),
                expected: "`msgctxt`, `msgid`, `msgid_plural` or `msgstr`",
            })?,
        };
        if matches!(part, Part::Context | Part::Id) {
            self.begin_after_translation();
        }
        let (there, missing) = match part {
            Part::Context => (self.entry.context.is_some() || self.entry.id.is_some(), false),
            Part::Id => (self.entry.id.is_some(), false),
            Part::Plural => (self.entry.plural.is_some(), self.entry.id.is_none()),
            Part::Form(form) => (self.entry.forms.contains_key(&form), self.entry.id.is_none()),
            Part::Nowhere => (false, false),
        };
        if there || missing {
            let expected = if missing { "`msgid` before it" } else { "`msgstr` before it, or no second one" };
            return Err(Fault { found: format!("`{keyword}`"), expected });
        }
        if matches!(part, Part::Id) {
            self.entry.line = number;
        }
        self.part = part;
        Ok(())
    }

    fn begin_after_translation(&mut self) {
        if !self.entry.forms.is_empty() {
            self.close();
        }
    }

    fn close(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        self.part = Part::Nowhere;
        if entry.id.is_some() && !entry.obsolete {
            self.entries.push(entry);
        }
    }
}

/// The text of a string between quotation marks, with the escapes of C.
fn unquoted(string: &str) -> Result<String, Fault> {
    let inner = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else {
        return Err(Fault {
            found: "no string in quotation marks".into(),
            expected: "one to the end of the line",
        });
    };
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '"' => {
                return Err(Fault { found: "a quotation mark within a string".into(), expected: "`\\\"`" });
            }
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('a') => '\u{7}',
                Some('b') => '\u{8}',
                Some('v') => '\u{B}',
                Some('f') => '\u{C}',
                Some(itself @ ('"' | '\\')) => itself,
                other => {
                    let found = format!("`\\{}`", other.map(String::from).unwrap_or_default());
                    return Err(Fault { found, expected: "an escape, as `\\n`, `\\\"` or `\\\\`" });
                }
            },
            other => other,
        });
    }
    Ok(text)
}

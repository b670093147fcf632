//! TMX 1.4: translation memories.
//!
//! Entities are the five of XML and numbers; a document type is neither fetched nor believed.

use std::collections::BTreeMap;

use quick_xml::Reader as Xml;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::source::Lines;
use super::{Contents, Reader, Source, each};
use crate::corpus::column::{Cell, Column};
use crate::corpus::error::CorpusError;
use crate::corpus::language::Language;
use crate::corpus::place::Place;
use crate::corpus::room::Room;

/// Elements within a segment that hold the codes of some other format and no text (TMX 1.4b, section 4).
const CODES: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

/// Reads translation units: the segment of each variant, without the codes in it.
pub fn read(sources: &[Source], reader: &Reader) -> Result<Contents, CorpusError> {
    each(sources, |source| units(source, &reader.room))
}

/// What is being read.
#[derive(Default)]
struct State {
    /// Number of units begun.
    units: usize,
    id: String,
    code: Option<String>,
    segment: Option<Segment>,
}

/// A segment so far.
struct Segment {
    text: String,
    place: Place,
    /// How deep within codes the reader is.
    depth: usize,
}

fn units(source: &Source, room: &Room) -> Result<Contents, CorpusError> {
    let text = source.wide_text()?;
    let mut xml = Xml::from_str(&text);
    let mut lines = Lines::of(&text);
    let mut columns: BTreeMap<String, Column> = BTreeMap::new();
    let mut state = State::default();
    let mut open = 0_usize;
    loop {
        let place = Place::Line(lines.line_at(xml.buffer_position() as usize));
        let event = xml.read_event().map_err(|error| source.malformed(place, format!("`{error}`"), "XML"))?;
        match event {
            Event::Start(element) => {
                open += 1;
                state.begin(source, place, &element)?;
            }
            Event::Empty(element) => {
                state.begin(source, place, &element)?;
                state.end(element.name().as_ref(), source, room, &mut columns)?;
            }
            Event::End(element) => {
                open -= 1;
                state.end(element.name().as_ref(), source, room, &mut columns)?;
            }
            Event::Text(part) => state.push(&part.xml10_content()),
            Event::CData(part) => state.push(&part.xml10_content()),
            Event::GeneralRef(entity) => state.push(&resolved(source, place, &entity)?),
            Event::Eof if open > 0 => {
                return Err(source.malformed(place, "the end of the file", "`</tmx>`"));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if columns.is_empty() {
        return Err(CorpusError::EmptyFile { path: source.path.clone() });
    }
    Ok(Contents { columns: columns.into_values().collect(), ..Contents::default() })
}

impl State {
    fn begin(&mut self, source: &Source, place: Place, element: &BytesStart) -> Result<(), CorpusError> {
        match (element.name().as_ref(), &mut self.segment) {
            (name, Some(segment)) if segment.depth > 0 || CODES.contains(&name) => segment.depth += 1,
            ("tu", _) => {
                self.units += 1;
                let id = attribute(source, place, element, &["tuid"])?;
                self.id = id.unwrap_or_else(|| self.units.to_string());
            }
            ("tuv", _) => self.code = attribute(source, place, element, &["xml:lang", "lang"])?,
            ("seg", _) => self.segment = Some(Segment { text: String::new(), place, depth: 0 }),
            _ => {}
        }
        Ok(())
    }

    fn end(
        &mut self,
        name: &str,
        source: &Source,
        room: &Room,
        columns: &mut BTreeMap<String, Column>,
    ) -> Result<(), CorpusError> {
        match self.segment.take() {
            Some(mut segment) if segment.depth > 0 => {
                segment.depth -= 1;
                self.segment = Some(segment);
            }
            Some(Segment { text, place, .. }) if name == "seg" => {
                room.take(1, &source.path)?;
                let code = self.code.clone().unwrap_or_default();
                let Some(language) = Language::resolve(&code) else {
                    let found = format!("the language `{code}`");
                    return Err(source.malformed(place, found, "a code in `xml:lang`, as `de` or `pt-BR`"));
                };
                let column = columns.entry(code).or_insert_with(|| source.column(language, Vec::new()));
                column.cells.push(Cell { id: Some(self.id.clone()), place, text });
            }
            other => self.segment = other,
        }
        Ok(())
    }

    fn push(&mut self, part: &str) {
        if let Some(segment) = self.segment.as_mut().filter(|segment| segment.depth == 0) {
            segment.text.push_str(part);
        }
    }
}

/// The value of the first of these attributes.
fn attribute(
    source: &Source,
    place: Place,
    element: &BytesStart,
    names: &[&str],
) -> Result<Option<String>, CorpusError> {
    let malformed = |error: String| source.malformed(place, format!("`{error}`"), "an attribute");
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| malformed(error.to_string()))?;
        if names.contains(&attribute.key.as_ref()) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Ok(Some(value.map_err(|error| malformed(error.to_string()))?.into_owned()));
        }
    }
    Ok(None)
}

fn resolved(source: &Source, place: Place, entity: &BytesRef) -> Result<String, CorpusError> {
    match entity.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_predefined_entity(entity).map(str::to_owned),
        Err(_) => None,
    }
    .ok_or_else(|| {
        let found = format!("the entity `&{};`", &**entity);
        source.malformed(place, found, "one of the five that XML has, or a number")
    })
}

//! Records as they stream: any amount of text, in blocks of whole lines, and the records of a block.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::compression;
use super::fields::{self, Fields};
use super::language::Language;

/// A block is about so many bytes.
const BLOCK: usize = 1 << 20;
/// The longest line that is kept: a longer one is no record.
const LONGEST: usize = 64 << 20;

/// Lines of a stream.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where they come from, for messages.
    pub path: Arc<Path>,
    /// The number of the first one, from 1.
    pub first_line: usize,
    pub bytes: Vec<u8>,
    /// Whether it stands for a line that is too long for a record, and of which nothing is kept.
    is_too_long: bool,
}

/// What the lines of a stream are.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text each, all in one language.
    Lines {
        /// Its code.
        language: String,
        /// Whether the number of the line is its id: the same line of other files means the same.
        numbered: bool,
    },
    /// An object each; in one language, if a code is given.
    Objects { fields: Fields, language: Option<String> },
}

/// A record, where it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number of its line, from 1.
    pub line: usize,
    /// The code of the language table, or as it was written.
    pub language: String,
    pub id: Option<String>,
    pub text: String,
}

/// Why a line is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` line {line}: found {found}, expected {expected}", path.display())]
pub struct Fault {
    pub path: PathBuf,
    pub line: usize,
    pub found: String,
    pub expected: &'static str,
}

/// A stream cannot be read on.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`", path.display())]
pub struct StreamError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// The blocks of one stream after another.
pub struct Blocks<R> {
    path: Arc<Path>,
    reader: BufReader<R>,
    next_line: usize,
    /// The beginning of a line that has no end yet.
    rest: Vec<u8>,
    /// Whether the reader is within a line of which nothing is kept.
    is_within_long_line: bool,
    is_done: bool,
}

/// The blocks of a stream, decompressed if it is compressed.
///
/// # Errors
/// A stream whose first bytes cannot be read.
pub fn blocks<'a>(
    path: &Path,
    stream: impl Read + Send + 'a,
) -> Result<Blocks<Box<dyn Read + Send + 'a>>, StreamError> {
    let unreadable = |source| StreamError { path: path.to_owned(), source };
    let stream = compression::stream(stream).map_err(unreadable)?;
    Ok(Blocks {
        path: path.into(),
        reader: BufReader::with_capacity(BLOCK, stream),
        next_line: 1,
        rest: Vec::new(),
        is_within_long_line: false,
        is_done: false,
    })
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let block = self.block();
        self.is_done = !matches!(block, Ok(Some(_)));
        block.map_err(|source| StreamError { path: self.path.to_path_buf(), source }).transpose()
    }
}

impl<R: Read> Blocks<R> {
    fn block(&mut self) -> io::Result<Option<Block>> {
        if self.is_within_long_line {
            self.skip()?;
            // Whoever reads can stop here: there may be no end of the line.
            return Ok(Some(self.cut(Vec::new())));
        }
        // What is left has no line end, and no byte is searched twice: a line can be long.
        let mut bytes = std::mem::take(&mut self.rest);
        let mut end = None;
        loop {
            let read = self.reader.fill_buf()?;
            if read.is_empty() {
                return Ok((!bytes.is_empty()).then(|| self.cut(bytes)));
            }
            end = memchr::memrchr(b'\n', read).map(|at| bytes.len() + at + 1).or(end);
            bytes.extend_from_slice(read);
            let length = read.len();
            self.reader.consume(length);
            match end {
                Some(end) if bytes.len() >= BLOCK => {
                    self.rest = bytes.split_off(end);
                    return Ok(Some(self.cut(bytes)));
                }
                None if bytes.len() > LONGEST => {
                    self.is_within_long_line = true;
                    return Ok(Some(Block { is_too_long: true, ..self.cut(Vec::new()) }));
                }
                _ => {}
            }
        }
    }

    fn cut(&mut self, bytes: Vec<u8>) -> Block {
        let first_line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &bytes).count();
        Block { path: self.path.clone(), first_line, bytes, is_too_long: false }
    }

    /// Goes on within a line of which nothing is kept, at most to its end.
    fn skip(&mut self) -> io::Result<()> {
        let read = self.reader.fill_buf()?;
        let end = memchr::memchr(b'\n', read).map(|at| at + 1);
        self.is_within_long_line = end.is_none() && !read.is_empty();
        self.next_line += usize::from(!self.is_within_long_line);
        let length = end.unwrap_or(read.len());
        self.reader.consume(length);
        Ok(())
    }
}

impl Block {
    /// The records of the block, and what is none; lines with nothing in them are neither.
    pub fn records(&self, shape: &Shape) -> Vec<Result<Record, Fault>> {
        if self.is_too_long {
            let (path, line) = (self.path.to_path_buf(), self.first_line);
            let found = format!("more than {} MiB", LONGEST >> 20);
            return vec![Err(Fault { path, line, found, expected: "a shorter line" })];
        }
        let mut codes = Codes::default();
        let lines = self.bytes.split_inclusive(|byte| *byte == b'\n');
        let record = |(at, line): (usize, &[u8])| {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let number = self.first_line + at;
            let start = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF".as_slice()) } else { None };
            let line = start.unwrap_or(line);
            if line.trim_ascii().is_empty() {
                return None;
            }
            let fault =
                |(found, expected)| Fault { path: self.path.to_path_buf(), line: number, found, expected };
            Some(record(line, number, shape, &mut codes).map_err(fault))
        };
        lines.enumerate().filter_map(record).collect()
    }
}

/// Codes that were met, and what they mean; `None` for what has not the shape of a code.
#[derive(Default)]
struct Codes(BTreeMap<String, Option<String>>);

impl Codes {
    fn resolve(&mut self, code: &str) -> Option<String> {
        if let Some(known) = self.0.get(code) {
            return known.clone();
        }
        let resolved = Language::resolve(code).map(|resolved| resolved.language.code);
        self.0.insert(code.to_owned(), resolved.clone());
        resolved
    }
}

type Faulty = (String, &'static str);

fn record(line: &[u8], number: usize, shape: &Shape, codes: &mut Codes) -> Result<Record, Faulty> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        (format!("the byte {:02X} in byte {}", line[at], at + 1), "UTF-8")
    })?;
    let (fields, language) = match shape {
        Shape::Lines { language, numbered } => {
            let id = numbered.then(|| number.to_string());
            return Ok(Record { line: number, language: language.clone(), id, text: text.to_owned() });
        }
        Shape::Objects { fields, language } => (fields, language),
    };
    let object: BTreeMap<String, Value> =
        serde_json::from_str(text).map_err(|error| (error.to_string(), "a JSON object"))?;
    let field = |chosen: &Option<String>, known: &[&str]| match chosen {
        Some(name) => object.get(name),
        None => known.iter().find_map(|name| object.get(*name)),
    };
    let words = match field(&fields.text, fields::TEXT) {
        Some(Value::String(words)) if !words.trim().is_empty() => words.clone(),
        Some(Value::String(_)) => return Err(("a blank text".to_owned(), "words")),
        Some(_) => return Err(("a text that is no string".to_owned(), "a string")),
        None => return Err(("no text".to_owned(), "a field with the text")),
    };
    let id = match field(&fields.id, fields::ID) {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(Value::Null) | None => None,
        Some(_) => return Err(("an id that is no string and no number".to_owned(), "a string")),
    };
    let language = match (language, field(&fields.language, fields::LANGUAGE)) {
        (Some(language), _) => language.clone(),
        (None, Some(Value::String(code))) => {
            let script =
                object.get(fields::SCRIPT).and_then(Value::as_str).filter(|_| !code.contains(['_', '-']));
            let code = script.map_or_else(|| code.clone(), |script| format!("{code}_{script}"));
            codes.resolve(&code).ok_or_else(|| (format!("`{code}`"), "a language code"))?
        }
        (None, Some(_)) => return Err(("a language that is no string".to_owned(), "a language code")),
        (None, None) => return Err(("no language".to_owned(), "a field with the language")),
    };
    Ok(Record { line: number, language, id, text: words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8], shape: &Shape) -> Vec<Result<Record, String>> {
        let blocks = blocks(Path::new("x"), content).expect("readable");
        let blocks: Vec<Block> = blocks.map(|block| block.expect("readable")).collect();
        let records = blocks.iter().flat_map(|block| block.records(shape));
        records.map(|record| record.map_err(|fault| fault.to_string())).collect()
    }

    fn record(line: usize, language: &str, id: Option<&str>, text: &str) -> Record {
        let (language, id, text) = (language.to_owned(), id.map(str::to_owned), text.to_owned());
        Record { line, language, id, text }
    }

    #[test]
    fn objects_are_records_and_what_is_none_says_where() {
        let objects = Shape::Objects { fields: Fields::default(), language: None };
        let content = b"\xEF\xBB\xBF{\"id\": 7, \"locale\": \"de-DE\", \"utt\": \"Tee\"}\r\n\n\
            {\"id\": \"7\", \"iso_639_3\": \"zho\", \"iso_15924\": \"Hant\", \"text\": \"\xE8\x8C\xB6\"}\n\
            {\"text\": \"tea\"}\n{\"text\": \" \", \"lang\": \"en\"}\n[]\n\xFF\n{\"text\": \"x\", \"lang\": \"?\"}";
        let fault = |line: usize, what: &str| Err(format!("`x` line {line}: found {what}"));
        assert_eq!(
            read(content, &objects),
            [
                Ok(record(1, "deu_Latn", Some("7"), "Tee")),
                Ok(record(3, "zho_Hant", Some("7"), "茶")),
                fault(4, "no language, expected a field with the language"),
                fault(5, "a blank text, expected words"),
                fault(6, "invalid type: sequence, expected a map at line 1 column 0, expected a JSON object"),
                fault(7, "the byte FF in byte 1, expected UTF-8"),
                fault(8, "`?`, expected a language code"),
            ]
        );
    }

    #[test]
    fn lines_are_records_of_one_language() {
        let lines = |numbered| Shape::Lines { language: "deu_Latn".to_owned(), numbered };
        let found = read(b"Tee\n\nMilch", &lines(true));
        assert_eq!(
            found,
            [Ok(record(1, "deu_Latn", Some("1"), "Tee")), Ok(record(3, "deu_Latn", Some("3"), "Milch"))]
        );
        assert_eq!(read(b"Tee", &lines(false)), [Ok(record(1, "deu_Latn", None, "Tee"))]);
    }

    #[test]
    fn blocks_are_cut_between_lines() {
        let line = "x".repeat(1000) + "\n";
        let content = line.repeat(5000);
        let blocks = blocks(Path::new("x"), content.as_bytes()).expect("readable");
        let blocks: Vec<Block> = blocks.map(|block| block.expect("readable")).collect();
        assert!(blocks.len() > 3);
        assert!(blocks.iter().all(|block| block.bytes.ends_with(b"\n") && block.bytes.len() < 3 * BLOCK));
        assert_eq!(
            blocks.iter().flat_map(|block| block.bytes.clone()).collect::<Vec<u8>>(),
            content.as_bytes()
        );
        let last = blocks.last().expect("several");
        assert_eq!(last.first_line + last.bytes.len() / line.len() - 1, 5000);
    }

    #[test]
    fn a_line_that_is_too_long_is_no_record_and_the_next_one_is() {
        let lines = Shape::Lines { language: "deu_Latn".to_owned(), numbered: false };
        let too_long =
            |line: usize| format!("`x` line {line}: found more than 64 MiB, expected a shorter line");
        let endless = io::repeat(b'x');
        let first = blocks(Path::new("x"), endless).expect("readable").next().expect("something");
        let said = first.expect("readable").records(&lines).remove(0).expect_err("endless").to_string();
        assert_eq!(said, too_long(1));
        let long = vec![b'x'; LONGEST + 2 * BLOCK];
        let content = [b"Tee\n".repeat(BLOCK), long.clone(), b"\nMilch\n".to_vec(), long].concat();
        let found = read(&content, &lines);
        assert_eq!(found.len(), BLOCK + 3);
        let last = [Err(too_long(BLOCK + 1)), Ok(record(BLOCK + 2, "deu_Latn", None, "Milch"))];
        assert_eq!(found[BLOCK..BLOCK + 2], last);
        assert_eq!(found[BLOCK + 2], Err(too_long(BLOCK + 3)));
    }
}

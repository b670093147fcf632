//! Checks as JUnit's XML, which most build servers show as tests.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::super::RenderError;
use super::Gated;
use super::sentence::sentence;
use crate::parity::{Check, Verdict};

/// A suite for each corpus and tokenizer, a case for each check.
///
/// # Errors
/// None in memory.
pub fn junit(corpora: &[Gated]) -> Result<String, RenderError> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut writer, corpora).map_err(RenderError::Xml)?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn write(writer: &mut Writer<Vec<u8>>, corpora: &[Gated]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all: Vec<&Check> = corpora.iter().flat_map(|corpus| &corpus.checks).collect();
    let [tests, failures] = totals(&all);
    writer
        .create_element("testsuites")
        .with_attributes([
            ("name", "tokcost check"),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
        ])
        .write_inner_content(|writer| {
            for corpus in corpora {
                for tokenizer in 0..corpus.counts.tokenizers.len() {
                    suite(writer, corpus, tokenizer)?;
                }
            }
            Ok(())
        })?;
    Ok(())
}

fn suite(writer: &mut Writer<Vec<u8>>, corpus: &Gated, tokenizer: usize) -> io::Result<()> {
    let of_tokenizer = corpus.checks.iter().filter(|check| check.tokenizer == tokenizer);
    let checks: Vec<&Check> = of_tokenizer.collect();
    if checks.is_empty() {
        return Ok(());
    }
    let name = format!("{} {}", corpus.corpus, corpus.counts.tokenizers[tokenizer].name);
    let [tests, failures] = totals(&checks);
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", name.as_str()),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
        ])
        .write_inner_content(|writer| {
            checks.iter().try_for_each(|check| case(writer, corpus, check, &name))
        })?;
    Ok(())
}

fn case(writer: &mut Writer<Vec<u8>>, corpus: &Gated, check: &Check, suite: &str) -> io::Result<()> {
    let language = check.language.map_or("all", |language| corpus.counts.languages[language].code.as_str());
    let name = format!("{language} {}", check.measure.id());
    let element =
        writer.create_element("testcase").with_attributes([("classname", suite), ("name", name.as_str())]);
    let sentence = sentence(corpus, check);
    match check.verdict {
        Verdict::Kept => element.write_empty()?,
        Verdict::Unsure => element.write_inner_content(|writer| {
            writer.create_element("system-out").write_text_content(BytesText::new(&sentence))?;
            Ok(())
        })?,
        Verdict::Over | Verdict::Unmeasured => element.write_inner_content(|writer| {
            let attributes = [("message", sentence.as_str()), ("type", check.verdict.id())];
            writer.create_element("failure").with_attributes(attributes).write_empty()?;
            Ok(())
        })?,
    };
    Ok(())
}

/// How many checks there are, and how many of them fail.
fn totals(checks: &[&Check]) -> [String; 2] {
    let failures = checks.iter().filter(|check| check.verdict.fails()).count();
    [checks.len(), failures].map(|count| count.to_string())
}

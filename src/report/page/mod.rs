//! `report.html`: everything on one page, for a reader who has nothing but a browser; and `index.html`, which leads there.

mod facts;
mod index;
mod languages;
mod tokens;

use askama::Template;
use facts::{Card, Fact};
pub use index::{INDEX, index};
use languages::{Column, Row, Script};
use tokens::Excerpt;

use super::chart::{self, Drawn};
use super::note::notes;
use super::provenance::definitions;
use super::{RenderError, Report, why};
use crate::corpus::{Direction, Language};
use crate::count::Identity;
use crate::metric::Definition;

/// How many languages have their reasons in sentences.
const REASONS: usize = 10;

#[derive(Template)]
#[template(path = "report.html", config = "src/report/page/askama.toml")]
struct Page<'a> {
    signature: String,
    faces: String,
    title: &'a str,
    headline: String,
    lead: String,
    pivot: &'a str,
    lead_tokenizer: &'a str,
    cards: Vec<Card>,
    scripts: Vec<Script<'a>>,
    columns: Vec<Column>,
    rows: Vec<Row<'a>>,
    notes: Vec<String>,
    excerpt: Option<Excerpt<'a>>,
    charts: Vec<Picture>,
    reasons: Vec<String>,
    facts: Vec<Fact>,
    tokenizers: &'a [Identity],
    texts: Vec<(&'a str, &'a str)>,
    definitions: Vec<&'static Definition>,
    data: String,
}

/// A chart as a part of the page.
struct Picture {
    id: &'static str,
    question: &'static str,
    svg: String,
}

/// The page, with the charts that were drawn.
///
/// # Errors
/// None in memory.
pub fn report(report: &Report, charts: &[Drawn], headline: Option<&str>) -> Result<Vec<u8>, RenderError> {
    let lead = report.lead();
    let reasons = report.ranking(lead).into_iter().filter(|&language| !report.is_unwritable(lead, language));
    let page = Page {
        signature: signature(),
        faces: chart::faces(),
        title: report.title(),
        headline: headline.map_or_else(|| finding(report), str::to_owned),
        lead: facts::lead(report),
        pivot: &report.pivot_language().name,
        lead_tokenizer: &report.tokenizers[lead].name,
        cards: facts::cards(report),
        scripts: languages::scripts(report),
        columns: languages::columns(report),
        rows: languages::rows(report),
        notes: notes(report).iter().map(ToString::to_string).collect(),
        excerpt: Excerpt::of(report),
        charts: charts.iter().map(picture).collect(),
        reasons: reasons.take(REASONS).filter_map(|language| why::sentence(report, lead, language)).collect(),
        facts: facts::facts(report),
        tokenizers: &report.tokenizers,
        texts: texts(report),
        definitions: definitions().filter(|one| report.measures(one)).collect(),
        data: tokens::data(report)?,
    };
    Ok(page.render()?.into_bytes())
}

/// What is said of all languages; of a language alone there is nothing to find.
fn finding(report: &Report) -> String {
    chart::finding(report).unwrap_or_else(|| format!("{}: tokens and words", report.title()))
}

fn picture(drawn: &Drawn) -> Picture {
    Picture { id: drawn.chart.id, question: drawn.chart.question, svg: drawn.inline() }
}

fn texts(report: &Report) -> Vec<(&str, &str)> {
    let names = report.languages.iter().map(|language| language.name.as_str());
    names.zip(report.sha256.iter().map(String::as_str)).collect()
}

fn signature() -> String {
    format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
}

/// A direction as HTML has it.
fn direction(language: &Language) -> &'static str {
    match language.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

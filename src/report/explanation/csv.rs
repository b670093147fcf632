//! `explain.csv`, tidy: a row per measure of all languages, then a row per language and number.

use super::Explanation;
use crate::parity::{Interval, LINKS};
use crate::report::RenderError;
use crate::report::csv::{bounds, finish};
use crate::report::number::exact;

/// A number and what goes with it.
#[derive(Default)]
struct Row<'a> {
    language: &'a str,
    measure: &'a str,
    /// What the scores are set beside, for measures of all languages.
    predictor: &'a str,
    value: Option<f64>,
    interval: Option<Interval>,
    p: Option<f64>,
    /// Languages for measures of all of them, segments for a premium, attempts for a score.
    n: Option<usize>,
    unit: &'a str,
}

/// Every number of an explanation.
///
/// # Errors
/// None in memory.
pub fn tidy(explanation: &Explanation) -> Result<Vec<u8>, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "corpus",
        "scores",
        "model",
        "tokenizer",
        "language",
        "measure",
        "predictor",
        "value",
        "ci_low",
        "ci_high",
        "p",
        "n",
        "unit",
    ])?;
    for row in links(explanation).chain(rivals(explanation)).chain(languages(explanation)) {
        let (low, high) = bounds(row.interval);
        writer.write_record([
            explanation.corpus.name(),
            &explanation.scores.name,
            explanation.model,
            explanation.tokenizer(),
            row.language,
            row.measure,
            row.predictor,
            &exact(row.value),
            &low,
            &high,
            &exact(row.p),
            &row.n.map(|n| n.to_string()).unwrap_or_default(),
            row.unit,
        ])?;
    }
    finish(writer)
}

fn links<'a>(explanation: &'a Explanation) -> impl Iterator<Item = Row<'a>> {
    let links = LINKS.iter().zip(&explanation.association.links);
    links.filter(|(_, link)| link.languages > 0).map(|(measure, link)| Row {
        measure: measure.definition.id,
        predictor: "premium",
        value: link.value,
        interval: link.interval,
        p: link.p,
        n: Some(link.languages),
        ..Row::default()
    })
}

fn rivals<'a>(explanation: &'a Explanation) -> impl Iterator<Item = Row<'a>> {
    explanation.association.rivals.iter().flat_map(|rival| {
        let row = |measure, value, interval| Row {
            measure,
            predictor: rival.definition.id,
            value,
            interval,
            n: Some(rival.languages),
            ..Row::default()
        };
        [
            row(LINKS[0].definition.id, rival.value, rival.interval),
            row("spearman_difference", rival.difference, rival.difference_interval),
        ]
    })
}

/// The premium, the score and the control of each language, and each correlation of all without it.
fn languages<'a>(explanation: &'a Explanation) -> impl Iterator<Item = Row<'a>> {
    const WITHOUT: [(&str, &str); 3] =
        [("spearman", "spearman_without"), ("kendall", "kendall_without"), ("pearson", "pearson_without")];
    let association = &explanation.association;
    association.points.iter().enumerate().flat_map(move |(at, point)| {
        let language = explanation.language(point).code.as_str();
        let row = |measure, value, n| Row { language, measure, value, n, ..Row::default() };
        let segments = Some(explanation.counts.segments);
        let attempts = explanation.attempts(language).map(|attempts| attempts as usize);
        let premium =
            Row { interval: point.interval, unit: "×", ..row("premium", Some(point.premium), segments) };
        let mut rows = vec![premium, row("score", Some(point.score), attempts)];
        rows.extend(point.control.map(|control| row("control", Some(control), None)));
        for (id, measure) in WITHOUT {
            let Some(link) = association.link(id) else { continue };
            let Some(value) = link.without.get(at) else { continue };
            let weakest = link.weakest.filter(|weakest| weakest.point == at);
            let interval = weakest.and_then(|weakest| weakest.interval);
            rows.push(Row {
                predictor: "premium",
                interval,
                ..row(measure, *value, Some(link.languages - 1))
            });
        }
        rows
    })
}

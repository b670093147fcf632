//! Did new tokenizers help? The premium of each language from generation to generation.

use super::figure::Figure;
use super::layout::{self, Words};
use super::slopes::{self, Kind, Line, Slopes};
use super::view::View;
use crate::count::tokenizer;
use crate::report::Report;
use crate::report::number::{percent, times};

/// The chart; nothing where there is one tokenizer, or no language but the pivot.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let columns = generations(report)?;
    let premium = |tokenizer: usize, language: usize| {
        let value = report.estimate(tokenizer, language, "premium").value;
        value.filter(|value| *value > 0.0 && !report.is_unwritable(tokenizer, language))
    };
    let line = |language: usize| {
        let values =
            columns.iter().map(|&tokenizer| premium(tokenizer, language)).collect::<Option<Vec<_>>>()?;
        Some(Line { name: report.languages[language].name.clone(), values, kind: Kind::Rest })
    };
    let mut lines: Vec<Line> = view.languages().into_iter().filter_map(line).collect();
    if lines.is_empty() {
        return None;
    }
    slopes::name_the_steepest(&mut lines);
    let medians: Vec<f64> =
        columns.iter().map(|&tokenizer| report.spread(tokenizer, "premium_median")).collect::<Option<_>>()?;
    let words = words(view, &columns, &lines, &medians);
    if lines.len() > 2 {
        lines.push(Line { name: "Median".to_owned(), values: medians, kind: Kind::Median });
    }
    let heads = columns.iter().map(|&tokenizer| report.tokenizers[tokenizer].name.clone()).collect();
    Some(slopes::draw(Slopes { words, heads, suffix: "×", lines }))
}

/// The tokenizers of the leading one's family, in the order in which they were named; if it has none, that before it
/// and itself. `None` for a single tokenizer.
pub fn generations(report: &Report) -> Option<Vec<usize>> {
    let family = |tokenizer: usize| {
        let name = &report.tokenizers[tokenizer].name;
        tokenizer::BUILT_IN.iter().find(|row| row.id == name).map(|row| row.family)
    };
    let lead = report.lead();
    let relatives: Vec<usize> = match family(lead) {
        Some(of_lead) => (0..=lead).filter(|&other| family(other) == Some(of_lead)).collect(),
        None => vec![lead],
    };
    if relatives.len() > 1 { Some(relatives) } else { Some(vec![lead.checked_sub(1)?, lead]) }
}

fn words(view: View, columns: &[usize], lines: &[Line], medians: &[f64]) -> Words {
    let report = view.report;
    let pivot = &report.pivot_language().name;
    let name = |tokenizer: usize| &report.tokenizers[tokenizer].name;
    let (first, last) = (columns[0], columns[columns.len() - 1]);
    let falls = lines.iter().filter(|line| line.values[columns.len() - 1] < line.values[0]).count();
    let title = match lines {
        [only] => format!(
            "{} takes {} the tokens of {pivot} with {}, and {} with {}",
            only.name,
            times(only.values[0]),
            name(first),
            times(only.values[columns.len() - 1]),
            name(last)
        ),
        _ => format!(
            "From {} to {} the median premium went from {} to {}; it fell in {} of {} languages",
            name(first),
            name(last),
            times(medians[0]),
            times(medians[medians.len() - 1]),
            falls,
            lines.len()
        ),
    };
    let largest =
        lines.iter().map(|line| line.values[columns.len() - 1] / line.values[0]).fold(1.0, f64::min);
    Words {
        title: view.headline(title),
        subtitle: format!(
            "Token premium over {pivot}. Blue: falls most; red: falls least, or rises. Log2 scale"
        ),
        description: format!(
            "Slope chart of {} languages over {} tokenizers. The largest fall is {}.",
            lines.len(),
            columns.len(),
            percent(1.0 - largest)
        ),
        caption: vec![
            layout::source(view),
            format!(
                "Premium = tokens of a language over tokens of {pivot} for the same text; it falls, too, where \
                 {pivot} takes more tokens. {}.",
                layout::signature()
            ),
        ],
    }
}

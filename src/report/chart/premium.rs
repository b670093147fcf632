//! Who pays most? Languages ranked by premium.

use super::figure::Figure;
use super::layout::{self, Words};
use super::ranked::{self, Kind, Ranked, Row};
use super::rows::Name;
use super::view::View;
use crate::report::number::{grouped, percent, times};
use crate::report::{HIGH_PREMIUM, Report};

/// The chart; nothing where the pivot stands alone or nothing has a premium.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let lead = report.lead();
    let median = report.spread(lead, "premium_median")?;
    let rows: Vec<Row> = view
        .languages()
        .into_iter()
        .chain([report.pivot])
        .filter_map(|language| row(report, language))
        .collect();
    let reference = (report.languages.len() > 2).then(|| (median, format!("median {}", times(median))));
    let words = words(view, &rows, finding(report)?);
    let earlier = lead.checked_sub(1).map(|earlier| report.tokenizers[earlier].name.clone());
    let columns = (report.tokenizers[lead].name.clone(), earlier);
    Some(ranked::draw(Ranked { words, suffix: "×", columns, rows, reference }))
}

fn row(report: &Report, language: usize) -> Option<Row> {
    let lead = report.lead();
    let premium = report.estimate(lead, language, "premium");
    let value = premium.value?;
    let kind = match value {
        _ if report.is_unwritable(lead, language) => Kind::Doubtful,
        _ if language == report.pivot => Kind::Pivot,
        _ if value >= HIGH_PREMIUM => Kind::High,
        _ => Kind::Usual,
    };
    let earlier = lead.checked_sub(1).filter(|_| kind != Kind::Pivot);
    Some(Row {
        name: Name::of(&report.languages[language]),
        value,
        interval: premium.interval,
        earlier: earlier.and_then(|earlier| report.estimate(earlier, language, "premium").value),
        kind,
    })
}

/// What the dearest language takes, and the one in the middle; nothing where the pivot stands alone.
pub fn finding(report: &Report) -> Option<String> {
    let lead = report.lead();
    let median = report.spread(lead, "premium_median")?;
    let dearest = *report.ranking(lead).first()?;
    let of_dearest = format!(
        "{} takes {} the tokens of {} for the same text",
        report.languages[dearest].name,
        times(report.estimate(lead, dearest, "premium").value?),
        report.pivot_language().name,
    );
    let several = report.languages.len() > 2;
    Some(if several {
        format!("{of_dearest}; the median language takes {}", times(median))
    } else {
        of_dearest
    })
}

fn words(view: View, rows: &[Row], finding: String) -> Words {
    let report = view.report;
    let lead = report.lead();
    let pivot = &report.pivot_language().name;
    let tokenizer = &report.tokenizers[lead].name;
    let unwritable = if rows.iter().any(|row| row.kind == Kind::Doubtful) {
        format!(" Grey: {tokenizer} cannot write the language, and the value is no cost.")
    } else {
        String::new()
    };
    // The languages that cannot be written come last.
    let dearest = &rows[0];
    let earlier =
        lead.checked_sub(1).map(|earlier| format!("; hollow dots: {}", report.tokenizers[earlier].name));
    Words {
        title: view.headline(finding),
        subtitle: format!(
            "Token premium over {pivot} with {tokenizer}{}. Log2 scale",
            earlier.unwrap_or_default()
        ),
        description: format!(
            "Ranked dot plot of {} languages on a log2 axis of the premium over {pivot}. Dearest first: {}.",
            rows.len() - 1,
            rows.iter()
                .take(5)
                .map(|row| format!("{} {}", row.name.english, times(row.value)))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        caption: vec![
            format!("{} {}", layout::source(view), intervals(report, rows)),
            format!(
                "Premium = tokens of a language over tokens of {pivot} for the same {} segments.{}{unwritable} {}.",
                grouped(report.segments),
                if dearest.kind == Kind::High {
                    format!(" Red: {HIGH_PREMIUM}× and more.")
                } else {
                    String::new()
                },
                layout::signature(),
            ),
        ],
    }
}

/// How sure the dots are: how wide the intervals get, and how they were made.
fn intervals(report: &Report, rows: &[Row]) -> String {
    let half_widths = rows.iter().filter_map(|row| {
        let interval = row.interval?;
        Some((interval.high - interval.low) / 2.0 / row.value)
    });
    let Some(widest) = half_widths.max_by(f64::total_cmp) else { return String::new() };
    format!(
        "Bars: 95 % intervals where they are wider than the dot, at most ±{} ({} paired resamples of {}).",
        percent(widest),
        grouped(report.resampling.resamples),
        if report.manifest.documents.is_empty() { "segments" } else { "documents" },
    )
}

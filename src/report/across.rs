//! Several corpora side by side: how much a language's premium moves with the kind of text.

use super::csv::finish;
use super::number::{exact, percent, times};
use super::table::{align_right, drawn, header, plain_table, shortened, without_trailing_blanks};
use super::{File, RenderError, Report};
use crate::parity::{Register, register};
use crate::stats;

/// One language under one tokenizer, in all the corpora that have it.
struct Row<'a> {
    tokenizer: &'a str,
    code: &'a str,
    name: &'a str,
    /// The corpora, by position, with the premiums.
    premiums: Vec<(usize, f64)>,
    register: Register,
}

/// What several reports, by the same tokenizers, say together.
pub struct Across<'a> {
    reports: &'a [Report],
    rows: Vec<Row<'a>>,
}

impl Across<'_> {
    pub fn of(reports: &[Report]) -> Across<'_> {
        Across { reports, rows: rows(reports) }
    }
}

/// Languages under the leading tokenizer, those that move most first; empty where no two corpora share a language.
pub fn across_table(Across { reports, rows }: &Across, styled: bool) -> String {
    const SHOWN: usize = 10;
    let Some(lead) = reports.first().map(|report| report.tokenizers[report.lead()].name.as_str()) else {
        return String::new();
    };
    let mut of_lead: Vec<&Row> = rows.iter().filter(|row| row.tokenizer == lead).collect();
    let moves: Vec<f64> = of_lead.iter().map(|row| row.register.moves).collect();
    let Some(median) = stats::median(&moves) else { return String::new() };
    of_lead.sort_by(|a, b| b.register.moves.total_cmp(&a.register.moves).then(a.code.cmp(b.code)));
    let mut table = plain_table();
    let heads = ["Language", "moves by", "lowest in", "highest in", "sampling interval", "apart"];
    header(&mut table, heads);
    for row in of_lead.iter().take(SHOWN) {
        let register = &row.register;
        let premium = |at: usize| {
            let (corpus, premium) = row.premiums[at];
            format!("{} {}", reports[corpus].corpus, times(premium))
        };
        table.add_row([
            shortened(row.name),
            percent(register.moves - 1.0),
            premium(register.lowest),
            premium(register.highest),
            register.sampling.map_or_else(|| "–".to_owned(), |sampling| percent(sampling - 1.0)),
            register.apart.map_or("–", |apart| if apart { "yes" } else { "no" }).to_owned(),
        ]);
    }
    align_right(&mut table, 1..=1);
    align_right(&mut table, 4..=4);
    let table = drawn(table, styled);
    let apart = of_lead.iter().filter(|row| row.register.apart == Some(true)).count();
    let widths: Option<Vec<f64>> = of_lead.iter().map(|row| row.register.sampling).collect();
    let sampling = widths.and_then(|widths| stats::median(&widths)).map_or_else(String::new, |sampling| {
        format!(
            ";\nits 95 % interval is {} wide. In {apart} the intervals lie apart.",
            percent(sampling - 1.0)
        )
    });
    let heading = format!(
        "Across {} corpora, {lead}: the premium of the median of {} languages moves by {} with the kind of text{sampling}",
        reports.len(),
        of_lead.len(),
        percent(median - 1.0),
    );
    without_trailing_blanks(&format!("{heading}\n\n{table}"))
}

/// `register.csv`: a row for each tokenizer and language that two corpora or more have; nothing where there is none.
///
/// # Errors
/// None in memory.
pub fn across_files(Across { reports, rows }: &Across) -> Result<Vec<File>, RenderError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "tokenizer",
        "language",
        "corpora",
        "lowest_corpus",
        "lowest_premium",
        "highest_corpus",
        "highest_premium",
        "highest_over_lowest",
        "sampling_high_over_low",
        "move_in_intervals",
        "intervals_apart",
    ])?;
    for row in rows {
        let register = &row.register;
        let of = |at: usize| {
            let (corpus, premium) = row.premiums[at];
            [reports[corpus].corpus.clone(), premium.to_string()]
        };
        let ([lowest, least], [highest, most]) = (of(register.lowest), of(register.highest));
        writer.write_record([
            row.tokenizer,
            row.code,
            &row.premiums.len().to_string(),
            &lowest,
            &least,
            &highest,
            &most,
            &exact(Some(register.moves)),
            &exact(register.sampling),
            &exact(register.intervals),
            register.apart.map_or("", |apart| if apart { "true" } else { "false" }),
        ])?;
    }
    Ok(vec![File::new("register.csv", finish(writer)?)])
}

/// By tokenizer, then in the order of the first corpus that has the language; the pivot, whose premium is 1 everywhere,
/// is left out, and so is what a tokenizer cannot write.
fn rows(reports: &[Report]) -> Vec<Row<'_>> {
    let Some(first) = reports.first() else { return Vec::new() };
    let mut rows: Vec<Row> = Vec::new();
    for (tokenizer, identity) in first.tokenizers.iter().enumerate() {
        let mut seen: Vec<&str> = Vec::new();
        for (report, position) in reports.iter().flat_map(|report| {
            (0..report.languages.len()).filter(|&it| it != report.pivot).map(move |it| (report, it))
        }) {
            let language = &report.languages[position];
            if seen.contains(&language.code.as_str()) {
                continue;
            }
            seen.push(&language.code);
            let found = reports.iter().enumerate().filter_map(|(corpus, report)| {
                let position = report.languages.iter().position(|other| other.code == language.code)?;
                let premium = report.estimate(tokenizer, position, "premium");
                let value = premium.value.filter(|_| !report.is_unwritable(tokenizer, position))?;
                Some((corpus, value, premium.interval))
            });
            let found: Vec<_> = found.collect();
            let premiums: Vec<_> = found.iter().map(|(_, value, interval)| (*value, *interval)).collect();
            if let Some(register) = register(&premiums) {
                rows.push(Row {
                    tokenizer: &identity.name,
                    code: &language.code,
                    name: &language.name,
                    premiums: found.into_iter().map(|(corpus, value, _)| (corpus, value)).collect(),
                    register,
                });
            }
        }
    }
    rows
}

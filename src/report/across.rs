//! Several corpora side by side: how much a language's premium moves with the kind of text.

use super::csv::finish;
use super::number::{exact, percent, times};
use super::table::{align_right, drawn, header, plain_table, shortened, without_trailing_blanks};
use super::{File, RenderError, Report};
use crate::parity::{Register, register};
use crate::stats;

/// The file of all languages and tokenizers.
pub const REGISTER: &str = "register.csv";

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

/// What moves under the leading tokenizer.
struct Leading<'a> {
    tokenizer: &'a str,
    /// Those that move most first.
    rows: Vec<&'a Row<'a>>,
    /// By how much the premium of the median language moves.
    moves: f64,
    /// How wide its interval is.
    sampling: Option<f64>,
    /// The languages whose intervals lie apart.
    apart: usize,
}

impl Across<'_> {
    pub fn of(reports: &[Report]) -> Across<'_> {
        Across { reports, rows: rows(reports) }
    }

    /// Nothing where no two corpora share a language.
    fn leading(&self) -> Option<Leading<'_>> {
        let first = self.reports.first()?;
        let tokenizer = first.tokenizers[first.lead()].name.as_str();
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| row.tokenizer == tokenizer).collect();
        rows.sort_by(|a, b| b.register.moves.total_cmp(&a.register.moves).then(a.code.cmp(b.code)));
        let moves: Vec<f64> = rows.iter().map(|row| row.register.moves).collect();
        let widths: Option<Vec<f64>> = rows.iter().map(|row| row.register.sampling).collect();
        Some(Leading {
            tokenizer,
            moves: stats::median(&moves)?,
            sampling: widths.and_then(|widths| stats::median(&widths)),
            apart: rows.iter().filter(|row| row.register.apart == Some(true)).count(),
            rows,
        })
    }

    /// What there is to say in a sentence, without its full stop.
    pub(super) fn finding(&self) -> Option<String> {
        let leading = self.leading()?;
        let languages = match leading.rows.as_slice() {
            [only] => only.name.to_owned(),
            several => format!("the median of {} languages", several.len()),
        };
        let moves = percent(leading.moves - 1.0);
        Some(format!("With the kind of text a premium moves by {moves} in {languages}"))
    }

    /// How sure it is.
    pub(super) fn sureness(&self) -> Option<String> {
        let leading = self.leading()?;
        let sampling = percent(leading.sampling? - 1.0);
        let apart = leading.apart;
        Some(format!("The median 95 % interval is {sampling} wide; in {apart} the intervals lie apart"))
    }

    /// The languages under the leading tokenizer, those that move most first, as cells.
    pub(super) fn cells(&self) -> Vec<Cells> {
        let rows = self.leading().map(|leading| leading.rows).unwrap_or_default();
        rows.into_iter().map(|row| self.cells_of(row)).collect()
    }

    fn cells_of(&self, row: &Row) -> Cells {
        let register = &row.register;
        let premium = |corpus: usize| {
            let found = row.premiums.iter().find(|(other, _)| *other == corpus);
            found.map_or_else(|| "–".to_owned(), |(_, premium)| times(*premium))
        };
        Cells {
            name: row.name.to_owned(),
            moves: percent(register.moves - 1.0),
            premiums: (0..self.reports.len()).map(premium).collect(),
            sampling: register.sampling.map_or_else(|| "–".to_owned(), |sampling| percent(sampling - 1.0)),
            apart: register.apart.map_or("–", |apart| if apart { "yes" } else { "no" }),
        }
    }
}

/// A language across corpora, in words.
pub struct Cells {
    pub name: String,
    pub moves: String,
    /// In each corpus.
    pub premiums: Vec<String>,
    pub sampling: String,
    pub apart: &'static str,
}

/// Languages under the leading tokenizer, those that move most first; empty where no two corpora share a language.
pub fn across_table(across: &Across, styled: bool) -> String {
    const SHOWN: usize = 10;
    let (Some(leading), Some(finding)) = (across.leading(), across.finding()) else { return String::new() };
    let mut table = plain_table();
    let heads = ["Language", "moves by", "lowest in", "highest in", "sampling interval", "apart"];
    header(&mut table, heads);
    for row in leading.rows.iter().take(SHOWN) {
        let premium = |at: usize| {
            let (corpus, premium) = row.premiums[at];
            format!("{} {}", across.reports[corpus].corpus, times(premium))
        };
        let cells = across.cells_of(row);
        let (lowest, highest) = (premium(row.register.lowest), premium(row.register.highest));
        table.add_row([&shortened(row.name), &cells.moves, &lowest, &highest, &cells.sampling, cells.apart]);
    }
    align_right(&mut table, 1..=1);
    align_right(&mut table, 4..=4);
    let sureness = across.sureness().map(|sureness| format!("\n{sureness}.")).unwrap_or_default();
    let heading = format!("{} corpora, {}. {finding}.{sureness}", across.reports.len(), leading.tokenizer);
    without_trailing_blanks(&format!("{heading}\n\n{}", drawn(table, styled)))
}

/// `register.csv`: a row for each tokenizer and language that two corpora or more have; nothing where there is none.
///
/// # Errors
/// None in memory.
pub fn across_files(Across { reports, rows }: &Across<'_>) -> Result<Vec<File>, RenderError> {
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
    Ok(vec![File::new(REGISTER, finish(writer)?)])
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

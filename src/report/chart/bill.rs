//! What does it do to a bill? The price of what costs 100 in the pivot language, at the same price for every token.

use super::colour::Colour;
use super::figure::{Align, Figure, Text, Vertical};
use super::layout::{self, LABEL, Sheet, WIDTH, Words};
use super::rows::{Head, Name, Rows, ink};
use super::scale::Linear;
use super::view::View;
use crate::report::number::{grouped, percent};
use crate::report::{HIGH_PREMIUM, Report};

/// What the text costs in the pivot language.
const BILL: f64 = 100.0;
/// So many languages are drawn.
const MOST: usize = 24;
const ROW: f64 = 19.0;
const BAR: f64 = 12.0;

/// The chart; nothing where no language but the pivot has a premium.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let lead = report.lead();
    let premium = |language: usize| Some((language, report.estimate(lead, language, "premium").value?));
    let rows: Vec<(usize, f64)> = view.selection(MOST).into_iter().rev().filter_map(premium).collect();
    let words = words(view, &rows)?;
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    let is_high = |premium: f64| premium >= HIGH_PREMIUM;
    let name = |&(language, premium): &(usize, f64)| Name {
        bold: is_high(premium),
        ..Name::of(&report.languages[language])
    };
    let names: Vec<Name> = rows.iter().map(name).collect();
    let head = Head { words: "bill".to_owned(), colour: Colour::Ink, bold: true };
    let placed = Rows::lay_out(&mut sheet, below_heading, &names, ROW, &[head]);
    let bills = rows.iter().map(|(_, premium)| premium * BILL);
    let axis = Linear::holding([0.0, BILL].into_iter().chain(bills), placed.across.0, placed.across.1);
    for tick in axis.ticks() {
        let x = axis.position(tick);
        sheet.line((x, placed.top - 3.0), (x, placed.bottom), Colour::Grid, 1.0);
        let label = Text::new((x, placed.top - 6.0), dollars(tick), LABEL).colour(Colour::Muted);
        sheet.text(label.align(Align::Centre).vertical(Vertical::Baseline));
    }
    for (position, (_, premium)) in rows.iter().enumerate() {
        let y = placed.middle(position);
        let (start, pivot, end) = (axis.position(0.0), axis.position(BILL), axis.position(premium * BILL));
        let colour = if is_high(*premium) { Colour::Red } else { Colour::Blue };
        sheet.area((start, y - BAR / 2.0), (pivot.min(end), y + BAR / 2.0), Colour::Faint);
        if end > pivot {
            sheet.area((pivot, y - BAR / 2.0), (end, y + BAR / 2.0), colour);
        }
        placed.draw_value(&mut sheet, position, 0, dollars(premium * BILL), ink(*premium));
    }
    let pivot = &report.pivot_language().name;
    placed.draw_reference(&mut sheet, axis.position(BILL), &format!("{pivot} {}", dollars(BILL)));
    Some(sheet.finish(placed.bottom + 24.0, words))
}

fn dollars(amount: f64) -> String {
    format!("${}", grouped(amount.round() as usize))
}

fn words(view: View, rows: &[(usize, f64)]) -> Option<Words> {
    let report = view.report;
    let lead = report.lead();
    let (pivot, tokenizer) = (&report.pivot_language().name, &report.tokenizers[lead].name);
    let (dearest, premium) = rows.last()?;
    let of_dearest = format!(
        "What costs {} in {pivot} costs {} in {}",
        dollars(BILL),
        dollars(premium * BILL),
        report.languages[*dearest].name
    );
    let median =
        median(report).map(|median| format!(", and {} in the median language", dollars(median * BILL)));
    let share = 1.0 / premium;
    Some(Words {
        title: view.headline(of_dearest + &median.unwrap_or_default()),
        subtitle: format!(
            "Price of the tokens of the same text with {tokenizer}, at the same price for every token. Grey: what it \
             costs in {pivot}; colour: what is paid on top"
        ),
        description: format!(
            "Bars of the bills of {} languages. A context window holds {} as much {} as {pivot}.",
            rows.len(),
            percent(share),
            report.languages[*dearest].name
        ),
        caption: vec![
            layout::source(view),
            format!(
                "The bill is {} times the premium.{} {}.",
                dollars(BILL),
                view.selected(rows.len()),
                layout::signature()
            ),
        ],
    })
}

/// The median premium, where there are languages enough to speak of one.
fn median(report: &Report) -> Option<f64> {
    report.spread(report.lead(), "premium_median").filter(|_| report.languages.len() > 2)
}

//! Why? The premium of each language taken apart on a log2 axis, where factors add up.

use super::colour::Colour;
use super::figure::{Figure, Text};
use super::font;
use super::layout::{self, LABEL, MARGIN, Sheet, WIDTH, Words};
use super::rows::{Head, Name, Rows};
use super::scale::Log2;
use super::view::View;
use crate::report::Report;
use crate::report::number::{grouped, short, times};
use crate::report::why::FACTORS;
use crate::stats;

const ROW: f64 = 17.0;
const BAR: f64 = 9.0;
const DOT: f64 = 3.4;

/// How each factor is drawn and called.
const PARTS: [(Colour, &str); 3] = [
    (Colour::Blue, "says more: characters"),
    (Colour::Earlier, "wider characters: bytes per character"),
    (Colour::Red, "worse vocabulary: tokens per byte"),
];

struct Row {
    name: Name,
    premium: f64,
    factors: [f64; 3],
}

/// The chart; nothing where no language but the pivot has a premium.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let lead = report.lead();
    let writable = view.languages().into_iter().filter(|&language| !report.is_unwritable(lead, language));
    let rows: Vec<Row> = writable.filter_map(|language| row(report, language)).collect();
    if rows.is_empty() {
        return None;
    }
    let words = words(view, &rows);
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    draw_key(&mut sheet, below_heading + 6.0);
    let names: Vec<Name> = rows.iter().map(|row| row.name.clone()).collect();
    let head = |words: &str, colour, bold| Head { words: words.to_owned(), colour, bold };
    let heads = [
        head("premium", Colour::Ink, true),
        head("chars", Colour::Blue, false),
        head("bytes", Colour::Muted, false),
        head("vocab.", Colour::Red, false),
    ];
    let placed = Rows::lay_out(&mut sheet, below_heading + 22.0, &names, ROW, &heads);
    let axis = placed.log2(rows.iter().flat_map(|row| {
        let (down, up) = extent(&row.factors);
        [row.premium, down, up]
    }));
    placed.draw_ticks(&mut sheet, &axis, "×");
    for (position, row) in rows.iter().enumerate() {
        draw_bars(&mut sheet, &axis, row, placed.middle(position));
        placed.draw_value(&mut sheet, position, 0, times(row.premium), Colour::Ink);
        for (column, factor) in row.factors.iter().enumerate() {
            placed.draw_value(&mut sheet, position, column + 1, short(*factor), Colour::Muted);
        }
    }
    let x = axis.position(1.0);
    sheet.line((x, placed.top - 3.0), (x, placed.bottom), Colour::Ink, 1.2);
    Some(sheet.finish(placed.bottom + 4.0, words))
}

fn row(report: &Report, language: usize) -> Option<Row> {
    let value = |id: &str| report.estimate(report.lead(), language, id).value.filter(|value| *value > 0.0);
    let [chars, bytes, vocabulary] = FACTORS.map(value);
    Some(Row {
        name: Name::of(&report.languages[language]),
        premium: value("premium")?,
        factors: [chars?, bytes?, vocabulary?],
    })
}

/// Where the bars end that lie left and right of 1×.
fn extent(factors: &[f64]) -> (f64, f64) {
    factors.iter().fold(
        (1.0, 1.0),
        |(down, up), &factor| {
            if factor < 1.0 { (down * factor, up) } else { (down, up * factor) }
        },
    )
}

fn draw_bars(sheet: &mut Sheet, axis: &Log2, row: &Row, y: f64) {
    let (mut down, mut up) = (1.0, 1.0);
    for (factor, (colour, _)) in row.factors.iter().zip(PARTS) {
        let reached = if *factor < 1.0 { &mut down } else { &mut up };
        let from = axis.position(*reached);
        *reached *= factor;
        let to = axis.position(*reached);
        let (left, right) = (from.min(to), from.max(to));
        sheet.area((left, y - BAR / 2.0), (right, y + BAR / 2.0), colour);
        // A hairline between bars, which must not rely on colour alone.
        sheet.line((to, y - BAR / 2.0), (to, y + BAR / 2.0), Colour::Background, 0.8);
    }
    let x = axis.position(row.premium);
    sheet.dot((x, y), DOT + 1.0, Colour::Background);
    sheet.dot((x, y), DOT, Colour::Ink);
}

fn draw_key(sheet: &mut Sheet, y: f64) {
    const SWATCH: f64 = 12.0;
    const APART: f64 = 16.0;
    let mut x = MARGIN;
    for (colour, name) in PARTS {
        sheet.area((x, y - SWATCH / 2.0 + 1.5), (x + SWATCH, y + SWATCH / 2.0 - 1.5), colour);
        x += SWATCH + 5.0;
        sheet.text(Text::new((x, y), name, LABEL).colour(Colour::Muted));
        x += font::width(name, LABEL, false) + APART;
    }
    sheet.dot((x + DOT, y), DOT, Colour::Ink);
    sheet.text(Text::new((x + 2.0 * DOT + 5.0, y), "premium", LABEL).colour(Colour::Muted));
}

fn words(view: View, rows: &[Row]) -> Words {
    let report = view.report;
    let pivot = &report.pivot_language().name;
    let tokenizer = &report.tokenizers[report.lead()].name;
    let medians: Vec<Option<f64>> = (0..FACTORS.len())
        .map(|factor| stats::median(&rows.iter().map(|row| row.factors[factor]).collect::<Vec<_>>()))
        .collect();
    let median = |factor: usize| medians[factor].map_or_else(|| "–".to_owned(), times);
    let of_whom = if rows.len() == 1 { rows[0].name.english.as_str() } else { "The median language" };
    Words {
        title: view.headline(format!(
            "{of_whom} has {} the characters of {pivot}, {} the bytes per character, and {} the tokens per byte",
            median(0),
            median(1),
            median(2),
        )),
        subtitle: format!(
            "Token premium over {pivot} with {tokenizer}, taken apart. Bars right of 1× make a language dearer, bars \
             left of it cheaper. Log2 scale: lengths add up"
        ),
        description: format!(
            "Stacked bars of {} languages, dearest first: characters, bytes per character and tokens per byte over \
             those of {pivot}. {}.",
            rows.len(),
            rows.iter()
                .take(5)
                .map(|row| {
                    let [chars, bytes, vocabulary] = row.factors.map(short);
                    format!("{} {} = {chars} × {bytes} × {vocabulary}", row.name.english, times(row.premium))
                })
                .collect::<Vec<_>>()
                .join(", "),
        ),
        caption: vec![
            layout::source(view),
            format!(
                "Premium = tokens of a language over tokens of {pivot} for the same {} segments; it is the product of \
                 the three factors, exactly. {}.",
                grouped(report.segments),
                layout::signature()
            ),
        ],
    }
}

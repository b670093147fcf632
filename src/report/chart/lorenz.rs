//! How unequal is it? Lorenz curves of the tokens that the same text takes in all languages.

use super::colour::Colour;
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::layout::{self, LABEL, MARGIN, Sheet, Words};
use super::view::View;
use crate::parity::Weight;
use crate::report::Report;
use crate::report::lorenz::points;
use crate::report::number::percent;

const WIDTH: f64 = 560.0;
const SIDE: f64 = WIDTH - 2.0 * MARGIN - 44.0;
/// Fewer languages than this make no curve.
const FEWEST: usize = 3;
const KEY_ROW: f64 = 16.0;

struct Curve {
    name: String,
    gini: f64,
    points: Vec<(f64, f64)>,
    colour: Colour,
    width: f64,
}

/// The chart; nothing where there are fewer than three languages.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let curves: Vec<Curve> =
        (0..report.tokenizers.len()).filter_map(|tokenizer| curve(report, tokenizer)).collect();
    let languages = curves.iter().map(|curve| curve.points.len() - 1).max()?;
    if languages < FEWEST {
        return None;
    }
    let words = words(view, languages)?;
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    let top = below_heading + 24.0;
    let (left, bottom) = (WIDTH - MARGIN - SIDE, top + SIDE);
    let place = |(x, y): (f64, f64)| (left + x * SIDE, bottom - y * SIDE);
    draw_axes(&mut sheet, place);
    for curve in &curves {
        sheet.path(curve.points.iter().map(|&point| place(point)).collect(), curve.colour, curve.width);
    }
    draw_key(&mut sheet, &curves, place((0.06, 0.94)));
    Some(sheet.finish(bottom + 40.0, words))
}

fn curve(report: &Report, tokenizer: usize) -> Option<Curve> {
    let (colour, width) = match report.lead() - tokenizer {
        0 => (Colour::Red, 2.4),
        1 => (Colour::Blue, 1.8),
        _ => (Colour::Earlier, 1.0),
    };
    let points = points(report, tokenizer, Weight::Languages);
    let points =
        [(0.0, 0.0)].into_iter().chain(points.into_iter().map(|(_, weight, tokens)| (weight, tokens)));
    Some(Curve {
        name: report.tokenizers[tokenizer].name.clone(),
        gini: report.spread(tokenizer, "premium_gini")?,
        points: points.collect(),
        colour,
        width,
    })
}

fn draw_axes(sheet: &mut Sheet, place: impl Fn((f64, f64)) -> (f64, f64)) {
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (from, to) = (place((0.0, share)), place((1.0, share)));
        let (colour, width) = if share == 0.0 { (Colour::Ink, 1.2) } else { (Colour::Grid, 1.0) };
        sheet.line(from, to, colour, width);
        let label = Text::new((from.0 - 8.0, from.1), percent(share), LABEL).colour(Colour::Muted);
        sheet.text(label.align(Align::Right));
        let (x, y) = place((share, 0.0));
        sheet.line((x, y), (x, y + 4.0), Colour::Ink, 1.0);
        let align = match share {
            0.0 => Align::Left,
            1.0 => Align::Right,
            _ => Align::Centre,
        };
        let label = Text::new((x, y + 7.0), percent(share), LABEL).colour(Colour::Muted);
        sheet.text(label.align(align).vertical(Vertical::Top));
    }
    sheet.dashes(place((0.0, 0.0)), place((1.0, 1.0)), Colour::Muted, 1.0);
    let (x, y) = place((0.6, 0.6));
    sheet.right((x - 8.0, y - 6.0), "all pay alike", LABEL);
    let (x, y) = place((0.0, 1.0));
    let label = Text::new((x, y - 8.0), "↑ Share of tokens", LABEL).bold();
    sheet.text(label.vertical(Vertical::Baseline));
    let (x, y) = place((1.0, 0.0));
    let label = Text::new((x, y + 24.0), "Share of languages, cheapest first →", LABEL).bold();
    sheet.text(label.align(Align::Right).vertical(Vertical::Top));
}

/// The tokenizers with their Gini coefficients, the leading one last, where no curve can be.
fn draw_key(sheet: &mut Sheet, curves: &[Curve], (x, y): (f64, f64)) {
    const SWATCH: f64 = 18.0;
    const WIDEST: f64 = 130.0;
    let name = |curve: &Curve| font::fitted(&curve.name, LABEL, true, WIDEST);
    let names = curves.iter().map(|curve| font::width(&name(curve), LABEL, true)).fold(0.0, f64::max);
    let right = x + SWATCH + 6.0 + names + 44.0;
    let rows = curves.len() as f64 + 1.0;
    sheet.area((x - 6.0, y - KEY_ROW), (right + 6.0, y + (rows - 1.0) * KEY_ROW), Colour::Background);
    sheet.text(
        Text::new((right, y - KEY_ROW / 2.0), "Gini", LABEL).bold().colour(Colour::Muted).align(Align::Right),
    );
    for (row, curve) in curves.iter().enumerate() {
        let y = y + (row as f64 + 0.5) * KEY_ROW;
        let colour = if curve.colour == Colour::Earlier { Colour::Muted } else { curve.colour };
        let bold = colour == Colour::Red;
        sheet.line((x, y), (x + SWATCH, y), curve.colour, curve.width);
        sheet.text(Text::new((x + SWATCH + 6.0, y), name(curve), LABEL).bold_if(bold).colour(colour));
        let gini = Text::new((right, y), format!("{:.2}", curve.gini), LABEL).bold_if(bold).colour(colour);
        sheet.text(gini.align(Align::Right));
    }
}

fn words(view: View, languages: usize) -> Option<Words> {
    let report = view.report;
    let lead = report.lead();
    let tokenizer = &report.tokenizers[lead].name;
    let tenth = report.spread(lead, "tokens_of_dearest_tenth")?;
    let gini = report.spread(lead, "premium_gini")?;
    // A tenth of fewer languages than ten is none of them.
    let title = if languages < 10 {
        format!("With {tokenizer} the Gini coefficient of the premiums of {languages} languages is {gini:.2}")
    } else {
        format!("With {tokenizer} the dearest tenth of the languages takes {} of all tokens", percent(tenth))
    };
    Some(Words {
        title: view.headline(title),
        subtitle: format!(
            "Lorenz curves: share of the tokens that the same text takes in {languages} languages. The further below \
             the diagonal, the more unequal"
        ),
        description: format!(
            "Lorenz curves of {} tokenizers. Gini coefficient of {tokenizer}: {gini:.2}.",
            report.tokenizers.len()
        ),
        caption: vec![
            layout::source(view),
            format!(
                "Each language counts alike. Gini: 0 where every language takes as many tokens. {}.",
                layout::signature()
            ),
        ],
    })
}

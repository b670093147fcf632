//! Is it a few long sentences? How the premiums of single segments lie, a ridge for each language.

use super::colour::Colour;
use super::figure::Figure;
use super::layout::{self, Sheet, WIDTH, Words};
use super::rows::{Head, Name, Rows, ink};
use super::scale::Log2;
use super::view::View;
use crate::parity::SegmentPremiums;
use crate::report::HIGH_PREMIUM;
use crate::report::number::{percent, times};
use crate::stats::Density;

/// So many languages are drawn.
const MOST: usize = 16;
const ROW: f64 = 36.0;
/// The highest ridge is this many rows high.
const OVERLAP: f64 = 1.5;
const STEPS: u32 = 160;
/// A ridge goes this many bandwidths beyond the middle 99 % of the segments.
const TAIL: f64 = 2.5;

struct Ridge<'a> {
    language: usize,
    segments: &'a SegmentPremiums,
    crest: Crest,
    earlier: Option<Crest>,
}

/// Premiums from the lowest that is drawn to the highest, each with its density.
type Crest = Vec<(f64, f64)>;

/// The chart; nothing where no language has segments that differ.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let lead = report.lead();
    let ridge = |language: usize| {
        let segments = report.segment_premiums(lead, language);
        let earlier = lead.checked_sub(1).filter(|&earlier| !report.is_unwritable(earlier, language));
        let earlier = earlier.and_then(|earlier| crest(report.segment_premiums(earlier, language)));
        Some(Ridge { language, segments, crest: crest(segments)?, earlier })
    };
    let ridges: Vec<Ridge> = view.selection(MOST).into_iter().rev().filter_map(ridge).collect();
    let words = words(view, &ridges)?;
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    let names: Vec<Name> = ridges.iter().map(|ridge| Name::of(&report.languages[ridge.language])).collect();
    let head = Head { words: "median".to_owned(), colour: Colour::Ink, bold: true };
    // Room for the first ridge, which rises above its row.
    let rows = Rows::lay_out(&mut sheet, below_heading + ROW * (OVERLAP - 1.0), &names, ROW, &[head]);
    let points = || ridges.iter().flat_map(|ridge| ridge.crest.iter().chain(ridge.earlier.iter().flatten()));
    let axis = rows.log2(points().map(|(premium, _)| *premium));
    rows.draw_ticks_from_below(&mut sheet, &axis, "×");
    let highest = points().map(|(_, density)| *density).fold(0.0, f64::max);
    let scale = ROW * OVERLAP / highest;
    let base = |position: usize| rows.middle(position) + ROW / 4.0;
    for (position, ridge) in ridges.iter().enumerate() {
        sheet.line((rows.across.0, base(position)), (rows.across.1, base(position)), Colour::Grid, 0.8);
        draw_ridge(&mut sheet, &axis, ridge, base(position), scale);
    }
    // Over all ridges, since each covers what is before it.
    for (position, ridge) in ridges.iter().enumerate() {
        draw_spread(&mut sheet, &axis, ridge, base(position));
        if let Some(median) = ridge.segments.quantile(0.5) {
            rows.draw_value(&mut sheet, position, 0, times(median), ink(median));
        }
    }
    Some(sheet.finish(rows.bottom + 20.0, words))
}

/// The density of the premiums of segments, on log2; `None` where there is none. A lone segment far off must not set
/// the scale.
fn crest(segments: &SegmentPremiums) -> Option<Crest> {
    const OUTERMOST: f64 = 0.005;
    let density = Density::of(segments.log2())?;
    let tail = TAIL * density.bandwidth;
    let (low, high) = (density.quantile(OUTERMOST)? - tail, density.quantile(1.0 - OUTERMOST)? + tail);
    let place = |step: u32| low + (high - low) * f64::from(step) / f64::from(STEPS);
    Some((0..=STEPS).map(place).map(|place| (place.exp2(), density.at(place))).collect())
}

fn draw_ridge(sheet: &mut Sheet, axis: &Log2, ridge: &Ridge, base: f64, scale: f64) {
    let on_page = |crest: &Crest| -> Vec<(f64, f64)> {
        crest.iter().map(|(premium, density)| (axis.position(*premium), base - density * scale)).collect()
    };
    let median = ridge.segments.quantile(0.5).unwrap_or(1.0);
    let (fill, stroke) = if median >= HIGH_PREMIUM {
        (Colour::PaleRed, Colour::Red)
    } else {
        (Colour::PaleBlue, Colour::Blue)
    };
    let crest = on_page(&ridge.crest);
    sheet.within(crest.clone(), fill);
    sheet.path(crest, stroke, 1.3);
    if let Some(earlier) = &ridge.earlier {
        sheet.path(on_page(earlier), Colour::Earlier, 1.0);
    }
}

/// The median and the middle 90 % of the segments.
fn draw_spread(sheet: &mut Sheet, axis: &Log2, ridge: &Ridge, base: f64) {
    let [low, middle, high] =
        [0.05, 0.5, 0.95].map(|p| ridge.segments.quantile(p).map(|premium| axis.position(premium)));
    if let (Some(low), Some(middle), Some(high)) = (low, middle, high) {
        sheet.line((low, base), (high, base), Colour::Ink, 1.2);
        sheet.line((middle, base - 4.0), (middle, base + 4.0), Colour::Ink, 2.0);
    }
}

fn words(view: View, ridges: &[Ridge]) -> Option<Words> {
    let report = view.report;
    let lead = report.lead();
    let (pivot, tokenizer) = (&report.pivot_language().name, &report.tokenizers[lead].name);
    let dearest = ridges.last()?;
    let dearer = dearest.segments.log2().iter().filter(|ratio| **ratio > 0.0).count();
    let share = dearer as f64 / dearest.segments.log2().len() as f64;
    let name = &report.languages[dearest.language].name;
    let share = if dearer == dearest.segments.log2().len() { "every one".to_owned() } else { percent(share) };
    let earlier = lead
        .checked_sub(1)
        .map(|earlier| format!(" Grey outline: {}.", report.tokenizers[earlier].name))
        .unwrap_or_default();
    let drawn = view.selected(ridges.len());
    Some(Words {
        title: view.headline(format!("{name} takes more tokens than {pivot} in {share} of the segments")),
        subtitle: format!(
            "Premium of single segments over {pivot} with {tokenizer}.{earlier} Tick: median; bar: middle 90 % of the \
             segments. Log2 scale"
        ),
        description: format!(
            "Ridgeline of the premiums of single segments in {} languages, cheapest first.",
            ridges.len()
        ),
        caption: vec![
            layout::source(view),
            format!(
                "Density with a Gaussian kernel on log2 of the ratio, Silverman's bandwidth; all ridges have the same \
                 area.{drawn} {}.",
                layout::signature()
            ),
        ],
    })
}

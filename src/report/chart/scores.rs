//! Does cost go with scores? Premium across, score upwards, a dot for each language, and no line: what a line would
//! say is said by a number with an interval.

use super::colour::Colour;
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::layout::{self, LABEL, MARGIN, Sheet, WIDTH, Words};
use super::placement::{self, Frame, Label};
use super::scale::{Linear, Log2, tick_label};
use crate::parity::{Association, Finding, Point};
use crate::report::explanation::{Explanation, finding, strength_in_short};
use crate::report::number::grouped;

const HEIGHT: f64 = 400.0;
const DOT: f64 = 4.2;
/// Blank space between the outermost dots and the ends of the axes.
const INSET: f64 = 14.0;

/// What a caption has to tell about the picture.
struct Shown {
    /// How many dots have no room for a name.
    unnamed: usize,
    bars: bool,
    called_out: bool,
}

/// Where numbers go.
struct Axes {
    x: Log2,
    y: Linear,
    frame: Frame,
    /// Where the names of languages may stand.
    names: Frame,
}

/// The chart; nothing where no language has both a premium and a score.
pub fn draw(explanation: &Explanation) -> Option<Figure> {
    let association = &explanation.association;
    if association.points.is_empty() {
        return None;
    }
    let words = words(explanation);
    let (mut sheet, below_heading) = Sheet::new(WIDTH, &words);
    let axes = axes(explanation, below_heading + 26.0);
    draw_axes(&mut sheet, explanation, &axes);
    let taken = draw_chance(&mut sheet, explanation, &axes);
    let called_out = called_out(association);
    let labels: Vec<Label> =
        (0..association.points.len()).map(|point| label(explanation, &axes, point)).collect();
    let places = placement::place(&labels, taken.as_slice(), &axes.names);
    for (point, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        sheet.area(place.from, place.to, Colour::Background);
        let name = Text::new(place.centre(), explanation.name(point), LABEL).align(Align::Centre);
        sheet.text(if called_out == Some(point) { name.colour(Colour::Red) } else { name });
    }
    for (at, label) in labels.iter().enumerate() {
        let colour = match called_out {
            Some(called_out) if called_out == at => Colour::Red,
            _ if association.points[at].language == explanation.counts.pivot => Colour::Ink,
            _ => Colour::Blue,
        };
        draw_point(&mut sheet, &axes, &association.points[at], label.mark.centre().1, colour);
    }
    let shown = Shown {
        unnamed: places.iter().filter(|place| place.is_none()).count(),
        bars: association.points.iter().any(|point| bar(&axes, point).is_some()),
        called_out: called_out.is_some(),
    };
    Some(sheet.finish(axes.frame.to.1 + 38.0, with_caption(words, explanation, &shown)))
}

/// A point with its bar, as far as its name must keep away from them.
fn label(explanation: &Explanation, axes: &Axes, at: usize) -> Label {
    const CLEAR: f64 = 1.0;
    const BESIDE: f64 = 3.0;
    let point = &explanation.association.points[at];
    let (x, y) = (axes.x.position(point.premium), axes.y.position(explanation.shown(point.score)));
    let mut mark = Frame::around((x, y), DOT + CLEAR);
    if let Some((low, high)) = bar(axes, point) {
        // As far to both sides: the middle of the mark is the dot.
        let reach = (x - low).max(high - x).max(DOT) + CLEAR;
        (mark.from.0, mark.to.0) = (x - reach, x + reach);
    }
    let width = font::width(explanation.name(at), LABEL, false) + 2.0 * BESIDE;
    Label { mark, width, height: LABEL + 2.5 }
}

/// The ends of the premium's interval, where it is wider than the dot.
fn bar(axes: &Axes, point: &Point) -> Option<(f64, f64)> {
    let interval = point.interval?;
    let (low, high) = (axes.x.position(interval.low), axes.x.position(interval.high));
    (high - low > 2.0 * DOT).then_some((low, high))
}

fn draw_point(sheet: &mut Sheet, axes: &Axes, point: &Point, y: f64, colour: Colour) {
    let x = axes.x.position(point.premium);
    // A dot on another one keeps its outline.
    sheet.dot((x, y), DOT + 0.8, Colour::Background);
    if let Some((low, high)) = bar(axes, point) {
        sheet.line((low, y), (high, y), colour, 1.2);
    }
    sheet.dot((x, y), DOT, colour);
}

/// The language that carries the finding.
fn called_out(association: &Association) -> Option<usize> {
    match association.finding() {
        Finding::Lower { carried_by } | Finding::Higher { carried_by } => carried_by,
        _ => None,
    }
}

fn axes(explanation: &Explanation, top: f64) -> Axes {
    let points = &explanation.association.points;
    let frame = Frame { from: (MARGIN, top), to: (WIDTH - MARGIN, top + HEIGHT) };
    let bounds = |point: &Point| {
        let bounds = point.interval.map_or([point.premium; 2], |interval| [interval.low, interval.high]);
        bounds.into_iter().chain([point.premium]).filter(|premium| *premium > 0.0)
    };
    let premiums = points.iter().flat_map(bounds);
    let scores = points.iter().map(|point| explanation.shown(point.score));
    let bottom = frame.to.1 - INSET;
    let y = Linear::holding(scores, bottom, top + INSET);
    let widest_tick =
        y.ticks().map(|tick| font::width(&y.tick_label(tick), LABEL, false)).fold(0.0, f64::max);
    let start = MARGIN + widest_tick + 2.0 * INSET;
    let names = Frame { from: (start - INSET, frame.from.1), to: frame.to };
    Axes { x: Log2::spanning(premiums, start, frame.to.0 - 2.0 * INSET), y, frame, names }
}

fn draw_axes(sheet: &mut Sheet, explanation: &Explanation, axes: &Axes) {
    let Frame { from, to } = axes.frame;
    let unit = if explanation.scores.facts.is_some() { " %" } else { "" };
    let mut ticks: Vec<f64> = axes.y.ticks().collect();
    ticks.reverse();
    for (at, tick) in ticks.into_iter().enumerate() {
        let y = axes.y.position(tick);
        sheet.line((from.0, y), (to.0, y), Colour::Grid, 1.0);
        let unit = if at == 0 { unit } else { "" };
        let label = Text::new((from.0, y - 3.0), axes.y.tick_label(tick) + unit, LABEL).colour(Colour::Muted);
        sheet.text(label.vertical(Vertical::Baseline));
    }
    sheet.line((from.0, to.1), (to.0, to.1), Colour::Ink, 1.2);
    for tick in axes.x.fine_ticks() {
        let x = axes.x.position(tick);
        sheet.line((x, to.1), (x, to.1 + 4.0), Colour::Ink, 1.0);
        let label = Text::new((x, to.1 + 7.0), tick_label(tick) + "×", LABEL).colour(Colour::Muted);
        sheet.text(label.align(Align::Centre).vertical(Vertical::Top));
    }
    let x =
        format!("Token premium over {}, {} (log scale) →", explanation.pivot().name, explanation.tokenizer());
    let x = Text::new((to.0, to.1 + 24.0), x, LABEL).bold().align(Align::Right);
    sheet.text(x.vertical(Vertical::Top));
    let y = format!("↑ Score on {}", explanation.scores.title());
    sheet.text(Text::new((from.0, from.1 - 4.0), y, LABEL).bold().vertical(Vertical::Baseline));
}

/// The score of somebody who guesses, where it is on the axis; the place that its name takes.
fn draw_chance(sheet: &mut Sheet, explanation: &Explanation, axes: &Axes) -> Option<Frame> {
    const NAME: &str = "guessing";
    let chance = explanation.chance().filter(|&chance| axes.y.holds(chance))?;
    let y = axes.y.position(chance);
    let end = axes.frame.to.0;
    sheet.dashes((axes.frame.from.0, y), (end, y), Colour::Ink, 1.0);
    sheet.right((end, y + 8.0), NAME, LABEL);
    Some(Frame { from: (end - font::width(NAME, LABEL, false), y), to: (end, y + 16.0) })
}

fn words(explanation: &Explanation) -> Words {
    let points = &explanation.association.points;
    let named = |at: usize| {
        let point = &points[at];
        format!("{} {:.2}× {}", explanation.name(at), point.premium, explanation.score(point.score))
    };
    let outermost: Vec<String> = [0, points.len() - 1].into_iter().map(named).collect();
    Words {
        title: finding(explanation),
        subtitle: format!(
            "Score of {} on {} against the token premium of its tokenizer, {}. {}",
            explanation.model,
            explanation.scores.title(),
            explanation.tokenizer(),
            // Not to be broken within an equation.
            strength_in_short(explanation).replace(" = ", "\u{a0}=\u{a0}"),
        ),
        description: format!(
            "Scatter plot of {} languages, premium on a log axis across and score upwards. From the dearest to the \
             cheapest: {}.",
            points.len(),
            outermost.join(" … "),
        ),
        caption: Vec::new(),
    }
}

fn with_caption(words: Words, explanation: &Explanation, shown: &Shown) -> Words {
    let corpus = explanation.corpus;
    let corpus = layout::source_of(corpus.title(), corpus.manifest(), corpus.segments());
    let attempts = explanation.attempts_of_all().map_or_else(String::new, |attempts| {
        format!(" Each score is a share of {} attempts.", grouped(attempts as usize))
    });
    let chance = explanation.chance().map_or_else(String::new, |it| format!(" Guessing scores {it} %."));
    let mut reading = Vec::new();
    if explanation.resampling.resamples > 0 {
        reading.push(format!(
            "Interval of 95 %: segments and languages drawn again together, {} times.",
            grouped(explanation.resampling.resamples),
        ));
    }
    if shown.bars {
        reading
            .push("Bars: 95 % intervals of the premium over segments, where wider than the dot.".to_owned());
    }
    if shown.called_out {
        reading.push("Red: without this language the interval of ρ covers zero.".to_owned());
    }
    match shown.unnamed {
        0 => {}
        1 => reading.push("One dot has no room for its name: see explain.csv.".to_owned()),
        several => reading.push(format!("{several} dots have no room for their names: see explain.csv.")),
    }
    reading.push(
        "Correlation, not causation: both may follow from how much text a language has in training."
            .to_owned(),
    );
    reading.push(layout::signature() + ".");
    Words { caption: vec![explanation.source() + &attempts + &chance, corpus, reading.join(" ")], ..words }
}

//! Which tokenizer for which language? A cell for each, rows grouped by script.

use super::colour::{Colour, LAST_OF_RAMP, shade};
use super::figure::{Align, Figure, Text, Vertical};
use super::font;
use super::groups::groups;
use super::layout::{self, MARGIN, Sheet, WIDTH, Words};
use super::scale::tick_label;
use super::view::View;
use crate::report::number::times;

const ROW: f64 = 14.0;
const GAP: f64 = 5.0;
const GROUP_COLUMN: f64 = 118.0;
const NAME: f64 = 10.0;
const CELL: f64 = 9.5;
/// A column narrower than this would not hold the name of its tokenizer.
const NARROWEST_COLUMN: f64 = 72.0;

/// The chart; nothing where the pivot stands alone.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let groups = groups(view);
    let words = words(view)?;
    let name = |language: &usize| font::width(&report.languages[*language].name, NAME, false);
    let median_row = font::width("Median language", NAME, true);
    let names = groups.iter().flat_map(|group| group.languages.iter().map(name)).fold(median_row, f64::max);
    let left = MARGIN + GROUP_COLUMN + names + 8.0;
    let columns = report.tokenizers.len() as f64;
    let column = ((WIDTH - MARGIN - left) / columns).max(NARROWEST_COLUMN);
    let width = WIDTH.max(left + column * columns + MARGIN);
    let (mut sheet, below_heading) = Sheet::new(width, &words);
    draw_key(&mut sheet, below_heading + 4.0);
    let mut y = below_heading + 54.0;
    let centre = |tokenizer: usize| left + (tokenizer as f64 + 0.5) * column;
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        let text = Text::new(
            (centre(tokenizer), y - 5.0),
            font::fitted(&identity.name, NAME, true, column - 4.0),
            NAME,
        );
        sheet.text(text.bold().align(Align::Centre).vertical(Vertical::Baseline));
    }
    sheet.text(Text::new((left - 6.0, y + ROW / 2.0), "Median language", NAME).bold().align(Align::Right));
    for tokenizer in 0..report.tokenizers.len() {
        let median = report.spread(tokenizer, "premium_median");
        draw_cell(&mut sheet, (centre(tokenizer), y), column, median, true);
    }
    y += ROW + GAP;
    for group in &groups {
        sheet.line((MARGIN, y - 1.5), (left - 2.0, y - 1.5), Colour::Grid, 1.0);
        for (line, text) in
            font::wrap(group.name, NAME, true, GROUP_COLUMN - 12.0, false).into_iter().enumerate()
        {
            let at = (MARGIN, y + ROW / 2.0 + 12.0 * line as f64);
            sheet.text(Text::new(at, text, NAME).bold().colour(Colour::Muted));
        }
        for &language in &group.languages {
            sheet.right((left - 6.0, y + ROW / 2.0), &report.languages[language].name, NAME);
            for tokenizer in 0..report.tokenizers.len() {
                let premium = report.estimate(tokenizer, language, "premium").value;
                // A number of tokens that tells no cost gets no colour.
                let cost = premium.filter(|_| !report.is_unwritable(tokenizer, language));
                draw_cell(&mut sheet, (centre(tokenizer), y), column, cost, false);
            }
            y += ROW;
        }
        // A name of two lines needs the room of two rows.
        let lines = font::wrap(group.name, NAME, true, GROUP_COLUMN - 12.0, false).len();
        y += ROW * lines.saturating_sub(group.languages.len()) as f64 + GAP;
    }
    Some(sheet.finish(y, words))
}

fn draw_key(sheet: &mut Sheet, y: f64) {
    const LENGTH: f64 = 260.0;
    const STEPS: u32 = 130;
    let (left, right) = (sheet.width - MARGIN - LENGTH, sheet.width - MARGIN);
    for step in 0..STEPS {
        let at = |step: u32| f64::from(step) / f64::from(STEPS);
        let (from, to) = (left + LENGTH * at(step), left + LENGTH * at(step + 1));
        sheet.area((from, y), ((to + 0.4).min(right), y + 9.0), Colour::Ramp(at(step)));
    }
    let ticks = [1.0, 2.0, 4.0, 8.0, LAST_OF_RAMP];
    for tick in ticks {
        let x = left + LENGTH * shade(tick);
        sheet.line((x, y + 9.0), (x, y + 12.0), Colour::Muted, 1.0);
        let (align, more) = match tick {
            1.0 => (Align::Left, ""),
            LAST_OF_RAMP => (Align::Right, "+"),
            _ => (Align::Centre, ""),
        };
        let text =
            Text::new((x, y + 13.0), format!("{}×{more}", tick_label(tick)), 9.5).colour(Colour::Muted);
        sheet.text(text.align(align).vertical(Vertical::Top));
    }
    sheet.area((left - 66.0, y), (left - 52.0, y + 9.0), Colour::Cheaper);
    sheet.text(Text::new((left - 48.0, y + 4.5), "< 1×", 9.5).colour(Colour::Muted));
}

fn draw_cell(sheet: &mut Sheet, top_centre: (f64, f64), column: f64, premium: Option<f64>, bold: bool) {
    let (x, y) = top_centre;
    let middle = (x, y + ROW / 2.0);
    let Some(premium) = premium else {
        return sheet.text(Text::new(middle, "–", CELL).colour(Colour::Muted).align(Align::Centre));
    };
    let (fill, ink) = Colour::of_cell(premium);
    let half = column / 2.0 - 0.5;
    sheet.area((x - half, y + 0.5), (x + half, y + ROW - 0.5), fill);
    sheet.text(
        Text::new(middle, format!("{premium:.1}"), CELL).bold_if(bold).colour(ink).align(Align::Centre),
    );
}

fn words(view: View) -> Option<Words> {
    let report = view.report;
    let pivot = &report.pivot_language().name;
    let medians: Vec<(f64, &str)> = report
        .tokenizers
        .iter()
        .enumerate()
        .filter_map(|(tokenizer, identity)| {
            Some((report.spread(tokenizer, "premium_median")?, identity.name.as_str()))
        })
        .collect();
    let worst = medians.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    let best = medians.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)))?;
    let takes =
        format!("The median language takes {} the tokens of {pivot} with {}", times(worst.0), worst.1);
    let title = if times(worst.0) == times(best.0) {
        takes
    } else {
        format!("{takes}, and {} with {}", times(best.0), best.1)
    };
    Some(Words {
        title: view.headline(title),
        subtitle: format!(
            "Token premium over {pivot}, by language (rows, grouped by script) and tokenizer (columns). Colour on a \
             log2 scale; blue: cheaper than {pivot}"
        ),
        description: format!(
            "Heatmap of {} languages by {} tokenizers. Median premiums: {}.",
            report.languages.len() - 1,
            report.tokenizers.len(),
            medians
                .iter()
                .map(|(median, name)| format!("{name} {}", times(*median)))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        caption: vec![
            layout::source(view),
            format!(
                "Premium = tokens of a language over tokens of {pivot} for the same text.{} {}.",
                if report.some_unwritable() { " –: the tokenizer cannot write the language." } else { "" },
                layout::signature()
            ),
        ],
    })
}

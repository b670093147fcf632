//! What does another tokenizer change? Tokens of each language under both.

use super::figure::Figure;
use super::layout::{self, Words};
use super::slopes::{self, Kind, Line, Slopes};
use crate::corpus::Corpus;
use crate::count::Counts;
use crate::parity::Diff;
use crate::report::number::percent;
use crate::stats;

/// The chart; nothing where no language can be written with both.
pub fn draw(diff: &Diff, counts: &Counts, corpus: &Corpus) -> Option<Figure> {
    let comparable =
        diff.changes.iter().filter(|change| !change.unwritable && change.tokens.iter().all(|&n| n > 0));
    let mut lines: Vec<Line> = comparable
        .map(|change| Line {
            name: counts.languages[change.language].name.clone(),
            values: change.tokens.map(|tokens| tokens as f64 / counts.segments as f64).to_vec(),
            kind: Kind::Rest,
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    slopes::name_the_steepest(&mut lines);
    let heads = [0, 1].map(|tokenizer| counts.tokenizers[tokenizer].name.clone());
    let words = words(&heads, &lines, corpus)?;
    Some(slopes::draw(Slopes { words, heads: heads.to_vec(), suffix: "", lines }))
}

fn words([a, b]: &[String; 2], lines: &[Line], corpus: &Corpus) -> Option<Words> {
    let ratios: Vec<f64> = lines.iter().map(|line| line.values[1] / line.values[0]).collect();
    let cheaper = ratios.iter().filter(|ratio| **ratio < 1.0).count();
    let median = stats::median(&ratios)?;
    let change = match percent((1.0 - median).abs()) {
        none if none == "0 %" => "as many".to_owned(),
        less if median < 1.0 => format!("{less} fewer"),
        more => format!("{more} more"),
    };
    let title = match lines {
        [only] => format!("From {a} to {b}: {change} tokens in {}", only.name),
        _ => format!(
            "From {a} to {b}: fewer tokens in {cheaper} of {} languages, {change} in the median language",
            lines.len()
        ),
    };
    let source = layout::source_of(corpus.title(), corpus.manifest(), corpus.segments());
    Some(Words {
        title,
        subtitle: "Tokens per segment. Blue: falls most; red: falls least, or rises. Log2 scale".to_owned(),
        description: format!("Slope chart of {} languages under {a} and {b}.", lines.len()),
        caption: vec![source, format!("Intervals and significance: diff.csv. {}.", layout::signature())],
    })
}

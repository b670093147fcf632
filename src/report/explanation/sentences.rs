//! What may be said, in sentences: that scores go with premiums, never that they follow from them.

use super::Explanation;
use crate::parity::{FEWEST, Finding, Interval, Rival, covers_zero};
use crate::report::number::{grouped, signed};
use crate::score::without_setting;

/// The finding, as a headline: true of any data.
pub fn finding(explanation: &Explanation) -> String {
    let title = explanation.scores.title();
    let languages = explanation.association.points.len();
    let tokens = format!("Languages that cost {} more tokens", without_setting(explanation.model));
    let carried = |carried_by: Option<usize>| {
        carried_by
            .map_or_else(String::new, |point| format!(", but this rests on {}", explanation.name(point)))
    };
    match explanation.association.finding() {
        Finding::TooFew => {
            format!("Too few languages ({languages}) to say whether token cost goes with scores on {title}")
        }
        Finding::NoOrder => {
            format!("No order to compare: all {languages} languages score or cost alike on {title}")
        }
        Finding::NoInterval => {
            format!("{tokens} and their scores on {title}: a correlation without an interval")
        }
        Finding::Unsure => format!(
            "Whether token cost goes with scores on {title} cannot be told from these {languages} languages"
        ),
        Finding::Lower { carried_by } => format!("{tokens} score lower on {title}{}", carried(carried_by)),
        Finding::Higher { carried_by } => format!("{tokens} score higher on {title}{}", carried(carried_by)),
    }
}

/// The finding and what stands behind it, a paragraph each.
pub fn verdict(explanation: &Explanation) -> Vec<String> {
    let mut sentences = vec![finding(explanation) + ".", strength(explanation)];
    sentences.extend(influence(explanation));
    sentences.extend(carried(explanation));
    sentences.extend(closest_rival(explanation));
    sentences.extend(with_control(explanation));
    sentences
}

/// ρ with its interval and the number of languages, as a subtitle says it.
pub fn strength_in_short(explanation: &Explanation) -> String {
    let link = explanation.association.headline();
    let value = link.value.map_or_else(|| "undefined".to_owned(), signed);
    let languages = link.languages;
    format!("Spearman ρ = {value}{}, n = {languages} languages", between(link.interval))
}

/// What the intervals are about, and what they leave out.
pub fn scope(explanation: &Explanation) -> String {
    format!(
        "Percentile intervals: segments and languages are drawn again together, {} times. They cover other \
         sentences and other languages of these kinds, not other kinds of text, another benchmark, or what is \
         wrong with the scores. A correlation says nothing of causes: both may follow from how much text a \
         language has.",
        grouped(explanation.resampling.resamples)
    )
}

fn strength(explanation: &Explanation) -> String {
    let link = explanation.association.headline();
    let p = link.p.map_or_else(String::new, |p| format!(", permutation p = {p:.4}"));
    let pivot = explanation.pivot();
    let pivot = if explanation.has_pivot() {
        format!(" ({} is one of them, with a premium of 1 by definition)", pivot.name)
    } else {
        format!(" ({} has no score)", pivot.name)
    };
    let note = match explanation.association.finding() {
        Finding::TooFew => format!(" Fewer than {FEWEST} languages allow no verdict, whatever the figures."),
        Finding::Unsure => " The interval covers zero.".to_owned(),
        _ => String::new(),
    };
    format!("{}{p}{pivot}.{note}", strength_in_short(explanation))
}

fn influence(explanation: &Explanation) -> Option<String> {
    let link = explanation.association.headline();
    let most_influential = link.most_influential()?;
    let left = || link.without.iter().copied().flatten();
    let (low, high) = (left().min_by(f64::total_cmp)?, left().max_by(f64::total_cmp)?);
    Some(format!(
        "Without one language at a time ρ lies between {} and {}; {} moves it most, to {}.",
        signed(low),
        signed(high),
        explanation.name(most_influential),
        signed(link.without[most_influential]?),
    ))
}

fn carried(explanation: &Explanation) -> Option<String> {
    let (Finding::Lower { carried_by } | Finding::Higher { carried_by }) = explanation.association.finding()
    else {
        return None;
    };
    let left = explanation.association.headline().weakest?;
    let name = explanation.name(carried_by?);
    Some(format!(
        "Without {name} ρ = {}{}: the interval covers zero, so one language carries the finding.",
        signed(left.value),
        between(left.interval)
    ))
}

/// The rival whose ρ is largest in size; what it lacks is what the premium adds.
fn closest_rival(explanation: &Explanation) -> Option<String> {
    let size = |rival: &&Rival| rival.value.map_or(-1.0, f64::abs);
    let rivals = explanation.association.rivals.iter();
    let rival = rivals.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let (value, difference) = (rival.value?, rival.difference?);
    let told_apart = match rival.difference_interval {
        None => "",
        Some(interval) if covers_zero(interval) => {
            ", which covers zero: these languages cannot tell the two apart"
        }
        Some(_) => ", which does not cover zero",
    };
    Some(format!(
        "In the premium's place, {} has ρ = {}{}; the difference is {}{}{told_apart}.",
        rival.name,
        signed(value),
        between(rival.interval),
        signed(difference),
        between(rival.difference_interval),
    ))
}

fn with_control(explanation: &Explanation) -> Option<String> {
    let control = explanation.control.as_ref()?;
    let link = explanation.association.link("spearman_partial")?;
    let Some(value) = link.value else {
        return Some(format!(
            "With {control} held fixed nothing is left to compare (n = {}).",
            link.languages
        ));
    };
    let covers = if link.interval.is_some_and(covers_zero) { ": the interval covers zero" } else { "" };
    Some(format!(
        "With {control} held fixed ρ = {}{}, n = {}{covers}.",
        signed(value),
        between(link.interval),
        link.languages
    ))
}

fn between(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |interval| {
        format!(" (95 % interval {} to {})", signed(interval.low), signed(interval.high))
    })
}

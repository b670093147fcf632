//! What an audit found, in sentences.

use super::Audited;
use crate::parity::{Answer, Claim, Outcome, answer};
use crate::report::number::{exact, grouped, percent, times};

/// Which recipe gives each claimed value.
pub fn claims(audited: &Audited) -> Vec<String> {
    audited.claims.iter().map(|one| claim(audited, one)).collect()
}

/// Where the order of the languages changes most, and where the number does.
pub fn verdict(audited: &Audited) -> Vec<String> {
    [order(audited), number(audited)].into_iter().flatten().collect()
}

fn claim(audited: &Audited, claim: &Claim) -> String {
    let subject = format!("{} for {}", claim.rounded(claim.value), audited.language(claim.language).name);
    let value = |outcome: &Outcome| match outcome.values[claim.language] {
        Some(value) => format!("{value:.4}"),
        None => "–".to_owned(),
    };
    let with_value = |outcome: &Outcome| format!("{} ({})", named(outcome), value(outcome));
    let premium = audited.audit.premium();
    let beside = format!("the premium is {}", value(premium));
    let is_premium = |outcome: &Outcome| outcome.recipe.definition == premium.recipe.definition;
    match answer(audited.audit, claim) {
        Answer::Found(outcomes) => match outcomes.as_slice() {
            [one] if is_premium(one) => format!("{subject} is the premium ({}).", value(one)),
            [first, others @ ..] if is_premium(first) => {
                let others: Vec<String> = others.iter().map(|outcome| with_value(outcome)).collect();
                let premium = format!("{subject} is the premium ({})", value(first));
                format!("{premium}; the same at these digits: {}.", listed(&others))
            }
            [one] => format!("{subject} is what {} gives; {beside}.", with_value(one)),
            several => {
                let several: Vec<String> = several.iter().map(|outcome| with_value(outcome)).collect();
                format!("{subject} is what {} give; {beside}.", listed(&several))
            }
        },
        Answer::Nearest(outcome) => {
            let beside = if is_premium(outcome) { String::new() } else { format!("; {beside}") };
            format!("{subject} is what no recipe gives; the nearest is {}{beside}.", with_value(outcome))
        }
        Answer::NoValue => format!("{subject} cannot be looked for: no recipe has a value there."),
    }
}

fn order(audited: &Audited) -> Option<String> {
    let pairs = audited.audit.premium().order.pairs;
    let last = |outcome: &&Outcome| outcome.order.flipped;
    // Of recipes that flip as many the first.
    let most = audited.audit.rivals().iter().rev().max_by_key(last)?;
    if pairs == 0 {
        return None;
    }
    if most.order.flipped == 0 {
        return Some("No recipe puts two languages in another order than the premium does.".to_owned());
    }
    let moved = most.order.moved.and_then(|at| Some((at, audited.places(most, at)?)));
    let moved = moved.map_or_else(String::new, |(at, (from, to))| {
        let name = &audited.language(at).name;
        let of = audited.audit.compared.len();
        format!(": {name} moves from place {} to {} of {of}", exact(Some(from)), exact(Some(to)))
    });
    Some(format!(
        "By {}, {} of {} pairs of languages ({}) stand in another order than by premium{moved}.",
        named(most),
        grouped(most.order.flipped),
        grouped(most.order.pairs),
        percent(most.order.flipped as f64 / most.order.pairs as f64),
    ))
}

/// The recipe and the language whose value is the most times, or the smallest part of, the premium.
fn number(audited: &Audited) -> Option<String> {
    let farthest = |outcome| {
        let language = (outcome as &Outcome).order.farthest?;
        let (premium, value) = audited.pair(outcome, language)?;
        Some((outcome, language, premium, value))
    };
    let size = |premium: f64, value: f64| (value / premium).ln().abs();
    let found = audited.audit.rivals().iter().filter_map(farthest);
    let (outcome, language, premium, value) =
        found.max_by(|(.., a, b), (.., c, d)| size(*a, *b).total_cmp(&size(*c, *d)))?;
    Some(format!(
        "By {}, {} would cost {} instead of {}.",
        named(outcome),
        audited.language(language).name,
        times(value),
        times(premium),
    ))
}

/// A recipe within a sentence.
fn named(outcome: &Outcome) -> String {
    let title = outcome.recipe.definition.title;
    title[..1].to_lowercase() + &title[1..]
}

fn listed(recipes: &[String]) -> String {
    match recipes {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => recipes.concat(),
    }
}

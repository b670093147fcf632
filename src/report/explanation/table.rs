//! The explanation on the screen: what may be said, the figures, the languages. At most 100 columns wide.

use comfy_table::Table;

use super::Explanation;
use super::sentences::{scope, verdict};
use crate::parity::{Association, Finding, Interval, LINKS, Link, Pooled};
use crate::report::number::{grouped, short, signed, times};
use crate::report::table::{
    align_right, drawn, filled, header, plain_table, shortened, without_trailing_blanks,
};

/// One model's scores: the finding first.
pub fn table(explanation: &Explanation, styled: bool) -> String {
    let heading = format!(
        "{}: {} segments. Scores of {} on {}, its tokenizer {}.",
        explanation.corpus_title(),
        grouped(explanation.counts.segments),
        explanation.model,
        explanation.scores.title(),
        explanation.tokenizer(),
    );
    let mut blocks = vec![filled(&heading)];
    blocks.push(verdict(explanation).iter().map(|it| filled(it)).collect::<Vec<_>>().join("\n"));
    let association = &explanation.association;
    blocks.push(drawn(links(explanation), styled));
    blocks.push(drawn(rivals(association), styled));
    blocks.push(drawn(languages(explanation), styled));
    blocks.push(notes(explanation));
    without_trailing_blanks(&blocks.join("\n\n"))
}

/// Several models beside each other, a row each.
pub fn overview(explanations: &[Explanation], pooled: Option<&Pooled>, styled: bool) -> String {
    let Some(first) = explanations.first() else { return String::new() };
    let mut table = plain_table();
    header(&mut table, ["Model", "tokenizer", "n", "ρ", "95 % interval", "p", "least left", "without"]);
    for explanation in explanations {
        let link = explanation.association.headline();
        let weakest = link.weakest;
        table.add_row([
            explanation.model.to_owned(),
            explanation.tokenizer().to_owned(),
            link.languages.to_string(),
            value(link.value),
            between(link.interval),
            p(link.p),
            weakest.map_or_else(String::new, |left| signed(left.value)),
            weakest.map_or_else(String::new, |left| explanation.name(left.point).to_owned()),
        ]);
    }
    align_right(&mut table, 2..7);
    let heading = format!(
        "{}: {} segments. Scores of {} models on {}.",
        first.corpus_title(),
        grouped(first.counts.segments),
        explanations.len(),
        first.scores.title(),
    );
    let findings = tally_of_findings(explanations);
    let together = pooled.map(|pooled| format!(" {}", together(pooled, first))).unwrap_or_default();
    let blocks = [filled(&heading), filled(&(findings + &together)), drawn(table, styled), notes(first)];
    without_trailing_blanks(&blocks.join("\n\n"))
}

/// In how many models scores go with premiums, and how.
fn tally_of_findings(explanations: &[Explanation]) -> String {
    let count = |which: fn(Finding) -> bool| {
        explanations.iter().filter(|explanation| which(explanation.association.finding())).count()
    };
    let lower = count(|finding| matches!(finding, Finding::Lower { .. }));
    let higher = count(|finding| matches!(finding, Finding::Higher { .. }));
    let carried = count(|finding| {
        matches!(finding, Finding::Lower { carried_by: Some(_) } | Finding::Higher { carried_by: Some(_) })
    });
    let unsure = count(|finding| finding == Finding::Unsure);
    let undecided = explanations.len() - lower - higher - unsure;
    let parts = [
        (lower, "lower scores where a language costs more tokens in"),
        (higher, "higher scores there in"),
        (unsure, "an interval that covers zero in"),
        (undecided, "too few languages for a verdict, or nothing to compare, in"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what} {count}"));
    let carried = if carried == 0 {
        String::new()
    } else {
        format!(" In {carried} one language carries the finding: without it the interval covers zero.")
    };
    format!(
        "{} models: {}.{carried} The models share their languages and mostly their tokenizer: they are not \
         independent evidence.",
        explanations.len(),
        parts.collect::<Vec<_>>().join(", ")
    )
}

/// What the models say together.
fn together(pooled: &Pooled, explanation: &Explanation) -> String {
    let weakest = pooled.weakest.map_or_else(String::new, |(language, left)| {
        let name = &explanation.counts.languages[language].name;
        format!("; without {name} it is {}", signed(left))
    });
    format!(
        "Taken together, with the languages drawn again for all models alike, the mean of ρ is {}{} (n = {} \
         languages){weakest}.",
        signed(pooled.value),
        pooled.interval.map_or_else(String::new, |it| {
            format!(", 95 % interval {} to {}", signed(it.low), signed(it.high))
        }),
        pooled.languages,
    )
}

fn links(explanation: &Explanation) -> Table {
    let mut table = plain_table();
    header(&mut table, ["Premium and score", "value", "95 % interval", "p", "n", "least left", "without"]);
    let association = &explanation.association;
    for (measure, link) in LINKS.iter().zip(&association.links).filter(|(_, link)| link.languages > 0) {
        let without = |left: &Link| left.weakest.map(|left| explanation.name(left.point).to_owned());
        table.add_row([
            measure.definition.title.to_owned(),
            value(link.value),
            between(link.interval),
            p(link.p),
            link.languages.to_string(),
            link.weakest.map_or_else(String::new, |left| signed(left.value)),
            without(link).unwrap_or_default(),
        ]);
    }
    align_right(&mut table, 1..6);
    table
}

fn rivals(association: &Association) -> Table {
    let mut table = plain_table();
    header(
        &mut table,
        ["In the premium's place", "ρ", "95 % interval", "premium's ρ less this", "95 % interval", "n"],
    );
    for rival in &association.rivals {
        table.add_row([
            rival.name.trim_start_matches("the ").to_owned(),
            value(rival.value),
            between(rival.interval),
            value(rival.difference),
            between(rival.difference_interval),
            rival.languages.to_string(),
        ]);
    }
    align_right(&mut table, 1..);
    table
}

fn languages(explanation: &Explanation) -> Table {
    let mut table = plain_table();
    header(&mut table, ["Language", "Code", "premium", "95 % interval", "score", "ρ without it"]);
    let association = &explanation.association;
    for (at, point) in association.points.iter().enumerate() {
        let language = explanation.language(point);
        let interval =
            point.interval.map(|interval| format!("{} – {}", short(interval.low), short(interval.high)));
        let without = association.headline().without.get(at).copied().flatten();
        table.add_row([
            shortened(&language.name),
            language.code.clone(),
            times(point.premium),
            interval.unwrap_or_default(),
            explanation.score(point.score),
            value(without),
        ]);
    }
    align_right(&mut table, 2..);
    table
}

fn notes(explanation: &Explanation) -> String {
    let mut notes = vec![explanation.source()];
    for (left_out, why) in [
        (explanation.without_text(), "With a score and without a text in the corpus"),
        (explanation.unwritable(), "Left out, the tokenizer cannot write them"),
    ] {
        if !left_out.is_empty() {
            notes.push(format!("{why}: {}.", left_out.join(", ")));
        }
    }
    if explanation.resampling.resamples > 0 {
        notes.push(scope(explanation));
        let links = &explanation.association.links;
        if links.iter().any(|link| link.value.is_some() && link.interval.is_none()) {
            notes.push(
                "Without an interval: what has no value in more than one of a hundred resamples.".to_owned(),
            );
        }
    }
    notes.iter().map(|note| filled(note)).collect::<Vec<_>>().join("\n")
}

fn value(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), signed)
}

fn between(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |it| format!("{} – {}", signed(it.low), signed(it.high)))
}

fn p(p: Option<f64>) -> String {
    p.map_or_else(String::new, |p| format!("{p:.4}"))
}

//! `audit.csv`, tidy, a row per language and recipe; `recipes.csv`, a row per recipe.

use super::Audited;
use crate::report::RenderError;
use crate::report::csv::finish;
use crate::report::number::exact;

/// What every recipe makes of every language.
///
/// # Errors
/// None in memory.
pub fn languages(audited: &Audited) -> Result<Vec<u8>, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "corpus",
        "tokenizer",
        "language",
        "recipe",
        "value",
        "over_premium",
        "place",
        "place_by_premium",
        "n",
        "unit",
        "words_by",
    ])?;
    for language in audited.listed() {
        for outcome in &audited.audit.outcomes {
            let recipe = outcome.recipe;
            let over = audited.pair(outcome, language).map(|(premium, value)| value / premium);
            let rule = recipe.word_rule().map_or("", |rule| rule.name(audited.language(language)));
            writer.write_record([
                audited.corpus.name(),
                audited.tokenizer(),
                &audited.language(language).code,
                recipe.definition.id,
                &exact(outcome.values[language]),
                &exact(over),
                &exact(outcome.places[language]),
                &exact(audited.audit.premium().places[language]),
                &audited.counts.segments.to_string(),
                recipe.definition.unit,
                rule,
            ])?;
        }
    }
    finish(writer)
}

/// How the order of the languages by each recipe goes with that by premium, and where the two differ most.
///
/// # Errors
/// None in memory.
pub fn recipes(audited: &Audited) -> Result<Vec<u8>, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "corpus",
        "tokenizer",
        "recipe",
        "formula",
        "kendall",
        "flipped_pairs",
        "pairs",
        "farthest",
        "farthest_premium",
        "farthest_value",
        "moved",
        "moved_place_by_premium",
        "moved_place",
    ])?;
    for outcome in &audited.audit.outcomes {
        let order = outcome.order;
        let code = |language: Option<usize>| language.map_or("", |at| audited.language(at).code.as_str());
        let (premium, value) = order.farthest.and_then(|at| audited.pair(outcome, at)).unzip();
        let (by_premium, place) = order.moved.and_then(|at| audited.places(outcome, at)).unzip();
        writer.write_record([
            audited.corpus.name(),
            audited.tokenizer(),
            outcome.recipe.definition.id,
            outcome.recipe.definition.formula,
            &exact(order.tau),
            &order.flipped.to_string(),
            &order.pairs.to_string(),
            code(order.farthest),
            &exact(premium),
            &exact(value),
            code(order.moved),
            &exact(by_premium),
            &exact(place),
        ])?;
    }
    finish(writer)
}

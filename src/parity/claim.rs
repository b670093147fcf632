//! Which recipe gives a published value?

use super::audit::{Audit, Outcome};

/// A value that somebody published for a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// Position of the language among those of the counts.
    pub language: usize,
    /// Above 0.
    pub value: f64,
    /// Digits after the decimal point as it was published.
    pub decimals: usize,
}

/// What the recipes say to a claim.
#[derive(Clone, Debug)]
pub enum Answer<'a> {
    /// Recipes whose value is the claimed one, rounded to its digits; in the order of the recipes.
    Found(Vec<&'a Outcome>),
    /// None is, and this one's value is the least times larger or smaller.
    Nearest(&'a Outcome),
    /// No recipe gives the language a value.
    NoValue,
}

impl Claim {
    /// A value as the claim writes its own.
    pub fn rounded(&self, value: f64) -> String {
        format!("{value:.0$}", self.decimals)
    }
}

/// Looks for a claim among the recipes.
pub fn answer<'a>(audit: &'a Audit, claim: &Claim) -> Answer<'a> {
    let with_values = || {
        let value = |outcome: &'a Outcome| Some((outcome, outcome.values[claim.language]?));
        audit.outcomes.iter().filter_map(value)
    };
    let claimed = claim.rounded(claim.value);
    let found: Vec<&Outcome> = with_values()
        .filter(|(_, value)| claim.rounded(*value) == claimed)
        .map(|(outcome, _)| outcome)
        .collect();
    if !found.is_empty() {
        return Answer::Found(found);
    }
    let distance = |value: f64| (value / claim.value).ln().abs();
    with_values()
        .min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b)))
        .map_or(Answer::NoValue, |(outcome, _)| Answer::Nearest(outcome))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parity::audit::Order;
    use crate::parity::recipe::RECIPES;

    fn audit(values: &[Option<f64>]) -> Audit {
        let order = Order { tau: None, pairs: 0, flipped: 0, farthest: None, moved: None };
        let outcome = |(recipe, value): (_, &Option<f64>)| Outcome {
            recipe,
            values: vec![*value],
            places: vec![None],
            order,
        };
        let outcomes = RECIPES.iter().zip(values).map(outcome).collect();
        Audit { tokenizer: 0, compared: vec![0], unwritable: Vec::new(), outcomes }
    }

    fn found(audit: &Audit, value: f64, decimals: usize) -> Vec<&'static str> {
        match answer(audit, &Claim { language: 0, value, decimals }) {
            Answer::Found(outcomes) => outcomes.iter().map(|outcome| outcome.recipe.definition.id).collect(),
            Answer::Nearest(outcome) => vec!["nearest", outcome.recipe.definition.id],
            Answer::NoValue => Vec::new(),
        }
    }

    #[test]
    fn a_claim_is_what_rounds_to_its_digits() {
        let audit = audit(&[Some(1.271), Some(1.268), None, Some(3.756)]);
        assert_eq!(found(&audit, 3.76, 2), ["ratio_of_medians"]);
        assert_eq!(found(&audit, 1.27, 2), ["premium", "mean_of_ratios"]);
        assert_eq!(found(&audit, 1.271, 3), ["premium"]);
        assert_eq!(found(&audit, 4.0, 0), ["ratio_of_medians"]);
        // 4.0 is more precise than 4, and nothing is 4.0.
        assert_eq!(found(&audit, 4.0, 1), ["nearest", "ratio_of_medians"]);
        // 2 is 1.573 times 1.271 and 1.878 times smaller than 3.756.
        assert_eq!(found(&audit, 2.00, 2), ["nearest", "premium"]);
    }

    #[test]
    fn nothing_gives_a_claim_where_nothing_has_a_value() {
        assert_eq!(found(&audit(&[None, None]), 1.0, 1), [""; 0]);
    }
}

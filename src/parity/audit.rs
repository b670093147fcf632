//! What other recipes make of the premiums of a tokenizer: other numbers, and another order of the languages.

use super::recipe::{RECIPES, Recipe};
use crate::count::Variants;
use crate::metric::is_unwritable;
use crate::stats;

/// The premiums of one tokenizer beside what each recipe gives.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Position of the tokenizer among those of the counts.
    pub tokenizer: usize,
    /// The languages in an order of their own to compare: without the pivot and those that the tokenizer cannot write.
    /// Dearest first; ties in the order of the languages.
    pub compared: Vec<usize>,
    /// The same for those that it cannot write.
    pub unwritable: Vec<usize>,
    /// In the order of [`RECIPES`], the premium first; without those that the tokenizer does not have.
    pub outcomes: Vec<Outcome>,
}

/// What one recipe gives.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub recipe: &'static Recipe,
    /// Of each language of the counts.
    pub values: Vec<Option<f64>>,
    /// The place of each language among those compared, from 1 for the dearest; those that tie share the middle of theirs.
    pub places: Vec<Option<f64>>,
    pub order: Order,
}

/// How the order of the languages goes with their order by premium.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// Kendall's τ-b with the premium; `None` where all languages tie.
    pub tau: Option<f64>,
    /// Pairs of languages.
    pub pairs: usize,
    /// Pairs of which the dearer by premium is the cheaper here.
    pub flipped: usize,
    /// The language whose value is the most times, or the smallest part of, its premium; `None` where no value differs.
    pub farthest: Option<usize>,
    /// The language whose place differs most from that by premium; `None` where none does.
    pub moved: Option<usize>,
}

impl Audit {
    /// What the premium gives.
    pub fn premium(&self) -> &Outcome {
        &self.outcomes[0]
    }

    /// What the other recipes give.
    pub fn rivals(&self) -> &[Outcome] {
        &self.outcomes[1..]
    }

    /// What a recipe gives, by its id.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.recipe.definition.id == id)
    }
}

/// Sets every recipe beside the premium, a tokenizer each.
pub fn audit(variants: &Variants) -> Vec<Audit> {
    (0..variants.lines.tokenizers.len()).map(|tokenizer| of_tokenizer(variants, tokenizer)).collect()
}

fn of_tokenizer(variants: &Variants, tokenizer: usize) -> Audit {
    let counts = &variants.lines;
    let values = |recipe: &Recipe| -> Vec<Option<f64>> {
        let segments = |language| variants.segment_tallies(recipe.variant, tokenizer, language);
        let value = |language| (recipe.value)(segments(language)?, segments(counts.pivot)?);
        (0..counts.languages.len()).map(value).collect()
    };
    let premiums = values(&RECIPES[0]);
    let dearness = |language: usize| premiums[language].unwrap_or(f64::NEG_INFINITY);
    let mut others: Vec<usize> = (0..counts.languages.len()).filter(|&other| other != counts.pivot).collect();
    others.sort_by(|&a, &b| dearness(b).total_cmp(&dearness(a)).then(a.cmp(&b)));
    let (unwritable, compared): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|&language| is_unwritable(counts, tokenizer, language));
    let with_values = RECIPES.iter().map(|recipe| (recipe, values(recipe)));
    let outcomes = with_values
        .filter(|(_, values)| values.iter().any(Option::is_some))
        .map(|(recipe, values)| outcome(recipe, values, &premiums, &compared))
        .collect();
    Audit { tokenizer, compared, unwritable, outcomes }
}

fn outcome(
    recipe: &'static Recipe,
    values: Vec<Option<f64>>,
    premiums: &[Option<f64>],
    compared: &[usize],
) -> Outcome {
    let both: Vec<usize> = compared
        .iter()
        .copied()
        .filter(|&language| values[language].is_some() && premiums[language].is_some())
        .collect();
    let [value, premium] = [&values[..], premiums].map(|of| at(of, &both));
    let [place, place_by_premium] = [&value, &premium].map(|of| places(of));
    let distance = |position: usize| (value[position] / premium[position]).ln().abs();
    let move_of = |position: usize| (place[position] - place_by_premium[position]).abs();
    let order = Order {
        tau: stats::kendall(&value, &premium),
        pairs: both.len() * both.len().saturating_sub(1) / 2,
        flipped: stats::discordant_pairs(&value, &premium),
        farthest: largest(both.len(), distance).map(|position| both[position]),
        moved: largest(both.len(), move_of).map(|position| both[position]),
    };
    let mut places = vec![None; values.len()];
    for (language, place) in both.into_iter().zip(place) {
        places[language] = Some(place);
    }
    Outcome { recipe, values, places, order }
}

fn at(values: &[Option<f64>], languages: &[usize]) -> Vec<f64> {
    languages.iter().filter_map(|&language| values[language]).collect()
}

/// Ranks from 1 for the largest.
fn places(values: &[f64]) -> Vec<f64> {
    stats::mid_ranks(&values.iter().map(|value| -value).collect::<Vec<_>>())
}

/// The first position with the largest size, if that is not 0.
fn largest(positions: usize, size: impl Fn(usize) -> f64) -> Option<usize> {
    (0..positions)
        .filter(|&position| size(position) > 0.0)
        .max_by(|&a, &b| size(a).total_cmp(&size(b)).then(b.cmp(&a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Languages 0 to 4, of which 2 is the pivot. By premium 3 (5×), 0 (3×), 4 (2×), 1 (1.5×); by the other 1 (6×),
    /// 3 and 0 (4×), 4 (1×): 1 is dearer than three that were dearer, 3 and 0 tie.
    #[test]
    fn flips_and_moves_by_hand() {
        let premiums = [3.0, 1.5, 1.0, 5.0, 2.0].map(Some);
        let values = [4.0, 6.0, 1.0, 4.0, 1.0].map(Some);
        let found = outcome(&RECIPES[1], values.to_vec(), &premiums, &[3, 0, 4, 1]);
        assert_eq!(found.places, [Some(2.5), Some(1.0), None, Some(2.5), Some(4.0)]);
        // Two pairs agree (3 and 4, 0 and 4), three flip; τ-b = (2 − 3) / √(6·5).
        let tau = found.order.tau.expect("defined");
        assert!((tau + 1.0 / 30.0_f64.sqrt()).abs() < 1e-12);
        let Order { pairs, flipped, farthest, moved, .. } = found.order;
        // 1 is at 4 times its premium and moves from place 4 to 1.
        assert_eq!((pairs, flipped, farthest, moved), (6, 3, Some(1), Some(1)));
    }

    #[test]
    fn the_premium_beside_itself_moves_nothing() {
        let premiums = [3.0, 1.5, 1.0].map(Some);
        let found = outcome(&RECIPES[0], premiums.to_vec(), &premiums, &[0, 1]);
        let unmoved = Order { tau: Some(1.0), pairs: 1, flipped: 0, farthest: None, moved: None };
        assert_eq!(found.order, unmoved);
    }

    #[test]
    fn a_value_that_does_not_exist_has_no_place() {
        let premiums = [3.0, 1.5, 1.0, 2.0].map(Some);
        let values = vec![Some(2.0), None, Some(1.0), Some(4.0)];
        let found = outcome(&RECIPES[1], values, &premiums, &[0, 3, 1]);
        assert_eq!(found.places, [Some(2.0), None, None, Some(1.0)]);
        assert_eq!((found.order.pairs, found.order.flipped), (1, 1));
    }
}

//! How unequal the premiums of a tokenizer are: a row each.

use crate::metric::Definition;
use crate::stats;

/// A number about all languages under one tokenizer.
#[derive(Debug)]
pub struct Spread {
    pub definition: Definition,
    /// The value from the premiums of the languages other than the pivot.
    pub value: fn(&[f64]) -> Option<f64>,
}

/// Every measure of spread. c are the premiums; the pivot, whose premium is 1, is left out but for the Gini
/// coefficient, which is about everybody.
pub const SPREADS: &[Spread] = &[
    Spread {
        definition: Definition::new("premium_median", "Median premium", "×", "median of c"),
        value: stats::median,
    },
    Spread {
        definition: Definition::new(
            "premium_p90",
            "90th percentile of premiums",
            "×",
            "type 7 quantile of c",
        ),
        value: |premiums| stats::quantile(premiums, 0.9),
    },
    Spread {
        definition: Definition::new("premium_max", "Largest premium", "×", "largest c"),
        value: |premiums| premiums.iter().copied().max_by(f64::total_cmp),
    },
    Spread {
        definition: Definition::new(
            "premium_gini",
            "Gini coefficient of premiums",
            "",
            "Σ|cᵢ−cⱼ| / (2n²μ), the pivot among them; languages count alike",
        ),
        value: |premiums| {
            let with_pivot: Vec<f64> = premiums.iter().copied().chain([1.0]).collect();
            stats::gini(&with_pivot)
        },
    },
    Spread {
        definition: Definition::new("share_over_2x", "Share of languages over 2×", "", "share of c > 2"),
        value: |premiums| stats::share_above(premiums, 2.0),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_by_hand() {
        let value = |id: &str, premiums: &[f64]| {
            let spread = SPREADS.iter().find(|spread| spread.definition.id == id).expect("a spread");
            (spread.value)(premiums)
        };
        let premiums = [1.5, 3.0, 2.0, 4.5];
        assert_eq!(value("premium_median", &premiums), Some(2.5));
        assert_eq!(value("premium_max", &premiums), Some(4.5));
        assert_eq!(value("share_over_2x", &premiums), Some(0.5));
        // Position 0.9·3 = 2.7 between 3 and 4.5: 3 + 0.7·1.5.
        let p90 = value("premium_p90", &premiums).expect("defined");
        assert!((p90 - 4.05).abs() < 1e-12);
        // 1, 3: Σ|cᵢ−cⱼ| = 4, 2n²μ = 2·4·2 = 16.
        assert_eq!(value("premium_gini", &[3.0]), Some(0.25));
        assert_eq!(value("premium_median", &[]), None);
    }
}

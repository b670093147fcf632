//! Limits on what languages pay, and whether each is kept.

use super::Parity;
use super::cost::Bounded;
use super::resamples::Resamples;
use super::spread::SPREADS;
use crate::count::Counts;
use crate::metric::{is_unwritable, ratio};
use crate::stats::Resampling;

/// The Gini coefficient that a limit is on: languages count alike.
const GINI: &str = "premium_gini";

/// What must not be gone over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub premium: Option<f64>,
    pub gini: Option<f64>,
    /// Tokens or premium over those of the baseline.
    pub over_baseline: f64,
    /// Whether the value alone decides, wherever its interval lies.
    pub strict: bool,
}

/// What a limit is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limited {
    Premium,
    Gini,
    /// Tokens for the very text of the baseline, over those of the baseline.
    TokensOverBaseline,
    /// Where the text is another: the premium over that of the baseline.
    PremiumOverBaseline,
}

/// How a value stands to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Kept,
    /// The value is over the limit, but its interval is not: other segments could have kept it.
    Unsure,
    Over,
    /// The tokenizer cannot write the language, so that its tokens are no cost; or there are none.
    Unmeasured,
}

/// A limit, and what was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Positions among those of the counts.
    pub tokenizer: usize,
    /// Absent for a measure of all languages together.
    pub language: Option<usize>,
    pub measure: Limited,
    pub limit: f64,
    pub found: Bounded,
    pub verdict: Verdict,
}

/// What a baseline knows of a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// Whether the text is the very same.
    pub same_text: bool,
    pub tokens: u64,
    pub premium: Option<f64>,
}

/// A tokenizer to compare with a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Position among the tokenizers of the counts.
    pub tokenizer: usize,
    /// That of the baseline's own tokenizer, if it was counted again: then the comparison is paired.
    pub again: Option<usize>,
    /// What is known of each language of the counts.
    pub before: Vec<Option<Before>>,
}

impl Limited {
    pub fn id(self) -> &'static str {
        match self {
            Limited::Premium => "premium",
            Limited::Gini => GINI,
            Limited::TokensOverBaseline => "tokens_over_baseline",
            Limited::PremiumOverBaseline => "premium_over_baseline",
        }
    }
}

impl Verdict {
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Kept => "kept",
            Verdict::Unsure => "unsure",
            Verdict::Over => "over",
            Verdict::Unmeasured => "unmeasured",
        }
    }

    /// Whether the gate stays shut for it.
    pub fn fails(self) -> bool {
        matches!(self, Verdict::Over | Verdict::Unmeasured)
    }

    /// Over a limit is what has its interval beyond it; or its value, where there is no interval or the check is strict.
    fn of(found: Bounded, limit: f64, strict: bool) -> Verdict {
        let Some(value) = found.value else { return Verdict::Unmeasured };
        match found.interval.filter(|_| !strict) {
            _ if value <= limit => Verdict::Kept,
            Some(interval) if interval.low <= limit => Verdict::Unsure,
            _ => Verdict::Over,
        }
    }
}

/// The checks of some tokenizers: on the spread of each, then on its languages but the pivot.
pub fn gate(counts: &Counts, parity: &Parity, tokenizers: &[usize], limits: &Limits) -> Vec<Check> {
    let mut checks = Vec::new();
    for &tokenizer in tokenizers {
        let check = |language, measure, limit, found| Check {
            tokenizer,
            language,
            measure,
            limit,
            found,
            verdict: Verdict::of(found, limit, limits.strict),
        };
        if let Some(limit) = limits.gini {
            let found = SPREADS.iter().position(|spread| spread.definition.id == GINI).map_or_else(
                Bounded::default,
                |at| Bounded {
                    value: parity.spreads(tokenizer)[at],
                    interval: parity.spread_intervals(tokenizer)[at],
                },
            );
            checks.push(check(None, Limited::Gini, limit, found));
        }
        if let Some(limit) = limits.premium {
            let others = (0..counts.languages.len()).filter(|language| *language != counts.pivot);
            checks.extend(others.map(|language| {
                let found = Bounded::premium(counts, parity, tokenizer, language);
                check(Some(language), Limited::Premium, limit, found)
            }));
        }
    }
    checks
}

/// The checks of tokenizers against baselines, on every language that these have. The pivot has no premium to compare.
pub fn gate_against(
    counts: &Counts,
    parity: &Parity,
    baselines: &[Baseline],
    limits: &Limits,
    resampling: Resampling,
) -> Vec<Check> {
    if baselines.is_empty() {
        return Vec::new();
    }
    let resamples = Resamples::draw(counts, resampling);
    let of_baseline = |baseline: &Baseline| {
        let known = baseline.before.iter().enumerate().filter_map(|(language, before)| {
            let check = against(counts, parity, &resamples, baseline, language, (*before)?);
            let (measure, found) = check?;
            Some(Check {
                tokenizer: baseline.tokenizer,
                language: Some(language),
                measure,
                limit: limits.over_baseline,
                found,
                verdict: Verdict::of(found, limits.over_baseline, limits.strict),
            })
        });
        known.collect::<Vec<_>>()
    };
    baselines.iter().flat_map(of_baseline).collect()
}

/// What a language takes now over what it took; `None` for the pivot in another text.
fn against(
    counts: &Counts,
    parity: &Parity,
    resamples: &Resamples,
    baseline: &Baseline,
    language: usize,
    before: Before,
) -> Option<(Limited, Bounded)> {
    let tokenizer = baseline.tokenizer;
    let writable = !is_unwritable(counts, tokenizer, language);
    if !before.same_text {
        let now = Bounded::premium(counts, parity, tokenizer, language).value;
        let value =
            now.zip(before.premium).filter(|(_, before)| *before > 0.0).map(|(now, before)| now / before);
        let found = Bounded { value, interval: None };
        return (language != counts.pivot).then_some((Limited::PremiumOverBaseline, found));
    }
    let tokens = |tokenizer: usize| {
        counts.segment_tallies(tokenizer, language).iter().map(|tally| tally.tokens).sum::<u64>()
    };
    let found = match baseline.again {
        Some(again) => {
            let interval = resamples.interval_of_tokens((tokenizer, language), (again, language));
            Bounded { value: ratio(tokens(tokenizer), tokens(again)), interval }
        }
        None => Bounded { value: ratio(tokens(tokenizer), before.tokens), interval: None },
    };
    Some((Limited::TokensOverBaseline, if writable { found } else { Bounded::default() }))
}

#[cfg(test)]
mod tests {
    use super::super::interval::Interval;
    use super::*;

    #[test]
    fn over_a_limit_is_what_has_its_interval_beyond_it() {
        let found = |value, low, high| Bounded { value: Some(value), interval: Some(Interval { low, high }) };
        let verdict = |found, strict| Verdict::of(found, 3.0, strict);
        assert_eq!(verdict(found(2.9, 2.5, 3.4), true), Verdict::Kept);
        assert_eq!(verdict(found(3.1, 2.9, 3.3), false), Verdict::Unsure);
        assert_eq!(verdict(found(3.1, 2.9, 3.3), true), Verdict::Over);
        assert_eq!(verdict(found(3.3, 3.1, 3.5), false), Verdict::Over);
        // What lies on the limit keeps it.
        assert_eq!(verdict(found(3.0, 3.0, 3.0), true), Verdict::Kept);
        assert_eq!(verdict(found(3.2, 3.0, 3.4), false), Verdict::Unsure);
        assert_eq!(verdict(Bounded { value: Some(3.1), interval: None }, false), Verdict::Over);
        assert_eq!(verdict(Bounded::default(), false), Verdict::Unmeasured);
    }
}

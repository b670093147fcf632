//! What goes with the premium? Scores set beside it, a language a point: how closely, how sure, and by which language.

use super::evidence::{self, Evidence, Sample};
use super::finding::weakest;
use super::interval::Interval;
use super::pooled::{self, Pooled};
use super::relation::{Compared, RELATIONS, Relation};
use super::resamples::Resamples;
use crate::count::{Counts, Quantity};
use crate::metric::{self, Definition};
use crate::stats::{self, Resampling};

/// Scores to set beside the premiums of a tokenizer.
#[derive(Clone, Debug)]
pub struct Question {
    /// Position of the tokenizer among those of the counts.
    pub tokenizer: usize,
    /// The score of each language of the counts, where it has one.
    pub scores: Vec<Option<f64>>,
    /// What is to be held fixed: a number for each language of the counts, where it has one.
    pub control: Option<Vec<Option<f64>>>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Association {
    pub tokenizer: usize,
    /// The languages that have a premium and a score, the pivot among them if it has one; dearest first. Those that
    /// the tokenizer cannot write have no premium that tells a cost.
    pub points: Vec<Point>,
    /// In the order of [`LINKS`].
    pub links: Vec<Link>,
    pub rivals: Vec<Rival>,
}

/// A language with its premium and its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Position of the language among those of the counts.
    pub language: usize,
    pub premium: f64,
    /// Of the premium, over segments.
    pub interval: Option<Interval>,
    pub score: f64,
    pub control: Option<f64>,
}

/// How closely the scores go with the premium, in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub value: Option<f64>,
    /// Over segments and languages together.
    pub interval: Option<Interval>,
    /// That premiums and scores belong together by chance; only where all languages take part.
    pub p: Option<f64>,
    /// How many languages take part.
    pub languages: usize,
    /// The value without each of the points in turn; empty where not all languages take part, or too few.
    pub without: Vec<Option<f64>>,
    /// The language without which least is left.
    pub weakest: Option<Left>,
}

/// What is left of a link without one of its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Left {
    /// Position of the point that was left out.
    pub point: usize,
    pub value: f64,
    pub interval: Option<Interval>,
}

/// Another number about languages in the premium's place: Spearman's ρ of the scores with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    pub definition: Definition,
    /// As it stands in a sentence.
    pub name: &'static str,
    pub value: Option<f64>,
    pub interval: Option<Interval>,
    /// ρ with the premium less ρ with the rival, on the same languages and the same resamples.
    pub difference: Option<f64>,
    pub difference_interval: Option<Interval>,
    pub languages: usize,
}

/// A measure of how closely scores go with premiums.
#[derive(Debug)]
pub struct Measure {
    pub definition: Definition,
    among: Among,
    pub(super) of: fn(&Sample) -> Option<f64>,
}

/// Which languages a measure is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Among {
    All,
    /// Those that share their script with another one.
    SharedScripts,
    /// Those whose control is known.
    Controlled,
}

/// Every measure; the one that verdicts rest on first. c is the premium, s the score.
pub const LINKS: &[Measure] = &[
    Measure {
        definition: Definition::new("spearman", "Spearman ρ", "", "ranks of c and s, ties share their rank"),
        among: Among::All,
        of: |sample| stats::spearman(&sample.x, &sample.y),
    },
    Measure {
        definition: Definition::new(
            "kendall",
            "Kendall τ-b",
            "",
            "pairs of c and s, ties taken into account",
        ),
        among: Among::All,
        of: |sample| stats::kendall(&sample.x, &sample.y),
    },
    Measure {
        definition: Definition::new("pearson", "Pearson r", "", "ln c and s"),
        among: Among::All,
        of: |sample| stats::pearson(&sample.x, &sample.y),
    },
    Measure {
        definition: Definition::new(
            "spearman_within_scripts",
            "Spearman ρ within scripts",
            "",
            "ranks of c and s less their mean in the script",
        ),
        among: Among::SharedScripts,
        of: |sample| {
            stats::within(&stats::mid_ranks(&sample.x), &stats::mid_ranks(&sample.y), &sample.scripts)
        },
    },
    Measure {
        definition: Definition::new(
            "spearman_partial",
            "Spearman ρ, control fixed",
            "",
            "Yule 1907, of ranks",
        ),
        among: Among::Controlled,
        of: |sample| stats::partial(&sample.x, &sample.y, &sample.control, stats::spearman),
    },
    Measure {
        definition: Definition::new(
            "pearson_partial",
            "Pearson r, control fixed",
            "",
            "Yule 1907, of ln c and s",
        ),
        among: Among::Controlled,
        of: |sample| stats::partial(&sample.x, &sample.y, &sample.control, stats::pearson),
    },
];

/// What might stand in the premium's place: its id, and its name in a sentence.
const RIVALS: [(&str, &str); 4] = [
    ("word_factor_fertility", "the ratio of fertilities"),
    ("byte_premium", "the byte premium"),
    ("factor_chars", "the ratio of characters"),
    ("continued_words", "the share of continued words"),
];

/// Known where words were looked at in context.
const CONTINUED_WORDS: Relation = Relation {
    definition: metric::CONTINUED_WORDS,
    compared: Compared::Own(Quantity::ContinuedWords, Quantity::Words),
};

/// Fewer languages have nothing left without one of them.
const FEWEST_LEFT: usize = 3;

/// Sets scores beside premiums, a question at a time, all on the same resamples; then all questions together, if there
/// are several.
pub fn associate(
    counts: &Counts,
    questions: &[Question],
    resampling: Resampling,
) -> (Vec<Association>, Option<Pooled>) {
    let resamples = Resamples::draw(counts, resampling);
    let evidence: Vec<Evidence> =
        questions.iter().map(|question| Evidence::new(counts, question, &resamples, resampling)).collect();
    let pooled = if evidence.len() > 1 { pooled::pool(&evidence, resampling) } else { None };
    let association = |(question, evidence): (&Question, Evidence)| Association {
        tokenizer: question.tokenizer,
        links: LINKS.iter().map(|measure| link(&evidence, measure)).collect(),
        rivals: RIVALS.iter().filter_map(|(id, name)| rival(&evidence, id, name)).collect(),
        points: evidence.points,
    };
    (questions.iter().zip(evidence).map(association).collect(), pooled)
}

fn link(evidence: &Evidence, measure: &Measure) -> Link {
    let premium = &RELATIONS[0];
    let at = taking_part(evidence, measure.among);
    let without = |left_out: usize| at.iter().copied().filter(|&point| point != left_out).collect::<Vec<_>>();
    let all_take_part = measure.among == Among::All;
    let value = evidence.value(&at, premium, measure.of);
    let values_without: Vec<Option<f64>> = if all_take_part && at.len() > FEWEST_LEFT {
        at.iter().map(|&point| evidence.value(&without(point), premium, measure.of)).collect()
    } else {
        Vec::new()
    };
    let weakest = value.and_then(|value| weakest(value, &values_without)).map(|(point, value)| Left {
        point,
        value,
        interval: evidence.interval(&without(point), premium, measure.of),
    });
    Link {
        value,
        interval: evidence.interval(&at, premium, measure.of),
        p: if all_take_part { evidence.permutation_p(&at, premium, measure.of) } else { None },
        languages: at.len(),
        without: values_without,
        weakest,
    }
}

fn taking_part(evidence: &Evidence, among: Among) -> Vec<usize> {
    let takes_part = |point: &usize| match among {
        Among::All => true,
        Among::SharedScripts => evidence.shares_script(*point),
        Among::Controlled => evidence.points[*point].control.is_some(),
    };
    (0..evidence.points.len()).filter(takes_part).collect()
}

fn rival(evidence: &Evidence, id: &str, name: &'static str) -> Option<Rival> {
    const SPEARMAN: fn(&Sample) -> Option<f64> = LINKS[0].of;
    let premium = &RELATIONS[0];
    let relation =
        RELATIONS.iter().chain([&CONTINUED_WORDS]).find(|relation| relation.definition.id == id)?;
    let has_value = |point: &usize| evidence.value(&[*point], relation, |sample| sample.x.first().copied());
    let at: Vec<usize> = (0..evidence.points.len()).filter(|point| has_value(point).is_some()).collect();
    if at.is_empty() {
        return None;
    }
    let value = evidence.value(&at, relation, SPEARMAN);
    let of_premium = evidence.value(&at, premium, SPEARMAN);
    let drawn = evidence.resampled(&at, relation, SPEARMAN);
    let of_premium_drawn = evidence.resampled(&at, premium, SPEARMAN);
    let difference = |(premium, rival): (&Option<f64>, &Option<f64>)| Some((*premium)? - (*rival)?);
    let differences: Vec<Option<f64>> = of_premium_drawn.iter().zip(&drawn).map(difference).collect();
    Some(Rival {
        definition: relation.definition,
        name,
        value,
        interval: evidence::interval(&drawn),
        difference: of_premium.zip(value).map(|(premium, rival)| premium - rival),
        difference_interval: evidence::interval(&differences),
        languages: at.len(),
    })
}

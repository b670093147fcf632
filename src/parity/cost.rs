//! What a premium means in money, room, time and compute.

use super::Parity;
use super::compute::Transformer;
use super::interval::Interval;
use crate::count::{Counts, Tally};
use crate::metric::{is_unwritable, ratio};
use crate::price::Tariff;

/// What a request holds and how it is paid for. Every language asks and is answered the same content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    pub tariff: Tariff,
    /// Segments of the corpus that a request sends, and that its answer is as long as.
    pub input_segments: u32,
    pub output_segments: u32,
    pub reply: Reply,
    /// Input tokens that are read in the time in which one output token is written.
    pub reading_speed: f64,
    /// Tokens that a request may hold at most.
    pub context_tokens: Option<u64>,
    pub transformer: Option<Transformer>,
}

/// How many tokens an answer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// As many as the pivot's: it is a code or a label, or in the pivot's language.
    AsInPivot,
    /// The premium times as many: it is in the language of the question.
    SamePremium,
}

/// What a language pays. A language that the tokenizer cannot write has no cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Position of the language among those of the counts.
    pub language: usize,
    pub tokens: u64,
    pub unwritable: bool,
    pub premium: Bounded,
    /// US dollars for content that has a million tokens in the pivot, sent once.
    pub usd_per_million_pivot_tokens: Option<f64>,
    pub usd_per_request: Option<f64>,
    /// Of a request, over that of the pivot.
    pub over_pivot: Bounded,
    /// How much of the pivot's content the context window holds.
    pub context_share: Bounded,
    /// Whole segments that the context window holds.
    pub context_segments: Option<u64>,
    /// Until the first token of the answer, over the pivot's: as long as the input is.
    pub time_to_first: Bounded,
    /// Until the last token of the answer, over the pivot's.
    pub time_to_end: Bounded,
    pub compute: Option<Compute>,
}

/// A value with its 95 % interval; each may not exist.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounded {
    pub value: Option<f64>,
    pub interval: Option<Interval>,
}

/// What a language takes in floating-point operations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compute {
    /// To read a segment, on average.
    pub flops_per_segment: f64,
    pub over_pivot: Option<f64>,
    /// To train on the corpus once.
    pub training_flops: f64,
    /// Of the training budget, where there is one.
    pub training_share: Option<f64>,
}

impl Bounded {
    /// The premium of a language that the tokenizer can write.
    pub fn premium(counts: &Counts, parity: &Parity, tokenizer: usize, language: usize) -> Bounded {
        if is_unwritable(counts, tokenizer, language) {
            return Bounded::default();
        }
        // The premium is the first relation.
        Bounded {
            value: parity.relations(tokenizer, language)[0],
            interval: parity.intervals(tokenizer, language).relations.first().copied().flatten(),
        }
    }

    /// What a function that only grows makes of the value and its bounds. Quantiles go along with it, so the interval is
    /// that of the result.
    fn grown(self, grow: impl Fn(f64) -> f64) -> Bounded {
        let interval =
            self.interval.map(|Interval { low, high }| Interval { low: grow(low), high: grow(high) });
        Bounded { value: self.value.map(grow), interval }
    }

    /// One over the value; the bounds change places.
    fn inverted(self) -> Bounded {
        let interval = self.interval.filter(|interval| interval.low > 0.0);
        Bounded {
            value: self.value.filter(|value| *value > 0.0).map(f64::recip),
            interval: interval
                .map(|Interval { low, high }| Interval { low: high.recip(), high: low.recip() }),
        }
    }
}

impl Terms {
    /// What a request costs over the pivot's; nothing where neither costs anything.
    fn cost_over_pivot(&self, premium: Bounded) -> Bounded {
        let of_input = f64::from(self.input_segments) * self.tariff.input;
        let of_output = f64::from(self.output_segments) * self.tariff.output;
        self.over_pivot(premium, of_input, of_output)
    }

    /// The time until the answer ends, over the pivot's, with tokens read and written at their speeds.
    fn time_over_pivot(&self, premium: Bounded) -> Bounded {
        let of_input = f64::from(self.input_segments) / self.reading_speed;
        self.over_pivot(premium, of_input, f64::from(self.output_segments))
    }

    /// (a·c + b) / (a + b) for a language of premium c, where a and b are the pivot's input and answer; c where answers have
    /// the premium, too.
    fn over_pivot(&self, premium: Bounded, a: f64, b: f64) -> Bounded {
        match self.reply {
            _ if a + b <= 0.0 => Bounded::default(),
            Reply::AsInPivot => premium.grown(|c| (a * c + b) / (a + b)),
            Reply::SamePremium => premium,
        }
    }
}

/// The cost of every language under one tokenizer, in the order of the counts.
pub fn costs(counts: &Counts, parity: &Parity, tokenizer: usize, terms: &Terms) -> Vec<Cost> {
    let tokens = |language: usize| {
        let tallies = counts.segment_tallies(tokenizer, language);
        tallies.iter().map(|tally: &Tally| tally.tokens).collect::<Vec<u64>>()
    };
    let of_pivot = tokens(counts.pivot);
    let pivot_tokens: u64 = of_pivot.iter().sum();
    let segments = counts.segments as u64;
    let cost = |language: usize| {
        let of_segments = tokens(language);
        let tokens: u64 = of_segments.iter().sum();
        let unwritable = is_unwritable(counts, tokenizer, language);
        let premium = Bounded::premium(counts, parity, tokenizer, language);
        let writable = |value: Option<f64>| value.filter(|_| !unwritable);
        let per_segment = writable(ratio(tokens, segments));
        let answered = match terms.reply {
            Reply::AsInPivot => ratio(pivot_tokens, segments),
            Reply::SamePremium => per_segment,
        };
        let usd_per_request = per_segment.zip(answered).map(|(asked, answered)| {
            let input = f64::from(terms.input_segments) * asked * terms.tariff.input;
            let output = f64::from(terms.output_segments) * answered * terms.tariff.output;
            (input + output) / MILLION
        });
        Cost {
            language,
            tokens,
            unwritable,
            premium,
            usd_per_million_pivot_tokens: premium.value.map(|premium| premium * terms.tariff.input),
            usd_per_request,
            over_pivot: terms.cost_over_pivot(premium),
            context_share: premium.inverted(),
            context_segments: terms.context_tokens.zip(per_segment).and_then(|(window, per_segment)| {
                (per_segment > 0.0).then(|| (window as f64 / per_segment).floor() as u64)
            }),
            time_to_first: premium,
            time_to_end: terms.time_over_pivot(premium),
            compute: terms
                .transformer
                .filter(|_| !unwritable)
                .and_then(|transformer| transformer.compute(&of_segments, &of_pivot)),
        }
    };
    (0..counts.languages.len()).map(cost).collect()
}

const MILLION: f64 = 1e6;

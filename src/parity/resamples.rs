//! Every language's counts in every resample: what all intervals are made from.

use std::array;
use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use crate::count::{Counts, Part, Quantity, Tally};
use crate::stats::{self, Array2, ArrayViewMut1, IntervalKind, Resampling, Sums};

use super::interval::{Interval, LEVEL};

/// The tallies of every language in every draw, as sums of columns. Documents are drawn, the same for every language
/// and tokenizer; where nobody says which segments belong together, each is a document.
pub struct Resamples {
    sums: Sums,
    columns: Columns,
    /// A column of zeros.
    nothing: Vec<f64>,
    resampling: Resampling,
    /// How many draws there are: the resamples, and what their intervals need besides.
    pub drawn: usize,
}

/// Which column holds which count: for each language those of the text, then those of each tokenizer that are not
/// zero everywhere.
struct Columns {
    /// Positions in [`Tally::to_counts`]; the tokens first.
    of_tokenizer: Vec<usize>,
    per_language: usize,
}

impl Columns {
    fn of(counts: &Counts) -> Columns {
        let cells = (0..counts.tokenizers.len())
            .flat_map(|tokenizer| (0..counts.languages.len()).map(move |language| (tokenizer, language)));
        let everything: Tally = cells.map(|(tokenizer, language)| counts.tally(tokenizer, language)).sum();
        let met = |count: &usize| *count == Tally::OF_TEXT || everything.to_counts()[*count] > 0;
        let of_tokenizer: Vec<usize> = (Tally::OF_TEXT..Tally::COUNTS).filter(met).collect();
        Columns { per_language: Tally::OF_TEXT + counts.tokenizers.len() * of_tokenizer.len(), of_tokenizer }
    }

    fn first_of(&self, tokenizer: usize, language: usize) -> usize {
        language * self.per_language + Tally::OF_TEXT + tokenizer * self.of_tokenizer.len()
    }
}

impl Resamples {
    pub fn draw(counts: &Counts, resampling: Resampling) -> Resamples {
        let columns = Columns::of(counts);
        let documents = counts.documents.len();
        let mut values = Array2::zeros((documents, counts.languages.len() * columns.per_language));
        let of_document = |(mut row, document): (ArrayViewMut1<f64>, &Range<usize>)| {
            for (tokenizer, language, tallies) in cells(counts) {
                let tallied = tallies[document.clone()].iter().sum::<Tally>().to_counts();
                for count in 0..Tally::OF_TEXT {
                    row[language * columns.per_language + count] = tallied[count] as f64;
                }
                for (offset, count) in columns.of_tokenizer.iter().enumerate() {
                    row[columns.first_of(tokenizer, language) + offset] = tallied[*count] as f64;
                }
            }
        };
        let rows: Vec<_> = values.rows_mut().into_iter().collect();
        rows.into_par_iter().zip(&counts.documents).for_each(of_document);
        let sums = stats::resampled_sums(&values, resampling);
        let drawn = resampling.draws(documents);
        Resamples { sums, columns, nothing: vec![0.0; drawn], resampling, drawn }
    }

    /// The draws that were made as a part was counted.
    pub fn of_part(part: &Part, counts: &Counts) -> Resamples {
        let columns = Columns::of(counts);
        let drawn = part.manner.replicates;
        let mut sums = Array2::zeros((counts.languages.len() * columns.per_language, drawn));
        for (language, of_language) in part.languages.values().enumerate() {
            for (tokenizer, draw) in (0..counts.tokenizers.len())
                .flat_map(|tokenizer| (0..drawn).map(move |draw| (tokenizer, draw)))
            {
                let tally = of_language.drawn(tokenizer, draw).to_counts();
                for count in 0..Tally::OF_TEXT {
                    sums[(language * columns.per_language + count, draw)] = tally[count] as f64;
                }
                for (offset, count) in columns.of_tokenizer.iter().enumerate() {
                    sums[(columns.first_of(tokenizer, language) + offset, draw)] = tally[*count] as f64;
                }
            }
        }
        let resampling =
            Resampling { resamples: drawn, seed: part.manner.seed, interval: IntervalKind::Percentile };
        Resamples { sums: Sums::Double(sums), columns, nothing: vec![0.0; drawn], resampling, drawn }
    }

    /// The 95 % interval of a statistic from its values in all draws; `None` without resamples, or where it does not
    /// exist in one of them.
    pub fn interval(&self, statistics: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
        self.interval_of(&statistics.collect::<Option<Vec<f64>>>()?)
    }

    /// The same of a statistic that exists in all draws.
    pub fn interval_of(&self, values: &[f64]) -> Option<Interval> {
        let (low, high) = match (self.resampling.interval, values) {
            (IntervalKind::Bca, [drawn @ .., value]) => {
                let (resampled, without) = drawn.split_at_checked(self.resampling.resamples)?;
                stats::bca_interval(resampled, without, *value, LEVEL)
            }
            _ => stats::central_interval(values, LEVEL),
        }?;
        Some(Interval { low, high })
    }

    /// The interval of the tokens of one tokenizer and language over those of another.
    pub fn interval_of_tokens(&self, above: (usize, usize), below: (usize, usize)) -> Option<Interval> {
        let [above, below] = [above, below].map(|(tokenizer, language)| self.tokens(tokenizer, language));
        self.interval_of(&ratios(&above, &below)?)
    }

    /// The counts of a language's text in every draw.
    pub fn text(&self, language: usize) -> DrawnText {
        array::from_fn(|count| self.sums.column(language * self.columns.per_language + count))
    }

    /// The counts of a language, whose text this is, under a tokenizer in every draw.
    pub fn drawn<'a>(&'a self, tokenizer: usize, language: usize, text: &'a DrawnText) -> Drawn<'a> {
        let first = self.columns.first_of(tokenizer, language);
        let of_tokenizer = |count: usize| match self.columns.of_tokenizer.iter().position(|met| *met == count)
        {
            Some(offset) => Cow::Owned(self.sums.column(first + offset)),
            None => Cow::Borrowed(&*self.nothing),
        };
        let column = |count: usize| text.get(count).map_or_else(|| of_tokenizer(count), Cow::from);
        Drawn { of: array::from_fn(column) }
    }

    /// The tokens of a language under a tokenizer in every draw.
    pub fn tokens(&self, tokenizer: usize, language: usize) -> Vec<f64> {
        self.sums.column(self.columns.first_of(tokenizer, language))
    }
}

/// The counts that are the same under every tokenizer, each in every draw.
pub type DrawnText = [Vec<f64>; Tally::OF_TEXT];

/// Each count of a language under a tokenizer in every draw.
pub struct Drawn<'a> {
    of: [Cow<'a, [f64]>; Tally::COUNTS],
}

impl Drawn<'_> {
    pub fn of(&self, quantity: Quantity) -> &[f64] {
        &self.of[quantity as usize]
    }

    /// A ratio of two counts in every draw; `None` where it does not exist in one of them.
    pub fn ratios(&self, above: Quantity, below: Quantity) -> Option<Vec<f64>> {
        ratios(self.of(above), self.of(below))
    }

    #[cfg(test)]
    pub fn of_tallies(tallies: &[Tally]) -> Drawn<'static> {
        let column = |count: usize| tallies.iter().map(|tally| tally.to_counts()[count] as f64).collect();
        Drawn { of: array::from_fn(column) }
    }

    /// The tally in each draw.
    pub fn tallies(&self) -> Vec<Tally> {
        let tally = |draw: usize| Tally::from_counts(self.of.each_ref().map(|column| column[draw] as u64));
        (0..self.of[0].len()).map(tally).collect()
    }
}

/// The quotient of each two numbers; `None` where one is over zero.
pub fn ratios(above: &[f64], below: &[f64]) -> Option<Vec<f64>> {
    are_positive(below).then(|| above.iter().zip(below).map(|(above, below)| above / below).collect())
}

/// The quotient of each two quotients; `None` where one is over zero.
pub fn ratios_of_ratios(above: (&[f64], &[f64]), below: (&[f64], &[f64])) -> Option<Vec<f64>> {
    let all_exist = [above.1, below.0, below.1].into_iter().all(are_positive);
    let each = || above.0.iter().zip(above.1).zip(below.0.iter().zip(below.1));
    all_exist.then(|| each().map(|((a, b), (c, d))| (a / b) / (c / d)).collect())
}

fn are_positive(numbers: &[f64]) -> bool {
    numbers.iter().all(|&number| number > 0.0)
}

/// The tallies of every tokenizer and language, with their positions.
fn cells(counts: &Counts) -> impl Iterator<Item = (usize, usize, &[Tally])> {
    (0..counts.tokenizers.len()).flat_map(move |tokenizer| {
        let tallies = move |language| (tokenizer, language, counts.segment_tallies(tokenizer, language));
        (0..counts.languages.len()).map(tallies)
    })
}

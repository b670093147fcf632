//! What is seen only beside other lines: of the language, of the pivot, of other languages.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::{Corpus, Text};
use crate::stats;

/// Where something was found, and what.
pub(super) struct Place {
    pub language: usize,
    pub segment: usize,
    pub what: String,
}

/// Languages that share so many of their lines are near-identical, and single lines are not told any more.
const NEAR: f64 = 0.5;
/// Lines with fewer words may well be the same in two languages: names, numbers, loanwords.
const FEWEST_WORDS: usize = 4;

fn says_something(line: &str) -> bool {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= FEWEST_WORDS
        // Scripts without spaces.
        || line.chars().filter(|c| c.is_alphabetic() && *c > '\u{2E80}').count() >= 2 * FEWEST_WORDS
}

fn others(corpus: &Corpus) -> impl Iterator<Item = (usize, &Text)> {
    corpus.texts().iter().enumerate().filter(|(language, _)| *language != corpus.pivot())
}

pub fn duplicate(corpus: &Corpus) -> Vec<Place> {
    let pivot: Vec<&str> = corpus.texts()[corpus.pivot()].segments().collect();
    let of_text = |(language, text): (usize, &Text)| {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = Vec::new();
        for (segment, line) in text.segments().enumerate() {
            let earlier = *first.entry(line).or_insert(segment);
            if earlier != segment && pivot[earlier] != pivot[segment] {
                places.push(Place { language, segment, what: format!("as line {}", earlier + 1) });
            }
        }
        places
    };
    others(corpus).flat_map(of_text).collect()
}

pub fn untranslated(corpus: &Corpus) -> Vec<Place> {
    let pivot = &corpus.texts()[corpus.pivot()];
    let what = format!("as {}", pivot.language.name);
    let of_text = |(language, text): (usize, &Text)| {
        let pairs = text.segments().zip(pivot.segments()).enumerate();
        let same = pairs.filter(|(_, (line, other))| line == other && says_something(line));
        same.map(|(segment, _)| Place { language, segment, what: what.clone() }).collect::<Vec<_>>()
    };
    others(corpus).flat_map(of_text).collect()
}

/// The lines that each pair of languages but the pivot shares, by the positions of both, the first one before.
fn shared(corpus: &Corpus) -> Vec<((usize, usize), Vec<usize>)> {
    let lines: Vec<(usize, Vec<&str>)> =
        others(corpus).map(|(language, text)| (language, text.segments().collect())).collect();
    let pairs: Vec<(usize, usize)> =
        (0..lines.len()).flat_map(|second| (0..second).map(move |first| (first, second))).collect();
    let of_pair = |(first, second): (usize, usize)| {
        let ((one, lines_of_one), (other, lines_of_other)) = (&lines[first], &lines[second]);
        let same = (0..lines_of_one.len())
            .filter(|&at| lines_of_one[at] == lines_of_other[at] && says_something(lines_of_one[at]));
        let same: Vec<usize> = same.collect();
        (!same.is_empty()).then_some(((*one, *other), same))
    };
    pairs.into_par_iter().filter_map(of_pair).collect()
}

fn is_near(shared: &[usize], corpus: &Corpus) -> bool {
    shared.len() as f64 >= NEAR * corpus.segments() as f64
}

pub fn same_line(corpus: &Corpus) -> Vec<Place> {
    let mut places = Vec::new();
    for ((first, second), segments) in shared(corpus) {
        if !is_near(&segments, corpus) {
            let what = format!("as {}", corpus.texts()[first].language.name);
            places.extend(segments.into_iter().map(|segment| Place {
                language: second,
                segment,
                what: what.clone(),
            }));
        }
    }
    // A line that several languages have is told once.
    places.sort_by_key(|place| (place.language, place.segment));
    places.dedup_by_key(|place| (place.language, place.segment));
    places
}

pub fn near_identical(corpus: &Corpus) -> Vec<Place> {
    let near = shared(corpus).into_iter().filter(|(_, segments)| is_near(segments, corpus));
    near.map(|((first, second), segments)| Place {
        language: second,
        segment: segments[0],
        what: format!(
            "{} of {} lines as {}",
            segments.len(),
            corpus.segments(),
            corpus.texts()[first].language.name
        ),
    })
    .collect()
}

/// Lines whose length over the pivot's, on a log scale, is further from the language's median than six standard deviations
/// (told by the median absolute deviation, times 1.4826) and than a factor of two and a half.
pub fn length_ratio(corpus: &Corpus) -> Vec<Place> {
    const DEVIATIONS: f64 = 6.0;
    const SCALE: f64 = 1.4826;
    const FACTOR: f64 = 2.5;
    let length = |line: &str| line.trim().chars().count() as f64;
    let pivot: Vec<f64> = corpus.texts()[corpus.pivot()].segments().map(length).collect();
    let of_text = |(language, text): (usize, &Text)| {
        let ratios: Vec<f64> =
            text.segments().zip(&pivot).map(|(line, pivot)| (length(line) / pivot).ln()).collect();
        let median = stats::median(&ratios).unwrap_or_default();
        let distances: Vec<f64> = ratios.iter().map(|ratio| (ratio - median).abs()).collect();
        let limit = (DEVIATIONS * SCALE * stats::median(&distances).unwrap_or_default()).max(FACTOR.ln());
        let far = ratios.into_iter().enumerate().filter(|(segment, _)| distances[*segment] > limit);
        far.map(|(segment, ratio)| Place {
            language,
            segment,
            what: format!("{:.2} times the pivot's length, usually {:.2}", ratio.exp(), median.exp()),
        })
        .collect::<Vec<_>>()
    };
    others(corpus).flat_map(of_text).collect()
}

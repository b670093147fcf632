//! Segments that stand for the rest: in them languages cost about what they cost in the whole corpus.

use crate::count::Counts;
use crate::stats;

/// Bytes of a segment in any language, at most: nobody looks at a book token by token.
const LONGEST: u64 = 20_000;

/// Positions of the segments whose premiums are nearest to the corpus's under the leading tokenizer, by the mean of
/// |log2| of one over the other over languages, nearest first; at most so many, and none longer than half the segments
/// are in the pivot, nor 20,000 bytes in any language.
pub fn typical(counts: &Counts, most: usize) -> Vec<usize> {
    let lead = counts.tokenizers.len() - 1;
    let tokens =
        |language: usize, segment: usize| counts.segment_tallies(lead, language)[segment].tokens as f64;
    let pivots: Vec<f64> = (0..counts.segments).map(|segment| tokens(counts.pivot, segment)).collect();
    let Some(longest) = stats::median(&pivots) else { return Vec::new() };
    let premiums: Vec<f64> =
        (0..counts.languages.len()).map(|language| premium(counts, lead, language)).collect();
    let distance = |segment: usize| {
        let of =
            |language: usize| (tokens(language, segment) / pivots[segment] / premiums[language]).log2().abs();
        let distances: Vec<f64> = (0..counts.languages.len()).map(of).filter(|one| one.is_finite()).collect();
        distances.iter().sum::<f64>() / distances.len() as f64
    };
    let can_be_shown = |segment: usize| {
        let bytes = |language: usize| counts.segment_tallies(lead, language)[segment].bytes;
        (0..counts.languages.len()).all(|language| bytes(language) <= LONGEST)
    };
    let short = (0..counts.segments)
        .filter(|&segment| pivots[segment] > 0.0 && pivots[segment] <= longest && can_be_shown(segment));
    let mut typical: Vec<(f64, usize)> = short.map(|segment| (distance(segment), segment)).collect();
    typical.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    typical.into_iter().take(most).map(|(_, segment)| segment).collect()
}

fn premium(counts: &Counts, tokenizer: usize, language: usize) -> f64 {
    let total = |language: usize| counts.tally(tokenizer, language).tokens as f64;
    total(language) / total(counts.pivot)
}

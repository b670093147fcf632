//! Intervals hold what they say they hold.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use tokcost::Settings;
use tokcost::corpus::{Corpus, Language, Manifest, Text};
use tokcost::count::tokenizer;
use tokcost::stats::{IntervalKind, Resampling};

use crate::support::{say, value};

const REPETITIONS: u64 = 1_000;

/// Texts whose true premium is known: segments of 20 to 60 bytes of English, skewed by a square, and of half to two times
/// as many bytes of German.
struct Population {
    /// Segments in a document, which share what makes German longer or shorter.
    document: usize,
}

impl Population {
    /// Text of some documents.
    fn draw(&self, documents: usize, random: &mut ChaCha8Rng) -> [String; 2] {
        let mut unit = || f64::from(random.next_u32()) / f64::from(u32::MAX);
        let mut texts = [String::new(), String::new()];
        for _ in 0..documents {
            let stretch = 0.5 + 1.5 * unit();
            for _ in 0..self.document {
                let english = (20.0 + 40.0 * unit().powi(2)).round();
                let german = (english * stretch).round();
                for (text, length) in texts.iter_mut().zip([english, german]) {
                    *text += &"a".repeat(length as usize);
                    text.push('\n');
                }
            }
        }
        texts
    }

    /// The premium of a sample so large that its error does not matter.
    fn premium(&self) -> f64 {
        let texts = self.draw(400_000 / self.document, &mut ChaCha8Rng::seed_from_u64(u64::MAX));
        let [english, german] = texts.map(|text| text.bytes().filter(|byte| *byte == b'a').count() as f64);
        german / english
    }

    /// The share of 95 % intervals of the premium that hold the true one.
    fn coverage(&self, documents: usize, interval: IntervalKind, clustered: bool) -> f64 {
        let truth = self.premium();
        let tokenizers = tokenizer::open_all(&["bytes".to_owned()]).unwrap();
        let holds = |repetition: u64| {
            let texts = self.draw(documents, &mut ChaCha8Rng::seed_from_u64(repetition));
            let resampling = Resampling { resamples: 1_000, seed: repetition, interval };
            let settings = Settings { resampling, ..Settings::default() };
            let first_lines = (0..documents).map(|document| document * self.document + 1);
            let documents = if clustered { first_lines.collect() } else { Vec::new() };
            let corpus = corpus(texts, Manifest { documents, ..Manifest::default() });
            let report = tokcost::analyze(&corpus, &tokenizers, settings, &|_| ()).unwrap();
            let interval = report.estimate(0, 0, "premium").interval.unwrap();
            assert!(value(&report, 0, "deu_Latn", "premium").is_some());
            interval.low <= truth && truth <= interval.high
        };
        let held = (0..REPETITIONS).into_par_iter().filter(|repetition| holds(*repetition)).count();
        held as f64 / REPETITIONS as f64
    }
}

fn corpus([english, german]: [String; 2], manifest: Manifest) -> Corpus {
    let text = |code: &str, lines: String| {
        let language = Language::resolve(code).unwrap().language;
        Text::from_bytes(language, std::path::Path::new(code), lines.into_bytes()).unwrap()
    };
    let texts = vec![text("en", english), text("de", german)];
    Corpus::new("drawn", std::path::Path::new("drawn"), manifest, texts, "en").unwrap()
}

#[test]
fn nineteen_of_twenty_intervals_hold_the_truth() {
    let segments = Population { document: 1 };
    let documents = Population { document: 8 };
    for (name, coverage) in [
        ("percentile", segments.coverage(150, IntervalKind::Percentile, false)),
        ("BCa", segments.coverage(150, IntervalKind::Bca, false)),
        ("percentile, by document", documents.coverage(80, IntervalKind::Percentile, true)),
    ] {
        say(&format!("{name}: {coverage}"));
        assert!((0.93..=0.97).contains(&coverage), "{name}: {coverage}");
    }
    // Segments of a document go together: drawn one by one they promise too much.
    let alone = documents.coverage(80, IntervalKind::Percentile, false);
    say(&format!("percentile, documents torn: {alone}"));
    assert!(alone < 0.8, "{alone}");
}

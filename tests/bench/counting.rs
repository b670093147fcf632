//! How fast tokens are counted, beside other libraries, in one run on one machine.
//!
//! `cargo bench --bench counting` measures `corpora/`, with `-- FOLDER` another corpus. Every engine sees every segment once, one
//! after the other on one thread, with cold caches, languages of one group of scripts after another.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::disallowed_macros, reason = "a benchmark prints")]
#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed, and says where")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokcost::corpus::{self, Corpus, Request};
use tokcost::count::tokenizer::byte_pair::{Memory, Together};
use tokcost::count::tokenizer::{self, Tokenizer};

/// Groups of scripts by ISO 15924 code; all that is in none of them comes last.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Latin", &["Latn"]),
    ("Cyrillic, Greek", &["Cyrl", "Grek", "Armn", "Geor"]),
    ("Arabic, Hebrew", &["Arab", "Hebr"]),
    ("Indic", &["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"]),
    ("South-East Asian", &["Thai", "Laoo", "Khmr", "Mymr"]),
    ("Chinese, Japanese, Korean", &["Hans", "Hant", "Jpan", "Hang"]),
    ("others", &[]),
];

/// Counts the tokens of a segment.
type Count<'a> = Box<dyn FnMut(&str) -> u64 + 'a>;

fn main() {
    let argument = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = argument.map_or_else(|| repository.join("corpora"), PathBuf::from);
    let corpora = corpus::read(&[folder], &Request::default()).unwrap().corpora;
    let groups: Vec<Vec<&str>> = (0..GROUPS.len()).map(|group| segments(&corpora, group)).collect();
    let reference = repository.join("../shared/data/tokenizers");
    for (id, file) in [
        ("r50k_base", "gpt2"),
        ("cl100k_base", "cl100k"),
        ("o200k_base", "o200k"),
        ("qwen3", "qwen2_5"),
        ("deepseek_v3", "deepseek_v3"),
        ("mistral_v3", "mistral_nemo"),
        ("glm4", ""),
    ] {
        let started = Instant::now();
        let tokenizer = tokenizer::open(id).unwrap();
        tokenizer.count("a first word").unwrap();
        let start_up = started.elapsed();
        println!("\n{id}: first count after {:.1} ms", start_up.as_secs_f64() * 1000.0);
        measure(&groups, engines(id, tokenizer.as_ref(), &reference.join(file).join("tokenizer.json")));
    }
}

/// The segments of a group of scripts, language by language.
fn segments(corpora: &[Corpus], group: usize) -> Vec<&str> {
    let group_of = |script: &str| {
        GROUPS.iter().position(|(_, scripts)| scripts.contains(&script)).unwrap_or(GROUPS.len() - 1)
    };
    let texts = corpora.iter().flat_map(Corpus::texts);
    texts.filter(|text| group_of(&text.language.script) == group).flat_map(corpus::Text::segments).collect()
}

/// tokcost first, then whoever else has the vocabulary.
fn engines<'a>(id: &str, tokenizer: &'a dyn Tokenizer, json: &Path) -> Vec<(&'static str, Count<'a>)> {
    let together = Together::new(tokenizer.byte_pair().unwrap());
    let (mut memory, mut total) = (Memory::default(), Vec::new());
    let mut engines: Vec<(&'static str, Count)> = vec![(
        "tokcost",
        Box::new(move |segment| {
            together.count(segment, &mut memory, &mut total).unwrap();
            total[0]
        }),
    )];
    if let Ok(toktok) = toktok::Tokenizer::builtin(id) {
        engines.push(("toktok-rs", Box::new(move |segment| toktok.count(segment.as_bytes()) as u64)));
    }
    let tiktoken = match id {
        "r50k_base" => Some(tiktoken_rs::r50k_base_singleton()),
        "cl100k_base" => Some(tiktoken_rs::cl100k_base_singleton()),
        "o200k_base" => Some(tiktoken_rs::o200k_base_singleton()),
        _ => None,
    };
    if let Some(tiktoken) = tiktoken {
        engines.push(("tiktoken-rs", Box::new(|segment| tiktoken.count_ordinary(segment) as u64)));
    }
    if let Ok(hugging_face) = tokenizers::Tokenizer::from_file(json) {
        let count =
            move |segment: &str| hugging_face.encode_fast(segment, false).unwrap().get_ids().len() as u64;
        engines.push(("tokenizers", Box::new(count)));
    }
    engines
}

/// Megabytes a second of each engine for each group and over all, and how many times tokcost is as fast.
fn measure(groups: &[Vec<&str>], mut engines: Vec<(&'static str, Count)>) {
    print!("{:26}{:>9}", "MB/s", "MB");
    for (name, _) in &engines {
        print!("{name:>13}");
    }
    println!();
    let mut totals = vec![(0_u64, Duration::ZERO); engines.len()];
    let mut bytes = 0;
    for ((group, _), segments) in GROUPS.iter().zip(groups).filter(|(_, segments)| !segments.is_empty()) {
        let size: usize = segments.iter().map(|segment| segment.len()).sum();
        let mut times = Vec::new();
        for ((_, count), (tokens, time)) in engines.iter_mut().zip(&mut totals) {
            let started = Instant::now();
            *tokens += segments.iter().map(|segment| count(segment)).sum::<u64>();
            times.push(started.elapsed());
            *time += started.elapsed();
        }
        print_row(group, size, &times);
        bytes += size;
    }
    print_row("all", bytes, &totals.iter().map(|(_, time)| *time).collect::<Vec<_>>());
    assert!(totals.iter().all(|(tokens, _)| *tokens == totals[0].0), "the engines disagree");
}

fn print_row(group: &str, bytes: usize, times: &[Duration]) {
    let megabytes = bytes as f64 / 1e6;
    print!("{group:26}{megabytes:>9.1}");
    for time in times {
        let ratio = time.as_secs_f64() / times[0].as_secs_f64();
        let speed = megabytes / time.as_secs_f64();
        print!(
            "{:>13}",
            if ratio == 1.0 { format!("{speed:.1}") } else { format!("{speed:.1} ({ratio:.1}×)") }
        );
    }
    println!();
}

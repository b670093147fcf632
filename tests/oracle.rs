//! Other implementations: published counts, and `tokenizers` against tiktoken-rs. They need the reference data.

use std::path::PathBuf;

use rayon::prelude::*;
use tokcost::corpus::{self, Request, Text};
use tokcost::count::{self, Scope, Tally, WordRule, tokenizer};

use crate::support::{reference_data, say};

/// Tallies of 40 languages under four encodings, counted in Python with `tiktoken` and `regex` beside the corpus.
#[test]
fn forty_languages_have_the_expected_tallies() {
    let Some(folder) = reference_data("corpora/flores_dev_40x100") else { return };
    let corpus = read(folder.clone());
    let names = ["r50k_base", "p50k_base", "cl100k_base", "o200k_base"];
    let tokenizers = tokenizer::open_all(&names.map(str::to_owned)).unwrap();
    let scope = Scope { word_rule: WordRule::Uax29, detailed: false };
    let counts = count::count(&corpus, &tokenizers, scope, &|_| ()).unwrap();
    let mut expected =
        csv::ReaderBuilder::new().delimiter(b'\t').from_path(folder.join("EXPECTED.tsv")).unwrap();
    let header = expected.headers().unwrap().clone();
    let mut compared = 0;
    for record in expected.records() {
        let record = record.unwrap();
        let field = |name: &str| &record[header.iter().position(|column| column == name).unwrap()];
        let number = |name: &str| field(name).parse::<u64>().unwrap();
        let language = counts.languages.iter().position(|language| language.code == field("file")).unwrap();
        for (tokenizer, name) in names.iter().enumerate() {
            let tally: Tally = counts.segment_tallies(tokenizer, language).iter().sum();
            let expected = Tally {
                segments: 100,
                tokens: number(name),
                words: number("uax29_words"),
                chars: number("chars"),
                graphemes: number("graphemes"),
                bytes: number("bytes_text"),
                ..Tally::default()
            };
            assert_eq!(tally, expected, "{} {name}", field("file"));
            compared += 1;
        }
    }
    assert_eq!(compared, 160);
}

/// Hugging Face's library with the same vocabulary gives the same count on every line of FLORES-200 dev and MGSM, whether
/// the vocabulary is built in or read from its `tokenizer.json`.
#[test]
fn vocabularies_equal_tokenizers_on_every_line() {
    let (Some(flores), Some(mgsm)) =
        (reference_data("corpora/flores200-dev"), reference_data("corpora/mgsm"))
    else {
        return;
    };
    let corpora = [read(flores), read(mgsm)];
    for (encoding, file) in [
        ("r50k_base", "gpt2"),
        ("cl100k_base", "cl100k"),
        ("o200k_base", "o200k"),
        ("qwen3", "qwen2_5"),
        ("deepseek_v3", "deepseek_v3"),
        ("mistral_v3", "mistral_nemo"),
    ] {
        let path = reference_data(&format!("tokenizers/{file}/tokenizer.json")).unwrap();
        let mut oracle = tokenizers::Tokenizer::from_file(&path).unwrap();
        oracle.set_encode_special_tokens(true);
        let ours =
            [encoding.to_owned(), path.display().to_string()].map(|name| tokenizer::open(&name).unwrap());
        assert_eq!(ours[1].identity().engine, "byte-pair", "{file} is left to the slow engine");
        let lines: Vec<&str> =
            corpora.iter().flat_map(|corpus| corpus.texts().iter().flat_map(Text::segments)).collect();
        lines.par_iter().for_each(|line| {
            let expected = oracle.encode_fast(*line, false).unwrap().len() as u64;
            for tokenizer in &ours {
                assert_eq!(tokenizer.count(line).unwrap(), expected, "{encoding}: {line}");
            }
        });
        say(&format!("{encoding}: {} lines compared", lines.len()));
    }
}

fn read(folder: PathBuf) -> corpus::Corpus {
    corpus::read(&[folder], &Request::default()).unwrap().corpora.remove(0)
}

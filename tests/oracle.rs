//! Other implementations: published counts, and `tokenizers` against tiktoken-rs. They need the reference data.

use std::path::PathBuf;

use tokcost::corpus;
use tokcost::count::{self, Tally, tokenizer};

use crate::support::reference_data;

/// Tallies of 40 languages under four encodings, counted in Python with `tiktoken` and `regex` beside the corpus.
#[test]
fn forty_languages_have_the_expected_tallies() {
    let Some(folder) = reference_data("corpora/flores_dev_40x100") else { return };
    let corpus = read(folder.clone());
    let names = ["r50k_base", "p50k_base", "cl100k_base", "o200k_base"];
    let tokenizers = tokenizer::open_all(&names.map(str::to_owned)).unwrap();
    let counts = count::count(&corpus, &tokenizers, &|_| ()).unwrap();
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
                tokens: number(name),
                words: number("uax29_words"),
                chars: number("chars"),
                graphemes: number("graphemes"),
                bytes: number("bytes_text"),
            };
            assert_eq!(tally, expected, "{} {name}", field("file"));
            compared += 1;
        }
    }
    assert_eq!(compared, 160);
}

/// The same vocabulary read by Hugging Face's library gives the same count on every line of FLORES-200 dev.
#[test]
fn tiktoken_equals_tokenizers_on_every_line() {
    let Some(folder) = reference_data("corpora/flores200-dev") else { return };
    let corpus = read(folder);
    for (encoding, file) in [("cl100k_base", "cl100k"), ("o200k_base", "o200k")] {
        let path = reference_data(&format!("tokenizers/{file}/tokenizer.json")).unwrap();
        let tokenizers = tokenizer::open_all(&[encoding.to_owned(), path.display().to_string()]).unwrap();
        let counts = count::count(&corpus, &tokenizers, &|_| ()).unwrap();
        let mut lines = 0;
        for (position, language) in counts.languages.iter().enumerate() {
            let (ours, theirs) = (counts.segment_tallies(0, position), counts.segment_tallies(1, position));
            let different = ours.iter().zip(theirs).position(|(ours, theirs)| ours != theirs);
            assert_eq!(different, None, "{encoding} {language}");
            lines += ours.len();
        }
        assert_eq!(lines, corpus.segments() * corpus.texts().len());
        say(&format!("{encoding}: {lines} lines compared"));
    }
}

#[expect(clippy::disallowed_macros, reason = "the number of lines belongs into the test's report")]
fn say(text: &str) {
    println!("{text}");
}

fn read(folder: PathBuf) -> corpus::Corpus {
    corpus::read(&[folder], "eng_Latn", &[]).unwrap().corpora.remove(0)
}

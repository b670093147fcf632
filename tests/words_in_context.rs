//! What tokens do to words in context, in many scripts.

use tokcost::count::{self, Scope, Tally, tokenizer};

use crate::support::corpus;

/// A sentence, and the tokens of each of its words under `cl100k_base` and `o200k_base`.
type Case = (&'static str, &'static [u64], &'static [u64]);

/// Words cut by a reader, as in the tests of words; tokens from Hugging Face's library with both vocabularies, laid over
/// the words in Python by their bytes: a token counts in every word that it holds a byte of, or of the blank before it.
#[rustfmt::skip]
const CASES: [Case; 12] = [
        ("ฉันกินข้าว", &[3, 2, 3], &[2, 1, 2]),
        ("ຂ້ອຍໄປໂຮງຮຽນ", &[9, 5, 13], &[8, 4, 11]),
        ("ខ្ញុំទៅសាលារៀន", &[8, 4, 10], &[3, 1, 5]),
        ("ကျွန်တော်ကျောင်းသွားတယ်။", &[18, 14, 8, 6], &[4, 2, 3, 2]),
        ("我们今天学习汉语。", &[1, 2, 3, 3], &[1, 1, 1, 2]),
        ("私は学生です。", &[1, 1, 2, 1], &[1, 1, 1, 1]),
        ("བཀྲ་ཤིས་བདེ་ལེགས།", &[7, 6, 6, 8], &[6, 5, 6, 7]),
        ("وللمدرسة وكتابهم", &[7, 6], &[4, 3]),
        ("Die Donaudampfschifffahrt ist lang.", &[1, 9, 1, 1], &[1, 7, 1, 1]),
        ("I don't pay $1,000.50 for it!", &[1, 2, 1, 5, 1, 1], &[1, 1, 1, 5, 1, 1]),
        ("Tea 🍵 or 👩‍👩‍👧‍👦?", &[2, 1], &[1, 1]),
        ("我们用Python学习", &[1, 1, 1, 3], &[1, 1, 1, 1]),
];

#[test]
fn words_take_the_tokens_that_another_program_finds() {
    let lines: String = CASES.iter().map(|(sentence, ..)| format!("{sentence}\n")).collect();
    let tokenizers = tokenizer::open_all(&["cl100k_base", "o200k_base"].map(str::to_owned)).unwrap();
    let scope = Scope { detailed: true, ..Scope::default() };
    let counts = count::count(&corpus(&[("eng_Latn", &lines)]), &tokenizers, scope, &|_| ()).unwrap();
    for (position, (sentence, cl100k, o200k)) in CASES.iter().enumerate() {
        for (tokenizer, expected) in [cl100k, o200k].into_iter().enumerate() {
            let number =
                |which: fn(u64) -> bool| expected.iter().filter(|tokens| which(**tokens)).count() as u64;
            let Tally { words, single_token_words, continued_words, tokens_of_words, .. } =
                counts.segment_tallies(tokenizer, 0)[position];
            assert_eq!(words, expected.len() as u64, "{sentence}");
            assert_eq!(single_token_words, number(|tokens| tokens == 1), "{sentence}");
            assert_eq!(continued_words, number(|tokens| tokens > 1), "{sentence}");
            assert_eq!(tokens_of_words, expected.iter().sum::<u64>(), "{sentence}");
            let words = &counts.detail(tokenizer, 0).unwrap().words[position];
            assert!(words.iter().copied().map(u64::from).eq(expected.iter().copied()), "{sentence}");
        }
    }
}

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tokcost_fuzz::check("sentencepiece", input));

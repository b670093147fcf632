//! Counting is exact: tokcost's own counter against tiktoken-rs, Hugging Face's library and the patterns' own engine,
//! on text in every script and on text that breaks tokenizers.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rustc_hash::FxHashMap;
use serde_json::json;
use tiktoken_rs::CoreBPE;
use tokcost::corpus::{self, Request};
use tokcost::count::Scope;
use tokcost::count::tokenizer::{self, Tokenizer, byte_pair::Split, byte_pair::split};

use crate::support::{folder, reference_data, repository, say};

/// Letters of scripts that are written alike, as closed ranges of characters.
const SCRIPTS: [(&str, &[(char, char)]); 11] = [
    ("Latin", &[('A', 'Z'), ('a', 'z'), ('À', 'ɏ'), ('\u{300}', '\u{36f}')]),
    ("Greek, Cyrillic", &[('Ͱ', 'Ͽ'), ('Ѐ', 'ӿ')]),
    ("Armenian, Georgian", &[('Ա', '֏'), ('ა', 'ჿ'), ('Ა', 'Ჿ')]),
    ("Arabic, Hebrew", &[('ء', 'ٟ'), ('א', 'ת'), ('\u{591}', '\u{5c7}'), ('٠', '٩'), ('ﭐ', 'ﷺ')]),
    ("Northern Indic", &[('ऀ', 'ॿ'), ('ঀ', '৾'), ('ਁ', 'ੵ')]),
    ("Southern Indic", &[('ஂ', '௺'), ('ఀ', '౿'), ('ഀ', 'ൿ'), ('ඁ', '෴')]),
    ("South-East Asian", &[('ก', '๛'), ('ກ', 'ໟ'), ('ក', '៹'), ('က', '႟')]),
    ("Tibetan, Ethiopic", &[('ༀ', '࿚'), ('ሀ', '፼')]),
    ("Chinese, Japanese", &[('一', '龥'), ('ぁ', 'ヿ'), ('、', '〟'), ('㐀', '䶵'), ('０', 'ｚ')]),
    ("Korean", &[('가', '힣'), ('ᄀ', 'ᇿ')]),
    ("emoji, symbols, all", &[('☀', '➿'), ('😀', '🙏'), ('🇦', '🇿'), ('𝐀', '𝟿'), ('\0', '\u{10ffff}')]),
];

/// What stands between words: blanks, ends of lines, digits, contractions, marks, joiners, what is invisible.
const BETWEEN: [&str; 40] = [
    " ",
    " ",
    " ",
    " ",
    "  ",
    "   ",
    "\t",
    "\n",
    "\r\n",
    " \n ",
    "\u{a0}",
    "\u{3000}",
    "\u{2028}",
    "1",
    "23",
    "4567",
    "٣",
    "५",
    "½",
    "'s",
    "'S",
    "'ll",
    "'Re",
    "'ſ",
    "’t",
    ".",
    ", ",
    "...",
    "—",
    "/",
    "/\n",
    "()",
    "+F",
    "<s>",
    "<|endoftext|>",
    "\u{200d}",
    "\u{200b}",
    "\u{301}",
    "\u{fffd}",
    "\u{85}",
];

/// Texts known to break tokenizers.
fn nasty() -> Vec<String> {
    let long = |piece: &str| piece.repeat(100_000 / piece.len());
    [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "  \n  x",
        "\u{301}",
        "\u{301}\u{301}a",
        "\u{200d}",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "🇪🇪🇪",
        "\u{202e}abc\u{202c}",
        "\u{feff}a",
        "\0\u{1}\u{7f}\u{9f}",
        "\u{fffd}\u{fffd}",
        "1٢३4५6७",
        "12345678901234567890",
        "a\u{a0}b\u{a0} c",
        "ǅungla ǆ Ǆ",
        "I'M I'LL i'd WE'VE 'tis ''''s",
        "ﬃ ſ K Å",
        "한국어 (NFD)",
        "e\u{301}\u{323} \u{1112}\u{1161}\u{11ab}",
        "<|endoftext|><s>[INST]<tool_call>",
        "x = {\n\t\"a\": 1\n}\n",
        "\u{10ffff}\u{e000}",
        "trailing   ",
        "   leading",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([
        long("a"),
        long(" "),
        long("漢"),
        long("ไ"),
        long("\n"),
        long("!"),
        long("1"),
        long("ab漢 "),
        long("=-"),
    ])
    .collect()
}

/// Ten thousand texts of some words for each group of scripts, always the same.
fn generated() -> impl Iterator<Item = (&'static str, String)> {
    SCRIPTS.iter().zip(0..).flat_map(|((group, ranges), seed)| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        (0..10_000).map(move |_| (*group, text(ranges, &mut random)))
    })
}

fn text(ranges: &[(char, char)], random: &mut ChaCha8Rng) -> String {
    let mut below = |limit: u32| random.next_u32() % limit;
    let mut text = String::new();
    for _ in 0..=below(8) {
        for _ in 0..below(9) {
            let (first, last) = ranges[below(ranges.len() as u32) as usize];
            let offset = below(last as u32 - first as u32 + 1);
            text.extend(char::from_u32(first as u32 + offset));
        }
        text.push_str(BETWEEN[below(BETWEEN.len() as u32) as usize]);
    }
    text
}

/// Every segment that ships.
fn shipped() -> Vec<String> {
    let corpora = corpus::read(&[repository().join("corpora")], &Request::default()).unwrap().corpora;
    segments(&corpora)
}

fn segments(corpora: &[corpus::Corpus]) -> Vec<String> {
    let texts = corpora.iter().flat_map(corpus::Corpus::texts);
    texts.flat_map(|text| text.segments().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn openai() -> [(&'static str, &'static CoreBPE); 6] {
    [
        ("r50k_base", tiktoken_rs::r50k_base_singleton()),
        ("p50k_base", tiktoken_rs::p50k_base_singleton()),
        ("p50k_edit", tiktoken_rs::p50k_edit_singleton()),
        ("cl100k_base", tiktoken_rs::cl100k_base_singleton()),
        ("o200k_base", tiktoken_rs::o200k_base_singleton()),
        ("o200k_harmony", tiktoken_rs::o200k_harmony_singleton()),
    ]
}

fn ids(tokenizer: &dyn Tokenizer, text: &str) -> Vec<u32> {
    tokenizer.encode(text).unwrap().into_iter().map(|token| token.id).collect()
}

#[test]
fn openai_s_vocabularies_equal_tiktoken_on_every_kind_of_text() {
    let texts: Vec<String> =
        shipped().into_iter().chain(nasty()).chain(generated().map(|(_, text)| text)).collect();
    for (name, oracle) in openai() {
        let ours = tokenizer::open(name).unwrap();
        for text in &texts {
            assert_eq!(ids(ours.as_ref(), text), oracle.encode_ordinary(text), "{name}: {text:?}");
            assert_eq!(ours.count(text).unwrap(), oracle.count_ordinary(text) as u64, "{name}: {text:?}");
        }
    }
}

/// Every character there is, alone and in a word.
#[test]
fn openai_s_vocabularies_equal_tiktoken_on_every_character() {
    for (name, oracle) in [openai()[0], openai()[3], openai()[4]] {
        let ours = tokenizer::open(name).unwrap();
        for c in '\0'..=char::MAX {
            let text = format!("{c} a{c}b{c}{c} 1{c}");
            assert_eq!(ours.count(&text).unwrap(), oracle.count_ordinary(&text) as u64, "{name}: {c:?}");
        }
    }
}

#[test]
fn openai_s_vocabularies_equal_tiktoken_on_every_line_of_flores() {
    let Some(folder) = reference_data("corpora/flores200-dev") else { return };
    let lines = segments(&corpus::read(&[folder], &Request::default()).unwrap().corpora);
    for (name, oracle) in openai() {
        let ours = tokenizer::open(name).unwrap();
        for line in &lines {
            assert_eq!(ours.count(line).unwrap(), oracle.count_ordinary(line) as u64, "{name}: {line}");
        }
        say(&format!("{name}: {} lines compared", lines.len()));
    }
}

/// Other vocabularies against Hugging Face's library with the same vocabulary. It is slow: FLORES is compared in
/// `oracle`, here everything else.
#[test]
fn other_vocabularies_equal_tokenizers_on_every_kind_of_text() {
    let oracles = [("qwen3", "qwen2_5"), ("deepseek_v3", "deepseek_v3"), ("mistral_v3", "mistral_nemo")];
    let texts: Vec<String> =
        shipped().into_iter().chain(nasty()).chain(generated().map(|(_, text)| text).step_by(4)).collect();
    for (name, file) in oracles {
        let Some(path) = reference_data(&format!("tokenizers/{file}/tokenizer.json")) else { return };
        let mut oracle = tokenizers::Tokenizer::from_file(path).unwrap();
        oracle.set_encode_special_tokens(true);
        let added: Vec<String> =
            oracle.get_added_tokens_decoder().into_values().map(|token| token.content).collect();
        let ours = tokenizer::open(name).unwrap();
        // Added tokens are read from the text there, and never here.
        let comparable = texts.iter().filter(|text| !added.iter().any(|token| text.contains(token)));
        let mut compared = 0;
        for text in comparable {
            let expected = oracle.encode_fast(text.as_str(), false).unwrap();
            assert_eq!(ids(ours.as_ref(), text), expected.get_ids(), "{name}: {text:?}");
            let decoded = oracle.decode(expected.get_ids(), false).unwrap();
            assert_eq!(ours.gives_back(text).unwrap(), decoded == *text, "{name}: {text:?}");
            compared += 1;
        }
        say(&format!("{name}: {compared} texts compared"));
    }
}

/// GLM ranks some tokens below their own parts. tiktoken-rs merges its ranks as they are defined.
#[test]
fn a_vocabulary_out_of_order_equals_tiktoken_with_its_ranks() {
    let ranks = unpacked(splintr_vocab_glm::GLM4_VOCAB_PACKED);
    let oracle = CoreBPE::new(ranks, FxHashMap::default(), split::CL100K[0]).unwrap();
    let ours = tokenizer::open("glm4").unwrap();
    for text in shipped().into_iter().chain(nasty()).chain(generated().map(|(_, text)| text).step_by(4)) {
        assert_eq!(ids(ours.as_ref(), &text), oracle.encode_ordinary(&text), "{text:?}");
    }
}

/// A `tokenizer.json` made of ranks, as GLM and Llama 3 publish theirs: for each token every pair of tokens that it is made
/// of. `tokenizers` merges them in the order of this list.
#[test]
fn a_file_of_a_vocabulary_out_of_order_is_counted_as_tokenizers_does() {
    let ranks: BTreeMap<Vec<u8>, u32> = unpacked(splintr_vocab_glm::GLM4_VOCAB_PACKED);
    let prints = |byte: u8| matches!(byte, 0x21..=0x7e | 0xa1..=0xac | 0xae..);
    // GPT-2's alphabet for bytes: those that do not print are the characters from U+0100 on.
    let mut others = (0x100_u32..).filter_map(char::from_u32);
    let alphabet: Vec<char> = (0..=u8::MAX)
        .map(|byte| if prints(byte) { char::from(byte) } else { others.next().unwrap() })
        .collect();
    let written =
        |bytes: &[u8]| -> String { bytes.iter().map(|byte| alphabet[usize::from(*byte)]).collect() };
    let mut tokens: Vec<_> = ranks.iter().collect();
    tokens.sort_by_key(|(_, rank)| **rank);
    let pairs = |whole: &Vec<u8>| {
        let mut pairs: Vec<_> = (1..whole.len())
            .filter_map(|left| {
                let (left, right) = whole.split_at(left);
                Some((ranks.get(left)?, ranks.get(right)?, format!("{} {}", written(left), written(right))))
            })
            .collect();
        pairs.sort();
        pairs.into_iter().map(|(_, _, line)| line).collect::<Vec<_>>()
    };
    let split = json!({"type": "Split", "pattern": {"Regex": split::CL100K[0]}, "behavior": "Isolated", "invert": false});
    let byte_level =
        json!({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false});
    let file = json!({
        "version": "1.0",
        "added_tokens": [],
        "normalizer": null,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": null,
        "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
        "model": {
            "type": "BPE",
            "ignore_merges": true,
            "vocab": tokens.iter().map(|(bytes, rank)| (written(bytes), **rank)).collect::<BTreeMap<_, _>>(),
            "merges": tokens.iter().flat_map(|(bytes, _)| pairs(bytes)).collect::<Vec<_>>(),
        },
    });
    let folder = folder(&[("tokenizer.json", file.to_string().as_bytes())]);
    let path = folder.path().join("tokenizer.json");
    let ours = tokenizer::open(path.to_str().unwrap()).unwrap();
    assert_eq!(ours.identity().engine, "byte-pair");
    let oracle = tokenizers::Tokenizer::from_file(&path).unwrap();
    for text in shipped().into_iter().chain(nasty()).chain(generated().map(|(_, text)| text).step_by(4)) {
        let expected = oracle.encode_fast(text.as_str(), false).unwrap();
        assert_eq!(ids(ours.as_ref(), &text), expected.get_ids(), "{text:?}");
    }
}

/// Tokens with their ranks from a packed vocabulary: after twelve bytes of head, for each its rank and its length (seven
/// bits a byte, the lowest first) and its bytes.
fn unpacked<T: FromIterator<(Vec<u8>, u32)>>(file: &[u8]) -> T {
    let mut bytes = file[12..].iter().copied();
    let number = |bytes: &mut dyn Iterator<Item = u8>| {
        let mut parts: Vec<u8> = Vec::new();
        while parts.last().is_none_or(|byte| byte & 0x80 != 0) {
            parts.extend(bytes.next());
        }
        parts.into_iter().rev().fold(0, |value, byte| value << 7 | u32::from(byte & 0x7f))
    };
    let count = u32::from_le_bytes(file[8..12].try_into().unwrap());
    let entries = (0..count).map(|_| {
        let rank = number(&mut bytes);
        let length = number(&mut bytes) as usize;
        (bytes.by_ref().take(length).collect(), rank)
    });
    entries.collect()
}

/// The tables of the split patterns cut as `fancy-regex` does, which runs the patterns as they are published.
#[test]
fn patterns_cut_as_a_regular_expression_engine_does() {
    let patterns: BTreeMap<&str, &[&str]> = [
        ("gpt-2", split::GPT2),
        ("cl100k", split::CL100K),
        ("qwen", split::QWEN),
        ("o200k", split::O200K),
        ("tekken", split::TEKKEN),
        ("deepseek", split::DEEPSEEK),
        ("kimi", split::KIMI),
    ]
    .into();
    for (name, steps) in patterns {
        let ours = Split::compile(steps).unwrap();
        let theirs: Vec<_> = steps.iter().map(|step| fancy_regex::Regex::new(step).unwrap()).collect();
        for text in shipped().into_iter().step_by(7).chain(generated().map(|(_, text)| text).step_by(5)) {
            let mut pieces = Vec::new();
            ours.pieces(&text, &mut |start, end| pieces.push(text[start..end].to_owned()));
            let expected = theirs.iter().fold(vec![text.clone()], |pieces, step| {
                pieces.iter().flat_map(|piece| isolated(piece, step)).collect()
            });
            assert_eq!(pieces, expected, "{name}: {text:?}");
        }
    }
}

/// The matches of a pattern and what lies between them.
fn isolated(text: &str, pattern: &fancy_regex::Regex) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for found in pattern.find_iter(text).map(Result::unwrap) {
        pieces.extend([&text[done..found.start()], found.as_str()].map(str::to_owned));
        done = found.end();
    }
    pieces.push(text[done..].to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Counted one by one, in one pass with all others, or by any number of threads: the same.
#[test]
fn one_pass_counts_what_each_tokenizer_counts() {
    let names: Vec<String> = tokenizer::BUILT_IN.iter().map(|row| row.id.to_owned()).collect();
    let tokenizers = tokenizer::open_all(&names).unwrap();
    let mut corpora = corpus::read(&[repository().join("corpora")], &Request::default()).unwrap().corpora;
    corpora.push(program_text());
    for corpus in &corpora {
        let counts = tokcost::count::count(corpus, &tokenizers, Scope::default(), &|_| ()).unwrap();
        for (position, tokenizer) in tokenizers.iter().enumerate() {
            for (language, text) in corpus.texts().iter().enumerate() {
                let together = counts.segment_tallies(position, language).iter().map(|tally| tally.tokens);
                let alone = text.segments().map(|segment| tokenizer.count(segment).unwrap());
                assert!(together.eq(alone), "{} {}", names[position], text.language);
            }
        }
    }
}

/// Text with the runs of blanks in which vocabularies of one family differ.
fn program_text() -> corpus::Corpus {
    let english = corpus::Language::resolve("en").unwrap().language;
    let lines = "if x:\n    y = 1\n        z  =  2\n\t  \t w\nend  \n   \u{a0}  .\n";
    let path = Path::new("program.txt");
    let text = corpus::Text::from_bytes(english, path, lines.as_bytes().to_vec()).unwrap();
    corpus::Corpus::new("program", path, corpus::Manifest::default(), vec![text], "en").unwrap()
}

#[test]
fn tokens_are_spelled_as_tiktoken_spells_them() {
    for (name, oracle) in openai() {
        let special: Vec<Vec<u8>> =
            oracle.special_tokens().into_iter().map(|token| token.as_bytes().to_vec()).collect();
        let mut expected: Vec<Vec<u8>> =
            (0..210_000).filter_map(|id| oracle.decode_bytes(&[id]).ok()).collect();
        expected.retain(|token| !special.contains(token));
        let tokenizer = tokenizer::open(name).unwrap();
        let mut spelled = tokenizer.spelled().unwrap();
        expected.sort_unstable();
        spelled.sort_unstable();
        assert!(spelled == expected, "{name}");
        assert_eq!(tokenizer.vocabulary_size(), Some(expected.len() as u64), "{name}");
    }
}

/// The vocabularies are the published ones: the SHA-256 of the rank files that OpenAI's own library demands
/// (`tiktoken_ext/openai_public.py`).
#[test]
fn openai_s_vocabularies_are_the_published_files() {
    for (id, published) in [
        ("r50k_base", "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930"),
        ("p50k_base", "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069"),
        ("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
        ("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    ] {
        let row = tokenizer::BUILT_IN.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row.fingerprint, Some(published), "{id}");
    }
}

/// All bytes, then `ab` and `abc`: `abcab` is `abc` + `ab`, `cab` is `c` + `ab`, and `aab` is `a` + `ab`.
#[test]
fn rank_files_of_both_kinds_are_read() {
    let tokens: Vec<Vec<u8>> =
        (0..=u8::MAX).map(|byte| vec![byte]).chain([b"ab".to_vec(), b"abc".to_vec()]).collect();
    let written = tokens.iter().map(|token| STANDARD.encode(token));
    let tiktoken: String =
        written.clone().zip(0..).map(|(token, rank)| format!("{token} {rank}\n")).collect();
    let vocab: Vec<_> = written
        .zip(0..)
        .map(|(token, rank)| serde_json::json!({ "rank": rank, "token_bytes": token, "token_str": null }))
        .collect();
    let tekken = serde_json::json!({
        "config": {
            "pattern": r"\p{L}+|\P{L}+", "num_vocab_tokens": 258, "default_vocab_size": 261,
            "default_num_special_tokens": 3, "version": "v3"
        },
        "vocab": vocab,
    });
    let folder = folder(&[
        ("mine/ranks.tiktoken", tiktoken.as_bytes()),
        ("mine/tekken.json", tekken.to_string().as_bytes()),
    ]);
    for (path, first_id) in [("mine/ranks.tiktoken#o200k_base", 0), ("mine/tekken.json", 3), ("mine", 3)] {
        let tokenizer = tokenizer::open(folder.path().join(path).to_str().unwrap()).unwrap();
        let [a, c, ab, abc] = [97, 99, 256, 257].map(|rank| rank + first_id);
        assert_eq!(ids(tokenizer.as_ref(), "abcab"), [abc, ab], "{path}");
        assert_eq!(ids(tokenizer.as_ref(), "cab"), [c, ab], "{path}");
        assert_eq!(ids(tokenizer.as_ref(), "aab"), [a, ab], "{path}");
    }
}

/// A vocabulary in which a token ranks below one of its parts: `abc` (256) before `ab` (257). By definition `ab` merges
/// first, since `bc` is no token, and then `abc` at once.
#[test]
fn ranks_out_of_order_are_merged_by_definition() {
    let tokens = (0..=u8::MAX).map(|byte| vec![byte]).chain([b"abc".to_vec(), b"ab".to_vec()]);
    let tiktoken: String =
        tokens.zip(0..).map(|(token, rank)| format!("{} {rank}\n", STANDARD.encode(token))).collect();
    let folder = folder(&[("odd.tiktoken", tiktoken.as_bytes())]);
    let tokenizer = tokenizer::open(folder.path().join("odd.tiktoken#r50k_base").to_str().unwrap()).unwrap();
    assert_eq!(ids(tokenizer.as_ref(), "abcabx"), [256, 257, 120]);
}

/// A rank file says nothing about how text is cut: for the published ones it is known, for others somebody must say it.
#[test]
fn a_rank_file_is_cut_as_it_was_published_or_as_it_is_told() {
    let gpt2 = tiktoken_rs::r50k_base_singleton();
    let line = |rank: u32| format!("{} {rank}\n", STANDARD.encode(gpt2.decode_bytes(&[rank]).unwrap()));
    let published: String = (0..50_256).map(line).collect();
    let changed = published.replacen('\n', "\n\n", 1);
    let folder = folder(&[
        ("published.tiktoken", published.as_bytes()),
        ("tokenizer.model", published.as_bytes()),
        ("changed.tiktoken", changed.as_bytes()),
        ("mine/tokenizer.json", b"{}"),
    ]);
    let open = |name: &str| tokenizer::open(folder.path().join(name).to_str().unwrap());
    let text = "I'LL wait 2024\n\n  years, you'll see";
    let expected = ids(tokenizer::open("r50k_base").unwrap().as_ref(), text);
    for name in
        ["published.tiktoken", "tokenizer.model", "changed.tiktoken#r50k_base", "changed.tiktoken#gpt2"]
    {
        assert_eq!(ids(open(name).unwrap().as_ref(), text), expected, "{name}");
    }
    assert_ne!(ids(open("changed.tiktoken#qwen3").unwrap().as_ref(), text), expected);
    for (name, says) in [
        ("changed.tiktoken", "does not say how text is cut"),
        ("changed.tiktoken#r50k", "there is no tokenizer `r50k`"),
        ("changed.tiktoken#chars", "cannot cut text like `chars`"),
        ("mine/tokenizer.json#r50k_base", "says itself how text is cut"),
    ] {
        let message = open(name).err().unwrap().to_string();
        assert!(message.contains(says), "{message}");
    }
}

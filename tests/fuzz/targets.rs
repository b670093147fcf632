//! What is fuzzed: for each target the inputs that others are made from, and what must hold of any. Adding one is a row,
//! and a row in Cargo.toml for `cargo fuzz`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scraper::Html;
use serde_json::json;
use tempfile::TempDir;
use tokcost::Settings;
use tokcost::corpus::{self, Corpus, Language, Manifest, OnMissing, Request, Text};
use tokcost::count::{Tokenizer, tokenizer};
use tokcost::report::{self, CHARTS, Choice, Extras, Picture, Report};
use tokcost::stats::Resampling;

/// Something that reads what others wrote.
pub struct Target {
    pub name: &'static str,
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Panics where something is wrong.
    pub check: fn(&[u8]),
    /// How long an input takes, about, over that of a table.
    pub weight: usize,
}

pub const TARGETS: &[Target] = &[
    Target {
        name: "lines", seeds: || texts(&["Tea\r\nMilk\n", "\u{FEFF}ชา\n"]), check: lines, weight: 1
    },
    Target { name: "csv", seeds: tables, check: |input| read("c.csv", input), weight: 1 },
    Target { name: "tsv", seeds: tables, check: |input| read("c.tsv", input), weight: 1 },
    Target { name: "jsonl", seeds: records, check: |input| read("c.jsonl", input), weight: 1 },
    Target { name: "parquet", seeds: parquets, check: |input| read("c.parquet", input), weight: 2 },
    Target { name: "tmx", seeds: memories, check: |input| read("c.tmx", input), weight: 1 },
    Target { name: "po", seeds: catalogues, check: |input| read("de.po", input), weight: 1 },
    Target { name: "compressed", seeds: compressed, check: |input| read("c.csv.gz", input), weight: 1 },
    Target { name: "manifest", seeds: manifests, check: manifest, weight: 1 },
    Target {
        name: "tokenizer_json",
        seeds: tokenizer_jsons,
        check: |input| open("t.json", input),
        weight: 4,
    },
    Target { name: "tekken", seeds: tekkens, check: |input| open("tekken.json", input), weight: 20 },
    Target { name: "tiktoken", seeds: ranks, check: |input| open("t.tiktoken", input), weight: 10 },
    Target { name: "sentencepiece", seeds: models, check: |input| open("t.model", input), weight: 10 },
    Target { name: "cl100k_base", seeds: prose, check: |input| counts_like(&CL100K, input), weight: 1 },
    Target { name: "o200k_base", seeds: prose, check: |input| counts_like(&O200K, input), weight: 1 },
    Target { name: "page", seeds: prose, check: page, weight: 200 },
    Target { name: "charts", seeds: prose, check: charts, weight: 400 },
];

fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn tables() -> Vec<Vec<u8>> {
    texts(&[
        "en,de\nTea,Tee\n\"one\nline, \"\"said\"\"\",eins\n",
        "\u{FEFF}en;de\r\nTea;Tee\r\n",
        "en\tde\tid\nTea\tTee\t1\n",
        "id,language,text\n1,en,Tea\n1,de,Tee\n2,en,Milk\n2,de,Milch\n",
        "id\tlanguage\ttext\n1\ten\tTea\n1\tde\tTee\n",
    ])
}

fn records() -> Vec<Vec<u8>> {
    texts(&[
        "{\"id\":\"1\",\"locale\":\"en-US\",\"utt\":\"Tea\"}\n{\"id\":\"1\",\"locale\":\"de-DE\",\"utt\":\"Tee\"}\n",
        "{\"en\":\"Tea\",\"de\":\"Tee\",\"id\":1}\n\n{\"en\":\"\\u00e9\",\"de\":\"\\ud83d\\ude00\",\"id\":2.5}\n",
        "{\"id\":1,\"iso_639_3\":\"eng\",\"iso_15924\":\"Latn\",\"text\":\"boy\"}\n",
    ])
}

fn parquets() -> Vec<Vec<u8>> {
    let files: [&[u8]; 5] = [
        include_bytes!("../reading/flores_plus.parquet"),
        include_bytes!("../reading/negative_length.parquet"),
        include_bytes!("../reading/no_dictionary.parquet"),
        include_bytes!("../reading/vast_dictionary.parquet"),
        include_bytes!("../reading/zstandard.parquet"),
    ];
    files.map(<[u8]>::to_vec).to_vec()
}

fn memories() -> Vec<Vec<u8>> {
    let memory = "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><body><tu tuid='a'>\
                  <tuv xml:lang='en'><seg>T<bpt i=\"1\">&lt;b></bpt>ea &#223;&amp;</seg></tuv>\
                  <tuv xml:lang='de'><seg><![CDATA[Tee]]></seg></tuv></tu></body></tmx>";
    let wide: Vec<u8> =
        [0xFEFF].into_iter().chain(memory.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    vec![memory.as_bytes().to_vec(), wide]
}

fn catalogues() -> Vec<Vec<u8>> {
    texts(&[
        "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 \
         || !(n/2-1<9) ? 1 : 2);\\n\"\n\n#, fuzzy\nmsgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Öffnen\"\n\nmsgid \"%d file\"\n\
         msgid_plural \"%d files\"\nmsgstr[0] \"%d Datei\"\nmsgstr[1] \"%d Dateien\"\nmsgstr[2] \"\"\n#~ msgid \"x\"\n",
        "msgid \"a\\\"\\\\\\n\"\n\"b\"\nmsgstr \"c\\t\"\n",
    ])
}

fn compressed() -> Vec<Vec<u8>> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(b"en,de\nTea,Tee\nMilk,Milch\n").expect("written to memory");
    vec![gzip.finish().expect("written to memory"), include_bytes!("../reading/tiny.csv.zst").to_vec()]
}

fn manifests() -> Vec<Vec<u8>> {
    texts(&[
        "title = \"Tea\"\nlicence = 'CC0-1.0'\nprovenance = \"\"\"Two\nlines\"\"\"\ndate = \"2026-11-27\"\ndocuments = [1, 2]\n",
        "format = \"lines\"\npivot = \"de\"\n[fields]\ntext = \"t\"\nlanguage = \"l\"\nid = \"k\"\n",
    ])
}

/// The characters that stand for bytes in a byte-level vocabulary (Radford et al. 2019).
fn alphabet() -> Vec<char> {
    let prints = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..);
    let mut others = (0x100..).filter_map(char::from_u32);
    (0..=u8::MAX)
        .map(|byte| if prints(byte) { byte.into() } else { others.next().unwrap_or_default() })
        .collect()
}

fn tokenizer_jsons() -> Vec<Vec<u8>> {
    let letters = alphabet();
    let mut vocab: serde_json::Map<_, _> =
        letters.iter().zip(0..).map(|(letter, id)| (letter.to_string(), json!(id))).collect();
    vocab.extend([
        ("Te".to_owned(), json!(256)),
        ("Tea".to_owned(), json!(257)),
        ("ĠT".to_owned(), json!(258)),
    ]);
    let byte_level =
        json!({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true});
    let split = json!({"type": "Split", "pattern": {"Regex": "\\p{L}+|\\s+(?!\\S)|[^x]"}, "behavior": "Isolated", "invert": false});
    let replace = json!({"type": "Replace", "pattern": {"String": " "}, "content": "▁"});
    let added = |special: bool| json!({"id": 300, "content": "<x>", "single_word": false, "lstrip": true, "rstrip": true, "normalized": false, "special": special});
    let files = [
        json!({"version": "1.0", "added_tokens": [added(true)], "normalizer": {"type": "NFC"}, "pre_tokenizer": byte_level,
               "model": {"type": "BPE", "vocab": vocab, "merges": ["T e", ["Te", "a"], "Ġ T"], "ignore_merges": true}}),
        json!({"added_tokens": [added(false)], "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
               "post_processor": byte_level, "decoder": byte_level, "truncation": {"max_length": 2, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
               "model": {"vocab": vocab, "merges": [["T", "e"]]}}),
        json!({"normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, replace]},
               "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
               "decoder": {"type": "Sequence", "decoders": [replace, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
               "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0.0], ["▁", -1.5], ["T", -2.0], ["ea", -3.0]], "byte_fallback": false}}),
        json!({"normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
               "pre_tokenizer": {"type": "BertPreTokenizer"}, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
               "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}], "pair": [], "special_tokens": {}},
               "model": {"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                         "vocab": {"?": 0, "t": 1, "##ea": 2}}}),
        json!({"pre_tokenizer": {"type": "WhitespaceSplit"}, "model": {"type": "WordLevel", "vocab": {"Tea": 0, "?": 1}, "unk_token": "?"}}),
    ];
    files.iter().map(|file| file.to_string().into_bytes()).collect()
}

fn bytes_and(more: &[&str]) -> impl Iterator<Item = (Vec<u8>, usize)> {
    let more: Vec<Vec<u8>> = texts(more);
    (0..=u8::MAX).map(|byte| vec![byte]).chain(more).zip(0..)
}

fn tekkens() -> Vec<Vec<u8>> {
    let token = |(bytes, rank)| json!({"rank": rank, "token_bytes": STANDARD.encode::<Vec<u8>>(bytes), "token_str": null});
    let vocab: Vec<_> = bytes_and(&["Te", "Tea", " T"]).map(token).collect();
    let config = json!({"pattern": "\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", "default_vocab_size": 269, "default_num_special_tokens": 10});
    vec![json!({"config": config, "vocab": vocab}).to_string().into_bytes()]
}

fn ranks() -> Vec<Vec<u8>> {
    let line = |(bytes, rank): (Vec<u8>, usize)| format!("{} {rank}\n", STANDARD.encode(bytes));
    let file = |more: &[&str]| bytes_and(more).map(line).collect::<Vec<_>>().concat().into_bytes();
    vec![file(&["Te", "Tea", " T"]), file(&["Tea", "Te", "ea", "Te "]), file(&[])]
}

fn models() -> Vec<Vec<u8>> {
    let files: [&[u8]; 7] = [
        include_bytes!("../sentencepiece/bpe.model"),
        include_bytes!("../sentencepiece/bpe_bytes.model"),
        include_bytes!("../sentencepiece/bpe_suffix.model"),
        include_bytes!("../sentencepiece/char.model"),
        include_bytes!("../sentencepiece/unigram.model"),
        include_bytes!("../sentencepiece/unigram_bytes.model"),
        include_bytes!("../sentencepiece/word.model"),
    ];
    files.map(<[u8]>::to_vec).to_vec()
}

fn prose() -> Vec<Vec<u8>> {
    texts(&[
        "The tea isn't hot: it's 1234.56 degrees!\r\n\r\n  Yes\t\u{a0}we'LL see…",
        "Grüße, Χαίρε, Здравствуйте, नमस्ते दुनिया, สวัสดีครับ, 今日は寒いですね, 안녕하세요, שלום עולם, مرحبا",
        "👩\u{200d}🔬🏽 e\u{301} \u{1F1E9}\u{1F1EA} ﷺ \u{202e}abc\u{2066} \u{0}\u{7f}\u{1b}[31m\u{FFFE}",
        "</script><script>alert(1)</script><!-- \"><img src=x onerror='alert(2)'> &lt; ]]> {{7*7}} =cmd|' /C calc'!A0",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa        \n\n\n\n''''''s's'S\u{17f}<|endoftext|>",
    ])
}

thread_local! {
    static FOLDER: TempDir = TempDir::new().expect("a folder for a test's files");
}

#[allow(clippy::disallowed_methods, reason = "a test's own input need not be written in one step")]
fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("a file is written");
}

/// A file of the input for as long as it is needed.
fn with_file<T>(name: &str, input: &[u8], work: impl FnOnce(&Path) -> T) -> T {
    FOLDER.with(|folder| {
        let path = folder.path().join(name);
        write(&path, input);
        let done = work(&path);
        std::fs::remove_file(&path).expect("a file is taken away");
        done
    })
}

/// Reading gives aligned texts without blank segments, or says what is wrong in a message that is not empty.
fn read(name: &str, input: &[u8]) {
    let request = Request { on_missing: OnMissing::Intersect, ..Request::default() };
    with_file(name, input, |path| match corpus::read(&[path.to_owned()], &request) {
        Ok(reading) => reading.corpora.iter().for_each(check_corpus),
        Err(error) => assert!(!error.to_string().is_empty()),
    });
}

fn check_corpus(corpus: &Corpus) {
    assert!(corpus.segments() > 0);
    for text in corpus.texts() {
        assert_eq!(text.len(), corpus.segments());
        assert!(text.segments().all(|segment| !segment.trim().is_empty()));
    }
    assert_eq!(corpus.documents().iter().map(ExactSizeIterator::len).sum::<usize>(), corpus.segments());
}

/// How compressed files begin.
const GZIP: &[u8] = b"\x1F\x8B";
const ZSTANDARD: &[u8] = b"\x28\xB5\x2F\xFD";

/// The segments are lines, and nothing is there that the file does not hold.
fn lines(input: &[u8]) {
    let english = Language::resolve("en").expect("a code").language;
    if let Ok(text) = Text::from_bytes(english, Path::new("eng.txt"), input.to_vec()) {
        let read: usize = text.segments().map(str::len).sum();
        let is_compressed = [GZIP, ZSTANDARD].iter().any(|magic| input.starts_with(magic));
        assert!(is_compressed || read <= input.len());
        assert!(text.segments().all(|segment| !segment.contains('\n')));
    }
}

fn manifest(input: &[u8]) {
    let folder = TempDir::new().expect("a folder for a test's files");
    for (name, bytes) in [("corpus.toml", input), ("de.txt", b"Tee\nMilch\n"), ("en.txt", b"Tea\nMilk\n")] {
        write(&folder.path().join(name), bytes);
    }
    if let Ok(reading) = corpus::read(&[folder.path().to_owned()], &Request::default()) {
        reading.corpora.iter().for_each(check_corpus);
    }
}

/// Texts that a tokenizer is tried with.
const PROBES: [&str; 6] =
    ["", "Tea", " Teapot Tea  \n", "Grüße 1234 ▁ ชา", "\u{0}\u{FFFD}👩\u{200d}🔬", "<x> é e\u{301} <0x41>"];

/// Opening a file gives a tokenizer that agrees with itself, or says what is wrong.
fn open(name: &str, input: &[u8]) {
    with_file(name, input, |path| {
        let mut name = path.display().to_string();
        name.push_str(if name.ends_with(".tiktoken") { "#cl100k_base" } else { "" });
        match tokenizer::open(&name) {
            Ok(tokenizer) => PROBES.iter().for_each(|text| check_tokenizer(tokenizer.as_ref(), text)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    });
}

/// As many tokens are counted as there are, and none lies outside of the text.
fn check_tokenizer(tokenizer: &dyn Tokenizer, text: &str) {
    let (counted, tokens) = (tokenizer.count(text), tokenizer.encode(text));
    let _ = (
        tokenizer.gives_back(text),
        tokenizer.vocabulary_size(),
        tokenizer.spelled(),
        tokenizer.special_tokens(),
    );
    let (Ok(counted), Ok(tokens)) = (counted, tokens) else { return };
    assert_eq!(counted, tokens.len() as u64, "{text:?}");
    for token in tokens {
        assert!(token.bytes.start <= token.bytes.end && token.bytes.end <= text.len(), "{text:?}: {token:?}");
    }
}

/// A vocabulary, and the implementation that it is compared with.
struct Pair {
    ours: LazyLock<Box<dyn Tokenizer>>,
    reference: fn() -> &'static tiktoken_rs::CoreBPE,
}

static CL100K: Pair = Pair {
    ours: LazyLock::new(|| tokenizer::open("cl100k_base").expect("built in")),
    reference: tiktoken_rs::cl100k_base_singleton,
};
static O200K: Pair = Pair {
    ours: LazyLock::new(|| tokenizer::open("o200k_base").expect("built in")),
    reference: tiktoken_rs::o200k_base_singleton,
};

/// The tokens are those of tiktoken-rs.
fn counts_like(pair: &Pair, input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let expected = (pair.reference)().encode_ordinary(&text);
    let tokens = pair.ours.encode(&text).expect("every text has tokens");
    assert_eq!(tokens.iter().map(|token| token.id).collect::<Vec<_>>(), expected, "{text:?}");
    assert_eq!(pair.ours.count(&text).expect("every text has tokens"), expected.len() as u64, "{text:?}");
}

/// A report whose every text and name is the same; the text may not be blank.
fn named(text: &str) -> Report {
    let line = if text.trim().is_empty() { "x".to_owned() } else { text.replace(['\n', '\r'], " ") };
    let texts = ["eng_Latn", "deu_Latn"].map(|code| {
        let language = Language::resolve(code).expect("a code").language;
        Text::from_bytes(language, Path::new(text), format!("{line}\n").into_bytes()).expect("one line")
    });
    let manifest = Manifest {
        title: Some(text.to_owned()),
        licence: Some(text.to_owned()),
        provenance: Some(text.to_owned()),
        date: Some(text.to_owned()),
        ..Manifest::default()
    };
    let corpus = Corpus::new(text, Path::new(text), manifest, texts.to_vec(), "en").expect("two texts");
    let tokenizers = tokenizer::open_all(&["bytes".to_owned()]).expect("built in");
    let resampling = Resampling { resamples: 0, ..Resampling::default() };
    let settings = Settings { resampling, ..Settings::default() };
    let mut report =
        tokcost::analyze(&corpus, &tokenizers, settings, &|_| ()).expect("bytes are always tokens");
    for language in &mut report.languages {
        for field in [&mut language.name, &mut language.native_name, &mut language.bcp47] {
            text.clone_into(field);
        }
        language.code.push_str(text);
    }
    text.clone_into(&mut report.tokenizers[0].name);
    report
}

/// Files of a report by the end of their names.
fn rendered(report: &Report, choice: Choice, ending: &str) -> Vec<String> {
    let extras = Extras { charts: choice, excel_csv: true };
    let files = report::render(report, &extras).expect("a report can be rendered").into_iter();
    let files = files.filter(|file| file.path.extension().is_some_and(|found| found == ending));
    files.map(|file| String::from_utf8(file.bytes).expect("text")).collect()
}

/// The elements of a page, each with the names of its attributes, but for those that show a token each.
fn structure(page: &str) -> BTreeSet<String> {
    let page = Html::parse_document(page);
    let elements = page.root_element().descendent_elements();
    let described = elements.map(|element| {
        let attributes: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        format!("{} {}", element.value().name(), attributes.join(" "))
    });
    described.collect()
}

/// Whatever the text is, the page has no other elements and attributes.
fn page(input: &[u8]) {
    static KNOWN: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| page_structure("tea für ชา 👩\u{200d}🔬 שלום"));
    let found = page_structure(&String::from_utf8_lossy(input));
    let other: Vec<_> = found.difference(&KNOWN).collect();
    assert!(other.is_empty(), "{other:?}");
}

fn page_structure(text: &str) -> BTreeSet<String> {
    let pages = rendered(&named(text), Choice::nothing(), "html");
    pages.iter().flat_map(|page| structure(page)).collect()
}

/// Whatever the text is, every chart is XML without other elements and attributes.
fn charts(input: &[u8]) {
    static KNOWN: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| chart_structure("tea für ชา 👩\u{200d}🔬 שלום"));
    let found = chart_structure(&String::from_utf8_lossy(input));
    let other: Vec<_> = found.difference(&KNOWN).collect();
    assert!(other.is_empty(), "{other:?}");
}

fn chart_structure(text: &str) -> BTreeSet<String> {
    let choice = Choice {
        charts: CHARTS.iter().take(2).collect(),
        formats: vec![Picture::Svg],
        title: Some(text.to_owned()),
        ..Choice::nothing()
    };
    let mut found = BTreeSet::new();
    for chart in rendered(&named(text), choice, "svg") {
        let chart = roxmltree::Document::parse(&chart).expect("a chart is XML");
        for node in chart.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            found.extend(node.attributes().map(|attribute| format!("{name} {}", attribute.name())));
            found.insert(name.to_owned());
        }
    }
    found
}

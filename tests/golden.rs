//! The tiny corpus through every format and every figure, with tokenizers whose answers are worked out by hand.

use tokcost::Settings;
use tokcost::count::{Scope, tokenizer};
use tokcost::report::{self, CHARTS};
use tokcost::stats::Resampling;

use crate::support::{TINY, corpus, everything, report, value};

/// Counted by hand. English: `Greetings!` 10 bytes and 1 word, `The tea is hot.` 15 and 4, `Yes` 3 and 1.
/// German: `Grüße!` 6 characters in 8 bytes, `Der Tee ist heiß.` 17 in 18, `Ja` 2. Greek letters take two bytes
/// each: `Χαίρε!` 6 in 11, `Το τσάι είναι ζεστό.` 20 with 3 blanks and a stop in 36, `Ναι` 3 in 6. Thai
/// characters take three: 6 + 6 + 3 of them, in 4 + 5 + 2 graphemes (vowels and marks above join their
/// consonant) and 1 + 2 + 1 words (`ชา` is tea, `ร้อน` hot).
#[test]
fn tallies_are_what_a_person_counts() {
    let report = report(&corpus(&TINY), &["bytes", "chars"], 0);
    for (code, id, bytes, chars) in [
        ("eng_Latn", "tokens", 28.0, 28.0),
        ("deu_Latn", "tokens", 28.0, 25.0),
        ("ell_Grek", "tokens", 53.0, 29.0),
        ("tha_Thai", "tokens", 45.0, 15.0),
        ("eng_Latn", "words", 6.0, 6.0),
        ("deu_Latn", "words", 6.0, 6.0),
        ("ell_Grek", "words", 6.0, 6.0),
        ("tha_Thai", "words", 4.0, 4.0),
        ("tha_Thai", "graphemes", 11.0, 11.0),
        ("ell_Grek", "tokens_per_segment_max", 36.0, 20.0),
        ("ell_Grek", "tokens_per_segment_median", 11.0, 6.0),
        ("eng_Latn", "premium", 1.0, 1.0),
        ("ell_Grek", "premium", 53.0 / 28.0, 29.0 / 28.0),
        ("tha_Thai", "premium", 45.0 / 28.0, 15.0 / 28.0),
        ("tha_Thai", "byte_premium", 45.0 / 28.0, 45.0 / 28.0),
        ("deu_Latn", "fertility", 28.0 / 6.0, 25.0 / 6.0),
    ] {
        assert_eq!(value(&report, 0, code, id), Some(bytes), "{code} {id} bytes");
        assert_eq!(value(&report, 1, code, id), Some(chars), "{code} {id} chars");
    }
}

/// A word takes its blank along: `The` is 3 bytes, ` tea` 4, ` is` 3, ` hot` 4, `Greetings` 9, `Yes` 3. Of Greek, all
/// tokens are bytes of letters of two, but for `!`, three blanks and a stop. The bytes of English that occur: `!`,
/// the blank, `.`, G, T, Y, and a, e, g, h, i, n, o, r, s, t.
#[test]
fn details_are_what_a_person_counts() {
    let settings = Settings {
        scope: Scope { detailed: true, ..Scope::default() },
        resampling: Resampling { resamples: 50, ..Resampling::default() },
        ..Settings::default()
    };
    let tokenizers = tokenizer::open_all(&["bytes", "chars"].map(str::to_owned)).unwrap();
    let report = tokcost::analyze(&corpus(&TINY), &tokenizers, settings, &|_| ()).unwrap();
    for (code, id, bytes, chars) in [
        ("eng_Latn", "single_token_words", Some(0.0), Some(0.0)),
        ("eng_Latn", "continued_words", Some(1.0), Some(1.0)),
        ("eng_Latn", "tokens_per_word_mean", Some(26.0 / 6.0), Some(26.0 / 6.0)),
        ("eng_Latn", "tokens_per_word_median", Some(3.5), Some(3.5)),
        ("eng_Latn", "vocabulary_used", Some(16.0), Some(16.0)),
        ("eng_Latn", "vocabulary_used_share", Some(16.0 / 256.0), None),
        ("ell_Grek", "partial_tokens", Some(48.0 / 53.0), Some(0.0)),
        ("ell_Grek", "round_trip", Some(1.0), Some(1.0)),
        ("tha_Thai", "partial_tokens", Some(1.0), Some(0.0)),
        ("tha_Thai", "unknown_share", Some(0.0), Some(0.0)),
    ] {
        assert_eq!(value(&report, 0, code, id), bytes, "{code} {id} bytes");
        assert_eq!(value(&report, 1, code, id), chars, "{code} {id} chars");
    }
    let interval = report.estimate(0, report.pivot, "tokens_per_word_mean").interval.unwrap();
    assert!(interval.low <= 26.0 / 6.0 && 26.0 / 6.0 <= interval.high);
}

/// Fonts are no text, and the charts within a page are snapshots of their own.
const FILTERS: [(&str, &str); 2] =
    [("base64,[A-Za-z0-9+/=]+", "base64,…"), ("(?s)aria-label=\"[^\"]*\"><svg .*?</svg>", "><svg>…</svg>")];

#[test]
fn every_file_is_as_reviewed() {
    let report = report(&corpus(&TINY), &["chars", "bytes"], 200);
    for file in report::render(&report, &everything()).unwrap() {
        let name = file.path.to_string_lossy().replace("charts/", "");
        if file.path.extension().is_some_and(|ending| ending == "png") {
            assert!(file.bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{name}");
        } else if file.path.extension().is_some_and(|ending| ending == "xlsx") {
            // tests/formats.rs reads it.
            assert!(file.bytes.starts_with(b"PK"), "{name}");
        } else {
            insta::with_settings!({ filters => FILTERS.to_vec() }, {
                insta::assert_snapshot!(name.clone(), String::from_utf8(file.bytes).unwrap());
            });
        }
    }
}

#[test]
fn charts_are_drawn_for_any_shape_of_data() {
    let same = [("eng_Latn", "tea\nmilk\n"), ("deu_Latn", "tea\nmilk\n"), ("fra_Latn", "tea\nmilk\n")];
    let cheaper = [("eng_Latn", "a long sentence\n"), ("deu_Latn", "kurz\n")];
    // Alone, a language has no premium; two have no curve; two of one script no groups; equal segments no ridge; and
    // one tokenizer has no slope.
    let pair = ["bill", "factors", "fertility", "heatmap", "premium"];
    let three = ["bill", "factors", "fertility", "heatmap", "lorenz", "premium"];
    for (texts, expected) in
        [(&same[..1], &["fertility"][..]), (&same[..2], &pair), (&same, &three), (&cheaper, &pair)]
    {
        for tokenizers in [&["bytes"][..], &["bytes", "chars"]] {
            let report = report(&corpus(texts), tokenizers, 50);
            let mut expected: Vec<String> = expected.iter().map(|id| format!("charts/{id}.svg")).collect();
            if texts.len() > 1 && tokenizers.len() > 1 {
                expected.push("charts/slope.svg".to_owned());
            }
            let files = report::render(&report, &everything()).unwrap();
            let mut svgs: Vec<String> = files.iter().map(|file| file.path.display().to_string()).collect();
            svgs.retain(|path| path.ends_with("svg"));
            svgs.sort();
            assert_eq!(svgs, expected, "{} languages", texts.len());
        }
    }
}

/// A reader who cannot see a picture hears its title and its description.
#[test]
fn every_svg_says_what_it_shows() {
    let report = report(&corpus(&TINY), &["chars", "bytes"], 50);
    let files = report::render(&report, &everything()).unwrap();
    for chart in CHARTS {
        let path = format!("charts/{}.svg", chart.id);
        let file = files.iter().find(|file| file.path.to_string_lossy() == path).unwrap();
        let svg = String::from_utf8(file.bytes.clone()).unwrap();
        let tree = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        for name in ["title", "desc"] {
            let node =
                tree.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            assert!(node.and_then(|node| node.text()).is_some_and(|text| text.len() > 20), "{path} {name}");
        }
    }
}

#[test]
fn names_from_a_corpus_cannot_become_markup() {
    let corpus_files = crate::support::tiny_folder();
    let manifest = "title = \"<script>alert(1)</script> & co\"\n";
    crate::support::fs_write(&corpus_files.path().join("tiny/corpus.toml"), manifest.as_bytes());
    let reading =
        tokcost::corpus::read(&[corpus_files.path().join("tiny")], &tokcost::corpus::Request::default())
            .unwrap();
    let report = report(&reading.corpora[0], &["bytes"], 50);
    for file in report::render(&report, &everything()).unwrap() {
        if file.path.extension().is_some_and(|ending| ending == "svg") {
            let svg = String::from_utf8(file.bytes).unwrap();
            assert!(!svg.contains("<script"), "{}", file.path.display());
            assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok());
        }
    }
}

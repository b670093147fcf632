//! Laws: what must hold for any text, whatever the numbers are.

use proptest::prelude::*;
use tokcost::corpus::Corpus;
use tokcost::count::{self, Scope, tokenizer};
use tokcost::parity::{self, Change};
use tokcost::report::Report;
use tokcost::stats::Resampling;

use crate::support::{TINY, corpus, reference_data, report, tiny_folder, tokcost};

/// A segment in one of many scripts, with what breaks tokenizers: marks, joiners, emoji, digits, odd blanks.
fn segment() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z' ]{1,12}",
        "[а-яіїё ]{1,10}",
        "[α-ωάέή;]{1,10}",
        "[\u{0621}-\u{064A}\u{064B}-\u{0652}]{1,8}",
        "[\u{0905}-\u{0939}\u{093E}-\u{094D}]{1,8}",
        "[\u{0E01}-\u{0E2E}\u{0E30}-\u{0E3A}]{1,8}",
        "[\u{1000}-\u{102A}\u{102B}-\u{103E}]{1,8}",
        "[\u{4E00}-\u{4EFF}。，]{1,6}",
        "[가-갛ㄱ-ㅎ]{1,5}",
        "[0-9٠-٩०-९.,-]{1,6}",
        "(👍🏽|👩‍👩‍👧|🇪🇪|\u{200D}|\u{200C}|\u{00A0}|\u{FFFD}|\u{0301}|\t){1,3}",
        any::<char>().prop_filter("a line end cuts", |c| *c != '\n').prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| format!("x{}", pieces.concat()))
}

fn tokenizers() -> Vec<Box<dyn tokenizer::Tokenizer>> {
    let mut names: Vec<String> = tokenizer::BUILT_IN.iter().map(|row| row.id.to_owned()).collect();
    for name in ["qwen2_5", "mistral_nemo"] {
        names.extend(reference_data(&format!("tokenizers/{name}")).map(|path| path.display().to_string()));
    }
    tokenizer::open_all(&names).unwrap()
}

#[test]
fn every_tokenizer_counts_what_it_encodes() {
    let tokenizers = tokenizers();
    proptest!(|(text in segment())| {
        for tokenizer in &tokenizers {
            let tokens = tokenizer.encode(&text).unwrap();
            prop_assert_eq!(tokenizer.count(&text).unwrap(), tokens.len() as u64, "{}", &tokenizer.identity().name);
        }
    });
}

#[test]
fn byte_level_tokens_tile_the_text() {
    let tokenizers =
        tokenizer::open_all(&["r50k_base", "o200k_base", "bytes", "chars"].map(str::to_owned)).unwrap();
    proptest!(|(text in segment())| {
        for tokenizer in &tokenizers {
            let tokens = tokenizer.encode(&text).unwrap();
            let ends = std::iter::once(0).chain(tokens.iter().map(|token| token.bytes.end));
            prop_assert!(ends.zip(&tokens).all(|(end, token)| end == token.bytes.start));
            prop_assert_eq!(tokens.last().map_or(0, |token| token.bytes.end), text.len());
        }
    });
}

fn lines() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((segment(), segment()), 1..8)
}

fn report_of(pairs: &[(String, String)]) -> Report {
    let [english, other] = [column(pairs, |pair| pair.0.clone()), column(pairs, |pair| pair.1.clone())];
    report(
        &corpus(&[("eng_Latn", &english), ("rus_Cyrl", &other), ("tha_Thai", &english)]),
        &["bytes", "chars"],
        20,
    )
}

/// A language before the others in the order of the codes.
const STRANGER: &str = "deu_Latn";

/// One side of pairs of segments, or both together.
fn column(pairs: &[(String, String)], of: impl Fn(&(String, String)) -> String) -> String {
    pairs.iter().map(|pair| format!("{}\n", of(pair).replace('\r', " "))).collect()
}

fn of_two(pairs: &[(String, String)]) -> Corpus {
    let [english, other] = [column(pairs, |pair| pair.0.clone()), column(pairs, |pair| pair.1.clone())];
    corpus(&[("eng_Latn", &english), ("rus_Cyrl", &other)])
}

fn of_two_and_a_stranger(pairs: &[(String, String)]) -> Corpus {
    let [english, other] = [column(pairs, |pair| pair.0.clone()), column(pairs, |pair| pair.1.clone())];
    let stranger = column(pairs, |(english, other)| format!("{other} {english}"));
    corpus(&[("rus_Cyrl", &other), (STRANGER, &stranger), ("eng_Latn", &english)])
}

/// What `diff` says of each language, without the p-value that is adjusted for looking at all of them.
fn changes(corpus: &Corpus) -> Vec<(String, Change)> {
    let tokenizers = tokenizer::open_all(&["bytes", "chars"].map(str::to_owned)).unwrap();
    let counts = count::count(corpus, &tokenizers, Scope::default(), &|_| ()).unwrap();
    let diff = parity::diff(&counts, Resampling { resamples: 40, ..Resampling::default() });
    let code = |language: usize| counts.languages[language].code.clone();
    let alone = |change: Change| (code(change.language), Change { language: 0, adjusted: None, ..change });
    let mut changes: Vec<_> = diff.changes.into_iter().map(alone).collect();
    changes.sort_by(|a, b| a.0.cmp(&b.0));
    changes
}

/// All values, without the intervals, whose resamples depend on the order of segments.
fn values(report: &Report) -> Vec<(&'static str, Option<f64>)> {
    report.rows().map(|row| (row.definition.id, row.estimate.value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn permuting_segments_changes_no_number(mut pairs in lines()) {
        let before = values(&report_of(&pairs));
        pairs.reverse();
        prop_assert_eq!(before, values(&report_of(&pairs)));
    }

    #[test]
    fn doubling_the_corpus_changes_no_ratio(pairs in lines()) {
        const RATIOS: [&str; 9] = [
            "premium", "fertility", "chars_per_token", "bytes_per_token", "byte_premium", "factor_chars",
            "word_factor_words", "premium_gini", "premium_max",
        ];
        let doubled: Vec<_> = pairs.iter().chain(&pairs).cloned().collect();
        for (once, twice) in values(&report_of(&pairs)).into_iter().zip(values(&report_of(&doubled))) {
            if RATIOS.contains(&once.0) {
                prop_assert_eq!(once, twice);
            }
        }
    }

    #[test]
    fn another_language_changes_nothing_about_the_others(pairs in lines()) {
        let (few, more) = (of_two(&pairs), of_two_and_a_stranger(&pairs));
        let (few_report, more_report) = (report(&few, &["bytes", "chars"], 40), report(&more, &["bytes", "chars"], 40));
        let known = |report: &Report| -> Vec<_> {
            let rows = report.rows().filter(|row| row.language.is_some_and(|language| language.code != STRANGER));
            rows.map(|row| (row.tokenizer.name.clone(), row.definition.id, row.estimate)).collect()
        };
        prop_assert_eq!(known(&few_report), known(&more_report));
        let known = |corpus| changes(corpus).into_iter().filter(|change| change.0 != STRANGER).collect::<Vec<_>>();
        prop_assert_eq!(known(&few), known(&more));
    }

    #[test]
    fn an_interval_holds_its_value_and_that_of_the_pivot_is_exactly_1(pairs in lines()) {
        let report = report_of(&pairs);
        for tokenizer in 0..2 {
            let pivot = report.estimate(tokenizer, report.pivot, "premium");
            prop_assert_eq!(pivot.value, Some(1.0));
            let interval = pivot.interval.unwrap();
            prop_assert_eq!((interval.low, interval.high), (1.0, 1.0));
            // Thai here is the English text again: the same resamples give the same tokens.
            let same = report.estimate(tokenizer, 2, "premium").interval.unwrap();
            prop_assert_eq!((same.low, same.high), (1.0, 1.0));
        }
    }
}

/// The plain loop beside the matrix product: another road to the same interval.
#[test]
fn the_interval_agrees_with_a_plain_bootstrap() {
    let english: Vec<String> = (0..60).map(|i| "word ".repeat(3 + i * 7 % 11)).collect();
    let russian: Vec<String> = (0..60).map(|i| "слово ".repeat(3 + i * 5 % 13)).collect();
    let text = |lines: &[String]| lines.iter().map(|line| format!("{}\n", line.trim())).collect::<String>();
    let corpus = corpus(&[("eng_Latn", &text(&english)), ("rus_Cyrl", &text(&russian))]);
    let found = report(&corpus, &["bytes"], 20_000).estimate(0, 1, "premium").interval.unwrap();

    let bytes = |lines: &[String]| lines.iter().map(|line| line.trim().len() as f64).collect::<Vec<_>>();
    let (english, russian) = (bytes(&english), bytes(&russian));
    // A linear congruential generator (Knuth, MMIX), which shares nothing with the generator of the program.
    let mut state = 1_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % 60
    };
    let mut ratios: Vec<f64> = (0..20_000)
        .map(|_| {
            let drawn: Vec<usize> = (0..60).map(|_| draw()).collect();
            let sum = |of: &[f64]| drawn.iter().map(|&row| of[row]).sum::<f64>();
            sum(&russian) / sum(&english)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    let (low, high) = (ratios[499], ratios[19_499]);
    // The Monte-Carlo error of a 2.5 % quantile of 20,000 is about a hundredth of the interval's width.
    let tolerance = (high - low) * 0.03;
    assert!((found.low - low).abs() < tolerance, "{found:?} against {low}–{high}");
    assert!((found.high - high).abs() < tolerance, "{found:?} against {low}–{high}");
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = tiny_folder();
    let run = |threads: &str| {
        let output = format!("out{threads}");
        let assert = tokcost(folder.path())
            .args(["compare", "tiny", "-t", "chars", "-t", "cl100k_base", "--resamples", "500"])
            .args(["--threads", threads, "-o", &output])
            .assert()
            .success();
        let table = assert.get_output().stdout.clone();
        let files =
            ["results.csv", "summary.csv", "results.json", "charts/premium.svg", "charts/heatmap.png"];
        let tiny = folder.path().join(&output).join("tiny");
        (table, files.map(|file| std::fs::read(tiny.join(file)).unwrap()))
    };
    let one = run("1");
    assert!(one == run("2"), "1 thread and 2 differ");
    assert!(one == run("8"), "1 thread and 8 differ");
    assert_eq!(TINY.len(), 4);
}

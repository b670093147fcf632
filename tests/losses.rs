//! Tokenizers that lose text are not shown as cheap.

use tempfile::TempDir;
use tokcost::report;

use crate::support::{TINY, corpus, everything, folder, report, tiny_folder, tokcost, value};

/// A vocabulary of the words of the tiny corpus in English and German, and of nothing else.
const WORDS: &str = r#"{"version": "1.0", "pre_tokenizer": {"type": "Whitespace"}, "model": {"type": "WordLevel", "unk_token": "?",
    "vocab": {"?": 0, "!": 1, ".": 2, "Greetings": 3, "The": 4, "tea": 5, "is": 6, "hot": 7, "Yes": 8,
              "Grüße": 9, "Der": 10, "Tee": 11, "ist": 12, "heiß": 13, "Ja": 14}}}"#;

fn words() -> TempDir {
    folder(&[("words/tokenizer.json", WORDS.as_bytes())])
}

/// Of the 29 characters of Greek 3 are blanks and 2 are `!` and `.`. Each of its six words is one unknown token, so
/// that the language seems to cost what English costs: 8 tokens.
#[test]
fn a_language_without_words_in_the_vocabulary_has_no_cost() {
    let folder = words();
    let path = folder.path().join("words").display().to_string();
    let report = report(&corpus(&TINY), &["bytes", &path], 50);
    let words = report.lead();
    assert_eq!(value(&report, words, "ell_Grek", "unknown_share"), Some(24.0 / 29.0));
    assert_eq!(value(&report, words, "tha_Thai", "unknown_share"), Some(1.0));
    assert_eq!(value(&report, words, "deu_Latn", "unknown_share"), Some(0.0));
    assert_eq!(value(&report, words, "ell_Grek", "premium"), Some(1.0));
    let code = |&language: &usize| report.languages[language].code.as_str();
    assert_eq!(
        report.ranking(words).iter().map(code).collect::<Vec<_>>(),
        ["deu_Latn", "ell_Grek", "tha_Thai"]
    );
    // German alone counts; its bytes are as many as those of English.
    assert_eq!(report.spread(words, "premium_max"), Some(1.0));
    assert_eq!(report.spread(0, "premium_max"), Some(53.0 / 28.0));
}

#[test]
fn the_table_and_every_chart_mark_it() {
    let folder = words();
    let path = folder.path().join("words").display().to_string();
    let report = report(&corpus(&TINY), &["bytes", &path], 50);
    let files = report::render(&report, &everything()).unwrap();
    let text = |name: &str| {
        let file = files.iter().find(|file| file.path.ends_with(name)).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let table = text("table.txt");
    assert!(table.lines().any(|line| line.starts_with("Greek") && line.contains("1.00×‡")), "{table}");
    assert!(table.contains("‡ cannot be written"), "{table}");
    for chart in ["premium.svg", "fertility.svg", "heatmap.svg"] {
        assert!(text(chart).contains("cannot write"), "{chart}");
    }
}

#[test]
fn a_comparison_of_tokenizers_marks_it_and_leaves_it_out() {
    let (folder, corpus) = (words(), tiny_folder());
    let path = folder.path().join("words").display().to_string();
    let run = tokcost(corpus.path()).args(["diff", "tiny", "bytes", &path]).assert().success();
    let table = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    // 8 tokens over 53 bytes; together are English and German, 16 words and marks over 56 bytes.
    assert!(table.lines().any(|line| line.starts_with("Greek") && line.contains("0.151‡")), "{table}");
    let sums = table.lines().find(|line| line.starts_with("All languages, tokens summed")).unwrap();
    assert!(sums.contains("0.286") && sums.ends_with('2'), "{sums}");
}

//! The corpora that ship: aligned, translated whole, in their own script, with the numbers of the original.

use std::collections::BTreeMap;

use tokcost::corpus::{self, Corpus, Text};
use unicode_normalization::is_nfc;
use unicode_script::{Script, UnicodeScript};

use crate::support::repository;

fn corpora() -> Vec<Corpus> {
    let reading = corpus::read(&[repository().join("corpora")], "eng_Latn", &[]).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.corpora.iter().map(Corpus::name).collect::<Vec<_>>(), ["everyday"]);
    reading.corpora
}

/// Every segment with the name of its corpus, its text and its number.
fn segments(corpora: &[Corpus]) -> impl Iterator<Item = (String, &Text, &str)> {
    corpora.iter().flat_map(|corpus| {
        corpus.texts().iter().flat_map(|text| {
            let place = |line| format!("{}/{} line {}", corpus.name(), text.language, line + 1);
            text.segments().enumerate().map(move |(line, segment)| (place(line), text, segment))
        })
    })
}

/// The findings, joined, so that a failure names them all.
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn the_corpus_is_wide_enough_to_tell_the_story() {
    let corpora = corpora();
    let everyday = &corpora[0];
    let mut scripts: Vec<&str> = everyday.texts().iter().map(|text| text.language.script.as_str()).collect();
    scripts.sort_unstable();
    scripts.dedup();
    assert!(everyday.texts().len() >= 16 && scripts.len() >= 12, "{scripts:?}");
    assert!(everyday.segments() >= 60);
    assert_eq!(everyday.manifest().licence.as_deref(), Some("CC0-1.0"));
}

#[test]
fn text_is_composed_and_has_no_stray_blanks() {
    let corpora = corpora();
    let clean =
        |text: &str| is_nfc(text) && text.trim() == text && !text.contains("  ") && !text.contains('\t');
    let findings: Vec<String> =
        segments(&corpora).filter(|(_, _, segment)| !clean(segment)).map(|(place, _, _)| place).collect();
    assert_none(&findings);
}

#[test]
fn every_letter_is_of_the_language_s_script() {
    let corpora = corpora();
    let mut findings = Vec::new();
    for (place, text, segment) in segments(&corpora) {
        let expected = scripts(&text.language.script);
        let foreign: String =
            segment.chars().filter(|c| c.is_alphabetic() && !expected.contains(&c.script())).collect();
        if !foreign.is_empty() {
            findings.push(format!("{place}: {foreign}"));
        }
    }
    assert_none(&findings);
}

/// The scripts whose letters a language may use; marks and letters that scripts share always may.
fn scripts(iso15924: &str) -> Vec<Script> {
    let own = match iso15924 {
        "Hans" | "Hant" => vec![Script::Han],
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Hang" => vec![Script::Hangul],
        code => vec![Script::from_short_name(code).unwrap_or_else(|| panic!("no script {code}"))],
    };
    own.into_iter().chain([Script::Common, Script::Inherited]).collect()
}

#[test]
fn no_line_is_said_twice_or_left_untranslated() {
    let mut findings = Vec::new();
    for corpus in corpora() {
        let english: Vec<String> = corpus.texts()[corpus.pivot()].segments().map(str::to_owned).collect();
        for text in corpus.texts() {
            let mut first: BTreeMap<&str, usize> = BTreeMap::new();
            for (line, segment) in text.segments().enumerate() {
                let place = format!("{}/{} line {}", corpus.name(), text.language, line + 1);
                if let Some(earlier) = first.insert(segment, line) {
                    findings.push(format!("{place} is line {} again", earlier + 1));
                }
                if text.language.code != "eng_Latn" && english.contains(&segment.to_owned()) {
                    findings.push(format!("{place} is English"));
                }
            }
        }
    }
    assert_none(&findings);
}

/// A line that says less or more than the English stands out against the language's own usual ratio.
#[test]
fn no_line_is_much_shorter_or_longer_than_its_language_makes_it() {
    let mut findings = Vec::new();
    for corpus in corpora() {
        // Short lines vary: a word more or less is a large part of one.
        let limit = 2.2;
        let lengths =
            |text: &Text| text.segments().map(|line| line.chars().count() as f64).collect::<Vec<_>>();
        let english = lengths(&corpus.texts()[corpus.pivot()]);
        for text in corpus.texts() {
            let ratios: Vec<f64> =
                lengths(text).iter().zip(&english).map(|(line, english)| line / english).collect();
            let mut sorted = ratios.clone();
            sorted.sort_by(f64::total_cmp);
            let usual = sorted[sorted.len() / 2];
            for (line, ratio) in ratios.iter().enumerate() {
                let times = ratio / usual;
                if times > limit || times < 1.0 / limit {
                    let place = format!("{}/{} line {}", corpus.name(), text.language, line + 1);
                    findings.push(format!("{place}: {times:.2} times the usual length"));
                }
            }
        }
    }
    assert_none(&findings);
}

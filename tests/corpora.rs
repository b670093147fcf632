//! The corpora that ship: aligned, translated whole, in their own script, with the numbers of the original.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use tokcost::corpus::{self, Corpus, Request, Text};
use unicode_normalization::is_nfc;
use unicode_script::{Script, UnicodeScript};

use crate::support::repository;

fn corpora() -> Vec<Corpus> {
    let reading = corpus::read(&[repository().join("corpora")], &Request::default()).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.corpora.iter().map(Corpus::name).collect::<Vec<_>>(), ["everyday", "problems"]);
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
fn both_registers_are_whole_in_every_language() {
    let corpora = corpora();
    let codes = |corpus: &Corpus| {
        corpus.texts().iter().map(|text| text.language.code.clone()).collect::<BTreeSet<_>>()
    };
    let languages = codes(&corpora[0]);
    assert_eq!(codes(&corpora[1]), languages);
    assert!(languages.len() >= 56, "{} languages", languages.len());
    assert_eq!(corpora.iter().map(Corpus::segments).collect::<Vec<_>>(), [100, 40]);
    for corpus in &corpora {
        assert_eq!(corpus.manifest().licence.as_deref(), Some("CC0-1.0"), "{}", corpus.name());
    }
}

#[test]
fn english_keeps_to_the_length_of_its_register() {
    for (corpus, words) in corpora().iter().zip([4..=20, 20..=50]) {
        for (line, segment) in corpus.texts()[corpus.pivot()].segments().enumerate() {
            let count = segment.split_whitespace().count();
            assert!(words.contains(&count), "{} line {}: {count} words", corpus.name(), line + 1);
        }
    }
}

#[test]
fn every_problem_has_an_answer() {
    let path = repository().join("corpora/problems/answers.csv");
    let answers: Vec<(usize, String)> =
        csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect();
    assert_eq!(answers.iter().map(|(segment, _)| *segment).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
    assert!(answers.iter().all(|(_, answer)| !answer.is_empty()));
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
fn no_line_is_said_twice_or_in_another_language_s_words() {
    let corpora = corpora();
    let mut findings = Vec::new();
    for corpus in &corpora {
        let mut first: BTreeMap<&str, String> = BTreeMap::new();
        for (place, _, segment) in segments(slice::from_ref(corpus)) {
            match first.entry(segment) {
                Entry::Occupied(earlier) => findings.push(format!("{place} is {} again", earlier.get())),
                Entry::Vacant(new) => _ = new.insert(place),
            }
        }
    }
    assert_none(&findings);
}

/// A problem is the same problem only with the same numbers, in whatever numerals a language prints.
#[test]
fn problems_hold_the_same_numbers_in_every_language() {
    let corpora = corpora();
    let problems = &corpora[1];
    let english: Vec<Vec<u64>> = problems.texts()[problems.pivot()].segments().map(numbers).collect();
    let findings: Vec<String> = segments(slice::from_ref(problems))
        .zip(english.iter().cycle())
        .filter(|((_, _, segment), english)| numbers(segment) != **english)
        .map(|((place, _, segment), english)| format!("{place}: {:?}, not {english:?}", numbers(segment)))
        .collect();
    assert_none(&findings);
}

/// The numbers written in decimal digits of any script, sorted: a language may name them in another order.
fn numbers(segment: &str) -> Vec<u64> {
    let digits: String = segment.chars().map(|c| decimal_digit(c).unwrap_or(' ')).collect();
    let mut numbers: Vec<u64> = digits.split_whitespace().map(|digits| digits.parse().unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

/// The ASCII digit of equal value, for the numerals that the corpora use.
fn decimal_digit(c: char) -> Option<char> {
    const ZEROES: [char; 10] = ['0', '٠', '۰', '०', '০', '၀', '០', '༠', '໐', '๐'];
    let value = |zero: char| (c as u32).checked_sub(zero as u32).filter(|value| *value < 10);
    ZEROES.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

#[test]
fn everyday_requests_spell_their_numbers() {
    let corpora = corpora();
    let findings: Vec<String> = segments(&corpora[..1])
        .filter(|(_, _, segment)| segment.chars().any(|c| decimal_digit(c).is_some()))
        .map(|(place, _, _)| place)
        .collect();
    assert_none(&findings);
}

/// A line that says less or more than the English stands out against the language's own usual ratio.
#[test]
fn no_line_is_much_shorter_or_longer_than_its_language_makes_it() {
    let mut findings = Vec::new();
    for corpus in corpora() {
        // Short lines vary more: a word more or less is a large part of one.
        let limit = if corpus.name() == "everyday" { 2.2 } else { 1.6 };
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

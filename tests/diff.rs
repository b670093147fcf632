//! `tokcost diff`: by hand, and what must hold whichever tokenizer comes first.

use tokcost::count::{self, Scope, tokenizer};
use tokcost::parity::{self, Diff};
use tokcost::stats::Resampling;

use crate::support::{TINY, corpus, tiny_folder, tokcost};

fn diff(tokenizers: [&str; 2]) -> Diff {
    let tokenizers = tokenizer::open_all(&tokenizers.map(str::to_owned)).unwrap();
    let counts = count::count(&corpus(&TINY), &tokenizers, Scope::default(), &|_| ()).unwrap();
    // The bounds of a 95 % interval are two of the resamples, and lie between none.
    parity::diff(&counts, Resampling { resamples: 2_001, ..Resampling::default() })
}

/// The tallies stand in `golden::tallies_are_what_a_person_counts`.
#[test]
fn a_diff_is_what_a_person_counts() {
    let folder = tiny_folder();
    tokcost(folder.path()).args(["diff", "tiny", "bytes", "chars", "--resamples", "0"]).assert().success();
    let csv = std::fs::read_to_string(folder.path().join("output/tiny/diff-bytes-chars/diff.csv")).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[1], format!("tha_Thai,ratio,45,15,{},,,,,3,×", 15.0 / 45.0));
    assert_eq!(lines[2], format!("ell_Grek,ratio,53,29,{},,,,,3,×", 29.0 / 53.0));
    assert_eq!(lines[3], format!("deu_Latn,ratio,28,25,{},,,,,3,×", 25.0 / 28.0));
    assert_eq!(lines[4], "eng_Latn,ratio,28,28,1,,,,,3,×");
    assert_eq!(lines[5], format!(",ratio_of_sums,,,{},,,,,4,×", 97.0 / 154.0));
}

#[test]
fn swapping_the_tokenizers_inverts_ratios_and_intervals_and_keeps_p_values() {
    let (there, back) = (diff(["bytes", "chars"]), diff(["chars", "bytes"]));
    for change in &there.changes {
        let inverse = back.changes.iter().find(|other| other.language == change.language).unwrap();
        assert!((change.ratio.unwrap() * inverse.ratio.unwrap() - 1.0).abs() < 1e-12);
        let (interval, inverted) = (change.interval.unwrap(), inverse.interval.unwrap());
        assert!((interval.low * inverted.high - 1.0).abs() < 1e-9, "{interval:?} {inverted:?}");
        assert!((interval.high * inverted.low - 1.0).abs() < 1e-9, "{interval:?} {inverted:?}");
        assert_eq!((change.p, change.adjusted), (inverse.p, inverse.adjusted));
    }
}

/// Thai saves in all three segments: of eight ways to set the signs two are as extreme.
#[test]
fn p_values_are_those_of_all_flips() {
    let diff = diff(["bytes", "chars"]);
    let thai = &diff.changes[0];
    assert!((thai.p.unwrap() - 0.25).abs() < 0.04, "{thai:?}");
    // Without any difference every flip is as extreme.
    assert_eq!(diff.changes[3].p, Some(1.0));
}

#[test]
fn one_tokenizer_has_no_diff() {
    let folder = tiny_folder();
    let assert = tokcost(folder.path()).args(["diff", "tiny", "bytes", "bytes"]).assert().code(1);
    let message = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(message.starts_with("error: `bytes` and `bytes` name 1 tokenizers: expected two"), "{message}");
}

//! `tokcost check`: limits by hand, exit codes, formats, baselines.

use assert_cmd::Command;
use roxmltree::Document;
use tempfile::TempDir;

use crate::cost::{WORDS, drinks};
use crate::support::{fs_write, tokcost};

fn check(folder: &TempDir, arguments: &str) -> Command {
    let mut command = tokcost(folder.path());
    command.args(format!("check drinks -t bytes {arguments}").split_whitespace());
    command
}

/// What it prints, and its exit code.
fn checked(folder: &TempDir, arguments: &str) -> (String, i32) {
    let output = check(folder, arguments).assert().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "", "{arguments}");
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

/// The languages that fail, by the last line.
fn failed(folder: &TempDir, arguments: &str) -> Vec<String> {
    let (text, code) = checked(folder, arguments);
    let sum = text.lines().last().unwrap();
    let Some((_, names)) = sum.rsplit_once(": ").filter(|_| sum.starts_with("Failed")) else {
        assert_eq!(code, 0, "{text}");
        return Vec::new();
    };
    assert_eq!(code, 1, "{text}");
    names.trim_end_matches('.').split(", ").map(str::to_owned).collect()
}

/// In bytes Russian has 6 and 12 over 3 and 4 of English: 18/7 = 2.57, between 2 and 3 whichever segments are drawn. Greek
/// 16/7 = 2.29, between 2 and 2.67; Japanese 12/7, between 1.5 and 2; German 8/7.
#[test]
fn over_a_limit_is_what_has_its_interval_beyond_it_or_strictly_its_value() {
    let folder = drinks();
    let (greek, russian) = ("Greek (ell_Grek)", "Russian (rus_Cyrl)");
    assert_eq!(failed(&folder, "--max-premium 2.6 --strict"), [] as [&str; 0]);
    assert_eq!(failed(&folder, "--max-premium 2.5"), [] as [&str; 0]);
    assert_eq!(failed(&folder, "--max-premium 2.5 --strict"), [russian]);
    assert_eq!(failed(&folder, "--max-premium 1.9"), [greek, russian]);
    // Without resamples there is no interval to be within.
    assert_eq!(failed(&folder, "--max-premium 2.5 --resamples 0"), [russian]);
}

/// 7, 8, 12, 16 and 18 bytes: Σ|xᵢ−xⱼ| = 2·(26 + 22 + 10 + 2) = 120 over 2·25·12.2 = 610 is 0.197.
#[test]
fn the_gini_coefficient_has_a_limit() {
    let folder = drinks();
    assert_eq!(failed(&folder, "--max-gini 0.2 --strict"), [] as [&str; 0]);
    assert_eq!(failed(&folder, "--max-gini 0.19 --strict"), ["all languages of drinks"]);
}

#[test]
fn what_cannot_be_measured_exits_with_2_and_what_is_over_a_limit_with_1() {
    let folder = drinks();
    check(&folder, "--max-premium 1.1").assert().code(1);
    check(&folder, "--max-premium 9").assert().code(0);
    check(&folder, "--max-premium 1.1 -q").assert().code(1).stdout("").stderr("");
    fs_write(&folder.path().join("other.json"), b"{}");
    for arguments in [
        "--baseline missing.json",
        "--baseline other.json",
        "--max-premium 2 --pivot fra",
        "--max-premium 2 -t nothing",
        // Usage: no limit, no baseline, no number.
        "",
        "--max-premium 2 --max-regression 1",
        "--max-premium x",
        "--max-gini 2",
    ] {
        check(&folder, arguments).assert().code(2).stdout("");
    }
}

/// A vocabulary of a few English and German words makes of Greek what looks like one token a word.
#[test]
fn a_language_that_cannot_be_written_does_not_pass() {
    let folder = drinks();
    fs_write(&folder.path().join("words.json"), WORDS.as_bytes());
    let mut command = tokcost(folder.path());
    command.args("check drinks -t words.json --max-premium 9".split_whitespace());
    let text = String::from_utf8(command.assert().code(1).get_output().stdout.clone()).unwrap();
    assert!(text.contains("unmeasured") && text.contains("Greek (ell_Grek)"), "{text}");
    assert!(!text.contains("German"), "{text}");
}

#[test]
fn every_format() {
    let folder = drinks();
    let limits = "--max-premium 2.2 --max-gini 0.5 --resamples 400";
    let formats = ["text", "json", "github", "junit"].map(|format| {
        let (text, code) = checked(&folder, &format!("{limits} --format {format}"));
        assert_eq!(code, 0, "Greek and Russian are unsure");
        let (strict, code) = checked(&folder, &format!("{limits} --strict --format {format}"));
        assert_eq!(code, 1);
        format!("{format}\n{text}\n{format}, strict\n{strict}")
    });
    insta::assert_snapshot!(formats.join("\n"));
}

#[test]
fn programs_can_read_what_is_written() {
    let folder = drinks();
    let (json, _) = checked(&folder, "--max-premium 1.9 --format json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["met"], false);
    let checks = json["corpora"][0]["checks"].as_array().unwrap();
    let verdicts: Vec<_> = checks.iter().map(|check| check["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["kept", "over", "kept", "over"]);
    assert_eq!(checks[3]["value"], 18.0 / 7.0);
    let (xml, _) = checked(&folder, "--max-premium 1.9 --format junit");
    let xml = Document::parse(&xml).unwrap();
    let all = |name: &str| xml.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!(["testsuite", "testcase", "failure"].map(all), [1, 4, 2]);
    let root = xml.root_element();
    assert_eq!((root.attribute("tests"), root.attribute("failures")), (Some("4"), Some("2")));
}

/// A baseline by characters: German 8, Greek 8, English 7, Japanese 4, Russian 9. In bytes that is 1, 2, 1, 3 and 2 times as
/// many, in every segment, so that the intervals have no width.
#[test]
fn a_baseline_of_the_same_text_is_compared_in_pairs() {
    let folder = drinks();
    measure(&folder, "chars");
    let baseline = "--baseline output/drinks/results.json";
    let [greek, japanese, russian] = ["Greek (ell_Grek)", "Japanese (jpn_Jpan)", "Russian (rus_Cyrl)"];
    assert_eq!(failed(&folder, baseline), [greek, japanese, russian]);
    assert_eq!(failed(&folder, &format!("{baseline} --max-regression 100")), [japanese]);
    assert_eq!(failed(&folder, "--baseline output --max-regression 200"), [] as [&str; 0]);
    let (json, _) = checked(&folder, &format!("{baseline} --format json"));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let japanese = &json["corpora"][0]["checks"][3];
    let found = ["measure", "value", "ci_low", "ci_high"].map(|field| japanese[field].to_string());
    assert_eq!(found, ["\"tokens_over_baseline\"", "3.0", "3.0", "3.0"]);
}

/// The same figures from a tokenizer that is no longer there.
#[test]
fn a_baseline_without_its_tokenizer_is_compared_as_it_is() {
    let folder = drinks();
    measure(&folder, "chars");
    let path = folder.path().join("output/drinks/results.json");
    let text = std::fs::read_to_string(&path).unwrap().replace("\"chars\"", "\"gone\"");
    fs_write(&path, text.as_bytes());
    let (text, code) = checked(&folder, "--baseline output --max-regression 150");
    assert_eq!(code, 1);
    insta::assert_snapshot!(text);
}

/// Russian had 18 bytes and has 28 now, English 7: the premium is 28/18 = 1.56 of what it was.
#[test]
fn premiums_are_compared_where_the_text_is_another() {
    let folder = drinks();
    measure(&folder, "bytes");
    fs_write(&folder.path().join("drinks/rus_Cyrl.txt"), "чай\nмолоко и чай\n".as_bytes());
    std::fs::remove_file(folder.path().join("drinks/jpn_Jpan.txt")).unwrap();
    let russian = ["Russian (rus_Cyrl)"];
    assert_eq!(failed(&folder, "--baseline output --max-regression 55"), russian);
    assert_eq!(failed(&folder, "--baseline output --max-regression 56"), [] as [&str; 0]);
    let (text, _) = checked(&folder, "--baseline output");
    insta::assert_snapshot!(text);
}

#[test]
fn baselines_that_cannot_be_compared_with() {
    let folder = drinks();
    measure(&folder, "chars");
    let path = "output/drinks/results.json";
    let held = std::fs::read_to_string(folder.path().join(path)).unwrap();
    fs_write(
        &folder.path().join("next.json"),
        held.replace("\"schema_version\": 1", "\"schema_version\": 2").as_bytes(),
    );
    fs_write(&folder.path().join("other.json"), b"{\"met\": true}");
    let messages = [
        "--baseline missing.json".to_owned(),
        "--baseline other.json".to_owned(),
        "--baseline next.json".to_owned(),
        format!("--baseline {path} --against o200k_base"),
        format!("--baseline {path} --pivot de"),
    ]
    .map(|arguments| {
        let output = check(&folder, &arguments).assert().code(2).get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    });
    insta::assert_snapshot!(messages.join("\n"));
}

fn measure(folder: &TempDir, tokenizer: &str) {
    let arguments = ["compare", "drinks", "-q", "--no-charts", "--resamples", "0", "-t", tokenizer];
    tokcost(folder.path()).args(arguments).assert().success();
}

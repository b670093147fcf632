//! What a user sees at the command line: results, messages, exit codes.

use assert_cmd::Command;
use predicates::prelude::*;
use tempfile::TempDir;

use crate::support::{files, folder, fs_write, tiny_folder, tokcost};

/// What a failed command says on standard error, and its exit code.
fn failure(command: &mut Command) -> String {
    let output = command.assert().failure().get_output().clone();
    assert!(output.stdout.is_empty(), "a failed command prints no result");
    format!("{}exit code {}", String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

/// What `compare` says about a folder of files; nothing may be written.
fn failure_on(files: &[(&str, &[u8])], arguments: &[&str]) -> String {
    let folder = folder(files);
    let message = failure(tokcost(folder.path()).args(["compare", "c", "-t", "bytes"]).args(arguments));
    assert!(!folder.path().join("output").exists(), "a failed command writes nothing");
    message
}

const ENGLISH: (&str, &[u8]) = ("c/eng_Latn.txt", b"one\ntwo\nthree\n");

#[test]
fn different_line_counts() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/deu_Latn.txt", b"eins\nzwei\n")], &[]));
}

#[test]
fn a_blank_line() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/deu_Latn.txt", b"eins\n \ndrei\n")], &[]));
}

#[test]
fn an_empty_file() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/deu_Latn.txt", b"")], &[]));
}

#[test]
fn invalid_utf8() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/deu_Latn.txt", b"eins\nzw\xF6lf\ndrei\n")], &[]));
}

#[test]
fn two_files_for_one_language() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/en.txt", b"one\ntwo\nthree\n")], &[]));
}

#[test]
fn no_pivot() {
    let german: (&str, &[u8]) = ("c/deu_Latn.txt", b"eins\n");
    insta::assert_snapshot!(failure_on(&[german, ("c/fra_Latn.txt", b"un\n")], &[]));
}

#[test]
fn no_language_files() {
    insta::assert_snapshot!(failure_on(&[("c/README.md", b"notes")], &[]));
}

#[test]
fn a_missing_folder() {
    insta::assert_snapshot!(failure_on(&[("d/eng_Latn.txt", b"one\n")], &[]));
}

#[test]
fn a_file_in_place_of_a_folder() {
    insta::assert_snapshot!(failure_on(&[("c", b"one\n")], &[]));
}

#[test]
fn a_manifest_with_an_unknown_key() {
    insta::assert_snapshot!(failure_on(&[ENGLISH, ("c/corpus.toml", b"titel = \"x\"\n")], &[]));
}

#[test]
fn a_language_that_is_not_there() {
    insta::assert_snapshot!(failure_on(&[ENGLISH], &["--languages", "deu"]));
}

#[test]
fn a_language_that_is_no_code() {
    insta::assert_snapshot!(failure_on(&[ENGLISH], &["--languages", "german!"]));
}

#[test]
fn a_mistyped_tokenizer() {
    insta::assert_snapshot!(failure_on(&[ENGLISH], &["-t", "cl100k"]));
}

#[test]
fn an_unknown_tokenizer() {
    insta::assert_snapshot!(failure_on(&[ENGLISH], &["-t", "zzz"]));
}

#[test]
fn a_missing_tokenizer_file() {
    insta::assert_snapshot!(failure_on(&[ENGLISH], &["-t", "mine/tokenizer.json"]));
}

#[test]
fn a_file_that_is_no_tokenizer() {
    let json: (&str, &[u8]) = ("mine/tokenizer.json", b"{\"model\": 3}");
    insta::assert_snapshot!(failure_on(&[ENGLISH, json], &["-t", "mine/tokenizer.json"]));
}

#[test]
fn two_corpora_of_one_name() {
    let folder = folder(&[("a/c/en.txt", b"one\n"), ("b/c/en.txt", b"one\n")]);
    insta::assert_snapshot!(failure(tokcost(folder.path()).args(["compare", "a/c", "b/c", "-t", "bytes"])));
}

#[test]
fn an_output_folder_that_cannot_be() {
    let folder = tiny_folder();
    fs_write(&folder.path().join("taken"), b"a file");
    let message =
        failure_after_result(tokcost(folder.path()).args(["compare", "tiny", "-t", "bytes", "-o", "taken"]));
    insta::assert_snapshot!(message);
}

/// A failure to write comes after the table, which is no less true for it.
fn failure_after_result(command: &mut Command) -> String {
    let output = command.assert().failure().code(1).get_output().clone();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = TempDir::new().unwrap();
    for arguments in
        [&["compare"][..], &["compare", "c", "--threads", "0"], &["compare", "c", "--seed", "x"], &["x"]]
    {
        tokcost(folder.path()).args(arguments).assert().code(2);
    }
}

#[test]
fn unknown_languages_are_kept_and_odd_files_left_out_with_a_warning() {
    let folder = folder(&[ENGLISH, ("c/tlh_Latn.txt", b"wa'\ncha'\nwej\n"), ("c/notes.txt", b"x\n")]);
    let output = tokcost(folder.path())
        .args(["compare", "c", "-t", "bytes", "--no-charts"])
        .assert()
        .success()
        .stdout(predicate::str::contains("tlh_Latn"))
        .get_output()
        .clone();
    insta::assert_snapshot!(warnings(&output.stderr));
}

fn warnings(stderr: &[u8]) -> String {
    let text = String::from_utf8(stderr.to_vec()).unwrap();
    text.lines().filter(|line| line.starts_with("warning")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn quiet_prints_nothing_and_writes_all() {
    let folder = tiny_folder();
    let run =
        tokcost(folder.path()).args(["compare", "tiny", "-q", "-t", "bytes", "--resamples", "10"]).assert();
    run.success().stdout("").stderr("");
    assert_eq!(
        files(&folder.path().join("output/tiny")),
        [
            "charts/bill.png",
            "charts/bill.svg",
            "charts/factors.png",
            "charts/factors.svg",
            "charts/fertility.png",
            "charts/fertility.svg",
            "charts/heatmap.png",
            "charts/heatmap.svg",
            "charts/lorenz.png",
            "charts/lorenz.svg",
            "charts/premium.png",
            "charts/premium.svg",
            "charts/scripts.png",
            "charts/scripts.svg",
            "charts/segments.png",
            "charts/segments.svg",
            "lorenz.csv",
            "report.html",
            "results.csv",
            "results.json",
            "results.xlsx",
            "summary.csv",
            "summary.md",
            "table.tex",
            "table.txt",
            "why.csv",
        ]
    );
}

#[test]
fn a_pipe_gets_no_colour_and_no_wide_lines() {
    let folder = tiny_folder();
    let names = [
        "r50k_base",
        "p50k_base",
        "p50k_edit",
        "cl100k_base",
        "o200k_base",
        "o200k_harmony",
        "chars",
        "bytes",
    ];
    let tokenizers = names.iter().flat_map(|name| ["-t", name]);
    let run =
        tokcost(folder.path()).args(["compare", "tiny", "--no-charts"]).args(tokenizers).assert().success();
    let table = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(!table.contains('\u{1b}'));
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    assert!(table.contains("are in summary.csv"));
}

/// Colour must not push a column out of the table.
#[test]
fn colour_changes_no_column() {
    let folder = tiny_folder();
    let run = |variable: &str| {
        let mut command = tokcost(folder.path());
        let run =
            command.args(["compare", "tiny", "--no-charts", "--resamples", "10"]).env(variable, "1").assert();
        anstream::adapter::strip_bytes(&run.success().get_output().stdout).into_vec()
    };
    assert_eq!(
        String::from_utf8(run("CLICOLOR_FORCE")).unwrap().split_whitespace().collect::<Vec<_>>(),
        String::from_utf8(run("NO_COLOR")).unwrap().split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn no_color_wins_over_forced_colour_and_force_colours_a_pipe() {
    let folder = tiny_folder();
    let run = |variable: &str| {
        let mut command = tokcost(folder.path());
        let run = command.args(["compare", "tiny", "-t", "bytes", "--no-charts"]).env(variable, "1").assert();
        String::from_utf8(run.success().get_output().stdout.clone()).unwrap()
    };
    assert!(run("CLICOLOR_FORCE").contains('\u{1b}'));
    assert!(!run("NO_COLOR").contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tiny_folder();
    let program = assert_cmd::cargo::cargo_bin("tokcost");
    let mut child = std::process::Command::new(program)
        .current_dir(folder.path())
        .args(["compare", "tiny", "-t", "bytes", "--no-charts"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("output/tiny/results.csv").exists(), "the files are still wanted");
}

#[test]
fn languages_and_pivot_are_chosen_by_any_code() {
    let folder = tiny_folder();
    tokcost(folder.path())
        .args(["compare", "tiny", "-t", "bytes", "--no-charts", "--pivot", "de", "--languages", "el,tha"])
        .assert()
        .success()
        .stdout(predicate::str::contains("3 languages"))
        .stdout(predicate::str::contains("the tokens of German"))
        .stdout(predicate::str::contains("eng_Latn").not());
}

#[test]
fn a_folder_of_corpora_and_every_layout_is_read() {
    let folder = folder(&[
        ("all/flores/eng_Latn.dev", b"\xEF\xBB\xBFone\r\ntwo\r\n"),
        ("all/flores/zho_Hans.dev", "一\n二".as_bytes()),
        ("all/ntrex/newstest2019-src.eng.txt", b"one\n"),
        ("all/ntrex/newstest2019-ref.zho-TW.txt", "一\n".as_bytes()),
        ("all/ntrex/newstest2019-ref.eng-GB.txt", b"One\n"),
    ]);
    let arguments = ["compare", "all", "-t", "bytes", "--resamples", "0", "--no-charts", "-q"];
    tokcost(folder.path()).args(arguments).assert().success();
    let csv = |corpus: &str| {
        std::fs::read_to_string(folder.path().join("output").join(corpus).join("summary.csv")).unwrap()
    };
    // 3 bytes a line in both languages: the mark and the line ends do not count.
    assert!(csv("flores").contains("zho_Hans,Chinese (simplified),简体中文,Hans,1286444446,2,2,"));
    assert!(csv("flores").contains(",2,6,6,"), "{}", csv("flores"));
    assert!(csv("ntrex").contains("\neng_Latn_GB,English (GB),"));
    assert!(csv("ntrex").contains("\nzho_Hant,"));
}

#[cfg(not(any(feature = "vocab-llama", feature = "vocab-kimi")))]
#[test]
fn the_list_of_tokenizers() {
    let output = tokcost(std::path::Path::new(".")).args(["list", "tokenizers"]).assert().success();
    insta::assert_snapshot!(String::from_utf8(output.get_output().stdout.clone()).unwrap());
}

#[test]
fn a_damaged_rank_file_names_the_line() {
    let file: (&str, &[u8]) = ("mine.tiktoken", b"IQ== 0\nIg==\n");
    insta::assert_snapshot!(failure_on(&[ENGLISH, file], &["-t", "./mine.tiktoken"]));
}

#[test]
fn a_rank_file_without_all_bytes() {
    let file: (&str, &[u8]) = ("mine.tiktoken", b"IQ== 0\nIg== 1\n");
    insta::assert_snapshot!(failure_on(&[ENGLISH, file], &["-t", "./mine.tiktoken"]));
}

/// The model's name is another name of its vocabulary, which the output names, once.
#[test]
fn a_model_s_name_is_its_tokenizer() {
    let folder = tiny_folder();
    let mut command = tokcost(folder.path());
    command.args(["compare", "tiny", "-q", "-t", "gpt-4", "-t", "GPT-4o-mini", "-t", "o200k_base"]);
    command.assert().success();
    let summary = std::fs::read_to_string(folder.path().join("output/tiny/summary.csv")).unwrap();
    let header = summary.lines().next().unwrap();
    assert_eq!(header.matches("premium:cl100k_base").count(), 1);
    assert_eq!(header.matches("premium:o200k_base").count(), 1);
}

/// A path may begin like a model's name: it is read, and not taken for the model.
#[test]
fn a_path_is_no_model() {
    let folder = folder(&[ENGLISH, ("qwen2.5/tokenizer.json", b"{}"), ("gpt-4o/tokenizer.json", b"{}")]);
    for path in ["qwen2.5/tokenizer.json", "gpt-4o"] {
        let message = failure(tokcost(folder.path()).args(["compare", "c", "-t", path]));
        assert!(message.contains("tokenizer.json` is not a tokenizer"), "{message}");
    }
}

/// Thai writes no blanks: `ชาร้อน` is `ชา` (tea) and `ร้อน` (hot). UAX #29 finds as many words there as graphemes.
#[test]
fn words_follow_the_rule_that_was_chosen() {
    for (rule, words) in [
        ("auto", "4,ICU dictionary"),
        ("icu", "4,ICU on whole segments"),
        ("uax29", "11,UAX #29 only (no words: script without spaces)"),
        ("whitespace", "3,whitespace (no words: script without spaces)"),
    ] {
        let folder = tiny_folder();
        let arguments =
            ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0", "--no-charts", "--words"];
        tokcost(folder.path()).args(arguments).arg(rule).assert().success();
        let summary = std::fs::read_to_string(folder.path().join("output/tiny/summary.csv")).unwrap();
        let thai = summary.lines().find(|line| line.starts_with("tha_Thai")).unwrap();
        assert!(thai.contains(&format!(",3,{words},")), "{rule}: {thai}");
    }
}

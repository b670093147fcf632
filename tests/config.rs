//! `tokcost.toml`: what is read, what counts before it, and what is refused.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{fs_write, tiny_folder, tokcost, valid_results};

/// The tiny corpus with a file of options beside it.
fn with(options: &str) -> TempDir {
    let folder = tiny_folder();
    fs_write(&folder.path().join("tokcost.toml"), options.as_bytes());
    folder
}

const FILE: &str = "\
tokenizer = [\"chars\", \"bytes\"]
languages = [\"de\", \"el\"]
threads = 1
output = \"results\"

[compare]
corpus = \"tiny\"
resamples = 1_00
alpha = 0x2
detailed = true
charts = \"none\"

[inspect]
ids = true
";

fn provenance(folder: &TempDir, results: &str) -> Value {
    let path = folder.path().join(results).join("tiny/results.json");
    let results: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    results["provenance"].clone()
}

#[test]
fn a_file_says_what_could_be_typed() {
    let folder = with(FILE);
    tokcost(folder.path()).args(["compare", "-q"]).assert().success();
    let from_file = provenance(&folder, "results");
    assert_eq!(
        from_file["options"],
        json!({
            "alpha": "2",
            "charts": ["none"],
            "detailed": true,
            "languages": ["de", "el"],
            "resamples": "100",
            "tokenizer": ["chars", "bytes"],
        })
    );
    let typed = ["compare", "tiny", "--no-config", "-q", "-t", "chars", "-t", "bytes", "-o", "typed"];
    let more =
        ["--languages", "de,el", "--resamples", "100", "--alpha", "2", "--detailed", "--charts", "none"];
    tokcost(folder.path()).args(typed).args(more).assert().success();
    let read = |results: &str| std::fs::read(folder.path().join(results).join("tiny/results.json")).unwrap();
    assert_eq!(read("results"), read("typed"));
}

#[test]
fn what_is_typed_counts_before_the_file() {
    let folder = with(FILE);
    let typed = ["compare", "-q", "-t", "bytes", "--no-charts", "--languages", "th", "--output", "mine"];
    tokcost(folder.path()).args(typed).assert().success();
    let provenance = provenance(&folder, "mine");
    let options = &provenance["options"];
    assert_eq!(options["tokenizer"], json!(["bytes"]));
    assert_eq!(options["languages"], json!(["th"]));
    // `--no-charts` excludes `--charts`.
    assert_eq!(options["no-charts"], json!(true));
    assert_eq!(options["charts"], Value::Null);
    assert_eq!(options["resamples"], json!("100"));
}

#[test]
fn a_run_without_options_has_none_in_its_provenance() {
    let folder = tiny_folder();
    tokcost(folder.path()).args(["compare", "tiny", "-q", "--threads", "1", "-o", "out"]).assert().success();
    assert_eq!(provenance(&folder, "out")["options"], Value::Null);
}

#[test]
fn options_are_as_the_schema_says_and_on_the_page() {
    let folder = with(FILE);
    tokcost(folder.path()).args(["compare", "-q"]).assert().success();
    valid_results(&folder.path().join("results/tiny/results.json"));
    let page = std::fs::read_to_string(folder.path().join("results/tiny/report.html")).unwrap();
    assert!(page.contains("languages = de, el; resamples = 100"), "not on the page");
}

/// A path from the root tells of one machine.
#[test]
fn absolute_paths_stay_out_of_the_provenance() {
    let folder = tiny_folder();
    let prices = folder.path().join("mine.csv");
    let row = "model,provider,usd_per_million_input,date,source,tokenizer\nm,p,1,2026-01-02,s,bytes\n";
    fs_write(&prices, row.as_bytes());
    let typed = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0", "--no-charts", "--model", "m"];
    tokcost(folder.path()).args(typed).arg("--prices").arg(&prices).assert().success();
    assert_eq!(provenance(&folder, "output")["options"]["prices"], json!("mine.csv"));
}

/// What stands for the tokenizers of a comparison is no model's own, and one text has no `--languages`.
#[test]
fn shared_options_reach_the_commands_in_which_they_mean_the_same() {
    let folder = with(FILE);
    let rows = |text: &[u8]| String::from_utf8_lossy(text).lines().count();
    // `é`: a header, a character, two bytes.
    let output = tokcost(folder.path()).args(["inspect", "é"]).output().unwrap();
    assert_eq!(rows(&output.stdout), 4);
    tokcost(folder.path()).args(["cost", "tiny", "--model", "gpt-4o", "-q"]).assert().success();
    assert!(folder.path().join("results/tiny/cost-gpt-4o/cost.csv").exists());
}

/// German has as many bytes as English, Greek 53 for 28: 1.89×.
#[test]
fn a_gate_needs_nothing_but_its_file() {
    let gate = "[check]\ncorpus = \"tiny\"\ntokenizer = \"bytes\"\nlanguages = [\"el\"]\nmax-premium = 1.8\nstrict = true\n";
    let folder = with(gate);
    tokcost(folder.path()).arg("check").assert().code(1);
    tokcost(folder.path()).args(["check", "--max-premium", "1.9"]).assert().code(0);
    tokcost(folder.path()).args(["check", "--languages", "de"]).assert().code(0);
}

#[test]
fn the_rest_of_what_has_no_name_comes_from_the_file() {
    let folder = with("[diff]\ncorpus = \"nowhere\"\na = \"chars\"\nb = \"bytes\"\n");
    tokcost(folder.path()).args(["diff", "tiny", "-q"]).assert().success();
    assert!(folder.path().join("output/tiny/diff-chars-bytes/diff.csv").exists());
    tokcost(folder.path()).args(["diff", "-q", "--", "tiny", "bytes"]).assert().failure();
    tokcost(folder.path()).args(["diff", "-q", "--", "tiny", "cl100k_base"]).assert().success();
    assert!(folder.path().join("output/tiny/diff-cl100k_base-bytes/diff.csv").exists());
}

#[test]
fn files_that_are_refused() {
    let cases = [
        ("an unknown key", "pivto = \"en\"\n"),
        ("an unknown option", "# A gate.\n[check]\nmax_premium = 4\n"),
        ("an unknown option of another command", "[diff]\nzzz = 1\n"),
        ("an option of one command above the tables", "strict = true\n"),
        ("an option of several commands in no table of theirs", "top = 5\n"),
        ("another type", "[compare]\nwhy = \"yes\"\n"),
        ("a list for one value", "[compare]\nseed = [1, 2]\n"),
        ("no table", "compare = 3\n"),
        ("no TOML", "pivot = \n"),
        ("a value that clap refuses", "seed = 1\n[compare]\nresamples = \"many\"\n"),
        ("options that exclude each other", "[compare]\ncharts = \"none\"\nno-charts = true\n"),
        ("an option that needs another", "[compare]\nalpha = 3\n"),
        ("the option that names the file", "[compare]\nconfig = \"other.toml\"\n"),
    ];
    let said = cases.map(|(case, file)| {
        let output = tokcost(with(file).path()).args(["compare", "tiny"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{case}");
        assert!(output.stdout.is_empty());
        format!("{case}\n{}", String::from_utf8(output.stderr).unwrap())
    });
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn another_file_is_named_and_must_be_there() {
    let folder = with("nonsense = 1\n");
    fs_write(&folder.path().join("ci.toml"), b"[compare]\nresamples = 0\n");
    let typed = ["compare", "tiny", "-q", "-t", "bytes", "--config"];
    tokcost(folder.path()).args(typed).arg("ci.toml").assert().success();
    let failure = tokcost(folder.path()).args(typed).arg("none.toml").output().unwrap();
    assert_eq!(failure.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failure.stderr).starts_with("error: cannot read `none.toml`"));
}

/// What is wrong on the command line is said as if there were no file.
#[test]
fn mistakes_that_were_typed_are_not_blamed_on_the_file() {
    for typed in [["compare", "tiny", "--resampels", "3"], ["compare", "tiny", "--seed", "x"]] {
        let said = |folder: &TempDir| tokcost(folder.path()).args(typed).output().unwrap().stderr;
        let (with_file, without) = (said(&with(FILE)), said(&tiny_folder()));
        assert_eq!(String::from_utf8_lossy(&with_file), String::from_utf8_lossy(&without));
    }
}

//! `tokcost explain`: the study that ships, other implementations' figures for it, and what must hold for any scores.

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use tempfile::TempDir;

use crate::support::{files, folder, fs_write, repository, tiny_folder, tokcost};

/// The table on the screen and the tidy rows of one explanation.
struct Explained {
    table: String,
    rows: Vec<Vec<String>>,
}

impl Explained {
    /// A value by its measure, what stands in the premium's place, and the language.
    fn value(&self, measure: &str, predictor: &str, language: &str) -> f64 {
        let fits = |row: &&Vec<String>| row[4] == language && row[5] == measure && row[6] == predictor;
        let row =
            self.rows.iter().find(fits).unwrap_or_else(|| panic!("no {measure} {predictor} {language}"));
        row[7].parse().unwrap()
    }
}

fn explain(corpus: &Path, folder: &Path, arguments: &[&str]) -> Explained {
    let mut command = tokcost(folder);
    command.arg("explain").arg(corpus).args(["--no-charts", "-o", "out"]).args(arguments);
    let run = command.assert().success();
    let file = files(&folder.join("out")).into_iter().find(|file| file.ends_with("explain.csv")).unwrap();
    let csv = std::fs::read_to_string(folder.join("out").join(file)).unwrap();
    let rows = csv.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect());
    Explained { table: String::from_utf8(run.get_output().stdout.clone()).unwrap(), rows: rows.collect() }
}

/// The tiny corpus with a table of scores beside it.
fn tiny_with(scores: &str) -> TempDir {
    let folder = tiny_folder();
    fs_write(&folder.path().join("mine.csv"), scores.as_bytes());
    folder
}

/// `scipy.stats` and `pingouin` on the premiums of `output/problems/summary.csv` and Jun's scores.
#[test]
fn the_textbook_study_has_the_figures_of_scipy_and_pingouin() {
    let folder = TempDir::new().unwrap();
    let problems = repository().join("corpora/problems");
    let found = explain(&problems, folder.path(), &["--resamples", "200", "--control", "speakers"]);
    for (measure, predictor, language, expected) in [
        ("spearman", "premium", "", -0.8846997881327484),
        ("kendall", "premium", "", -0.7645566856462266),
        ("pearson", "premium", "", -0.8602216608012141),
        ("spearman", "word_factor_fertility", "", -0.8030351923051099),
        ("spearman", "byte_premium", "", -0.7637152017214321),
        ("spearman", "factor_chars", "", 0.0423446052439606),
        ("spearman_within_scripts", "premium", "", -0.7062597773514707),
        ("spearman_partial", "premium", "", -0.8193799666854927),
        ("pearson_partial", "premium", "", -0.7629639569808192),
        ("spearman_without", "premium", "arb_Arab", -0.9091078216212746),
        ("kendall_without", "premium", "arb_Arab", -0.7994493752799064),
        ("pearson_without", "premium", "arb_Arab", -0.8777559890392544),
        ("spearman_without", "premium", "mya_Mymr", -0.8592273547152458),
    ] {
        let value = found.value(measure, predictor, language);
        assert!((value - expected).abs() < 1e-9, "{measure} {predictor} {language}: {value}");
    }
    let table = &found.table;
    assert!(table.contains("Languages that cost gpt-4 more tokens score lower on Project Euler."), "{table}");
    assert!(table.contains("n = 16 languages"), "{table}");
    assert!(table.contains("With the number of speakers (its logarithm) held fixed ρ = −0.82"), "{table}");
}

/// A word that claims a cause has no place beside a correlation.
#[test]
fn no_sentence_claims_a_cause() {
    let folder = TempDir::new().unwrap();
    let problems = repository().join("corpora/problems");
    let table = explain(&problems, folder.path(), &["--resamples", "100"]).table;
    for word in ["because", "explains", "leads to", "drives", "due to", "effect"] {
        assert!(!table.contains(word), "{word}: {table}");
    }
    assert!(table.contains("A correlation says nothing of"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
}

/// Bytes: Thai 45, Greek 53, German and English 28 (`golden::tallies_are_what_a_person_counts`).
#[test]
fn four_languages_are_too_few_for_a_verdict() {
    let folder = tiny_with("language,model,score\nde,m,3\nen,m,4\nel,m,1\nth,m,2\nsw,m,9\n");
    let arguments = ["--scores", "mine.csv", "--tokenizer", "bytes", "--resamples", "50"];
    let found = explain(Path::new("tiny"), folder.path(), &arguments);
    insta::assert_snapshot!(found.table);
    // Ranks of 53, 45, 28, 28 are 4, 3, 1.5, 1.5, of the scores 1, 2, 3, 4: Σ of products of deviations is −4.5,
    // of squares 4.5 and 5.
    assert!((found.value("spearman", "premium", "") + (4.5_f64 / 5.0).sqrt()).abs() < 1e-12);
    assert_eq!(found.value("premium", "", "ell_Grek"), 53.0 / 28.0);
}

/// The files are the same for any order of the scores, any number of threads, and beside a language without a text.
#[test]
fn order_threads_and_strangers_change_nothing() {
    let run = |scores: &str, threads: &str| {
        let folder = tiny_with(scores);
        let mut command = tokcost(folder.path());
        command.args([
            "explain",
            "tiny",
            "--scores",
            "mine.csv",
            "--tokenizer",
            "chars",
            "--resamples",
            "300",
        ]);
        command.args(["--threads", threads, "-q"]).assert().success().stdout("").stderr("");
        let made = folder.path().join("output/tiny/explain-mine-a-x");
        assert_eq!(files(&made), ["explain.csv", "scores.png", "scores.svg"]);
        files(&made).iter().map(|file| std::fs::read(made.join(file)).unwrap()).collect::<Vec<_>>()
    };
    let scores = "language,model,score\nde,a (x),3\nen,a (x),4\nel,a (x),1\nth,a (x),2\n";
    let first = run(scores, "1");
    assert!(first == run(scores, "4"));
    assert!(first == run("language,model,score\nth,a (x),2\nel,a (x),1\nen,a (x),4\nde,a (x),3\n", "1"));
    assert!(first == run(&format!("{scores}yo,a (x),7\n"), "2"));
}

#[test]
fn several_models_have_a_row_each_and_those_without_a_tokenizer_are_named() {
    let folder = tiny_with(
        "language,model,score\nde,gpt-4,3\nen,gpt-4,4\nde,GPT-4o (a),1\nen,GPT-4o (a),2\nen,PaLM,1\n",
    );
    let mut command = tokcost(folder.path());
    command.args(["explain", "tiny", "--scores", "mine.csv", "--no-charts", "--resamples", "10"]);
    let assert = command
        .assert()
        .success()
        .stderr(predicate::str::contains("warning: left out, their tokenizer is not built in: PaLM"));
    let table = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(
        table.contains("2 models: too few languages for a verdict, or nothing to compare, in 2."),
        "{table}"
    );
    assert!(table.lines().any(|line| line.starts_with("gpt-4 ") && line.contains("cl100k_base")), "{table}");
    assert!(
        table.lines().any(|line| line.starts_with("GPT-4o (a)") && line.contains("o200k_base")),
        "{table}"
    );
    assert_eq!(
        files(&folder.path().join("output")),
        ["tiny/explain-mine-GPT-4o-a/explain.csv", "tiny/explain-mine-gpt-4/explain.csv"]
    );
}

#[test]
fn two_models_do_not_overwrite_each_other() {
    let message = failure("language,model,score\nde,gpt-4 (a b),3\nde,gpt-4 (a-b),3\n", &[]);
    insta::assert_snapshot!(message);
}

#[test]
fn a_control_is_a_column_a_file_or_built_in() {
    let scores = "language,model,score,wealth\nde,m,3,1\nen,m,4,2\nel,m,1,7\nth,m,2,\n";
    for (control, languages) in [("wealth", 3), ("other.csv", 2), ("latin", 4)] {
        let folder = tiny_with(scores);
        fs_write(&folder.path().join("other.csv"), b"language,area\nde,5\nth,6\n");
        let arguments =
            ["--scores", "mine.csv", "--tokenizer", "bytes", "--resamples", "10", "--control", control];
        let found = explain(Path::new("tiny"), folder.path(), &arguments);
        let controlled = found.rows.iter().filter(|row| row[5] == "control").count();
        assert_eq!(controlled, languages, "{control}");
    }
}

/// What `explain` says about scores that it cannot use; nothing may be written.
fn failure(scores: &str, arguments: &[&str]) -> String {
    let folder = tiny_with(scores);
    let mut command: Command = tokcost(folder.path());
    command.args(["explain", "tiny", "--resamples", "10"]);
    if !scores.is_empty() {
        command.args(["--scores", "mine.csv"]);
    }
    let output = command.args(arguments).assert().code(1).stdout("").get_output().clone();
    assert!(!folder.path().join("output").exists(), "a failed command writes nothing");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn scores_that_cannot_be_read() {
    const GOOD: &str = "language,model,score,n\nde,gpt-4,3,5\n";
    let cases: [(&str, &str, &[&str]); 15] = [
        ("no column", "language;model;score\nde;m;3\n", &[]),
        ("no code", "language,model,score\nde,m,3\ngerman!,m,4\n", &[]),
        ("no number", "language,model,score\nde,m,3\nen,m,four\n", &[]),
        ("not finite", "language,model,score\nde,m,NaN\n", &[]),
        ("no whole number of attempts", "language,model,score,n\nde,m,3,5.5\n", &[]),
        ("no model", "language,model,score\nde,,3\n", &[]),
        ("twice", "language,model,score\nde,m,3\nen,m,3\ndeu_Latn,m,4\n", &[]),
        ("a short line", "language,model,score\nde,m,3\nen,m\n", &[]),
        ("no rows", "language,model,score\n", &[]),
        ("unknown table", "", &["--scores", "mmlu"]),
        ("no file", "", &["--scores", "yours.csv"]),
        ("no such model", GOOD, &["--model", "gpt-5"]),
        ("no tokenizer", "language,model,score\nde,PaLM,3\n", &[]),
        ("no language in common", "language,model,score\nyo,gpt-4,3\n", &[]),
        ("unknown control", GOOD, &["--control", "wealth"]),
    ];
    let messages: Vec<String> = cases
        .iter()
        .map(|(name, scores, arguments)| format!("{name}\n{}", failure(scores, arguments)))
        .collect();
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn controls_that_cannot_be_read() {
    const SCORES: &str = "language,model,score,wealth\nde,gpt-4,3,x\n";
    let mut messages = vec![failure(SCORES, &["--control", "wealth"])];
    for control in ["language\nde\n", "language,a,b\nde,1,2\n", "code,a\nde,1\n", "language,a\nde,\n"] {
        let folder = folder(&[("control.csv", control.as_bytes())]);
        let path = folder.path().join("control.csv");
        let message = failure(SCORES, &["--control", path.to_str().unwrap()]);
        messages.push(message.replace(&format!("{}/", folder.path().display()), ""));
    }
    insta::assert_snapshot!(messages.join("\n"));
}

/// Every language of the study has its name in the picture, and a name from a file cannot become markup.
#[test]
fn the_chart_names_every_language_and_is_well_formed() {
    let folder = tiny_with("language,model,score\nde,gpt-4 (<script>),3\nen,gpt-4 (<script>),4\n");
    let problems = repository().join("corpora/problems");
    let drawn = |arguments: &[&str], made: &str| {
        tokcost(folder.path())
            .arg("explain")
            .args(arguments)
            .args(["-q", "--resamples", "50"])
            .assert()
            .success();
        let svg =
            std::fs::read_to_string(folder.path().join("output").join(made).join("scores.svg")).unwrap();
        assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok());
        svg
    };
    let svg = drawn(&[problems.to_str().unwrap()], "problems/explain-project-euler-gpt-4-2023-10");
    for name in ["Burmese", "Spanish", "German", "Portuguese", "Korean", "Chinese (traditional)", "English"] {
        assert!(svg.contains(&format!(">{name}</text>")), "{name}");
    }
    assert!(svg.contains("<title id=\"scores-title\">Languages that cost gpt-4 more tokens score lower on"));
    assert!(!drawn(&["tiny", "--scores", "mine.csv"], "tiny/explain-mine-gpt-4-script").contains("<script"));
}

#[test]
fn the_list_of_scores() {
    let output = tokcost(Path::new(".")).args(["list", "scores"]).assert().success();
    insta::assert_snapshot!(String::from_utf8(output.get_output().stdout.clone()).unwrap());
}

/// Under characters Greek, English, German and Thai take 29, 28, 25 and 15 tokens. One model scores in that order, one in
/// the opposite: ρ is 1 and −1, and their mean 0.
#[test]
fn several_models_are_taken_together() {
    let folder = tiny_folder();
    let scores = "language,model,score\nell,up,4\neng,up,3\ndeu,up,2\ntha,up,1\n\
                  ell,down,1\neng,down,2\ndeu,down,3\ntha,down,4\n";
    fs_write(&folder.path().join("scores.csv"), scores.as_bytes());
    let run = ["explain", "tiny", "--scores", "scores.csv", "-t", "chars", "--resamples", "0", "--no-charts"];
    let assert = tokcost(folder.path()).args(run).assert().success();
    let printed = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("the mean of ρ is 0.00 (n = 4 languages)"), "{printed}");
}

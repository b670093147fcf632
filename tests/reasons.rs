//! Why a language is dear, how unequal languages are, and how much the kind of text matters: by hand.

use crate::support::{files, fs_write, tiny_folder, tokcost};

/// The columns of a CSV file, by name, in the rows that a filter takes.
fn cells(csv: &str, filter: &[(&str, &str)], column: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|found| found == name).unwrap();
    let rows = reader.records().map(Result::unwrap);
    let taken = rows.filter(|row| filter.iter().all(|(name, value)| &row[at(name)] == *value));
    taken.map(|row| row[at(column)].to_owned()).collect()
}

/// The tallies stand in `golden::tallies_are_what_a_person_counts`. Greek: 53 bytes and 29 characters beside 28 and 28;
/// 53/28 = 1.89, (53/29)/1 = 1.83, (29/53)/1 = 0.55, 29/28 = 1.04. Thai: 45 bytes and 15 characters: 45/28 = 1.61,
/// 15/28 = 0.54, 45/15 = 3.
#[test]
fn every_language_has_its_reasons_in_a_sentence() {
    let folder = tiny_folder();
    let run = ["compare", "tiny", "-t", "bytes", "-t", "chars", "--resamples", "0", "--no-charts", "--why"];
    let assert = tokcost(folder.path()).args(run).assert().success();
    let csv = std::fs::read_to_string(folder.path().join("output/tiny/why.csv")).unwrap();
    for (tokenizer, language, why) in [
        ("bytes", "ell_Grek", "Greek costs 1.89×: characters take 1.83× the bytes."),
        (
            "bytes",
            "tha_Thai",
            "Thai costs 1.61×: the text has 0.54× the characters, and characters take 3.00× the bytes.",
        ),
        (
            "chars",
            "ell_Grek",
            "Greek costs 1.04×: characters take 1.83× the bytes, and the vocabulary needs 0.55× the tokens per byte.",
        ),
    ] {
        assert_eq!(cells(&csv, &[("tokenizer", tokenizer), ("language", language)], "why"), [why]);
    }
    // German under bytes: 25 of 28 characters, 28/25 bytes each.
    assert_eq!(
        cells(&csv, &[("tokenizer", "bytes"), ("language", "deu_Latn")], "factor_chars"),
        [(25.0_f64 / 28.0).to_string()]
    );
    let table = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let thai = table.lines().rfind(|line| line.starts_with("Thai")).unwrap();
    // Premium under characters 15/28; words 4/6, tokens per word (15/4)/(28/6) = 0.80.
    assert_eq!(
        thai.split_whitespace().collect::<Vec<_>>(),
        ["Thai", "0.54×", "0.54×", "3.00×", "0.33×", "0.67×", "0.80×"]
    );
}

/// Bytes: 28, 28, 45 and 53 of 154.
#[test]
fn the_lorenz_curve_is_what_a_person_adds_up() {
    let folder = tiny_folder();
    let run = ["compare", "tiny", "-t", "bytes", "--resamples", "0", "--no-charts"];
    tokcost(folder.path()).args(run).assert().success();
    let csv = std::fs::read_to_string(folder.path().join("output/tiny/lorenz.csv")).unwrap();
    let by_languages = [("by", "languages")];
    assert_eq!(cells(&csv, &by_languages, "language"), ["deu_Latn", "eng_Latn", "tha_Thai", "ell_Grek"]);
    assert_eq!(cells(&csv, &by_languages, "share_of_weight"), ["0.25", "0.5", "0.75", "1"]);
    let shares = cells(&csv, &by_languages, "share_of_tokens");
    for (share, expected) in shares.iter().zip([28.0, 56.0, 101.0, 154.0]) {
        assert!((share.parse::<f64>().unwrap() - expected / 154.0).abs() < 1e-12, "{shares:?}");
    }
}

/// German takes 28 bytes of 28 in one corpus and 3 of 2 in the other.
#[test]
fn several_corpora_are_compared() {
    let folder = tiny_folder();
    std::fs::create_dir(folder.path().join("short")).unwrap();
    for (name, text) in [("eng_Latn", "ab\n"), ("deu_Latn", "abc\n"), ("fra_Latn", "ab\n")] {
        fs_write(&folder.path().join(format!("short/{name}.txt")), text.as_bytes());
    }
    let run = ["compare", "tiny", "short", "-t", "bytes", "--resamples", "0", "--no-charts"];
    tokcost(folder.path()).args(run).assert().success().stdout(predicates::str::contains(
        "2 corpora, bytes. With the kind of text a premium moves by 50 % in German.",
    ));
    let csv = std::fs::read_to_string(folder.path().join("output/register.csv")).unwrap();
    assert_eq!(csv.lines().collect::<Vec<_>>()[1..], ["bytes,deu_Latn,2,tiny,1,short,1.5,1.5,,,"]);
}

#[test]
fn charts_are_drawn_as_they_are_chosen() {
    let folder = tiny_folder();
    let drawn = |options: &[&str]| {
        let output = options.join("").replace("--", "");
        let run = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0", "-o", &output];
        tokcost(folder.path()).args(run).args(options).assert().success();
        let charts = folder.path().join(output).join("tiny/charts");
        if charts.exists() { files(&charts) } else { Vec::new() }
    };
    assert_eq!(drawn(&["--charts", "premium,bill", "--chart-format", "svg"]), ["bill.svg", "premium.svg"]);
    assert_eq!(drawn(&["--charts", "none"]), [] as [String; 0]);
    assert_eq!(
        drawn(&["--charts", "premium", "--theme", "both", "--chart-format", "png"]),
        ["premium-dark.png", "premium.png"]
    );
    drawn(&["--charts", "premium", "--top", "1"]);
    let svg = folder.path().join("chartspremiumtop1/tiny/charts/premium.svg");
    let svg = std::fs::read_to_string(svg).unwrap();
    assert!(svg.contains("Greek") && !svg.contains("Thai") && svg.contains("the 1 dearest of 3 languages"));
    tokcost(folder.path()).args(["compare", "tiny", "--charts", "pie"]).assert().code(2);
}

#[test]
fn a_diff_has_a_chart() {
    let folder = tiny_folder();
    tokcost(folder.path()).args(["diff", "tiny", "bytes", "chars", "-q"]).assert().success();
    let folder = folder.path().join("output/tiny/diff-bytes-chars");
    assert_eq!(files(&folder), ["diff.csv", "slope.png", "slope.svg"]);
    let svg = std::fs::read_to_string(folder.join("slope.svg")).unwrap();
    // English takes 28 of both; 25/28, 29/53 and 15/45 of the others: the median is that between 0.547 and 0.893.
    assert!(
        svg.contains("fewer tokens in 3 of 4 languages, 28 % fewer in the median language"),
        "{svg:.900}"
    );
}

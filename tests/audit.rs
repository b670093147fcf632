//! `tokcost audit`: by hand, the recipes of published numbers, and FLORES-200 where it is at hand.

use std::path::Path;

use crate::support::{files, folder, reference_data, tiny_folder, tokcost};

/// What an audit prints, and the rows of `audit.csv`.
struct Audited {
    table: String,
    rows: Vec<Vec<String>>,
}

impl Audited {
    /// A field of a language's row of a recipe.
    fn field(&self, language: &str, recipe: &str, field: usize) -> &str {
        let row = self.rows.iter().find(|row| row[2] == language && row[3] == recipe);
        &row.unwrap_or_else(|| panic!("no {recipe} of {language}"))[field]
    }

    fn value(&self, language: &str, recipe: &str) -> f64 {
        self.field(language, recipe, 4).parse().unwrap()
    }
}

fn audit(folder: &Path, corpus: &str, arguments: &[&str]) -> Audited {
    let run = tokcost(folder).args(["audit", corpus, "-o", "out"]).args(arguments).assert().success();
    let file = files(&folder.join("out")).into_iter().find(|file| file.ends_with("audit.csv")).unwrap();
    let csv = std::fs::read_to_string(folder.join("out").join(file)).unwrap();
    let rows = csv.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect());
    Audited { table: String::from_utf8(run.get_output().stdout.clone()).unwrap(), rows: rows.collect() }
}

/// Bytes by line: English 10, 15 and 3, German 8, 18 and 2, Greek 11, 36 and 6, Thai 18, 18 and 9; other tallies stand in
/// `golden::tallies_are_what_a_person_counts`.
#[test]
fn recipes_are_what_a_person_works_out() {
    let folder = tiny_folder();
    let found = audit(folder.path(), "tiny", &["-t", "bytes"]);
    for (language, recipe, expected) in [
        ("deu_Latn", "premium", 28.0 / 28.0),
        ("ell_Grek", "premium", 53.0 / 28.0),
        ("tha_Thai", "premium", 45.0 / 28.0),
        ("deu_Latn", "mean_of_ratios", (0.8 + 1.2 + 2.0 / 3.0) / 3.0),
        ("ell_Grek", "mean_of_ratios", (1.1 + 2.4 + 2.0) / 3.0),
        ("tha_Thai", "mean_of_ratios", (1.8 + 1.2 + 3.0) / 3.0),
        ("ell_Grek", "median_of_ratios", 2.0),
        ("tha_Thai", "median_of_ratios", 1.8),
        ("ell_Grek", "ratio_of_medians", 11.0 / 10.0),
        ("tha_Thai", "ratio_of_medians", 18.0 / 10.0),
        // 6 words in English; in Thai 4 by a dictionary, 11 that UAX #29 sees, 3 between blanks.
        ("tha_Thai", "fertility_ratio", (45.0 / 4.0) / (28.0 / 6.0)),
        ("tha_Thai", "fertility_ratio_icu", (45.0 / 4.0) / (28.0 / 6.0)),
        ("tha_Thai", "fertility_ratio_uax29", (45.0 / 11.0) / (28.0 / 6.0)),
        ("tha_Thai", "fertility_ratio_whitespace", (45.0 / 3.0) / (28.0 / 6.0)),
        // A byte is a token: 3 a character in Thai, 53 in 29 characters in Greek.
        ("tha_Thai", "chars_per_token_ratio", 3.0),
        ("ell_Grek", "chars_per_token_ratio", 53.0 / 29.0),
        ("tha_Thai", "bytes_per_token_ratio", 1.0),
        // Two line feeds in each.
        ("tha_Thai", "joined", 47.0 / 30.0),
        ("tha_Thai", "nfc", 45.0 / 28.0),
        ("tha_Thai", "trimmed", 45.0 / 28.0),
    ] {
        let value = found.value(language, recipe);
        assert!((value - expected).abs() < 1e-12, "{recipe} of {language}: {value}");
    }
    // By mean of ratios Thai (2.00) is dearer than Greek (1.83).
    assert_eq!(
        [found.field("tha_Thai", "mean_of_ratios", 6), found.field("tha_Thai", "premium", 6)],
        ["1", "2"]
    );
    assert_eq!(found.field("eng_Latn", "premium", 6), "");
    assert!(!found.rows.iter().any(|row| row[3] == "with_special_tokens"), "bytes have none");
    insta::assert_snapshot!(found.table);
}

/// English: 5 bytes. German has two blanks at the end of its line, and an ü that NFC writes in 2 bytes instead of 3.
#[test]
fn text_that_was_changed_first_has_another_premium() {
    let folder = folder(&[("c/en.txt", b"eight"), ("c/de.txt", "fu\u{308}nf  ".as_bytes())]);
    let found = audit(folder.path(), "c", &["-t", "bytes"]);
    for (recipe, tokens) in [("premium", 8.0), ("joined", 8.0), ("nfc", 7.0), ("trimmed", 6.0)] {
        assert_eq!(found.value("deu_Latn", recipe), tokens / 5.0, "{recipe}");
    }
}

/// A tokenizer of letters whose file puts `<s>` and `</s>` around a text: with bytes as tokens, or
/// with words.
#[test]
fn special_tokens_count_where_a_file_asks_for_them() {
    let post = r#"{"type":"TemplateProcessing",
        "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                  {"SpecialToken":{"id":"</s>","type_id":0}}],
        "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
        "special_tokens":{"<s>":{"id":"<s>","ids":[5],"tokens":["<s>"]},"</s>":{"id":"</s>","ids":[6],"tokens":["</s>"]}}}"#;
    let file = format!(
        r#"{{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
            "pre_tokenizer":{{"type":"Whitespace"}},"post_processor":{post},"decoder":null,
            "model":{{"type":"WordLevel","vocab":{{"<unk>":0,"a":1,"b":2,"c":3}},"unk_token":"<unk>"}}}}"#
    );
    let folder = folder(&[
        ("words/tokenizer.json", file.as_bytes()),
        ("c/en.txt", b"a b c\na\n"),
        ("c/de.txt", b"a\nb\n"),
    ]);
    let found = audit(folder.path(), "c", &["-t", "words/tokenizer.json"]);
    // 2 over 4 tokens; with two more in each of two lines 6 over 8.
    assert_eq!(found.value("deu_Latn", "premium"), 0.5);
    assert_eq!(found.value("deu_Latn", "with_special_tokens"), 0.75);
}

#[test]
fn a_claim_is_answered_with_its_recipe() {
    let folder = tiny_folder();
    let claims = ["--claim", "th=3.0", "--claim", "el=1.89x", "--claim", "tha_Thai=1.8", "--claim", "de=7"];
    let table = audit(folder.path(), "tiny", &[&["-t", "bytes"][..], &claims].concat()).table;
    let said = table.split("\n\n").next().unwrap().replace('\n', " ");
    assert_eq!(
        said,
        "3.0 for Thai is what characters per token (3.0000) gives; the premium is 1.6071. \
         1.89 for Greek is the premium (1.8929); the same at these digits: tokens per word (by script) (1.8929), tokens \
         per word (UAX #29) (1.8929), tokens per word (ICU) (1.8929), tokens per word (between blanks) (1.8929), tokens \
         of text in NFC (1.8929) and tokens of trimmed lines (1.8929). \
         1.8 for Thai is what median of ratios (1.8000) and ratio of medians (1.8000) give; the premium is 1.6071. \
         7 for German is what no recipe gives; the nearest is characters per token (1.1200); the premium is 1.0000."
    );
}

/// What `audit` says about a corpus that it cannot answer for; nothing may be written.
fn failure(arguments: &[&str], code: i32) -> String {
    let folder = tiny_folder();
    let mut command = tokcost(folder.path());
    let output = command.args(["audit", "tiny", "-t", "bytes"]).args(arguments).assert().code(code);
    assert!(!folder.path().join("output").exists(), "a failed command writes nothing");
    String::from_utf8(output.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_claim_about_a_language_that_is_not_there_is_an_error() {
    assert_eq!(
        failure(&["--claim", "fr=1.2"], 1),
        "error: `tiny` has no language `fr`\nhint: it has deu_Latn, ell_Grek, eng_Latn, tha_Thai\n"
    );
}

#[test]
fn a_claim_that_is_none_is_wrong_usage() {
    for (claim, said) in [
        ("th", "expected LANG=VALUE, as in `zh=3.76`"),
        ("thai!=3", "`thai!` is not a language code"),
        ("th=three", "`three` is not a decimal number above 0"),
        ("th=0", "`0` is not a decimal number above 0"),
        ("th=-3", "`-3` is not a decimal number above 0"),
        ("th=1e3", "`1e3` is not a decimal number above 0"),
        ("th=", "`` is not a decimal number above 0"),
    ] {
        let message = failure(&["--claim", claim], 2);
        assert!(message.contains(said), "{claim}: {message}");
    }
}

#[test]
fn tokenizers_have_a_folder_each_and_any_number_of_threads_the_same_bytes() {
    let run = |threads: &str| {
        let folder = tiny_folder();
        let arguments = ["audit", "tiny", "-q", "-t", "bytes", "-t", "cl100k_base", "--threads", threads];
        tokcost(folder.path()).args(arguments).assert().success().stdout("").stderr("");
        let output = folder.path().join("output");
        let written = files(&output);
        let bytes: Vec<_> = written.iter().map(|file| std::fs::read(output.join(file)).unwrap()).collect();
        (written, bytes)
    };
    let (written, bytes) = run("1");
    assert_eq!(
        written,
        [
            "tiny/audit-bytes/audit.csv",
            "tiny/audit-bytes/recipes.csv",
            "tiny/audit-cl100k_base/audit.csv",
            "tiny/audit-cl100k_base/recipes.csv"
        ]
    );
    assert_eq!(bytes, run("4").1);
}

/// The vocabulary has no Greek and no Thai: its tokens there are no cost, and have no place.
#[test]
fn a_language_that_cannot_be_written_is_marked_and_has_no_place() {
    let file = r#"{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
        "pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
        "model":{"type":"WordLevel","vocab":{"<unk>":0,"a":1,"b":2},"unk_token":"<unk>"}}"#;
    let folder = folder(&[
        ("words/tokenizer.json", file.as_bytes()),
        ("c/en.txt", b"a\n"),
        ("c/de.txt", b"a b\n"),
        ("c/th.txt", "ชา\n".as_bytes()),
    ]);
    let found = audit(folder.path(), "c", &["-t", "words/tokenizer.json"]);
    let thai = found.table.lines().find(|line| line.starts_with("Thai")).unwrap();
    assert!(thai.contains("1.00×‡"), "{thai}");
    assert!(found.table.contains("‡ cannot be written"), "{}", found.table);
    assert_eq!([found.field("tha_Thai", "premium", 6), found.field("deu_Latn", "premium", 6)], ["", "1"]);
}

/// Chinese under GPT-4o's vocabulary was published as 3.76 times as dear as English. Pairs from the tokens of Hugging
/// Face's `tokenizers` 0.23 with the same vocabulary, compared in a plain loop in Python.
#[test]
fn a_published_number_for_chinese_is_that_of_characters_per_token() {
    let Some(flores) = reference_data("corpora/flores200-dev") else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let found = audit(folder.path(), flores.to_str().unwrap(), &["--claim", "zh=3.76"]);
    let first = found.table.lines().next().unwrap();
    assert_eq!(
        first,
        "3.76 for Chinese (simplified) is what characters per token (3.7562) gives; the premium is 1.2657."
    );
    let made = folder.path().join("out/flores200-dev/audit-o200k_base/recipes.csv");
    let recipes = std::fs::read_to_string(made).unwrap();
    for (recipe, flipped) in
        [("chars_per_token_ratio", "4198"), ("bytes_per_token_ratio", "6720"), ("joined", "16")]
    {
        let row = recipes.lines().find(|line| line.contains(&format!(",{recipe},"))).unwrap();
        assert!(row.contains(&format!(",{flipped},20503,")), "{row}");
    }
}

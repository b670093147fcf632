//! `tokcost inspect`: expected rows are worked out by hand; ids of `cl100k_base` are Python tiktoken 0.14's.

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;

use crate::support::{folder, tiny_folder, tokcost};

/// What the command prints in a pipe.
fn printed(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn inspected(text: &str, tokenizer: &str) -> Vec<String> {
    let rows = printed(tokcost(Path::new(".")).args(["inspect", text, "-t", tokenizer]));
    let mut lines = rows.lines().map(str::to_owned);
    assert_eq!(lines.next().unwrap(), "tokenizer\ttoken\tid\tstart\tend\tbytes\ttext\ttorn");
    lines.collect()
}

#[test]
fn rows_of_bytes_and_characters_are_what_a_person_writes() {
    assert_eq!(
        inspected("a é", "bytes"),
        [
            "bytes\t1\t97\t0\t1\t61\ta\t",
            "bytes\t2\t32\t1\t2\t20\t \t",
            "bytes\t3\t195\t2\t3\tC3\t\té",
            "bytes\t4\t169\t3\t4\tA9\t\té",
        ]
    );
    // é as a letter and a mark: two characters, one cluster.
    assert_eq!(
        inspected("e\u{301}\n", "chars"),
        [
            "chars\t1\t101\t0\t1\t65\te\te\u{301}",
            "chars\t2\t769\t1\t3\tCC 81\t\u{301}\te\u{301}",
            "chars\t3\t10\t3\t4\t0A\t\\n\t",
        ]
    );
}

/// Python tiktoken on the published rank file: `Te` 6777, `a` 64, `:` 25, blank 220, E0 B8 97 36984,
/// E0 B8 B5 E0 B9 88 48271.
#[test]
fn ids_of_cl100k_base_are_those_of_tiktoken() {
    assert_eq!(
        inspected("Tea: ที่", "cl100k_base"),
        [
            "cl100k_base\t1\t6777\t0\t2\t54 65\tTe\t",
            "cl100k_base\t2\t64\t2\t3\t61\ta\t",
            "cl100k_base\t3\t25\t3\t4\t3A\t:\t",
            "cl100k_base\t4\t220\t4\t5\t20\t \t",
            "cl100k_base\t5\t36984\t5\t8\tE0 B8 97\tท\tที่",
            "cl100k_base\t6\t48271\t8\t14\tE0 B8 B5 E0 B9 88\t\u{e35}\u{e48}\tที่",
        ]
    );
}

/// Python tiktoken: 62904 is a blank and F0 9F 91, then 102 = A9, 378 = E2 80, 235 = 8D, 9468 = F0 9F, 242, 105.
#[test]
fn a_torn_emoji_is_whole_beside_each_of_its_bytes() {
    let rows = inspected(" 👩\u{200d}🔬", "cl100k_base");
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.split('\t').skip(2).collect()).collect();
    let expected = [
        ["62904", "0", "4", "20 F0 9F 91"],
        ["102", "4", "5", "A9"],
        ["378", "5", "7", "E2 80"],
        ["235", "7", "8", "8D"],
        ["9468", "8", "10", "F0 9F"],
        ["242", "10", "11", "94"],
        ["105", "11", "12", "AC"],
    ];
    assert_eq!(cells.len(), expected.len());
    for (cells, expected) in cells.iter().zip(expected) {
        assert_eq!(cells[..4], expected);
        assert_eq!(cells[4..], ["", "👩\u{200d}🔬"]);
    }
}

#[test]
fn no_command_to_the_terminal_comes_out_of_the_text() {
    let text = "a\u{1b}[31mb\u{7}\u{9b}2J\tc\u{202e}";
    let run = |variable: &str| {
        printed(tokcost(Path::new(".")).args(["inspect", text, "-t", "chars"]).env(variable, "1"))
    };
    let plain = run("NO_COLOR");
    let coloured = run("CLICOLOR_FORCE");
    assert!(coloured.contains("\u{1b}[38;5;16m"), "colour was forced");
    let coloured = anstream::adapter::strip_str(&coloured).to_string();
    assert!(coloured.contains("a\\u{1b}[31mb\\u{7}\\u{9b}2J\\tc\\u{202e}"), "{coloured}");
    for output in [plain, coloured] {
        let allowed = |c: char| matches!(c, '\n' | '\t') || !c.is_control() && c != '\u{202e}';
        assert!(output.chars().all(allowed), "{output:?}");
    }
}

#[test]
fn a_text_comes_from_the_arguments_a_file_or_standard_input() {
    let folder = folder(&[("note.txt", b"ab\n")]);
    let expected = "chars\t2\t98\t1\t2\t62\tb\t\n";
    let arguments = |subject| ["inspect", subject, "-t", "chars"];
    for (subject, input) in [("ab", ""), ("note.txt", ""), ("-", "ab\n")] {
        let output = printed(tokcost(folder.path()).args(arguments(subject)).write_stdin(input));
        assert!(output.ends_with(expected) && output.lines().count() == 3, "{subject}: {output}");
    }
}

/// English: `Greetings!`, `The tea is hot.`, `Yes`. In bytes with the blank before: Greetings 9, The 3, tea 4, is 3,
/// hot 4, Yes 3; each wastes one less.
#[test]
fn words_waste_what_a_person_counts() {
    let folder = tiny_folder();
    let run = ["inspect", "tiny", "--language", "en", "-t", "bytes", "--top", "3"];
    assert_eq!(
        printed(tokcost(folder.path()).args(run)),
        "corpus\tlanguage\ttokenizer\tword\tfrequency\ttokens_per_word\twaste\tpieces\twords_by\n\
         tiny\teng_Latn\tbytes\tGreetings\t1\t9\t8\tG|r|e|e|t|i|n|g|s\tUAX #29\n\
         tiny\teng_Latn\tbytes\thot\t1\t4\t3\t·|h|o|t\tUAX #29\n\
         tiny\teng_Latn\tbytes\ttea\t1\t4\t3\t·|t|e|a\tUAX #29\n"
    );
}

/// `tea` after nothing has 3 bytes, after a blank 4, after a bracket 3: 10 tokens in 3 occurrences waste 7, and the
/// division without a blank is the more frequent one. `ß` is two bytes of its own.
#[test]
fn a_word_is_counted_where_it_stands() {
    let folder = folder(&[("c/en.txt", b"tea tea\n(tea)\n"), ("c/de.txt", "ß\nß ja\n".as_bytes())]);
    let run = |language: &str| {
        let arguments = ["inspect", "c", "--language", language, "-t", "bytes"];
        let output = printed(tokcost(folder.path()).args(arguments));
        output
            .lines()
            .skip(1)
            .map(|row| row.split('\t').skip(3).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(run("en"), ["tea 3 3.3333333333333335 7 t|e|a UAX #29"]);
    assert_eq!(run("de"), ["ß 2 2 2 ⟨C3⟩|⟨9F⟩ UAX #29", "ja 1 3 2 ·|j|a UAX #29"]);
}

/// Python tiktoken: `Gr` 6600, `ü` 2448, `ße` 24352, `!` 0; `Greetings` 92886, `!` 0.
#[test]
fn a_segment_stands_beside_the_pivot_with_its_premium() {
    let folder = tiny_folder();
    let run = ["inspect", "tiny", "--segment", "1", "--languages", "de", "-t", "cl100k_base"];
    assert_eq!(
        printed(tokcost(folder.path()).args(run)),
        "corpus\tsegment\ttokenizer\tlanguage\ttokens\tpremium\tids\tpieces\ttext\n\
         tiny\t1\tcl100k_base\teng_Latn\t2\t1\t92886 0\tGreetings|!\tGreetings!\n\
         tiny\t1\tcl100k_base\tdeu_Latn\t4\t2\t6600 2448 24352 0\tGr|ü|ße|!\tGrüße!\n"
    );
}

fn failure(arguments: &[&str]) -> String {
    let folder = tiny_folder();
    let run = tokcost(folder.path()).arg("inspect").args(arguments).assert().failure().code(1).stdout("");
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

#[test]
fn what_cannot_be_shown_is_said_with_a_hint() {
    assert_eq!(
        failure(&["tiny", "--segment", "4"]),
        "error: `tiny` has no segment 4: it has 3\nhint: choose a line of the corpus, from 1 to 3\n"
    );
    assert_eq!(
        failure(&["tiny", "--segment", "0"]),
        "error: `tiny` has no segment 0: it has 3\nhint: choose a line of the corpus, from 1 to 3\n"
    );
    assert_eq!(
        failure(&["tiny", "--language", "fr"]),
        "error: `tiny` has no language `fr`\nhint: it has deu_Latn, ell_Grek, eng_Latn, tha_Thai\n"
    );
    assert_eq!(
        failure(&["tiny"]),
        "error: `tiny` is a folder: expected a text, or what to show of a corpus\n\
         hint: list words with `--language CODE`, or show a segment with `--segment N`\n"
    );
}

#[test]
fn options_that_do_not_go_together_are_wrong_usage() {
    let wrong: [&[&str]; 5] = [
        &["tiny", "--language", "de", "--segment", "1"],
        &["tiny", "--language", "de", "--ids"],
        &["tiny", "--top", "3"],
        &["tea", "--languages", "de"],
        &["tiny", "--segment", "one"],
    ];
    for arguments in wrong {
        tokcost(Path::new(".")).arg("inspect").args(arguments).assert().code(2);
    }
    tokcost(Path::new("."))
        .args(["inspect", "--help"])
        .assert()
        .success()
        .stdout(predicate::str::contains("tokcost inspect corpora/everyday --segment 7"));
}

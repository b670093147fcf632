//! Text that is counted in parts comes to what it comes to as a whole, however it is cut and added up.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokcost::count::{Part, Parts};

use crate::support::{TINY, files, folder, fs_write, repository, tokcost};

/// Texts as records, one a line; line i of every language has the id i.
fn records(texts: &[(&str, &str)]) -> Vec<String> {
    let of_text = |(code, text): &(&str, &str)| {
        let record =
            |(id, line): (usize, &str)| json!({"id": id, "language": code, "text": line}).to_string();
        text.lines().enumerate().map(record).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_text).collect()
}

fn write_lines(path: &Path, lines: &[String]) {
    let text = lines.iter().fold(String::new(), |mut text, line| {
        writeln!(text, "{line}").unwrap();
        text
    });
    fs_write(path, text.as_bytes());
}

/// Counts the records of `NAME.jsonl` into `NAME.part`.
fn count(folder: &TempDir, name: &str, more: &[&str]) {
    let (input, output) = (format!("{name}.jsonl"), format!("{name}.part"));
    let run = ["count", &input, "--output", &output, "-q", "-t", "chars", "-t", "bytes"];
    tokcost(folder.path()).args(run).args(more).assert().success();
}

fn only_part(file: &str) -> Part {
    let parts: Result<Vec<Part>, _> = Parts::new(file.as_bytes()).collect();
    parts.unwrap().remove(0)
}

#[test]
fn records_come_to_what_compare_says_of_a_folder() {
    let folder = crate::support::tiny_folder();
    write_lines(&folder.path().join("tiny.jsonl"), &records(&TINY));
    count(&folder, "tiny", &[]);
    tokcost(folder.path())
        .args(["merge", "tiny.part", "--name", "tiny", "-o", "merged", "-q"])
        .assert()
        .success();
    let compare =
        ["compare", "tiny", "-t", "chars", "-t", "bytes", "--resamples", "0", "-q", "--excerpts", "0"];
    tokcost(folder.path()).args(compare).assert().success();
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    for file in [
        "results.csv",
        "summary.csv",
        "table.txt",
        "why.csv",
        "lorenz.csv",
        "table.tex",
        "charts/premium.svg",
    ] {
        assert_eq!(read(&format!("merged/tiny/{file}")), read(&format!("output/tiny/{file}")), "{file}");
    }
}

/// 59 languages cut in pieces of no pattern, added up in several orders and nestings: every file is the same.
#[test]
fn any_cut_and_any_order_give_the_same_bytes() {
    let corpus = repository().join("corpora/everyday");
    let texts: Vec<(String, String)> = files(&corpus)
        .into_iter()
        .filter_map(|name| {
            let text = std::fs::read_to_string(corpus.join(&name)).unwrap();
            Some((name.strip_suffix(".txt")?.to_owned(), text))
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    let all = records(&texts);
    let folder = folder(&[]);
    let path = |name: &str| folder.path().join(name);
    let replicates = ["--replicates", "300"];
    write_lines(&path("whole.jsonl"), &all);
    count(&folder, "whole", &replicates);
    let pieces = ["a", "b", "c", "d"];
    for (at, piece) in pieces.into_iter().enumerate() {
        let lines: Vec<String> = all
            .iter()
            .enumerate()
            .filter(|(line, _)| line * 7919 % 13 % 4 == at)
            .map(|(_, line)| line.clone())
            .collect();
        write_lines(&path(&format!("{piece}.jsonl")), &lines);
        count(&folder, piece, &replicates);
    }
    let merge = |parts: &[&str], more: &[&str]| {
        tokcost(folder.path()).arg("merge").args(parts).args(more).args(["-q"]).assert().success();
    };
    merge(&["c.part", "a.part"], &["--part", "ca.part"]);
    merge(&["d.part", "ca.part"], &["--part", "dca.part"]);
    let charts = ["--charts", "premium,bill"];
    for (parts, output) in [
        (&["whole.part"][..], "whole"),
        (&["a.part", "b.part", "c.part", "d.part"], "flat"),
        (&["b.part", "dca.part"], "nested"),
    ] {
        merge(parts, &[&["--name", "web", "-o", output][..], &charts].concat());
    }
    let names = files(&path("whole"));
    assert!(names.len() > 10);
    for other in ["flat", "nested"] {
        assert_eq!(files(&path(other)), names);
        for name in &names {
            let [one, other] = ["whole", other].map(|output| std::fs::read(path(output).join(name)).unwrap());
            assert!(one == other, "{name}");
        }
    }

    // The intervals are those of another bootstrap: near those of `compare`, whose are 1.5 to 10 % wide.
    let compared = [
        "compare",
        corpus.to_str().unwrap(),
        "-t",
        "chars",
        "-t",
        "bytes",
        "--no-charts",
        "-q",
        "-o",
        "compared",
    ];
    tokcost(folder.path()).args(compared).assert().success();
    let premiums = |path: &str| {
        let json: Value = serde_json::from_slice(&std::fs::read(folder.path().join(path)).unwrap()).unwrap();
        let results = json["results"].as_array().unwrap().clone();
        results
            .into_iter()
            .filter(|one| one["metric"] == "premium" && one["tokenizer"] == "bytes")
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (premiums("whole/web/results.json"), premiums("compared/everyday/results.json"));
    assert_eq!(ours.len(), 59);
    for (one, other) in ours.iter().zip(&theirs) {
        assert_eq!((&one["language"], &one["value"]), (&other["language"], &other["value"]));
        for bound in ["low", "high"] {
            let [one, other] = [one, other].map(|one| one["interval"][bound].as_f64().unwrap());
            assert!((one / other - 1.0).abs() < 0.02, "{one} {other}");
        }
    }
}

#[test]
fn parts_that_do_not_add_up_are_refused_by_name() {
    let folder = folder(&[]);
    let all = records(&TINY);
    write_lines(&folder.path().join("a.jsonl"), &all[..6]);
    write_lines(&folder.path().join("b.jsonl"), &all[6..]);
    count(&folder, "a", &[]);
    count(&folder, "b", &["--part", "second"]);
    let refused = |parts: &[&str], expected: &str| {
        let run = tokcost(folder.path()).arg("merge").args(parts).arg("-q").assert().failure();
        let stderr = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(stderr.contains(expected), "{stderr}");
        assert!(!folder.path().join("output").exists());
    };
    refused(&["b.part", "a.part", "b.part"], "its part `second` is in another one already");
    tokcost(folder.path()).args(["merge", "a.part", "b.part", "--part", "ab.part"]).assert().success();
    refused(&["ab.part", "b.part"], "`b.part` does not go with the others");

    let part = std::fs::read_to_string(folder.path().join("a.part")).unwrap();
    for (text, expected) in [
        (String::new(), "line 1: found nothing, expected a part"),
        ("tea\n".to_owned(), "line 1: found something else"),
        (part.lines().next().unwrap().to_owned(), "line 2: found the end, expected the part"),
        (part.replace("\"tokens\":2", "\"tokens\":3"), "line 2: found other content than was written"),
        (part.replace("\"tokcost_part\":1", "\"tokcost_part\":9"), "found format 9, expected format 1"),
    ] {
        fs_write(&folder.path().join("bad.part"), text.as_bytes());
        refused(&["b.part", "bad.part"], "`bad.part` is no whole part");
        refused(&["bad.part"], expected);
    }

    for (more, expected) in [
        (&["--replicates", "5"][..], "it was counted with replicates 5, and the others with 0"),
        (
            &["--words", "whitespace"],
            "it was counted with the words of Whitespace, and the others with ByScript",
        ),
        (&["-t", "r50k_base"], "it was counted with the tokenizers chars, bytes, r50k_base"),
    ] {
        write_lines(&folder.path().join("other.jsonl"), &all[..1]);
        count(&folder, "other", more);
        refused(&["b.part", "other.part"], expected);
    }
}

/// German has no ids, and Greek has others: both have tokens per word, and neither has a premium.
#[test]
fn text_that_is_not_the_pivots_has_no_premium() {
    let folder = folder(&[]);
    let lines: Vec<String> = records(&TINY)
        .into_iter()
        .map(|line| {
            let mut record: Value = serde_json::from_str(&line).unwrap();
            match record["language"].as_str().unwrap() {
                "deu_Latn" => record.as_object_mut().unwrap().remove("id").map(|_| ()).unwrap(),
                "ell_Grek" => record["id"] = json!(format!("other {}", record["id"])),
                _ => (),
            }
            record.to_string()
        })
        .collect();
    write_lines(&folder.path().join("a.jsonl"), &lines);
    count(&folder, "a", &["--replicates", "50"]);
    let run = tokcost(folder.path()).args(["merge", "a.part"]).assert().success();
    let table = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let row = |name: &str| {
        table.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>()
    };
    // 28 bytes in 6 words, and 53 in 6; Thai has 45 of 28 bytes.
    assert_eq!(row("German"), ["German", "deu_Latn", "–", "4.67", "–"]);
    assert_eq!(row("Greek"), ["Greek", "ell_Grek", "–", "8.83", "–"]);
    assert_eq!(row("Thai")[2], "1.61×");
    assert!(
        table.contains("– no premium: its segments are not those of English, or have no ids to tell"),
        "{table}"
    );
    let csv = std::fs::read_to_string(folder.path().join("output/merged/results.csv")).unwrap();
    assert!(csv.contains("merged,bytes,deu_Latn,premium,,,,3,×,"), "{csv}");
}

#[test]
fn records_that_cannot_be_read_end_the_run_or_are_told_and_counted() {
    let folder = folder(&[(
        "a.jsonl",
        b"{\"language\": \"en\", \"text\": \"tea\"}\n\xFF\n{\"text\": \"tea\"}\n{\"language\": \"en\", \"text\": \"milk\"}\n",
    )]);
    let run = |more: &[&str]| {
        let run = tokcost(folder.path()).args(["count", "a.jsonl", "-t", "bytes", "-q"]).args(more).assert();
        let output = run.get_output().clone();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, part, stderr) = run(&[]);
    assert_eq!((code, part.as_str()), (Some(1), ""));
    assert_eq!(
        stderr,
        "error: `a.jsonl` line 2: found the byte FF in byte 1, expected UTF-8\n\
         hint: `--on-error skip` leaves such records out, and counts them\n"
    );
    let (code, part, stderr) = run(&["--on-error", "skip"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        stderr,
        "skipped: `a.jsonl` line 2: found the byte FF in byte 1, expected UTF-8\n\
         skipped: `a.jsonl` line 3: found no language, expected a field with the language\n\
         warning: 2 records could not be counted and were left out\n"
    );
    let counted = only_part(&part);
    assert_eq!(counted.skipped, 2);
    assert_eq!(counted.languages["eng_Latn"].segments(), 2);
    fs_write(&folder.path().join("a.part"), part.as_bytes());
    tokcost(folder.path())
        .args(["merge", "a.part", "--part", "b.part"])
        .assert()
        .success()
        .stderr("warning: 2 records could not be counted and were left out\n");
}

/// Words of the vocabulary have a token each, and there is none for others.
#[test]
fn records_that_a_tokenizer_refuses_end_the_run_or_are_left_out() {
    let tokenizer = json!({
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": {"tea": 0, "milk": 1}, "unk_token": "?"},
    });
    let texts = [("en", "tea\ncoffee\nmilk tea\nrum")];
    let folder = folder(&[("words.json", tokenizer.to_string().as_bytes())]);
    write_lines(&folder.path().join("a.jsonl"), &records(&texts));
    let run = ["count", "a.jsonl", "-q", "-t", "bytes", "-t", "words.json"];
    let run = |more: &[&str]| tokcost(folder.path()).args(run).args(more).assert();
    run(&[])
        .failure()
        .code(1)
        .stdout("")
        .stderr(predicates::str::contains("error: `words` cannot tokenize `a.jsonl` line 2\n"));
    let skipping = run(&["--on-error", "skip"]).success();
    let part = only_part(std::str::from_utf8(&skipping.get_output().stdout).unwrap());
    let english = &part.languages["eng_Latn"];
    assert_eq!((part.skipped, english.segments()), (2, 2));
    assert_eq!(english.tokenizers.iter().map(|one| one.tokens).collect::<Vec<_>>(), [11, 3]);
    let said = std::str::from_utf8(&skipping.get_output().stderr).unwrap();
    assert!(said.contains("skipped: `words` cannot tokenize `a.jsonl` line 4\n"), "{said}");
}

/// An engine that reads standard error only at the end waits for ever for a process that says more than a pipe holds.
#[test]
fn little_is_said_of_a_record_that_is_left_out() {
    let folder = folder(&[]);
    let record = json!({"language": "?".repeat(100_000), "text": "tea"}).to_string() + "\n";
    let run = ["count", "-q", "-t", "bytes", "--on-error", "skip"];
    let run = tokcost(folder.path()).args(run).write_stdin(record.repeat(30)).assert().success();
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert_eq!(said.matches("skipped: ").count(), 10);
    assert!(said.ends_with("warning: 30 records could not be counted and were left out\n"), "{said}");
    assert!(said.len() < 40_000, "{}", said.len());
}

#[test]
fn text_streams_from_standard_input_and_from_compressed_files() {
    let folder = folder(&[]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, "Tee\nMilch\n".as_bytes()).unwrap();
    fs_write(&folder.path().join("de.txt.gz"), &gzip.finish().unwrap());
    let arguments = ["count", "-t", "bytes", "-q", "--language", "de", "--lines", "--numbered"];
    let read = |run: assert_cmd::assert::Assert| {
        String::from_utf8(run.success().get_output().stdout.clone()).unwrap()
    };
    let streamed = read(tokcost(folder.path()).args(arguments).write_stdin("Tee\nMilch\n").assert());
    let stored = read(tokcost(folder.path()).args(arguments).arg("de.txt.gz").assert());
    assert_eq!(streamed, stored);
    let german = &only_part(&stored).languages["deu_Latn"];
    assert_eq!((german.segments(), german.without_id), (2, 0));
}

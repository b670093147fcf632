//! What `lint` finds in lines that a person wrote wrong on purpose.

use serde_json::Value;
use tokcost::corpus::Request;
use tokcost::count::tokenizer;
use tokcost::lint::{KINDS, lint};

use crate::support::{corpus, folder, reference_data, say, tokcost};

/// What is found in a German line beside an English one, under bytes: kind, column, times, bytes saved.
fn found(line: &str) -> Vec<(&'static str, usize, usize, Option<i64>)> {
    let corpus = corpus(&[("eng_Latn", "tea\n"), ("deu_Latn", &format!("{line}\n"))]);
    let bytes = tokenizer::open_all(&["bytes".to_owned()]).unwrap();
    let findings = lint(&corpus, &bytes, &|_| ()).unwrap().findings;
    // German comes first in the order of the codes.
    findings
        .into_iter()
        .filter(|finding| finding.language == 0)
        .map(|finding| (finding.kind.id, finding.column, finding.times, finding.saved.first().copied()))
        .collect()
}

#[test]
fn each_kind_is_found_where_it_is_with_what_it_costs() {
    for (line, expected) in [
        // u and U+0308 are 1 + 2 bytes, ü is 2; twice.
        ("Tu\u{308}r und Tu\u{308}r", ("not-nfc", 2, 2, Some(2))),
        (" Tee  ", ("edge-blank", 1, 3, Some(3))),
        ("Tee\u{a0}", ("edge-blank", 4, 1, Some(2))),
        ("Tee   und  Milch", ("double-blank", 4, 2, Some(3))),
        ("10\u{a0}Tassen", ("no-break-space", 3, 1, Some(1))),
        ("Tee\u{200b}kanne\u{ad}n", ("zero-width", 4, 2, Some(5))),
        ("Auf\u{200c}lage", ("joiner", 4, 1, Some(3))),
        ("Tee\u{200e}", ("bidi-mark", 4, 1, Some(3))),
        ("Tee\u{feff}", ("byte-order-mark", 4, 1, Some(3))),
        // U+FB02 is 3 bytes, fl is 2.
        ("\u{fb02}ott", ("presentation-form", 1, 1, Some(1))),
        ("Ｔee", ("full-width", 1, 1, Some(2))),
        ("Tee\u{85}", ("control", 4, 1, Some(2))),
        // Ã and ¼ are 2 bytes each, and so is ü.
        ("TÃ¼r", ("mojibake", 2, 1, Some(2))),
        ("T\u{fffd}r", ("replacement", 2, 1, None)),
        ("Zwei Чайники", ("wrong-script", 6, 7, None)),
    ] {
        let found = found(line);
        assert!(found.contains(&expected), "{line:?}: {found:?}");
    }
}

#[test]
fn what_is_well_written_is_not_found() {
    for line in ["Grüße aus Köln – „Tee“, 20 °C", "Äpfel & Öl; ÇA, SÃO", "Tee\tmit Milch"] {
        let found: Vec<_> = found(line).into_iter().filter(|(kind, ..)| *kind != "control").collect();
        assert_eq!(found, [], "{line:?}");
    }
}

/// U+1112 U+1161 U+11AB is 한 in parts, and U+1EA5 is ấ.
#[test]
fn korean_and_vietnamese_in_parts_are_found() {
    let corpus = corpus(&[
        ("eng_Latn", "a\n"),
        ("kor_Hang", "\u{1112}\u{1161}\u{11ab}\u{ad6d}\n"),
        ("vie_Latn", "t\u{e2}\u{301}t\n"),
    ]);
    let bytes = tokenizer::open_all(&["bytes".to_owned()]).unwrap();
    let findings = lint(&corpus, &bytes, &|_| ()).unwrap().findings;
    let found: Vec<_> =
        findings.iter().map(|one| (one.language, one.column, one.what.as_str(), one.saved[0])).collect();
    assert_eq!(found, [(1, 1, "U+1112 U+1161 U+11AB for U+D55C", 6), (2, 2, "U+00E2 U+0301 for U+1EA5", 1)]);
}

#[test]
fn lines_are_compared_with_others() {
    let many = |prefix: &str| {
        (0..20).map(|line| format!("{prefix} a line of some length, number {line}\n")).collect::<String>()
    };
    let english = many("This is");
    let german = many("Das ist")
        .replace("Das ist a line of some length, number 3\n", "Das ist a line of some length, number 2\n");
    let german = german
        .replace("Das ist a line of some length, number 5\n", "This is a line of some length, number 5\n");
    let german = german.replace("number 7\n", &format!("number 7{}\n", " and on".repeat(20)));
    let austrian = german.replace("number 11", "number elf");
    let dutch = many("Dit is")
        .replace("Dit is a line of some length, number 9\n", "Das ist a line of some length, number 9\n");
    let texts =
        [("eng_Latn", &*english), ("deu_Latn", &german), ("bar_Latn", &austrian), ("nld_Latn", &dutch)];
    let findings = lint(&corpus(&texts), &[], &|_| ()).unwrap().findings;
    let found: Vec<_> =
        findings.iter().map(|one| (one.kind.id, one.language, one.segment + 1, one.what.as_str())).collect();
    assert_eq!(
        found,
        [
            // bar_Latn, deu_Latn, eng_Latn, nld_Latn; the fourth line has the number 3.
            ("duplicate-line", 0, 4, "as line 3"),
            ("duplicate-line", 1, 4, "as line 3"),
            ("untranslated", 0, 6, "as English"),
            ("untranslated", 1, 6, "as English"),
            ("same-line", 3, 10, "as bar_Latn"),
            ("near-identical", 1, 1, "19 of 20 lines as bar_Latn"),
            ("length-ratio", 0, 8, "4.59 times the pivot's length, usually 1.00"),
            ("length-ratio", 1, 8, "4.59 times the pivot's length, usually 1.00"),
        ]
    );
}

#[test]
fn findings_are_written_for_people_and_for_programs() {
    let folder = folder(&[("c/en.txt", b"tea\nmilk\n"), ("c/de.txt", "Tee  \nMi\u{308}lch\n".as_bytes())]);
    let run = |arguments: &[&str]| {
        let run = tokcost(folder.path()).args(["lint", "c", "-t", "bytes"]).args(arguments).assert();
        let output = run.get_output();
        (
            output.status.code(),
            String::from_utf8(output.stdout.clone()).unwrap(),
            String::from_utf8(output.stderr.clone()).unwrap(),
        )
    };
    let (code, text, _) = run(&[]);
    assert_eq!(code, Some(0));
    // German has 3 + 2 and 6 + 1 bytes: `Mi`, the mark, `lch` are 2 + 2 + 3.
    insta::assert_snapshot!(text);
    let (_, csv, _) = run(&["--format", "csv"]);
    assert_eq!(
        csv,
        "corpus,file,line,column,language,kind,times,what,tokens_saved:bytes\n\
         c,c/de.txt,2,2,deu_Latn,not-nfc,1,U+0069 U+0308 for U+00EF,1\n\
         c,c/de.txt,1,4,deu_Latn,edge-blank,2,U+0020,2\n"
    );
    let (_, json, _) = run(&["--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[1]["saved"], serde_json::json!([{"tokenizer": "bytes", "tokens": 2}]));
    assert_eq!(json.as_array().unwrap().len(), 2);

    let (code, _, stderr) = run(&["--deny", "not-nfc,control", "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (Some(1), "error: found what `--deny` names: 1 of not-nfc\n"));
    assert_eq!(run(&["--deny", "control"]).0, Some(0));
    assert_eq!(run(&["--deny", "all"]).0, Some(1));
    assert_eq!(run(&["--deny", "tea"]).0, Some(2));
}

/// The oddities of FLORES-200 dev that its users know: 43 files with text that is not NFC, lines with blanks at their ends
/// (6,637 by a script in Python with Unicode's `White_Space`, of which 6,255 at the end and 448 at the beginning), Kikuyu
/// lines in Bambara (57, by the same script), Najdi Arabic that is standard Arabic, controls (in Catalan and Shan, by the same script).
#[test]
fn the_known_oddities_of_flores_are_found() {
    let Some(path) = reference_data("corpora/flores200-dev") else { return };
    let reading = tokcost::corpus::read(&[path], &Request::default()).unwrap();
    let corpus = &reading.corpora[0];
    let findings = lint(corpus, &[], &|_| ()).unwrap().findings;
    let code = |language: usize| corpus.texts()[language].language.code.as_str();
    let of = |kind: &str| findings.iter().filter(|one| one.kind.id == kind).collect::<Vec<_>>();
    let languages = |kind: &str| {
        let mut languages: Vec<&str> = of(kind).iter().map(|one| code(one.language)).collect();
        languages.dedup();
        languages
    };
    for kind in KINDS {
        say(&format!("{}: {} in {:?}", kind.id, of(kind.id).len(), languages(kind.id).len()));
    }
    assert_eq!(languages("not-nfc").len(), 43);
    assert_eq!(of("edge-blank").len(), 6_637);
    assert!(languages("zero-width").contains(&"khm_Khmr"));
    assert_eq!(languages("control"), ["cat_Latn", "shn_Mymr"]);
    let kikuyu = of("same-line")
        .into_iter()
        .filter(|one| code(one.language) == "kik_Latn" && one.what == "as Bambara");
    assert_eq!(kikuyu.count(), 57);
    assert!(
        of("near-identical")
            .iter()
            .any(|one| code(one.language) == "ars_Arab" && one.what.ends_with("Arabic"))
    );
}

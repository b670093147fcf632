//! Every format that parallel text is kept in says the same, and says what is wrong with it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tokcost::corpus::{self, Corpus, OnMissing, Request, Warning};

use crate::support::{TINY, folder, fs_write, repository, tokcost};

/// The tiny corpus row by row: the segments in the order of its languages.
fn rows() -> Vec<Vec<&'static str>> {
    (0..3).map(|row| TINY.iter().map(|(_, text)| text.lines().nth(row).unwrap()).collect()).collect()
}

/// What stands around and between the segments of a format.
fn records(begin: &str, record: impl Fn(usize, &str, &str) -> String, end: &str) -> Vec<u8> {
    let rows = rows();
    let records = rows.iter().enumerate().flat_map(|(row, segments)| {
        let of_language = TINY.iter().zip(segments).map(move |((code, _), text)| (row + 1, *code, *text));
        of_language.map(|(row, code, text)| record(row, code, text)).collect::<Vec<_>>()
    });
    format!("{begin}{}{end}", records.collect::<String>()).into_bytes()
}

fn wide(delimiter: &str, line_end: &str) -> Vec<u8> {
    let header = TINY.iter().map(|(code, _)| *code).collect::<Vec<_>>();
    std::iter::once(header)
        .chain(rows())
        .map(|row| row.join(delimiter) + line_end)
        .collect::<String>()
        .into_bytes()
}

/// Records in the wrong order: the ids say what belongs together.
fn shuffled(mut lines: Vec<String>) -> String {
    lines.reverse();
    lines.join("\n")
}

fn tmx() -> Vec<u8> {
    let variant = |(code, text): (&str, &str)| {
        let text = text
            .replace("The", "<bpt i=\"1\">&lt;b></bpt>The<ept i=\"1\">&lt;/b></ept>")
            .replace('ß', "&#223;");
        format!("<tuv xml:lang=\"{code}\"><seg>{text}</seg></tuv>\n")
    };
    let unit = |row: &Vec<&str>| {
        let variants = ["de", "en", "el", "th"].into_iter().zip(row.iter().copied()).map(variant);
        format!("<tu>\n<note>of no use</note>{}</tu>\n", variants.collect::<String>())
    };
    let header = "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\
                  <header srclang=\"en\" datatype=\"plaintext\"/>\n<body>\n";
    format!("{header}{}</body></tmx>\n", rows().iter().map(unit).collect::<String>()).into_bytes()
}

fn po(language: usize) -> Vec<u8> {
    let header = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    let entry = |row: &Vec<&str>| format!("\nmsgid \"{}\"\nmsgstr \"\"\n\"{}\"\n", row[1], row[language]);
    format!("{header}{}", rows().iter().map(entry).collect::<String>()).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stored(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/reading").join(name)).unwrap()
}

fn json(row: usize, code: &str, text: &str) -> String {
    format!("{{\"id\":\"{row}\",\"locale\":\"{code}\",\"partition\":\"dev\",\"utt\":\"{text}\"}}\n")
}

/// Files by their names.
type Files = Vec<(String, Vec<u8>)>;

/// `results.csv` of a corpus that lies somewhere.
fn results(files: &[(&str, Vec<u8>)], subject: &str, name: &str, arguments: &[&str]) -> String {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder(&files);
    tokcost(folder.path())
        .args(["compare", subject, "-t", "bytes", "--no-charts", "--resamples", "50", "-q", "-o", "out"])
        .args(arguments)
        .assert()
        .success();
    std::fs::read_to_string(folder.path().join("out").join(name).join("results.csv")).unwrap()
}

#[test]
fn every_format_gives_the_same_bytes() {
    let lines: Vec<(String, Vec<u8>)> =
        TINY.iter().map(|(code, text)| (format!("tiny/{code}.txt"), text.as_bytes().to_vec())).collect();
    let one = |name: &str, bytes: Vec<u8>| vec![(name.to_owned(), bytes)];
    let long = |delimiter: &str| {
        let begin = ["id", "language", "text"].join(delimiter) + "\n";
        let delimiter = delimiter.to_owned();
        records(&begin, move |row, code, text| format!("{row}{delimiter}{code}{delimiter}{text}\n"), "")
    };
    let per_language = |ending: &str, line: &dyn Fn(usize, &str, &str) -> String| {
        let file = |(code, text): &(&str, &str)| {
            let lines: Vec<String> =
                text.lines().enumerate().map(|(row, text)| line(row, code, text)).collect();
            (format!("tiny/{code}.{ending}"), shuffled(lines).into_bytes())
        };
        let mut files: Vec<_> = TINY.iter().map(file).collect();
        // The pivot's order is the corpus's.
        let english = TINY[1].1.lines().enumerate().map(|(row, text)| line(row, TINY[1].0, text));
        files[1].1 = english.collect::<Vec<_>>().join("\n").into_bytes();
        files
    };
    let cases: Vec<(&str, &str, Files)> = vec![
        ("lines.gz", "tiny", lines.iter().map(|(name, text)| (format!("{name}.gz"), gzip(text))).collect()),
        ("wide csv", "tiny.csv", one("tiny.csv", wide(",", "\n"))),
        (
            "csv of a spreadsheet",
            "tiny.csv",
            one("tiny.csv", [b"\xEF\xBB\xBF".to_vec(), wide(";", "\r\n")].concat()),
        ),
        ("wide tsv", "tiny.tsv", one("tiny.tsv", wide("\t", "\n"))),
        ("csv.gz", "tiny.csv.gz", one("tiny.csv.gz", gzip(&wide(",", "\n")))),
        ("csv.zst", "tiny.csv.zst", one("tiny.csv.zst", stored("tiny.csv.zst"))),
        ("table in a folder", "c", one("c/tiny.csv", wide(",", "\n"))),
        ("long csv", "tiny.csv", one("tiny.csv", long(","))),
        ("long tsv", "tiny.tsv", one("tiny.tsv", long("\t"))),
        ("jsonl", "tiny.jsonl", one("tiny.jsonl", records("", json, ""))),
        ("jsonl.gz", "tiny.jsonl.gz", one("tiny.jsonl.gz", gzip(&records("", json, "")))),
        (
            "massive",
            "tiny",
            per_language("jsonl", &|row, code, text| json(row, code, text).trim().to_owned()),
        ),
        (
            "jsonl without languages",
            "tiny",
            per_language("jsonl", &|row, _, text| format!("{{\"id\":{row},\"text\":\"{text}\"}}")),
        ),
        ("parquet", "tiny.parquet", one("tiny.parquet", stored("flores_plus.parquet"))),
        ("parquet.gz", "tiny.parquet.gz", one("tiny.parquet.gz", gzip(&stored("flores_plus.parquet")))),
        ("tmx", "tiny.tmx", one("tiny.tmx", tmx())),
        ("tmx.gz", "tiny.tmx.gz", one("tiny.tmx.gz", gzip(&tmx()))),
        (
            "po",
            "tiny",
            vec![
                ("tiny/de.po".into(), po(0)),
                ("tiny/el.po".into(), po(2)),
                ("tiny/app.th.po".into(), po(3)),
            ],
        ),
        (
            "gettext",
            "locale",
            vec![
                ("locale/de/LC_MESSAGES/tiny.po".into(), po(0)),
                ("locale/el_GR/LC_MESSAGES/tiny.po.gz".into(), gzip(&po(2))),
                ("locale/th_TH.UTF-8/LC_MESSAGES/tiny.po".into(), po(3)),
            ],
        ),
    ];
    let run = |files: &[(String, Vec<u8>)], subject: &str| {
        let files: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        results(&files, subject, "tiny", &[])
    };
    let expected = run(&lines, "tiny");
    assert!(expected.contains("tiny,bytes,ell_Grek,premium,1.8928571428571428,"), "{expected}");
    for (case, subject, files) in cases {
        assert!(run(&files, subject) == expected, "{case}");
    }
}

#[test]
fn the_two_sides_of_a_pair_are_a_corpus() {
    let side = |language: usize| TINY[language].1.as_bytes().to_vec();
    let pair =
        vec![("c/tiny.de-en.de", side(0)), ("c/tiny.de-en.en", side(1)), ("c/README", b"OPUS".to_vec())];
    let lines = vec![("tiny.de-en/de.txt", side(0)), ("tiny.de-en/en.txt", side(1))];
    let expected = results(&lines, "tiny.de-en", "tiny.de-en", &[]);
    assert_eq!(results(&pair, "c", "tiny.de-en", &[]), expected);
}

fn read(files: &[(&str, &str)], subject: &str, request: &Request) -> (Vec<Corpus>, Vec<String>) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = folder(&files);
    let reading = corpus::read(&[folder.path().join(subject)], request).unwrap();
    let root = format!("{}/", folder.path().display());
    let warnings = reading.warnings.iter().map(|warning| warning.to_string().replace(&root, ""));
    (reading.corpora, warnings.collect())
}

fn segments(corpus: &Corpus, code: &str) -> Vec<String> {
    let language = corpus.find(code).unwrap();
    corpus.texts()[language].segments().map(str::to_owned).collect()
}

/// Beside what is asked for in words, fuzzy, obsolete and half-translated entries are in no language, and `Open` as a
/// verb is another text than `Open` as a state.
#[test]
fn catalogues_are_read_as_gettext_reads_them() {
    let german = r#"# Copyright
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: a.c:1
msgctxt "verb"
msgid "Open"
msgstr "Öffnen"

msgctxt "state"
msgid "Open"
msgstr "Offen"

#, c-format, fuzzy
#| msgid "Shut"
msgid "Close"
msgstr "Schluss"

msgid "Not yet"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d Datei"
msgstr[1] "%d Dateien"

msgid "A \"quoted\"\n"
"line\t\\"
msgstr "Eine \"zitierte\"\n"
"Zeile\t\\"

#~ msgid "Gone"
#~ msgstr "Fort"
"#;
    // For 1 the form 0, for 5 the form 2.
    let polish = r#"msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"
msgctxt "verb"
msgid "Open"
msgstr "Otwórz"
msgctxt "state"
msgid "Open"
msgstr "Otwarte"
msgid "Close"
msgstr "Zamknij"
msgid "Not yet"
msgstr "Jeszcze nie"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d plik"
msgstr[1] "%d pliki"
msgstr[2] "%d plików"
msgid "A \"quoted\"\nline\t\\"
msgstr "Cytat"
msgid "Gone"
msgstr "Nie ma"
"#;
    let files = [("po/de.po", german), ("po/messages.po", polish)];
    let polish_by_header = polish.replace("\"Plural", "\"Language: pl\\n\"\n\"Plural");
    let files = [files[0], ("po/messages.po", polish_by_header.as_str())];
    let (corpora, warnings) = read(&files, "po", &Request::default());
    let expected = ["Open", "Open", "%d file", "%d files", "A \"quoted\"\nline\t\\"];
    assert_eq!(segments(&corpora[0], "en"), expected);
    let expected = ["Öffnen", "Offen", "%d Datei", "%d Dateien", "Eine \"zitierte\"\nZeile\t\\"];
    assert_eq!(segments(&corpora[0], "de"), expected);
    assert_eq!(segments(&corpora[0], "pl"), ["Otwórz", "Otwarte", "%d plik", "%d plików", "Cytat"]);
    assert_eq!(warnings, ["`po`: 3 of 8 segments are left out: some language lacks them"]);

    let only_polish = Request { languages: vec!["pl".into()], ..Request::default() };
    let (corpora, warnings) = read(&files, "po", &only_polish);
    assert_eq!(segments(&corpora[0], "pl").len(), 8);
    assert_eq!(warnings, [] as [&str; 0]);
}

/// The tree in which gettext, and with it Django and many others, looks for catalogues.
#[test]
fn a_tree_of_locales_is_a_corpus_for_each_domain() {
    let app =
        |text: &str| format!("msgid \"\"\nmsgstr \"Language: xx\\n\"\n\nmsgid \"Tea\"\nmsgstr \"{text}\"\n");
    let (german, serbian, portuguese) = (app("Tee"), app("čaj"), app("Chá"));
    let files = [
        ("locale/de/LC_MESSAGES/app.po", german.as_str()),
        ("locale/de/LC_MESSAGES/errors.po", "msgid \"No tea\"\nmsgstr \"Kein Tee\"\n"),
        ("locale/de/LC_MESSAGES/notes.deu.txt", "no catalogue\n"),
        ("locale/pt_BR.UTF-8/LC_MESSAGES/app.po", portuguese.as_str()),
        ("locale/sr_Latn/LC_MESSAGES/app.po", serbian.as_str()),
        ("locale/templates/LC_MESSAGES/app.po", "no locale"),
        ("locale/app.pot", "msgid \"Tea\"\nmsgstr \"\"\n"),
    ];
    for subject in ["locale", "."] {
        let (corpora, warnings) = read(&files, subject, &Request::default());
        let found: Vec<(&str, Vec<&str>)> = corpora
            .iter()
            .map(|corpus| {
                let codes = corpus.texts().iter().map(|text| text.language.code.as_str()).collect();
                (corpus.name(), codes)
            })
            .collect();
        let app = vec!["deu_Latn", "eng_Latn", "por_Latn", "srp_Latn"];
        assert_eq!(found, [("app", app), ("errors", vec!["deu_Latn", "eng_Latn"])]);
        assert_eq!(segments(&corpora[0], "pt"), ["Chá"]);
        assert_eq!(segments(&corpora[1], "de"), ["Kein Tee"]);
        assert_eq!(segments(&corpora[1], "en"), ["No tea"]);
        assert!(warnings.iter().all(|warning| warning.contains("srp_Latn")), "{warnings:?}");
    }
    let (corpora, _) = read(&files, "locale/de/LC_MESSAGES/app.po", &Request::default());
    assert_eq!(segments(&corpora[0], "de"), ["Tee"]);
}

#[test]
fn an_original_may_have_a_catalogue_of_its_own() {
    let entry = |text: &str| format!("msgid \"\"\nmsgstr \"\"\n\nmsgid \"KEY\"\nmsgstr \"{text}\"\n");
    let (french, english) = (entry("Bonjour"), entry("Hello"));
    let files = [("po/fr.po", french.as_str()), ("po/en.po", english.as_str())];
    assert_eq!(segments(&read(&files, "po", &Request::default()).0[0], "en"), ["Hello"]);
    // Not translated, gettext shows what is to be translated.
    let untranslated = entry("");
    let files = [files[0], ("po/en.po", untranslated.as_str())];
    assert_eq!(segments(&read(&files, "po", &Request::default()).0[0], "en"), ["KEY"]);
}

#[test]
fn cells_may_hold_lines_and_quotation_marks() {
    let csv = "en,de\n\"one\nline, \"\"said\"\"\",eins\n";
    assert_eq!(
        segments(&read(&[("c.csv", csv)], "c.csv", &Request::default()).0[0], "en"),
        ["one\nline, \"said\""]
    );
    let tsv = "en\tde\n\"one\" he said\teins\n";
    assert_eq!(
        segments(&read(&[("c.tsv", tsv)], "c.tsv", &Request::default()).0[0], "en"),
        ["\"one\" he said"]
    );
    let jsonl = "{\"en\": \"one\\nline\", \"de\": \"eins\", \"id\": 1}\n";
    assert_eq!(
        segments(&read(&[("c.jsonl", jsonl)], "c.jsonl", &Request::default()).0[0], "en"),
        ["one\nline"]
    );
}

#[test]
fn segments_that_a_language_lacks_are_left_out_if_asked() {
    let csv = "id,language,text\na,en,one\nb,en,two\nc,en,three\nd,en,four\nc,de,drei\na,de,eins\nd,de, \n";
    let manifest = "documents = [1, 2, 4]\n";
    let files = [("c/c.csv", csv), ("c/corpus.toml", manifest)];
    let intersect = Request { on_missing: OnMissing::Intersect, ..Request::default() };
    let (corpora, warnings) = read(&files, "c", &intersect);
    assert_eq!(segments(&corpora[0], "en"), ["one", "three"]);
    assert_eq!(segments(&corpora[0], "de"), ["eins", "drei"]);
    assert_eq!(warnings, ["`c`: 2 of 4 segments are left out: some language lacks them"]);
    assert_eq!(corpora[0].documents(), [0..1, 1..2]);
}

#[test]
fn corpus_toml_says_how_to_read() {
    let jsonl = "{\"k\":\"1\",\"t\":\"un\",\"l\":\"fr\",\"text\":\"x\",\"id\":0}\n{\"k\":\"1\",\"t\":\"eins\",\"l\":\"de\",\"text\":\"x\",\"id\":0}\n";
    let manifest =
        "format = \"jsonl\"\npivot = \"fr\"\n[fields]\ntext = \"t\"\nlanguage = \"l\"\nid = \"k\"\n";
    let files = [("c/c.jsonl", jsonl), ("c/notes.csv", "en,de\na,b\n"), ("c/corpus.toml", manifest)];
    let (corpora, _) = read(&files, "c", &Request::default());
    assert_eq!(segments(&corpora[0], "de"), ["eins"]);
    assert_eq!(corpora[0].texts()[corpora[0].pivot()].language.code, "fra_Latn");
    // The command line goes before it.
    let request = Request { pivot: Some("de".into()), ..Request::default() };
    assert_eq!(read(&files, "c", &request).0[0].pivot(), 0);
}

/// `id` is the code of Indonesian as well.
#[test]
fn a_first_column_id_holds_ids_and_another_one_indonesian() {
    let (corpora, warnings) = read(&[("c.csv", "id,en,notes\nx,one,y\n")], "c.csv", &Request::default());
    assert_eq!(corpora[0].texts().len(), 1);
    assert_eq!(warnings, ["`c.csv`: the column `notes` is left out: its name is not a language code"]);
    let (corpora, _) = read(&[("c.csv", "en,id\none,satu\n")], "c.csv", &Request::default());
    assert_eq!(segments(&corpora[0], "ind"), ["satu"]);
}

#[test]
fn a_table_without_languages_is_no_corpus_of_a_folder() {
    let files = [("c/a.csv", "en,de\none,eins\n"), ("c/answers.csv", "segment,answer\n1,9\n")];
    let (corpora, warnings) = read(&files, "c", &Request::default());
    assert_eq!(corpora.iter().map(Corpus::name).collect::<Vec<_>>(), ["a"]);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn varieties_are_told_apart_by_their_files() {
    let line = |text: &str| {
        format!("{{\"id\":1,\"iso_639_3\":\"cat\",\"iso_15924\":\"Latn\",\"text\":\"{text}\"}}\n")
    };
    let (central, valencian) = (line("noi"), line("xic"));
    let english = "{\"id\":1,\"iso_639_3\":\"eng\",\"iso_15924\":\"Latn\",\"text\":\"boy\"}\n";
    let files = [
        ("c/cat_Latn.jsonl", central.as_str()),
        ("c/cat_Latn_vale1252.jsonl", valencian.as_str()),
        ("c/eng_Latn.jsonl", english),
    ];
    let (corpora, _) = read(&files, "c", &Request::default());
    assert_eq!(segments(&corpora[0], "cat_Latn"), ["noi"]);
    assert_eq!(segments(&corpora[0], "cat_Latn_vale1252"), ["xic"]);
}

/// What is wrong, in which file, at which line or row; what was found and expected.
#[test]
fn errors_say_where_and_what() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("c.csv", b"en,de\none\n", "`c.csv` line 2 has 1 field: expected 2, as in the first line"),
        ("c.csv", b"en,de\none,eins\n\n\"t\nwo\",zwei,x\n", "`c.csv` line 4 has 3 fields: expected 2, as in the first line"),
        ("c.csv", b"en,de\none,\"eins\ntwo,zwei\n", "`c.csv` line 2 has a quotation mark that nothing closes: expected another one"),
        ("c.csv", b"en,de\none,\n", "`c.csv` line 2 is blank: expected a segment in deu_Latn"),
        ("c.csv", b"en,de\none,\xFF\n", "`c.csv` line 2 is not UTF-8: found the byte 0xFF at column 5"),
        ("c.csv", b"segment,answer\n1,2\n", "`c.csv` has the fields `segment`, `answer`: expected a column per language, or `language` and `text`"),
        ("c.csv", b"en,de\n", "`c.csv` is empty: expected segments"),
        ("c.csv", b"", "`c.csv` is empty: expected segments"),
        ("c.csv", b"id,language,text\n1,en,a\n2,en,b\n1,en,c\n", "`c.csv` line 4 has the id `1` in eng_Latn, as line 2 does: expected it once"),
        ("c.csv", b"id,language,text\n1,en,a\n2,german!,b\n", "`c.csv` line 3 has the language `german!`: expected a code, as `deu_Latn` or `de`"),
        (
            "c.csv",
            b"id,language,text\n1,en,a\n2,en,a\n3,en,a\n4,en,a\n5,en,a\n3,de,a\n6,de,a\n",
            "`c.csv` lacks 4 of 6 segments in deu_Latn: the first are `1`, `2`, `4`",
        ),
        ("c.csv", b"language,text\nen,a\nen,b\nde,a\n", "`c.csv` has 1 segments in deu_Latn: expected 2, as in eng_Latn"),
        ("c.tsv", b"en\tde\n\"one\"\n", "`c.tsv` line 2 has 1 field: expected 2, as in the first line"),
        ("c.jsonl", b"{\"text\":\"a\",\"lang\":\"en\"}\n{\"text\":\n", "`c.jsonl` line 2 has `EOF while parsing a value` at column 8: expected a JSON object"),
        ("c.jsonl", b"{\"text\":\"a\",\"lang\":\"en\"}\n[1]\n", "`c.jsonl` line 2 has `invalid type: sequence, expected a map` at column 0: expected a JSON object"),
        ("c.jsonl", b"{\"text\":\"a\",\"lang\":\"en\"}\n{\"lang\":\"en\"}\n", "`c.jsonl` line 2 has no field `text`: expected a string"),
        ("c.jsonl", b"{\"text\":null,\"lang\":\"en\"}\n", "`c.jsonl` line 1 has null in `text`: expected a string"),
        ("c.jsonl", b"\n\n", "`c.jsonl` is empty: expected segments"),
        ("c.parquet", b"PAR1", "`c.parquet` cannot be read as Parquet"),
        ("c.tmx", b"<tmx><body>\n<tu><tuv xml:lang='en'></tu>", "`c.tmx` line 2 has `ill-formed document: expected `</tuv>`, but `</tu>` was found`: expected XML"),
        ("c.tmx", b"<tmx><body><tu>\n", "`c.tmx` line 2 has the end of the file: expected `</tmx>`"),
        ("c.tmx", b"<tmx><tu><tuv><seg>a</seg></tuv></tu></tmx>", "`c.tmx` line 1 has the language ``: expected a code in `xml:lang`, as `de` or `pt-BR`"),
        (
            "c.tmx",
            b"<!DOCTYPE tmx [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>\n<tmx><tu><tuv xml:lang='en'>\n<seg>&c;</seg></tuv></tu></tmx>",
            "`c.tmx` line 3 has the entity `&c;`: expected one of the five that XML has, or a number",
        ),
        (
            "c.tmx",
            b"<!DOCTYPE tmx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<tmx><tu><tuv xml:lang='en'><seg>&a;</seg></tuv></tu></tmx>",
            "`c.tmx` line 2 has the entity `&a;`: expected one of the five that XML has, or a number",
        ),
        ("de.po", b"msgid \"a\"\nmsgstr \"b\nmsgid \"c\"\n", "`de.po` line 2 has no string in quotation marks: expected one to the end of the line"),
        ("de.po", b"msgid \"a\"\nmsgstr \"\\q\"\n", "`de.po` line 2 has `\\q`: expected an escape, as `\\n`, `\\\"` or `\\\\`"),
        ("de.po", b"msgid \"a\"\nmsgid \"b\"\n", "`de.po` line 2 has `msgid`: expected `msgstr` before it, or no second one"),
        ("de.po", b"msgstr \"b\"\n", "`de.po` line 1 has `msgstr`: expected `msgid` before it"),
        ("de.po", b"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "`de.po` line 4 has the id `a` in deu_Latn, as line 1 does: expected it once"),
        ("de.po", b"msgid \"a\"\nmsgstr \"\"\n", "`de.po` has none of 1 segments in every language"),
        ("x.po", b"msgid \"a\"\nmsgstr \"b\"\n", "`x.po` line 1 has no language in its name nor in its header: expected a name as `de.po`, or `Language: de`"),
        ("c.csv.gz", b"\x1F\x8B\x08garbage", "`c.csv.gz` cannot be decompressed: it begins as gzip does"),
        ("c.csv.zst", b"\x28\xB5\x2F\xFDgarbage", "`c.csv.zst` cannot be decompressed: it begins as Zstandard does"),
    ];
    for (name, content, expected) in cases {
        let folder = folder(&[(name, content)]);
        let output = tokcost(folder.path()).args(["compare", name, "-t", "bytes"]).assert().code(1);
        let message = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        let first = message.lines().next().unwrap_or_default();
        assert_eq!(first, format!("error: {expected}"), "{message}");
    }
}

#[test]
fn zstandard_within_parquet_says_what_to_do() {
    let folder = folder(&[("c.parquet", &stored("zstandard.parquet"))]);
    let output = tokcost(folder.path()).args(["compare", "c.parquet", "-t", "bytes", "-q"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() || message.contains("--features parquet-zstd"), "{message}");
}

/// A column of a negative length, a page whose dictionary is not there, and a dictionary of 24 bytes that claims to hold a
/// billion entries.
#[test]
fn damaged_parquet_is_an_error() {
    for name in ["negative_length.parquet", "no_dictionary.parquet", "vast_dictionary.parquet"] {
        let path = repository().join("tests/reading").join(name);
        let error = corpus::read(&[path], &Request::default()).unwrap_err().to_string();
        assert!(error.ends_with("parquet` cannot be read as Parquet"), "{error}");
    }
}

/// 80 MiB of one letter in 80 kB.
#[test]
fn a_bomb_is_refused() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&vec![b'a'; 80 << 20]).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 1 << 19);
    let folder = folder(&[("c/en.txt.gz", &bomb)]);
    let error = corpus::read(&[folder.path().join("c")], &Request::default()).unwrap_err().to_string();
    assert!(error.ends_with("en.txt.gz` holds more than 64 MiB and more than 100 times its size"), "{error}");
}

/// The bytes of a file, with some changed and the end cut off.
fn damaged(bytes: &[u8], changes: &[(prop::sample::Index, u8)], kept: prop::sample::Index) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, byte) in changes {
        let place = place.index(bytes.len());
        bytes[place] = *byte;
    }
    let kept = kept.index(bytes.len() * 4);
    bytes.truncate(kept.max(1));
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever the bytes are, reading gives a corpus or says what is wrong.
    #[test]
    fn no_reader_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        kept in any::<prop::sample::Index>(),
    ) {
        let files: [(&str, Vec<u8>); 9] = [
            ("c.csv", wide(",", "\r\n")),
            ("c.tsv", wide("\t", "\n")),
            ("c.jsonl", records("", json, "")),
            ("c.parquet", stored("flores_plus.parquet")),
            ("c.tmx", tmx()),
            ("de.po", po(0)),
            ("d.csv.gz", gzip(&wide(",", "\n"))),
            ("d.csv.zst", stored("tiny.csv.zst")),
            ("e.tmx", tmx().iter().flat_map(|&byte| [byte, 0]).collect()),
        ];
        let folder = tempfile::TempDir::new().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs_write(&path, &damaged(&bytes, &changes, kept));
            let _ = corpus::read(&[path], &Request::default());
        }
    }
}

#[test]
fn a_corpus_is_known_by_the_file_it_is_in() {
    let folder = folder(&[("c.csv", &wide(",", "\n"))]);
    let reading = corpus::read(&[folder.path().join("c.csv")], &Request::default()).unwrap();
    assert_eq!(reading.warnings, [] as [Warning; 0]);
    let expected = "f243c3c7e96c071217dc93c7ba34788b34b82407f9bf83df49a5f05b481d531d";
    for text in reading.corpora[0].texts() {
        assert_eq!(text.path, folder.path().join("c.csv"));
        assert_eq!(text.sha256, expected);
        assert_eq!(text.place(2).to_string(), "line 4");
    }
}

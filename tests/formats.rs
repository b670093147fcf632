//! The files for other programs say what `results.csv` says, and text in them stays text.

use std::io::Cursor;

use boon::{Compiler, Schemas};
use calamine::{Data, Reader, Xlsx};
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use serde_json::{Value, json};
use tokcost::Settings;
use tokcost::count::{Scope, tokenizer};
use tokcost::report::{self, Choice, Extras, Report};
use tokcost::stats::Resampling;

use crate::support::{TINY, corpus, everything, files, report, repository, tiny_folder, tokcost};

/// Starts a formula, a command, a tag, a link, a code, an address, a cell, a row, and rings.
const HOSTILE: &str = "=cmd|' /C calc'!A0 <script>x</script> \\input{y} [a](http://b.cc) `c` *d* www.e.com f@g.hh \
                       $h$ %i \"j\" https://k.cc\n| --- |\r\u{7}";

fn detailed() -> Report {
    let settings = Settings {
        scope: Scope { detailed: true, ..Scope::default() },
        resampling: Resampling { resamples: 200, ..Resampling::default() },
        ..Settings::default()
    };
    let tokenizers = tokenizer::open_all(&["chars", "bytes", "cl100k_base"].map(str::to_owned)).unwrap();
    tokcost::analyze(&corpus(&TINY), &tokenizers, settings, &|_| ()).unwrap()
}

fn hostile() -> Report {
    let mut report = report(&corpus(&TINY), &["chars", "bytes"], 50);
    HOSTILE.clone_into(&mut report.corpus);
    report.manifest.title = Some(HOSTILE.to_owned());
    report.manifest.provenance = Some(HOSTILE.to_owned());
    HOSTILE.clone_into(&mut report.languages[0].name);
    HOSTILE.clone_into(&mut report.languages[0].code);
    HOSTILE.clone_into(&mut report.tokenizers[0].name);
    report.tokenizers[1].name = format!("[{HOSTILE}");
    report
}

fn file(report: &Report, name: &str) -> Vec<u8> {
    let files = report::render(report, &Extras { charts: Choice::nothing(), ..everything() }).unwrap();
    files.into_iter().find(|file| file.path.ends_with(name)).unwrap().bytes
}

fn text(report: &Report, name: &str) -> String {
    String::from_utf8(file(report, name)).unwrap()
}

/// All records of a CSV, the header first.
fn records(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn sheet(workbook: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// A sheet holds what a CSV holds: numbers that are numbers, to the last digit, and nothing where there is nothing.
fn assert_same(sheet: &[Vec<Data>], csv: &[Vec<String>]) {
    assert_eq!(sheet.len(), csv.len());
    for (cells, fields) in sheet.iter().zip(csv) {
        assert_eq!(cells.len(), fields.len());
        for (cell, field) in cells.iter().zip(fields) {
            match cell {
                Data::Float(number) => assert_eq!(Ok(*number), field.parse()),
                Data::String(text) => assert_eq!(text, field),
                Data::Empty => assert_eq!(field, ""),
                other => panic!("{other:?} for {field}"),
            }
        }
    }
}

#[test]
fn the_workbook_holds_what_the_csv_holds() {
    let report = detailed();
    let workbook = file(&report, "results.xlsx");
    assert_same(&sheet(&workbook, "Summary"), &records(&file(&report, "summary.csv")));
    assert_same(&sheet(&workbook, "Results"), &records(&file(&report, "results.csv")));
    let results = sheet(&workbook, "Results");
    let numbers = results.iter().skip(1).filter(|row| matches!(row[4], Data::Float(_))).count();
    assert!(numbers > 400, "{numbers} values are numbers");
}

#[test]
fn the_workbook_says_what_the_json_says_of_itself() {
    let report = detailed();
    let workbook = file(&report, "results.xlsx");
    let json: Value = serde_json::from_slice(&file(&report, "results.json")).unwrap();
    let definitions = json["definitions"].as_array().unwrap();
    let rows = sheet(&workbook, "Definitions");
    assert_eq!(rows.len(), definitions.len() + 1);
    for (row, definition) in rows.iter().skip(1).zip(definitions) {
        assert_eq!(row[0].to_string(), definition["metric"].as_str().unwrap());
        assert_eq!(row[3].to_string(), definition["formula"].as_str().unwrap());
    }
    let facts: Vec<[String; 3]> = sheet(&workbook, "Provenance")
        .iter()
        .map(|row| [row[0].to_string(), row[1].to_string(), row[2].to_string()])
        .collect();
    let fact = |about: &str, item: &str| {
        facts.iter().find(|fact| fact[0] == about && fact[1] == item).map(|fact| fact[2].as_str())
    };
    assert_eq!(fact("run", "version"), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(fact("run", "resamples"), Some("200"));
    assert_eq!(fact("run", "seed"), Some("0"));
    let cl100k_base = json["provenance"]["tokenizers"][2]["fingerprint"].as_str();
    assert_eq!(fact("SHA-256 of the vocabulary", "cl100k_base"), cl100k_base);
    for language in json["languages"].as_array().unwrap() {
        let code = language["code"].as_str().unwrap();
        assert_eq!(fact("SHA-256 of the text", code), language["sha256"].as_str());
    }
}

/// `serde_json` may read the last digit wrong, so its numbers are read from its text.
#[test]
fn csv_and_json_hold_the_same_numbers_to_the_last_digit() {
    let report = detailed();
    let json = text(&report, "results.json");
    let of_json = |key: &str| -> Vec<Option<f64>> {
        let values = json.lines().filter_map(|line| line.trim().strip_prefix(&format!("\"{key}\": ")));
        values.map(|value| value.trim_end_matches(',').parse().ok()).collect()
    };
    let csv = records(&file(&report, "results.csv"));
    let of_csv = |column: usize| csv.iter().skip(1).map(move |row| row[column].parse().ok());
    assert_eq!(of_json("value"), of_csv(4).collect::<Vec<Option<f64>>>());
    for (key, column) in [("low", 5), ("high", 6)] {
        let bounds: Vec<Option<f64>> = of_csv(column).flatten().map(Some).collect();
        assert!(bounds.len() > 100);
        assert_eq!(of_json(key), bounds);
    }
}

#[test]
fn the_json_is_as_its_schema_says() {
    let path = repository().join("src/report/results.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut compiler = Compiler::new();
    compiler.add_resource("results.schema.json", schema).unwrap();
    let mut schemas = Schemas::new();
    let schema = compiler.compile("results.schema.json", &mut schemas).unwrap();
    let mut in_documents = corpus_report_in_documents();
    for report in [detailed(), hostile(), report(&corpus(&TINY[1..2]), &["bytes"], 0)] {
        let json: Value = serde_json::from_slice(&file(&report, "results.json")).unwrap();
        schemas.validate(&json, schema).unwrap();
        in_documents.push(json);
    }
    for json in &in_documents {
        assert!(schemas.validate(json, schema).is_ok());
    }
    let json = &in_documents[1];
    for (pointer, wrong) in [
        ("/schema_version", json!(2)),
        ("/provenance/interval", json!({})),
        ("/languages/0/sha256", json!("abc")),
        ("/results/0/value", json!("3")),
        ("/results/0/interval", json!({ "low": 1 })),
    ] {
        let mut damaged = json.clone();
        *damaged.pointer_mut(pointer).unwrap() = wrong;
        assert!(schemas.validate(&damaged, schema).is_err(), "{pointer}");
    }
}

fn corpus_report_in_documents() -> Vec<Value> {
    let folder = tiny_folder();
    crate::support::fs_write(&folder.path().join("tiny/corpus.toml"), b"documents = [1, 3]\n");
    let reading =
        tokcost::corpus::read(&[folder.path().join("tiny")], &tokcost::corpus::Request::default()).unwrap();
    let report = report(&reading.corpora[0], &["bytes"], 50);
    vec![serde_json::from_slice(&file(&report, "results.json")).unwrap()]
}

#[test]
fn a_text_in_a_workbook_is_no_formula() {
    let report = hostile();
    let bytes = file(&report, "results.xlsx");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    for name in workbook.sheet_names() {
        let formulae = workbook.worksheet_formula(&name).unwrap();
        assert_eq!(formulae.cells().filter(|(_, _, formula)| !formula.is_empty()).count(), 0, "{name}");
    }
    let summary = sheet(&bytes, "Summary");
    // The bell and the return are written as Excel writes them.
    let written = HOSTILE.replace('\r', "_x000D_").replace('\u{7}', "_x0007_");
    let same = |cell: &Data| [HOSTILE, &written].contains(&cell.to_string().as_str());
    assert!(summary.iter().any(|row| same(&row[0]) && same(&row[1])), "{summary:?}");
}

#[test]
fn a_text_in_csv_is_raw_and_guarded_in_that_for_excel() {
    let report = hostile();
    let raw = records(&file(&report, "summary.csv"));
    assert!(raw.iter().any(|row| row[0] == HOSTILE));
    let excel = text(&report, "summary.excel.csv");
    let excel = excel.strip_prefix('\u{FEFF}').unwrap();
    assert!(excel.ends_with("\r\n"));
    let guarded = records(excel.as_bytes());
    assert_eq!(raw.len(), guarded.len());
    for (raw, guarded) in raw.iter().flatten().zip(guarded.iter().flatten()) {
        if raw.starts_with(['=', '+', '-', '@']) {
            assert_eq!(*guarded, format!("'{raw}"));
        } else {
            assert_eq!(guarded, raw);
        }
    }
}

/// Read as GitHub reads it, with addresses and formulae.
#[test]
fn a_text_in_markdown_is_no_markup() {
    let report = hostile();
    let page = text(&report, "summary.md");
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.math_dollars = true;
    options.extension.footnotes = true;
    let arena = Arena::new();
    let root = parse_document(&arena, &page, &options);
    let mut cells = Vec::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::HtmlInline(html) => {
                assert!(["<!-- -->", "<br>"].contains(&html.as_str()), "{html}");
            }
            NodeValue::TableCell => cells.push(plain(node)),
            NodeValue::Document
            | NodeValue::Heading(_)
            | NodeValue::Paragraph
            | NodeValue::Text(_)
            | NodeValue::SoftBreak
            | NodeValue::Table(_)
            | NodeValue::TableRow(_) => (),
            other => panic!("{other:?} in\n{page}"),
        }
    }
    let shown = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{7}', "");
    let shown = shown.trim();
    let header = ["Language", "Code", &format!("[{shown} premium"), "95 % interval", "tokens/word"];
    assert_eq!(cells[..5], header);
    assert_eq!(cells[5], format!("{shown} premium"));
    assert!(cells.windows(2).any(|pair| pair == [shown, shown]), "{cells:?}");
    // Four languages under six heads, and two tokenizers under six.
    assert_eq!(cells.len(), 5 * 6 + 3 * 6);
}

fn plain<'a>(node: &'a comrak::nodes::AstNode<'a>) -> String {
    let text = |node: &'a comrak::nodes::AstNode<'a>| match &node.data.borrow().value {
        NodeValue::Text(text) => text.to_string(),
        _ => String::new(),
    };
    node.descendants().map(text).collect()
}

#[test]
fn a_text_in_latex_is_no_command_and_ends_no_cell() {
    let report = hostile();
    let table = text(&report, "table.tex");
    let commands: Vec<&str> =
        table.split('\\').skip(1).filter(|after| !after.starts_with(['\\', ' '])).collect();
    let known = |after: &&str| {
        let name: String = after.chars().take_while(char::is_ascii_alphabetic).collect();
        let ours = "usepackage begin end toprule midrule bottomrule cmidrule multicolumn par smallskip footnotesize \
                    textbackslash textless textgreater textbar textasciigrave textdagger textdaggerdbl symbol";
        name.is_empty() || ours.split_whitespace().any(|known| known == name)
    };
    assert_eq!(commands.iter().find(|after| !known(after)), None, "{table}");
    assert!(table.lines().skip(1).all(|line| !line.replace("\\%", "").contains('%')), "{table}");
    let rows: Vec<&str> = table.lines().filter(|line| line.ends_with("\\\\")).collect();
    assert_eq!(rows.len(), 2 + 4);
    for row in &rows[1..] {
        // The other tokenizer's name is too wide for a page.
        assert_eq!(row.replace("\\&", "").matches('&').count(), 5, "{row}");
    }
    let braces = table.replace("\\{", "").replace("\\}", "");
    assert_eq!(braces.matches('{').count(), braces.matches('}').count());
}

#[test]
fn csv_for_excel_is_written_on_request() {
    let folder = tiny_folder();
    let arguments = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "10", "--no-charts"];
    let run = |more: &[&str]| {
        tokcost(folder.path()).args(arguments).args(more).assert().success();
        files(&folder.path().join("output/tiny"))
    };
    let usual = run(&[]);
    assert!(!usual.iter().any(|file| file.contains("excel")));
    let all = run(&["--excel-csv"]);
    let added: Vec<&String> = all.iter().filter(|file| !usual.contains(file)).collect();
    assert_eq!(added, ["results.excel.csv", "summary.excel.csv"]);
}

//! `report.html` and `index.html` as a parser reads them; `browser.rs` tries them in a browser.

use scraper::{Html, Selector};
use serde_json::Value;
use tokcost::count::{self, Scope, tokenizer};
use tokcost::parity;
use tokcost::report::{self, Choice, Extras, Report};

use crate::support::{TINY, corpus, everything, files, fs_write, report, tiny_folder, tokcost};

const HOSTILE: &str = "</script><script>alert(1)</script><!-- \"><img src=x onerror='alert(2)'> &lt;";

fn page(report: &Report) -> Html {
    let files = report::render(report, &everything()).unwrap();
    let page = files.into_iter().find(|file| file.path.ends_with("report.html")).unwrap();
    Html::parse_document(&String::from_utf8(page.bytes).unwrap())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

fn data(page: &Html) -> Value {
    serde_json::from_str(&texts(page, "#data")[0]).unwrap()
}

/// The names of all elements in order, each with those of its attributes.
fn structure(page: &Html) -> Vec<String> {
    let elements = page.root_element().descendent_elements();
    elements
        .map(|element| {
            let attributes: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
            format!("{} {}", element.value().name(), attributes.join(" "))
        })
        .collect()
}

/// Under bytes `ü` and `ß` are two tokens each, under characters one.
#[test]
fn tokens_are_those_that_a_person_counts() {
    let page = page(&report(&corpus(&TINY), &["chars", "bytes"], 0));
    let data = data(&page);
    let german = 0;
    let excerpts = data["excerpts"].as_array().unwrap();
    let greeting = excerpts.iter().find(|excerpt| excerpt["texts"][german] == "Grüße!").unwrap();
    assert_eq!(greeting["divisions"][0][german], serde_json::json!([6, "1 1 1 1 1 1"]));
    assert_eq!(greeting["divisions"][1][german], serde_json::json!([8, "1 1 1x2 1x2 1 1"]));
    // Half the segments have 10 bytes of English or fewer; `The tea is hot.` has 15.
    assert_eq!(excerpts.len(), 2);
    let shown: Vec<String> = texts(&page, ".version .tokens");
    let first: Vec<&str> =
        excerpts[0]["texts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(shown.len(), 4);
    assert!(shown.iter().all(|text| first.contains(&text.as_str())), "{shown:?} {first:?}");
}

#[test]
fn text_of_a_corpus_stays_text() {
    let hostile = format!("{HOSTILE}\u{1b}[31m\u{202e}\n");
    let page = page(&report(&corpus(&[("eng_Latn", &hostile), ("deu_Latn", &hostile)]), &["bytes"], 0));
    assert_eq!(texts(&page, "script").len(), 2);
    assert_eq!(texts(&page, "img").len(), 0);
    let shown = format!("{HOSTILE}\\u{{1b}}[31m\\u{{202e}}");
    assert_eq!(texts(&page, ".version .tokens"), [shown.clone(), shown.clone()]);
    assert_eq!(data(&page)["excerpts"][0]["texts"][0], shown);
}

/// Whatever the names, the page has the same elements with the same attributes.
#[test]
fn names_stay_names() {
    let report = report(&corpus(&TINY), &["chars", "bytes"], 50);
    let named = |name: &str| {
        let mut report = report.clone();
        name.clone_into(&mut report.corpus);
        report.manifest.title = Some(name.to_owned());
        for language in &mut report.languages {
            for field in
                [&mut language.name, &mut language.code, &mut language.native_name, &mut language.bcp47]
            {
                *field = format!("{}{name}", field.len());
            }
        }
        name.clone_into(&mut report.tokenizers[0].name);
        report
    };
    let page_without_charts = |name: &str| {
        let charts = Choice { title: Some(name.to_owned()), ..Choice::nothing() };
        let files = report::render(&named(name), &Extras { charts, ..everything() }).unwrap();
        let page = files.into_iter().find(|file| file.path.ends_with("report.html")).unwrap();
        Html::parse_document(&String::from_utf8(page.bytes).unwrap())
    };
    let hostile = page_without_charts(HOSTILE);
    assert_eq!(structure(&hostile), structure(&page_without_charts("tea")));
    assert_eq!(texts(&hostile, "h1"), [HOSTILE]);
    assert_eq!(texts(&page(&named(HOSTILE)), "script").len(), 2);
}

#[test]
fn a_headline_of_ones_own_stands_above_the_page_and_above_one_chart() {
    let folder = tiny_folder();
    let run = |charts: &str| {
        let run =
            ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0", "--title", "Who pays?", "--charts"];
        tokcost(folder.path()).args(run).arg(charts).assert().success();
        let read =
            |name: &str| std::fs::read_to_string(folder.path().join("output/tiny").join(name)).unwrap();
        (read("report.html"), read("charts/premium.svg"))
    };
    let (page, chart) = run("premium");
    assert!(page.contains("<h1>Who pays?</h1>"));
    assert!(chart.contains("<title id=\"premium-title\">Who pays?</title>"));
    let (page, chart) = run("premium,bill");
    assert!(page.contains("<h1>Who pays?</h1>"));
    assert!(!chart.contains("Who pays?"));
}

#[test]
fn text_can_be_kept_out_of_the_results() {
    let folder = tiny_folder();
    let run = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0", "--no-charts", "--excerpts", "0"];
    tokcost(folder.path()).args(run).assert().success();
    let output = folder.path().join("output");
    for file in files(&output) {
        let bytes = std::fs::read(output.join(&file)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Grüße"), "{file}");
    }
}

#[test]
fn files_of_an_earlier_run_go_and_foreign_ones_stay() {
    let folder = tiny_folder();
    let output = folder.path().join("output");
    let run = |more: &[&str]| {
        let run = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "0"];
        tokcost(folder.path()).args(run).args(more).assert().success();
        files(&output)
    };
    let few = run(&["--no-charts"]);
    let many = run(&["--theme", "both", "--excel-csv"]);
    assert!(many.len() > few.len() + 10);
    assert_eq!(run(&["--no-charts"]), few);
    assert!(!output.join("tiny/charts").exists());

    run(&["--theme", "both"]);
    for foreign in ["notes.txt", "tiny/notes.txt", "tiny/charts/mine.png", "other/report.html"] {
        let path = output.join(foreign);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs_write(&path, b"mine");
    }
    let mut expected = few;
    expected.extend(
        ["notes.txt", "tiny/notes.txt", "tiny/charts/mine.png", "other/report.html"].map(str::to_owned),
    );
    expected.sort();
    assert_eq!(run(&["--no-charts"]), expected);
}

#[test]
fn the_index_leads_to_each_corpus_by_its_address() {
    let folder = tiny_folder();
    let name = "50 % \"tea\" #1";
    std::fs::create_dir(folder.path().join(name)).unwrap();
    for (code, text) in TINY {
        fs_write(&folder.path().join(format!("{name}/{code}.txt")), text.as_bytes());
    }
    let run = ["compare", "tiny", name, "-q", "-t", "bytes", "--resamples", "0", "--charts", "premium"];
    tokcost(folder.path()).args(run).assert().success();
    let index = std::fs::read_to_string(folder.path().join("output/index.html")).unwrap();
    let index = Html::parse_document(&index);
    let addresses: Vec<&str> =
        index.select(&Selector::parse("h3 a").unwrap()).filter_map(|link| link.attr("href")).collect();
    assert_eq!(addresses, ["tiny/report.html", "50%20%25%20%22tea%22%20%231/report.html"]);
    assert_eq!(texts(&index, "h3 a"), ["tiny", name]);
    // German 28 bytes of 28, Greek 53, Thai 45, in both.
    assert_eq!(texts(&index, "tbody tr td:nth-child(3)"), ["1.00×", "1.89×", "1.61×"]);
}

/// German takes 2, 4 and 6 tokens for 2 of English each time, twice as many in all: the second segment is nearest to that,
/// the third 1.5 times off, the first 2 times.
#[test]
fn the_segments_shown_are_those_that_cost_what_the_corpus_costs() {
    let corpus = corpus(&[("eng_Latn", "ab\ncd\nef\n"), ("deu_Latn", "ab\nabcd\nabcdef\n")]);
    let bytes = tokenizer::open_all(&["bytes".to_owned()]).unwrap();
    let counts = count::count(&corpus, &bytes, Scope::default(), &|_| ()).unwrap();
    assert_eq!(parity::typical(&counts, 3), [1, 2, 0]);
    assert_eq!(parity::typical(&counts, 1), [1]);
}

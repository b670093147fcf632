//! `tokcost cost`: to the cent by hand, in money, room, time and compute.

use std::collections::BTreeMap;

use tempfile::TempDir;

use crate::support::{folder, fs_write, tokcost, valid_results};

const DRINKS: [(&str, &str); 5] = [
    ("deu_Latn", "Tee\nMilch\n"),
    ("ell_Grek", "τσάι\nγάλα\n"),
    ("eng_Latn", "tea\nmilk\n"),
    ("jpn_Jpan", "お茶\n牛乳\n"),
    ("rus_Cyrl", "чай\nмолоко\n"),
];

const PRICES: &str = "\
model,provider,tokenizer,usd_per_million_input,usd_per_million_cached_input,usd_per_million_output,\
usd_per_million_batch_input,usd_per_million_batch_output,context_tokens,date,source
large,a,bytes,3,0.6,15,1.5,7.5,100,2026-11-01,an offer
a/letters:1,a,chars,2,,8,,,,2026-11-01,an offer
small,b,bytes,0.5,,1.5,,,1000,2026-01-01,an offer
mute,b,bytes,0.1,,,,,,2026-11-01,an offer
free,b,bytes,0,,0,,,,2026-11-01,an offer
";

/// A vocabulary of few words.
pub const WORDS: &str = r#"{"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
    "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "tea": 1, "milk": 2, "Tee": 3, "Milch": 4}}}"#;

/// 27 November 2026.
const TODAY: &str = "1795737600";

/// Two segments in five languages, with prices and a rate of exchange.
pub fn drinks() -> TempDir {
    let mut files: Vec<(String, &[u8])> =
        DRINKS.iter().map(|(code, text)| (format!("drinks/{code}.txt"), text.as_bytes())).collect();
    files.push(("prices.csv".into(), PRICES.as_bytes()));
    files.push(("eur.csv".into(), b"currency,per_usd,date,source\nEUR,0.8,2026-11-20,a bank\n"));
    folder(&files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>())
}

/// What the command prints, and what it writes for a model: by language and column.
struct Bill {
    table: String,
    cells: BTreeMap<(String, String), String>,
}

impl Bill {
    fn text(&self, language: &str, column: &str) -> &str {
        &self.cells[&(language.to_owned(), column.to_owned())]
    }

    fn number(&self, language: &str, column: &str) -> f64 {
        self.text(language, column).parse().unwrap()
    }

    /// Whether the table says something, however its lines are broken.
    fn says(&self, words: &str) -> bool {
        self.table.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    }

    fn numbers(&self, column: &str) -> [f64; 5] {
        DRINKS.map(|(code, _)| self.number(code, column))
    }
}

fn bill(folder: &TempDir, model: &str, arguments: &str) -> Bill {
    let arguments = format!("cost drinks --prices prices.csv --resamples 200 --model {model} {arguments}");
    let output = tokcost(folder.path())
        .args(arguments.split_whitespace())
        .env("SOURCE_DATE_EPOCH", TODAY)
        .assert()
        .success();
    let written =
        folder.path().join("output/drinks").join(format!("cost-{}", model.replace(['/', ':'], "--")));
    let table = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert_eq!(table, std::fs::read_to_string(written.join("table.txt")).unwrap());
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    let mut reader = csv::Reader::from_path(written.join("cost.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut cells = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        for (column, cell) in header.iter().zip(&record) {
            cells.insert((record[0].to_owned(), column.to_owned()), cell.to_owned());
        }
    }
    Bill { table, cells }
}

fn close<const N: usize>(found: [f64; N], expected: [f64; N]) {
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9 * expected.abs(), "{found} is not {expected}");
    }
}

/// Bytes: German 3 + 5, Greek 8 + 8, English 3 + 4, Japanese 6 + 6, Russian 6 + 12: on average 4, 8, 3.5, 6 and 9.
/// Characters: 8, 8, 7, 4, 9: on average 4, 4, 3.5, 2 and 4.5. A request sends 10 segments and is answered with the tokens of
/// 4 English ones, 14. In millionths of a dollar:
///
/// - large: 10·3·(4, 8, 3.5, 6, 9) + 14·15 = 330, 450, 315, 390, 480
/// - letters: 10·2·(4, 4, 3.5, 2, 4.5) + 14·8 = 192, 192, 182, 152, 202
/// - small: 10·0.5·(4, 8, 3.5, 6, 9) + 14·1.5 = 41, 61, 38.5, 51, 66
///
/// Two million requests a month make them dollars when doubled.
#[test]
fn three_models_cost_in_five_languages_what_a_person_works_out() {
    let folder = drinks();
    for (model, millionths) in [
        ("large", [330.0, 450.0, 315.0, 390.0, 480.0]),
        ("a/letters:1", [192.0, 192.0, 182.0, 152.0, 202.0]),
        ("small", [41.0, 61.0, 38.5, 51.0, 66.0]),
    ] {
        let terms = "--requests 2000000 --input-segments 10 --output-segments 4";
        let bill = bill(&folder, model, terms);
        close(bill.numbers("usd_per_thousand_requests"), millionths.map(|usd| usd / 1000.0));
        close(bill.numbers("usd_per_month"), millionths.map(|usd| usd * 2.0));
        close(bill.numbers("cost_over_pivot"), millionths.map(|usd| usd / millionths[2]));
        for usd in millionths {
            assert!(bill.table.contains(&format!(" {:.2} ", usd * 2.0)), "{}", bill.table);
        }
    }
}

/// Russian asks for 18/7 as much as English: so the content that English says in a million tokens costs 3·18/7.
#[test]
fn content_costs_the_price_times_the_premium() {
    let bill = bill(&drinks(), "large", "");
    let premiums = [8.0, 16.0, 7.0, 12.0, 18.0].map(|bytes| bytes / 7.0);
    close(bill.numbers("premium"), premiums);
    close(bill.numbers("cost_over_pivot"), premiums);
    close(bill.numbers("time_to_first_over_pivot"), premiums);
    close(bill.numbers("usd_per_million_pivot_tokens_of_content"), premiums.map(|premium| 3.0 * premium));
    assert_eq!(bill.text("rus_Cyrl", "time_to_end_over_pivot"), "", "no answer is counted");
    // Its interval is that of the premium.
    assert_eq!(bill.text("rus_Cyrl", "cost_over_pivot_low"), bill.text("rus_Cyrl", "premium_low"));
    assert_eq!(bill.text("rus_Cyrl", "cost_over_pivot_high"), bill.text("rus_Cyrl", "premium_high"));
    insta::assert_snapshot!(bill.table);
}

/// A window of 100 bytes: 100/4 = 25, 100/8 = 12.5, 100/3.5 = 28.57, 100/6 = 16.67, 100/9 = 11.11 segments.
#[test]
fn the_window_holds_one_over_the_premium() {
    let bill = bill(&drinks(), "large", "");
    close(bill.numbers("context_segments"), [25.0, 12.0, 28.0, 16.0, 11.0]);
    close(bill.numbers("context_share"), [8.0, 16.0, 7.0, 12.0, 18.0].map(|bytes| 7.0 / bytes));
    let [low, high] = ["premium_low", "premium_high"].map(|column| bill.number("rus_Cyrl", column));
    assert!((bill.number("rus_Cyrl", "context_share_low") - 1.0 / high).abs() < 1e-12);
    assert!((bill.number("rus_Cyrl", "context_share_high") - 1.0 / low).abs() < 1e-12);
}

/// 35 English bytes at five in the time of one, then 14: 7 + 14 = 21. German 8 + 14, Greek 16 + 14, Japanese 12 + 14,
/// Russian 18 + 14. With answers in the language of the question everything has the premium.
#[test]
fn answers_have_the_premium_only_when_that_is_said() {
    let folder = drinks();
    let terms = "--input-segments 10 --output-segments 4 --reading-speed 5";
    let none = bill(&folder, "large", terms);
    close(none.numbers("time_to_end_over_pivot"), [22.0, 30.0, 21.0, 26.0, 32.0].map(|time| time / 21.0));
    let same = bill(&folder, "large", &format!("{terms} --output-premium same"));
    let premiums = [8.0, 16.0, 7.0, 12.0, 18.0].map(|bytes| bytes / 7.0);
    close(same.numbers("time_to_end_over_pivot"), premiums);
    close(same.numbers("cost_over_pivot"), premiums);
    // Millionths: 10·3·9 + 4·15·9 = 810.
    close([same.number("rus_Cyrl", "usd_per_thousand_requests"); 5], [0.81; 5]);
    assert!(none.says("tokens of 4 segments in English whatever the language of the question"));
    assert!(same.says("tokens of 4 segments in the language of the question"), "{}", same.table);
}

/// Russian: half of 9 bytes at 3 and half at 0.6, 16.2 millionths; in a batch 13.5; 0.8 euros to the dollar.
#[test]
fn cached_input_batches_and_another_currency() {
    let folder = drinks();
    let cached = bill(&folder, "large", "--cached 0.5 --currency eur.csv --requests 1000000");
    close([cached.number("rus_Cyrl", "usd_per_thousand_requests"); 5], [0.0162; 5]);
    close([cached.number("rus_Cyrl", "currency_per_thousand_requests"); 5], [0.01296; 5]);
    close([cached.number("rus_Cyrl", "currency_per_month"); 5], [12.96; 5]);
    assert_eq!(cached.text("rus_Cyrl", "currency"), "EUR");
    insta::assert_snapshot!(cached.table);
    let batch = bill(&folder, "large", "--batch");
    close([batch.number("rus_Cyrl", "usd_per_thousand_requests"); 5], [0.0135; 5]);
}

/// English 3·(2000 + 2·2·3·16) = 6,576 and 4·(2000 + 256) = 9,024: 7,800 on average. Russian 6·(2000 + 384) = 14,304 and
/// 12·(2000 + 768) = 33,216: 23,760. To train 6·1000·18 = 108,000 of 6·1000·3600: 0.005.
#[test]
fn compute_is_what_a_person_works_out() {
    let size = "--parameters 1000 --layers 2 --width 16 --training-tokens 3600";
    let bill = bill(&drinks(), "large", size);
    assert_eq!(bill.text("eng_Latn", "flops_per_segment"), "7800");
    assert_eq!(bill.text("rus_Cyrl", "flops_per_segment"), "23760");
    assert_eq!(bill.number("rus_Cyrl", "flops_over_pivot"), 23_760.0 / 7_800.0);
    assert_eq!(bill.text("rus_Cyrl", "training_flops"), "108000");
    assert_eq!(bill.text("rus_Cyrl", "training_share"), "0.005");
    assert!(bill.says("Kaplan et al. 2020"));
}

#[test]
fn an_old_price_is_marked_with_its_date() {
    let bill = bill(&drinks(), "small", "");
    assert!(bill.says("2026-01-01, an offer. ! That is over 180 days before 2026-11-27."));
    assert_eq!(bill.text("eng_Latn", "price_date"), "2026-01-01");
    assert_eq!(bill.text("eng_Latn", "price_is_old"), "true");
}

/// Nothing over nothing is no ratio, and the premium stays what it is.
#[test]
fn what_is_free_costs_no_more_than_what_is_free() {
    let bill = bill(&drinks(), "free", "--output-segments 1");
    assert_eq!(bill.text("rus_Cyrl", "usd_per_thousand_requests"), "0");
    assert_eq!(bill.text("rus_Cyrl", "cost_over_pivot"), "");
    assert_eq!(bill.number("rus_Cyrl", "time_to_first_over_pivot"), 18.0 / 7.0);
}

/// Most of the Greek letters are unknown to a vocabulary of English words: its tokens are no cost.
#[test]
fn a_language_that_cannot_be_written_has_no_cost() {
    let folder = drinks();
    fs_write(&folder.path().join("words.json"), WORDS.as_bytes());
    let bill = bill(&folder, "large", "--tokenizer words.json");
    assert_eq!(bill.text("ell_Grek", "usd_per_thousand_requests"), "");
    assert_eq!(bill.text("ell_Grek", "context_share"), "");
    assert_eq!(bill.text("deu_Latn", "cost_over_pivot"), "1");
    assert!(bill.table.contains("Greek‡"), "{}", bill.table);
}

/// Russian has 18 bytes over 7: at 3 dollars 3·18/7 per million, and 7/18 of the window. Characters, named, still rank.
#[test]
fn the_summary_of_compare_has_what_models_cost() {
    let folder = drinks();
    let arguments = "compare drinks -q --no-charts --resamples 0 -t chars --prices prices.csv";
    let mut command = tokcost(folder.path());
    command.args(arguments.split_whitespace()).env("SOURCE_DATE_EPOCH", TODAY);
    command.args(["--model", "large", "--model", "small"]).assert().success();
    let summary = std::fs::read_to_string(folder.path().join("output/drinks/summary.csv")).unwrap();
    let columns = ["usd_per_million_pivot_tokens_of_content", "context_share", "price_date", "price_source"];
    let of_models =
        ["large", "small"].map(|model| columns.map(|column| format!("{column}:{model}")).join(","));
    let header = summary.lines().next().unwrap();
    assert!(header.ends_with(&format!(":chars,{}", of_models.join(","))), "{header}");
    assert!(header.contains(",premium:bytes,"), "{header}");
    let russian = summary.lines().nth(1).unwrap();
    let [usd, small, share] = [3.0 * (18.0 / 7.0), 0.5 * (18.0 / 7.0), 1.0 / (18.0 / 7.0)];
    let cells = format!(",{usd},{share},2026-11-01,an offer,{small},{share},2026-01-01!,an offer");
    assert!(russian.starts_with("rus_Cyrl,") && russian.ends_with(&cells), "{russian}");
    let results = valid_results(&folder.path().join("output/drinks/results.json"));
    let small_model = &results["models"][1];
    let date_and_tokenizer = [&small_model["price_date"], &small_model["tokenizer"]];
    assert_eq!(date_and_tokenizer, ["2026-01-01!", "bytes"]);
    let mut languages = small_model["languages"].as_array().unwrap().iter();
    let of_russian = languages.find(|entry| entry["language"] == "rus_Cyrl").unwrap();
    let costs =
        ["usd_per_million_pivot_tokens_of_content", "context_share"].map(|key| of_russian[key].as_f64());
    close(costs.map(Option::unwrap), [small, share]);
    tokcost(folder.path()).args(arguments.split_whitespace()).assert().code(2);
}

#[test]
fn costs_that_cannot_be_worked_out() {
    let messages = [
        "--model larg",
        "--model mute --output-segments 1",
        "--model small --batch",
        "--model small --cached 0.5",
        "--model a/letters:1 --model a/letters:1",
        "--model large --currency prices.csv",
    ]
    .map(|arguments| {
        let folder = drinks();
        let output = tokcost(folder.path())
            .args("cost drinks --prices prices.csv".split_whitespace())
            .args(arguments.split_whitespace())
            .assert()
            .code(1);
        assert!(!folder.path().join("output").exists());
        String::from_utf8(output.get_output().stderr.clone()).unwrap()
    });
    insta::assert_snapshot!(messages.join("\n"));
}

//! Prices: built in, from a file, and how old they are.

use std::path::Path;

use tokcost::count::tokenizer::{BUILT_IN, tokenizer_of};
use tokcost::price::{Date, Prices, read};

use crate::support::{folder, reference_data, tokcost};

/// 27 November 2026, and 200 days later.
const THEN: &str = "1795737600";
const LATER: &str = "1813017600";

#[test]
fn every_built_in_price_has_a_date_a_source_and_a_tokenizer_that_exists() {
    let prices = Prices::built_in().unwrap();
    assert_eq!(prices.rows.len(), 35);
    for row in &prices.rows {
        assert!(row.date >= Date::constant(2026, 11, 27), "{}", row.model);
        assert!(row.source.contains("litellm 1.110.2"), "{}", row.model);
        let id = row.tokenizer.as_deref().unwrap();
        assert!(BUILT_IN.iter().any(|built_in| built_in.id == id), "{}: {id}", row.model);
        // Where the name of the model is known by itself, it means the same tokenizer.
        assert!(tokenizer_of(&row.model).is_none_or(|known| known == id), "{}: {id}", row.model);
        assert!(row.usd_per_million_output.is_none_or(|output| output >= row.usd_per_million_input));
        assert!(row.usd_per_million_cached_input.is_none_or(|cached| cached < row.usd_per_million_input));
    }
}

/// Another reading of the same prices, from another version of litellm.
#[test]
fn built_in_prices_are_those_of_the_reference_list() {
    let Some(path) = reference_data("prices/subset_tiktoken_models.csv") else { return };
    let prices = Prices::built_in().unwrap();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut compared = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let field = |name: &str| &record[header.iter().position(|column| column == name).unwrap()];
        let row = prices.of(field("model")).unwrap();
        let number = |name: &str| field(name).parse::<f64>().ok().filter(|number| *number > 0.0);
        let close = |a: Option<f64>, b: Option<f64>| {
            a.is_some() == b.is_some() && a.zip(b).is_none_or(|(a, b)| (a - b).abs() < 1e-9)
        };
        assert!(close(Some(row.usd_per_million_input), number("input_usd_per_mtok")), "{}", row.model);
        assert!(close(row.usd_per_million_output, number("output_usd_per_mtok")), "{}", row.model);
        let cached = number("cache_read_usd_per_token").map(|usd| usd * 1e6);
        assert!(close(row.usd_per_million_cached_input, cached), "{}", row.model);
        let batch = number("batch_input_usd_per_token").map(|usd| usd * 1e6);
        assert!(close(row.usd_per_million_batch_input, batch), "{}", row.model);
        assert_eq!(
            row.context_tokens.map(|tokens| tokens as f64),
            number("max_input_tokens"),
            "{}",
            row.model
        );
        assert_eq!(row.tokenizer.as_deref(), Some(field("encoding")), "{}", row.model);
        compared += 1;
    }
    assert_eq!(compared, 20);
}

#[test]
fn the_list_of_prices() {
    let list = |epoch: &str| {
        let mut command = tokcost(Path::new("."));
        let output = command.args(["list", "prices"]).env("SOURCE_DATE_EPOCH", epoch).assert().success();
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    let then = list(THEN);
    insta::assert_snapshot!(then);
    assert!(!then.contains('!'));
    let later = list(LATER);
    assert_eq!(later.matches("2026-11-27!").count(), 35);
    assert!(later.ends_with("! seen more than 180 days before 2027-06-15\n"), "{later}");
}

const OWN: &str =
    "source,model,date,usd_per_million_input,provider,note\nan offer,GPT-4o,2026-01-02,1.5,we,x\n";

#[test]
fn own_prices_come_first_and_need_no_more_than_five_columns() {
    let folder = folder(&[("own.csv", OWN.as_bytes())]);
    let output = tokcost(folder.path())
        .args(["list", "prices", "--prices", "own.csv"])
        .env("SOURCE_DATE_EPOCH", THEN)
        .assert()
        .success();
    let list = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let words: Vec<&str> = list.lines().nth(1).unwrap().split_whitespace().collect();
    let own = ["GPT-4o", "we", "o200k_base", "1.5", "–", "–", "–", "–", "–", "2026-01-02!", "an", "offer"];
    assert_eq!(words, own);
}

#[test]
fn litellm_has_the_day_that_is_given_or_that_of_the_file() {
    let json = br#"{"azure/gpt-4o": {"input_cost_per_token": 2.5e-06}, "x": {}}"#;
    let folder = folder(&[("prices.json", json)]);
    let path = folder.path().join("prices.json");
    let day = Date::constant(2026, 10, 1);
    let given = read(&path, Some(day)).unwrap();
    let row = &given.prices.rows[0];
    assert_eq!((row.date, row.source.as_str(), given.skipped), (day, "prices.json", 1));
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(86_400)).unwrap();
    let row = &read(&path, None).unwrap().prices.rows[0];
    assert_eq!(row.date, Date::constant(1970, 1, 2));
    assert_eq!(row.source, "prices.json, dated by when the file was last changed");
    let output =
        tokcost(folder.path()).args(["list", "prices", "--prices", "prices.json"]).assert().success();
    let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert_eq!(said, "warning: `prices.json`: 1 prices read, 1 entries without a price per token left out\n");
}

#[test]
fn prices_that_cannot_be_read() {
    let head = "model,provider,usd_per_million_input,date,source\n";
    let cases: [(&str, String, &[&str]); 9] = [
        ("p.csv", "model,date,source\nm,2026-01-01,s\n".into(), &[]),
        ("p.csv", format!("{head}m,p,1,,s\n"), &[]),
        ("p.csv", format!("{head}m,p,1,yesterday,s\n"), &[]),
        ("p.csv", format!("{head}m,p,1,2026-01-01,\n"), &[]),
        ("p.csv", format!("{head}m,p,-1,2026-01-01,s\n"), &[]),
        ("p.csv", format!("{head}m,p,1,2026-01-01,s\nM,q,2,2026-01-01,s\n"), &[]),
        ("p.csv", head.into(), &[]),
        ("p.csv", format!("{head}m,p,1,2026-01-01,s\n"), &["--prices-date", "2026-01-01"]),
        ("p.json", "[1]".into(), &[]),
    ];
    let messages = cases.map(|(name, text, arguments)| {
        let folder = folder(&[(name, text.as_bytes())]);
        let output = tokcost(folder.path())
            .args(["list", "prices", "--prices", name])
            .args(arguments)
            .assert()
            .code(1);
        String::from_utf8(output.get_output().stderr.clone()).unwrap()
    });
    insta::assert_snapshot!(messages.join("\n"));
}

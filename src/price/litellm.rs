//! litellm's `model_prices_and_context_window.json`: an object of models, with prices per single token.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Date, Price, PriceError};
use crate::visible;

/// An entry that says what the fields mean, and is no model.
const SPECIMEN: &str = "sample_spec";

/// The prices, and how many entries have none per token: pictures, minutes and pages are sold otherwise.
///
/// # Errors
/// What is no JSON, no object, or has no price at all.
pub fn parse(path: &Path, bytes: &[u8], date: Date, source: &str) -> Result<(Vec<Price>, usize), PriceError> {
    let entries: Map<String, Value> = serde_json::from_slice(bytes)
        .map_err(|source| PriceError::NotJson { path: path.to_owned(), source })?;
    let models = entries.iter().filter(|(name, _)| *name != SPECIMEN);
    let rows: Vec<Price> =
        models.clone().filter_map(|(name, entry)| price(name, entry, date, source)).collect();
    if rows.is_empty() {
        return Err(PriceError::Empty { path: path.to_owned() });
    }
    let skipped = models.count() - rows.len();
    Ok((rows, skipped))
}

fn price(model: &str, entry: &Value, date: Date, source: &str) -> Option<Price> {
    let million = |field: &str| number(&entry[field]).map(per_million);
    // Some models are sold at prices that depend on the length of the request: those have none of their own.
    let input = million("input_cost_per_token")?;
    let output = million("output_cost_per_token").filter(|_| entry["mode"] != "embedding");
    Some(Price {
        model: visible::line(model),
        provider: visible::line(entry["litellm_provider"].as_str().unwrap_or("unknown")),
        tokenizer: None,
        usd_per_million_input: input,
        usd_per_million_cached_input: million("cache_read_input_token_cost"),
        usd_per_million_output: output,
        usd_per_million_batch_input: million("input_cost_per_token_batches"),
        usd_per_million_batch_output: million("output_cost_per_token_batches")
            .filter(|_| entry["mode"] != "embedding"),
        context_tokens: number(&entry["max_input_tokens"])
            .or_else(|| number(&entry["max_tokens"]))
            .map(|tokens| tokens as u64)
            .filter(|&tokens| tokens > 0),
        date,
        source: source.to_owned(),
    })
}

/// A number of 0 or more, which some entries have as a text.
fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite() && *number >= 0.0)
}

/// Prices have few digits: 2.8e-7 of a dollar is 0.28 per million, and not 0.27999999999999997.
fn per_million(usd_per_token: f64) -> f64 {
    const DIGITS: f64 = 1e9;
    (usd_per_token * 1e6 * DIGITS).round() / DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every oddity that litellm's file has or had.
    const ODD: &str = r#"{
        "sample_spec": {"input_cost_per_token": 0.0, "max_input_tokens": "max input tokens, if specified"},
        "plain": {"input_cost_per_token": 2.8e-07, "output_cost_per_token": 4.2e-07, "litellm_provider": "p",
                  "cache_read_input_token_cost": 2.8e-08, "max_input_tokens": 131072, "mode": "chat"},
        "texts": {"input_cost_per_token": "0.0000025", "output_cost_per_token": 1e-05, "max_tokens": "8192"},
        "an/embedding": {"input_cost_per_token": 2e-08, "output_cost_per_token": 0.0, "mode": "embedding"},
        "free": {"input_cost_per_token": 0, "output_cost_per_token": 0},
        "a picture": {"output_cost_per_image": 0.04, "mode": "image_generation"},
        "tiered": {"tiered_pricing": [{"input_cost_per_token": 1e-06, "range": [0, 32000]}]},
        "null": {"input_cost_per_token": null},
        "words": {"input_cost_per_token": "ask us"},
        "negative": {"input_cost_per_token": -1},
        "empty": {},
        "no object": 3
    }"#;

    #[test]
    fn odd_entries_are_read_or_skipped_and_counted() {
        let date = Date::constant(2026, 11, 27);
        let (rows, skipped) = parse(Path::new("p.json"), ODD.as_bytes(), date, "p.json").expect("read");
        let found: Vec<_> = rows
            .iter()
            .map(|row| {
                let Price { usd_per_million_input, usd_per_million_output, context_tokens, .. } = row;
                (row.model.as_str(), *usd_per_million_input, *usd_per_million_output, *context_tokens)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("an/embedding", 0.02, None, None),
                ("free", 0.0, Some(0.0), None),
                ("plain", 0.28, Some(0.42), Some(131_072)),
                ("texts", 2.5, Some(10.0), Some(8192)),
            ]
        );
        assert_eq!(skipped, 7);
        assert_eq!(rows[2].usd_per_million_cached_input, Some(0.028));
        assert_eq!((rows[2].provider.as_str(), rows[3].provider.as_str()), ("p", "unknown"));
    }

    #[test]
    fn what_is_no_object_of_prices_is_refused() {
        let date = Date::constant(2026, 11, 27);
        for text in ["", "[]", "{}", "{\"sample_spec\": {\"input_cost_per_token\": 1}}"] {
            assert!(parse(Path::new("p.json"), text.as_bytes(), date, "p.json").is_err(), "{text}");
        }
    }
}

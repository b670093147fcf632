//! A table of prices, a row for each model, and what a token costs under the terms of a request.

use std::path::Path;

use super::{Date, PriceError, own};

/// Days after which a price is shown with a warning.
pub const OLD: i32 = 180;

/// What tokens of a model cost, who asks it, and who says so when.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    pub model: String,
    /// Who sells it: the same weights cost otherwise elsewhere.
    pub provider: String,
    /// The tokenizer's id, where the table names it.
    pub tokenizer: Option<String>,
    pub usd_per_million_input: f64,
    /// Of input tokens that the provider still has from an earlier request.
    pub usd_per_million_cached_input: Option<f64>,
    /// Absent for a model that writes nothing, such as one for embeddings.
    pub usd_per_million_output: Option<f64>,
    /// Of input that may wait for its answer.
    pub usd_per_million_batch_input: Option<f64>,
    pub usd_per_million_batch_output: Option<f64>,
    /// Tokens that a request may hold at most.
    pub context_tokens: Option<u64>,
    /// The day on which somebody saw the price.
    pub date: Date,
    pub source: String,
}

/// Prices, the user's own before those that are built in.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    pub rows: Vec<Price>,
}

/// What tokens cost in a request, in US dollars per million.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tariff {
    pub input: f64,
    pub output: f64,
}

impl Prices {
    /// The prices that are built in.
    ///
    /// # Errors
    /// Never, if the tests pass: they read it.
    pub fn built_in() -> Result<Prices, PriceError> {
        let rows = own::parse(Path::new("prices.csv"), include_bytes!("data/prices.csv"))?;
        Ok(Prices { rows })
    }

    /// These prices before others: of a model that both have, these count.
    #[must_use]
    pub fn before(mut self, others: Prices) -> Prices {
        self.rows.extend(others.rows);
        self
    }

    /// The price of a model; upper and lower case are alike.
    ///
    /// # Errors
    /// A model that the table does not have.
    pub fn of(&self, model: &str) -> Result<&Price, PriceError> {
        let alike = |price: &&Price| price.model.eq_ignore_ascii_case(model);
        self.rows
            .iter()
            .find(alike)
            .ok_or_else(|| PriceError::UnknownModel { model: model.to_owned(), nearest: self.nearest(model) })
    }

    /// The models whose names are most like a mistyped one.
    fn nearest(&self, model: &str) -> Vec<String> {
        /// Jaro-Winkler similarity below which a suggestion would be a guess.
        const ALIKE: f64 = 0.75;
        const SHOWN: usize = 5;
        let similarity = |price: &Price| strsim::jaro_winkler(&model.to_lowercase(), &price.model);
        let mut alike: Vec<(f64, &str)> =
            self.rows.iter().map(|price| (similarity(price), price.model.as_str())).collect();
        alike.retain(|(similarity, _)| *similarity >= ALIKE);
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        alike.dedup_by(|a, b| a.1 == b.1);
        alike.into_iter().take(SHOWN).map(|(_, name)| name.to_owned()).collect()
    }
}

impl Price {
    /// Whether the price was seen more than [`OLD`] days before a day.
    pub fn is_old(&self, today: Date) -> bool {
        (today - self.date).get_days() > OLD
    }

    /// What tokens cost in a request: in a batch or at once, with a share (0 to 1) of the input read from the cache.
    ///
    /// # Errors
    /// Terms that the table has no price for. Output is asked for only where `writes`; without it costs nothing.
    pub fn tariff(&self, batch: bool, cached_share: f64, writes: bool) -> Result<Tariff, PriceError> {
        let needed = |price: Option<f64>, column: &'static str| {
            price.ok_or_else(|| PriceError::NoPriceFor { model: self.model.clone(), column })
        };
        let (input, output, column) = if batch {
            let input = needed(self.usd_per_million_batch_input, "usd_per_million_batch_input")?;
            (input, self.usd_per_million_batch_output, "usd_per_million_batch_output")
        } else {
            (self.usd_per_million_input, self.usd_per_million_output, "usd_per_million_output")
        };
        let input = if cached_share > 0.0 {
            let cached = needed(self.usd_per_million_cached_input, "usd_per_million_cached_input")?;
            cached_share * cached + (1.0 - cached_share) * input
        } else {
            input
        };
        let output = if writes { needed(output, column)? } else { 0.0 };
        Ok(Tariff { input, output })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price() -> Price {
        Price {
            model: "m".into(),
            provider: "p".into(),
            tokenizer: None,
            usd_per_million_input: 2.0,
            usd_per_million_cached_input: Some(0.5),
            usd_per_million_output: Some(8.0),
            usd_per_million_batch_input: Some(1.0),
            usd_per_million_batch_output: None,
            context_tokens: None,
            date: Date::constant(2026, 1, 1),
            source: "s".into(),
        }
    }

    #[test]
    fn a_tariff_by_hand() {
        let price = price();
        assert_eq!(price.tariff(false, 0.0, true).expect("there"), Tariff { input: 2.0, output: 8.0 });
        // Half of the input at 0.50, half at 2.00.
        assert_eq!(price.tariff(false, 0.5, true).expect("there"), Tariff { input: 1.25, output: 8.0 });
        assert_eq!(price.tariff(true, 0.0, false).expect("there"), Tariff { input: 1.0, output: 0.0 });
        assert!(price.tariff(true, 0.0, true).is_err(), "no price of output in a batch");
    }

    /// 180 days after New Year's Day 2026 is 30 June: 31 + 28 + 31 + 30 + 31 = 151 to 1 June, and 29.
    #[test]
    fn a_price_is_old_after_180_days() {
        let price = price();
        assert!(!price.is_old(Date::constant(2026, 6, 30)));
        assert!(price.is_old(Date::constant(2026, 7, 1)));
        assert!(!price.is_old(Date::constant(2025, 1, 1)));
    }

    #[test]
    fn own_prices_come_before_others_and_names_in_any_case_are_found() {
        let dear = Price { usd_per_million_input: 9.0, model: "M".into(), ..price() };
        let prices = Prices { rows: vec![dear] }.before(Prices { rows: vec![price()] });
        assert_eq!(prices.of("m").expect("there").usd_per_million_input, 9.0);
    }
}

//! How numbers are written: one place, so that a value looks the same wherever it stands.

/// All digits that are needed to read the same number back; nothing where there is no value.
pub fn exact(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Three significant digits or so, for people: 1.71, 13.7, 105.
pub fn short(value: f64) -> String {
    match value {
        _ if value < 9.995 => format!("{value:.2}"),
        _ if value < 99.95 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// A ratio for people: 1.71×.
pub fn times(value: f64) -> String {
    short(value) + "×"
}

/// A share for people: 31 %.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A correlation for people: −0.88.
pub fn signed(value: f64) -> String {
    let rounded = format!("{value:.2}");
    match rounded.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(digits) => format!("−{digits}"),
        None => rounded,
    }
}

/// An amount of money for people: to the cent from one on, with three digits below: 1,234.50, 0.0125.
pub fn money(value: f64) -> String {
    if value >= 0.995 {
        let cents = format!("{value:.2}");
        let (whole, fraction) = cents.split_once('.').unwrap_or((&cents, "00"));
        return whole.parse().map_or(cents.clone(), |whole| format!("{}.{fraction}", grouped(whole)));
    }
    if value <= 0.0 {
        return "0.00".to_owned();
    }
    let places = (2.0 - value.log10().floor()) as usize;
    format!("{value:.places$}")
}

/// A number of many digits for people: 2.80e11.
pub fn scientific(value: f64) -> String {
    format!("{value:.2e}")
}

/// A whole number for people, in groups of three: 10,000.
pub fn grouped(value: usize) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.char_indices() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!([1.714, 9.996, 13.74, 104.6].map(times), ["1.71×", "10.0×", "13.7×", "105×"]);
        assert_eq!([0, 999, 10_000, 1_234_567].map(grouped), ["0", "999", "10,000", "1,234,567"]);
        assert_eq!(percent(0.314), "31 %");
        assert_eq!(
            [1234.5, 0.999, 0.0125, 0.000_123_45, 0.0].map(money),
            ["1,234.50", "1.00", "0.0125", "0.000123", "0.00"]
        );
        assert_eq!(scientific(2.8e11), "2.80e11");
        assert_eq!([-0.8847, 0.5, -0.001].map(signed), ["−0.88", "0.50", "0.00"]);
    }

    #[test]
    fn numbers_for_machines_read_back_the_same() {
        for value in [1.0 / 3.0, 52567.0, 1e-9] {
            assert_eq!(exact(Some(value)).parse::<f64>(), Ok(value));
        }
        assert_eq!(exact(None), "");
    }
}

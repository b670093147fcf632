//! Which form of a plural gettext takes for a number.

/// The number of a singular, and one of a plural that is the same in whatever a language calls few.
pub const NUMBERS: [u64; 2] = [1, 5];

/// How deep parentheses and conditions may nest.
const DEEPEST: usize = 64;

/// Binary operators of C from the loosest to the tightest.
const OPERATORS: [&[(&str, Operation)]; 6] = [
    &[("||", |a, b| Some(u64::from(a != 0 || b != 0)))],
    &[("&&", |a, b| Some(u64::from(a != 0 && b != 0)))],
    &[("==", |a, b| Some(u64::from(a == b))), ("!=", |a, b| Some(u64::from(a != b)))],
    &[
        ("<=", |a, b| Some(u64::from(a <= b))),
        (">=", |a, b| Some(u64::from(a >= b))),
        ("<", |a, b| Some(u64::from(a < b))),
        (">", |a, b| Some(u64::from(a > b))),
    ],
    &[("+", u64::checked_add), ("-", u64::checked_sub)],
    &[("*", u64::checked_mul), ("/", u64::checked_div), ("%", u64::checked_rem)],
];

type Operation = fn(u64, u64) -> Option<u64>;

/// The form for a number by `Plural-Forms` of a catalogue's header, as `nplurals=2; plural=n != 1;`; that of the
/// Germanic languages where it is not there, as in gettext. `None` if it cannot be worked out.
pub fn form(header: &str, number: u64) -> Option<usize> {
    let expression = header
        .lines()
        .find_map(|line| line.strip_prefix("Plural-Forms:"))
        .map_or(Some("n != 1"), |forms| {
            forms.split(';').find_map(|part| part.trim().strip_prefix("plural="))
        })?;
    let mut rest = expression.trim();
    let form = condition(&mut rest, number, 0)?;
    if rest.is_empty() { usize::try_from(form).ok() } else { None }
}

fn condition(rest: &mut &str, n: u64, depth: usize) -> Option<u64> {
    let value = binary(rest, n, 0, depth)?;
    if !take(rest, "?") {
        return Some(value);
    }
    if depth >= DEEPEST {
        return None;
    }
    let yes = condition(rest, n, depth + 1)?;
    let no = if take(rest, ":") { condition(rest, n, depth + 1)? } else { return None };
    Some(if value == 0 { no } else { yes })
}

fn binary(rest: &mut &str, n: u64, level: usize, depth: usize) -> Option<u64> {
    let Some(operators) = OPERATORS.get(level) else { return unary(rest, n, depth) };
    let mut value = binary(rest, n, level + 1, depth)?;
    while let Some((_, operation)) = operators.iter().find(|(sign, _)| take(rest, sign)) {
        value = operation(value, binary(rest, n, level + 1, depth)?)?;
    }
    Some(value)
}

fn unary(rest: &mut &str, n: u64, depth: usize) -> Option<u64> {
    if depth >= DEEPEST {
        return None;
    }
    if take(rest, "!") {
        return Some(u64::from(unary(rest, n, depth + 1)? == 0));
    }
    if take(rest, "(") {
        let value = condition(rest, n, depth + 1)?;
        return take(rest, ")").then_some(value);
    }
    if take(rest, "n") {
        return Some(n);
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(digits);
    *rest = after.trim_start();
    number.parse().ok()
}

/// Steps over a sign, if it comes next.
fn take(rest: &mut &str, sign: &str) -> bool {
    match rest.strip_prefix(sign) {
        Some(after) => {
            *rest = after.trim_start();
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms as the manual of gettext gives them (section "Plural forms").
    #[test]
    fn forms_are_those_of_the_manual() {
        for (rule, forms) in [
            ("", vec![(1, 0), (0, 1), (2, 1)]),
            ("Plural-Forms: nplurals=1; plural=0;", vec![(1, 0), (5, 0)]),
            ("Plural-Forms: nplurals=2; plural=n>1;", vec![(0, 0), (1, 0), (2, 1)]),
            (
                "Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;",
                vec![(1, 0), (21, 0), (11, 2), (3, 1), (13, 2), (5, 2), (22, 1)],
            ),
            (
                "Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
                vec![(0, 0), (1, 1), (2, 2), (5, 3), (11, 4), (100, 5)],
            ),
        ] {
            for (number, expected) in forms {
                assert_eq!(form(rule, number), Some(expected), "{rule} {number}");
            }
        }
    }

    #[test]
    fn what_is_no_rule_has_no_form() {
        for rule in ["", "n +", "(n", "n ? 1", "m", "n % 0", "18446744073709551616", "n 1"] {
            assert_eq!(form(&format!("Plural-Forms: nplurals=2; plural={rule};"), 1), None, "{rule}");
        }
        let deep = "(".repeat(100_000);
        assert_eq!(form(&format!("Plural-Forms: nplurals=2; plural={deep}n;"), 1), None);
    }
}

//! Possessive quantifiers (`x++`), which never give back what they took. No automaton knows them: they are taken for greedy
//! ones where giving back could not help, as in the published patterns.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

/// The name, before its number, of the empty group that stands where a quantifier was possessive.
const MARK: &str = "possessive";

/// The pattern with greedy quantifiers in the place of possessive ones, and a mark after each of these.
pub fn marked(pattern: &str) -> String {
    let mut greedy = String::with_capacity(pattern.len());
    let (mut escaped, mut in_set, mut after_quantifier, mut before) = (false, false, false, ' ');
    let mut marks = 0;
    for c in pattern.chars() {
        let possessive = c == '+' && after_quantifier && !escaped;
        if possessive {
            marks += 1;
            greedy.extend(["(?P<", MARK, &marks.to_string(), ">)"]);
        } else {
            greedy.push(c);
        }
        let bare = !escaped && !in_set;
        // `}` ends a quantifier after a digit or a comma, and else the name of a class of characters.
        let ends_count = c == '}' && (before.is_ascii_digit() || before == ',');
        after_quantifier = bare && !possessive && (matches!(c, '+' | '*' | '?') || ends_count);
        in_set = if escaped { in_set } else { (in_set || c == '[') && c != ']' };
        escaped = c == '\\' && !escaped;
        before = c;
    }
    greedy
}

/// Whether giving back could help nowhere in a pattern with marks, as far as can be told.
pub fn keep_all(hir: &Hir) -> bool {
    keep_all_before(hir, &[])
}

fn keep_all_before(hir: &Hir, after: &[&Hir]) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => true,
        HirKind::Repetition(repetition) => !has_marks(&repetition.sub),
        HirKind::Capture(capture) => !is_mark(hir) && keep_all_before(&capture.sub, after),
        HirKind::Alternation(alternatives) => alternatives.iter().all(|one| keep_all_before(one, after)),
        HirKind::Concat(parts) => (0..parts.len()).all(|at| {
            let rest: Vec<&Hir> = parts[at + 1..].iter().chain(after.iter().copied()).collect();
            if is_mark(&parts[at]) {
                at > 0 && keeps(&parts[at - 1], &rest)
            } else {
                keep_all_before(&parts[at], &rest)
            }
        }),
    }
}

fn has_marks(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => false,
        HirKind::Repetition(repetition) => has_marks(&repetition.sub),
        HirKind::Capture(capture) => is_mark(hir) || has_marks(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_marks),
    }
}

fn is_mark(hir: &Hir) -> bool {
    let HirKind::Capture(capture) = hir.kind() else { return false };
    capture.name.as_ref().is_some_and(|name| name.starts_with(MARK))
}

/// Whether what was repeated never helps the rest by being given back: the rest matches without it, or it is a
/// character that the rest cannot begin with.
fn keeps(repeated: &Hir, rest: &[&Hir]) -> bool {
    let Some(required) = rest.iter().position(|part| !is_optional(part)) else { return true };
    let HirKind::Repetition(repetition) = repeated.kind() else { return false };
    let begins_otherwise = |part: &&Hir| {
        let mut both = beginnings(part);
        both.intersect(&beginnings(&repetition.sub));
        both.ranges().is_empty()
    };
    is_character(&repetition.sub) && rest[..=required].iter().all(begins_otherwise)
}

fn is_optional(hir: &Hir) -> bool {
    hir.properties().minimum_len() == Some(0) && hir.properties().look_set().is_empty()
}

fn is_character(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).is_ok_and(|text| text.chars().count() == 1)
        }
        _ => false,
    }
}

/// The characters that a match can begin with.
fn beginnings(hir: &Hir) -> ClassUnicode {
    let any = || ClassUnicode::new([ClassUnicodeRange::new(char::MIN, char::MAX)]);
    let together = |parts: &mut dyn Iterator<Item = &Hir>| {
        parts.fold(ClassUnicode::empty(), |mut all, part| {
            all.union(&beginnings(part));
            all
        })
    };
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => ClassUnicode::empty(),
        HirKind::Literal(literal) => {
            match std::str::from_utf8(&literal.0).ok().and_then(|text| text.chars().next()) {
                Some(c) => ClassUnicode::new([ClassUnicodeRange::new(c, c)]),
                None => any(),
            }
        }
        HirKind::Class(Class::Unicode(class)) => class.clone(),
        HirKind::Class(Class::Bytes(_)) => any(),
        HirKind::Repetition(repetition) => beginnings(&repetition.sub),
        HirKind::Capture(capture) => beginnings(&capture.sub),
        HirKind::Concat(parts) => {
            let required = parts.iter().position(|part| !is_optional(part)).map_or(parts.len(), |at| at + 1);
            together(&mut parts[..required].iter())
        }
        HirKind::Alternation(parts) => together(&mut parts.iter()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_quantifiers_are_possessive() {
        for (possessive, expected) in [
            (r"\p{L}++x*+y?+", r"\p{L}+()x*()y?()"),
            (r"\p{N}{1,3}+", r"\p{N}{1,3}()"),
            (r"\p{L}+", r"\p{L}+"),
            (r"[*+,]+", r"[*+,]+"),
            (r"\++", r"\++"),
            (r"[\]*+]++", r"[\]*+]+()"),
        ] {
            let mut found = marked(possessive);
            while let Some(start) = found.find("?P<") {
                let end = start + found[start..].find('>').expect("the end of a name");
                found.replace_range(start..=end, "");
            }
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn giving_back_helps_where_the_rest_can_begin_with_it() {
        for (pattern, expected) in [
            // cl100k_base as OpenAI publishes it, without its look-ahead.
            (
                r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]",
                true,
            ),
            (r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$", true),
            (r"\p{L}++x*", true),
            (r"\p{L}++x", false),
            (r"\p{L}++1*x", false),
            (r"a?+(?:b|a)", false),
            (r"(?:ab|a)++b", false),
            (r"(?:ab|a)++", true),
            (r"(?:a++b)*", false),
            (r"(?:a++)a", false),
            (r"a++|a+b", true),
            (r"(?:a++|b)a", false),
            (r"(ab)+", true),
        ] {
            let hir = regex_syntax::parse(&marked(pattern)).expect("a pattern");
            assert_eq!(keep_all(&hir), expected, "{pattern}");
        }
    }
}

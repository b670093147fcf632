//! Checks as workflow commands, which GitHub Actions shows beside a run.

use super::super::RenderError;
use super::sentence::{sentence, subject, summary};
use super::{Gated, with};
use crate::parity::Verdict;

/// An error for what is over its limit, a warning for each that is unsure. GitHub shows ten of each kind, so the last
/// line names all that fail.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "formats are rows of one table")]
pub fn github(corpora: &[Gated]) -> Result<String, RenderError> {
    let mut lines: Vec<String> = with(corpora, |verdict| verdict != Verdict::Kept)
        .map(|(corpus, check)| {
            let kind = if check.verdict.fails() { "error" } else { "warning" };
            let title = property(&format!("tokcost: {}", subject(corpus, check)));
            format!("::{kind} title={title}::{}", data(&sentence(corpus, check)))
        })
        .collect();
    let notes = corpora.iter().flat_map(|corpus| &corpus.baseline);
    lines.extend(notes.map(|note| format!("::notice title=tokcost::{}", data(note))));
    lines.push(summary(corpora));
    Ok(lines.join("\n") + "\n")
}

/// A message as workflow commands want it (`actions/toolkit`, `command.ts`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same in a property, where a comma and a colon have meaning.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_meaning_is_escaped() {
        assert_eq!(data("95 %: a,\nb"), "95 %25: a,%0Ab");
        assert_eq!(property("95 %: a,\nb"), "95 %25%3A a%2C%0Ab");
    }
}

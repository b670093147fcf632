//! For people: how much of each kind there is, what it costs, and where it first is.

use std::collections::BTreeSet;

use super::Linted;
use crate::lint::{Finding, KINDS, Kind};
use crate::report::inspection::without_controls;
use crate::report::number::grouped;
use crate::report::table::{align_right, drawn, filled, header, plain_table, without_trailing_blanks};

/// What was found in a corpus; of each kind the first `shown` places.
pub fn text(linted: &Linted, shown: usize, styled: bool) -> String {
    let corpus = linted.corpus;
    let size = format!("{} segments in {} languages", grouped(corpus.segments()), corpus.texts().len());
    let of_kind = |kind: &'static Kind| {
        let findings = linted.lint.findings.iter().filter(move |finding| finding.kind.id == kind.id);
        (kind, findings.collect::<Vec<&Finding>>())
    };
    let found: Vec<(&Kind, Vec<&Finding>)> =
        KINDS.iter().map(of_kind).filter(|(_, findings)| !findings.is_empty()).collect();
    if found.is_empty() {
        return format!("{}: {size}. Nothing odd was found.\n", corpus.title());
    }
    let mut blocks = vec![format!("{}: {size}.", corpus.title()), summary(linted, &found, styled)];
    blocks.push(filled(
        "Tokens saved: what the segments take less without it, in all, and of the tokens of the languages that have it.",
    ));
    blocks.extend(
        found.iter().filter(|_| shown > 0).map(|(kind, findings)| places(linted, kind, findings, shown)),
    );
    without_trailing_blanks(&blocks.join("\n\n"))
}

fn summary(linted: &Linted, found: &[(&Kind, Vec<&Finding>)], styled: bool) -> String {
    let mut table = plain_table();
    let saved = linted.tokenizers.iter().map(|tokenizer| format!("tokens saved,\n{tokenizer}"));
    let heads: Vec<String> =
        ["\nKind", "\nsegments", "\nlanguages"].map(str::to_owned).into_iter().chain(saved).collect();
    header(&mut table, heads.iter().map(String::as_str));
    for (kind, findings) in found {
        let languages: BTreeSet<usize> = findings.iter().map(|finding| finding.language).collect();
        let mut row = vec![kind.id.to_owned(), grouped(findings.len()), grouped(languages.len())];
        row.extend((0..linted.tokenizers.len()).map(|tokenizer| {
            let saved: Option<Vec<i64>> =
                findings.iter().map(|finding| finding.saved.get(tokenizer).copied()).collect();
            let of: u64 = languages.iter().map(|&language| linted.lint.tokens[tokenizer][language]).sum();
            saved.map_or_else(|| "–".to_owned(), |saved| share(saved.iter().sum(), of))
        }));
        table.add_row(row);
    }
    align_right(&mut table, 1..);
    drawn(table, styled)
}

/// `1,234 (0.12 %)`.
fn share(saved: i64, of: u64) -> String {
    let sign = if saved < 0 { "−" } else { "" };
    let number = grouped(saved.unsigned_abs() as usize);
    let percent = 100.0 * saved.unsigned_abs() as f64 / (of as f64).max(1.0);
    let percent = if saved != 0 && percent < 0.01 { "<0.01".to_owned() } else { format!("{percent:.2}") };
    format!("{sign}{number} ({sign}{percent} %)")
}

fn places(linted: &Linted, kind: &Kind, findings: &[&Finding], shown: usize) -> String {
    let mut lines = vec![format!("{}: {}", kind.id, kind.title)];
    lines.extend(findings.iter().take(shown).map(|finding| {
        let text = &linted.corpus.texts()[finding.language];
        let (path, line) =
            (without_controls(&text.path.display().to_string()), text.place(finding.segment).number());
        let saved = linted.tokenizers.iter().zip(&finding.saved).filter(|(_, saved)| **saved != 0);
        let saved: Vec<String> = saved.map(|(tokenizer, saved)| format!("{saved} {tokenizer}")).collect();
        let saved = if saved.is_empty() { String::new() } else { format!("; saves {}", saved.join(", ")) };
        let times = if finding.times > 1 { format!(", {} times", finding.times) } else { String::new() };
        let what = without_controls(&finding.what);
        format!("  {path}:{line}:{}: {what}{times}{saved}", finding.column)
    }));
    if findings.len() > shown {
        lines.push(format!("  … and {} more", grouped(findings.len() - shown)));
    }
    lines.join("\n")
}

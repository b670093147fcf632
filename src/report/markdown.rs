//! `summary.md`: the languages and the spread of each tokenizer as GitHub shows them.

use super::Report;
use super::line::{Line, Marked, lines, one_line};
use super::note::notes;
use super::number::{grouped, short, times};
use super::table::{SPREAD_COLUMNS, spread_cells};

/// A page with two tables.
pub fn page(report: &Report) -> String {
    let marks = notes(report);
    let marks = marks.iter().map(|note| format!("{} {}", escaped(note.mark), escaped(&note.text)));
    let blocks = [
        format!("# {}", escaped(report.title())),
        caption(report),
        languages(report),
        marks.collect::<Vec<_>>().join("<br>\n"),
        spreads(report),
        source(report),
    ];
    blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n") + "\n"
}

fn caption(report: &Report) -> String {
    let pivot = escaped(&report.pivot_language().name);
    let interval = match report.resampling.resamples {
        0 => String::new(),
        resamples => format!(
            " Intervals: 95 %, paired bootstrap, {} resamples, seed {}.",
            grouped(resamples),
            report.resampling.seed
        ),
    };
    format!(
        "{} segments in {} languages. Premium = tokens over the tokens of {pivot} for the same text.{interval} Made with \
         {} {}.",
        grouped(report.segments),
        report.languages.len(),
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
    )
}

fn languages(report: &Report) -> String {
    let others: Vec<usize> = (0..report.lead()).rev().collect();
    let name = |tokenizer: usize| escaped(&report.tokenizers[tokenizer].name);
    let mut header =
        vec!["Language".to_owned(), "Code".to_owned(), format!("{} premium", name(report.lead()))];
    header.extend(["95 % interval".to_owned(), "tokens/word".to_owned()]);
    header.extend(others.iter().map(|&other| format!("{} premium", name(other))));
    let row = |line: &Line| {
        let interval = line.interval.map(|one| format!("{} – {}", short(one.low), short(one.high)));
        let mut cells = vec![escaped(&line.language.name), escaped(&line.language.code)];
        cells.extend([
            marked(line.premium, times),
            interval.unwrap_or_default(),
            marked(line.fertility, short),
        ]);
        cells.extend(line.others.iter().map(|&other| marked(other, times)));
        cells
    };
    grid(&header, 2, lines(report, &others).iter().map(row))
}

fn spreads(report: &Report) -> String {
    let rows = (0..report.tokenizers.len()).map(|tokenizer| {
        let name = [escaped(&report.tokenizers[tokenizer].name)];
        name.into_iter().chain(spread_cells(report, tokenizer)).collect()
    });
    grid(&SPREAD_COLUMNS.map(str::to_owned), 1, rows)
}

fn source(report: &Report) -> String {
    let Some(provenance) = &report.manifest.provenance else { return String::new() };
    let date = report.manifest.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    format!("The text: {}", escaped(&format!("{provenance}{date}")))
}

fn marked(cell: Marked, number: fn(f64) -> String) -> String {
    cell.value.map_or_else(|| "–".to_owned(), number) + &escaped(cell.mark)
}

/// A table whose columns are flush right, but for some on the left.
fn grid(header: &[String], left: usize, rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rule: Vec<String> =
        (0..header.len()).map(|column| if column < left { "---" } else { "--:" }.to_owned()).collect();
    let rows = rows.map(|cells| line(&cells));
    [line(header), line(&rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Text that stays text, on one line, within a table or without.
///
/// References to characters mark up nothing (`CommonMark` 0.31, 6.2), but GitHub looks for addresses and formulae once
/// they are read: an empty comment parts what it would join.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let line = one_line(text);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => safe.extend(['\\', c]),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '|' => safe.push_str("&#124;"),
            '$' => safe.push_str("&#36;"),
            '@' => safe.push_str("@<!-- -->"),
            ':' if rest.peek().is_some_and(|next| *next != ' ') => safe.push_str(":<!-- -->"),
            '.' if safe.ends_with(['w', 'W']) => safe.push_str("<!-- -->."),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        for (text, safe) in [
            ("a|b\r\nc", "a&#124;b c"),
            ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
            ("[x](y) `z`", "\\[x\\](y) \\`z\\`"),
            ("o200k_base", "o200k\\_base"),
            ("\u{0}x\u{7}", "x"),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }
}

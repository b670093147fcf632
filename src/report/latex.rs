//! `table.tex`: the languages as a booktabs table, to be read in with `\input`.

use super::Report;
use super::line::{Line, Marked, lines, one_line};
use super::note::notes;
use super::number::{grouped, short};
use super::table::others_that_fit;

/// More lines than this run off a page: the table breaks.
const LINES_OF_A_PAGE: usize = 45;

/// The premiums with their intervals, and the other tokenizers' as far as a page is wide.
pub fn table(report: &Report) -> String {
    let others = others_that_fit(report);
    let lines = lines(report, &others);
    let breaks = lines.len() > LINES_OF_A_PAGE;
    let environment = if breaks { "longtable" } else { "tabular" };
    let values =
        lines.iter().flat_map(|line| [line.premium, line.fertility].into_iter().chain(line.others.clone()));
    let bounds = lines.iter().filter_map(|line| line.interval).map(|interval| interval.high);
    let largest = values.filter_map(|cell| cell.value).chain(bounds).fold(0.0, f64::max);
    let number = format!(
        "S[table-format={}.2,table-space-text-post={{*}}]",
        short(largest).split('.').next().map_or(1, str::len)
    );
    let columns = number.repeat(4 + others.len());
    let packages = if breaks { "booktabs, siunitx, longtable" } else { "booktabs, siunitx" };
    let rows: String = lines.iter().map(row).collect();
    let head = head(report, &others) + if breaks { "\\endhead\n" } else { "" };
    format!(
        "% {title}, tokcost {version}. Packages: {packages}; \\usepackage[T1]{{fontenc}} with pdfLaTeX.{beyond}\n\
         \\begin{{{environment}}}{{@{{}}ll{columns}@{{}}}}\n{head}{rows}\\bottomrule\n\\end{{{environment}}}\n\
         \\par\\smallskip\n{{\\footnotesize {caption}\\par}}\n",
        title = escaped(report.title()),
        version = env!("CARGO_PKG_VERSION"),
        beyond = beyond_pdflatex(report),
        caption = caption(report),
    )
}

/// Scripts that pdfLaTeX cannot set without more packages.
fn beyond_pdflatex(report: &Report) -> &'static str {
    let names = report.languages.iter().map(|language| language.name.as_str());
    let mut texts =
        names.chain(report.tokenizers.iter().map(|one| one.name.as_str())).chain([report.title()]);
    let latin = |c: char| c <= '\u{17F}' || ('\u{2010}'..='\u{2026}').contains(&c);
    if texts.all(|text| text.chars().all(latin)) {
        ""
    } else {
        "\n% Names beyond Latin letters: use LuaLaTeX or XeLaTeX."
    }
}

fn head(report: &Report, others: &[usize]) -> String {
    let name = |tokenizer: usize| format!("{{{}}}", escaped(&report.tokenizers[tokenizer].name));
    let names = others.iter().map(|&other| format!(" & {}", name(other))).collect::<Vec<_>>().concat();
    let premiums = " & {premium}".repeat(others.len());
    format!(
        "\\toprule\n & & \\multicolumn{{4}}{{c}}{{{}}}{names} \\\\\n\\cmidrule(lr){{3-6}}\n\
         Language & Code & {{premium}} & {{low}} & {{high}} & {{tokens/word}}{premiums} \\\\\n\\midrule\n",
        escaped(&report.tokenizers[report.lead()].name),
    )
}

fn row(line: &Line) -> String {
    let bounds = line.interval.map_or([None; 2], |interval| [Some(interval.low), Some(interval.high)]);
    let [low, high] = bounds.map(|value| cell(Marked { value, mark: "" }));
    let others = line.others.iter().map(|&other| format!(" & {}", cell(other))).collect::<Vec<_>>().concat();
    let [name, code] = [&line.language.name, &line.language.code].map(|text| escaped(text));
    let (premium, fertility) = (cell(line.premium), cell(line.fertility));
    format!("{name} & {code} & {premium} & {low} & {high} & {fertility}{others} \\\\\n")
}

fn cell(cell: Marked) -> String {
    let mark = if cell.mark.is_empty() { String::new() } else { format!("{{{}}}", escaped(cell.mark)) };
    match cell.value {
        Some(value) => short(value) + &mark,
        None => format!("{{--{mark}}}"),
    }
}

fn caption(report: &Report) -> String {
    let interval = match report.resampling.resamples {
        0 => String::new(),
        resamples => format!(
            " Low and high: 95\\,\\% interval, paired bootstrap with {} resamples.",
            grouped(resamples)
        ),
    };
    let marks = notes(report)
        .iter()
        .map(|note| format!(" {}~{}.", escaped(note.mark), escaped(&note.text)))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "{}: {} segments in {} languages. Premium: tokens over the tokens of {} for the same text.{interval}{marks} \
         tokcost {}.",
        escaped(report.title()),
        grouped(report.segments),
        report.languages.len(),
        escaped(&report.pivot_language().name),
        env!("CARGO_PKG_VERSION"),
    )
}

/// Text that stays text, on one line. After `\\` a bracket or an asterisk would be an argument.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => safe.extend(['\\', c]),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '<' => safe.push_str("\\textless{}"),
            '>' => safe.push_str("\\textgreater{}"),
            '|' => safe.push_str("\\textbar{}"),
            '"' => safe.push_str("\\symbol{34}"),
            '`' => safe.push_str("\\textasciigrave{}"),
            '[' | ']' | '*' => safe.extend(['{', c, '}']),
            '†' => safe.push_str("\\textdagger{}"),
            '‡' => safe.push_str("\\textdaggerdbl{}"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_command() {
        for (text, safe) in [
            ("\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}"),
            ("100% & #1_^~$", "100\\% \\& \\#1\\_\\textasciicircum{}\\textasciitilde{}\\$"),
            ("[2em]", "{[}2em{]}"),
            ("*a\n\nb\u{7}", "{*}a b"),
            ("Norwegian Bokmål", "Norwegian Bokmål"),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }
}

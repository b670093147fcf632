//! How many tokens does a word take? Languages ranked by fertility.

use super::figure::Figure;
use super::layout::{self, Words};
use super::ranked::{self, Kind, Ranked, Row};
use super::rows::Name;
use super::view::View;
use crate::count::Trust;
use crate::report::Report;
use crate::report::number::short;

/// The chart; nothing where no language has words.
pub fn draw(view: View) -> Option<Figure> {
    let report = view.report;
    let mut rows: Vec<Row> = view
        .languages()
        .into_iter()
        .chain([report.pivot])
        .filter_map(|language| row(report, language))
        .collect();
    rows.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.english.cmp(&b.name.english)));
    // A language whose words are doubtful must not make the headline.
    let highest = rows.iter().find(|row| row.kind != Kind::Doubtful)?;
    let lead = report.lead();
    let words = words(view, highest, rows.iter().any(|row| row.kind == Kind::Doubtful));
    let earlier = lead.checked_sub(1).map(|earlier| report.tokenizers[earlier].name.clone());
    let columns = (report.tokenizers[lead].name.clone(), earlier);
    Some(ranked::draw(Ranked { words, suffix: "", columns, rows, reference: None }))
}

fn row(report: &Report, language: usize) -> Option<Row> {
    let lead = report.lead();
    let fertility = report.estimate(lead, language, "fertility");
    let kind = match () {
        () if trust(report, language) == Trust::None || report.is_unwritable(lead, language) => {
            Kind::Doubtful
        }
        () if language == report.pivot => Kind::Pivot,
        () => Kind::Usual,
    };
    Some(Row {
        name: Name::of(&report.languages[language]),
        value: fertility.value?,
        interval: fertility.interval,
        earlier: lead
            .checked_sub(1)
            .and_then(|earlier| report.estimate(earlier, language, "fertility").value),
        kind,
    })
}

fn words(view: View, highest: &Row, some_doubtful: bool) -> Words {
    let report = view.report;
    let lead = report.lead();
    let tokenizer = &report.tokenizers[lead].name;
    let pivot = &report.pivot_language().name;
    let of_pivot = report.estimate(lead, report.pivot, "fertility").value;
    let beside_pivot = of_pivot
        .filter(|_| &highest.name.english != pivot)
        .map(|fertility| format!("; a word of {pivot} takes {}", short(fertility)))
        .unwrap_or_default();
    let earlier =
        lead.checked_sub(1).map(|earlier| format!("; hollow dots: {}", report.tokenizers[earlier].name));
    let mut caption = vec![layout::source(view)];
    if some_doubtful {
        caption.push(
            "Grey: the rule finds no words in these languages, or the tokenizer cannot write them; the value means \
             nothing."
                .to_owned(),
        );
    }
    caption.push(format!(
        "Fertility = tokens over words (Rust et al. 2021), words by {}. It is no cost ratio: languages say the same \
         with different numbers of words. {}.",
        rules(report),
        layout::signature()
    ));
    Words {
        title: view.headline(format!(
            "A word of {} takes {} tokens{beside_pivot}",
            highest.name.english,
            short(highest.value)
        )),
        subtitle: format!("Tokens per word with {tokenizer}{}. Log2 scale", earlier.unwrap_or_default()),
        description: format!(
            "Ranked dot plot of {} languages on a log2 axis of tokens per word.",
            report.languages.len()
        ),
        caption,
    }
}

fn trust(report: &Report, language: usize) -> Trust {
    report.scope.word_rule.trust(&report.languages[language])
}

/// The rules that say what a word is, each once.
fn rules(report: &Report) -> String {
    let mut rules: Vec<&str> =
        report.languages.iter().map(|language| report.scope.word_rule.name(language)).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.join(", ")
}

//! Why a language costs what it costs: its premium taken apart, with a sentence for each language.

use super::csv::{bounds, finish};
use super::number::{exact, times};
use super::table::{align_right, drawn, header, plain_table, shortened, without_trailing_blanks};
use super::{RenderError, Report};

/// The factors of a premium, in the order in which text becomes tokens.
pub const FACTORS: [&str; 3] = ["factor_chars", "factor_bytes_per_char", "factor_tokens_per_byte"];
/// The factors of a premium along words.
const WORD_FACTORS: [&str; 2] = ["word_factor_words", "word_factor_fertility"];
/// A factor this near to 1 is as in the pivot.
const ALIKE: f64 = 0.05;

/// What a language costs and why, in a sentence; `None` where it has no premium.
pub fn sentence(report: &Report, tokenizer: usize, language: usize) -> Option<String> {
    let value = |id: &str| report.estimate(tokenizer, language, id).value;
    let name = &report.languages[language].name;
    let pivot = &report.pivot_language().name;
    let premium = value("premium")?;
    if report.is_unwritable(tokenizer, language) {
        return Some(format!(
            "{} cannot write {name}: its tokens are no cost.",
            report.tokenizers[tokenizer].name
        ));
    }
    let [chars, bytes, vocabulary] = FACTORS.map(value);
    let is_alike = |factor: f64| (factor - 1.0).abs() <= ALIKE;
    let said = |factor: Option<f64>, say: &dyn Fn(String) -> String| {
        factor.filter(|&factor| !is_alike(factor)).map(|factor| say(times(factor)))
    };
    let reasons: Vec<String> = [
        said(chars, &|factor| format!("the text has {factor} the characters")),
        said(bytes, &|factor| format!("characters take {factor} the bytes")),
        said(vocabulary, &|factor| format!("the vocabulary needs {factor} the tokens per byte")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reasons = match reasons.split_last() {
        None => format!("characters, bytes and tokens per byte are within 5 % of {pivot}"),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{}, and {last}", before.join(", ")),
    };
    Some(format!("{name} costs {}: {reasons}.", times(premium)))
}

/// The factors of the languages under the leading tokenizer, dearest first.
pub fn table(report: &Report, styled: bool) -> String {
    let lead = report.lead();
    let mut table = plain_table();
    let heads = [
        "\nLanguage",
        "\npremium",
        "= says\nmore",
        "× wider\ncharacters",
        "× worse\nvocabulary",
        "= more\nwords",
        "× more tokens\nper word",
    ];
    header(&mut table, heads);
    for language in report.ranking(lead) {
        let ids = ["premium"].into_iter().chain(FACTORS).chain(WORD_FACTORS);
        let cell = |id| report.estimate(lead, language, id).value.map_or_else(|| "–".to_owned(), times);
        table.add_row([shortened(&report.languages[language].name)].into_iter().chain(ids.map(cell)));
    }
    align_right(&mut table, 1..);
    let table = drawn(table, styled);
    let heading = format!(
        "Why, under {}: the premium over {} taken apart, exactly, along characters and bytes and along words.",
        report.tokenizers[lead].name,
        report.pivot_language().name,
    );
    without_trailing_blanks(&format!("{heading}\n\n{table}"))
}

/// A row for each tokenizer and language, dearest first: the premium, its factors with their intervals, a sentence.
///
/// # Errors
/// None in memory.
pub fn csv(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let ids = || ["premium"].into_iter().chain(FACTORS).chain(WORD_FACTORS);
    let columns = ids().flat_map(|id| [id.to_owned(), format!("{id}_low"), format!("{id}_high")]);
    let header = ["corpus", "tokenizer", "language", "words_by"].map(str::to_owned).into_iter();
    writer.write_record(header.chain(columns).chain(["why".to_owned()]))?;
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        for language in report.ranking(tokenizer) {
            let row = &report.languages[language];
            let values = ids().flat_map(|id| {
                let estimate = report.estimate(tokenizer, language, id);
                let (low, high) = bounds(estimate.interval);
                [exact(estimate.value), low, high]
            });
            let names = [&report.corpus, &identity.name, &row.code].map(String::clone).into_iter();
            let words_by = report.scope.word_rule.name(row).to_owned();
            let why = sentence(report, tokenizer, language).unwrap_or_default();
            writer.write_record(names.chain([words_by]).chain(values).chain([why]))?;
        }
    }
    finish(writer)
}

//! The audit on the screen: what was found, the languages, the recipes. At most 100 columns wide.

use comfy_table::Table;

use super::Audited;
use super::sentences::{claims, verdict};
use crate::count::WordRule;
use crate::parity::Outcome;
use crate::report::note::{Note, UNWRITABLE_MARK, mark, trust_notes, unwritable_note};
use crate::report::number::{grouped, signed, times};
use crate::report::table::{
    align_right, drawn, filled, header, plain_table, shortened, without_trailing_blanks,
};

/// The recipes that stand beside the premium, and what their columns are called.
const BESIDE: [(&str, &str); 5] = [
    ("fertility_ratio", "tokens\n/ word"),
    ("chars_per_token_ratio", "characters\n/ token"),
    ("bytes_per_token_ratio", "bytes\n/ token"),
    ("mean_of_ratios", "mean of\nratios"),
    ("joined", "joined\nlines"),
];

/// One tokenizer's audit, with ANSI styles when `styled`.
pub fn table(audited: &Audited, styled: bool) -> String {
    let said = |sentences: Vec<String>| {
        sentences.iter().map(|sentence| filled(sentence)).collect::<Vec<_>>().join("\n")
    };
    let blocks = [
        said(claims(audited)),
        heading(audited),
        said(verdict(audited)),
        drawn(languages(audited), styled),
        drawn(recipes(audited), styled),
        drawn(formulas(audited), styled),
        notes(audited),
    ];
    let text = blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n");
    without_trailing_blanks(&text)
}

fn heading(audited: &Audited) -> String {
    let pivot = &audited.language(audited.counts.pivot).name;
    let subject = format!(
        "{}: {} segments in {} languages, counted with {}.",
        audited.corpus.title(),
        grouped(audited.counts.segments),
        audited.counts.languages.len(),
        audited.tokenizer(),
    );
    let premium = format!(
        "Premium = tokens over the tokens of {pivot} for the same text. Beside it stands what others publish as cost, \
         each over that of {pivot}; but a word, a character or a byte says more in one language than in another."
    );
    format!("{}\n{}", filled(&subject), filled(&premium))
}

fn languages(audited: &Audited) -> Table {
    let mut table = plain_table();
    let columns: Vec<(&Outcome, &str)> =
        BESIDE.iter().filter_map(|(id, head)| Some((audited.audit.outcome(id)?, *head))).collect();
    let heads = columns.iter().map(|(_, head)| *head);
    header(&mut table, ["\nLanguage", "\nCode", "\npremium"].into_iter().chain(heads));
    for at in audited.listed() {
        let language = audited.language(at);
        let mut cells = vec![shortened(&language.name), language.code.clone()];
        let unwritable = if audited.audit.unwritable.contains(&at) { UNWRITABLE_MARK } else { "" };
        cells.push(value(audited.audit.premium().values[at]) + unwritable);
        cells.extend(columns.iter().map(|(outcome, _)| {
            let rule = outcome.recipe.word_rule();
            value(outcome.values[at]) + rule.map_or("", |rule| mark(rule.trust(language)))
        }));
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn recipes(audited: &Audited) -> Table {
    let mut table = plain_table();
    let heads = [
        "\nRecipe",
        "Kendall's\nτ-b",
        "pairs that\nflip",
        "farthest from\nits premium",
        "\npremium",
        "by the\nrecipe",
    ];
    header(&mut table, heads);
    for outcome in audited.audit.rivals() {
        let order = outcome.order;
        let name = order.farthest.map_or_else(String::new, |at| shortened(&audited.language(at).name));
        let pair = order.farthest.and_then(|at| audited.pair(outcome, at));
        let [premium, other] =
            pair.map_or([String::new(), String::new()], |(premium, other)| [premium, other].map(times));
        table.add_row([
            outcome.recipe.definition.title.to_owned(),
            order.tau.map_or_else(|| "–".to_owned(), signed),
            grouped(order.flipped),
            name,
            premium,
            other,
        ]);
    }
    align_right(&mut table, 1..3);
    align_right(&mut table, 4..);
    table
}

/// What each recipe divides by what.
fn formulas(audited: &Audited) -> Table {
    let mut table = plain_table();
    header(&mut table, ["Recipe", "how it is made"]);
    for outcome in &audited.audit.outcomes {
        let definition = &outcome.recipe.definition;
        table.add_row([definition.title, definition.formula]);
    }
    align_right(&mut table, 2..);
    table
}

fn notes(audited: &Audited) -> String {
    let mut notes = vec![filled(
        "T tokens, W words, C characters, B bytes; L the language, P the pivot; Σ over all segments. Pairs and places \
         are of the languages other than the pivot.",
    )];
    notes.extend(trust_notes(WordRule::ByScript, &audited.counts.languages).iter().map(Note::to_string));
    if !audited.audit.unwritable.is_empty() {
        notes.push(unwritable_note() + " left out of pairs and places");
    }
    notes.join("\n")
}

fn value(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), times)
}

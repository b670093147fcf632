//! What the page says in words: the first figures, the method, where it all comes from.

use super::signature;
use crate::count::WordRule;
use crate::report::Report;
use crate::report::number::{grouped, percent, short, times};
use crate::report::provenance::{Asked, Options, Provenance};

/// A figure that comes first, and what it means.
pub struct Card {
    pub value: String,
    pub meaning: String,
    /// The same under the tokenizer before.
    pub earlier: Option<String>,
}

/// A line of the list at the end.
pub struct Fact {
    pub name: &'static str,
    pub words: String,
}

/// What was measured, and how much of it.
pub fn lead(report: &Report) -> String {
    let tokenizers: Vec<&str> =
        report.tokenizers.iter().map(|tokenizer| tokenizer.name.as_str()).rev().collect();
    let tokenizers = match tokenizers.as_slice() {
        [only] => (*only).to_owned(),
        [lead, others @ ..] => format!("{lead}, beside {}", others.join(", ")),
        [] => String::new(),
    };
    format!(
        "{} segments of {} in {} languages, counted with {tokenizers}.",
        grouped(report.segments),
        report.title(),
        report.languages.len(),
    )
}

/// The measures of all languages under the leading tokenizer, those that exist.
pub fn cards(report: &Report) -> Vec<Card> {
    let lead = report.lead();
    let pivot = &report.pivot_language().name;
    let dearest = report.ranking(lead).first().map(|&language| report.languages[language].name.as_str());
    let several = [
        ("premium_median", times as fn(f64) -> String, "tokens in the median language".to_owned()),
        ("share_over_2x", percent, format!("of the languages take over twice the tokens of {pivot}")),
        ("premium_gini", short, "Gini’s coefficient of the premiums: 0 if all pay alike".to_owned()),
    ];
    let most = dearest
        .map(|name| ("premium_max", times as fn(f64) -> String, format!("tokens in {name}, the dearest")));
    let card = |(id, number, meaning): (&str, fn(f64) -> String, String)| {
        let earlier = lead.checked_sub(1).and_then(|earlier| {
            let value = report.spread(earlier, id)?;
            Some(format!("{} with {}", number(value), report.tokenizers[earlier].name))
        });
        Some(Card {
            value: number(report.spread(lead, id)?),
            meaning,
            // The dearest under another tokenizer may be another language.
            earlier: earlier.filter(|_| id != "premium_max"),
        })
    };
    let shown = if report.languages.len() > 2 { several.to_vec() } else { Vec::new() };
    most.into_iter().chain(shown).filter_map(card).collect()
}

/// How it was done.
pub fn facts(report: &Report) -> Vec<Fact> {
    let origin = Provenance::of(report);
    let manifest = origin.manifest;
    let fact = |name, words: String| Fact { name, words };
    let given = |name, words: &Option<String>| words.clone().map(|words| Fact { name, words });
    let mut facts = vec![fact("Corpus", format!("{} ({})", report.title(), report.corpus))];
    facts.extend(given("Text", &manifest.provenance));
    facts.extend(given("Date of the text", &manifest.date));
    facts.extend(given("Licence of the text", &manifest.licence));
    facts.push(fact(
        "Premium",
        format!(
            "The tokens of all {} segments in a language over those in {}, a ratio of sums (Petrov et al. 2023). \
             No special tokens.",
            grouped(report.segments),
            report.pivot_language().name
        ),
    ));
    facts.push(fact("Intervals", intervals(&origin)));
    facts.push(fact("Words", words(report.scope.word_rule).to_owned()));
    if !origin.options.is_empty() {
        facts.push(fact("Options", options(origin.options)));
    }
    facts.push(fact("Made with", signature()));
    facts
}

fn options(options: &Options) -> String {
    let option = |(name, asked): (&String, &Asked)| format!("{name} = {asked}");
    options.iter().map(option).collect::<Vec<_>>().join("; ")
}

fn intervals(origin: &Provenance) -> String {
    let interval = &origin.interval;
    if interval.resamples == 0 {
        return "None were asked for.".to_owned();
    }
    format!(
        "{}, {}: {} resamples of {}, seed {}. They say how far a number could move with other text of the same kind.",
        percent(interval.level),
        interval.method,
        grouped(interval.resamples),
        interval.resampled,
        interval.seed
    )
}

fn words(rule: WordRule) -> &'static str {
    match rule {
        WordRule::ByScript => {
            "UAX #29; ICU’s dictionaries where a script writes no spaces, syllables in Tibetan."
        }
        WordRule::Uax29 => "UAX #29 in every script.",
        WordRule::Icu => "ICU with its dictionaries.",
        WordRule::Whitespace => "What stands between blanks.",
    }
}

//! `tokcost explain`: do scores go with premiums, and how sure is that?

use std::path::Path;

use clap::Args;

use super::CliError;
use super::options::{Bootstrap, Process, Text, Words};
use super::results::Output;
use super::terminal::warn;
use crate::corpus::{Corpus, Language};
use crate::count::{self, Counts, Scope, tokenizer};
use crate::parity::{self, Association, CONTROLS, Pooled, Question};
use crate::report::explanation::{self, Explanation};
use crate::score::{self, Given, ScoreError, Table};

#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct Explain {
    #[command(flatten)]
    text: Text,
    /// Scores by name, or the path of a CSV file `language,model,score[,n]`
    #[arg(long, value_name = "NAME|FILE", default_value = score::DEFAULT)]
    scores: String,
    /// Only this model of the table; without what stands in brackets it means all of its settings
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// Measure with this tokenizer instead of the model's own: a name, a model, or a path, as in `compare`
    #[arg(short, long, value_name = "TOKENIZER")]
    tokenizer: Option<String>,
    /// What to hold fixed: `speakers`, `latin`, `byte_premium`, another column of the scores, or the path of a CSV
    /// file `language,VALUE`
    #[arg(long, value_name = "COLUMN|FILE")]
    control: Option<String>,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    bootstrap: Bootstrap,
    /// Draw no chart
    #[arg(long)]
    no_charts: bool,
    #[command(flatten)]
    process: Process,
}

/// A model of the table with the tokenizer that it is measured with.
struct Joined<'a> {
    model: &'a str,
    /// Position of its tokenizer among those that are opened.
    tokenizer: usize,
}

/// What is held fixed.
struct Held {
    name: String,
    /// A number for each language of the counts, where it has one.
    values: Vec<Option<f64>>,
}

impl Explain {
    pub fn run(&self) -> Result<(), CliError> {
        self.process.start()?;
        let scores = Table::open(&self.scores)?;
        let (joined, names) = self.join(&scores)?;
        let tokenizers = names.iter().map(|name| tokenizer::open(name)).collect::<Result<Vec<_>, _>>()?;
        let codes = scores.languages();
        let corpora = self.text.read(&self.process)?;
        let corpora: Vec<Corpus> = corpora.into_iter().map(|corpus| corpus.restricted_to(&codes)).collect();
        // Continued words are one of the rivals.
        let scope = Scope { word_rule: self.words.rule(), detailed: true };
        let mut results = self.output.open(&corpora, 1, self.process.quiet);
        for corpus in &corpora {
            let counts = count::count(corpus, &tokenizers, scope, &|done| results.counted(done))?;
            let (explanations, pooled) = self.explain(corpus, &counts, &scores, &joined)?;
            let mut files = Vec::new();
            for one in &explanations {
                files.extend(explanation::render(one, !self.no_charts)?);
            }
            let table = |styled| match explanations.as_slice() {
                [one] => explanation::table(one, styled),
                several => explanation::overview(several, pooled.as_ref(), styled),
            };
            results.add(corpus, table, &files)?;
        }
        results.finish()
    }

    /// The models that were asked for, each with its tokenizer, and the names of these; models without one are named
    /// and left out.
    fn join<'a>(&self, scores: &'a Table) -> Result<(Vec<Joined<'a>>, Vec<String>), CliError> {
        let models = match &self.model {
            Some(name) => scores.models_named(name)?,
            None => scores.models(),
        };
        let (mut joined, mut names, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for model in models {
            let Some(name) = self.tokenizer.clone().or_else(|| own_tokenizer(model)) else {
                unknown.push(model);
                continue;
            };
            let known = names.iter().position(|other| *other == name);
            joined.push(Joined { model, tokenizer: known.unwrap_or(names.len()) });
            if known.is_none() {
                names.push(name);
            }
        }
        refuse_one_folder(scores, &joined)?;
        let unknown = unknown.join(", ");
        if joined.is_empty() {
            return Err(CliError::NoTokenizerOfModel { models: unknown });
        }
        if !unknown.is_empty() && !self.process.quiet {
            warn(&format_args!("left out, their tokenizer is not built in: {unknown}"))?;
        }
        Ok((joined, names))
    }

    fn explain<'a>(
        &self,
        corpus: &'a Corpus,
        counts: &'a Counts,
        scores: &'a Table,
        joined: &[Joined<'a>],
    ) -> Result<(Vec<Explanation<'a>>, Option<Pooled>), CliError> {
        let (mut questions, mut controls) = (Vec::new(), Vec::new());
        for &Joined { model, tokenizer } in joined {
            let held =
                self.control.as_ref().map(|control| held(control, scores, model, counts)).transpose()?;
            let of_model = scores.of_model(model).map(|score| (&score.language, score.value));
            let scores_by_language = by_language(of_model, counts);
            if scores_by_language.iter().all(Option::is_none) {
                return Err(CliError::NoLanguageInCommon {
                    corpus: corpus.name().to_owned(),
                    scores: scores.name.clone(),
                    model: model.to_owned(),
                });
            }
            let (name, control) = held.map(|held| (held.name, held.values)).unzip();
            questions.push(Question { tokenizer, scores: scores_by_language, control });
            controls.push(name);
        }
        let resampling = self.bootstrap.resampling();
        let (found, pooled) = parity::associate(counts, &questions, resampling);
        let found = found.into_iter().zip(joined).zip(controls);
        let explanation = |((association, one), control): ((Association, &Joined<'a>), Option<String>)| {
            let model = one.model;
            Explanation { corpus, counts, scores, model, association, control, resampling }
        };
        Ok((found.map(explanation).collect(), pooled))
    }
}

/// Two models whose results would be written into one folder.
fn refuse_one_folder(scores: &Table, joined: &[Joined]) -> Result<(), CliError> {
    let folder = |one: &Joined| explanation::folder(scores, one.model);
    for (position, one) in joined.iter().enumerate() {
        if let Some(other) = joined[..position].iter().find(|other| folder(other) == folder(one)) {
            let (first, second) = (other.model.to_owned(), one.model.to_owned());
            return Err(CliError::TwoModelsOfOneFolder { first, second, folder: folder(one) });
        }
    }
    Ok(())
}

/// The built-in tokenizer of a model by its published name: `Llama 3.1 8B` and `GPT-3 (DIRECT)` are names, too.
fn own_tokenizer(model: &str) -> Option<String> {
    let name = score::without_setting(model).replace(' ', "-");
    tokenizer::tokenizer_of(&name).map(str::to_owned)
}

/// What is held fixed: a built-in control, another column of the scores, or a file, whichever has the name.
fn held(name: &str, scores: &Table, model: &str, counts: &Counts) -> Result<Held, ScoreError> {
    if let Some(control) = CONTROLS.iter().find(|control| control.id == name) {
        return Ok(Held { name: control.title.to_owned(), values: control.of(counts) });
    }
    let path = Path::new(name);
    let Given { name, values } = match scores.column(name, model) {
        Some(column) => column?,
        None if path.exists() || path.extension().is_some() => score::column_of_file(path)?,
        None => {
            let built_in = CONTROLS.iter().map(|control| control.id.to_owned());
            let columns = built_in.chain(scores.other_columns().iter().cloned()).collect();
            return Err(ScoreError::UnknownControl { name: name.to_owned(), columns });
        }
    };
    let values = values.iter().map(|(language, value)| (language, *value));
    Ok(Held { name: format!("`{name}`"), values: by_language(values, counts) })
}

/// Numbers in the order of the languages of the counts.
fn by_language<'a>(values: impl Iterator<Item = (&'a Language, f64)>, counts: &Counts) -> Vec<Option<f64>> {
    let values: Vec<(&Language, f64)> = values.collect();
    let of = |language: &Language| values.iter().find(|(other, _)| other.code == language.code);
    counts.languages.iter().map(|language| of(language).map(|(_, value)| *value)).collect()
}

fn after_help() -> String {
    let widest = score::BUILT_IN.iter().map(|row| row.id.len()).max().unwrap_or_default();
    let rows = score::BUILT_IN.iter().map(|row| format!("  {:widest$}  {}: {}", row.id, row.title, row.task));
    format!(
        "Scores:\n{}\n\n\
         Examples:\n  \
           tokcost explain corpora/problems\n  \
           tokcost explain flores/ --scores mmmlu --model gpt-4o-mini-2024-07-18 --control speakers\n  \
           tokcost explain flores/ --scores mine.csv --tokenizer ./mine/tokenizer.json",
        rows.collect::<Vec<_>>().join("\n")
    )
}

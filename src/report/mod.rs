//! How should a person read it? One [`Report`] becomes a table, CSV, JSON and charts.

mod across;
pub mod audit;
mod chart;
mod cost;
mod csv;
mod detail;
mod diff;
pub mod explanation;
pub mod gate;
mod grid;
pub mod inspection;
mod json;
mod latex;
mod line;
pub mod lint;
mod lorenz;
mod markdown;
mod note;
mod number;
mod output;
mod page;
mod provenance;
mod scripts;
mod sold;
mod table;
mod why;
mod workbook;

pub use across::{Across, across_table};
use across::{REGISTER, across_files};
pub(crate) use chart::render_diff;
pub use chart::{CHARTS, Chart, Choice, Picture, Theme};
pub use cost::{Bill, bill_files, bill_folder, bill_table};
pub use diff::{diff_csv, diff_table};
pub(crate) use json::SCHEMA_VERSION;
pub(crate) use note::{OLD_MARK, dated};
pub(crate) use number::grouped;
pub use output::{File, OutputError, write, write_to};
pub use provenance::{Asked, Options};
pub use scripts::{Learnt, scripts_table};
pub use sold::Sold;
pub use table::table;
pub(crate) use table::{align_right, plain_table, without_trailing_blanks};
pub use why::table as why_table;

use std::iter;
use std::path::PathBuf;

use page::INDEX;
use rayon::prelude::*;

use crate::corpus::{Corpus, Language, Manifest};
use crate::count::{Counts, Excerpt, Identity, Part, Scope};
use crate::metric::{Definition, METRICS, Measurements, UNWRITABLE};
use crate::parity::{Interval, Parity, RELATIONS, SPREADS, SegmentPremiums, Spread, Weight};
use crate::stats::{IntervalKind, Resampling, Weighted};

/// Premiums from here on stand out, on the screen and in charts.
const HIGH_PREMIUM: f64 = 4.0;

/// Everything that was found about one corpus.
#[derive(Clone, Debug)]
pub struct Report {
    /// The corpus folder's name.
    pub corpus: String,
    pub manifest: Manifest,
    /// SHA-256 of each language's file, in the order of the languages; empty where there was none.
    pub sha256: Vec<String>,
    pub languages: Vec<Language>,
    /// Position of the pivot among the languages.
    pub pivot: usize,
    pub segments: usize,
    pub tokenizers: Vec<Identity>,
    pub resampling: Resampling,
    pub scope: Scope,
    /// Segments with their tokens, the first one shown first.
    pub excerpts: Vec<Excerpt>,
    /// Models whose cost is told, too.
    pub models: Vec<Sold>,
    /// Whether each language has the segments of the pivot.
    parallel: Vec<bool>,
    /// What was asked for, by the names of the options; for the provenance.
    pub options: Options,
    measurements: Measurements,
    parity: Parity,
}

/// A value with its interval; each may not exist.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    pub value: Option<f64>,
    pub interval: Option<Interval>,
}

/// One line of the tidy results.
pub struct Row<'a> {
    pub tokenizer: &'a Identity,
    /// Absent for measures of all languages together.
    pub language: Option<&'a Language>,
    pub definition: &'static Definition,
    pub estimate: Estimate,
    /// Segments for a measure of a language; languages for one of all together.
    pub n: usize,
}

/// What is written beside the files that every corpus has.
#[derive(Clone, Debug)]
pub struct Extras {
    pub charts: Choice,
    /// CSV that may be double-clicked.
    pub excel_csv: bool,
}

/// A file that `compare` writes for every corpus.
struct Format {
    file: &'static str,
    wanted: fn(&Extras) -> bool,
    render: fn(&Report) -> Result<Vec<u8>, RenderError>,
}

const ALWAYS: fn(&Extras) -> bool = |_| true;
const FOR_EXCEL: fn(&Extras) -> bool = |extras| extras.excel_csv;

/// The workbook first: it takes as long as all the others, which meanwhile fill another processor.
const FORMATS: &[Format] = &[
    Format { file: "results.xlsx", wanted: ALWAYS, render: workbook::workbook },
    Format { file: "table.txt", wanted: ALWAYS, render: |report| Ok(table(report, false).into_bytes()) },
    Format { file: "summary.md", wanted: ALWAYS, render: |report| Ok(markdown::page(report).into_bytes()) },
    Format { file: "table.tex", wanted: ALWAYS, render: |report| Ok(latex::table(report).into_bytes()) },
    Format { file: "results.csv", wanted: ALWAYS, render: |report| csv::canonical(&grid::tidy(report)) },
    Format { file: "summary.csv", wanted: ALWAYS, render: |report| csv::canonical(&grid::wide(report)) },
    Format {
        file: "results.excel.csv",
        wanted: FOR_EXCEL,
        render: |report| csv::for_excel(&grid::tidy(report)),
    },
    Format {
        file: "summary.excel.csv",
        wanted: FOR_EXCEL,
        render: |report| csv::for_excel(&grid::wide(report)),
    },
    Format { file: "results.json", wanted: ALWAYS, render: json::json },
    Format { file: "why.csv", wanted: ALWAYS, render: why::csv },
    Format { file: "lorenz.csv", wanted: ALWAYS, render: lorenz::csv },
];

/// A report could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("cannot write CSV")]
    Csv(#[from] ::csv::Error),
    #[error("cannot write the workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("cannot write JSON")]
    Json(#[from] serde_json::Error),
    #[error("cannot write HTML")]
    Page(#[from] askama::Error),
    #[error("cannot write XML")]
    Xml(#[source] std::io::Error),
    #[error("cannot draw the chart `{chart}`: {reason}")]
    Chart { chart: &'static str, reason: String },
}

impl Report {
    /// Puts together what the stages found.
    pub fn new(
        corpus: &Corpus,
        counts: &Counts,
        measurements: Measurements,
        parity: Parity,
        resampling: Resampling,
        excerpts: Vec<Excerpt>,
    ) -> Report {
        Report {
            corpus: corpus.name().to_owned(),
            manifest: corpus.manifest().clone(),
            sha256: corpus.texts().iter().map(|text| text.sha256.clone()).collect(),
            languages: counts.languages.clone(),
            pivot: counts.pivot,
            segments: counts.segments,
            tokenizers: counts.tokenizers.clone(),
            resampling,
            scope: counts.scope,
            excerpts,
            models: Vec::new(),
            parallel: counts.parallel.clone(),
            options: Options::new(),
            measurements,
            parity,
        }
    }

    /// The same of text that was counted in parts, and is not there any more.
    pub fn of_part(
        name: &str,
        part: &Part,
        counts: &Counts,
        measurements: Measurements,
        parity: Parity,
    ) -> Report {
        Report {
            corpus: name.to_owned(),
            manifest: Manifest::default(),
            sha256: vec![String::new(); counts.languages.len()],
            languages: counts.languages.clone(),
            pivot: counts.pivot,
            segments: counts.segments,
            tokenizers: counts.tokenizers.clone(),
            resampling: Resampling {
                resamples: part.manner.replicates,
                seed: part.manner.seed,
                interval: IntervalKind::Poisson,
            },
            scope: counts.scope,
            excerpts: Vec::new(),
            models: Vec::new(),
            parallel: counts.parallel.clone(),
            options: Options::new(),
            measurements,
            parity,
        }
    }

    /// Whether every language has the segments of the pivot, so that it has a premium.
    pub fn is_parallel(&self) -> bool {
        self.parallel.iter().all(|parallel| *parallel)
    }

    /// How many segments of a language were counted.
    fn segments_of(&self, language: usize) -> usize {
        self.estimate(0, language, "segments").value.map_or(0, |segments| segments as usize)
    }

    /// What people call the corpus: the title of its manifest, or else its name.
    pub fn title(&self) -> &str {
        self.manifest.title.as_deref().unwrap_or(&self.corpus)
    }

    /// The tokenizer that ranks the languages: the last one named.
    pub fn lead(&self) -> usize {
        self.tokenizers.len() - 1
    }

    /// A metric or relation of a language under a tokenizer, by its id; empty for an id that is neither.
    pub fn estimate(&self, tokenizer: usize, language: usize, id: &str) -> Estimate {
        self.estimates(tokenizer, language)
            .find(|(definition, _)| definition.id == id)
            .map_or_else(Estimate::default, |(_, estimate)| estimate)
    }

    /// A measure of all languages together under a tokenizer, by its id.
    pub fn spread(&self, tokenizer: usize, id: &str) -> Option<f64> {
        self.spreads(tokenizer)
            .find(|(spread, _)| spread.definition.id == id)
            .and_then(|(_, estimate)| estimate.value)
    }

    fn spreads(&self, tokenizer: usize) -> impl Iterator<Item = (&'static Spread, Estimate)> {
        let values = self.parity.spreads(tokenizer).iter().zip(self.parity.spread_intervals(tokenizer));
        SPREADS.iter().zip(values).map(|(spread, (&value, &interval))| (spread, Estimate { value, interval }))
    }

    /// The premiums of the segments of one language under one tokenizer.
    fn segment_premiums(&self, tokenizer: usize, language: usize) -> &SegmentPremiums {
        self.parity.segments(tokenizer, language)
    }

    /// The premiums of a tokenizer in ascending order, the pivot's among them, with how much each language counts;
    /// without languages that do not count, or that it cannot write.
    fn premiums(&self, tokenizer: usize, by: Weight) -> Vec<(usize, Weighted)> {
        let weights = by.of(&self.languages).into_iter().enumerate();
        let counted = weights.filter(|(language, _)| !self.is_unwritable(tokenizer, *language));
        let mut premiums: Vec<_> = counted
            .filter_map(|(language, weight)| {
                let value = self.estimate(tokenizer, language, "premium").value?;
                Some((language, Weighted::new(value, weight?)))
            })
            .collect();
        premiums.sort_by(|(a, one), (b, other)| one.value.total_cmp(&other.value).then(a.cmp(b)));
        premiums
    }

    /// How many languages but the pivot a measure of all of them is about.
    fn languages_in(&self, tokenizer: usize, spread: &Spread) -> usize {
        let weights = spread.by.of(&self.languages).into_iter().enumerate();
        let counts = |(language, weight): &(usize, Option<f64>)| {
            let has_premium = self.parallel[*language] && !self.is_unwritable(tokenizer, *language);
            *language != self.pivot && weight.is_some() && has_premium
        };
        weights.filter(counts).count()
    }

    /// Whether a tokenizer cannot write a language: what its tokens number is no cost.
    pub fn is_unwritable(&self, tokenizer: usize, language: usize) -> bool {
        self.estimate(tokenizer, language, "unknown_share").value.is_some_and(|lost| lost > UNWRITABLE)
    }

    /// Whether some tokenizer cannot write some language.
    fn some_unwritable(&self) -> bool {
        let of = |tokenizer: usize| {
            (0..self.languages.len()).any(|language| self.is_unwritable(tokenizer, language))
        };
        (0..self.tokenizers.len()).any(of)
    }

    /// Whether a measure was asked for.
    fn measures(&self, definition: &Definition) -> bool {
        self.scope.detailed || !definition.on_request
    }

    /// The languages but the pivot, dearest first under a tokenizer; ties in the order of the codes. Those that it
    /// cannot write have no cost, and come last.
    pub fn ranking(&self, tokenizer: usize) -> Vec<usize> {
        let premium = |language: usize| {
            let value = self.estimate(tokenizer, language, "premium").value.unwrap_or(f64::INFINITY);
            if self.is_unwritable(tokenizer, language) { f64::NEG_INFINITY } else { value }
        };
        let mut others: Vec<usize> =
            (0..self.languages.len()).filter(|&language| language != self.pivot).collect();
        others.sort_by(|&a, &b| premium(b).total_cmp(&premium(a)).then(a.cmp(&b)));
        others
    }

    /// The pivot language.
    pub fn pivot_language(&self) -> &Language {
        &self.languages[self.pivot]
    }

    /// All results, tidy: by tokenizer, then language, then measure; measures of all languages last.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.tokenizers.len()).flat_map(move |tokenizer| {
            let of_languages = (0..self.languages.len()).flat_map(move |language| {
                let n = self.segments_of(language);
                self.estimates(tokenizer, language).map(move |(definition, estimate)| Row {
                    tokenizer: &self.tokenizers[tokenizer],
                    language: Some(&self.languages[language]),
                    definition,
                    estimate,
                    n,
                })
            });
            let of_all = self.spreads(tokenizer).map(move |(spread, estimate)| Row {
                tokenizer: &self.tokenizers[tokenizer],
                language: None,
                definition: &spread.definition,
                estimate,
                n: self.languages_in(tokenizer, spread),
            });
            of_languages.chain(of_all)
        })
    }

    fn estimates(
        &self,
        tokenizer: usize,
        language: usize,
    ) -> impl Iterator<Item = (&'static Definition, Estimate)> {
        let intervals = self.parity.intervals(tokenizer, language);
        let estimate = |(&value, &interval)| Estimate { value, interval };
        let metrics = self.measurements.of(tokenizer, language).iter().zip(&intervals.metrics).map(estimate);
        let relations =
            self.parity.relations(tokenizer, language).iter().zip(&intervals.relations).map(estimate);
        let metrics = METRICS.iter().map(|metric| &metric.definition).zip(metrics);
        let all = metrics.chain(RELATIONS.iter().map(|relation| &relation.definition).zip(relations));
        all.filter(|(definition, _)| self.measures(definition))
    }
}

/// The page that has everything.
const PAGE: &str = "report.html";

/// Every file of a report, in memory: nothing is written before all of it could be made.
///
/// # Errors
/// A chart that cannot be drawn, and a sheet with more columns than a spreadsheet has.
pub fn render(report: &Report, extras: &Extras) -> Result<Vec<File>, RenderError> {
    let formats = || -> Result<Vec<File>, RenderError> {
        let wanted = FORMATS.par_iter().filter(|format| (format.wanted)(extras));
        wanted.map(|format| Ok(File::new(format.file, (format.render)(report)?))).collect()
    };
    let drawn = || -> Result<Vec<File>, RenderError> {
        let charts = chart::draw_all(report, &extras.charts)?;
        let page = || page::report(report, &charts, extras.charts.title.as_deref());
        let pictures =
            || charts.par_iter().map(|chart| chart.files(&extras.charts)).collect::<Result<Vec<_>, _>>();
        let (page, pictures) = rayon::join(page, pictures);
        Ok(iter::once(File::new(PAGE, page?)).chain(pictures?.into_iter().flatten()).collect())
    };
    let (formats, drawn) = rayon::join(formats, drawn);
    Ok(formats?.into_iter().chain(drawn?).collect())
}

/// The names of all files that [`render`] can make.
pub fn file_names() -> Vec<PathBuf> {
    let formats = FORMATS.iter().map(|format| format.file.into());
    formats.chain([PAGE.into()]).chain(chart::names().map(PathBuf::from)).collect()
}

/// The files about all corpora of a run: `index.html`, and `register.csv` where corpora share languages.
///
/// # Errors
/// None in memory.
pub fn render_all(reports: &[Report], across: &Across, extras: &Extras) -> Result<Vec<File>, RenderError> {
    let mut files = across_files(across)?;
    files.push(page::index(reports, across, &extras.charts)?);
    Ok(files)
}

/// The names of all files that [`render_all`] can make.
pub fn names_of_all() -> Vec<PathBuf> {
    vec![REGISTER.into(), INDEX.into()]
}

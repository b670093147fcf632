//! Options about charts.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::report::{CHARTS, Choice, Picture, Theme};

/// Which charts are drawn, and how.
#[derive(Debug, Args)]
pub struct Charts {
    /// Charts to draw, separated by commas: names, `all` or `none`
    #[arg(long = "charts", value_name = "LIST", value_delimiter = ',', default_value = "all", value_parser = names())]
    chosen: Vec<String>,
    /// Write no charts, as `--charts none`
    #[arg(long = "no-charts", conflicts_with = "chosen")]
    none: bool,
    /// Formats of the charts, separated by commas
    #[arg(long = "chart-format", value_name = "LIST", value_delimiter = ',', default_value = "svg,png")]
    format: Vec<PictureChoice>,
    /// Whether charts are for light pages, for dark ones, or for both
    #[arg(long, value_name = "THEME", default_value = "light")]
    theme: ThemeChoice,
    /// Draw only so many languages, the dearest ones; medians and other measures of all languages stay of all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    /// Headline of report.html, and of the chart where `--charts` names one; what was found without it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PictureChoice {
    Svg,
    Png,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeChoice {
    Light,
    Dark,
    Both,
}

const ALL: &str = "all";
const NONE: &str = "none";

fn names() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(CHARTS.iter().map(|chart| chart.id).chain([ALL, NONE]))
}

impl Charts {
    pub fn choice(&self) -> Choice {
        let is_chosen = |id: &str| self.chosen.iter().any(|name| name == id);
        if self.none || is_chosen(NONE) {
            return Choice { title: self.title.clone(), ..Choice::nothing() };
        }
        let picture = |choice: &PictureChoice| match choice {
            PictureChoice::Svg => Picture::Svg,
            PictureChoice::Png => Picture::Png,
        };
        Choice {
            charts: CHARTS.iter().filter(|chart| is_chosen(ALL) || is_chosen(chart.id)).collect(),
            formats: self.format.iter().map(picture).collect(),
            themes: match self.theme {
                ThemeChoice::Light => vec![Theme::Light],
                ThemeChoice::Dark => vec![Theme::Dark],
                ThemeChoice::Both => vec![Theme::Light, Theme::Dark],
            },
            top: self.top.map(|top| top as usize),
            title: self.title.clone(),
        }
    }
}

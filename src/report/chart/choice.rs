//! Which charts are drawn, how, and of how many languages.

use super::colour::Theme;
use super::{CHARTS, Chart};

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Choice {
    pub charts: Vec<&'static Chart>,
    pub formats: Vec<Picture>,
    pub themes: Vec<Theme>,
    /// How many of the dearest languages; all without a number.
    pub top: Option<usize>,
}

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Svg,
    Png,
}

impl Choice {
    /// Every chart on a light page, as SVG and as PNG.
    pub fn all() -> Choice {
        Choice {
            charts: CHARTS.iter().collect(),
            formats: vec![Picture::Svg, Picture::Png],
            themes: vec![Theme::Light],
            top: None,
        }
    }

    pub fn nothing() -> Choice {
        Choice { charts: Vec::new(), ..Choice::all() }
    }
}

impl Theme {
    /// What follows the name of a file: nothing on a light page.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Theme::Light => "",
            Theme::Dark => "-dark",
        }
    }
}

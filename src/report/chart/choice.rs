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
    /// The headline of the report, and of the chart where one is chosen; the finding without one.
    pub title: Option<String>,
}

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Svg,
    Png,
}

impl Picture {
    pub const ALL: [Picture; 2] = [Picture::Svg, Picture::Png];
}

impl Choice {
    /// Every chart on a light page, as SVG and as PNG.
    pub fn all() -> Choice {
        Choice {
            charts: CHARTS.iter().collect(),
            formats: Picture::ALL.to_vec(),
            themes: vec![Theme::Light],
            top: None,
            title: None,
        }
    }

    pub fn nothing() -> Choice {
        Choice { charts: Vec::new(), ..Choice::all() }
    }
}

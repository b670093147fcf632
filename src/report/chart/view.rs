//! What of a report is drawn: all of it, or its dearest languages.

use crate::report::Report;
use crate::report::number::grouped;

/// A report, and how many languages of it are drawn.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub report: &'a Report,
    /// How many of the dearest languages; all without a number.
    pub top: Option<usize>,
    /// The headline, if it is not to be the finding.
    pub title: Option<&'a str>,
}

impl View<'_> {
    /// What stands above a chart.
    pub fn headline(&self, finding: String) -> String {
        self.title.map_or(finding, str::to_owned)
    }

    /// The languages but the pivot that are drawn, dearest first under the leading tokenizer.
    pub fn languages(&self) -> Vec<usize> {
        let mut languages = self.report.ranking(self.report.lead());
        languages.truncate(self.top.unwrap_or(usize::MAX));
        languages
    }

    /// At most a number of the drawn languages that its tokenizers can write: the dearest ones, and those that most
    /// people speak; dearest first.
    pub fn selection(&self, most: usize) -> Vec<usize> {
        const DEAREST: usize = 4;
        let lead = self.report.lead();
        let order = self.languages();
        let mut all = order.clone();
        all.retain(|&language| !self.report.is_unwritable(lead, language));
        if all.len() <= most {
            return all;
        }
        let speakers = |language: usize| self.report.languages[language].speakers.unwrap_or(0);
        let mut others = all.split_off(DEAREST);
        others.sort_by(|&a, &b| speakers(b).cmp(&speakers(a)).then(a.cmp(&b)));
        all.extend(others.into_iter().take(most - DEAREST));
        all.sort_by_key(|language| order.iter().position(|other| other == language));
        all
    }

    /// What a caption says about a selection of so many; nothing where all languages are drawn.
    pub fn selected(&self, drawn: usize) -> String {
        match self.report.languages.len() - 1 {
            all if drawn < all => format!(" The dearest and the most spoken of {} languages.", grouped(all)),
            _ => String::new(),
        }
    }

    /// What a caption says about languages that are not drawn; nothing where all are.
    pub fn left_out(&self) -> String {
        let all = self.report.languages.len() - 1;
        match self.top {
            Some(top) if top < all => format!(
                " Drawn: the {} dearest of {} languages; medians and other measures of all languages are of all.",
                grouped(top),
                grouped(all)
            ),
            _ => String::new(),
        }
    }
}

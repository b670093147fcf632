//! Languages by script.

use super::view::View;
use crate::stats;

/// Scripts that are read together, in no order: groups are sorted by their premiums.
const SCRIPTS: [(&str, &[&str]); 10] = [
    ("Chinese, Japanese, Korean", &["Hans", "Hant", "Jpan", "Hang"]),
    ("Latin", &["Latn"]),
    ("Arabic, Hebrew", &["Arab", "Hebr"]),
    ("Cyrillic", &["Cyrl"]),
    ("Greek, Armenian, Georgian", &["Grek", "Armn", "Geor"]),
    ("Northern Indic", &["Deva", "Beng", "Gujr", "Guru", "Orya", "Olck"]),
    ("Southern Indic", &["Telu", "Taml", "Mlym", "Knda", "Sinh"]),
    ("South-East Asian", &["Thai", "Laoo", "Khmr", "Mymr"]),
    ("Ethiopic, Tifinagh", &["Ethi", "Tfng"]),
    ("Tibetan", &["Tibt"]),
];

/// Languages whose scripts are read together.
pub struct Group {
    pub name: &'static str,
    /// Positions of languages, cheapest first under the leading tokenizer.
    pub languages: Vec<usize>,
}

/// The drawn languages in groups, that with the lowest median premium first.
pub fn groups(view: View) -> Vec<Group> {
    let report = view.report;
    let group_of = |script: &str| {
        let found = SCRIPTS.iter().find(|(_, scripts)| scripts.contains(&script));
        found.map_or("Other scripts", |(name, _)| *name)
    };
    let premium =
        |language: usize| report.estimate(report.lead(), language, "premium").value.unwrap_or(f64::INFINITY);
    let mut groups: Vec<Group> = Vec::new();
    for language in view.languages().into_iter().rev() {
        let name = group_of(&report.languages[language].script);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.languages.push(language),
            None => groups.push(Group { name, languages: vec![language] }),
        }
    }
    let median = |group: &Group| {
        let premiums: Vec<f64> = group.languages.iter().map(|&language| premium(language)).collect();
        stats::median(&premiums).unwrap_or(f64::INFINITY)
    };
    groups.sort_by(|a, b| median(a).total_cmp(&median(b)).then_with(|| a.name.cmp(b.name)));
    groups
}

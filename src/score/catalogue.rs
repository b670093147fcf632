//! The score tables that are built in: a row each. Their CSV files say for every figure where it stands.

/// A published table of scores by language and model.
#[derive(Debug)]
pub struct BuiltIn {
    /// What to write after `--scores`.
    pub id: &'static str,
    /// Name for people, as it stands in a sentence.
    pub title: &'static str,
    /// What the models had to do.
    pub task: &'static str,
    /// Who published it.
    pub source: &'static str,
    pub url: &'static str,
    /// When the newest of its figures was published.
    pub date: &'static str,
    pub seen: Seen,
    /// The score of somebody who guesses, where one can guess.
    pub chance: Option<f64>,
    /// The score of somebody who knows everything.
    pub max: f64,
    pub(super) csv: &'static str,
}

/// How the figures came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Copied or counted from what the authors published.
    FirstHand,
    /// Published, and copied from somebody who cites it.
    SecondHand,
}

impl Seen {
    pub fn name(self) -> &'static str {
        match self {
            Seen::FirstHand => "first-hand",
            Seen::SecondHand => "second-hand",
        }
    }
}

/// What `explain` takes when nobody says otherwise.
pub const DEFAULT: &str = "project-euler";

/// Every built-in table.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: DEFAULT,
        title: "Project Euler",
        task: "11 mathematics problems, 5 attempts each, counted from the raw responses",
        source: "Yennie Jun",
        url: "https://github.com/yenniejun/project-euler-gpt-langs",
        date: "2023-10",
        seen: Seen::FirstHand,
        chance: None,
        max: 1.0,
        csv: include_str!("data/project-euler.csv"),
    },
    BuiltIn {
        id: "gpt4-mmlu",
        title: "translated MMLU",
        task: "knowledge, four choices, 3-shot, translated by machine",
        source: "GPT-4 technical report",
        url: "https://arxiv.org/abs/2303.08774",
        date: "2023-03",
        seen: Seen::SecondHand,
        chance: Some(25.0),
        max: 100.0,
        csv: include_str!("data/gpt4-mmlu.csv"),
    },
    BuiltIn {
        id: "mmmlu",
        title: "MMMLU",
        task: "knowledge, four choices, translated by people",
        source: "OpenAI simple-evals",
        url: "https://github.com/openai/simple-evals/blob/main/multilingual_mmlu_benchmark_results.md",
        date: "2025-04",
        seen: Seen::FirstHand,
        chance: Some(0.25),
        max: 1.0,
        csv: include_str!("data/mmmlu.csv"),
    },
    BuiltIn {
        id: "mgsm",
        title: "MGSM",
        task: "250 word problems of grade-school mathematics",
        source: "Shi et al.; Nemotron-4 report",
        url: "https://arxiv.org/abs/2210.03057",
        date: "2024-02",
        seen: Seen::SecondHand,
        chance: None,
        max: 100.0,
        csv: include_str!("data/mgsm.csv"),
    },
    BuiltIn {
        id: "llama-mmlu",
        title: "translated MMLU (Llama)",
        task: "knowledge, four choices, 5-shot, translated",
        source: "Llama 3.1 and 3.2 model cards",
        url: "https://github.com/meta-llama/llama-models",
        date: "2024-09",
        seen: Seen::FirstHand,
        chance: Some(25.0),
        max: 100.0,
        csv: include_str!("data/llama-mmlu.csv"),
    },
];

#[cfg(test)]
mod tests {
    use super::super::Table;
    use super::*;

    /// The numbers of rows and models of the files that the tables were copied from.
    #[test]
    fn every_built_in_table_is_whole() {
        for (id, scores, models, languages) in [
            ("project-euler", 16, 1, 16),
            ("gpt4-mmlu", 27, 1, 27),
            ("mmmlu", 205, 14, 15),
            ("mgsm", 128, 12, 11),
            ("llama-mmlu", 84, 12, 7),
        ] {
            let table = Table::open(id).expect("it is read");
            assert_eq!((table.scores.len(), table.models().len()), (scores, models), "{id}");
            assert_eq!(table.languages().len(), languages, "{id}");
        }
        assert_eq!(BUILT_IN.len(), 5);
    }

    #[test]
    fn no_score_is_below_0_or_above_the_largest() {
        for row in BUILT_IN {
            let table = Table::open(row.id).expect("it is read");
            assert!(table.scores.iter().all(|score| (0.0..=row.max).contains(&score.value)), "{}", row.id);
        }
    }

    /// The raw responses: 21 of 55 in English, 13 in Armenian and in Farsi, 9 in Amharic, 3 in Burmese.
    #[test]
    fn project_euler_has_the_passes_of_the_raw_responses() {
        let table = Table::open("project-euler").expect("it is read");
        for (code, passes) in
            [("eng_Latn", 21), ("hye_Armn", 13), ("pes_Arab", 13), ("amh_Ethi", 9), ("mya_Mymr", 3)]
        {
            let score = table.scores.iter().find(|score| score.language.code == code).expect(code);
            assert_eq!((score.value * 55.0).round() as u32, passes, "{code}");
            assert_eq!(score.attempts, Some(55));
        }
    }
}

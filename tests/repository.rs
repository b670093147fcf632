//! What the repository holds is what the program makes, and what the README says.

use tempfile::TempDir;

use crate::support::{files, repository, tokcost};

/// `output/` is what the README's command makes from `corpora/`.
#[test]
fn output_is_current() {
    let folder = TempDir::new().unwrap();
    tokcost(repository()).args(["compare", "corpora/", "-q", "-o"]).arg(folder.path()).assert().success();
    let made = files(folder.path());
    assert_eq!(made, files(&repository().join("output")));
    for file in made {
        let (made, held) = (folder.path().join(&file), repository().join("output").join(&file));
        let same = std::fs::read(made).unwrap() == std::fs::read(held).unwrap();
        assert!(same, "output/{file} is not current: run `cargo run --release -- compare corpora/`");
    }
}

/// The rows that the README shows are rows of the table, in its order; `…` stands for those left out.
#[test]
fn the_readme_shows_the_current_table() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let table = std::fs::read_to_string(repository().join("output/everyday/table.txt")).unwrap();
    let excerpt = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut rows = table.lines();
    for line in excerpt.lines().filter(|line| *line != "…") {
        assert!(
            rows.any(|row| row == line),
            "not in output/everyday/table.txt, or not in this place: {line}"
        );
    }
}

//! Who may import whom: the stages know only what comes before them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// A module, and the modules that it may name. `cli` and `main` may name everything.
const MAY_IMPORT: [(&str, &[&str]); 13] = [
    ("bounded", &[]),
    ("contained", &[]),
    ("draft", &[]),
    ("visible", &[]),
    ("stats", &[]),
    ("corpus", &["contained", "visible"]),
    ("price", &["bounded", "visible"]),
    ("score", &["bounded", "corpus", "visible"]),
    ("count", &["bounded", "contained", "corpus", "draft", "stats", "visible"]),
    ("lint", &["corpus", "count", "stats"]),
    ("metric", &["count", "stats"]),
    ("parity", &["corpus", "count", "metric", "price", "stats"]),
    (
        "report",
        &["corpus", "count", "draft", "lint", "metric", "parity", "price", "score", "stats", "visible"],
    ),
];

/// Modules that neither touch the world nor fail.
const PURE: [&str; 4] = ["stats", "metric", "parity", "visible"];

#[test]
fn each_stage_imports_only_earlier_stages() {
    let mut wrong = Vec::new();
    for (module, allowed) in MAY_IMPORT {
        for file in sources(module) {
            let text = program_text(&file);
            for imported in text.match_indices("crate::").map(|(at, found)| word(&text[at + found.len()..])) {
                if imported != module && !allowed.contains(&imported) {
                    wrong.push(format!("{} imports {imported}", file.display()));
                }
            }
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn the_middle_of_the_program_touches_nothing_and_cannot_fail() {
    const WORLD: [&str; 9] = [
        "std::fs",
        "std::io",
        "std::env",
        "std::net",
        "std::time",
        "println!",
        "panic!",
        ".unwrap()",
        "-> Result<",
    ];
    let mut wrong = Vec::new();
    for file in PURE.iter().flat_map(|module| sources(module)) {
        let text = program_text(&file);
        wrong.extend(
            WORLD
                .iter()
                .filter(|name| text.contains(**name))
                .map(|name| format!("{}: {name}", file.display())),
        );
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn only_the_output_module_writes_files() {
    for file in sources("report").into_iter().filter(|file| !file.ends_with("output.rs")) {
        assert!(!program_text(&file).contains("fs::"), "{}", file.display());
    }
}

#[test]
fn every_module_has_a_row() {
    let mut modules: Vec<String> = entries(&repository().join("src"))
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| !["lib", "main", "cli"].contains(&name.as_str()))
        .collect();
    modules.dedup();
    let mut rows: Vec<&str> = MAY_IMPORT.iter().map(|(module, _)| *module).collect();
    rows.sort_unstable();
    assert_eq!(modules, rows);
}

fn sources(module: &str) -> Vec<PathBuf> {
    let src = repository().join("src");
    let mut found = Vec::new();
    let mut open = vec![src.join(format!("{module}.rs")), src.join(module)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(entries(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && path.exists() {
            found.push(path);
        }
    }
    assert!(!found.is_empty(), "no sources of {module}");
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A source file without its comments and its tests.
fn program_text(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let program = text.split("#[cfg(test)]").next().unwrap_or_default();
    program
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

//! The pages of `output/` in headless Chromium: `browser/report.test.mjs`.

use std::path::PathBuf;
use std::process::Command;

use crate::support::{repository, say_skipped};

#[test]
fn the_pages_work_in_a_browser() {
    let folder = repository().join("tests/browser");
    let Some(chromium) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)
    else {
        return say_skipped("no Chromium: the pages were not tried");
    };
    if on_path("node").is_none() || !folder.join("node_modules").exists() {
        return say_skipped("no `npm ci` in tests/browser: the pages were not tried");
    }
    let run = Command::new("node")
        .args(["--test", "--test-reporter", "spec", "report.test.mjs"])
        .current_dir(folder)
        .env("TOKCOST_CHROMIUM", chromium)
        .env("TOKCOST_OUTPUT", repository().join("output"))
        .env("TOKCOST_CORPORA", repository().join("corpora"))
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{report}");
    let passed = report.lines().find_map(|line| line.trim().strip_prefix("ℹ pass ")).unwrap();
    assert!(passed.parse::<usize>().unwrap() > 10, "{report}");
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.exists())
}

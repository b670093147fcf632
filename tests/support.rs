//! What several tests need: a tiny corpus, the command, and the reference data where it is at hand.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use boon::{Compiler, Schemas};
use serde_json::Value;
use tempfile::TempDir;
use tokcost::Settings;
use tokcost::corpus::{Corpus, Language, Manifest, Text};
use tokcost::count::tokenizer;
use tokcost::report::{Choice, Extras, Report};
use tokcost::stats::Resampling;

/// Three segments in four languages, small enough to count by hand.
pub const TINY: [(&str, &str); 4] = [
    ("deu_Latn", "Grüße!\nDer Tee ist heiß.\nJa\n"),
    ("eng_Latn", "Greetings!\nThe tea is hot.\nYes\n"),
    ("ell_Grek", "Χαίρε!\nΤο τσάι είναι ζεστό.\nΝαι\n"),
    ("tha_Thai", "สวัสดี\nชาร้อน\nใช่\n"),
];

/// Every file that `compare` can write.
pub fn everything() -> Extras {
    Extras { charts: Choice::all(), excel_csv: true }
}

/// A folder that goes when the test ends.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs_write(&path, bytes);
    }
    folder
}

#[expect(clippy::disallowed_methods, reason = "a test's own input need not be written in one step")]
pub fn fs_write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

/// A `results.json`, which must be as its schema says.
pub fn valid_results(path: &Path) -> Value {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema = repository().join("src/report/results.schema.json");
    let schema = compiler.compile(&schema.to_string_lossy(), &mut schemas).unwrap();
    let results: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert!(schemas.validate(&results, schema).is_ok(), "{} is not as the schema says", path.display());
    results
}

/// The tiny corpus as files in `tiny/`.
pub fn tiny_folder() -> TempDir {
    let files: Vec<(String, &[u8])> =
        TINY.iter().map(|(code, text)| (format!("tiny/{code}.txt"), text.as_bytes())).collect();
    folder(&files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>())
}

/// A corpus from texts in memory, measured against English.
pub fn corpus(texts: &[(&str, &str)]) -> Corpus {
    let texts = texts
        .iter()
        .map(|(code, text)| {
            let language = Language::resolve(code).unwrap().language;
            Text::from_bytes(language, Path::new(code), text.as_bytes().to_vec()).unwrap()
        })
        .collect();
    Corpus::new("tiny", Path::new("tiny"), Manifest::default(), texts, "en").unwrap()
}

/// The report on a corpus.
pub fn report(corpus: &Corpus, tokenizers: &[&str], resamples: usize) -> Report {
    let names: Vec<String> = tokenizers.iter().map(|&name| name.to_owned()).collect();
    let tokenizers = tokenizer::open_all(&names).unwrap();
    let settings =
        Settings { resampling: Resampling { resamples, ..Resampling::default() }, ..Settings::default() };
    tokcost::analyze(corpus, &tokenizers, settings, &|_| ()).unwrap()
}

/// The value of a measure.
pub fn value(report: &Report, tokenizer: usize, code: &str, id: &str) -> Option<f64> {
    let language = report.languages.iter().position(|language| language.code == code).unwrap();
    report.estimate(tokenizer, language, id).value
}

/// The `tokcost` command, in a folder.
pub fn tokcost(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tokcost").unwrap();
    command.current_dir(folder).env_remove("CLICOLOR_FORCE");
    command
}

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reference data beside the repository; `None`, said aloud, where it is not there.
pub fn reference_data(path: &str) -> Option<PathBuf> {
    let path = repository().join("../shared/data").join(path);
    if !path.exists() {
        say_skipped(&format!("no {}", path.display()));
        return None;
    }
    Some(path)
}

/// Says that a test is skipped, and why, past the test runner, which shows nothing of a test that passes.
pub fn say_skipped(why: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "skipped: {why}").unwrap();
}

/// Words for the report of a test that measured something.
#[expect(clippy::disallowed_macros, reason = "what was measured belongs into the test's report")]
pub fn say(text: &str) {
    println!("{text}");
}

/// The files below a folder, sorted, with `/` between folders.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

/// What a command says, whole and in order: nobody panicked on the way.
pub fn said(output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr].map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
    assert!(!said[1].contains("panicked"), "{}", said[1]);
    said.concat()
}

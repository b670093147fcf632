//! How long the whole of `tokcost compare` takes, and how much memory: reading, counting, intervals, charts, files.
//!
//! `cargo bench --bench whole_run` measures `corpora/`, with `-- FOLDER` another corpus as well. Each line is the best of three
//! runs of the program that users run.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::disallowed_macros, reason = "a benchmark prints")]
#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed, and says where")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 3;
/// Between two looks at the memory of the running program.
const LOOK: Duration = Duration::from_millis(2);

const OPENAI: &[&str] = &["-t", "r50k_base", "-t", "p50k_base", "-t", "cl100k_base", "-t", "o200k_base"];
const SETTINGS: [(&str, &[&str]); 4] = [
    ("default tokenizers", &[]),
    ("default tokenizers, no charts", &["--no-charts"]),
    ("four OpenAI vocabularies", OPENAI),
    ("bytes only, no charts, no intervals", &["-t", "bytes", "--no-charts", "--resamples", "0"]),
];

fn main() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from);
    for corpus in std::iter::once(repository.join("corpora")).chain(named) {
        println!("\n{}", corpus.file_name().unwrap().to_string_lossy());
        for (title, arguments) in SETTINGS {
            let runs = (0..RUNS).map(|_| run(&corpus, arguments));
            let (time, peak) = runs.min().unwrap();
            let peak = peak.map_or_else(|| "–".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024));
            println!("  {title:38}{:>8.2} s{peak:>10}", time.as_secs_f64());
        }
    }
}

/// Time from start to end, and the most memory in kilobytes that was seen in use, where the system tells.
fn run(corpus: &Path, arguments: &[&str]) -> (Duration, Option<u64>) {
    let output = tempfile::TempDir::new().unwrap();
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_tokcost"))
        .args(["compare", "-q", "-o"])
        .args([output.path(), corpus])
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = None;
    loop {
        // The system keeps the peak by itself until the program ends.
        peak = peak_memory(&program).or(peak);
        if let Some(status) = program.try_wait().unwrap() {
            assert!(status.success());
            return (started.elapsed(), peak);
        }
        std::thread::sleep(LOOK);
    }
}

/// Peak resident memory of a running program in kilobytes, from Linux's `/proc`.
fn peak_memory(program: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

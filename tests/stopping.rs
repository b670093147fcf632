//! A run that is told to stop, or that nobody listens to, leaves whole files and ends as it should.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{files, said, tiny_folder};

/// What is said where a signal ends a run.
fn farewell(signal: &str) -> String {
    format!("error: stopped by SIG{signal}: files are whole, or as they were\n")
}

#[cfg(unix)]
fn send(signal: &str, process: u32) {
    let arguments = [format!("-{signal}"), process.to_string()];
    let _ = std::process::Command::new("kill").args(arguments).stderr(Stdio::null()).status();
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_at_any_time_leaves_whole_files() {
    use std::os::unix::process::ExitStatusExt;

    let folder = tiny_folder();
    let run = |output: &str| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("tokcost"));
        let arguments = ["compare", "tiny", "-q", "-t", "bytes", "--resamples", "10", "-o", output];
        command.current_dir(folder.path()).args(arguments).stderr(Stdio::piped());
        command
    };
    assert!(run("whole").status().unwrap().success());
    let whole = folder.path().join("whole");
    let signals = [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)];
    let mut stopped = 0;
    for (step, (signal, number)) in (0..60_u64).zip(signals.into_iter().cycle()) {
        let name = format!("run{step}");
        let child = run(&name).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + 6 * step));
        send(signal, child.id());
        let output = child.wait_with_output().unwrap();
        // Before it listens and after it is done, a process has nothing to say.
        let said = said(&output);
        assert!(said.is_empty() || said == farewell(signal), "{said}");
        assert!(output.status.success() || output.status.signal() == Some(number), "{:?}", output.status);
        stopped += usize::from(!output.status.success());
        let left = folder.path().join(&name);
        let is_draft = |file: &String| file.contains(".tokcost-");
        for file in if left.exists() { files(&left) } else { Vec::new() } {
            let read = |folder: &Path| std::fs::read(folder.join(&file)).unwrap_or_default();
            let whole_or_hidden = read(&left) == read(&whole) || signal == "KILL" && is_draft(&file);
            assert!(whole_or_hidden, "{file} of step {step}");
        }
        if signal == "KILL" && !output.status.success() {
            assert!(run(&name).status().unwrap().success());
            assert_eq!(files(&left), files(&whole), "the next run takes away what lies around");
        }
    }
    assert!(stopped > 0);
}

/// A run that waits for standard input, from when it listens to signals.
#[cfg(target_os = "linux")]
fn waiting(folder: &Path, before: &str) -> std::process::Child {
    let script =
        format!("{before} exec \"$TOKCOST\" count -q -t bytes --language en --lines --output x.part");
    // The tests themselves may run where signals are ignored, as behind `nohup`.
    let mut command = std::process::Command::new("env");
    command.args(["--default-signal=INT,TERM,HUP", "bash", "-c", &script]);
    command.current_dir(folder).env("TOKCOST", assert_cmd::cargo::cargo_bin("tokcost"));
    let child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let listens = |_| {
        std::thread::sleep(Duration::from_millis(10));
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        // SIGTERM is the fifteenth.
        u64::from_str_radix(caught.trim(), 16).unwrap() >> 14 & 1 == 1
    };
    assert!((0..1000).any(listens), "tokcost does not listen to SIGTERM");
    child
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_the_run_in_a_word_and_by_itself() {
    use std::os::unix::process::ExitStatusExt;

    let folder = TempDir::new().unwrap();
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let mut child = waiting(folder.path(), "");
        // Its end would end the run.
        let stdin = child.stdin.take();
        send(signal, child.id());
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        // A shell calls it 130, 143 and 129.
        assert_eq!(output.status.signal(), Some(number));
        assert_eq!(said(&output), farewell(signal));
        assert_eq!(files(folder.path()), [] as [String; 0]);
    }
}

/// As `nohup` has it, and a script for what it starts in the background.
#[cfg(target_os = "linux")]
#[test]
fn signals_that_are_to_be_ignored_stay_ignored() {
    let folder = TempDir::new().unwrap();
    let mut child = waiting(folder.path(), "trap '' HUP INT;");
    for signal in ["HUP", "INT"] {
        send(signal, child.id());
    }
    child.stdin.take().unwrap().write_all(b"tea\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(said(&output), "");
    assert_eq!(files(folder.path()), ["x.part"]);
}

#[cfg(unix)]
#[test]
fn pipes_that_close_early_are_no_failure() {
    let folder = tiny_folder();
    let program = assert_cmd::cargo::cargo_bin("tokcost");
    let shell = |script: &str| {
        let mut command = std::process::Command::new("bash");
        command.current_dir(folder.path()).env("TOKCOST", &program).args(["-c", script]).output().unwrap()
    };
    for script in [
        "set -o pipefail; \"$TOKCOST\" list tokenizers | head -1 > /dev/null",
        "set -o pipefail; \"$TOKCOST\" list tokenizers | true",
        "set -o pipefail; \"$TOKCOST\" compare tiny -t bytes --no-charts 2>&1 | true",
        "\"$TOKCOST\" list tokenizers >&-",
        "\"$TOKCOST\" compare tiny -t bytes --no-charts >&- 2>&-",
    ] {
        let output = shell(script);
        assert!(output.status.success(), "{script}: {output:?}");
        assert_eq!(said(&output), "", "{script}");
    }
    if Path::new("/dev/full").exists() {
        let output = shell("\"$TOKCOST\" list tokenizers > /dev/full");
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).starts_with("error: cannot print\n"));
        assert_eq!(shell("\"$TOKCOST\" compare nothing 2> /dev/full").status.code(), Some(1));
    }
}

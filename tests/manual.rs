//! Help, completions and pages for `man`.

use std::process::Command;

use tempfile::TempDir;

use crate::support::{files, say_skipped, tokcost};

const COMMANDS: [&str; 14] = [
    "audit",
    "check",
    "compare",
    "completions",
    "cost",
    "count",
    "diff",
    "explain",
    "inspect",
    "lint",
    "list",
    "man",
    "merge",
    "spark",
];

fn printed(arguments: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let output = tokcost(folder.path()).args(arguments).assert().success().get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_help_names_every_command() {
    insta::assert_snapshot!(printed(&["--help"]));
}

#[test]
fn every_command_has_examples_of_itself() {
    for command in COMMANDS {
        let help = printed(&[command, "--help"]);
        let (_, examples) = help.split_once("Examples:\n").unwrap();
        assert!(examples.contains(&format!("tokcost {command} ")), "{command}");
    }
}

/// A letter means the same everywhere.
#[test]
fn short_options_are_the_same_in_every_command() {
    for command in COMMANDS {
        for line in
            printed(&[command, "-h"]).lines().map(str::trim_start).filter(|line| line.starts_with('-'))
        {
            let short = line.split(' ').next().unwrap();
            let meant = match short {
                "-t," => "-t, --tokenizer <TOKENIZER>",
                "-o," => "-o, --output <DIR>",
                "-q," => "-q, --quiet",
                "-h," => "-h, --help",
                long => long,
            };
            assert!(line.starts_with(meant), "{command}: {line}");
        }
    }
}

#[test]
fn there_is_a_page_for_every_command() {
    let folder = TempDir::new().unwrap();
    tokcost(folder.path()).args(["man", "man1", "-q"]).assert().success();
    let pages = COMMANDS.map(|command| format!("man1/tokcost-{command}.1"));
    assert_eq!(files(folder.path()), [pages.as_slice(), &["man1/tokcost.1".into()]].concat());
    let first = std::fs::read_to_string(folder.path().join("man1/tokcost.1")).unwrap();
    assert_eq!(first, printed(&["man"]));
    let check = std::fs::read_to_string(folder.path().join("man1/tokcost-check.1")).unwrap();
    assert!(check.contains(r"\fB\-\-max\-premium\fR"), "{check}");
}

#[test]
fn every_shell_has_completions() {
    for (shell, start) in [
        ("bash", "_tokcost() {"),
        ("zsh", "#compdef tokcost"),
        ("fish", "# Print an optspec for argparse"),
        ("elvish", "\nuse builtin;"),
        ("powershell", "\nusing namespace System.Management.Automation"),
    ] {
        let script = printed(&["completions", shell]);
        assert!(script.starts_with(start), "{shell}: {}", &script[..40]);
        assert!(script.contains("max-premium"), "{shell}");
    }
}

/// What bash makes of `tokcost ch`, `tokcost check --max-p` and `tokcost list p`.
#[test]
fn bash_completes_commands_options_and_values() {
    let folder = TempDir::new().unwrap();
    let script = folder.path().join("tokcost.bash");
    crate::support::fs_write(&script, printed(&["completions", "bash"]).as_bytes());
    let ask = r#"source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _tokcost tokcost "${COMP_WORDS[$COMP_CWORD]}" "${COMP_WORDS[$COMP_CWORD-1]}"; echo "${COMPREPLY[@]}""#;
    for (typed, offered) in [
        (vec!["ch"], "check"),
        (vec!["check", "--max-p"], "--max-premium"),
        (vec!["compare", "--interval", "b"], "bca"),
    ] {
        let bash =
            Command::new("bash").args(["-c", ask, "bash"]).arg(&script).arg("tokcost").args(&typed).output();
        let Ok(output) = bash else { return say_skipped("no bash") };
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), offered, "{typed:?}");
    }
}

/// Completions and pages are asked for anywhere, also where a file of options is for another version.
#[test]
fn completions_read_no_file_of_options() {
    let folder = TempDir::new().unwrap();
    crate::support::fs_write(&folder.path().join("tokcost.toml"), b"nonsense = 1\n");
    tokcost(folder.path()).args(["completions", "bash"]).assert().success();
    tokcost(folder.path()).arg("man").assert().success();
}

//! What can be wrong with `tokcost.toml`.

use std::io;
use std::path::PathBuf;

/// Why a file cannot say what is to be done.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` is not TOML", path.display())]
    Invalid { path: PathBuf, source: Box<toml::de::Error> },
    #[error("`{}` line {line}: `{key}` is neither a command nor an option of several", path.display())]
    UnknownKey { path: PathBuf, line: usize, key: String, known: Vec<String> },
    #[error("`{}` line {line}: `{key}` stands above the tables: expected it in that of a command", path.display())]
    NotShared { path: PathBuf, line: usize, key: String, commands: Vec<String> },
    #[error("`{}` line {line}: `{key}` is no option of `tokcost {command}`", path.display())]
    UnknownOption { path: PathBuf, line: usize, key: String, command: String, known: Vec<String> },
    #[error("`{}` line {line}: `{key}` is of the type {found}: expected {expected}", path.display())]
    Type { path: PathBuf, line: usize, key: String, found: &'static str, expected: &'static str },
    #[error("`{}` line {line}: `{key}` cannot be used", path.display())]
    Refused { path: PathBuf, line: usize, key: String, source: Refusal },
    #[error("what was typed cannot be used together with `{}`", path.display())]
    Together { path: PathBuf, added: String, source: Refusal },
}

/// What clap says of arguments that it refuses, without its advice on what to type.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Refusal {
    pub fn of(error: &clap::Error) -> Refusal {
        let text = error.to_string();
        let said = text.split("\n\n").next().unwrap_or_default();
        Refusal(said.strip_prefix("error: ").unwrap_or(said).to_owned())
    }
}

impl ConfigError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } | Self::Invalid { .. } | Self::Type { .. } => return None,
            Self::UnknownKey { key, known, .. } | Self::UnknownOption { key, known, .. } => {
                match nearest(key, known) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("expected one of {}", known.join(", ")),
                }
            }
            Self::NotShared { commands, .. } => {
                let tables: Vec<String> = commands.iter().map(|command| format!("`[{command}]`")).collect();
                format!("write it below {}", tables.join(" or "))
            }
            Self::Refused { key, .. } => {
                format!("type another `{key}`, change it there, or leave the file unread with `--no-config`")
            }
            Self::Together { added, .. } => {
                format!("the file adds {added}; `--no-config` leaves it unread")
            }
        })
    }
}

/// The known name that is most like one that is not.
fn nearest<'a>(name: &str, known: &'a [String]) -> Option<&'a String> {
    // Below this, names have too little in common to be a slip of the finger.
    const ALIKE: f64 = 0.8;
    let similar = known.iter().map(|one| (strsim::jaro_winkler(name, one), one));
    similar
        .filter(|(similarity, _)| *similarity >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, one)| one)
}

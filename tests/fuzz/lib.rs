//! The targets by their names, for `cargo fuzz`.

pub mod targets;

use targets::TARGETS;

/// Tries one target on one input.
///
/// # Panics
/// Something is wrong, or there is no such target.
pub fn check(name: &str, input: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of that name");
    (target.check)(input);
}

/// Writes the seeds of every target into a folder each, where `cargo fuzz` looks for them.
///
/// # Panics
/// A folder that cannot be written to.
pub fn write_seeds(corpus: &std::path::Path) {
    for target in TARGETS {
        let folder = corpus.join(target.name);
        std::fs::create_dir_all(&folder).expect("a folder is made");
        for (number, seed) in (target.seeds)().into_iter().enumerate() {
            std::fs::write(folder.join(format!("seed{number}")), seed).expect("a seed is written");
        }
    }
}

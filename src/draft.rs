//! Files under a name that nobody looks for until they are whole.
//!
//! A draft is locked as long as someone writes it. What a process that was killed left behind is therefore told from
//! what another one is about, and goes when the next file is written beside it.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

const BEGINNING: &str = ".tokcost-";
const ENDING: &str = ".draft";

/// The drafts of this process.
#[derive(Default)]
pub struct Drafts {
    /// Those that lie somewhere.
    open: BTreeSet<PathBuf>,
    /// Folders without drafts of processes that are gone.
    swept: BTreeSet<PathBuf>,
}

static DRAFTS: Mutex<Drafts> = Mutex::new(Drafts { open: BTreeSet::new(), swept: BTreeSet::new() });

/// A file that is being written. It goes when it is dropped, and when the process is told to end.
pub struct Draft(NamedTempFile);

impl Draft {
    /// An empty file in the folder where it will stay.
    ///
    /// # Errors
    /// A folder that cannot be written to.
    pub fn new_in(folder: &Path) -> io::Result<Draft> {
        let mut drafts = drafts();
        if drafts.swept.insert(folder.to_owned()) {
            sweep(folder);
        }
        let file = loop {
            let file = new_file_mode(&mut tempfile::Builder::new())
                .prefix(BEGINNING)
                .suffix(ENDING)
                .tempfile_in(folder)?;
            // Another process may have swept it away before it was locked.
            if lock(file.as_file()) != Lock::Others && file.path().exists() {
                break file;
            }
        };
        drafts.open.insert(file.path().to_owned());
        Ok(Draft(file))
    }

    /// Where it lies for now.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Gives the file its name, in one step, in the place of what had it.
    ///
    /// # Errors
    /// A name that cannot be given.
    pub fn keep(self, path: &Path) -> io::Result<()> {
        let mut drafts = drafts();
        drafts.open.remove(self.0.path());
        self.0.persist(path)?;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Takes all drafts away. As long as what is handed back lives, nobody begins another one.
pub fn abandon() -> MutexGuard<'static, Drafts> {
    let mut drafts = drafts();
    for draft in std::mem::take(&mut drafts.open) {
        // What is gone already need not go.
        let _ = fs::remove_file(draft);
    }
    drafts
}

/// The list is right even if a thread stopped in the middle.
fn drafts() -> MutexGuard<'static, Drafts> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the drafts away that nobody writes any more. What cannot be taken away is in nobody's way.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.starts_with(BEGINNING) && name.ends_with(ENDING) {
            let _ = File::open(entry.path()).map(|file| match lock(&file) {
                Lock::Ours => fs::remove_file(entry.path()),
                Lock::Others | Lock::Nobodys => Ok(()),
            });
        }
    }
}

#[derive(PartialEq, Eq)]
enum Lock {
    Ours,
    Others,
    /// Of a file system without locks.
    Nobodys,
}

fn lock(file: &File) -> Lock {
    match file.try_lock() {
        Ok(()) => Lock::Ours,
        Err(TryLockError::WouldBlock) => Lock::Others,
        Err(TryLockError::Error(_)) => Lock::Nobodys,
    }
}

/// Drafts are private by default; the file that they become should be as readable as any other.
fn new_file_mode<'a, 'p, 's>(
    builder: &'a mut tempfile::Builder<'p, 's>,
) -> &'a mut tempfile::Builder<'p, 's> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test's own input need not be written in one step")]
    fn only_what_nobody_writes_any_more_is_swept_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = folder.path().join(".tokcost-Ab12Cd.draft");
        let others = [".tokcost-notes", "x.draft", "tokcost-Ab12Cd.draft"];
        for name in others.iter().map(|name| folder.path().join(name)).chain([left.clone()]) {
            File::create(name).expect("a file");
        }
        let mut one = Draft::new_in(folder.path()).expect("a draft");
        assert!(!left.exists());
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
        sweep(folder.path());
        one.write_all(b"tea").expect("written");
        let kept = folder.path().join("kept");
        one.keep(&kept).expect("a name");
        assert_eq!(fs::read(kept).expect("a file"), b"tea");
    }
}

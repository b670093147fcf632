//! Files under a name that nobody looks for until they are whole.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The drafts that lie somewhere.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file that is being written. It goes when it is dropped, and when the process is interrupted.
pub struct Draft(NamedTempFile);

impl Draft {
    /// An empty file in the folder where it will stay.
    ///
    /// # Errors
    /// A folder that cannot be written to.
    pub fn new_in(folder: &Path) -> io::Result<Draft> {
        let mut open = open();
        let file = new_file_mode(&mut tempfile::Builder::new()).prefix(".tokcost-").tempfile_in(folder)?;
        open.insert(file.path().to_owned());
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
        let mut open = open();
        open.remove(self.0.path());
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
pub fn abandon() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    let mut open = open();
    for draft in std::mem::take(&mut *open) {
        // What is gone already need not go.
        let _ = fs::remove_file(draft);
    }
    open
}

/// The list is right even if a thread stopped in the middle.
fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
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

//! Files that are read whole and are never large: what goes on and on, as a device does, ends in an error.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest table or list, in bytes.
pub const TABLE: u64 = 256 << 20;

/// The bytes of a file.
///
/// # Errors
/// A file that cannot be read, or that holds more bytes than `most`.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    bytes(File::open(path)?, most)
}

/// The text that is left to read.
///
/// # Errors
/// What cannot be read, is not UTF-8, or holds more bytes than `most`.
pub fn text(reader: impl Read, most: u64) -> io::Result<String> {
    let not_utf8 = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(bytes(reader, most)?).map_err(not_utf8)
}

fn bytes(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let mebibytes = most >> 20;
        let error = format!("it holds more than {mebibytes} MiB");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, error));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_ends_in_an_error() {
        let error = text(io::repeat(b'a'), 1 << 20).expect_err("endless").to_string();
        assert_eq!(error, "it holds more than 1 MiB");
        assert_eq!(text(&b"tea"[..], 3).expect("short"), "tea");
    }
}

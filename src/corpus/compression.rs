//! Files as they are read: plain, or compressed with gzip or Zstandard.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::error::CorpusError;
use super::frames::Frames;

/// A file may always become this large, in bytes.
const ALWAYS: u64 = 64 << 20;
/// A larger one is refused above so many times its stored size: text compresses to a third or a tenth.
const TIMES: u64 = 100;
/// Enough for the first line of a table.
const BEGINNING: u64 = 64 << 10;

/// A way of compressing a file. Its content tells; the ending is left out of the name.
struct Compression {
    name: &'static str,
    ending: &'static str,
    magic: &'static [u8],
    decoder: fn(Stored) -> Content,
}

type Stored<'a> = Box<dyn BufRead + Send + 'a>;
type Content<'a> = Box<dyn Read + Send + 'a>;

const COMPRESSIONS: &[Compression] = &[
    Compression { name: "gzip", ending: ".gz", magic: b"\x1F\x8B", decoder: gzip },
    Compression { name: "Zstandard", ending: ".zst", magic: b"\x28\xB5\x2F\xFD", decoder: zstandard },
];

impl Compression {
    /// Adds to the content until it is so many bytes long or all that there is.
    fn decode(&self, stored: &[u8], most: u64, content: &mut Vec<u8>) -> io::Result<()> {
        (self.decoder)(Box::new(stored)).take(most).read_to_end(content).map(|_| ())
    }
}

/// The name of a file without the ending that says how it is compressed.
pub fn plain_name(name: &str) -> &str {
    COMPRESSIONS.iter().find_map(|compression| name.strip_suffix(compression.ending)).unwrap_or(name)
}

/// The most bytes that a file of a stored size may become.
pub fn limit(stored: usize) -> u64 {
    ALWAYS.max(TIMES.saturating_mul(stored as u64))
}

/// What becomes of a file that holds more than its [`limit`].
pub fn too_large(path: &Path) -> CorpusError {
    CorpusError::TooLarge { path: path.to_owned(), mebibytes: ALWAYS >> 20, times: TIMES }
}

/// The content of a file that was read, decompressed if it is compressed.
///
/// # Errors
/// Damaged content, or more of it than such a file can honestly hold.
pub fn decompressed(path: &Path, stored: Vec<u8>) -> Result<Vec<u8>, CorpusError> {
    let limit = limit(stored.len());
    let Some(compression) = COMPRESSIONS.iter().find(|compression| stored.starts_with(compression.magic))
    else {
        return Ok(stored);
    };
    let mut content = Vec::new();
    compression.decode(&stored, limit + 1, &mut content).map_err(|source| CorpusError::Damaged {
        path: path.to_owned(),
        compression: compression.name,
        source,
    })?;
    if content.len() as u64 > limit { Err(too_large(path)) } else { Ok(content) }
}

/// The first bytes of a file, decompressed; none of a file that cannot be read.
pub fn peek(path: &Path) -> Vec<u8> {
    let mut stored = Vec::new();
    let file = fs::File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut stored));
    let compression = COMPRESSIONS.iter().find(|compression| stored.starts_with(compression.magic));
    match (file, compression) {
        (Err(_), _) => Vec::new(),
        (Ok(_), None) => stored,
        (Ok(_), Some(compression)) => {
            let mut content = Vec::new();
            // The stored bytes may end in the middle; what came before is the beginning all the same.
            let _ = compression.decode(&stored, BEGINNING, &mut content);
            content
        }
    }
}

/// A stream as it comes, decompressed if it is compressed, in little room.
///
/// # Errors
/// A stream whose first bytes cannot be read.
pub fn stream<'a>(stream: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let mut reader = BufReader::new(stream);
    let start = reader.fill_buf()?;
    let compression = COMPRESSIONS.iter().find(|compression| start.starts_with(compression.magic));
    Ok(match compression {
        None => Box::new(reader),
        Some(compression) => (compression.decoder)(Box::new(reader)),
    })
}

fn gzip(stored: Stored) -> Content {
    Box::new(MultiGzDecoder::new(stored))
}

fn zstandard(stored: Stored) -> Content {
    Box::new(Frames::new(stored))
}

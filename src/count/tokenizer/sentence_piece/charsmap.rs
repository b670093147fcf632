//! The replacements of a SentencePiece model: what it reads, before anything else, in the place of some characters.

use super::super::TokenizeError;

/// Texts and what stands for them, as SentencePiece compiles them: the length of a tree in bytes, the tree, and the
/// replacements, each ended by a zero byte.
///
/// The tree is a double array of darts-clone. A unit of four bytes holds the byte that leads to it, whether a text ends
/// there, and where its children begin; the unit of a text's end holds the place of the replacement.
pub struct Charsmap {
    units: Vec<u32>,
    replacements: String,
}

const ENDS: u32 = 1 << 8;
/// The offset to the children is in units of 256.
const FAR: u32 = 1 << 9;
const OFFSET_SHIFT: u32 = 10;
const VALUE: u32 = (1 << 31) - 1;
/// Bytes of a replacement, at most: the longest of Unicode's has 33, and every character of a text can become one.
const LONGEST: usize = 256;
const LABEL: u32 = 1 << 31 | 0xff;

impl Charsmap {
    /// Reads the compiled form.
    ///
    /// # Errors
    /// Bytes that are none.
    pub fn read(file: &[u8]) -> Result<Charsmap, TokenizeError> {
        let damaged = || TokenizeError("its table of replaced characters is damaged".to_owned());
        let (length, rest) = file.split_first_chunk().ok_or_else(damaged)?;
        let (units, replacements) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
        let units =
            units.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]));
        let replacements = std::str::from_utf8(replacements).map_err(|_| damaged())?.to_owned();
        if replacements.split('\0').any(|replacement| replacement.len() > LONGEST) {
            return Err(TokenizeError(format!("it replaces characters by more than {LONGEST} bytes")));
        }
        Ok(Charsmap { units: units.collect(), replacements })
    }

    /// The longest replaced text that a text begins with: its length in bytes, and what stands for it.
    #[inline]
    pub fn longest(&self, text: &str) -> Option<(usize, &str)> {
        let mut at = offset(*self.units.first()?);
        let mut longest = None;
        for (length, byte) in (1..).zip(text.bytes()) {
            at ^= usize::from(byte);
            let Some(&unit) = self.units.get(at).filter(|unit| **unit & LABEL == u32::from(byte)) else {
                break;
            };
            at ^= offset(unit);
            // A damaged table may end within a character.
            if unit & ENDS != 0 && text.is_char_boundary(length) {
                longest = self.units.get(at).map(|end| (length, (end & VALUE) as usize));
            }
        }
        let (length, place) = longest?;
        Some((length, self.replacements.get(place..)?.split('\0').next()?))
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> OFFSET_SHIFT) << ((unit & FAR) >> 6)) as usize
}

//! Disorderly tokens, which rank below their own parts, and how text is known that may hold one.

/// Bits of the filter, a power of two.
const BITS: usize = 1 << 17;

/// A filter with one bit for each hash of the trace of a disorderly token; empty if there is none.
#[derive(Clone, Copy)]
pub struct Traces<'a>(pub &'a [u64]);

impl Traces<'_> {
    /// Whether there may be a disorderly token in a piece.
    #[inline]
    pub fn are_in(self, piece: &[u8]) -> bool {
        let is_trace = |three: &[u8]| {
            let (word, bit) = place(three);
            self.0[word] & bit != 0
        };
        !self.0.is_empty() && piece.windows(3).any(is_trace)
    }
}

/// Adds the trace of a token, which has three bytes or more: of two bytes any token is in order.
pub fn add(filter: &mut Vec<u64>, token: &[u8]) {
    filter.resize(BITS / 64, 0);
    let (word, bit) = place(trace(token));
    filter[word] |= bit;
}

/// Three bytes of a token by which text that holds it is known: across the border of two characters, if it has one, for
/// the bytes of one character are met everywhere.
fn trace(token: &[u8]) -> &[u8] {
    let is_continued = |byte: &u8| byte & 0xC0 == 0x80;
    let mut windows = token.windows(3);
    windows.find(|three| !three[1..].iter().all(is_continued)).unwrap_or(&token[..3])
}

/// Where the filter has the bit of three bytes.
#[inline]
fn place(three: &[u8]) -> (usize, u64) {
    let three = u32::from_le_bytes([three[0], three[1], three[2], 0]);
    let hash = three.wrapping_mul(0x9e37_79b1) as usize >> (u32::BITS - BITS.ilog2());
    (hash / 64, 1 << (hash % 64))
}

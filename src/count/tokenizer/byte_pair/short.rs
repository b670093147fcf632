//! Short pieces, merged as byte-pair encoding is defined. Most of a word in Latin letters is bytes of which each pair is
//! met again and again: a dozen of them are merged sooner than it is found out which tokens can stand side by side.

use super::trie::NONE;

/// Bytes of the longest piece: one for each lane of the search for the next pair.
pub const LONGEST: usize = 1 << BITS;
const BITS: u32 = 4;
/// The place in the order of merges of a pair that does not merge.
const NEVER: i32 = i32::MAX;

/// Whether it pays to merge a piece: in other scripts most merges only make letters of bytes.
#[inline]
pub fn is_short(piece: &[u8]) -> bool {
    piece.len() <= LONGEST && piece.iter().filter(|byte| byte.is_ascii()).count() * 2 >= piece.len()
}

/// Writes to `placed` the tokens of a short piece and where each begins. The tokens of a byte, of two bytes, and of two
/// tokens are asked for; the latter are `NONE` if they do not merge.
#[inline]
pub fn merge(
    piece: &[u8],
    byte: impl Fn(u8) -> u32,
    bigram: impl Fn(u8, u8) -> u32,
    merged: impl Fn(u32, u32) -> u32,
    placed: &mut Vec<(u32, u32)>,
) {
    // Lower ranks first, of one rank the pair further left.
    let order = |whole: u32, at: usize| match whole {
        NONE => NEVER,
        whole => (whole << BITS | at as u32).cast_signed(),
    };
    let mut tokens = [NONE; LONGEST];
    // Of the pair that begins with a token.
    let mut orders = [NEVER; LONGEST];
    let (mut after, mut before) = ([0; LONGEST], [0; LONGEST]);
    for (at, own) in piece.iter().enumerate() {
        tokens[at] = byte(*own);
        (after[at], before[at]) = (at + 1, at.wrapping_sub(1));
    }
    for (at, two) in piece.windows(2).enumerate() {
        orders[at] = order(bigram(two[0], two[1]), at);
    }
    loop {
        let first = orders.iter().copied().fold(NEVER, i32::min);
        if first == NEVER {
            break;
        }
        let at = first as usize % LONGEST;
        let whole = first.cast_unsigned() >> BITS;
        let (left, taken) = (before[at], after[at]);
        let right = after[taken];
        tokens[at] = whole;
        after[at] = right;
        orders[taken] = NEVER;
        orders[at] = NEVER;
        if right < piece.len() {
            before[right] = at;
            orders[at] = order(merged(whole, tokens[right]), at);
        }
        if at > 0 {
            orders[left] = order(merged(tokens[left], whole), left);
        }
    }
    let mut at = 0;
    while at < piece.len() {
        placed.push((tokens[at], at as u32));
        at = after[at];
    }
}

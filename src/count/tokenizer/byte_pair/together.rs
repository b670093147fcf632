//! Tokenizers that cut alike: the text is cut once for all of them.

use super::memo::Memo;
use super::{BytePair, Scratch, TokenizeError, Tokenizer};

/// Tokenizers that cut every text alike, at most `Memo::MEMBERS`.
pub struct Together<'a> {
    members: Vec<Member<'a>>,
}

struct Member<'a> {
    tokenizer: &'a BytePair,
    /// An earlier member of the same vocabulary but for some more tokens, and two bytes that all of these begin with:
    /// a piece without them has the same tokens under both.
    twin: Option<(usize, Option<[u8; 2]>)>,
}

/// What one thread keeps for such tokenizers.
#[derive(Default)]
pub struct Memory {
    memo: Memo,
    /// One for each tokenizer: what it remembers of pairs is about its own tokens.
    scratch: Vec<Scratch>,
}

impl<'a> Together<'a> {
    pub fn new(tokenizer: &'a BytePair) -> Together<'a> {
        Together { members: vec![Member { tokenizer, twin: None }] }
    }

    /// Takes in a tokenizer, if it cuts alike and there is room.
    pub fn join(&mut self, tokenizer: &'a BytePair) -> bool {
        let joins = self.members.len() < Memo::MEMBERS && self.members[0].tokenizer.cuts_like(tokenizer);
        if joins {
            let twin = self.members.iter().enumerate().find_map(|(position, member)| {
                Some((position, beginning_of_more(tokenizer, member.tokenizer)?))
            });
            self.members.push(Member { tokenizer, twin });
        }
        joins
    }

    /// Writes to `totals` the tokens of a text under each tokenizer, in the order in which they joined.
    ///
    /// # Errors
    /// The position of a tokenizer that refuses the text, and why.
    pub fn count(
        &self,
        text: &str,
        memory: &mut Memory,
        totals: &mut Vec<u64>,
    ) -> Result<(), (usize, TokenizeError)> {
        totals.clear();
        if self.members.iter().any(|member| member.tokenizer.exception(text).is_some()) {
            for (position, member) in self.members.iter().enumerate() {
                totals.push(member.tokenizer.count(text).map_err(|source| (position, source))?);
            }
            return Ok(());
        }
        totals.resize(self.members.len(), 0);
        let first = self.members[0].tokenizer;
        let text = first.normal.apply(text);
        let Memory { memo, scratch } = memory;
        scratch.resize_with(self.members.len(), Scratch::default);
        let mut counted = [0; Memo::MEMBERS];
        first.split.pieces(&text, &mut |start, end| {
            memo.add(text.as_bytes(), start, end, totals, |piece, position| {
                counted[position] = match self.members[position].twin {
                    Some((twin, more)) if !more.is_some_and(|pair| holds(piece, pair)) => counted[twin],
                    _ => self.members[position].tokenizer.count_piece(piece, &mut scratch[position]),
                };
                counted[position]
            });
        });
        Ok(())
    }
}

/// The two bytes that all tokens begin with which one has more than the other (`None` inside if it has no more), if that
/// is the whole difference.
#[expect(clippy::option_option, reason = "no twin, a twin, and a twin but for some pieces")]
fn beginning_of_more(tokenizer: &BytePair, other: &BytePair) -> Option<Option<[u8; 2]>> {
    let rules = |one: &BytePair| (one.whole_pieces, one.of_characters);
    if rules(tokenizer) != rules(other) {
        return None;
    }
    let more = tokenizer.vocabulary.extends(&other.vocabulary)?;
    let Some(first) = more.first() else { return Some(None) };
    let pair: [u8; 2] = *first.first_chunk()?;
    more.iter().all(|token| token.starts_with(&pair)).then_some(Some(pair))
}

fn holds(piece: &[u8], pair: [u8; 2]) -> bool {
    piece.windows(2).any(|two| two == pair)
}

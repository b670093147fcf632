//! The tables of a byte-pair vocabulary: built from its tokens, stored, and read where they lie.

use std::borrow::Cow;

use super::characters::BEGINNING;
use super::merging::Merging;
use super::scratch::Scratch;
use super::tables::{EMPTY, LEFT, LENGTH, Listed, RIGHT, TOKEN_BITS, Tables, Token, filter_place, pair};
use super::traces::{self, Traces};
use super::trie::{self, NONE, Node, Trie};

/// Bits of the filter for each token: one pair in eight that does not merge passes by mistake.
const FILTER_BITS: usize = 8;
/// Sections of a table file begin at multiples of this.
const ALIGNMENT: usize = 16;

/// A vocabulary in tables. Tokens are numbered by rank: the lower, the earlier merged.
pub struct Vocabulary {
    nodes: Cow<'static, [Node]>,
    tokens: Cow<'static, [Token]>,
    /// Which pair merges into which token: left, right and merged in one word each, open addressing. Disorderly tokens
    /// are left out.
    merges: Cow<'static, [u64]>,
    /// One bit for each hash of a pair that merges: most pairs do not, and this says so from the cache.
    filter: Cow<'static, [u64]>,
    /// The token that two bytes merge into, or `NONE`, by the first byte and then the second.
    bigrams: Cow<'static, [u32]>,
    /// Where a disorderly token may be, one that ranks below its own parts, only merging as it is defined is right.
    traces: Cow<'static, [u64]>,
    /// The ids that the vocabulary gives its tokens, by rank.
    ids: Cow<'static, [u32]>,
    /// Where merging as it is defined goes by a list of pairs.
    listed: Option<Listed>,
}

/// Why ranked tokens are not a vocabulary that the tables can hold.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    #[error("the byte {0:#04x} is no token")]
    MissingByte(u8),
    #[error("a token is empty")]
    Empty,
    #[error("the token {0:?} stands twice in the vocabulary")]
    Twice(String),
    #[error("more than {} tokens", (1 << TOKEN_BITS) - 1)]
    TooMany,
    #[error("the tokens are too long")]
    TooLong,
}

impl Vocabulary {
    /// Builds the tables from tokens in order of rank, each with its id.
    ///
    /// # Errors
    /// A byte without a token, a token twice, an empty token, more than two million tokens, more than eight million
    /// bytes of them.
    pub fn new(ranked: &[(Vec<u8>, u32)]) -> Result<Vocabulary, VocabularyError> {
        let mut sorted: Vec<(&[u8], u32)> =
            ranked.iter().map(|(bytes, _)| bytes.as_slice()).zip(0..).collect();
        sorted.sort_unstable();
        if sorted.first().is_some_and(|(bytes, _)| bytes.is_empty()) {
            return Err(VocabularyError::Empty);
        }
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(VocabularyError::Twice(String::from_utf8_lossy(pair[0].0).into_owned()));
        }
        if ranked.len() >= 1 << TOKEN_BITS {
            return Err(VocabularyError::TooMany);
        }
        let nodes = trie::build(&sorted).ok_or(VocabularyError::TooLong)?;
        let trie = Trie(&nodes);
        if let Some(missing) = (0..=u8::MAX).find(|byte| trie.token(&[*byte]) == NONE) {
            return Err(VocabularyError::MissingByte(missing));
        }
        let tokens = tokens(ranked, trie);
        let mut merges = vec![EMPTY; (ranked.len() * 2).next_power_of_two()];
        let mut filter = vec![0; (ranked.len() * FILTER_BITS / 64).next_power_of_two()];
        let mut traces_of_disorder = Vec::new();
        for ((rank, &[left, right, ..]), (bytes, _)) in (0..).zip(&tokens).zip(ranked) {
            if left == NONE {
                traces::add(&mut traces_of_disorder, bytes);
            } else if left != rank {
                learn(&mut merges, &mut filter, left, right, rank);
            }
        }
        let bytes = 0..=u8::MAX;
        let bigram = |first: u8| bytes.clone().map(move |second| trie.token(&[first, second]));
        Ok(Vocabulary {
            ids: ranked.iter().map(|(_, id)| *id).collect(),
            bigrams: bytes.clone().flat_map(bigram).collect(),
            tokens: tokens.into(),
            merges: merges.into(),
            filter: filter.into(),
            traces: traces_of_disorder.into(),
            nodes: nodes.into(),
            listed: None,
        })
    }

    /// The tables as `from_tables` reads them: for each its length in bytes, then its words, both to 16 bytes.
    pub fn to_tables(&self) -> Vec<u8> {
        let sections: [&[u8]; 7] = [
            bytemuck::cast_slice(&self.nodes),
            bytemuck::cast_slice(&self.tokens),
            bytemuck::cast_slice(&self.merges),
            bytemuck::cast_slice(&self.filter),
            bytemuck::cast_slice(&self.bigrams),
            bytemuck::cast_slice(&self.traces),
            bytemuck::cast_slice(&self.ids),
        ];
        let mut file = Vec::new();
        for section in sections {
            file.extend_from_slice(&(section.len() as u64).to_ne_bytes());
            file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
            file.extend_from_slice(section);
            file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
        }
        file
    }

    /// Reads tables where they lie, without a copy.
    ///
    /// # Panics
    /// Bytes that `to_tables` did not write on a machine of this kind, or that are not aligned to 16 bytes.
    pub fn from_tables(mut file: &'static [u8]) -> Vocabulary {
        let mut section = || {
            let (length, rest) = file.split_at(ALIGNMENT);
            let length = bytemuck::cast_slice::<u8, u64>(length)[0] as usize;
            file = &rest[length.next_multiple_of(ALIGNMENT).min(rest.len())..];
            &rest[..length]
        };
        Vocabulary {
            nodes: bytemuck::cast_slice(section()).into(),
            tokens: bytemuck::cast_slice(section()).into(),
            merges: bytemuck::cast_slice(section()).into(),
            filter: bytemuck::cast_slice(section()).into(),
            bigrams: bytemuck::cast_slice(section()).into(),
            traces: bytemuck::cast_slice(section()).into(),
            ids: bytemuck::cast_slice(section()).into(),
            listed: None,
        }
    }

    /// The same vocabulary with the pairs that may merge, in order of rank, each as the bytes that it makes and the
    /// length of its left part; `None` if they do not say what merging by the rank of the whole comes to.
    ///
    /// An orderly token is only ever merged from its halves. Where a disorderly one may be, the pairs are merged as listed.
    pub fn with_pairs(mut self, pairs: &[(Vec<u8>, usize)]) -> Option<Vocabulary> {
        let trie = Trie(&self.nodes);
        let place =
            |(place, (whole, left)): (u32, &(Vec<u8>, usize))| ((trie.token(whole), *left as u32), place);
        let listed: Listed = (0..).zip(pairs).map(place).collect();
        let is_listed = |(rank, token): (u32, &Token)| {
            let is_byte = token[LENGTH] == 1;
            let is_disorderly = token[LEFT] == NONE;
            is_byte
                || is_disorderly
                || listed.contains_key(&(rank, self.tokens[token[LEFT] as usize][LENGTH]))
        };
        if !(0..).zip(self.tokens.iter()).all(is_listed) {
            return None;
        }
        self.listed = (!self.is_orderly()).then_some(listed);
        Some(self)
    }

    /// The tokens that it has more than another vocabulary, if it has all of the other's before them, in the same
    /// order. Text that holds none of them has the same tokens under both.
    pub fn extends(&self, other: &Vocabulary) -> Option<Vec<Vec<u8>>> {
        let known = self.tokens.get(..other.tokens.len())?;
        let halves = |token: &Token| (token[LEFT], token[RIGHT]);
        let orderly = self.is_orderly() && other.is_orderly();
        let bytes = self.bytes();
        if !orderly || bytes != other.bytes() || !known.iter().map(halves).eq(other.tokens.iter().map(halves))
        {
            return None;
        }
        let more = |(token, bytes): (u32, Vec<u8>)| (token as usize >= known.len()).then_some(bytes);
        Some(self.tables().trie.spelled().into_iter().filter_map(more).collect())
    }

    /// Whether every token ranks above its own parts.
    fn is_orderly(&self) -> bool {
        self.traces.is_empty()
    }

    /// The token of each byte.
    fn bytes(&self) -> Vec<u32> {
        (0..=u8::MAX).map(|byte| self.tables().trie.token(&[byte])).collect()
    }

    /// How many tokens there are, without beginnings of characters.
    pub fn tokens_listed(&self) -> usize {
        self.ids.iter().filter(|id| **id != BEGINNING).count()
    }

    /// The bytes of every token, without beginnings of characters.
    pub fn spelled(&self) -> Vec<Vec<u8>> {
        let listed =
            |(token, bytes): (u32, Vec<u8>)| (self.ids[token as usize] != BEGINNING).then_some(bytes);
        self.tables().trie.spelled().into_iter().filter_map(listed).collect()
    }

    /// Number of tokens of a piece. `whole`: one, if the piece is a token, whether or not merges lead to it.
    #[inline]
    pub fn count(&self, piece: &[u8], whole: bool, scratch: &mut Scratch) -> u32 {
        self.tables().place(piece, whole, scratch);
        scratch.placed.len() as u32
    }

    /// The tokens of a piece, as `count` counts them: id and length in bytes of each.
    pub fn tokens<'s>(
        &'s self,
        piece: &[u8],
        whole: bool,
        scratch: &'s mut Scratch,
    ) -> impl Iterator<Item = (u32, usize)> + 's {
        self.tables().place(piece, whole, scratch);
        scratch
            .placed
            .iter()
            .map(|(token, _)| (self.ids[*token as usize], self.tokens[*token as usize][LENGTH] as usize))
    }

    fn tables(&self) -> Tables<'_> {
        Tables {
            trie: Trie(&self.nodes),
            tokens: &self.tokens,
            merges: &self.merges,
            filter: &self.filter,
            bigrams: &self.bigrams,
            traces: Traces(&self.traces),
            listed: self.listed.as_ref(),
        }
    }
}

/// What is known of each token. The two halves of a token are what merging its bytes comes to with ranks below its own.
fn tokens(ranked: &[(Vec<u8>, u32)], trie: Trie) -> Vec<Token> {
    let (mut merging, mut placed) = (Merging::default(), Vec::new());
    let token = |(rank, (bytes, _)): (u32, &(Vec<u8>, u32))| {
        merging.run(bytes, trie, |whole, _| Some(whole).filter(|whole| *whole < rank), &mut placed);
        let (left, right) = match placed[..] {
            [_] => (rank, rank),
            [(left, _), (right, _)] => (left, right),
            _ => (NONE, NONE),
        };
        let (shorter, _) = trie.longest(&bytes[..bytes.len() - 1]);
        [left, right, shorter, bytes.len() as u32]
    };
    (0..).zip(ranked).map(token).collect()
}

fn learn(merges: &mut [u64], filter: &mut [u64], left: u32, right: u32, whole: u32) {
    let (pair, hash) = pair(left, right);
    let (word, bit) = filter_place(filter.len(), hash);
    filter[word] |= bit;
    let mut slot = hash as usize & (merges.len() - 1);
    while merges[slot] != EMPTY {
        slot = (slot + 1) & (merges.len() - 1);
    }
    merges[slot] = pair << TOKEN_BITS | u64::from(whole);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bytes, and tokens that are each joined from two before them: many rank below their own parts.
    fn ranked(joined: &[(prop::sample::Index, prop::sample::Index)]) -> Vec<(Vec<u8>, u32)> {
        let mut tokens: Vec<Vec<u8>> = b"ab\xC3\xA9".iter().map(|byte| vec![*byte]).collect();
        for (first, second) in joined {
            let whole = [first.get(&tokens).clone(), second.get(&tokens).clone()].concat();
            if !tokens.contains(&whole) {
                tokens.push(whole);
            }
        }
        let others = (0..=u8::MAX).filter(|byte| !b"ab\xC3\xA9".contains(byte)).map(|byte| vec![byte]);
        tokens.into_iter().chain(others).zip(0..).collect()
    }

    proptest! {
        #[test]
        fn tokens_are_what_merging_comes_to(
            joined in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..40),
            letters in prop::collection::vec(prop::sample::select(vec!["a", "b", "ab", "é"]), 1..40),
            whole in any::<bool>(),
        ) {
            let vocabulary = Vocabulary::new(&ranked(&joined)).expect("every byte is a token");
            let piece = letters.concat().into_bytes();
            let mut expected = Vec::new();
            Merging::default().run(&piece, Trie(&vocabulary.nodes), |whole, _| Some(whole), &mut expected);
            if whole && Trie(&vocabulary.nodes).token(&piece) != NONE {
                expected.truncate(1);
            }
            prop_assert_eq!(vocabulary.count(&piece, whole, &mut Scratch::default()), expected.len() as u32);
        }
    }
}

//! One pass over a text for many tokenizers: those that cut alike cut once.

use std::sync::{Mutex, PoisonError};

use super::detail::lost;
use super::tokenizer::Losses;
use super::tokenizer::byte_pair::{Memory, Together};
use super::{TokenizeError, Tokenizer};

/// Which tokenizers are counted together.
pub struct Pass<'a> {
    groups: Vec<Group<'a>>,
    tokenizers: usize,
    /// What threads that are done have learnt, for those that come next.
    memories: Mutex<Vec<Vec<Memory>>>,
}

/// Tokenizers, by position.
enum Group<'a> {
    Alone(usize, &'a dyn Tokenizer),
    Together(Vec<usize>, Together<'a>),
}

/// What one tokenizer makes of a segment.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    pub tokens: u64,
    pub lost_chars: u64,
}

/// A tokenizer, by position, refused a segment, by position.
#[derive(Debug)]
pub struct Refusal {
    pub tokenizer: usize,
    pub segment: usize,
    pub source: TokenizeError,
}

impl<'a> Pass<'a> {
    /// Groups tokenizers.
    pub fn new(tokenizers: &'a [Box<dyn Tokenizer>]) -> Pass<'a> {
        let mut groups: Vec<Group> = Vec::new();
        for (position, tokenizer) in tokenizers.iter().enumerate() {
            let Some(byte_pair) = tokenizer.byte_pair() else {
                groups.push(Group::Alone(position, tokenizer.as_ref()));
                continue;
            };
            let joined = groups.iter_mut().find_map(|group| match group {
                Group::Together(positions, together) => together.join(byte_pair).then_some(positions),
                Group::Alone(..) => None,
            });
            match joined {
                Some(positions) => positions.push(position),
                None => groups.push(Group::Together(vec![position], Together::new(byte_pair))),
            }
        }
        Pass { groups, tokenizers: tokenizers.len(), memories: Mutex::default() }
    }

    /// Tokens of every segment, and the characters that they do not tell: a list for each tokenizer.
    ///
    /// # Errors
    /// A tokenizer that refuses a segment.
    pub fn count<'t>(
        &self,
        segments: &(impl Iterator<Item = &'t str> + Clone),
    ) -> Result<Vec<Vec<Counted>>, Refusal> {
        let mut memories = self.memories().pop().unwrap_or_default();
        memories.resize_with(self.groups.len(), Memory::default);
        let mut tokens = vec![Vec::new(); self.tokenizers];
        // A group at a time, so that its tables stay in the cache.
        for (group, memory) in self.groups.iter().zip(&mut memories) {
            match group {
                Group::Alone(tokenizer, alone) => {
                    let count = |(segment, text)| {
                        count(*alone, text).map_err(|source| Refusal {
                            tokenizer: *tokenizer,
                            segment,
                            source,
                        })
                    };
                    tokens[*tokenizer] = segments.clone().enumerate().map(count).collect::<Result<_, _>>()?;
                }
                Group::Together(positions, together) => {
                    let mut totals = Vec::new();
                    for (segment, text) in segments.clone().enumerate() {
                        together.count(text, memory, &mut totals).map_err(|(member, source)| Refusal {
                            tokenizer: positions[member],
                            segment,
                            source,
                        })?;
                        for (position, total) in positions.iter().zip(&totals) {
                            tokens[*position].push(Counted { tokens: *total, lost_chars: 0 });
                        }
                    }
                }
            }
        }
        self.memories().push(memories);
        Ok(tokens)
    }

    /// What is remembered is right even if a thread stopped in the middle.
    fn memories(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Memory>>> {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(tokenizer: &dyn Tokenizer, text: &str) -> Result<Counted, TokenizeError> {
    match tokenizer.losses() {
        Losses::None => Ok(Counted { tokens: tokenizer.count(text)?, lost_chars: 0 }),
        Losses::Possible { unknown } => {
            let tokens = tokenizer.encode(text)?;
            Ok(Counted { tokens: tokens.len() as u64, lost_chars: lost(text, &tokens, unknown) })
        }
    }
}

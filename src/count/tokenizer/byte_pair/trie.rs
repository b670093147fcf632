//! The tokens of a vocabulary as a tree of bytes, in one array.
//!
//! A node's children lie at its base with the byte mixed in, so that a step is one look (a double array:
//! Aoe 1989, "An efficient digital search algorithm by using a double-array structure"). No two nodes share a base,
//! so a child is known by its byte alone.

/// `base << LABEL_BITS | byte` of a node, and its token.
pub type Node = [u32; 2];

/// No token.
pub const NONE: u32 = u32::MAX;
/// A byte, and a bit more for the slot that no node has taken.
const LABEL_BITS: u32 = 9;
const LABEL: u32 = (1 << LABEL_BITS) - 1;
const FREE: u32 = LABEL;
/// The base of nodes without children: its block of slots stays free.
const NO_CHILDREN: u32 = 0;
/// Blocks of 256 slots that bases can number.
const BLOCKS: usize = 1 << (u32::BITS - LABEL_BITS - 8);
/// The slot in the block without children that holds the root.
const ROOT: usize = 0;

/// A view of a tree.
#[derive(Clone, Copy)]
pub struct Trie<'a>(pub &'a [Node]);

impl<'a> Trie<'a> {
    /// The token with exactly these bytes, or `NONE`.
    #[inline]
    pub fn token(self, bytes: &[u8]) -> u32 {
        let (token, length) = self.longest(bytes);
        if length == bytes.len() { token } else { NONE }
    }

    /// The longest token that a text begins with, and its length in bytes; `NONE` and 0 if there is none.
    #[inline]
    pub fn longest(self, text: &[u8]) -> (u32, usize) {
        self.prefixes(text).last().unwrap_or((NONE, 0))
    }

    /// The tokens that a text begins with, the shorter first: each with its length in bytes.
    #[inline]
    pub fn prefixes<'t>(self, text: &'t [u8]) -> impl Iterator<Item = (u32, usize)> + use<'t, 'a> {
        let mut base = self.0[ROOT][0] >> LABEL_BITS;
        let steps = text.iter().zip(1..).map_while(move |(&byte, length)| {
            let [node, token] = self.0[(base ^ u32::from(byte)) as usize];
            base = node >> LABEL_BITS;
            (node & LABEL == u32::from(byte)).then_some((token, length))
        });
        steps.filter(|(token, _)| *token != NONE)
    }

    /// Every token with its bytes, in no order.
    pub fn spelled(self) -> Vec<(u32, Vec<u8>)> {
        let base = |node: &Node| (node[0] >> LABEL_BITS) as usize;
        // No two nodes share a base, so a base leads back to its node.
        let mut node_of_base = vec![ROOT; self.0.len()];
        for (slot, node) in self.0.iter().enumerate().filter(|(_, node)| node[0] & LABEL != FREE) {
            node_of_base[base(node)] = slot;
        }
        let spell = |mut slot: usize| {
            let mut reversed = Vec::new();
            while slot != ROOT {
                let byte = self.0[slot][0] & LABEL;
                reversed.push(byte as u8);
                slot = node_of_base[slot ^ byte as usize];
            }
            reversed.reverse();
            reversed
        };
        let tokens = self.0.iter().enumerate().filter(|(_, node)| node[1] != NONE);
        tokens.map(|(slot, node)| (node[1], spell(slot))).collect()
    }
}

/// The nodes of the tree of some tokens, sorted by their bytes: (bytes, number of the token), no two alike, none empty.
///
/// `None` if they have more beginnings than a base can number, about eight million.
pub fn build(sorted: &[(&[u8], u32)]) -> Option<Vec<Node>> {
    let mut builder = Builder {
        nodes: vec![[FREE, NONE]; 256],
        taken: vec![true; 256],
        first_open: 1,
        first_for_many: 1,
        refused: 0,
    };
    // (bytes before, range of the tokens that share them, slot of the node whose children they are)
    let mut open = vec![(0, 0..sorted.len(), ROOT)];
    while let Some((depth, range, parent)) = open.pop() {
        let mut children = Vec::new();
        let mut from = range.start;
        while from < range.end {
            let byte = sorted[from].0[depth];
            let to = from + sorted[from..range.end].partition_point(|(token, _)| token[depth] == byte);
            children.push((byte, from..to));
            from = to;
        }
        let base = builder.place(&children.iter().map(|(byte, _)| *byte).collect::<Vec<_>>())?;
        builder.nodes[parent][0] |= base << LABEL_BITS;
        for (byte, tokens) in children {
            let slot = (base ^ u32::from(byte)) as usize;
            let ends_here = sorted[tokens.start].0.len() == depth + 1;
            if ends_here {
                builder.nodes[slot][1] = sorted[tokens.start].1;
            }
            let longer = tokens.start + usize::from(ends_here)..tokens.end;
            if !longer.is_empty() {
                open.push((depth + 1, longer, slot));
            }
        }
    }
    Some(builder.nodes)
}

/// Places nodes into the array.
struct Builder {
    nodes: Vec<Node>,
    /// Bases given away.
    taken: Vec<bool>,
    /// Blocks of 256 slots before this one are full.
    first_open: usize,
    /// Blocks before this one are as good as full for nodes with several children.
    first_for_many: usize,
    /// Slots that were looked for in that block in vain: after as many as it has, it is passed over. So a place is found
    /// in a time that does not grow with the tree, whatever its tokens are.
    refused: usize,
}

impl Builder {
    /// A base that nobody has, with free slots for all bytes; the slots are taken.
    fn place(&mut self, bytes: &[u8]) -> Option<u32> {
        let first = if bytes.len() == 1 { self.first_open } else { self.first_for_many.max(self.first_open) };
        for block in first..BLOCKS {
            if self.taken.len() <= block * 256 {
                self.taken.resize((block + 1) * 256, false);
                self.nodes.resize((block + 1) * 256, [FREE, NONE]);
            }
            let free = |base: usize, byte: u8| self.nodes[base ^ usize::from(byte)][0] == FREE;
            let found = (block * 256..(block + 1) * 256)
                .find(|&base| !self.taken[base] && bytes.iter().all(|&byte| free(base, byte)));
            if let Some(base) = found {
                self.taken[base] = true;
                for &byte in bytes {
                    self.nodes[base ^ usize::from(byte)] =
                        [NO_CHILDREN << LABEL_BITS | u32::from(byte), NONE];
                }
                return Some(base as u32);
            }
            if bytes.len() == 1 {
                self.first_open = block + 1;
            } else if block == first {
                self.refused += bytes.len();
                if self.refused >= 256 {
                    (self.first_for_many, self.refused) = (block + 1, 0);
                }
            }
        }
        None
    }
}

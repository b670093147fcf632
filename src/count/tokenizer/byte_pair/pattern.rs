//! A split pattern compiled to a table: classes of characters, and a state for every class.
//!
//! The patterns of the field tell a few dozen kinds of characters apart (letters of either case, marks, digits,
//! blanks, the letters of `'ll`). So every character is first reduced to its kind, and the pattern becomes an
//! automaton over kinds: small enough for the first-level cache, and built from the published pattern itself.

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look};

use super::kinds::{Kinds, KindsBuilder};
use super::possessive;

/// A piece that ends where blanks end, but leaves the last one to the piece that follows.
const BLANKS_BEFORE_TEXT: &str = r"\s+(?!\S)";

/// Bytes that an automaton may take on the way to a table: a few lines can describe one with a state for every atom.
const LARGEST: usize = 4 << 20;
/// Bytes of a pattern: five of them can stand for a set of characters that takes five thousand.
const LONGEST: usize = 4096;

/// What the table says in the two high bits of an entry. A match is seen one character late, as in `regex-automata`.
mod verdict {
    pub const SHIFT: u32 = 14;
    /// Nothing matched yet that was not known before.
    pub const OPEN: u16 = 0;
    /// A piece ended before the last character read.
    pub const ENDS: u16 = 1;
    /// The same, and the piece leaves its own last character to the next.
    pub const ENDS_ONE_EARLIER: u16 = 2;
    /// No longer piece is possible.
    pub const DEAD: u16 = 3;
}

/// A split pattern: cuts text into pieces that tokens never cross.
pub struct Pattern {
    kinds: Kinds,
    /// `next[row + kind]`: a verdict, and the row of the state that follows. The last kind is the end of the text.
    next: Vec<u16>,
    width: usize,
    /// Whether a piece can begin with a character, by its kind.
    begins: Vec<bool>,
}

/// Why a pattern cannot become a table.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    #[error("not a regular expression that can be compiled")]
    Syntax(#[from] Box<regex_syntax::Error>),
    #[error("{0} is not supported")]
    Unsupported(&'static str),
    #[error("too large")]
    TooLarge,
}

impl Pattern {
    /// Compiles a pattern as tokenizers publish it: alternatives tried in order, `\s+(?!\S)` among them.
    ///
    /// # Errors
    /// A pattern with other look-around, or one that is too large for a table of 255 states.
    pub fn compile(pattern: &str) -> Result<Pattern, PatternError> {
        if pattern.len() > LONGEST {
            return Err(PatternError::TooLarge);
        }
        let alternatives = alternatives(pattern)?;
        let parsed: Vec<Hir> =
            alternatives.iter().map(|(alternative, _)| parse(alternative)).collect::<Result<_, _>>()?;
        let mut builder = KindsBuilder::default();
        for hir in &parsed {
            collect(hir, &mut builder)?;
        }
        let kinds = builder.build()?;
        let over_kinds: Vec<Hir> = parsed.iter().map(|hir| translate(hir, &kinds)).collect();
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .utf8(false)
                    .which_captures(thompson::WhichCaptures::None)
                    .nfa_size_limit(Some(LARGEST)),
            )
            .build_many_from_hir(&over_kinds)
            .map_err(|_| PatternError::TooLarge)?;
        let automaton = dense::Builder::new()
            .configure(
                dense::Config::new()
                    .match_kind(MatchKind::LeftmostFirst)
                    .start_kind(StartKind::Anchored)
                    .dfa_size_limit(Some(LARGEST))
                    .determinize_size_limit(Some(LARGEST)),
            )
            .build_from_nfa(&nfa)
            .map_err(|_| PatternError::TooLarge)?;
        let one_earlier: Vec<bool> = alternatives.iter().map(|(_, one_earlier)| *one_earlier).collect();
        Self::flatten(&automaton, kinds, &one_earlier)
    }

    /// The automaton as a plain table of the states that can be reached.
    fn flatten(
        automaton: &dense::DFA<Vec<u32>>,
        kinds: Kinds,
        one_earlier: &[bool],
    ) -> Result<Pattern, PatternError> {
        let anchored = start::Config::new().anchored(Anchored::Yes);
        let first = automaton.start_state(&anchored).map_err(|_| PatternError::Unsupported("look-behind"))?;
        let width = kinds.count() + 1;
        let mut states: Vec<StateID> = vec![first];
        let mut next = Vec::new();
        let mut visited = 0;
        while let Some(&state) = states.get(visited) {
            visited += 1;
            for kind in 0..width {
                let after = match u8::try_from(kind) {
                    Ok(kind) if usize::from(kind) + 1 < width => automaton.next_state(state, kind),
                    _ => automaton.next_eoi_state(state),
                };
                let position = states.iter().position(|known| *known == after).unwrap_or_else(|| {
                    states.push(after);
                    states.len() - 1
                });
                next.push(u8::try_from(position).map_err(|_| PatternError::TooLarge)?);
            }
        }
        let entry = |position: u8| {
            let state = states[usize::from(position)];
            let verdict = if automaton.is_dead_state(state) {
                verdict::DEAD
            } else if !automaton.is_match_state(state) {
                verdict::OPEN
            } else if one_earlier[automaton.match_pattern(state, 0)] {
                verdict::ENDS_ONE_EARLIER
            } else {
                verdict::ENDS
            };
            let row =
                u16::try_from(usize::from(position) * width).ok().filter(|row| row >> verdict::SHIFT == 0);
            Ok(row.ok_or(PatternError::TooLarge)? | verdict << verdict::SHIFT)
        };
        let next = next.into_iter().map(entry).collect::<Result<Vec<u16>, PatternError>>()?;
        let begins = next[..width].iter().map(|entry| entry >> verdict::SHIFT != verdict::DEAD).collect();
        Ok(Pattern { kinds, next, width, begins })
    }

    /// Calls `each` with the borders of every piece of `text[start..end]`, in order. Characters that the pattern does
    /// not match are pieces as well, as long as they stand together.
    #[inline]
    pub fn pieces(&self, text: &[u8], start: usize, end: usize, each: &mut impl FnMut(usize, usize)) {
        let text = &text[..end];
        let (mut at, mut gap) = (start, start);
        while at < end {
            let (kind, length) = self.kinds.of(text, at);
            let stop = if self.begins[kind] { self.end_of_piece(text, at) } else { at };
            if stop == at {
                at += length;
                continue;
            }
            if gap < at {
                each(gap, at);
            }
            each(at, stop);
            (at, gap) = (stop, stop);
        }
        if gap < end {
            each(gap, end);
        }
    }

    /// Where the piece ends that begins at a byte; that byte, if none does.
    #[inline]
    fn end_of_piece(&self, text: &[u8], start: usize) -> usize {
        let (mut row, mut at, mut before, mut end) = (0, start, start, start);
        loop {
            let (kind, length) = if at < text.len() { self.kinds.of(text, at) } else { (self.width - 1, 0) };
            let entry = self.next[row + kind];
            let verdict = entry >> verdict::SHIFT;
            end = if verdict == verdict::ENDS { at } else { end };
            end = if verdict == verdict::ENDS_ONE_EARLIER { before } else { end };
            if verdict == verdict::DEAD || length == 0 {
                return end;
            }
            row = usize::from(entry & ((1 << verdict::SHIFT) - 1));
            before = at;
            at += length;
        }
    }
}

/// The pattern cut at `\s+(?!\S)`, which no automaton can express, into patterns tried in order.
/// `true`: the match leaves its last character to the next piece.
///
/// At a run of blanks that reaches the end of the text, `\s+(?!\S)` takes all of it; at one that something follows
/// it takes all but the last, if that leaves any.
fn alternatives(pattern: &str) -> Result<Vec<(String, bool)>, PatternError> {
    let greedy = possessive::marked(pattern);
    let Some((before, after)) = greedy.split_once(BLANKS_BEFORE_TEXT) else {
        return Ok(vec![(greedy, false)]);
    };
    let Some(before) = before.strip_suffix('|') else {
        return Err(PatternError::Unsupported("look-ahead within an alternative"));
    };
    let mut cut = vec![(format!(r"{before}|\s+\z"), false), (r"\s+\s".to_owned(), true)];
    match after.strip_prefix('|') {
        Some(after) => cut.push((after.to_owned(), false)),
        None if after.is_empty() => {}
        None => return Err(PatternError::Unsupported("look-ahead within an alternative")),
    }
    Ok(cut)
}

fn parse(pattern: &str) -> Result<Hir, PatternError> {
    let hir = regex_syntax::parse(pattern).map_err(Box::new)?;
    if !possessive::keep_all(&hir) {
        return Err(PatternError::Unsupported("a possessive quantifier that differs from a greedy one"));
    }
    Ok(hir)
}

/// Every set of characters that the pattern tells from others.
fn collect(hir: &Hir, builder: &mut KindsBuilder) -> Result<(), PatternError> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(Look::End) => {}
        HirKind::Look(_) => {
            return Err(PatternError::Unsupported("an anchor other than the end of the text"));
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).map_err(|_| PatternError::Unsupported("a byte"))?;
            for c in text.chars() {
                builder.add(std::iter::once((c, c)));
            }
        }
        HirKind::Class(Class::Unicode(class)) => {
            builder.add(class.iter().map(|range| (range.start(), range.end())));
        }
        HirKind::Class(Class::Bytes(_)) => return Err(PatternError::Unsupported("a byte")),
        HirKind::Repetition(repetition) => collect(&repetition.sub, builder)?,
        HirKind::Capture(capture) => collect(&capture.sub, builder)?,
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().try_for_each(|part| collect(part, builder))?;
        }
    }
    Ok(())
}

/// The same pattern, with the numbers of kinds in the place of characters.
fn translate(hir: &Hir, kinds: &Kinds) -> Hir {
    let class = |ranges: &mut dyn Iterator<Item = (char, char)>| {
        let of_kinds = ranges.flat_map(|range| kinds.within(range));
        Hir::class(Class::Bytes(ClassBytes::new(of_kinds.map(|kind| ClassBytesRange::new(kind, kind)))))
    };
    match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Look(look) => Hir::look(*look),
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0).into_owned();
            Hir::concat(text.chars().map(|c| class(&mut std::iter::once((c, c)))).collect())
        }
        HirKind::Class(Class::Unicode(unicode)) => {
            class(&mut unicode.iter().map(|range| (range.start(), range.end())))
        }
        HirKind::Class(Class::Bytes(_)) => Hir::fail(),
        HirKind::Repetition(repetition) => {
            let mut over_kinds = repetition.clone();
            over_kinds.sub = Box::new(translate(&repetition.sub, kinds));
            Hir::repetition(over_kinds)
        }
        HirKind::Capture(capture) => translate(&capture.sub, kinds),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| translate(part, kinds)).collect()),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| translate(part, kinds)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_ahead_elsewhere_is_refused() {
        assert!(Pattern::compile(r"a(?=b)").is_err());
        assert!(Pattern::compile(r"x\s+(?!\S)").is_err());
        assert!(Pattern::compile(r"\bword").is_err());
    }
}

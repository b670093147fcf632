//! How a tokenizer cuts text into the pieces that its tokens never cross.

use super::pattern::{Pattern, PatternError};

/// GPT-2, GPT-3: letters, digits and the rest, each with the blank before them.
pub const GPT2: &[&str] = &[r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"];

/// `ModernBERT`: runs of blanks first, then as GPT-2.
pub const MODERNBERT: &[&str] = &[" {2,24}", GPT2[0]];

/// GPT-4 and many after it: digits by threes, line breaks with what ends before them.
pub const CL100K: &[&str] = &[concat!(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)];

/// Qwen 2 and 3: as GPT-4, but every digit by itself.
pub const QWEN: &[&str] = &[concat!(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)];

/// GPT-4o: marks belong to letters, and a capital begins a piece.
pub const O200K: &[&str] = &[concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)];

/// Mistral's Tekken: as GPT-4o without the English contractions, every digit by itself.
pub const TEKKEN: &[&str] = &[concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|",
    r"\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)];

/// `DeepSeek` V3: digits, then Chinese and Japanese, then the rest, each cut out of what the step before left.
pub const DEEPSEEK: &[&str] = &[
    r"\p{N}{1,3}",
    r"[一-龥぀-ゟ゠-ヿ]+",
    concat!(
        r##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"##,
        r" ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    ),
];

/// Kimi K2: Chinese by itself, else as GPT-4o.
pub const KIMI: &[&str] = &[concat!(
    r"[\p{Han}]+|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)];

/// SentencePiece after blanks were marked: no token of the vocabularies that use this holds a mark after other text.
pub const MARKED: &[&str] = &["▁*[^▁]+|▁+"];

/// Patterns applied one after the other: a piece of one is cut further by the next.
pub struct Split {
    patterns: Vec<String>,
    steps: Vec<Pattern>,
}

impl Split {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// A pattern that cannot be compiled to a table.
    pub fn compile(patterns: &[impl AsRef<str>]) -> Result<Split, PatternError> {
        let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.as_ref().to_owned()).collect();
        let steps = patterns.iter().map(|pattern| Pattern::compile(pattern)).collect::<Result<_, _>>()?;
        Ok(Split { patterns, steps })
    }

    /// Whether two tokenizers cut alike.
    pub fn equals(&self, other: &Split) -> bool {
        self.patterns == other.patterns
    }

    /// Calls `each` with the borders of every piece of a text, in order. What no pattern matches is a piece, too.
    #[inline]
    pub fn pieces(&self, text: &str, each: &mut impl FnMut(usize, usize)) {
        match &self.steps[..] {
            [] if text.is_empty() => {}
            [] => each(0, text.len()),
            [only] => only.pieces(text.as_bytes(), 0, text.len(), each),
            steps => cut(steps, text.as_bytes(), 0, text.len(), each),
        }
    }
}

fn cut(steps: &[Pattern], text: &[u8], start: usize, end: usize, each: &mut impl FnMut(usize, usize)) {
    match steps {
        [] => each(start, end),
        // As a trait object, for the recursion would make a new type at every step.
        [first, rest @ ..] => {
            let mut each: &mut dyn FnMut(usize, usize) = each;
            first.pieces(text, start, end, &mut |start, end| cut(rest, text, start, end, &mut each));
        }
    }
}

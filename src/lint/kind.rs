//! The table of what is looked for.

use std::ops::Range;

use super::across::{self, Place};
use super::{line, mojibake, script};
use crate::corpus::{Corpus, Language};

/// Something to look for.
#[derive(Debug)]
pub struct Kind {
    /// Name on the command line and in files.
    pub id: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    pub(super) find: Find,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        self.id == other.id
    }
}

/// How it is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Find {
    /// In a line of a language; and how the line is without it, if that can be told.
    InLine { find: fn(&str, &Language) -> Option<Spot>, mend: Option<fn(&str) -> String> },
    /// By comparing lines.
    InCorpus(fn(&Corpus) -> Vec<Place>),
}

/// Where in a line something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The first place.
    pub bytes: Range<usize>,
    pub times: usize,
    pub what: String,
}

const fn in_line(
    id: &'static str,
    title: &'static str,
    find: fn(&str, &Language) -> Option<Spot>,
    mend: Option<fn(&str) -> String>,
) -> Kind {
    Kind { id, title, find: Find::InLine { find, mend } }
}

const fn in_corpus(id: &'static str, title: &'static str, find: fn(&Corpus) -> Vec<Place>) -> Kind {
    Kind { id, title, find: Find::InCorpus(find) }
}

/// Everything that is looked for: first what costs tokens, then what spoils a comparison.
pub const KINDS: &[Kind] = &[
    in_line(
        "not-nfc",
        "letters in parts, not in Unicode's normalisation form C",
        line::not_nfc,
        Some(line::nfc),
    ),
    in_line(
        "edge-blank",
        "blanks at the beginning or the end of a line",
        line::edge_blank,
        Some(line::trimmed),
    ),
    in_line("double-blank", "several blanks between words", line::double_blank, Some(line::single_blanks)),
    in_line("no-break-space", "no-break spaces", line::no_break_space, Some(line::plain_blanks)),
    in_line(
        "zero-width",
        "characters without width: zero-width spaces, word joiners, soft hyphens",
        line::zero_width,
        Some(line::without_zero_width),
    ),
    in_line(
        "joiner",
        "joiners and non-joiners: spelling in Persian, in many Indic scripts and in emoji, noise elsewhere",
        line::joiner,
        Some(line::without_joiners),
    ),
    in_line("bidi-mark", "marks and overrides of direction", line::bidi_mark, Some(line::without_bidi_marks)),
    in_line(
        "byte-order-mark",
        "byte order marks within a text",
        line::byte_order_mark,
        Some(line::without_byte_order_marks),
    ),
    in_line(
        "presentation-form",
        "presentation forms and ligatures in the place of letters",
        line::presentation_form,
        Some(line::without_presentation_forms),
    ),
    in_line("full-width", "full-width Latin letters and digits", line::full_width, Some(line::half_width)),
    in_line("control", "control characters", line::control, Some(line::without_controls)),
    in_line("mojibake", "UTF-8 that was read as Windows-1252", mojibake::find, Some(mojibake::mend)),
    in_line("replacement", "characters that were lost: U+FFFD", line::replacement, None),
    in_line("wrong-script", "most letters in a script that is not the language's", script::find, None),
    in_corpus(
        "duplicate-line",
        "lines that an earlier line of the language equals, though the pivot's differ",
        across::duplicate,
    ),
    in_corpus("untranslated", "lines that are the pivot's", across::untranslated),
    in_corpus("same-line", "lines that another language has, too", across::same_line),
    in_corpus("near-identical", "languages that share half their lines and more", across::near_identical),
    in_corpus(
        "length-ratio",
        "lines far longer or shorter beside the pivot's than others: misaligned?",
        across::length_ratio,
    ),
];

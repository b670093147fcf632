//! What can be seen in a line by itself, and the line without it.

use unicode_normalization::UnicodeNormalization;

use super::kind::Spot;
use crate::corpus::Language;

/// Where characters of a set are.
fn characters(line: &str, is_one: impl Fn(char) -> bool) -> Option<Spot> {
    let mut found = line.char_indices().filter(|(_, c)| is_one(*c));
    let (start, first) = found.next()?;
    Some(Spot {
        bytes: start..start + first.len_utf8(),
        times: 1 + found.count(),
        what: code_points([first]),
    })
}

fn without(line: &str, is_one: impl Fn(char) -> bool) -> String {
    line.chars().filter(|c| !is_one(*c)).collect()
}

/// Characters by their numbers: `U+0065 U+0301`.
pub(super) fn code_points(characters: impl IntoIterator<Item = char>) -> String {
    let numbers: Vec<String> = characters.into_iter().map(|c| format!("U+{:04X}", c as u32)).collect();
    numbers.join(" ")
}

pub fn nfc(line: &str) -> String {
    line.nfc().collect()
}

pub fn not_nfc(line: &str, _: &Language) -> Option<Spot> {
    if unicode_normalization::is_nfc(line) {
        return None;
    }
    let mut spot: Option<Spot> = None;
    let mut start = 0;
    for cluster in clusters(line) {
        let composed: String = cluster.nfc().collect();
        if composed != cluster {
            let spot = spot.get_or_insert_with(|| Spot {
                bytes: start..start + cluster.len(),
                times: 0,
                what: format!("{} for {}", code_points(cluster.chars()), code_points(composed.chars())),
            });
            spot.times += 1;
        }
        start += cluster.len();
    }
    spot
}

/// A line cut where no composition can reach across: before every starter that is no part of a Hangul syllable and never
/// follows another character in one.
fn clusters(line: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = vec![0];
    for (at, c) in line.char_indices().skip(1) {
        let composes = unicode_normalization::char::canonical_combining_class(c) != 0
            || !matches!(
                unicode_normalization::is_nfc_quick(std::iter::once(c)),
                unicode_normalization::IsNormalized::Yes
            );
        if !composes {
            starts.push(at);
        }
    }
    let ends = starts.iter().copied().skip(1).chain([line.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &line[start..end]).collect()
}

pub fn trimmed(line: &str) -> String {
    line.trim().to_owned()
}

pub fn edge_blank(line: &str, _: &Language) -> Option<Spot> {
    let before = line.len() - line.trim_start().len();
    let after = line.trim_end().len();
    let blanks: Vec<char> = line[..before].chars().chain(line[after..].chars()).collect();
    let start = if before > 0 { 0 } else { after };
    let first = *blanks.first()?;
    Some(Spot { bytes: start..start + first.len_utf8(), times: blanks.len(), what: code_points([first]) })
}

/// Blanks but no-break spaces, which are told apart.
fn is_blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

pub fn double_blank(line: &str, _: &Language) -> Option<Spot> {
    let within = line.trim();
    let offset = line.len() - line.trim_start().len();
    let mut spot: Option<Spot> = None;
    let mut start = 0;
    for word in within.split_inclusive(|c| !is_blank(c)) {
        let blanks = word.chars().take_while(|c| is_blank(*c)).count();
        if blanks > 1 {
            let bytes = offset + start..offset + start + blanks;
            let what = format!("{blanks} blanks");
            spot.get_or_insert(Spot { bytes, times: 0, what }).times += 1;
        }
        start += word.len();
    }
    spot
}

pub fn single_blanks(line: &str) -> String {
    let trimmed = line.trim();
    let start = line.len() - line.trim_start().len();
    let mut single = line[..start].to_owned();
    let mut after_blank = false;
    for c in trimmed.chars() {
        if !(is_blank(c) && after_blank) {
            single.push(c);
        }
        after_blank = is_blank(c);
    }
    single + &line[start + trimmed.len()..]
}

fn is_no_break_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}')
}

pub fn no_break_space(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_no_break_space)
}

pub fn plain_blanks(line: &str) -> String {
    line.replace(is_no_break_space, " ")
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2060}')
}

pub fn zero_width(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_zero_width)
}

pub fn without_zero_width(line: &str) -> String {
    without(line, is_zero_width)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

pub fn joiner(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_joiner)
}

pub fn without_joiners(line: &str) -> String {
    without(line, is_joiner)
}

fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub fn bidi_mark(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_bidi_mark)
}

pub fn without_bidi_marks(line: &str) -> String {
    without(line, is_bidi_mark)
}

fn is_byte_order_mark(c: char) -> bool {
    c == '\u{FEFF}'
}

pub fn byte_order_mark(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_byte_order_mark)
}

pub fn without_byte_order_marks(line: &str) -> String {
    without(line, is_byte_order_mark)
}

/// Alphabetic Presentation Forms and Arabic Presentation Forms A and B, without the ornate parentheses, which are no forms
/// of anything, and the byte order mark.
fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB00}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

pub fn presentation_form(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_presentation_form)
}

pub fn without_presentation_forms(line: &str) -> String {
    compatible(line, is_presentation_form)
}

/// The line with some characters replaced by those that they are compatible with.
fn compatible(line: &str, is_one: impl Fn(char) -> bool) -> String {
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        if is_one(c) { plain.extend(std::iter::once(c).nfkc()) } else { plain.push(c) }
    }
    plain
}

/// Letters and digits only: full-width punctuation is how Chinese and Japanese are written.
fn is_full_width(c: char) -> bool {
    matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

pub fn full_width(line: &str, _: &Language) -> Option<Spot> {
    characters(line, is_full_width)
}

pub fn half_width(line: &str) -> String {
    compatible(line, is_full_width)
}

pub fn control(line: &str, _: &Language) -> Option<Spot> {
    characters(line, char::is_control)
}

pub fn without_controls(line: &str) -> String {
    without(line, char::is_control)
}

pub fn replacement(line: &str, _: &Language) -> Option<Spot> {
    characters(line, |c| c == char::REPLACEMENT_CHARACTER)
}

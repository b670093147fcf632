//! UTF-8 that somebody read as Windows-1252 and wrote down again: `Ã©` for `é`.

use std::ops::Range;

use super::kind::Spot;
use super::line::code_points;
use crate::corpus::Language;

/// What Windows-1252 has in the place of the controls 80 to 9F; the five that it leaves open are read as Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The byte that was read as a character, if it is not ASCII.
fn byte(c: char) -> Option<u8> {
    match c {
        '\u{A0}'..='\u{FF}' => Some(c as u8),
        _ => WINDOWS.iter().position(|other| *other == c).map(|at| 0x80 + at as u8),
    }
}

/// The character that the next ones were, which has two bytes and more, and how many bytes of the text it takes.
fn misread(text: &str) -> Option<(char, usize)> {
    let characters = text.chars().map_while(|c| Some((c, byte(c)?))).take(4);
    let mut bytes = Vec::new();
    let mut length = 0;
    for (c, byte) in characters {
        bytes.push(byte);
        length += c.len_utf8();
        if let Some(read) = std::str::from_utf8(&bytes).ok().and_then(|read| read.chars().next()) {
            return Some((read, length));
        }
    }
    None
}

/// Whether a sequence for this character is hardly one by chance: accents of Western Europe, dashes and quotes. Others are
/// (`é »` in French is U+983B), and count side by side only, as in a word.
fn is_telling(read: char) -> bool {
    matches!(read, '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{2027}')
}

/// A line cut into characters and what was misread: the place of each, and what it was.
fn readings(line: &str) -> Vec<(Range<usize>, Option<char>)> {
    let mut readings = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let (read, length) =
            misread(&line[at..]).map_or((None, c.len_utf8()), |(read, length)| (Some(read), length));
        readings.push((at..at + length, read));
        at += length;
    }
    readings
}

/// The places of a line that were misread, and what they were.
fn misreadings(line: &str) -> Vec<(Range<usize>, char)> {
    let readings = readings(line);
    let is_misread =
        |at: Option<usize>| at.and_then(|at| readings.get(at)).is_some_and(|(_, read)| read.is_some());
    let beside_another = |at: usize| is_misread(at.checked_sub(1)) || is_misread(Some(at + 1));
    let found = readings.iter().enumerate().filter_map(|(at, (place, read))| {
        let read = (*read)?;
        (is_telling(read) || beside_another(at)).then(|| (place.clone(), read))
    });
    found.collect()
}

pub fn find(line: &str, _: &Language) -> Option<Spot> {
    let found = misreadings(line);
    let (place, read) = found.first()?;
    let what = format!("{} for {}", &line[place.clone()], code_points([*read]));
    Some(Spot { bytes: place.clone(), times: found.len(), what })
}

pub fn mend(line: &str) -> String {
    let mut mended = String::with_capacity(line.len());
    let mut end = 0;
    for (place, read) in misreadings(line) {
        mended.push_str(&line[end..place.start]);
        mended.push(read);
        end = place.end;
    }
    mended + &line[end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_read_again() {
        for (written, meant) in [
            ("cafÃ© â€“ â€œteaâ€\u{9d}", "café – “tea”"),
            ("Ñ‡Ð°Ð¹", "чай"),
            // As it is written in French, Danish and Portuguese.
            ("« À l’été\u{a0}»", "« À l’été\u{a0}»"),
            ("Úžas", "Úžas"),
            ("SÃO PAULO, AÇÃO", "SÃO PAULO, AÇÃO"),
            ("blåbær 20 °C", "blåbær 20 °C"),
        ] {
            assert_eq!(mend(written), meant);
        }
    }
}

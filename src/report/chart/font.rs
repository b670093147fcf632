//! The embedded fonts, and how wide text is in them.

use std::sync::LazyLock;

use base64::Engine;
use ttf_parser::Face;

/// What an SVG asks for; the PNG renderer has only the embedded fonts.
pub const FAMILIES: &str = "Inter, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

const REGULAR_WOFF2: &[u8] = include_bytes!("fonts/Inter-Regular.woff2");
const BOLD_WOFF2: &[u8] = include_bytes!("fonts/Inter-SemiBold.woff2");

const REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.ttf");

/// The letters of the native names that Inter does not have.
const SCRIPTS: [&[u8]; 23] = [
    include_bytes!("fonts/NotoSansArabic.ttf"),
    include_bytes!("fonts/NotoSansArmenian.ttf"),
    include_bytes!("fonts/NotoSansBengali.ttf"),
    include_bytes!("fonts/NotoSansCJK.otf"),
    include_bytes!("fonts/NotoSansDevanagari.ttf"),
    include_bytes!("fonts/NotoSansEthiopic.ttf"),
    include_bytes!("fonts/NotoSansGeorgian.ttf"),
    include_bytes!("fonts/NotoSansGujarati.ttf"),
    include_bytes!("fonts/NotoSansGurmukhi.ttf"),
    include_bytes!("fonts/NotoSansHebrew.ttf"),
    include_bytes!("fonts/NotoSansKannada.ttf"),
    include_bytes!("fonts/NotoSansKhmer.ttf"),
    include_bytes!("fonts/NotoSansLao.ttf"),
    include_bytes!("fonts/NotoSansMalayalam.ttf"),
    include_bytes!("fonts/NotoSansMyanmar.ttf"),
    include_bytes!("fonts/NotoSansOlChiki.ttf"),
    include_bytes!("fonts/NotoSansOriya.ttf"),
    include_bytes!("fonts/NotoSansSinhala.ttf"),
    include_bytes!("fonts/NotoSansTamil.ttf"),
    include_bytes!("fonts/NotoSansTelugu.ttf"),
    include_bytes!("fonts/NotoSansThai.ttf"),
    include_bytes!("fonts/NotoSansTifinagh.ttf"),
    include_bytes!("fonts/NotoSerifTibetan.ttf"),
];

struct Faces {
    regular: Face<'static>,
    bold: Face<'static>,
    scripts: Vec<Face<'static>>,
}

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let parse = |data: &'static [u8]| Face::parse(data, 0).expect("an embedded font is a font");
    Faces { regular: parse(REGULAR), bold: parse(BOLD), scripts: SCRIPTS.map(parse).into() }
});

/// All embedded fonts.
pub fn all() -> impl Iterator<Item = &'static [u8]> {
    [REGULAR, BOLD].into_iter().chain(SCRIPTS)
}

/// Inter as CSS that needs no other file.
pub fn faces() -> String {
    let face = |weight: &str, data: &[u8]| {
        let data = base64::engine::general_purpose::STANDARD.encode(data);
        format!(
            "@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    };
    face("400", REGULAR_WOFF2) + &face("600 700", BOLD_WOFF2)
}

/// Width in CSS pixels: the sum of the advances, without kerning and shaping, both of which rarely add to it.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    /// What a letter takes that no embedded font has, in ems.
    const UNKNOWN: f64 = 1.0;
    text.chars().map(|letter| advance(letter, bold).unwrap_or(UNKNOWN) * size).sum()
}

/// A name as far as it fits into a width.
pub fn fitted(name: &str, size: f64, bold: bool, limit: f64) -> String {
    let mut fitted = name.to_owned();
    let mut letters = name.chars().count();
    while width(&fitted, size, bold) > limit && letters > 1 {
        letters -= 1;
        fitted = name.chars().take(letters).chain(['…']).collect();
    }
    fitted
}

/// Breaks text into lines of a width at most; with `balanced`, into lines about as long as each other.
pub fn wrap(text: &str, size: f64, bold: bool, limit: f64, balanced: bool) -> Vec<String> {
    let lines = wrap_greedily(text, size, bold, limit);
    if !balanced || lines.len() < 2 {
        return lines;
    }
    // The narrowest limit that needs no further line, by bisection.
    let (mut narrow, mut wide) = (limit / lines.len() as f64, limit);
    for _ in 0..12 {
        let middle = f64::midpoint(narrow, wide);
        if wrap_greedily(text, size, bold, middle).len() <= lines.len() {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    wrap_greedily(text, size, bold, wide)
}

fn wrap_greedily(text: &str, size: f64, bold: bool, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A number stays with its sign.
    for word in text.replace(" %", "\u{a0}%").split(' ') {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn advance(letter: char, bold: bool) -> Option<f64> {
    let inter = if bold { &FACES.bold } else { &FACES.regular };
    std::iter::once(inter).chain(&FACES.scripts).find_map(|face| {
        let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
        Some(f64::from(advance) / f64::from(face.units_per_em()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Language;

    #[test]
    fn every_language_name_has_its_glyphs() {
        for language in Language::all() {
            for letter in language.name.chars().chain(language.native_name.chars()) {
                assert!(advance(letter, false).is_some(), "{language}: no glyph for {letter:?}");
            }
            assert!(language.name.chars().all(|letter| advance(letter, true).is_some()), "{language}");
        }
    }

    #[test]
    fn a_balanced_headline_has_no_lone_last_word() {
        let text = "one two three four five six seven eight nine ten";
        let limit = width("one two three four five six seven eight nine", 18.0, true) + 1.0;
        assert_eq!(wrap(text, 18.0, true, limit, false).len(), 2);
        let balanced = wrap(text, 18.0, true, limit, true);
        assert_eq!(balanced.len(), 2);
        assert!(balanced[1].split(' ').count() > 2, "{balanced:?}");
    }
}

//! Tokens in colour: backgrounds that alternate, a torn cluster whole and then in the parts that its tokens hold.

use anstyle::{Ansi256Color, Color, Style};

use super::visible::{in_direction_of, isolated_within, part, shown};
use crate::count::{Run, Token, divide};

/// Backgrounds of neighbouring tokens under black letters, far apart in lightness for every kind of colour vision.
const BACKGROUNDS: [u8; 2] = [222, 110];
const BLACK: u8 = 16;

/// What stands where a tokenizer writes a token for no text.
const NOTHING: &str = "∅";

/// The tokens of a text with ANSI styles, a line of its own after each line end. `with_ids` writes the id after each.
pub fn painted(text: &str, tokens: &[Token], with_ids: bool) -> String {
    let runs = divide(text, tokens);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for (position, run) in runs.iter().enumerate() {
        let next = runs.get(position + 1);
        let id = |token: usize| match next {
            // A token that goes on in the next run has its id there.
            Some(next) if next.tokens.contains(&token) => String::new(),
            _ if with_ids => styled(Style::new().dimmed(), &format!(":{} ", tokens[token].id)),
            _ => String::new(),
        };
        line += &match run.tokens.len() {
            0 => styled(Style::new().dimmed(), &shown(&text[run.bytes.clone()])),
            1 => whole(text, run) + &id(run.tokens.start),
            _ => torn(text, run, tokens, &id),
        };
        if text[run.bytes.clone()].ends_with('\n') && next.is_some() {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines.iter().map(|line| in_direction_of(text, line)).collect::<Vec<_>>().join("\n")
}

fn whole(text: &str, run: &Run) -> String {
    let shown = if run.bytes.is_empty() { NOTHING.to_owned() } else { shown(&text[run.bytes.clone()]) };
    styled(background(run.tokens.start), &shown)
}

/// The cluster, then its parts: `é⟨e|◌́⟩`, `ก⟨E0 B8|81⟩`.
fn torn(text: &str, run: &Run, tokens: &[Token], id: &dyn Fn(usize) -> String) -> String {
    let parts = run.tokens.clone().map(|token| {
        let bytes = &tokens[token].bytes;
        let within = bytes.start.max(run.bytes.start)..bytes.end.min(run.bytes.end);
        let part = part(text.as_bytes().get(within).unwrap_or_default(), false);
        let part = if part.is_empty() { NOTHING.to_owned() } else { part };
        isolated_within(text, styled(background(token), &part) + &id(token))
    });
    let parts = parts.collect::<Vec<_>>().join("|");
    let cluster = styled(Style::new().underline(), &shown(&text[run.bytes.clone()]));
    format!("{cluster}⟨{parts}⟩")
}

fn background(token: usize) -> Style {
    let colour = |number| Some(Color::Ansi256(Ansi256Color(number)));
    Style::new().fg_color(colour(BLACK)).bg_color(colour(BACKGROUNDS[token % BACKGROUNDS.len()]))
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, ends: &[usize], with_ids: bool) -> String {
        let starts = [0].iter().chain(ends);
        let tokens: Vec<Token> =
            starts.zip(ends).zip(1..).map(|((&start, &end), id)| Token { id, bytes: start..end }).collect();
        anstream::adapter::strip_str(&painted(text, &tokens, with_ids)).to_string()
    }

    #[test]
    fn a_torn_cluster_is_shown_whole_and_then_in_its_parts() {
        assert_eq!(plain("cafe\u{301}!", &[3, 4, 6, 7], false), "cafe\u{301}⟨e|◌\u{301}⟩!");
        // The second token holds the last byte of ก and the first of ข.
        assert_eq!(plain("กข", &[2, 4, 6], false), "ก⟨E0 B8|81⟩ข⟨E0|B8 82⟩");
        assert_eq!(plain("👩\u{200d}🔬", &[4, 7, 11], false), "👩\u{200d}🔬⟨👩|\\u{200d}|🔬⟩");
    }

    #[test]
    fn an_id_follows_the_last_part_of_its_token() {
        assert_eq!(plain("กข", &[2, 4, 6], true), "ก⟨E0 B8:1 |81⟩ข⟨E0:2 |B8 82:3 ⟩");
        assert_eq!(plain("ab", &[1, 2], true), "a:1 b:2 ");
    }

    #[test]
    fn a_line_end_is_seen_and_ends_the_line() {
        assert_eq!(plain("a\nb\n", &[2, 3, 4], false), "a\\n\nb\\n");
    }

    #[test]
    fn neighbouring_tokens_differ_in_lightness_and_black_reads_on_both() {
        // The colour cube of xterm: 16 + 36 r + 6 g + b with these levels; luminance as in WCAG 2.
        const LEVELS: [f64; 6] = [0.0, 95.0, 135.0, 175.0, 215.0, 255.0];
        let luminance = |colour: u8| {
            let place = usize::from(colour - 16);
            let linear = |level: usize| ((LEVELS[level] / 255.0 + 0.055) / 1.055).powf(2.4);
            0.2126 * linear(place / 36) + 0.7152 * linear(place / 6 % 6) + 0.0722 * linear(place % 6)
        };
        let [light, dark] = BACKGROUNDS.map(luminance);
        assert!((light + 0.05) / (dark + 0.05) > 1.5, "{light} {dark}");
        assert!((dark + 0.05) / 0.05 > 7.0);
    }
}

//! Colours by role, and the perceptually even ramp of the heat cells (OKLab, Ottosson 2020).

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Colour {
    Background,
    Ink,
    Muted,
    Grid,
    Faint,
    Accent,
    /// The usual mark.
    Blue,
    /// A mark that stands out.
    Red,
    /// A mark of an earlier generation.
    Earlier,
    /// An area under the usual mark.
    PaleBlue,
    /// An area under a mark that stands out.
    PaleRed,
    /// A cell below 1×.
    Cheaper,
    /// A place on the sequential ramp, 0 to 1.
    Ramp(f64),
    /// Black or white, whichever reads better on a cell.
    OnRamp(f64),
}

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// What a picture is seen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];
}

/// Premiums below this show as cheaper than the pivot.
const CHEAPER: f64 = 0.95;
/// The premium at the end of the ramp.
pub const LAST_OF_RAMP: f64 = 16.0;

/// 1× to 16×: lightness falls evenly, for every kind of colour vision.
const ON_LIGHT: [Rgb; 6] = [
    [0xFB, 0xF6, 0xE9],
    [0xF8, 0xD5, 0x8B],
    [0xEE, 0x94, 0x50],
    [0xCB, 0x4F, 0x46],
    [0x85, 0x28, 0x4F],
    [0x3A, 0x11, 0x40],
];
/// The same on a dark page: lightness rises evenly.
const ON_DARK: [Rgb; 6] = [
    [0x1E, 0x25, 0x30],
    [0x4A, 0x23, 0x50],
    [0x8F, 0x2F, 0x55],
    [0xD2, 0x57, 0x4A],
    [0xF2, 0x9C, 0x57],
    [0xFB, 0xE3, 0xA4],
];

impl Colour {
    /// The colour as CSS has it.
    pub fn css(self, theme: Theme) -> String {
        let [red, green, blue] = self.rgb(theme);
        format!("#{red:02X}{green:02X}{blue:02X}")
    }

    /// The colour as CSS on a page that is light or dark as its reader likes.
    pub fn of_page(self) -> String {
        format!("light-dark({},{})", self.css(Theme::Light), self.css(Theme::Dark))
    }

    /// The fill and the ink of a cell that holds a premium: blue below the pivot's cost, and else on the ramp.
    pub fn of_cell(premium: f64) -> (Colour, Colour) {
        if premium < CHEAPER {
            return (Colour::Cheaper, Colour::Ink);
        }
        let shade = shade(premium);
        (Colour::Ramp(shade), Colour::OnRamp(shade))
    }

    /// The colour on a page. Text has a contrast of 4.5 and more, marks of 3 and more.
    pub fn rgb(self, theme: Theme) -> Rgb {
        let [light, dark] = match self {
            Colour::Background => [[0xFF, 0xFF, 0xFF], [0x14, 0x18, 0x1D]],
            Colour::Ink => [[0x15, 0x18, 0x1C], [0xF1, 0xF3, 0xF5]],
            Colour::Muted => [[0x5B, 0x63, 0x6B], [0xA5, 0xAE, 0xB8]],
            Colour::Grid => [[0xDE, 0xE3, 0xE7], [0x2E, 0x35, 0x3D]],
            Colour::Faint => [[0xC3, 0xCA, 0xD0], [0x4A, 0x53, 0x5D]],
            Colour::Accent => [[0x0B, 0x4F, 0x6C], [0x6F, 0xC3, 0xE8]],
            Colour::Blue => [[0x0B, 0x6B, 0xA8], [0x58, 0xB4, 0xE5]],
            Colour::Red => [[0xC8, 0x40, 0x1E], [0xFF, 0x8A, 0x5C]],
            Colour::Earlier => [[0x7A, 0x85, 0x90], [0x7F, 0x8A, 0x95]],
            Colour::PaleBlue => [[0x9D, 0xC6, 0xE0], [0x1D, 0x55, 0x76]],
            Colour::PaleRed => [[0xEB, 0xB0, 0x9E], [0x7E, 0x3C, 0x26]],
            Colour::Cheaper => [[0xB9, 0xD7, 0xEA], [0x25, 0x4B, 0x66]],
            Colour::Ramp(position) => [ramp(&ON_LIGHT, position), ramp(&ON_DARK, position)],
            Colour::OnRamp(position) => {
                [readable_on(ramp(&ON_LIGHT, position)), readable_on(ramp(&ON_DARK, position))]
            }
        };
        match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }
}

/// Where a premium stands on the ramp.
pub fn shade(premium: f64) -> f64 {
    premium.max(1.0).log2() / LAST_OF_RAMP.log2()
}

/// The ramp at a position, with lightness linear in it.
fn ramp(stops: &[Rgb; 6], position: f64) -> Rgb {
    let stops = stops.map(oklab);
    let (first, last) = (stops[0][0], stops[stops.len() - 1][0]);
    let lightness = first + (last - first) * position.clamp(0.0, 1.0);
    // Lightness goes one way from stop to stop: the last pair that starts before it holds it.
    let is_reached = |pair: &&[[f64; 3]]| (lightness - pair[0][0]) * (last - first) >= 0.0;
    let pair = stops.windows(2).rev().find(is_reached).unwrap_or(&stops[..2]);
    let share = (pair[0][0] - lightness) / (pair[0][0] - pair[1][0]);
    let between = |axis: usize| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * share;
    from_oklab([lightness, between(1), between(2)])
}

fn readable_on(colour: Rgb) -> Rgb {
    let luminance = luminance(colour);
    // WCAG contrast with white against contrast with black.
    if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 { [0xFF; 3] } else { [0x00; 3] }
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn gamma(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let channel = if linear <= 0.0031308 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (channel * 255.0).round() as u8
}

fn oklab(colour: Rgb) -> [f64; 3] {
    let [red, green, blue] = colour.map(linear);
    let long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue).cbrt();
    let medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue).cbrt();
    let short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue).cbrt();
    [
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    ]
}

fn from_oklab([lightness, a, b]: [f64; 3]) -> Rgb {
    let long = (lightness + 0.3963377774 * a + 0.2158037573 * b).powi(3);
    let medium = (lightness - 0.1055613458 * a - 0.0638541728 * b).powi(3);
    let short = (lightness - 0.0894841775 * a - 1.2914855480 * b).powi(3);
    [
        gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ramps_start_and_end_at_their_stops_and_change_evenly() {
        for stops in [ON_LIGHT, ON_DARK] {
            assert_eq!([0.0, 1.0].map(|position| ramp(&stops, position)), [stops[0], stops[5]]);
            let lightness: Vec<f64> =
                (0..=10).map(|step| oklab(ramp(&stops, f64::from(step) / 10.0))[0]).collect();
            let step = (lightness[10] - lightness[0]) / 10.0;
            for pair in lightness.windows(2) {
                assert!((pair[1] - pair[0] - step).abs() < 0.01, "{lightness:?}");
            }
        }
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_reads_and_marks_are_seen_on_every_page() {
        for theme in [Theme::Light, Theme::Dark] {
            let on_page = |colour: Colour| contrast(colour.rgb(theme), Colour::Background.rgb(theme));
            for text in [Colour::Ink, Colour::Muted, Colour::Blue, Colour::Red] {
                assert!(on_page(text) >= 4.5, "{text:?} on {theme:?}: {}", on_page(text));
            }
            assert!(on_page(Colour::Earlier) >= 3.0);
            for step in 0..=100 {
                let position = f64::from(step) / 100.0;
                let found = contrast(Colour::Ramp(position).rgb(theme), Colour::OnRamp(position).rgb(theme));
                assert!(found >= 4.5, "{position} on {theme:?}: {found}");
            }
        }
    }
}

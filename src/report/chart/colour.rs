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
    /// A cell below 1×.
    Cheaper,
    /// A place on the sequential ramp, 0 to 1.
    Ramp(f64),
    /// Black or white, whichever reads better on a cell.
    OnRamp(f64),
}

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// 1× to 16×: lightness falls evenly, for every kind of colour vision.
const RAMP: [Rgb; 6] = [
    [0xFB, 0xF6, 0xE9],
    [0xF8, 0xD5, 0x8B],
    [0xEE, 0x94, 0x50],
    [0xCB, 0x4F, 0x46],
    [0x85, 0x28, 0x4F],
    [0x3A, 0x11, 0x40],
];

impl Colour {
    /// The colour on a light page. Text has a contrast of 4.5 and more, marks of 3 and more.
    pub fn rgb(self) -> Rgb {
        match self {
            Colour::Background => [0xFF, 0xFF, 0xFF],
            Colour::Ink => [0x15, 0x18, 0x1C],
            Colour::Muted => [0x5B, 0x63, 0x6B],
            Colour::Grid => [0xDE, 0xE3, 0xE7],
            Colour::Faint => [0xC3, 0xCA, 0xD0],
            Colour::Accent => [0x0B, 0x4F, 0x6C],
            Colour::Blue => [0x0B, 0x6B, 0xA8],
            Colour::Red => [0xC8, 0x40, 0x1E],
            Colour::Earlier => [0x7A, 0x85, 0x90],
            Colour::Cheaper => [0xB9, 0xD7, 0xEA],
            Colour::Ramp(position) => ramp(position),
            Colour::OnRamp(position) => readable_on(ramp(position)),
        }
    }
}

/// The ramp at a position, with lightness linear in it.
fn ramp(position: f64) -> Rgb {
    let stops = RAMP.map(oklab);
    let (first, last) = (stops[0][0], stops[RAMP.len() - 1][0]);
    let lightness = first + (last - first) * position.clamp(0.0, 1.0);
    // Lightness falls from stop to stop: the last pair that starts above it holds it.
    let pair = stops.windows(2).rev().find(|pair| pair[0][0] >= lightness).unwrap_or(&stops[..2]);
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
    fn the_ramp_starts_and_ends_at_its_stops_and_darkens_evenly() {
        assert_eq!(ramp(0.0), RAMP[0]);
        assert_eq!(ramp(1.0), RAMP[5]);
        let lightness: Vec<f64> = (0..=10).map(|step| oklab(ramp(f64::from(step) / 10.0))[0]).collect();
        let step = (lightness[10] - lightness[0]) / 10.0;
        for pair in lightness.windows(2) {
            assert!((pair[1] - pair[0] - step).abs() < 0.01, "{lightness:?}");
        }
    }

    #[test]
    fn text_on_a_cell_always_reads() {
        for step in 0..=100 {
            let position = f64::from(step) / 100.0;
            let (cell, text) = (luminance(ramp(position)), luminance(readable_on(ramp(position))));
            let contrast = (cell.max(text) + 0.05) / (cell.min(text) + 0.05);
            assert!(contrast >= 4.5, "{position}: {contrast}");
        }
    }
}

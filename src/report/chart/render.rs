//! Turns a figure into SVG through plotters, and that SVG into PNG through resvg: one picture, two formats.

use std::sync::{Arc, LazyLock};

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::colour::{Colour, Theme};
use super::figure::{Align, Figure, Mark, Point, Text, Vertical};
use super::font;

/// plotters places everything on whole units: ten of them a pixel keep lines and dots where they belong.
const UNITS: f64 = 10.0;
/// plotters writes a font size divided by this into its SVG.
const PLOTTERS_FONT_SCALE: f64 = 1.24;
/// Pixels of the PNG for each CSS pixel.
const PNG_SCALE: f32 = 2.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    font::all().for_each(|data| database.load_font_data(data.to_vec()));
    database.set_sans_serif_family("Inter");
    Arc::new(database)
});

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// A figure as plotters drew it once, to be painted for one page or another.
pub struct Drawing {
    figure: Figure,
    /// plotters' SVG, in which a colour is the position of its role in the palette.
    drawn: String,
    palette: Vec<Colour>,
}

impl Drawing {
    /// Draws a figure.
    ///
    /// # Errors
    /// What plotters says.
    pub fn new(figure: Figure) -> Result<Drawing, String> {
        let mut palette = vec![Colour::Background];
        let mut drawn = String::new();
        {
            let size = (units(figure.width) as u32, units(figure.height) as u32);
            let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
            area.fill(&code(Colour::Background, &mut palette)).map_err(|error| error.to_string())?;
            for mark in &figure.marks {
                draw(&area, mark, &mut palette).map_err(|error| error.to_string())?;
            }
            area.present().map_err(|error| error.to_string())?;
        }
        Ok(Drawing { figure, drawn, palette })
    }

    /// The figure as a standalone SVG with its fonts, title and description. `id` is unique on a page.
    pub fn svg(&self, id: &str, theme: Theme) -> String {
        let body = self.painted(|role| self.palette[role].css(theme));
        dress(&body, &self.figure, id, "", &format!("<style>{}</style>\n", font::faces()))
    }

    /// The figure as a part of an HTML page that has the fonts, in the colours of whichever theme the page is in.
    pub fn inline(&self, id: &str) -> String {
        let variable = |(role, colour): (usize, &Colour)| format!("--c{role}:{}", colour.of_page());
        let variables: Vec<String> = self.palette.iter().enumerate().map(variable).collect();
        let body = self.painted(|role| format!("var(--c{role})"));
        dress(&body, &self.figure, id, &format!(" style=\"{}\"", variables.join(";")), "")
    }

    /// plotters' SVG with the colours of the roles, which are positions in the palette.
    fn painted(&self, colour: impl Fn(usize) -> String) -> String {
        const ATTRIBUTE: &str = "=\"#";
        let mut painted = String::with_capacity(self.drawn.len());
        let mut rest = self.drawn.as_str();
        while let Some(at) = rest.find(ATTRIBUTE) {
            let digits = at + ATTRIBUTE.len();
            painted.push_str(&rest[..digits - 1]);
            let role = rest.get(digits..digits + 6).and_then(|code| usize::from_str_radix(code, 16).ok());
            if let Some(role) = role.filter(|&role| role < self.palette.len()) {
                painted.push_str(&colour(role));
                rest = &rest[digits + 6..];
            } else {
                painted.push('#');
                rest = &rest[digits..];
            }
        }
        painted + rest
    }
}

/// A colour as plotters is to write it: the position of its role in the palette.
fn code(colour: Colour, palette: &mut Vec<Colour>) -> RGBColor {
    let role = palette.iter().position(|known| *known == colour).unwrap_or_else(|| {
        palette.push(colour);
        palette.len() - 1
    });
    let [.., red, green, blue] = (role as u32).to_be_bytes();
    RGBColor(red, green, blue)
}

/// An SVG as PNG, with the embedded fonts only.
///
/// # Errors
/// What resvg says.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let options = usvg::Options { fontdb: FONTS.clone(), font_family: "Inter".into(), ..Default::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size().scale_by(PNG_SCALE).ok_or("the figure has no size")?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the figure has no size")?;
    resvg::render(&tree, Transform::from_scale(PNG_SCALE, PNG_SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

fn draw(
    area: &Area<'_>,
    mark: &Mark,
    palette: &mut Vec<Colour>,
) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    match mark {
        Mark::Line { from, to, colour, width } => {
            let style = code(*colour, palette).stroke_width(units(*width).max(1) as u32);
            area.draw(&PathElement::new([place(*from), place(*to)], style))
        }
        Mark::Path { points, colour, width } => {
            let style = code(*colour, palette).stroke_width(units(*width).max(1) as u32);
            area.draw(&PathElement::new(places(points), style))
        }
        Mark::Area { points, colour } => {
            area.draw(&Polygon::new(places(points), code(*colour, palette).filled()))
        }
        Mark::Box { from, to, colour } => {
            area.draw(&Rectangle::new([place(*from), place(*to)], code(*colour, palette).filled()))
        }
        Mark::Dot { centre, radius, colour } => {
            area.draw(&Circle::new(place(*centre), units(*radius), code(*colour, palette).filled()))
        }
        Mark::Ring { centre, radius, colour, width } => {
            let style = code(*colour, palette).stroke_width(units(*width).max(1) as u32);
            area.draw(&Circle::new(place(*centre), units(*radius), style))
        }
        Mark::Text(text) => draw_text(area, text, palette),
    }
}

fn draw_text(
    area: &Area<'_>,
    text: &Text,
    palette: &mut Vec<Colour>,
) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    let horizontal = match text.align {
        Align::Left => HPos::Left,
        Align::Centre => HPos::Center,
        Align::Right => HPos::Right,
    };
    let vertical = match text.vertical {
        Vertical::Top => VPos::Top,
        Vertical::Middle => VPos::Center,
        Vertical::Baseline => VPos::Bottom,
    };
    let weight = if text.bold { FontStyle::Bold } else { FontStyle::Normal };
    let colour = code(text.colour, palette);
    let style =
        TextStyle::from((font::FAMILIES, text.size * PLOTTERS_FONT_SCALE * UNITS, weight).into_font())
            .color(&colour)
            .pos(Pos::new(horizontal, vertical));
    area.draw_text(&text.words, &style, place(text.at))
}

/// Gives plotters' SVG its size, fonts, title and description, and takes out what it repeats.
fn dress(drawn: &str, figure: &Figure, id: &str, attributes: &str, style: &str) -> String {
    let body =
        drawn.split_once("<svg").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, body)| body);
    let body = body.trim_end().trim_end_matches("</svg>");
    let families = font::FAMILIES.replace('\'', "&apos;");
    let body = one_line_texts(body)
        .replace(&format!(" font-family=\"{families}\""), "")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        // Chromium and resvg disagree on `ex`; `em` they share.
        .replace("dy=\"0.5ex\"", "dy=\"0.35em\"")
        .replace("dy=\"-0.5ex\"", "dy=\"-0.25em\"");
    let Figure { width, height, .. } = figure;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\" \
         font-family=\"{families}\" text-rendering=\"geometricPrecision\"{attributes}>\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-description\">{}</desc>\n\
         {style}<g aria-hidden=\"true\">\n{body}</g>\n</svg>\n",
        units(*width),
        units(*height),
        escaped(&figure.title),
        escaped(&figure.description),
    );
    svg.replace(|c| !is_in_xml(c), "\u{FFFD}")
}

/// Whether XML 1.0 may hold the character: no escape can write the others.
fn is_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// plotters sets a text on lines of its own, whose ends would be drawn as blanks.
fn one_line_texts(body: &str) -> String {
    let mut tidy = String::with_capacity(body.len());
    for line in body.lines().filter(|line| !line.is_empty()) {
        tidy.push_str(line);
        if line.starts_with('<') && !line.starts_with("<text") {
            tidy.push('\n');
        }
    }
    tidy
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn place(point: Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

fn places(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().map(|&point| place(point)).collect()
}

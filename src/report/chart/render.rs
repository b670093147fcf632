//! Turns a figure into SVG through plotters, and that SVG into PNG through resvg: one picture, two formats.

use std::sync::{Arc, LazyLock};

use base64::Engine;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::colour::Colour;
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

/// The figure as a standalone SVG with its fonts, title and description. `id` is unique on a page.
///
/// # Errors
/// What plotters says.
pub fn svg(figure: &Figure, id: &str) -> Result<String, String> {
    let mut drawn = String::new();
    {
        let size = (units(figure.width) as u32, units(figure.height) as u32);
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        area.fill(&rgb(Colour::Background)).map_err(|error| error.to_string())?;
        for mark in &figure.marks {
            draw(&area, mark).map_err(|error| error.to_string())?;
        }
        area.present().map_err(|error| error.to_string())?;
    }
    Ok(dress(&drawn, figure, id))
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

fn draw(area: &Area<'_>, mark: &Mark) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    match mark {
        Mark::Line { from, to, colour, width } => {
            let style = rgb(*colour).stroke_width(units(*width).max(1) as u32);
            area.draw(&PathElement::new([place(*from), place(*to)], style))
        }
        Mark::Box { from, to, colour } => {
            area.draw(&Rectangle::new([place(*from), place(*to)], rgb(*colour).filled()))
        }
        Mark::Dot { centre, radius, colour } => {
            area.draw(&Circle::new(place(*centre), units(*radius), rgb(*colour).filled()))
        }
        Mark::Ring { centre, radius, colour, width } => {
            let style = rgb(*colour).stroke_width(units(*width).max(1) as u32);
            area.draw(&Circle::new(place(*centre), units(*radius), style))
        }
        Mark::Text(text) => draw_text(area, text),
    }
}

fn draw_text(area: &Area<'_>, text: &Text) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
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
    let colour = rgb(text.colour);
    let style =
        TextStyle::from((font::FAMILIES, text.size * PLOTTERS_FONT_SCALE * UNITS, weight).into_font())
            .color(&colour)
            .pos(Pos::new(horizontal, vertical));
    area.draw_text(&text.words, &style, place(text.at))
}

/// Gives plotters' SVG its size, fonts, title and description, and takes out what it repeats.
fn dress(drawn: &str, figure: &Figure, id: &str) -> String {
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
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\" \
         font-family=\"{families}\" text-rendering=\"geometricPrecision\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-description\">{}</desc>\n\
         <style>{}</style>\n<g aria-hidden=\"true\">\n{body}</g>\n</svg>\n",
        units(*width),
        units(*height),
        escaped(&figure.title),
        escaped(&figure.description),
        font_faces(),
    )
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

fn font_faces() -> String {
    let face = |weight: &str, data: &[u8]| {
        let data = base64::engine::general_purpose::STANDARD.encode(data);
        format!(
            "@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    };
    face("400", font::REGULAR_WOFF2) + &face("600 700", font::BOLD_WOFF2)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rgb(colour: Colour) -> RGBColor {
    let [red, green, blue] = colour.rgb();
    RGBColor(red, green, blue)
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn place(point: Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

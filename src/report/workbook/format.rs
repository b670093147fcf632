//! How cells look.

use rust_xlsxwriter::{Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign};

use crate::report::HIGH_PREMIUM;
use crate::report::grid::Kind;

pub struct Formats {
    pub header: Format,
    count: Format,
    ratio: Format,
    times: Format,
    /// A premium of a language that the tokenizer cannot write: no cost.
    pub no_cost: Format,
}

impl Formats {
    pub fn new() -> Formats {
        let times = Format::new().set_num_format("0.00\"×\"");
        Formats {
            header: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            count: Format::new().set_num_format("#,##0"),
            ratio: Format::new().set_num_format("0.000"),
            no_cost: times.clone().set_italic().set_font_color(Color::RGB(0x5B_63_6B)),
            times,
        }
    }

    pub fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Count => &self.count,
            Kind::Ratio => &self.ratio,
            Kind::Times => &self.times,
        }
    }
}

/// Fixed ends: a colour means the same premium in every column and workbook. Black reads well on all three.
pub fn colour_scale() -> ConditionalFormat3ColorScale {
    let number = ConditionalFormatType::Number;
    ConditionalFormat3ColorScale::new()
        .set_minimum(number, 1)
        .set_midpoint(number, HIGH_PREMIUM)
        .set_maximum(number, HIGH_PREMIUM * HIGH_PREMIUM)
        .set_minimum_color(Color::RGB(0xFB_F6_E9))
        .set_midpoint_color(Color::RGB(0xF8_D5_8B))
        .set_maximum_color(Color::RGB(0xEE_94_50))
}

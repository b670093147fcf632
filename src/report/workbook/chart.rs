//! A chart of the spreadsheet's own: the premiums of the leading tokenizer, dearest on top.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::SUMMARY;
use super::sheet::column;
use crate::report::{Report, grid};

const WIDTH: u32 = 900;
const HEIGHT_OF_ROW: u32 = 20;
const HEIGHT_OF_THE_REST: u32 = 110;

/// Bars from 1× on a log2 axis; nothing where no language but the pivot can be written.
pub fn draw(report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let lead = report.lead();
    // Those that cannot be written come last, and what they have is no cost.
    let writable = report.ranking(lead).into_iter().filter(|&language| !report.is_unwritable(lead, language));
    let drawn: Vec<f64> =
        writable.filter_map(|language| report.estimate(lead, language, "premium").value).collect();
    let bars = drawn.len() as u32;
    if bars == 0 {
        return Ok(());
    }
    let (lowest, highest) = powers_of_two_around(&drawn);
    let header = grid::wide_header(report);
    let tokenizer = &report.tokenizers[lead].name;
    let names = column(&header, "name");
    let premiums = column(&header, &format!("premium:{tokenizer}"));
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_categories((SUMMARY, 1, names, bars, names))
        .set_values((SUMMARY, 1, premiums, bars, premiums))
        .set_name((SUMMARY, 0, premiums))
        .set_format(ChartSolidFill::new().set_color(Color::RGB(0x0B_6B_A8)))
        // Without labels of values: LibreOffice writes them over the names.
        .set_gap(40);
    let pivot = &report.pivot_language().name;
    // A name that ends like `!A1` would become a reference: words of our own come last.
    let title = format!("Token premium over {pivot} with {tokenizer}, dearest first");
    chart.title().set_name(title.as_str());
    chart.legend().set_hidden();
    // Bars lie: the categories stand on the axis called y.
    chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low);
    chart
        .x_axis()
        .set_log_base(2)
        .set_major_unit(2)
        .set_min(lowest)
        .set_max(highest)
        .set_crossing(ChartAxisCrossing::AxisValue(1.0))
        .set_num_format("0.##\"×\"")
        .set_name("tokens over those of the pivot for the same text, log2 scale");
    chart.set_width(WIDTH).set_height(HEIGHT_OF_ROW * bars + HEIGHT_OF_THE_REST);
    sheet.set_screen_gridlines(false).set_print_fit_to_pages(1, 1);
    sheet.insert_chart(0, 0, &chart)?;
    Ok(())
}

/// The powers of two around 1 and all values above 0: programs choose powers of ten by themselves.
fn powers_of_two_around(values: &[f64]) -> (f64, f64) {
    let (low, high) = values
        .iter()
        .filter(|value| **value > 0.0)
        .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value.log2()), high.max(value.log2())));
    (low.floor().exp2(), high.ceil().max(1.0).exp2())
}

#[cfg(test)]
mod tests {
    use super::powers_of_two_around;

    #[test]
    fn the_axis_ends_on_powers_of_two() {
        assert_eq!(powers_of_two_around(&[7.7, 1.2]), (1.0, 8.0));
        assert_eq!(powers_of_two_around(&[0.4, 0.9]), (0.25, 2.0));
    }
}

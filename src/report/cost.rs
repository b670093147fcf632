//! What a model costs in each language, as a table and as CSV, with what is assumed.

use comfy_table::{Cell, Table};

use super::csv::{bounds, finish};
use super::note::{OLD_MARK, UNWRITABLE_MARK, unwritable_note};
use super::number::{exact, grouped, money, percent, scientific, times};
use super::table::{
    align_right, drawn, filled, header, interval, plain_table, shortened, without_trailing_blanks,
};
use super::{File, RenderError};
use crate::corpus::Corpus;
use crate::count::Counts;
use crate::parity::{Bounded, Cost, Reply, Terms, Transformer};
use crate::price::{Currency, Date, OLD, Price};

/// What a model costs, and everything that the result depends on.
#[derive(Clone, Copy)]
pub struct Bill<'a> {
    pub corpus: &'a Corpus,
    pub counts: &'a Counts,
    /// Position of the model's tokenizer among those of the counts.
    pub tokenizer: usize,
    pub price: &'a Price,
    pub terms: &'a Terms,
    /// Whether prices are those of a batch.
    pub batch: bool,
    /// Share of the input that is read from the cache.
    pub cached: f64,
    pub requests_per_month: Option<u64>,
    pub currency: Option<&'a Currency>,
    pub today: Date,
    pub costs: &'a [Cost],
}

impl Bill<'_> {
    /// The languages, dearest first; those without a cost after them, the pivot last.
    fn ranking(&self) -> Vec<&Cost> {
        let mut ranking: Vec<&Cost> = self.costs.iter().collect();
        let premium = |cost: &Cost| cost.premium.value.unwrap_or(f64::NEG_INFINITY);
        let is_pivot = |cost: &Cost| cost.language == self.counts.pivot;
        ranking.sort_by(|a, b| {
            let dearest = premium(b).total_cmp(&premium(a)).then(a.language.cmp(&b.language));
            is_pivot(a).cmp(&is_pivot(b)).then(dearest)
        });
        ranking
    }

    fn pivot(&self) -> &str {
        &self.counts.languages[self.counts.pivot].name
    }

    fn usd_per_month(&self, cost: &Cost) -> Option<f64> {
        Some(cost.usd_per_request? * self.requests_per_month? as f64)
    }

    fn in_currency(&self, usd: Option<f64>) -> Option<f64> {
        Some(usd? * self.currency?.per_usd)
    }
}

/// The folder of a model's results: a name may hold slashes and colons, which paths do not.
pub fn bill_folder(price: &Price) -> String {
    format!("cost-{}", price.model.replace(['/', ':', '\\'], "--"))
}

/// The files of a bill, in the folder of its model.
///
/// # Errors
/// None in memory.
pub fn bill_files(bill: &Bill) -> Result<Vec<File>, RenderError> {
    let folder = bill_folder(bill.price);
    Ok(vec![
        File::new(format!("{folder}/cost.csv"), csv(bill)?),
        File::new(format!("{folder}/table.txt"), bill_table(bill, false).into_bytes()),
    ])
}

/// Money, then room, time and compute, then what is assumed; with ANSI styles when `styled`.
pub fn bill_table(bill: &Bill, styled: bool) -> String {
    let heading = format!(
        "{}: {} segments in {} languages, {} under {}.",
        bill.corpus.title(),
        grouped(bill.counts.segments),
        bill.counts.languages.len(),
        bill.price.model,
        bill.counts.tokenizers[bill.tokenizer].name,
    );
    let compute = bill.terms.transformer.map(|transformer| compute_table(bill, transformer));
    let tables = [money_table(bill), room_and_time_table(bill)].into_iter().chain(compute);
    let mut blocks = vec![heading];
    blocks.extend(tables.map(|table| drawn(table, styled)));
    blocks.push(assumptions(bill));
    if bill.costs.iter().any(|cost| cost.unwritable) {
        blocks.push(unwritable_note() + "\n  there is none here");
    }
    without_trailing_blanks(&blocks.join("\n\n"))
}

/// With another currency the interval gives way: it is in the CSV.
fn money_table(bill: &Bill) -> Table {
    let mut table = plain_table();
    let thousand = |code: &str| format!("{code} per\n1,000\nrequests");
    let month = |code: &str| format!("\n{code} per\nmonth");
    let codes: Vec<&str> = ["USD"].into_iter().chain(bill.currency.map(|one| one.code.as_str())).collect();
    let mut heads = ["\n\nLanguage", "\n\nCode", "USD per\nmillion\ntokens"].map(str::to_owned).to_vec();
    heads.extend(codes.iter().map(|code| thousand(code)));
    heads.extend(codes.iter().filter(|_| bill.requests_per_month.is_some()).map(|code| month(code)));
    heads.push(format!("\nover\n{}", bill.pivot()));
    heads.extend(bill.currency.is_none().then(|| "\n\n95 % interval".to_owned()));
    header(&mut table, heads.iter().map(String::as_str));
    for cost in bill.ranking() {
        let thousand = cost.usd_per_request.map(|usd| usd * THOUSAND);
        let month = bill.usd_per_month(cost);
        let mut cells = language_cells(bill, cost);
        cells.extend([amount(cost.usd_per_million_pivot_tokens), amount(thousand)]);
        cells.extend(bill.currency.map(|_| amount(bill.in_currency(thousand))));
        cells.extend(bill.requests_per_month.map(|_| amount(month)));
        cells.extend(bill.requests_per_month.and(bill.currency).map(|_| amount(bill.in_currency(month))));
        cells.push(ratio(cost.over_pivot));
        if bill.currency.is_none() {
            cells.push(Cell::new(cost.over_pivot.interval.map_or_else(String::new, interval)));
        }
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn room_and_time_table(bill: &Bill) -> Table {
    let terms = bill.terms;
    let mut table = plain_table();
    let fits = format!("of {}\nfits", bill.pivot());
    let mut heads = vec!["\nLanguage", "\nCode", &fits];
    heads.extend(terms.context_tokens.map(|_| "segments\nthat fit"));
    heads.push("time to the\nfirst token");
    heads.extend(writes(terms).then_some("time to\nthe end"));
    header(&mut table, heads);
    for cost in bill.ranking() {
        let mut cells = language_cells(bill, cost);
        cells.push(text(cost.context_share.value, percent));
        cells.extend(terms.context_tokens.map(|_| {
            text(cost.context_segments.map(|segments| segments as f64), |fit| grouped(fit as usize))
        }));
        cells.push(ratio(cost.time_to_first));
        cells.extend(writes(terms).then(|| ratio(cost.time_to_end)));
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn compute_table(bill: &Bill, transformer: Transformer) -> Table {
    let mut table = plain_table();
    let over = format!("over\n{}", bill.pivot());
    let mut heads = vec!["\nLanguage", "\nCode", "FLOPs per\nsegment", &over, "FLOPs to\ntrain on it"];
    heads.extend(transformer.training_tokens.map(|_| "share of\nthe budget"));
    header(&mut table, heads);
    for cost in bill.ranking() {
        let compute = cost.compute;
        let mut cells = language_cells(bill, cost);
        cells.extend([
            text(compute.map(|compute| compute.flops_per_segment), scientific),
            text(compute.and_then(|compute| compute.over_pivot), times),
            text(compute.map(|compute| compute.training_flops), scientific),
        ]);
        cells.extend(
            transformer
                .training_tokens
                .map(|_| text(compute.and_then(|compute| compute.training_share), scientific)),
        );
        table.add_row(cells);
    }
    align_right(&mut table, 2..);
    table
}

fn language_cells(bill: &Bill, cost: &Cost) -> Vec<Cell> {
    let language = &bill.counts.languages[cost.language];
    let mark = if cost.unwritable { UNWRITABLE_MARK } else { "" };
    vec![Cell::new(shortened(&language.name) + mark), Cell::new(&language.code)]
}

fn text(value: Option<f64>, write: impl Fn(f64) -> String) -> Cell {
    Cell::new(value.map_or_else(|| "–".to_owned(), write))
}

fn amount(value: Option<f64>) -> Cell {
    text(value, money)
}

fn ratio(bounded: Bounded) -> Cell {
    text(bounded.value, times)
}

/// What the numbers rest on, a line each.
fn assumptions(bill: &Bill) -> String {
    let lines = [
        price_line(bill),
        format!("USD per million tokens: for content that has so many in {}, sent once.", bill.pivot()),
        request_line(bill),
        "Not in it: instructions, tokens around messages, hidden reasoning, price steps for long requests."
            .into(),
        format!(
            "Room: how much of what the context window holds in {} it holds in the language{}.",
            bill.pivot(),
            bill.terms.context_tokens.map_or_else(String::new, |tokens| {
                format!("; the window is {} tokens", grouped(tokens as usize))
            })
        ),
        time_line(bill.terms),
        compute_line(bill.terms),
        currency_line(bill.currency),
    ];
    lines.iter().filter(|line| !line.is_empty()).map(|line| filled(line)).collect::<Vec<_>>().join("\n")
}

fn price_line(bill: &Bill) -> String {
    let (price, tariff) = (bill.price, bill.terms.tariff);
    let output = if writes(bill.terms) { format!(", {} of output", tariff.output) } else { String::new() };
    let batch = if bill.batch { ", in a batch" } else { "" };
    let cached = if bill.cached > 0.0 {
        format!(", with {} of the input from the cache", percent(bill.cached))
    } else {
        String::new()
    };
    let old = if price.is_old(bill.today) {
        format!(" {OLD_MARK} That is over {OLD} days before {}.", bill.today)
    } else {
        String::new()
    };
    format!(
        "Price: {} US dollars per million tokens of input{output}{batch}{cached}; {}, {}, {}.{old}",
        tariff.input, price.provider, price.date, price.source
    )
}

fn request_line(bill: &Bill) -> String {
    let segments = |count: u32| if count == 1 { "1 segment".into() } else { format!("{count} segments") };
    let answer = match (bill.terms.output_segments, bill.terms.reply) {
        (0, _) => "no answer is counted".to_owned(),
        (count, Reply::AsInPivot) => format!(
            "the answer has the tokens of {} in {} whatever the language of the question",
            segments(count),
            bill.pivot()
        ),
        (count, Reply::SamePremium) => {
            format!("the answer has the tokens of {} in the language of the question", segments(count))
        }
    };
    let month = bill.requests_per_month.map_or_else(String::new, |requests| {
        format!(" A month has {} requests.", grouped(requests as usize))
    });
    format!("Request: {} of average length; {answer}.{month}", segments(bill.terms.input_segments))
}

fn time_line(terms: &Terms) -> String {
    let end = match terms.reading_speed {
        _ if !writes(terms) => String::new(),
        1.0 => "; input is read as quickly as an answer is written".to_owned(),
        speed => format!("; {speed} tokens of input are read in the time in which one of output is written"),
    };
    format!("Time: over the pivot's, if a token takes as long in every language{end}.")
}

fn compute_line(terms: &Terms) -> String {
    let Some(transformer) = terms.transformer else { return String::new() };
    let parameters = scientific(transformer.parameters);
    let attention = match transformer.layers_and_width {
        Some((layers, width)) => format!(
            "T·(2N + 2·layers·T·width) for T tokens, N = {parameters}, {layers} layers, width {width}"
        ),
        None => format!(
            "2N per token, N = {parameters}, without the attention term, whose layers and width are not given"
        ),
    };
    let budget = transformer
        .training_tokens
        .map_or_else(String::new, |tokens| format!("; the budget is {} tokens", scientific(tokens)));
    format!(
        "Compute: {attention} (Kaplan et al. 2020); to train 6N per token (Hoffmann et al. 2022){budget}."
    )
}

fn currency_line(currency: Option<&Currency>) -> String {
    currency.map_or_else(String::new, |Currency { code, per_usd, date, source }| {
        format!("Currency: a US dollar is {per_usd} {code}; {date}, {source}.")
    })
}

/// Whether an answer is counted.
fn writes(terms: &Terms) -> bool {
    terms.output_segments > 0
}

/// A row for each language, dearest first, the pivot last; a column that was not asked for is empty.
fn csv(bill: &Bill) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for cost in bill.ranking() {
        writer.write_record(record(bill, cost))?;
    }
    finish(writer)
}

const COLUMNS: [&str; 35] = [
    "language",
    "name",
    "model",
    "tokenizer",
    "segments",
    "tokens",
    "premium",
    "premium_low",
    "premium_high",
    "usd_per_million_pivot_tokens_of_content",
    "usd_per_thousand_requests",
    "usd_per_month",
    "cost_over_pivot",
    "cost_over_pivot_low",
    "cost_over_pivot_high",
    "currency",
    "currency_per_thousand_requests",
    "currency_per_month",
    "context_share",
    "context_share_low",
    "context_share_high",
    "context_segments",
    "time_to_first_over_pivot",
    "time_to_end_over_pivot",
    "flops_per_segment",
    "flops_over_pivot",
    "training_flops",
    "training_share",
    "usd_per_million_input",
    "usd_per_million_output",
    "price_date",
    "price_source",
    "price_is_old",
    "currency_date",
    "currency_source",
];

fn record(bill: &Bill, cost: &Cost) -> [String; COLUMNS.len()] {
    let language = &bill.counts.languages[cost.language];
    let thousand = cost.usd_per_request.map(|usd| usd * THOUSAND);
    let month = bill.usd_per_month(cost);
    let compute = cost.compute;
    let [premium, over, share] = [cost.premium, cost.over_pivot, cost.context_share].map(|bounded| {
        let (low, high) = bounds(bounded.interval);
        [exact(bounded.value), low, high]
    });
    let ([premium, premium_low, premium_high], [over, over_low, over_high], [share, share_low, share_high]) =
        (premium, over, share);
    let of_currency = |write: fn(&Currency) -> String| bill.currency.map(write).unwrap_or_default();
    [
        language.code.clone(),
        language.name.clone(),
        bill.price.model.clone(),
        bill.counts.tokenizers[bill.tokenizer].name.clone(),
        bill.counts.segments.to_string(),
        cost.tokens.to_string(),
        premium,
        premium_low,
        premium_high,
        exact(cost.usd_per_million_pivot_tokens),
        exact(thousand),
        exact(month),
        over,
        over_low,
        over_high,
        of_currency(|currency| currency.code.clone()),
        exact(bill.in_currency(thousand)),
        exact(bill.in_currency(month)),
        share,
        share_low,
        share_high,
        cost.context_segments.map(|segments| segments.to_string()).unwrap_or_default(),
        exact(cost.time_to_first.value),
        exact(cost.time_to_end.value.filter(|_| writes(bill.terms))),
        exact(compute.map(|compute| compute.flops_per_segment)),
        exact(compute.and_then(|compute| compute.over_pivot)),
        exact(compute.map(|compute| compute.training_flops)),
        exact(compute.and_then(|compute| compute.training_share)),
        exact(Some(bill.terms.tariff.input)),
        exact(Some(bill.terms.tariff.output).filter(|_| writes(bill.terms))),
        bill.price.date.to_string(),
        bill.price.source.clone(),
        bill.price.is_old(bill.today).to_string(),
        of_currency(|currency| currency.date.to_string()),
        of_currency(|currency| currency.source.clone()),
    ]
}

const THOUSAND: f64 = 1e3;

//! What two languages pay for text that a program has in memory: `cargo run --example premiums`.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use tokcost::Settings;
use tokcost::corpus::{Corpus, Language, Manifest, Text};
use tokcost::count::tokenizer;

const TEXTS: [(&str, &str); 3] = [
    ("en", "Your parcel has arrived.\nPlease sign here.\n"),
    ("de", "Ihr Paket ist angekommen.\nBitte unterschreiben Sie hier.\n"),
    ("hi", "आपका पार्सल आ गया है।\nकृपया यहाँ हस्ताक्षर करें।\n"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = parcels()?;
    let tokenizers = tokenizer::open_all(&["gpt-4".to_owned(), "gpt-4o".to_owned()])?;
    let report = tokcost::analyze(&corpus, &tokenizers, Settings::default(), &|_| ())?;
    let mut stdout = io::stdout().lock();
    for (tokenizer, identity) in report.tokenizers.iter().enumerate() {
        for (language, of) in report.languages.iter().enumerate() {
            let premium = report.estimate(tokenizer, language, "premium");
            if let (Some(value), Some(interval)) = (premium.value, premium.interval) {
                let (name, low, high) = (&identity.name, interval.low, interval.high);
                writeln!(stdout, "{name}\t{}\t{value:.2}\t{low:.2}\t{high:.2}", of.name)?;
            }
        }
    }
    Ok(())
}

/// Line i means the same in every language.
fn parcels() -> Result<Corpus, Box<dyn Error>> {
    let text = |(code, lines): (&str, &str)| -> Result<Text, Box<dyn Error>> {
        let language = Language::resolve(code).ok_or("not a language code")?.language;
        Ok(Text::from_bytes(language, Path::new(code), lines.as_bytes().to_vec())?)
    };
    let texts = TEXTS.into_iter().map(text).collect::<Result<Vec<_>, _>>()?;
    Ok(Corpus::new("parcels", Path::new("parcels"), Manifest::default(), texts, "en")?)
}

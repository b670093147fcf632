//! `tokcost spark`: the driver that counts text with Apache Spark.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::terminal::print;
use crate::report;

/// A program for `spark-submit`; it says itself how it is used.
const DRIVER: &str = include_str!("spark/tokcost_spark.py");

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tokcost spark tokcost_spark.py\n  \
    spark-submit tokcost_spark.py 's3a://bucket/texts/*.parquet' --part texts.part -- -t o200k_base\n  \
    tokcost merge texts.part --name texts")]
pub struct Spark {
    /// File to write the driver to; standard output without it
    file: Option<PathBuf>,
}

impl Spark {
    pub fn run(&self) -> Result<(), CliError> {
        let Some(path) = &self.file else { return Ok(print(|_| DRIVER)?) };
        Ok(report::write_to(path, DRIVER.as_bytes())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::fields;

    /// Columns of Parquet are found by the names by which fields of JSON are.
    #[test]
    fn the_driver_knows_the_names_of_fields() {
        for line in [
            format!("TEXT = {:?}", fields::TEXT),
            format!("LANGUAGE = {:?}", fields::LANGUAGE),
            format!("SCRIPT = {:?}", fields::SCRIPT),
            format!("ID = {:?}", fields::ID),
        ] {
            assert!(DRIVER.lines().any(|found| found == line), "{line}");
        }
    }
}

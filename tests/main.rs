//! One binary of integration tests: what a user sees, and laws that hold across modules.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]
#![expect(clippy::format_collect, reason = "clear beats quick in a test")]

mod architecture;
mod audit;
mod browser;
mod check;
mod command_line;
mod config;
mod corpora;
mod cost;
mod counting;
mod diff;
mod explain;
mod formats;
mod fuzzing;
mod golden;
mod hostile;
mod hub;
mod inspection;
mod intervals;
mod labels;
mod laws;
mod lint;
mod losses;
mod manual;
mod oracle;
mod pages;
mod parts;
mod prices;
mod reading;
mod reasons;
mod repository;
mod sentence_piece;
mod stopping;
mod support;
mod vocabularies;
mod words_in_context;

//! Writes the seeds into `corpus/`: `cargo run --example seeds` in this folder.

fn main() {
    tokcost_fuzz::write_seeds(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
}

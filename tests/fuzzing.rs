//! The targets of `cargo fuzz` without it: their seeds, and inputs made of them by chance, always the same ones.
//!
//! `TOKCOST_FUZZ` is the number of inputs, `TOKCOST_FUZZ_SEED` another beginning, `TOKCOST_FUZZ_TARGET` a single target.

#[path = "fuzz/targets.rs"]
mod targets;

use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use targets::{TARGETS, Target};

use crate::support::say;

/// What breaks parsers, put in anywhere.
const TELLING: [&[u8]; 24] = [
    b"\0",
    b"\"",
    b"'",
    b"\n",
    b"\r\n",
    b"\t",
    b",",
    b"<",
    b"&",
    b"]]>",
    b"\\",
    b"{",
    b"[",
    b"-1",
    b"4294967296",
    b"1e999",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xC3",
    b"\xED\xA0\x80",
    b"\xFF\xFF\xFF\xFF\x0F",
    b"\x80\x80\x80\x80\x10",
    b"\xE2\x80\xAE",
    b"NaN",
];
/// The longest time that an input may take, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn no_input_breaks_a_target() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<usize>().unwrap());
    let inputs = number("TOKCOST_FUZZ").unwrap_or(2_000);
    let seed = number("TOKCOST_FUZZ_SEED").unwrap_or(0);
    let only = std::env::var("TOKCOST_FUZZ_TARGET").ok();
    let chosen: Vec<&Target> =
        TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| target.name == only)).collect();
    let shares: f64 = chosen.iter().map(|target| 1.0 / target.weight as f64).sum();
    for target in chosen {
        let share = (inputs as f64 / target.weight as f64 / shares).ceil() as usize;
        let begun = now();
        let seeds = (target.seeds)();
        for input in &seeds {
            run(target, input);
        }
        (0..share).into_par_iter().for_each(|number| {
            let mut random = ChaCha8Rng::seed_from_u64((seed as u64) << 32 | number as u64);
            run(target, &changed(&seeds, &mut random));
        });
        say(&format!("{}: {share} inputs in {:.1} s", target.name, begun.elapsed().as_secs_f64()));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a test takes is part of what it tests")]
fn now() -> Instant {
    Instant::now()
}

/// Tries an input; one that fails is said in a form that a test can hold.
fn run(target: &Target, input: &[u8]) {
    let begun = now();
    let tried = panic::catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    let shown = || input.iter().take(4000).map(|byte| byte.escape_ascii().to_string()).collect::<String>();
    assert!(tried.is_ok(), "{} breaks at b\"{}\"", target.name, shown());
    assert!(begun.elapsed() < PATIENCE, "{} takes {:?} for b\"{}\"", target.name, begun.elapsed(), shown());
}

fn below(random: &mut ChaCha8Rng, limit: usize) -> usize {
    random.next_u64() as usize % limit.max(1)
}

/// A seed with some changes.
fn changed(seeds: &[Vec<u8>], random: &mut ChaCha8Rng) -> Vec<u8> {
    let mut input = seeds[below(random, seeds.len())].clone();
    for _ in 0..=below(random, 6) {
        let at = below(random, input.len() + 1);
        let end = at + below(random, (input.len() - at).min(64) + 1);
        match below(random, 8) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => input = [&input[..end], &input[at..]].concat(),
            3 => {
                let part = input[at..end].repeat(1 + below(random, 40));
                input.splice(at..at, part);
            }
            4 => {
                let other = &seeds[below(random, seeds.len())];
                input.truncate(at);
                input.extend(&other[below(random, other.len() + 1)..]);
            }
            5 => drop(input.splice(at..end, TELLING[below(random, TELLING.len())].iter().copied())),
            6 => input.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (random.next_u32() % 8)),
            _ => input.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.next_u32() as u8),
        }
    }
    input
}

//! The build script of the package, not a module of the program: writes the tables of the built-in vocabularies, so that none has to be built at start-up.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "cargo reads what is printed, and takes what is written only if all went well"
)]

#[path = "byte_pair/alphabet.rs"]
mod alphabet;
#[path = "byte_pair/characters.rs"]
mod characters;
#[path = "byte_pair/merging.rs"]
mod merging;
#[allow(dead_code, reason = "counting is not needed here")]
#[path = "byte_pair/scratch.rs"]
mod scratch;
#[allow(dead_code, reason = "counting is not needed here")]
#[path = "byte_pair/short.rs"]
mod short;
#[allow(dead_code, reason = "counting is not needed here")]
#[path = "byte_pair/tables.rs"]
mod tables;
#[allow(dead_code, reason = "counting is not needed here")]
#[path = "byte_pair/traces.rs"]
mod traces;
#[allow(dead_code, reason = "looking up is not needed here")]
#[path = "byte_pair/trie.rs"]
mod trie;
#[allow(dead_code, reason = "counting is not needed here")]
#[path = "byte_pair/vocabulary.rs"]
mod vocabulary;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tiktoken_rs::CoreBPE;
use vocabulary::Vocabulary;

/// Tokens in order of rank, each with its id.
type Ranked = Vec<(Vec<u8>, u32)>;
type Load = fn() -> Result<Ranked, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/count/tokenizer/precompile.rs");
    println!("cargo::rerun-if-changed=src/count/tokenizer/byte_pair");
    let vocabularies: &[(&str, Load)] = &[
        ("r50k_base", || Ok(openai(&tiktoken_rs::r50k_base()?, 50_256))),
        ("p50k_base", || Ok(openai(&tiktoken_rs::p50k_base()?, 50_281))),
        ("cl100k_base", || Ok(openai(&tiktoken_rs::cl100k_base()?, 100_256))),
        ("o200k_base", || Ok(openai(&tiktoken_rs::o200k_base()?, 199_998))),
        ("qwen3", || packed(splintr_vocab_qwen::QWEN3_VOCAB_PACKED)),
        ("deepseek_v3", || written(packed(splintr_vocab_deepseek::DEEPSEEK_V3_VOCAB_PACKED)?, 3)),
        ("mistral_v3", || written(packed(splintr_vocab_mistral::MISTRAL_V3_VOCAB_PACKED)?, 1000)),
        ("mistral_v1", || scored(splintr_vocab_mistral::MISTRAL_SPM_VOCAB)),
        ("gemma4", || {
            gemma(splintr_vocab_gemma4::GEMMA4_VOCAB_PACKED, splintr_vocab_gemma4::GEMMA4_MERGES_PACKED)
        }),
        ("glm4", || packed(splintr_vocab_glm::GLM4_VOCAB_PACKED)),
        ("modernbert", || modernbert(splintr_vocab_modernbert::MODERNBERT_VOCAB_PACKED)),
        #[cfg(feature = "vocab-llama")]
        ("llama2", || scored(splintr_vocab_llama2::LLAMA2_SPM_VOCAB)),
        #[cfg(feature = "vocab-llama")]
        ("llama3", || packed(splintr_vocab_llama3::LLAMA3_VOCAB_PACKED)),
        #[cfg(feature = "vocab-kimi")]
        ("kimi_k2", || packed(splintr_vocab_kimi::KIMI_VOCAB_PACKED)),
    ];
    let folder = std::env::var("OUT_DIR")?;
    let folder = Path::new(&folder);
    let listed: &[(&str, &[u8])] = &[
        #[cfg(feature = "vocab-gemma")]
        ("gemma2", splintr_vocab_gemma2::GEMMA2_SPM_VOCAB),
        #[cfg(feature = "vocab-gemma")]
        ("gemma3", splintr_vocab_gemma3::GEMMA3_SPM_VOCAB),
    ];
    for (id, list) in listed {
        std::fs::write(folder.join(id).with_extension("list"), list)?;
        std::fs::write(folder.join(id).with_extension("sha256"), hex::encode(Sha256::digest(list)))?;
    }
    std::thread::scope(|scope| {
        let write = |id, load| write(folder, id, load).map_err(|error| format!("{id}: {error}"));
        let spawn = |(id, load): &(&'static str, Load)| {
            let (id, load) = (*id, *load);
            scope.spawn(move || write(id, load))
        };
        let threads: Vec<_> = vocabularies.iter().map(spawn).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a table could not be built")?)
    })?;
    Ok(())
}

fn write(folder: &Path, id: &str, load: Load) -> Result<(), Box<dyn Error>> {
    let ranked = load()?;
    let tables = Vocabulary::new(&ranked)?.to_tables();
    std::fs::write(folder.join(id).with_extension("table"), tables)?;
    Ok(std::fs::write(folder.join(id).with_extension("sha256"), fingerprint(&ranked))?)
}

/// SHA-256 of the vocabulary as a `.tiktoken` file: a line for each token, its bytes in base64 and its rank.
fn fingerprint(ranked: &Ranked) -> String {
    let line = |(bytes, rank): &(Vec<u8>, u32)| format!("{} {rank}\n", STANDARD.encode(bytes));
    hex::encode(Sha256::digest(ranked.iter().map(line).collect::<String>()))
}

/// The ranks of a vocabulary of tiktoken-rs; the special tokens above them are left out.
fn openai(vocabulary: &CoreBPE, ranks: u32) -> Ranked {
    let special: Vec<Vec<u8>> =
        vocabulary.special_tokens().into_iter().map(|token| token.as_bytes().to_vec()).collect();
    let ranked = (0..ranks).filter_map(|rank| Some((vocabulary.decode_bytes(&[rank]).ok()?, rank)));
    ranked.filter(|(bytes, _)| !special.contains(bytes)).collect()
}

/// The ranks of a vocabulary in the form of the `splintr-vocab-*` crates: `SPLNTRV1`, a count in four bytes, then for
/// each token its rank, its length (both LEB128) and its bytes.
fn packed(file: &[u8]) -> Result<Ranked, Box<dyn Error>> {
    let entries = file.strip_prefix(b"SPLNTRV1").ok_or("not a packed vocabulary")?;
    let (count, mut rest) = entries.split_first_chunk().ok_or("no count")?;
    let mut ranked = Ranked::new();
    for _ in 0..u32::from_le_bytes(*count) {
        let rank = number(&mut rest)?;
        let length = number(&mut rest)? as usize;
        let (bytes, after) = rest.split_at_checked(length).ok_or("cut short")?;
        rest = after;
        ranked.push((bytes.to_vec(), rank));
    }
    ranked.sort_by_key(|(_, rank)| *rank);
    Ok(ranked)
}

/// The bytes of tokens that are written in the byte-level alphabet, without the special ones that come first.
fn written(ranked: Ranked, special: usize) -> Result<Ranked, Box<dyn Error>> {
    let to_bytes = |(token, rank): (Vec<u8>, u32)| {
        let bytes =
            alphabet::to_bytes(std::str::from_utf8(&token)?).ok_or("a token is not in the alphabet")?;
        Ok((bytes, rank))
    };
    ranked.into_iter().skip(special).map(to_bytes).collect()
}

/// A vocabulary of SentencePiece that begins with three pieces that are no text: for each piece a line with its bytes in base64 and its score.
fn scored(file: &[u8]) -> Result<Ranked, Box<dyn Error>> {
    const CONTROL: usize = 3;
    let (mut pieces, mut longer) = (Ranked::new(), Vec::new());
    for (id, line) in (0..).zip(std::str::from_utf8(file)?.lines()).skip(CONTROL) {
        let (piece, score) = line.split_once(' ').ok_or("no score")?;
        let (piece, score) = (STANDARD.decode(piece)?, score.parse::<f32>()?);
        if !characters::is_character(&piece) && !is_byte(&piece) {
            longer.push((piece.clone(), score, id));
        }
        pieces.push((piece, id));
    }
    characters::by_score(&mut longer).ok_or("two pieces share a score")?;
    let merged = longer.into_iter().map(|(piece, _, id)| (piece, id));
    Ok(characters::in_bytes(&pieces, merged).ok_or("a byte token is missing")?)
}

/// Gemma's vocabulary and, apart from it, the ids of what its merges make, first to last: `SPLNTRM1`, a count in four
/// bytes, then for each merge the id and the length of its left part (both LEB128). Pieces that no merge makes are left
/// out, but for those of one character.
fn gemma(vocabulary: &[u8], merges: &[u8]) -> Result<Ranked, Box<dyn Error>> {
    let pieces = packed(vocabulary)?;
    let entries = merges.strip_prefix(b"SPLNTRM1").ok_or("not a packed list of merges")?;
    let (count, mut rest) = entries.split_first_chunk().ok_or("no count")?;
    let (mut made, mut known) = (Ranked::new(), BTreeSet::new());
    for _ in 0..u32::from_le_bytes(*count) {
        let id = number(&mut rest)?;
        number(&mut rest)?;
        if known.insert(id) {
            made.push(pieces.get(id as usize).cloned().ok_or("a merge of no piece")?);
        }
    }
    Ok(characters::in_bytes(&pieces, made).ok_or("a byte token is missing")?)
}

/// `ModernBERT`'s vocabulary. Two special tokens come first. Runs of 24 to 2 blanks, which are read whole, have ids from
/// 50,254 on in place of those that merging would give them. The bytes that it lacks are not UTF-8.
fn modernbert(file: &[u8]) -> Result<Ranked, Box<dyn Error>> {
    const SPECIAL: usize = 2;
    const LONGEST: u32 = 24;
    const FIRST: u32 = 50_254;
    let mut ranked = packed(file)?.split_off(SPECIAL);
    for length in 2..=LONGEST {
        let run = ranked.iter_mut().find(|(bytes, _)| *bytes == b" ".repeat(length as usize));
        run.ok_or("a run of blanks is missing")?.1 = FIRST + LONGEST - length;
    }
    let known: BTreeSet<Vec<u8>> = ranked.iter().map(|(bytes, _)| bytes.clone()).collect();
    let lacked = (0..=u8::MAX).map(|byte| vec![byte]).filter(|byte| !known.contains(byte));
    ranked.extend(lacked.map(|byte| (byte, characters::BEGINNING)));
    Ok(ranked)
}

/// Whether a piece is spelled as a byte token: `<0x0A>`.
fn is_byte(piece: &[u8]) -> bool {
    piece.len() == 6 && piece.starts_with(b"<0x") && piece.ends_with(b">")
}

/// A number in LEB128: seven bits a byte, the lowest first, the highest bit set on all but the last.
fn number(bytes: &mut &[u8]) -> Result<u32, Box<dyn Error>> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or("cut short")?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err("a number is too long".into())
}

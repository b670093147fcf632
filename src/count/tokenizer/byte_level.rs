//! A `tokenizer.json` that is byte-level byte-pair encoding, read for tokcost's own counter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::Identity;
use super::byte_pair::{BytePair, Exceptions, Normal, Split, Vocabulary, alphabet, split};
use super::hugging_face::{HuggingFace, special_tokens};

/// The parts of a `tokenizer.json` that decide how text becomes tokens.
#[derive(Deserialize)]
struct Definition {
    #[serde(default)]
    normalizer: Value,
    #[serde(default)]
    pre_tokenizer: Value,
    #[serde(default)]
    post_processor: Value,
    model: Model,
    #[serde(default)]
    added_tokens: Vec<AddedToken>,
}

#[derive(Deserialize)]
struct Model {
    vocab: BTreeMap<String, u32>,
    merges: Vec<Merge>,
    #[serde(default)]
    ignore_merges: bool,
    /// Everything else: it must be absent, false or empty.
    #[serde(flatten)]
    other: BTreeMap<String, Value>,
}

/// Two tokens, as a list or, in older files, with a blank between them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Merge {
    Pair(String, String),
    Line(String),
}

#[derive(Deserialize)]
struct AddedToken {
    content: String,
    special: bool,
}

/// Patterns that leave nothing unmatched, so that dropping what lies between pieces drops nothing.
const COVERING: [&[&str]; 5] = [split::GPT2, split::CL100K, split::QWEN, split::O200K, split::TEKKEN];

/// The tokenizer, if tokcost's counter can do all that the file asks for; `None` leaves it to `tokenizers`.
pub fn read(file: &[u8], identity: &Identity) -> Option<BytePair> {
    let definition: Definition = serde_json::from_slice(file).ok()?;
    let normal = normal(&definition.normalizer)?;
    let split = Split::compile(&patterns(&definition.pre_tokenizer)?).ok()?;
    let vocabulary = vocabulary(&definition)?;
    let added = definition.added_tokens.into_iter().filter(|token| !token.special);
    let added: Vec<String> = added.map(|token| token.content).collect();
    let exceptions = if added.is_empty() {
        None
    } else {
        let engine = HuggingFace::new(file, identity.clone()).ok()?;
        Some(Exceptions { texts: added, engine: Box::new(engine) })
    };
    Some(BytePair {
        identity: Identity { engine: "byte-pair".into(), ..identity.clone() },
        normal,
        split: Arc::new(split),
        vocabulary,
        whole_pieces: definition.model.ignore_merges,
        of_characters: false,
        exceptions,
        special_tokens: serde_json::from_value(definition.post_processor)
            .ok()
            .and_then(|template| special_tokens(&template)),
    })
}

fn normal(normalizer: &Value) -> Option<Normal> {
    match normalizer["type"].as_str() {
        None if normalizer.is_null() => Some(Normal::AsIs),
        Some("NFC") => Some(Normal::Nfc),
        Some("Sequence") => match &normalizer["normalizers"].as_array()?[..] {
            [] => Some(Normal::AsIs),
            [only] => normal(only),
            _ => None,
        },
        _ => None,
    }
}

/// The split patterns of a pre-tokenizer that ends in the byte-level alphabet.
fn patterns(pre_tokenizer: &Value) -> Option<Vec<String>> {
    let steps = match pre_tokenizer["type"].as_str()? {
        "Sequence" => pre_tokenizer["pretokenizers"].as_array()?.as_slice(),
        _ => std::slice::from_ref(pre_tokenizer),
    };
    let (byte_level, splits) = steps.split_last()?;
    let plain = byte_level["type"] == "ByteLevel" && byte_level["add_prefix_space"] == false;
    let mut patterns: Vec<String> = splits.iter().map(pattern).collect::<Option<_>>()?;
    if byte_level["use_regex"] != false {
        patterns.extend(split::GPT2.iter().map(|&pattern| pattern.to_owned()));
    }
    plain.then_some(patterns)
}

fn pattern(step: &Value) -> Option<String> {
    let pattern = step["pattern"]["Regex"].as_str().filter(|_| step["type"] == "Split")?;
    let covering = || COVERING.iter().any(|patterns| **patterns == [pattern]);
    let keeps_all = match (step["behavior"].as_str()?, step["invert"].as_bool()?) {
        ("Isolated", _) => true,
        ("Removed", true) => covering(),
        _ => false,
    };
    keeps_all.then(|| pattern.to_owned())
}

/// The vocabulary in order of its merges, if merging by rank is what the merges say.
fn vocabulary(definition: &Definition) -> Option<Vocabulary> {
    let model = &definition.model;
    let unused = |value: &Value| value.is_null() || value == false || value == "";
    let plain = ["dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback"];
    let is_bpe = model.other.get("type").is_none_or(|kind| kind == "BPE");
    if !is_bpe || !plain.iter().all(|option| model.other.get(*option).is_none_or(unused)) {
        return None;
    }
    let mut ranked: Vec<(Vec<u8>, u32)> = model
        .vocab
        .iter()
        .filter_map(|(token, id)| Some((alphabet::to_bytes(token)?, *id)))
        .filter(|(bytes, _)| bytes.len() == 1)
        .collect();
    ranked.sort_by_key(|(_, id)| *id);
    let mut pairs = Vec::new();
    let mut known = BTreeSet::new();
    for merge in &model.merges {
        let (left, right) = match merge {
            Merge::Pair(left, right) => (left.as_str(), right.as_str()),
            Merge::Line(line) => line.split_once(' ')?,
        };
        let written = format!("{left}{right}");
        let (whole, left) = (alphabet::to_bytes(&written)?, alphabet::to_bytes(left)?);
        let id = *model.vocab.get(&written)?;
        if ranked.last().is_none_or(|(last, _)| *last != whole) {
            // A token merged in two places of the list has no single rank.
            if !known.insert(whole.clone()) {
                return None;
            }
            ranked.push((whole.clone(), id));
        }
        pairs.push((whole, left.len()));
    }
    let special: BTreeSet<&str> =
        definition.added_tokens.iter().map(|token| token.content.as_str()).collect();
    let ordinary = model.vocab.keys().filter(|token| !special.contains(token.as_str())).count();
    let vocabulary = Vocabulary::new(&ranked).ok()?;
    // Tokens that no merge makes matter where whole pieces are looked up.
    let complete = !model.ignore_merges || ordinary == ranked.len();
    vocabulary.with_pairs(&pairs).filter(|_| complete)
}

//! How long a `tokenizer.json` can make a text: its replacements follow one another, so ten of them can make a book of a
//! word. Files that would are refused before they are tried.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::sentence_piece;

/// Times that a text may grow. The largest of the field is 3: U+2581 in the place of blanks.
const LARGEST: f64 = 256.0;
/// Bytes of a pattern or a replacement, at most.
const LONGEST: usize = 4096;

/// Why a part of a file is refused; nothing if it is not.
pub fn refusal(part: &Value) -> Option<String> {
    if let Some(length) = longest(part).filter(|length| *length > LONGEST) {
        return Some(format!("it has a pattern of {length} bytes: expected {LONGEST} at most"));
    }
    if times(part) > LARGEST {
        return Some(format!("its replacements make a text more than {LARGEST} times as long"));
    }
    charsmaps(part).find_map(|map| {
        let map =
            STANDARD.decode(map).map_err(|_| "its table of replaced characters is not base64".to_owned());
        map.and_then(|map| sentence_piece::check_charsmap(&map).map_err(|error| error.to_string())).err()
    })
}

/// By how much the steps of a part make a text longer at most, one after the other.
fn times(part: &Value) -> f64 {
    let of_children = match part {
        Value::Array(items) => items.iter().map(times).product(),
        Value::Object(fields) => fields.values().map(times).product(),
        _ => 1.0,
    };
    of_children * of_replacement(part).max(1.0)
}

/// What stands for what, in bytes; an expression may match nothing at all, and then what stands for it is added.
fn of_replacement(step: &Value) -> f64 {
    let Some(content) = step["content"].as_str() else { return 1.0 };
    let replaced = step["pattern"]["String"].as_str().map_or(0, str::len).max(1);
    let added = if step["pattern"]["Regex"].is_string() { 1.0 } else { 0.0 };
    added + content.len() as f64 / replaced as f64
}

/// The length of the longest text, but for tables of replaced characters.
fn longest(part: &Value) -> Option<usize> {
    match part {
        Value::String(text) => Some(text.len()),
        Value::Array(items) => items.iter().filter_map(longest).max(),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != CHARSMAP).filter_map(|(_, field)| longest(field)).max()
        }
        _ => None,
    }
}

const CHARSMAP: &str = "precompiled_charsmap";

fn charsmaps(part: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match part {
        Value::Array(items) => Box::new(items.iter().flat_map(charsmaps)),
        Value::Object(fields) => {
            let own = fields.get(CHARSMAP).and_then(Value::as_str);
            Box::new(own.into_iter().chain(fields.values().flat_map(charsmaps)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn replace(pattern: &Value, content: &str) -> Value {
        json!({"type": "Replace", "pattern": pattern, "content": content})
    }

    #[test]
    fn replacements_multiply() {
        let blank = replace(&json!({"String": " "}), "▁");
        let twice = replace(&json!({"String": "a"}), "aa");
        assert_eq!(times(&blank), 3.0);
        assert_eq!(times(&json!({"normalizers": [twice, twice, blank]})), 12.0);
        assert_eq!(times(&replace(&json!({"Regex": "a*"}), "bb")), 3.0);
        assert_eq!(times(&replace(&json!({"String": "aaaa"}), "b")), 1.0);
    }

    #[test]
    fn what_grows_without_end_is_refused() {
        let twice = replace(&json!({"String": "a"}), "aa");
        assert_eq!(refusal(&json!(vec![&twice; 8])), None);
        assert!(refusal(&json!(vec![&twice; 9])).is_some());
        assert!(refusal(&replace(&json!({"Regex": "a".repeat(5000)}), "")).is_some());
    }
}

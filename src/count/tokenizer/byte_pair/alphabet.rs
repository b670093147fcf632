//! The alphabet in which byte-level vocabularies are written down: a printable character for every byte.
//!
//! GPT-2 introduced it (Radford et al. 2019, `bytes_to_unicode`): bytes that print stand for themselves, the others for
//! the characters from U+0100 on, in order.

/// The bytes that a written token stands for; `None` if a character is not of the alphabet.
pub fn to_bytes(token: &str) -> Option<Vec<u8>> {
    token.chars().map(byte).collect()
}

fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    match u8::try_from(code) {
        Ok(byte) => prints(byte).then_some(byte),
        Err(_) => UNPRINTABLE.get(code as usize - 0x100).copied(),
    }
}

const fn prints(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..)
}

/// The bytes that do not print, in order.
const UNPRINTABLE: [u8; 68] = {
    let mut bytes = [0; 68];
    let (mut byte, mut found) = (0, 0);
    while found < bytes.len() {
        if !prints(byte) {
            bytes[found] = byte;
            found += 1;
        }
        byte += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_character() {
        // Ġ is the blank, Ċ the line feed, Ń the last: the soft hyphen.
        assert_eq!(to_bytes("aĠĊé!Ń"), Some(vec![b'a', b' ', b'\n', 0xe9, b'!', 0xad]));
        assert_eq!(to_bytes("Ā"), Some(vec![0]));
        assert_eq!(to_bytes("a b"), None);
        assert_eq!(to_bytes("｜"), None);
    }
}

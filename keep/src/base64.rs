//! Base64 with one spelling: padded, without breaks, unused bits zero.

use base64ct::{Base64, Encoding};

pub(crate) fn encode(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_spelling() {
        assert_eq!(encode(b"a"), "YQ==");
        assert_eq!(decode("YQ=="), Some(b"a".to_vec()));
        for other in ["YR==", "YQ", "YQ=", "YQ= =", " YQ==", "YQ==\n", "Y-=="] {
            assert_eq!(decode(other), None, "{other:?}");
        }
    }
}

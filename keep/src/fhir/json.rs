//! JSON as FHIR wants it: nothing empty, and text without characters that it forbids.

use blake2::digest::consts::U16;
use blake2::{Blake2b, Digest};
use early_action_engine::envelope::Value;

pub(super) type Json = Value;

/// An object of those that are there.
pub(super) fn object<const N: usize>(fields: [(&str, Option<Json>); N]) -> Json {
    let there = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.into(), value?)));
    Json::Table(there.collect())
}

/// Text, if there is any: FHIR knows no empty one. Controls and unusual blanks become blanks.
pub(super) fn text(said: &str) -> Option<Json> {
    let plain = |letter: char| match letter {
        '\n' | '\r' | '\t' => letter,
        _ if letter.is_whitespace() || letter.is_control() || letter == '\u{feff}' => ' ',
        _ => letter,
    };
    let said: String = said.chars().map(plain).collect();
    let said = said.trim();
    (!said.is_empty()).then(|| said.into())
}

/// A list, if there is anything in it.
pub(super) fn list(items: Vec<Json>) -> Option<Json> {
    (!items.is_empty()).then_some(Json::List(items))
}

/// Something that is said in words alone, where others would give a code.
pub(super) fn concept(said: &str) -> Option<Json> {
    Some(object([("text", Some(text(said)?))]))
}

/// A UUID (version 8) that is the same for the same parts.
pub(super) fn uuid(parts: &[&str]) -> String {
    let mut hash = Blake2b::<U16>::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut bytes: [u8; 16] = hash.finalize().into();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let cut = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &hex[range]);
    cut.join("-")
}

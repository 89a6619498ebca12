//! Compares with files in this folder; `EARLY_ACTION_BLESS=1` writes them anew.
// Tests read their golden files; the engine itself has neither files nor an environment.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

/// Panics if `found` differs from the golden file `name`.
pub fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var("EARLY_ACTION_BLESS").is_ok_and(|value| value == "1") {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file can be read");
    assert_eq!(
        found, expected,
        "{name} differs; EARLY_ACTION_BLESS=1 accepts the change"
    );
}

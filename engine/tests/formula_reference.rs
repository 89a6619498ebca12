//! The reference page describes every function, and its examples hold.

#![allow(
    clippy::unwrap_used,
    reason = "a page of a test that cannot be read fails that test"
)]

use early_action_engine::formula::{FUNCTIONS, Formula, MAX_BYTES, MAX_DEPTH, MAX_NAME_BYTES};

const PAGE: &str = include_str!("../../docs/reference/formulas.md");

#[test]
fn every_function_is_in_the_reference_word_for_word() {
    for function in FUNCTIONS {
        let row = format!("| `{}` | {} |", function.signature(), function.summary);
        assert!(
            PAGE.lines().any(|line| line == row),
            "docs/reference/formulas.md lacks:\n{row}"
        );
    }
}

#[test]
fn every_function_in_the_reference_exists() {
    let (_, rest) = PAGE.split_once("## Functions").unwrap();
    let (section, _) = rest.split_once("\n## ").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), FUNCTIONS.len());
}

#[test]
fn the_examples_of_the_reference_have_the_values_stated() {
    let (_, examples) = PAGE.split_once("## Examples").unwrap();
    let rows = examples.lines().filter_map(|line| {
        let (formula, value) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((formula, value.strip_suffix(" |")?.parse::<f64>().ok()?))
    });
    let mut count = 0;
    for (text, stated) in rows {
        let value = Formula::parse(text).unwrap().eval_constant().unwrap();
        assert!(
            (value - stated).abs() <= 1e-15 * stated.abs(),
            "{text} is {value}, not {stated}"
        );
        count += 1;
    }
    assert!(count >= 15, "only {count} examples were found");
}

#[test]
fn the_limits_of_the_reference_are_the_limits() {
    let stated = format!(
        "A formula has at most 10,000 bytes, a name at most {MAX_NAME_BYTES}, \
         and parentheses nest at most {MAX_DEPTH} deep."
    );
    assert!(PAGE.contains(&stated) && MAX_BYTES == 10_000);
}

//! `tests/acceptance.md` says what must be shown and which tests show it; this holds it to its word.
//!
//! Every bullet and every table row names, in backticks, tests that passed in this run, or says
//! "not done, because". A test in an engine that cannot be installed here is excused; the run says so. In that file backticks are kept for names of tests: a Rust test by its path
//! or the end of it (`math::exp::is_exact_at_zero` or `is_exact_at_zero`), others by their title.

use super::Report;
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

const FILE: &str = "tests/acceptance.md";
const EXCUSE: &str = "not done, because";

pub fn check(
    workspace: &Workspace,
    proved: &BTreeSet<String>,
    excused: &BTreeSet<String>,
) -> Result<Report> {
    let path = workspace.root.join(FILE);
    let Ok(text) = std::fs::read_to_string(path) else {
        return Ok(Report::of_problems(&[format!("{FILE} is missing")]));
    };
    Ok(Report::of_problems(&faults(&text, proved, excused)))
}

fn faults(text: &str, proved: &BTreeSet<String>, excused: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (line, claim) in claims(text) {
        let names: Vec<&str> = claim.split('`').skip(1).step_by(2).collect();
        if names.is_empty() && !claim.to_lowercase().contains(EXCUSE) {
            faults.push(format!(
                "{FILE}:{line}: name a test in backticks, or say \"{EXCUSE} …\""
            ));
        }
        for name in names {
            if !is_proved(name, proved) && !excused.contains(name) {
                faults.push(format!(
                    "{FILE}:{line}: no test `{name}` passed in this run"
                ));
            }
        }
    }
    faults
}

fn is_proved(name: &str, proved: &BTreeSet<String>) -> bool {
    let ending = format!("::{name}");
    proved
        .iter()
        .any(|test| test == name || test.ends_with(&ending))
}

/// Bullets with the lines that continue them, and table rows below the heading row, by line number.
fn claims(text: &str) -> Vec<(usize, String)> {
    let mut claims: Vec<(usize, String)> = Vec::new();
    let mut continues = false;
    let mut below_heading = false;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        let is_row = trimmed.starts_with('|');
        let is_rule = is_row && trimmed.chars().all(|letter| "|-: ".contains(letter));
        below_heading = is_row && (below_heading || is_rule);
        if trimmed.starts_with("- ") || (below_heading && !is_rule) {
            claims.push((number + 1, trimmed.to_owned()));
            continues = !is_row;
        } else if continues && line.starts_with(' ') && !trimmed.is_empty() {
            if let Some((_, claim)) = claims.last_mut() {
                claim.push(' ');
                claim.push_str(trimmed);
            }
        } else {
            continues = false;
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proved() -> BTreeSet<String> {
        ["math::is_exact", "a person moves a slider"]
            .map(String::from)
            .into()
    }

    fn faults(text: &str) -> Vec<String> {
        super::faults(text, &proved(), &BTreeSet::from(["in Firefox".into()]))
    }

    #[test]
    fn claims_with_passed_tests_or_reasons_hold() {
        let text = "# Title with `code`\n- Exact: `is_exact`,\n  `a person moves a slider`\n\n\
                    | claim | tests |\n| --- | --- |\n| exact | `math::is_exact` |\n\
                    - Later: not done, because nobody can.\n- Elsewhere: `in Firefox`\n";
        assert_eq!(faults(text), Vec::<String>::new());
    }

    #[test]
    fn unknown_tests_and_empty_claims_are_named_with_their_line() {
        let text = "- Exact: `exact`\n- Nothing\n\n| claim | tests |\n|---|---|\n| a | |\n";
        let faults = faults(text);
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(
            faults[0].contains(":1:") && faults[1].contains(":2:") && faults[2].contains(":6:")
        );
    }
}

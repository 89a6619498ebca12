//! Errors are data: where, what is wrong, how to mend it.

use std::fmt;

/// One thing that is wrong with a model, an override or a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the model, as a path: `transitions.home.care.probability`.
    pub path: String,
    /// Line in the file, from 1; 0 where the fault has no place in a file.
    pub line: usize,
    /// Column in the line in characters, from 1; 0 where the fault has no place in a file.
    pub column: usize,
    /// What is wrong, in plain English.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

impl Fault {
    /// A fault that has no place in a file, such as one in an override.
    pub fn without_place(
        path: impl Into<String>,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            line: 0,
            column: 0,
            what: what.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, column {}, ", self.line, self.column)?;
        }
        write!(f, "{}: {}", self.path, self.what)?;
        if self.hint.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.hint)
        }
    }
}

impl std::error::Error for Fault {}

/// The nearest of `names` to what was written, if any is near enough to be what was meant.
pub fn did_you_mean<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = written.chars().count().div_ceil(3).max(1);
    names
        .into_iter()
        .map(|name| (edits(written, name), name))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Levenshtein distance, by single rows.
fn edits(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 64 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(
            did_you_mean("probabilty", ["rate", "probability"]),
            Some("probability")
        );
        assert_eq!(did_you_mean("fish", ["rate", "probability"]), None);
    }

    #[test]
    fn faults_can_cross_threads() {
        fn check<T: Send + Sync>() {}
        check::<Fault>();
    }
}

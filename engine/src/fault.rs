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

/// Longest name that is compared with others.
const LONGEST: usize = 100;

/// The nearest of `names` to what was written, if any is near enough to be what was meant: one
/// slip in a short name, two in a middling one, three in a long one. Capitals are no slips.
pub fn did_you_mean<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = letters(written);
    let limit = wanted.len().div_ceil(3).clamp(1, 3);
    names
        .into_iter()
        .filter(|name| *name != written && name.len().abs_diff(written.len()) <= 4 * limit)
        .map(|name| (name, letters(name)))
        .map(|(name, letters)| (slips(&wanted, &letters), letters.len(), name))
        .filter(|(slips, length, _)| {
            *slips <= limit.min(length.div_ceil(3)) && *slips < wanted.len().max(*length)
        })
        .min_by_key(|(slips, ..)| *slips)
        .map(|(.., name)| name)
}

fn letters(name: &str) -> Vec<char> {
    let letters = name.chars().map(|letter| letter.to_ascii_lowercase());
    letters.take(LONGEST + 1).collect()
}

/// Letters to insert, remove, replace or exchange with their neighbour to make one name the other.
fn slips(one: &[char], other: &[char]) -> usize {
    if one.len() > LONGEST || other.len() > LONGEST {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, against) in other.iter().enumerate() {
            let replaced = last[j] + usize::from(letter != against);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *against {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
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
        assert_eq!(did_you_mean("Age", ["wage", "age"]), Some("age"));
        assert_eq!(did_you_mean("rtae", ["late", "rate"]), Some("rate"));
        assert_eq!(did_you_mean("x", ["y"]), None);
    }

    #[test]
    fn faults_can_cross_threads() {
        fn check<T: Send + Sync>() {}
        check::<Fault>();
    }
}

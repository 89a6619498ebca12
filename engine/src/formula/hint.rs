//! Finding the name that was probably meant.

use super::MAX_NAME_BYTES;

/// The candidate nearest to `name`, if it is near enough to be what was meant.
pub(super) fn closest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted = name.to_ascii_lowercase();
    // One slip in a short name, two in a middling one, three in a long one.
    let limit = (name.len().div_ceil(4)).clamp(1, 3);
    candidates
        .filter(|candidate| *candidate != name && candidate.len().abs_diff(name.len()) <= limit)
        .map(|candidate| (slips(&wanted, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(slips, candidate)| *slips <= limit && *slips < candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, remove, replace or exchange with their neighbour to make one name the other.
fn slips(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() > MAX_NAME_BYTES || other.len() > MAX_NAME_BYTES {
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

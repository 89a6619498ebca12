//! From a byte in the text to the line and column that a person sees.

/// Where each line starts.
#[derive(Clone, Debug, Default)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines of `text`.
    pub fn of(text: &str) -> Self {
        Self(
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
        )
    }

    /// Line and column (in characters), both from 1, of a byte of the same `text`.
    pub fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|&start| start <= at).max(1);
        let start = self.0.get(line - 1).copied().unwrap_or(0);
        let column = text
            .get(start..at.min(text.len()))
            .map_or(1, |s| s.chars().count() + 1);
        (line, column)
    }
}

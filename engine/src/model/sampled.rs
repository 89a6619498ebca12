//! Draws that were made elsewhere: a posterior from a calibration, a bootstrap, another program's
//! simulation. One row is one joint draw of every column.

use crate::math;
use std::sync::Arc;

/// A table of draws.
#[derive(Debug, PartialEq)]
pub struct DrawTable {
    /// Its name; the stream of rows taken at random is named after it.
    pub name: String,
    /// Columns: name and a value for each row.
    pub columns: Vec<(String, Vec<f64>)>,
    /// Number of rows, at least one.
    pub rows: usize,
    /// If rows are taken at random: for each row the share of all weight up to its end.
    pub at_random: Option<Vec<f64>>,
}

impl DrawTable {
    /// A table whose columns are of one length. Weights, if any, are at least zero and not all zero.
    pub fn new(
        name: &str,
        columns: Vec<(String, Vec<f64>)>,
        at_random: bool,
        weights: Option<Vec<f64>>,
    ) -> Self {
        let rows = columns.first().map_or(0, |(_, values)| values.len());
        let at_random = at_random.then(|| {
            let weights = weights.unwrap_or_else(|| vec![1.0; rows]);
            let total = math::sum(&weights);
            let mut below = 0.0;
            let step = |weight: &f64| {
                below += weight;
                below / total
            };
            weights.iter().map(step).collect()
        });
        Self {
            name: name.to_owned(),
            columns,
            rows,
            at_random,
        }
    }

    /// The row of a draw: in turn, or where a uniform falls.
    pub fn row(&self, draw: usize, uniform: f64) -> usize {
        match &self.at_random {
            None => draw % self.rows,
            Some(upto) => upto.partition_point(|p| *p <= uniform).min(self.rows - 1),
        }
    }

    /// Index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(n, _)| n == name)
    }

    fn mean(&self, column: usize) -> f64 {
        let values = &self.columns[column].1;
        let Some(upto) = &self.at_random else {
            return math::mean(values);
        };
        let mut before = 0.0;
        let parts: Vec<f64> = values
            .iter()
            .zip(upto)
            .map(|(value, upto)| {
                let part = value * (upto - before);
                before = *upto;
                part
            })
            .collect();
        math::sum(&parts)
    }
}

/// One parameter's columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// The table.
    pub table: Arc<DrawTable>,
    /// Its columns, with the member that each gives; `None` for a parameter that is one figure.
    pub columns: Vec<(Option<String>, usize)>,
    /// Every value is multiplied by this.
    pub scale: f64,
    /// Then this is added.
    pub shift: f64,
}

impl Sampled {
    /// A column as it stands.
    pub fn column(table: &Arc<DrawTable>, column: usize) -> Self {
        Self {
            table: Arc::clone(table),
            columns: vec![(None, column)],
            scale: 1.0,
            shift: 0.0,
        }
    }

    /// Always the same: several figures, each at one value.
    pub fn once(name: &str, figures: Vec<(String, f64)>) -> Self {
        let names: Vec<String> = figures.iter().map(|(name, _)| name.clone()).collect();
        let columns = figures.into_iter().map(|(name, value)| (name, vec![value]));
        Self {
            table: Arc::new(DrawTable::new(name, columns.collect(), false, None)),
            columns: names.into_iter().map(Some).zip(0..).collect(),
            scale: 1.0,
            shift: 0.0,
        }
    }

    /// Names of the figures, where they are several.
    pub fn members(&self) -> Option<Vec<&str>> {
        self.columns
            .iter()
            .map(|(name, _)| name.as_deref())
            .collect()
    }

    /// Mean of its figure with this index.
    pub fn mean(&self, which: usize) -> f64 {
        self.table.mean(self.columns[which].1) * self.scale + self.shift
    }

    /// The value in a row.
    pub fn value(&self, which: usize, row: usize) -> f64 {
        self.table.columns[self.columns[which].1].1[row] * self.scale + self.shift
    }

    /// The same draws around another centre: scaled where none is negative, else shifted.
    ///
    /// # Errors
    /// Why the centre cannot be moved there.
    pub fn moved_to(&self, mean: f64) -> Result<Self, String> {
        if self.members().is_some() {
            return Err("figures that were drawn together cannot be moved singly".into());
        }
        let (old, lowest) = (self.mean(0), self.lowest());
        let mut moved = self.clone();
        if lowest >= 0.0 && old > 0.0 {
            if mean < 0.0 {
                return Err("this cannot be below 0".into());
            }
            moved.scale *= mean / old;
            moved.shift *= mean / old;
        } else {
            moved.shift += mean - old;
        }
        Ok(moved)
    }

    fn lowest(&self) -> f64 {
        (0..self.table.rows).fold(f64::INFINITY, |least, row| {
            math::min(least, self.value(0, row))
        })
    }
}

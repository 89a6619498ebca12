//! Results of batches, merged. Order of arrival does not matter: every batch has its place.

use super::Study;
use crate::math;
use crate::random::BATCH;
use crate::simulate::BatchResult;

/// Draws for which every year is kept; beyond them only totals are.
pub const YEARLY_DRAWS: usize = 16_384;

/// Draws of which totals are kept: of more, quantiles, spreads and shares rest on these, while means
/// and their errors rest on all. So memory does not grow with the number of draws.
pub const KEPT_DRAWS: usize = 400 * BATCH;

/// The draws of a study: totals and years of the first ones, means of every batch.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Draws asked for.
    pub draws: usize,
    years: usize,
    columns: usize,
    /// Column-major: the kept draws of column 0, then of column 1. Batches are whole.
    totals: Vec<f64>,
    /// Column-major: the mean of each batch; empty where all draws are kept.
    means: Vec<f64>,
    /// By column, year and draw.
    yearly: Vec<f64>,
    hashes: Vec<Option<u128>>,
    /// Working space.
    bytes: Vec<u8>,
}

impl Ledger {
    pub(super) fn new(study: &Study) -> Self {
        let batches = study.draws.div_ceil(BATCH);
        let (columns, years) = (study.columns(), study.inputs.years);
        Self {
            draws: study.draws,
            years,
            columns,
            totals: vec![0.0; columns * kept_batches(study.draws) * BATCH],
            means: if study.draws > KEPT_DRAWS {
                vec![0.0; columns * batches]
            } else {
                Vec::new()
            },
            yearly: vec![0.0; columns * years * yearly_batches(study.draws) * BATCH],
            hashes: vec![None; batches],
            bytes: Vec::new(),
        }
    }

    /// Bytes that a study's ledger takes.
    pub(super) fn bytes(study: &Study) -> u64 {
        let (columns, years) = (study.columns() as u64, study.inputs.years as u64);
        let of_years = years * (yearly_batches(study.draws) * BATCH) as u64;
        let of_totals = (kept_batches(study.draws) * BATCH + study.draws.div_ceil(BATCH)) as u64;
        columns * (of_totals + of_years) * 8
    }

    /// Puts a batch in its place. A batch that does not belong here is ignored and says so.
    pub fn add(&mut self, result: &BatchResult) -> bool {
        let Ok(batch) = usize::try_from(result.batch) else {
            return false;
        };
        if batch >= self.hashes.len() || result.values.len() != self.columns * self.years * BATCH {
            return false;
        }
        self.hashes[batch] = Some(result.hash(&mut self.bytes));
        let (all, kept) = (
            kept_batches(self.draws) * BATCH,
            yearly_batches(self.draws) * BATCH,
        );
        let used = (self.draws - batch * BATCH).min(BATCH);
        for (column, values) in result.values.chunks_exact(self.years * BATCH).enumerate() {
            let mut totals = [0.0; BATCH];
            for (year, values) in values.chunks_exact(BATCH).enumerate() {
                for (total, value) in totals.iter_mut().zip(values) {
                    *total += value;
                }
                if batch * BATCH < kept {
                    let at = (column * self.years + year) * kept + batch * BATCH;
                    self.yearly[at..at + BATCH].copy_from_slice(values);
                }
            }
            if batch * BATCH < all {
                let at = column * all + batch * BATCH;
                self.totals[at..at + BATCH].copy_from_slice(&totals);
            }
            if let Some(mean) = self.means.get_mut(column * self.hashes.len() + batch) {
                *mean = math::mean(&totals[..used]);
            }
        }
        true
    }

    /// Whether every batch is in.
    pub fn is_complete(&self) -> bool {
        self.hashes.iter().all(Option::is_some)
    }

    /// Whether this is a ledger of that study: its columns, years and draws.
    pub fn fits(&self, study: &Study) -> bool {
        let (columns, years) = (study.columns(), study.inputs.years);
        (self.columns, self.years, self.draws) == (columns, years, study.draws)
    }

    /// Batches that are in.
    pub fn filled(&self) -> usize {
        self.hashes.iter().filter(|h| h.is_some()).count()
    }

    /// Hash of the ordered list of batch hashes, each over its full batch.
    pub fn digest(&self) -> String {
        let bytes: Vec<u8> = self
            .hashes
            .iter()
            .flat_map(|h| h.unwrap_or_default().to_le_bytes())
            .collect();
        format!("{:032x}", twox_hash::XxHash3_128::oneshot(&bytes))
    }

    /// Totals over the horizon of one column, one for each kept draw.
    pub fn totals(&self, column: usize) -> &[f64] {
        let all = kept_batches(self.draws) * BATCH;
        &self.totals[column * all..column * all + self.kept_draws()]
    }

    /// Draws for which totals are kept.
    pub fn kept_draws(&self) -> usize {
        self.draws.min(KEPT_DRAWS)
    }

    /// Means of all batches of one column; `None` where all draws are kept.
    pub fn means(&self, column: usize) -> Option<&[f64]> {
        let batches = self.hashes.len();
        self.means.get(column * batches..(column + 1) * batches)
    }

    /// Draws for which years are kept.
    pub fn yearly_draws(&self) -> usize {
        self.draws.min(YEARLY_DRAWS)
    }

    /// One year (from 0) of one column.
    pub fn year(&self, column: usize, year: usize) -> &[f64] {
        let kept = yearly_batches(self.draws) * BATCH;
        let at = (column * self.years + year) * kept;
        &self.yearly[at..at + self.yearly_draws()]
    }
}

fn kept_batches(draws: usize) -> usize {
    draws.min(KEPT_DRAWS).div_ceil(BATCH)
}

fn yearly_batches(draws: usize) -> usize {
    draws.min(YEARLY_DRAWS).div_ceil(BATCH)
}

//! How many futures a first answer rests on, so that it comes while a hand still moves.

use early_action_engine::random::BATCH;
use early_action_engine::simulate::COLUMNS;

/// What a first answer may take, ms: with the picture it must fit into a tenth of a second, even
/// where it waits for the one before.
const AIM_MS: f64 = 14.0;
/// Fewest columns of sixteen draws. With fewer, an answer would say more of chance than of the
/// figures.
const FEWEST: usize = 4;
/// A new measurement's weight beside those before.
const WEIGHT: f64 = 0.1;
/// The number of draws changes only where that is worth it: answers from other draws look like
/// another answer.
const WORTH: f64 = 1.3;

/// The speed of this device, from columns of draws as they are done.
#[derive(Debug)]
pub struct Pace {
    column_ms: Option<f64>,
    columns: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            column_ms: None,
            columns: FEWEST,
        }
    }
}

impl Pace {
    /// Takes note of what a column took.
    pub fn note(&mut self, ms: f64) {
        let before = self.column_ms.unwrap_or(ms);
        let mean = before + WEIGHT * (ms - before);
        self.column_ms = Some(mean);
        #[expect(clippy::cast_precision_loss, reason = "at most sixteen")]
        let takes = |columns: usize| mean * columns as f64;
        if takes(self.columns) > AIM_MS * WORTH && self.columns > FEWEST {
            self.columns /= 2;
        } else if takes(2 * self.columns) < AIM_MS / WORTH && self.columns < COLUMNS {
            self.columns *= 2;
        }
    }

    /// Draws of a first answer.
    pub fn draws(&self) -> usize {
        self.columns * (BATCH / COLUMNS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(ms: f64, columns: usize, mut pace: Pace) -> Pace {
        (0..columns).for_each(|_| pace.note(ms));
        pace
    }

    #[test]
    fn a_slow_device_answers_from_fewer_draws_and_a_fast_one_from_a_whole_batch() {
        let fast = after(0.2, 64, Pace::default());
        assert_eq!(fast.draws(), BATCH);
        let slow = after(30.0, 64, fast);
        assert_eq!(slow.draws(), FEWEST * BATCH / COLUMNS);
        assert_eq!(after(0.2, 128, slow).draws(), BATCH);
    }

    #[test]
    fn small_changes_of_speed_change_no_answer() {
        let steady = after(1.0, 64, Pace::default());
        let draws = steady.draws();
        let varied = (0..100).fold(steady, |mut pace, at| {
            pace.note(if at % 2 == 0 { 0.9 } else { 1.1 });
            assert_eq!(pace.draws(), draws);
            pace
        });
        assert_eq!(varied.draws(), draws);
    }
}

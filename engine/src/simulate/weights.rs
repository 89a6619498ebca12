//! What each row of a trace counts for: counting method, discounting, and how many entered when.
//!
//! Weights carry the calendar. All who enter over time follow one trace of time since entry, and
//! row k of it stands for the sum, over the groups, of their discounted person-time in row k.

use crate::model::{Counting, Discounting, Time};

/// For each cycle, the years (from 0) that it adds to and with what weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ragged {
    offsets: Vec<u32>,
    pairs: Vec<(u32, f64)>,
}

impl Ragged {
    fn of(lists: &[Vec<(u32, f64)>]) -> Self {
        let mut this = Self {
            offsets: vec![0],
            pairs: Vec::new(),
        };
        for list in lists {
            this.pairs.extend_from_slice(list);
            this.offsets
                .push(u32::try_from(this.pairs.len()).unwrap_or(u32::MAX));
        }
        this
    }

    /// Years and weights of a cycle, counted from 1.
    pub fn at(&self, cycle: usize) -> &[(u32, f64)] {
        &self.pairs[self.offsets[cycle - 1] as usize..self.offsets[cycle] as usize]
    }
}

/// Weights of one tally.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// On the row at the beginning of each cycle 1 to n + 1.
    pub begin: Ragged,
    /// On the row at the end of each cycle, or on its events.
    pub end: Ragged,
}

/// What is weighted.
#[derive(Clone, Copy, Debug)]
pub enum What<'m> {
    /// Rows, by a counting method.
    Rows(&'m Counting),
    /// Events of each cycle, once each.
    Events,
    /// Events of each cycle, weighing what the row at its end does by a counting method.
    EventsAsRows(&'m Counting),
    /// One row, as the end of a cycle (counted so long after entry).
    After(usize),
    /// One row, as the beginning of a cycle (the offer).
    Offer(usize),
}

/// Groups that enter: at each of these cycles, `size` people for every one of the model's number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entries {
    /// First cycle at whose beginning people enter.
    pub from: usize,
    /// One past the last.
    pub until: usize,
    /// Size of each group.
    pub size: f64,
}

impl Weights {
    /// Weights of what is counted for the groups that enter.
    pub fn of(what: What<'_>, discounting: &Discounting, entries: Entries, time: &Time) -> Self {
        let n = time.cycles;
        let mut begin = vec![Vec::new(); n + 1];
        let mut end = vec![Vec::new(); n + 1];
        // One factor for each moment, not for each group.
        let factors: Vec<f64> = (0..=n)
            .map(|row| discounting.factor(row, row.max(1), time))
            .collect();
        let row_factor = |row: usize, cycle: usize| match discounting.at {
            crate::model::Moment::Row => factors[row],
            _ => discounting.factor(row, cycle, time),
        };
        let add = |list: &mut Vec<(u32, f64)>, weight: f64, calendar_cycle: usize| {
            let year = u32::try_from(time.year_of(calendar_cycle - 1)).unwrap_or(u32::MAX);
            match list.iter_mut().find(|(y, _)| *y == year) {
                Some((_, sum)) => *sum += weight,
                None => list.push((year, weight)),
            }
        };
        for entry in entries.from..entries.until {
            let rows = n - entry;
            match what {
                What::Rows(counting) => {
                    for cycle in 1..=rows + 1 {
                        let (before, after) = row_weights(counting, cycle, rows);
                        if before != 0.0 {
                            let weight = entries.size
                                * before
                                * row_factor(entry + cycle - 1, entry + cycle);
                            add(&mut begin[cycle - 1], weight, entry + cycle);
                        }
                        if after != 0.0 {
                            let weight =
                                entries.size * after * row_factor(entry + cycle, entry + cycle);
                            add(&mut end[cycle - 1], weight, entry + cycle);
                        }
                    }
                }
                What::Events | What::EventsAsRows(_) => {
                    for cycle in 1..=rows {
                        let each = match what {
                            What::EventsAsRows(counting) => {
                                let (_, before) = row_weights(counting, cycle, rows);
                                before + row_weights(counting, cycle + 1, rows).0
                            }
                            _ => 1.0,
                        };
                        let factor = row_factor(entry + cycle, entry + cycle);
                        add(
                            &mut end[cycle - 1],
                            entries.size * each * factor,
                            entry + cycle,
                        );
                    }
                }
                What::After(row) | What::Offer(row) if row <= rows => {
                    let weight = entries.size * discounting.at_time(time.at(entry + row));
                    let ends_cycle = matches!(what, What::After(_)) && row > 0;
                    add(
                        &mut begin[row],
                        weight,
                        entry + row + usize::from(!ends_cycle),
                    );
                }
                What::After(_) | What::Offer(_) => {}
            }
        }
        Self {
            begin: Ragged::of(&begin),
            end: Ragged::of(&end),
        }
    }
}

/// Weights of the rows at the beginning and end of a cycle, in a trace of `rows` cycles; cycle
/// `rows` + 1 has a beginning only.
fn row_weights(counting: &Counting, cycle: usize, rows: usize) -> (f64, f64) {
    let within = if cycle <= rows { 1.0 } else { 0.0 };
    match counting {
        Counting::Beginning => (within, 0.0),
        Counting::End => (0.0, within),
        Counting::LifeTable => (0.5 * within, 0.5 * within),
        Counting::Weights(weights) => (weights.get(cycle - 1).copied().unwrap_or(0.0), 0.0),
        #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
        Counting::Rows(formula) => {
            let value = |name: &str| {
                if name == "row" {
                    (cycle - 1) as f64
                } else {
                    rows as f64
                }
            };
            (formula.evaluate(&value), 0.0)
        }
    }
}

//! Discounting: how much less a pound counts each year later.

use crate::math;
use crate::model::{Discounting, Moment, Time, WithinYear};

/// A dated schedule of discount rates.
pub struct Schedule {
    /// Name in models.
    pub name: &'static str,
    /// Where it stands.
    pub source: &'static str,
    /// Years until when a rate holds, and the rate; the last holds beyond.
    pub bands: &'static [(f64, f64)],
}

/// HM Treasury, The Green Book (2022 edition), annex 6: rates fall after 30 and 75 years.
/// They are under review, which is why they are data with a date.
pub const SCHEDULES: &[Schedule] = &[
    Schedule {
        name: "green-book",
        source: "HM Treasury, The Green Book, 2022, annex 6",
        bands: &[(30.0, 0.035), (75.0, 0.03), (f64::INFINITY, 0.025)],
    },
    Schedule {
        name: "green-book-health",
        source: "HM Treasury, The Green Book, 2022, annex 6",
        bands: &[(30.0, 0.015), (75.0, 0.012_9), (f64::INFINITY, 0.010_7)],
    },
];

/// Yearly rates that can be meant.
pub const POSSIBLE_RATES: std::ops::RangeInclusive<f64> = -0.5..=1.0;

/// The bands of one rate for good.
pub fn one_rate(rate: f64) -> Vec<(f64, f64)> {
    if rate == 0.0 {
        Vec::new()
    } else {
        vec![(f64::INFINITY, rate)]
    }
}

/// The bands of a named schedule.
pub fn schedule(name: &str) -> Option<Vec<(f64, f64)>> {
    SCHEDULES
        .iter()
        .find(|s| s.name == name)
        .map(|s| s.bands.to_vec())
}

impl Discounting {
    /// No discounting.
    pub fn none() -> Self {
        Self {
            bands: Vec::new(),
            at: Moment::Row,
            within_year: WithinYear::Smooth,
        }
    }

    /// The factor for an amount counted at row `row` for cycle `cycle` (from 1), both from the
    /// start of the model.
    pub fn factor(&self, row: usize, cycle: usize, time: &Time) -> f64 {
        self.at_time(match self.at {
            Moment::Row => time.at(row),
            Moment::Start => time.at(cycle - 1),
            Moment::Middle => (time.at(cycle - 1) + time.at(cycle)) / 2.0,
            Moment::End => time.at(cycle),
        })
    }

    /// The factor `years` after the start.
    pub fn at_time(&self, years: f64) -> f64 {
        // Twelve months are one year: a rounding error must not cost a whole step.
        let years = match self.within_year {
            WithinYear::Stepped => math::floor(years + 1e-9),
            _ => years,
        };
        let (mut factor, mut from) = (1.0, 0.0);
        for &(until, rate) in &self.bands {
            let span = math::min(years, until) - from;
            if span <= 0.0 {
                break;
            }
            factor *= match self.within_year {
                WithinYear::Continuous => math::exp(-rate * span),
                WithinYear::PerCycle(cycle) => math::pow(1.0 + rate * cycle, -span / cycle),
                WithinYear::Smooth | WithinYear::Stepped => math::pow(1.0 + rate, -span),
            };
            from = until;
        }
        factor
    }
}

//! Figures that make a model agree with what was counted.
//!
//! Everything is done in *scores*: each single figure is a standard normal score before its quantile
//! function makes it a value, so that the prior is the same for all distributions, correlated ones
//! among them, and never needs a density.

mod imis;
mod prior;
mod simulator;

pub use imis::{Imis, Sample};
pub use prior::Prior;
pub use simulator::{Simulator, matters};

use crate::math;

/// What was counted, and what of the model it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its name.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// Index of the strategy under which it was counted.
    pub strategy: usize,
    /// Index of the line.
    pub line: usize,
    /// One year only (from 0), or the whole horizon.
    pub year: Option<usize>,
    /// What the line is divided by.
    pub over: Over,
    /// What was counted.
    pub data: Data,
}

/// What a line is divided by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Over {
    /// A number.
    Number(f64),
    /// Another line, under the same strategy and in the same year.
    Line(usize),
}

/// What was counted, and how it could have come out otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Data {
    /// A value with a standard error.
    Normal {
        /// The value.
        value: f64,
        /// Its standard error.
        sd: f64,
    },
    /// So many of so many; the model's quantity is the share.
    Binomial {
        /// Events.
        events: f64,
        /// Of how many.
        of: f64,
    },
    /// So many events; the model's quantity times the exposure is the mean.
    Poisson {
        /// Events.
        events: f64,
        /// Exposure.
        exposure: f64,
    },
}

impl Data {
    /// What is wrong with it, if anything.
    pub fn trouble(&self) -> Option<&'static str> {
        let whole = |x: f64| x >= 0.0 && math::floor(x) - x == 0.0;
        match *self {
            Self::Normal { sd, .. } if sd <= 0.0 => Some("the standard error must be above 0"),
            Self::Binomial { events, of }
                if !(whole(events) && whole(of) && events <= of && of > 0.0) =>
            {
                Some("events and people are whole numbers, and there are at least as many people")
            }
            Self::Poisson { events, exposure } if !(whole(events) && exposure > 0.0) => {
                Some("events are a whole number, and the exposure is above 0")
            }
            _ => None,
        }
    }

    /// Logarithm of the likelihood of a quantity of the model: minus infinity where it cannot be.
    pub fn log_likelihood(&self, quantity: f64) -> f64 {
        const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;
        // x ln(y), nothing where there was nothing to happen.
        let times_ln = |x: f64, y: f64| {
            if x == 0.0 {
                0.0
            } else if y > 0.0 {
                x * math::ln(y)
            } else {
                f64::NEG_INFINITY
            }
        };
        let factorial = |x: f64| math::ln_gamma(x + 1.0);
        match *self {
            Self::Normal { value, sd } => {
                let off = (quantity - value) / sd;
                -0.5 * off * off - math::ln(sd) - HALF_LN_TAU
            }
            Self::Binomial { .. } if !(0.0..=1.0).contains(&quantity) => f64::NEG_INFINITY,
            Self::Binomial { events, of } => {
                let ways = factorial(of) - factorial(events) - factorial(of - events);
                ways + times_ln(events, quantity) + times_ln(of - events, 1.0 - quantity)
            }
            Self::Poisson { .. } if quantity < 0.0 || quantity.is_nan() => f64::NEG_INFINITY,
            Self::Poisson { events, exposure } => {
                let mean = quantity * exposure;
                times_ln(events, mean) - mean - factorial(events)
            }
        }
    }

    /// What was counted in the unit of the model's quantity.
    pub fn value(&self) -> f64 {
        match *self {
            Self::Normal { value, .. } => value,
            Self::Binomial { events, of } => events / of,
            Self::Poisson { events, exposure } => events / exposure,
        }
    }

    /// Standard deviation of what would be counted if the quantity were the truth.
    pub fn sd(&self, quantity: f64) -> f64 {
        match *self {
            Self::Normal { sd, .. } => sd,
            Self::Binomial { of, .. } => {
                let share = math::clamp(quantity, 0.0, 1.0);
                math::sqrt(share * (1.0 - share) / of)
            }
            Self::Poisson { exposure, .. } => math::sqrt(math::max(quantity, 0.0) / exposure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_are_those_of_their_distributions() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        // R: dnorm(1.2, 1, 0.5, log = TRUE), dbinom(3, 10, 0.25, TRUE), dpois(4, 2.5 * 2, TRUE).
        let normal = Data::Normal {
            value: 1.2,
            sd: 0.5,
        };
        near(normal.log_likelihood(1.0), -0.305_791_352_644_727_4);
        let binomial = Data::Binomial {
            events: 3.0,
            of: 10.0,
        };
        near(binomial.log_likelihood(0.25), -1.385_165_847_740_092);
        let poisson = Data::Poisson {
            events: 4.0,
            exposure: 2.0,
        };
        near(poisson.log_likelihood(2.5), -1.740_302_180_611_545);
        assert_eq!(binomial.log_likelihood(0.0), f64::NEG_INFINITY);
        assert_eq!(binomial.log_likelihood(1.5), f64::NEG_INFINITY);
        let none = Data::Binomial {
            events: 0.0,
            of: 10.0,
        };
        assert_eq!(none.log_likelihood(0.0), 0.0);
    }
}

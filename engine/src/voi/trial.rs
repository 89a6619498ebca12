//! What a study would show, simulated once for each draw.

use crate::math;
use crate::random::{BATCH, Seed, Source, beta_cdf};
use std::fmt;

/// What a study observes of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// How many of `size` people have it: the figure is a share.
    Binomial,
    /// How many events `size` people have, each watched for so long: the figure is a rate.
    Poisson {
        /// How long each is watched, in the unit of the rate.
        time: f64,
    },
    /// The mean of `size` measurements of the figure, each with this standard deviation.
    Normal {
        /// Standard deviation of one measurement.
        sd: f64,
    },
    /// The mean of `size` measurements of the figure's logarithm, each with this standard deviation.
    LogNormal {
        /// Standard deviation of one measurement's logarithm.
        sd: f64,
    },
}

/// One arm of a study: one figure, observed in so many people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// What is observed.
    pub kind: Kind,
    /// How many people or measurements.
    pub size: u32,
}

/// Most people in a study.
const MOST: u32 = 10_000_000;

/// Why a study cannot be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrialError {
    /// Nobody, or too many.
    Size,
    /// A figure that is no share.
    NoShare(f64),
    /// A figure at or below zero, which has no logarithm.
    NotPositive(f64),
    /// A rate below zero, or one of which nobody could count the events.
    NoRate(f64),
    /// A standard deviation that is not above zero.
    Spread,
    /// A time that is not above zero.
    Time,
}

impl fmt::Display for TrialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size => write!(f, "a study has from 1 to {MOST} people"),
            Self::NoShare(value) => {
                write!(
                    f,
                    "a draw of the figure is {value}, which is no share of people"
                )
            }
            Self::NotPositive(value) => {
                write!(f, "a draw of the figure is {value}, which has no logarithm")
            }
            Self::NoRate(value) => write!(
                f,
                "a draw of the figure is {value}, which is no rate of at most {MOST} events"
            ),
            Self::Spread => f.write_str("the sd of one measurement must be above 0"),
            Self::Time => f.write_str("the time that each is watched must be above 0"),
        }
    }
}

impl std::error::Error for TrialError {}

impl Trial {
    /// What the arm would show if each draw of the figure were the truth: the number of people or
    /// events, or the mean of the measurements. Arms of one study need streams of their own.
    ///
    /// # Errors
    /// If such a figure cannot be observed so.
    pub fn shows(&self, figure: &[f64], seed: u64, stream: &str) -> Result<Vec<f64>, TrialError> {
        if !(1..=MOST).contains(&self.size) {
            return Err(TrialError::Size);
        }
        let source = Source::new(Seed(seed), &format!("study.{stream}"));
        let mut shown = Vec::with_capacity(figure.len());
        for (batch, truths) in figure.chunks(BATCH).enumerate() {
            let mut uniforms = source.block(batch as u64);
            for truth in truths {
                shown.push(self.shows_one(*truth, uniforms.uniform())?);
            }
        }
        Ok(shown)
    }

    fn shows_one(&self, truth: f64, uniform: f64) -> Result<f64, TrialError> {
        let size = f64::from(self.size);
        let mean = |centre: f64, sd: f64| {
            if sd > 0.0 {
                Ok(centre + sd / math::sqrt(size) * math::normal_quantile(uniform))
            } else {
                Err(TrialError::Spread)
            }
        };
        match self.kind {
            Kind::Normal { sd } => mean(truth, sd),
            Kind::LogNormal { sd } if truth > 0.0 => mean(math::ln(truth), sd),
            Kind::LogNormal { .. } => Err(TrialError::NotPositive(truth)),
            Kind::Binomial if (0.0..=1.0).contains(&truth) => {
                Ok(f64::from(binomial(self.size, truth, uniform)))
            }
            Kind::Binomial => Err(TrialError::NoShare(truth)),
            Kind::Poisson { time } if time <= 0.0 || !time.is_finite() => Err(TrialError::Time),
            Kind::Poisson { time } => {
                let mean = truth * size * time;
                if (0.0..=f64::from(MOST)).contains(&mean) {
                    Ok(poisson(mean, uniform))
                } else {
                    Err(TrialError::NoRate(truth))
                }
            }
        }
    }
}

/// The least number of events, with this mean, that is reached with at least the probability
/// `uniform`: a walk from the likeliest number, until what is left does not count in a double.
fn poisson(mean: f64, uniform: f64) -> f64 {
    let likeliest = math::floor(mean);
    let at_likeliest = math::exp(if mean > 0.0 {
        likeliest * math::ln(mean) - mean - math::ln_gamma(likeliest + 1.0)
    } else {
        0.0
    });
    let least = at_likeliest * 1e-20;
    let (mut events, mut chance, mut reached) = (likeliest, at_likeliest, at_likeliest);
    while events > 0.0 && chance > least {
        chance *= events / mean;
        events -= 1.0;
        reached += chance;
    }
    (events, chance) = (likeliest, at_likeliest);
    // `reached` is the probability of at most `events`.
    while events > 0.0 && reached - chance >= uniform {
        reached -= chance;
        chance *= events / mean;
        events -= 1.0;
    }
    while reached < uniform && chance > least {
        events += 1.0;
        chance *= mean / events;
        reached += chance;
    }
    events
}

/// The least number of events, of `of` people with this chance each, that is reached with at least
/// the probability `uniform`: P(X <= k) is the chance that a beta variable with shapes `of` - k and
/// k + 1 is at most 1 - `chance`.
fn binomial(of: u32, chance: f64, uniform: f64) -> u32 {
    let reached = |k: u32| beta_cdf(1.0 - chance, f64::from(of - k), f64::from(k) + 1.0) >= uniform;
    let (mut low, mut high) = (0, of);
    while low < high {
        let middle = low + (high - low) / 2;
        if reached(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_events_follows_the_binomial_distribution() {
        // P(X = 0) = 0.7^4 = 0.2401, P(X <= 1) = 0.6517, P(X <= 2) = 0.9163.
        for (uniform, events) in [(0.24, 0), (0.241, 1), (0.651, 1), (0.652, 2), (0.917, 3)] {
            assert_eq!(binomial(4, 0.3, uniform), events);
        }
        assert_eq!(binomial(50, 0.0, 0.999), 0);
        assert_eq!(binomial(50, 1.0, 0.001), 50);
    }

    #[test]
    fn the_number_of_events_follows_the_poisson_distribution() {
        // With mean 2: P(X = 0) = 0.13534, P(X <= 1) = 0.40601, P(X <= 2) = 0.67668,
        // P(X <= 3) = 0.85712.
        for (uniform, events) in [
            (0.135, 0.0),
            (0.136, 1.0),
            (0.406, 1.0),
            (0.4061, 2.0),
            (0.676, 2.0),
            (0.677, 3.0),
            (0.858, 4.0),
        ] {
            assert_eq!(poisson(2.0, uniform), events, "{uniform}");
        }
        assert_eq!(poisson(0.0, 0.999), 0.0);
        assert_eq!(poisson(0.3, 0.7), 0.0);
        // Of a large mean, evenly spaced quantiles have nearly its mean and variance.
        for mean in [7.5, 4_000.0, 2_000_000.0] {
            let number = 10_000;
            let events: Vec<f64> = (0..number)
                .map(|i| poisson(mean, (f64::from(i) + 0.5) / f64::from(number)))
                .collect();
            assert!((math::mean(&events) - mean).abs() < 0.002 * math::sqrt(mean));
            let squares: Vec<f64> = events.iter().map(|e| (e - mean) * (e - mean)).collect();
            assert!((math::mean(&squares) / mean - 1.0).abs() < 0.003);
        }
    }

    #[test]
    fn what_cannot_be_observed_is_refused() {
        let of = |kind, figure: f64| Trial { kind, size: 10 }.shows(&[figure], 1, "x");
        assert_eq!(of(Kind::Binomial, 1.5), Err(TrialError::NoShare(1.5)));
        let log = Kind::LogNormal { sd: 1.0 };
        assert_eq!(of(log, 0.0), Err(TrialError::NotPositive(0.0)));
        assert_eq!(of(Kind::Normal { sd: 0.0 }, 0.0), Err(TrialError::Spread));
        assert_eq!(of(Kind::Poisson { time: 0.0 }, 1.0), Err(TrialError::Time));
        let year = Kind::Poisson { time: 1.0 };
        assert_eq!(of(year, -1.0), Err(TrialError::NoRate(-1.0)));
        assert_eq!(of(year, 1e9), Err(TrialError::NoRate(1e9)));
    }
}

//! A distribution's numbers from what a paper reports.

use super::error::{QuantileError, check, ordered, positive};
use super::special::beta_cdf;
use crate::math;

/// How many standard deviations a central interval of a normal distribution reaches to each side.
fn reach(level: f64) -> Result<f64, QuantileError> {
    check(
        "level",
        level,
        level > 0.0 && level < 1.0,
        "between 0 and 1, such as 0.95",
    )?;
    Ok(-math::normal_quantile(0.5 * (1.0 - level)))
}

fn inside(what: &'static str, value: f64) -> Result<f64, QuantileError> {
    check(
        what,
        value,
        value > 0.0 && value < 1.0,
        "between 0 and 1, and neither of them",
    )
}

/// The shapes (a, b) of the beta distribution with this mean and SD.
pub fn beta_from_mean_sd(mean: f64, sd: f64) -> Result<(f64, f64), QuantileError> {
    inside("mean", mean)?;
    positive("standard deviation", sd)?;
    let size = mean * (1.0 - mean) / (sd * sd) - 1.0;
    if size <= 0.0 {
        return Err(QuantileError::TooSpread);
    }
    Ok((mean * size, (1.0 - mean) * size))
}

/// The shapes (a, b) of the beta distribution with this mean whose probability between `low` and
/// `high` is `level`.
///
/// The mean is kept; a + b, the number of people the estimate is worth, is found by halving its
/// logarithm 60 times between shapes of 0.01 and of a hundred million. An interval that does not
/// leave equal tails is met in its total probability only.
pub fn beta_from_mean_interval(
    mean: f64,
    low: f64,
    high: f64,
    level: f64,
) -> Result<(f64, f64), QuantileError> {
    inside("mean", mean)?;
    reach(level)?;
    check("lower end", low, low >= 0.0, "0 or above")?;
    check("upper end", high, high <= 1.0, "1 or below")?;
    ordered(("lower end", low), ("mean", mean))?;
    ordered(("mean", mean), ("upper end", high))?;
    let shapes = |log_size: f64| {
        let size = math::exp(log_size);
        (mean * size, (1.0 - mean) * size)
    };
    let covered = |log_size: f64| {
        let (a, b) = shapes(log_size);
        beta_cdf(high, a, b) - beta_cdf(low, a, b)
    };
    let smaller = math::min(mean, 1.0 - mean);
    let mut wide = math::ln(0.01 / smaller);
    let mut narrow = math::ln(1.0e8);
    if !(covered(wide) < level && covered(narrow) > level) {
        return Err(QuantileError::NoFit);
    }
    for _ in 0..60 {
        let middle = 0.5 * (wide + narrow);
        if covered(middle) < level {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    Ok(shapes(0.5 * (wide + narrow)))
}

/// The (shape, scale) of the gamma distribution with this mean and SD.
pub fn gamma_from_mean_sd(mean: f64, sd: f64) -> Result<(f64, f64), QuantileError> {
    positive("mean", mean)?;
    positive("standard deviation", sd)?;
    let ratio = mean / sd;
    Ok((ratio * ratio, sd / ratio))
}

/// The mean and SD of the logarithm of the log-normal distribution with this mean and SD.
pub fn log_normal_from_mean_sd(mean: f64, sd: f64) -> Result<(f64, f64), QuantileError> {
    positive("mean", mean)?;
    positive("standard deviation", sd)?;
    let ratio = sd / mean;
    let variance = math::ln_1p(ratio * ratio);
    Ok((math::ln(mean) - 0.5 * variance, math::sqrt(variance)))
}

/// The mean and SD of the logarithm of the log-normal distribution with this central interval.
pub fn log_normal_from_interval(
    low: f64,
    high: f64,
    level: f64,
) -> Result<(f64, f64), QuantileError> {
    positive("lower end", low)?;
    ordered(("lower end", low), ("upper end", high))?;
    normal_from_interval(math::ln(low), math::ln(high), level)
}

/// The same with this median: the interval gives the spread only, as is usual for ratios, whose
/// reported ends are rounded.
pub fn log_normal_from_median_interval(
    median: f64,
    low: f64,
    high: f64,
    level: f64,
) -> Result<(f64, f64), QuantileError> {
    positive("median", median)?;
    let (_, sd) = log_normal_from_interval(low, high, level)?;
    ordered(("lower end", low), ("median", median))?;
    ordered(("median", median), ("upper end", high))?;
    Ok((math::ln(median), sd))
}

/// The mean and SD of the normal distribution with this central interval.
pub fn normal_from_interval(low: f64, high: f64, level: f64) -> Result<(f64, f64), QuantileError> {
    ordered(("lower end", low), ("upper end", high))?;
    Ok((0.5 * low + 0.5 * high, (high - low) / (2.0 * reach(level)?)))
}

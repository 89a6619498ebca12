//! Means, spreads, quantiles and their Monte Carlo errors.

use super::result::{Share, Summary};
use crate::math;
use crate::random::BATCH;

/// From so many whole batches on, the spread of batch means is the standard error: each batch is
/// its own randomised replicate. With fewer, that spread itself would be too rough, and the
/// draws' own spread serves.
const REPLICATES: usize = 16;

/// Quantile of type 7 (linear between order statistics) of sorted values, `p` in 0 to 1.
///
/// Source: Hyndman and Fan (1996), definition 7. Zero for no values.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    between(sorted.len(), p, |place| sorted[place])
}

/// The same, of values that are known by their place in the order.
fn between(count: usize, p: f64, at: impl Fn(usize) -> f64) -> f64 {
    let Some(last) = count.checked_sub(1) else {
        return 0.0;
    };
    let (below, part) = position(last, p);
    if part > 0.0 {
        at(below) + part * (at(below + 1) - at(below))
    } else {
        at(below)
    }
}

/// Summarises one quantity over draws, in the order of the draws. `space` is working space.
pub fn summarise(values: &[f64], space: &mut Vec<f64>) -> Summary {
    let mean = math::mean(values);
    space.clear();
    space.extend(values.iter().map(|v| (v - mean) * (v - mean)));
    let squares = math::sum(space);
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let n = values.len() as f64;
    let sd = (values.len() > 1).then(|| math::sqrt(squares / (n - 1.0)));
    let error = sd.map(|sd| replicate_error(values).unwrap_or(sd / math::sqrt(n)));
    let quantiles = Quantiles::of(values);
    let of = |p| quantiles.error(p);
    let quantile_errors = (values.len() > 1).then(|| (of(0.05), of(0.5), of(0.95)));
    Summary {
        mean,
        sd,
        p05: quantiles.at(0.05),
        p25: quantiles.at(0.25),
        p50: quantiles.at(0.5),
        p75: quantiles.at(0.75),
        p95: quantiles.at(0.95),
        error,
        quantile_errors,
    }
}

/// Quantiles that a summary shows, without sorting all the values: a study summarises hundreds of
/// quantities, each over thousands of draws.
struct Quantiles {
    count: usize,
    selected: math::Selected,
}

impl Quantiles {
    fn of(values: &[f64]) -> Self {
        let count = values.len();
        let errors = [0.05, 0.5, 0.95].map(|p| reach(count, p));
        let shown = [0.05, 0.25, 0.5, 0.75, 0.95].into_iter();
        let mut places = Vec::with_capacity(22);
        for p in shown.chain(errors.into_iter().flatten()) {
            if let Some(last) = count.checked_sub(1) {
                let (below, _) = position(last, p);
                places.extend([below, (below + 1).min(last)]);
            }
        }
        let selected = math::Selected::of(values, &places);
        Self { count, selected }
    }

    fn at(&self, p: f64) -> f64 {
        between(self.count, p, |place| self.selected.at(place))
    }

    /// Standard error of the quantile `p`: half of what lies between the quantiles that are one
    /// standard error of a share to either side. Where draws are spread more evenly than chance
    /// would, it is too large rather than too small.
    ///
    /// Source: Woodruff (1952), "Confidence intervals for medians and other position measures".
    fn error(&self, p: f64) -> f64 {
        let [low, high] = reach(self.count, p);
        (self.at(high) - self.at(low)) / 2.0
    }
}

/// The shares one standard error to either side of `p`.
fn reach(count: usize, p: f64) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let by = math::sqrt(p * (1.0 - p) / count as f64);
    [math::max(p - by, 0.0), math::min(p + by, 1.0)]
}

/// Index of the order statistic below a quantile of type 7, and the part of the way to the next.
fn position(last: usize, p: f64) -> (usize, f64) {
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let at = last as f64 * p;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last index"
    )]
    let below = (math::floor(at) as usize).min(last);
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let part = at - below as f64;
    (below, part)
}

/// Standard error of the mean from the spread of the means of whole batches.
fn replicate_error(values: &[f64]) -> Option<f64> {
    let means: Vec<f64> = values.chunks_exact(BATCH).map(math::mean).collect();
    (means.len() >= REPLICATES).then(|| error_of_means(&means))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "batches are far fewer than 2^53"
)]
fn error_of_means(means: &[f64]) -> f64 {
    let mean = math::mean(means);
    let squares: Vec<f64> = means.iter().map(|m| (m - mean) * (m - mean)).collect();
    let n = means.len() as f64;
    math::sqrt(math::sum(&squares) / (n - 1.0) / n)
}

/// Mean of all draws, and its standard error, from the means of batches of which the last may be
/// in part.
#[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
pub fn mean_of_batches(means: &[f64], draws: usize) -> (f64, f64) {
    let whole = draws / BATCH;
    let rest = draws % BATCH;
    let of_whole = math::sum(&means[..whole]) * BATCH as f64;
    let of_rest = means.get(whole).map_or(0.0, |mean| mean * rest as f64);
    (
        (of_whole + of_rest) / draws as f64,
        error_of_means(&means[..whole]),
    )
}

/// A share of draws with its standard error.
///
/// The error is that of the share after two more successes and failures each (Agresti and Coull
/// 1998), so that "none of 10,000" is not taken for certain.
#[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
pub fn share(hits: usize, of: usize) -> Share {
    let n = of as f64;
    let adjusted = (hits as f64 + 2.0) / (n + 4.0);
    Share {
        value: if of == 0 { 0.0 } else { hits as f64 / n },
        error: math::sqrt(adjusted * (1.0 - adjusted) / (n + 4.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Quantile;

    #[test]
    fn a_quantile_of_type_7_is_linear_between_order_statistics() {
        // R: quantile(c(1, 2, 4, 8), c(.05, .5, .9))
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert!((quantile(&sorted, 0.05) - 1.15).abs() < 1e-12);
        assert_eq!(quantile(&sorted, 0.5), 3.0);
        assert!((quantile(&sorted, 0.9) - 6.8).abs() < 1e-12);
    }

    #[test]
    fn the_error_of_a_quantile_is_that_of_its_share_over_the_density() {
        // Evenly spread draws of the standard normal distribution. Its density is exp(-q²/2)/sqrt(2π):
        // 0.103136 at the 5 % and 95 % quantiles, 0.398942 at the median.
        let normal = Quantile::normal(0.0, 1.0).unwrap();
        let draws: Vec<f64> = (0..40_000u32)
            .map(|k| normal.at((f64::from(k) + 0.5) / 40_000.0))
            .collect();
        let (low, middle, high) = summarise(&draws, &mut Vec::new()).quantile_errors.unwrap();
        let tail = math::sqrt(0.05 * 0.95 / 40_000.0) / 0.103_136;
        let centre = 0.5 / 200.0 / 0.398_942;
        for (found, known) in [(low, tail), (middle, centre), (high, tail)] {
            assert!(
                (found / known - 1.0).abs() < 2e-3,
                "{found} against {known}"
            );
        }
    }

    #[test]
    fn none_of_many_draws_is_not_taken_for_certain() {
        let none = share(0, 10_000);
        assert_eq!(none.value, 0.0);
        assert!(none.error > 1e-4 && none.error < 2e-4);
    }
}

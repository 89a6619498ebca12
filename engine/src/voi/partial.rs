//! The worth of knowing everything, and of knowing some figures.

use super::design::Design;
use crate::decide::{Estimate, best_by_mean, losses};
use crate::math;

/// A share of variance that a regression cannot tell from none, times the number of draws.
const UNSEEN: f64 = 3.0;

/// The expected value of perfect information: how much better the best option of each draw is than
/// the one that is best on average, in the mean. `net` is the net benefit of each option in each draw.
pub fn perfect(net: &[Vec<f64>]) -> Estimate {
    let losses = losses(net, best_by_mean(net));
    let found = Estimate::mean_of(&losses);
    Estimate {
        error: at_least(found.error, &losses),
        ..found
    }
}

/// The expected value of knowing the figures of a design.
///
/// In each draw the figures predict how much better each option is than the one that is best on
/// average; who knew them would take the one of which most is predicted. What that is worth could be
/// read from the prediction, which is too high where chance made it so, or from what truly happens
/// in that draw under the option so chosen, which is too low as predictions are not perfect. To
/// first order both are wrong by the same amount, so their mean is taken. A draw is predicted from
/// others only. The error is that of the means of whole batches of what truly happens.
///
/// It is never below zero nor above what knowing everything is worth in these draws.
pub fn partial(net: &[Vec<f64>], design: &Design) -> Estimate {
    let usual = best_by_mean(net);
    let draws = net[usual].len();
    let mut predicted = vec![0.0; draws];
    let mut happened = vec![0.0; draws];
    for (_, values) in net.iter().enumerate().filter(|(o, _)| *o != usual) {
        let better: Vec<f64> = values.iter().zip(&net[usual]).map(|(v, u)| v - u).collect();
        if better.iter().all(|b| *b == 0.0) {
            continue;
        }
        for (draw, guess) in design.predict(&better).into_iter().enumerate() {
            if guess > predicted[draw] {
                predicted[draw] = guess;
                happened[draw] = better[draw];
            }
        }
    }
    let both: Vec<f64> = predicted
        .iter()
        .zip(&happened)
        .map(|(p, h)| 0.5 * (p + h))
        .collect();
    let losses = losses(net, usual);
    Estimate {
        value: math::clamp(math::mean(&both), 0.0, math::mean(&losses)),
        error: at_least(Estimate::mean_of(&happened).error, &losses),
    }
}

/// An error is not below what one more draw would change that lost as much as the worst one did:
/// that no draw changed the choice does not make it certain that none would.
fn at_least(error: Option<f64>, losses: &[f64]) -> Option<f64> {
    let worst = losses.iter().fold(0.0, |worst, l| math::max(worst, *l));
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let of_one = worst / losses.len() as f64;
    error.map(|e| math::max(e, of_one))
}

/// The share of the variance of `values` that the figures of a design predict, out of sample: the
/// first-order index of Sobol (1993) for one figure, the closed index for several. `None` where the
/// values do not vary.
///
/// 1 - mean of (value - predicted)^2 / variance, each draw predicted from others only; it is not
/// said to be below zero. Its error is at least 3 / draws: less cannot be told from nothing.
pub fn explained(values: &[f64], design: &Design) -> Option<Estimate> {
    let mean = math::mean(values);
    let square = |a: f64| a * a;
    let squares: Vec<f64> = values.iter().map(|v| square(v - mean)).collect();
    let variance = math::mean(&squares);
    if variance <= 0.0 {
        return None;
    }
    let predicted = design.predict(values);
    let missed: Vec<f64> = values
        .iter()
        .zip(&predicted)
        .map(|(v, p)| square(v - p))
        .collect();
    let share = 1.0 - math::mean(&missed) / variance;
    // The error of a ratio, by the delta method.
    let around: Vec<f64> = missed
        .iter()
        .zip(&squares)
        .map(|(m, s)| (m - (1.0 - share) * s) / variance)
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let unseen = UNSEEN / values.len() as f64;
    Some(Estimate {
        value: math::max(share, 0.0),
        error: Estimate::mean_of(&around)
            .error
            .map(|e| math::max(e, unseen)),
    })
}

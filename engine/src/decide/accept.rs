//! How sure the choice is at a value of the effect.

use super::{Choice, Estimate, best_by_mean, losses};
use crate::appraise::share;

/// What a value of one unit of the effect means for the choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptability {
    /// Pounds that one unit of the effect is worth.
    pub value: f64,
    /// The option with the largest mean net benefit.
    pub best: usize,
    /// Mean net benefit of each option.
    pub net_benefit: Vec<Estimate>,
    /// Share of draws in which each option is the best. Options that are equal in a draw share it.
    pub chance_best: Vec<Estimate>,
    /// Mean loss by each option against the best of each draw. That of `best` is the expected value
    /// of perfect information.
    pub expected_loss: Vec<Estimate>,
}

/// Acceptability at a value of one unit of the effect: the curve is the chance of each option to be
/// the best, the frontier that of the option with the best mean, which need not be the likeliest
/// (Fenwick, Claxton and Sculpher 2001; losses: Alarid-Escudero et al. 2019).
pub fn acceptability(choice: &Choice, value: f64) -> Acceptability {
    let net = choice.net_benefit(value);
    let options = 0..net.len();
    let wins = wins(&net);
    Acceptability {
        value,
        best: best_by_mean(&net),
        net_benefit: net.iter().map(|n| Estimate::mean_of(n)).collect(),
        chance_best: wins.iter().map(|w| chance(w)).collect(),
        expected_loss: options
            .map(|o| Estimate::mean_of(&losses(&net, o)))
            .collect(),
    }
}

/// For each option and draw 1 where it alone is best, a part where it is among the best, else 0.
fn wins(net: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let draws = net.first().map_or(0, Vec::len);
    let mut wins = vec![vec![0.0; draws]; net.len()];
    for draw in 0..draws {
        let most = net
            .iter()
            .fold(f64::NEG_INFINITY, |most, n| crate::math::max(most, n[draw]));
        #[expect(
            clippy::float_cmp,
            reason = "only the very same value shares the first place"
        )]
        let best: Vec<usize> = (0..net.len()).filter(|o| net[*o][draw] == most).collect();
        #[expect(clippy::cast_precision_loss, reason = "a handful of options")]
        let part = 1.0 / best.len() as f64;
        for option in best {
            wins[option][draw] = part;
        }
    }
    wins
}

/// A share of draws, never quite certain: see [`share`]. Of a single draw no error is known.
fn chance(wins: &[f64]) -> Estimate {
    let mean = crate::math::mean(wins);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of draws"
    )]
    let hits = (mean * wins.len() as f64 + 0.5) as usize;
    Estimate {
        value: mean,
        error: (wins.len() > 1).then(|| share(hits, wins.len()).error),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Alternative;
    use super::*;

    fn option(name: &str, cost: &[f64], effect: &[f64]) -> Alternative {
        Alternative {
            name: name.to_owned(),
            cost: cost.to_vec(),
            effect: effect.to_vec(),
        }
    }

    #[test]
    fn losses_and_increments_are_those_of_the_published_definitions() {
        // BCEA's tests: incremental benefit, reference minus comparator, at 5 and 10.
        let choice = Choice {
            options: vec![
                option("one", &[0.0, 0.0], &[0.0, 0.0]),
                option("two", &[100.0, 10.0], &[1.0, -2.0]),
            ],
        };
        for (value, expected) in [(5.0, [95.0, 20.0]), (10.0, [90.0, 30.0])] {
            let net = choice.net_benefit(value);
            let found: Vec<f64> = net[0].iter().zip(&net[1]).map(|(a, b)| a - b).collect();
            assert_eq!(found, expected);
            let at = acceptability(&choice, value);
            assert_eq!(at.best, 0);
            assert_eq!(at.expected_loss[0].value, 0.0);
            assert_eq!(at.expected_loss[1].value, (expected[0] + expected[1]) / 2.0);
            assert_eq!(at.chance_best[0].value, 1.0);
        }
    }

    #[test]
    fn the_frontier_goes_by_the_mean_and_not_by_the_likeliest() {
        // Two is better in three of four draws, but much worse in the fourth.
        let choice = Choice {
            options: vec![
                option("one", &[0.0; 4], &[0.0; 4]),
                option("two", &[-1.0, -1.0, -1.0, 9.0], &[0.0; 4]),
            ],
        };
        let at = acceptability(&choice, 20_000.0);
        assert_eq!(at.best, 0);
        assert_eq!(at.chance_best[0].value, 0.25);
        // Perfect information is worth what the best option loses: three times 1, over four.
        assert_eq!(at.expected_loss[0].value, 0.75);
    }

    #[test]
    fn equal_options_share_a_draw() {
        let choice = Choice {
            options: vec![
                option("one", &[1.0, 0.0], &[0.0; 2]),
                option("two", &[1.0, 5.0], &[0.0; 2]),
            ],
        };
        let at = acceptability(&choice, 1.0);
        assert_eq!(at.chance_best[0].value, 0.75);
        assert_eq!(at.chance_best[1].value, 0.25);
    }
}

//! Numbers from ratings: trend, attainment, reliable change, keeping up.

use crate::math;

/// Fewer ratings than this say nothing of a trend.
pub const ENOUGH: usize = 4;
/// The normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;
/// How much an earlier time counts beside the next one.
const MEMORY: f64 = 0.8;
/// Correlation between goals that Kiresuk and Sherman take.
pub const RHO: f64 = 0.3;

/// A slope and the interval that it is likely to lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// The median of the slopes between all pairs (Theil and Sen).
    pub slope: f64,
    /// 95 % interval: the slopes whose ranks are as far from the middle as Kendall's S would be by
    /// chance.
    pub interval: (f64, f64),
}

/// The trend of values at times, in the unit of the values over that of the times; `None` for
/// fewer than four, or where fewer than two times differ.
pub fn trend(points: &[(f64, f64)]) -> Option<Trend> {
    if points.len() < ENOUGH {
        return None;
    }
    let mut slopes = Vec::new();
    for (at, (time, value)) in points.iter().enumerate() {
        for (earlier, before) in &points[..at] {
            if time != earlier {
                slopes.push((value - before) / (time - earlier));
            }
        }
    }
    if slopes.is_empty() {
        return None;
    }
    math::sort(&mut slopes);
    let count = slopes.len() as f64;
    let spread = Z * math::sqrt(kendall_variance(points));
    // Ranks from 1, between which the sorted slopes are read linearly.
    let rank = |rank: f64| {
        let at = math::clamp(rank - 1.0, 0.0, count - 1.0);
        let below = math::floor(at);
        let index = |at: f64| slopes.iter().enumerate().find(|(i, _)| *i as f64 == at);
        let low = index(below).map_or(0.0, |(_, slope)| *slope);
        let high = index(below + 1.0).map_or(low, |(_, slope)| *slope);
        low + (at - below) * (high - low)
    };
    Some(Trend {
        slope: rank((count + 1.0) / 2.0),
        interval: (
            rank((count - spread) / 2.0),
            rank((count + spread) / 2.0 + 1.0),
        ),
    })
}

/// Variance of Kendall's S where there is no trend, with ties among values.
fn kendall_variance(points: &[(f64, f64)]) -> f64 {
    let term = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0);
    let mut values: Vec<f64> = points.iter().map(|point| point.1).collect();
    math::sort(&mut values);
    let ties: Vec<f64> = values
        .chunk_by(|a, b| a == b)
        .map(|same| term(same.len() as f64))
        .collect();
    (term(points.len() as f64) - math::sum(&ties)) / 18.0
}

/// Goal attainment scaling's T score of weights and levels from -2 to 2, in the form of the
/// erratum of 2009; `None` without goals or where all weights are 0.
pub fn attainment(goals: &[(f64, f64)]) -> Option<f64> {
    let sum = |of: fn(&(f64, f64)) -> f64| math::sum(&goals.iter().map(of).collect::<Vec<_>>());
    let weights = sum(|goal| goal.0);
    let squares = sum(|goal| goal.0 * goal.0);
    let scale = (1.0 - RHO) * squares + RHO * weights * weights;
    (scale > 0.0).then(|| 50.0 + 10.0 * sum(|goal| goal.0 * goal.1) / math::sqrt(scale))
}

/// Whether a change is more than a scale usually wobbles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Standard error of one measurement: SD x sqrt(1 - reliability).
    pub sem: f64,
    /// Standard error of a difference: SEM x sqrt 2.
    pub difference_error: f64,
    /// The change over the error of a difference.
    pub index: f64,
    /// The smallest change that is beyond measurement error at 95 %.
    pub smallest: f64,
    /// Whether this one is.
    pub is_reliable: bool,
}

/// Jacobson and Truax's reliable change index; `None` where the scale has no error to compare.
pub fn reliable_change(before: f64, after: f64, sd: f64, reliability: f64) -> Option<Change> {
    let sem = sd * math::sqrt(1.0 - reliability);
    let error = sem * math::sqrt(2.0);
    let index = (after - before) / error;
    // The published rule says 1.96.
    (error > 0.0).then(|| Change {
        sem,
        difference_error: error,
        index,
        smallest: 1.96 * error,
        is_reliable: math::abs(index) > 1.96,
    })
}

/// How well something is kept up: the share of times it was done, each time counting 0.8 of the
/// one after it, with one time of each kind to begin with. A miss weakens and does not reset.
/// `None` before the first.
pub fn kept_up(times: &[bool]) -> Option<f64> {
    let (mut done, mut all) = (0.0, 0.0);
    for is_done in times {
        done = done * MEMORY + f64::from(u8::from(*is_done));
        all = all * MEMORY + 1.0;
    }
    (!times.is_empty()).then(|| (done + 1.0) / (all + 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(got: f64, expected: f64) {
        assert!((got - expected).abs() <= 5e-7, "{got}, expected {expected}");
    }

    #[test]
    fn attainment_has_its_published_values() {
        for (goals, values) in [
            (1, [60.0, 40.0, 70.0, 30.0]),
            (2, [62.4035, 37.5965, 74.8069, 25.1931]),
            (3, [63.6931, 36.3069, 77.3861, 22.6139]),
            (4, [64.5095, 35.4905, 79.0191, 20.9809]),
            (5, [65.0756, 34.9244, 80.1511, 19.8489]),
        ] {
            for (level, expected) in [1.0, -1.0, 2.0, -2.0].into_iter().zip(values) {
                let got = attainment(&vec![(1.0, level); goals]).unwrap();
                assert!((got - expected).abs() <= 5e-5, "{got}, expected {expected}");
            }
        }
        let weighted = [
            (3.0, -2.0),
            (5.0, 0.0),
            (1.0, -1.0),
            (4.0, 2.0),
            (2.0, 0.0),
            (6.0, 1.0),
        ];
        assert_eq!(attainment(&weighted), Some(55.0));
        assert_eq!(attainment(&[(0.0, 1.0)]), None);
        assert_eq!(attainment(&[]), None);
    }

    #[test]
    fn reliable_change_has_its_published_values() {
        for (change, index) in [
            (-8.0, -2.529_822),
            (-4.0, -1.264_911),
            (0.0, 0.0),
            (4.0, 1.264_911),
            (8.0, 2.529_822),
        ] {
            let found = reliable_change(20.0, 20.0 + change, 5.0, 0.8).unwrap();
            near(found.difference_error, 3.162_278);
            near(found.index, index);
            near(found.smallest, 6.198_064);
            assert_eq!(found.is_reliable, change.abs() > 6.2);
        }
        let found = reliable_change(32.5, 47.5, 7.5, 0.8).unwrap();
        near(found.sem, 3.354_102);
        near(found.difference_error, 4.743_416);
        near(found.index, 3.162_278);
        assert_eq!(reliable_change(1.0, 2.0, 5.0, 1.0), None);
    }

    /// A line has one slope; one wild value does not move the median; chance shows as an interval
    /// around 0.
    #[test]
    fn a_trend_is_robust_and_honest() {
        let line: Vec<(f64, f64)> = (0..10)
            .map(|t| (f64::from(t), 2.0 * f64::from(t) + 1.0))
            .collect();
        assert_eq!(trend(&line).unwrap().slope, 2.0);
        let mut wild = line;
        wild[9].1 = -50.0;
        assert_eq!(trend(&wild).unwrap().slope, 2.0);
        assert_eq!(trend(&wild[..3]), None, "too early to say");
        assert_eq!(trend(&[(1.0, 2.0); 5]), None, "all on one day");
        let wobble: Vec<(f64, f64)> = [5.0, 4.0, 6.0, 5.0, 4.0, 6.0]
            .iter()
            .enumerate()
            .map(|(t, v)| (t as f64, *v))
            .collect();
        let found = trend(&wobble).unwrap();
        assert!(
            found.interval.0 < 0.0 && found.interval.1 > 0.0,
            "{found:?}"
        );
        // Sen (1968): n = 5 without ties, variance 16.67, ranks 1 and 10 of 10 slopes.
        let five = [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0), (3.0, 6.0), (4.0, 7.0)];
        let found = trend(&five).unwrap();
        near(found.slope, 1.5);
        assert_eq!(found.interval, (-1.0, 4.0));
        near(kendall_variance(&five), 50.0 / 3.0);
    }

    #[test]
    fn a_miss_weakens_and_does_not_reset() {
        let before = kept_up(&[true; 6]).unwrap();
        let missed = kept_up(&[true, true, true, true, true, true, false]).unwrap();
        let after = kept_up(&[true, true, true, true, true, true, false, true]).unwrap();
        assert!(missed < before && missed > 0.5 && after > missed);
        near(kept_up(&[true]).unwrap(), 2.0 / 3.0);
        near(kept_up(&[false, true]).unwrap(), 2.0 / 3.8);
        assert_eq!(kept_up(&[]), None);
    }
}

//! Where a measure crosses a target as one figure moves: break-even, every time it happens.

use super::probe::Probe;
use crate::decide::Estimate;
use crate::fault::Fault;
use crate::math;

/// Steps into which a range is cut. Two crossings within one step go unseen.
pub const STEPS: u32 = 32;
/// Most trials within a step.
const TRIALS: usize = 60;
/// How near the ends of a bracket must come, as a share of the range.
const CLOSE: f64 = 1e-12;

/// A crossing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossingAt {
    /// The figure's value, with the Monte Carlo error that the measure's error there means.
    pub at: Estimate,
    /// Whether the measure rises through the target as the figure rises.
    pub rises: bool,
}

/// What was found along a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Every crossing seen, in the order of the figure.
    pub crossings: Vec<CrossingAt>,
    /// Where of the points tried the measure is least: value of the figure, and the measure.
    pub least: (f64, Estimate),
    /// Where it is largest.
    pub most: (f64, Estimate),
}

/// Looks along a range of a parameter in 32 steps, and within each step in which the measure passes
/// the target for the point where it does, by halving and false position in turn.
///
/// # Errors
/// What is wrong with the model at a value tried.
pub fn course(
    probe: &Probe,
    parameter: usize,
    (low, high): (f64, f64),
    target: f64,
) -> Result<Course, Fault> {
    let value = |step: u32| {
        if step == STEPS {
            high
        } else {
            low + (high - low) * f64::from(step) / f64::from(STEPS)
        }
    };
    let ask = |at: f64| probe.at(&[(parameter, at)]);
    let start = (low, ask(low)?);
    let (mut least, mut most) = (start, start);
    let mut crossings = Vec::new();
    let mut before = start;
    for step in 1..=STEPS {
        let at = value(step);
        let now = (at, ask(at)?);
        if now.1.value < least.1.value {
            least = now;
        }
        if now.1.value > most.1.value {
            most = now;
        }
        let (a, b) = (before.1.value - target, now.1.value - target);
        if step == 1 && a == 0.0 {
            // The range begins at the target.
            crossings.push(CrossingAt {
                at: Estimate {
                    value: before.0,
                    error: Some(0.0).filter(|_| before.1.error.is_some()),
                },
                rises: b > 0.0,
            });
        } else if (a < 0.0 && b >= 0.0) || (a > 0.0 && b <= 0.0) {
            crossings.push(within(&ask, before, now, target, high - low)?);
        }
        before = now;
    }
    Ok(Course {
        crossings,
        least,
        most,
    })
}

/// The Illinois form of false position (Dowell and Jarratt 1971), with a halving at every fourth
/// trial for measures that jump.
fn within(
    ask: &dyn Fn(f64) -> Result<Estimate, Fault>,
    (mut low, below): (f64, Estimate),
    (mut high, above): (f64, Estimate),
    target: f64,
    range: f64,
) -> Result<CrossingAt, Fault> {
    let (mut a, mut b) = (below.value - target, above.value - target);
    let slope = (b - a) / (high - low);
    let near = CLOSE * (math::abs(a) + math::abs(b));
    let (mut found, mut side) = ((high, above), 0);
    for trial in 1..=TRIALS {
        let miss = found.1.value - target;
        if math::abs(miss) <= near || math::abs(high - low) <= CLOSE * math::abs(range) {
            break;
        }
        let line = (low * b - high * a) / (b - a);
        let inside = line > math::min(low, high) && line < math::max(low, high);
        let at = if trial % 4 == 0 || !inside {
            low + (high - low) / 2.0
        } else {
            line
        };
        found = (at, ask(at)?);
        let miss = found.1.value - target;
        if (miss < 0.0) == (a < 0.0) {
            (low, a) = (at, miss);
            b *= if side == -1 { 0.5 } else { 1.0 };
            side = -1;
        } else {
            (high, b) = (at, miss);
            a *= if side == 1 { 0.5 } else { 1.0 };
            side = 1;
        }
    }
    let error = found.1.error.map(|e| math::abs(e / slope));
    Ok(CrossingAt {
        at: Estimate {
            value: found.0,
            error,
        },
        rises: slope > 0.0,
    })
}

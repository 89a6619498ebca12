//! What formulas can do with numbers, in one table that scalars and lanes share.
//!
//! A tree evaluated number by number and a lane program evaluated sixteen numbers at a time call
//! the same functions from [`Op::over`], so they agree to the bit.
//!
//! "No number" (NaN) is how a fault travels to whoever checks results. It is never lost on the
//! way: comparisons, `min`, `max` and conditions pass it on. Only what does not matter drops it:
//! the branch of an `if` that is not chosen, and the other side of a settled `and` or `or`.
//! Dividing by zero gives no number; other infinities follow their limits (`logistic(logit(0))`
//! is 0) and are faults only where they reach the result.

use super::program::{LANES, Lane};
use crate::math;

/// An operation on one, two or three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Op {
    Negate,
    Not,
    Exp,
    Ln,
    Sqrt,
    Abs,
    Floor,
    Ceil,
    Round,
    NormalCdf,
    Logit,
    Logistic,
    Odd,
    Even,
    /// The number itself: only in programs, where two slots receive one value.
    Copy,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Min,
    Max,
    Mod,
    RateToProbability,
    ProbabilityToRate,
    OddsRatio,
    If,
    Clamp,
    RescaleProbability,
    Fade,
}

/// Something an operation can be carried out over: three numbers, or three columns of lanes.
pub(super) trait Over {
    type Result;
    fn one(self, operation: impl Fn(f64) -> f64) -> Self::Result;
    fn two(self, operation: impl Fn(f64, f64) -> f64) -> Self::Result;
    fn three(self, operation: impl Fn(f64, f64, f64) -> f64) -> Self::Result;
}

/// Calls with a closure that is inlined whatever its size: a loop around a call is not SIMD.
macro_rules! inlined {
    ($operands:ident.$count:ident, |$($x:ident),+| $value:expr) => {
        $operands.$count(#[inline(always)] |$($x),+| $value)
    };
}

impl Op {
    /// Carries the operation out over numbers or lanes: the only place that says what it does.
    #[inline(always)]
    pub(super) fn over<O: Over>(self, operands: O) -> O::Result {
        match self {
            Op::Negate => inlined!(operands.one, |x| -x),
            Op::Not => inlined!(operands.one, |x| not(x)),
            Op::Exp => inlined!(operands.one, |x| math::exp(x)),
            Op::Ln => inlined!(operands.one, |x| math::ln(x)),
            Op::Sqrt => inlined!(operands.one, |x| math::sqrt(x)),
            Op::Abs => inlined!(operands.one, |x| math::abs(x)),
            Op::Floor => inlined!(operands.one, |x| math::floor(x)),
            Op::Ceil => inlined!(operands.one, |x| ceil(x)),
            Op::Round => inlined!(operands.one, |x| round(x)),
            Op::NormalCdf => inlined!(operands.one, |x| math::normal_cdf(x)),
            Op::Logit => inlined!(operands.one, |x| math::logit(x)),
            Op::Logistic => inlined!(operands.one, |x| math::logistic(x)),
            Op::Odd => inlined!(operands.one, |n| equal(modulo(n, 2.0), 1.0)),
            Op::Even => inlined!(operands.one, |n| equal(modulo(n, 2.0), 0.0)),
            Op::Copy => inlined!(operands.one, |x| x),
            Op::Add => inlined!(operands.two, |x, y| x + y),
            Op::Subtract => inlined!(operands.two, |x, y| x - y),
            Op::Multiply => inlined!(operands.two, |x, y| x * y),
            Op::Divide => inlined!(operands.two, |x, y| divide(x, y)),
            Op::Power => inlined!(operands.two, |x, y| power(x, y)),
            Op::Less => inlined!(operands.two, |x, y| truth(x < y, x, y)),
            Op::LessOrEqual => inlined!(operands.two, |x, y| truth(x <= y, x, y)),
            Op::Greater => inlined!(operands.two, |x, y| truth(x > y, x, y)),
            Op::GreaterOrEqual => inlined!(operands.two, |x, y| truth(x >= y, x, y)),
            Op::Equal => inlined!(operands.two, |x, y| equal(x, y)),
            Op::NotEqual => inlined!(operands.two, |x, y| truth(x != y, x, y)),
            Op::And => inlined!(operands.two, |x, y| and(x, y)),
            Op::Or => inlined!(operands.two, |x, y| or(x, y)),
            Op::Min => inlined!(operands.two, |x, y| math::min(x, y)),
            Op::Max => inlined!(operands.two, |x, y| math::max(x, y)),
            Op::Mod => inlined!(operands.two, |x, y| modulo(x, y)),
            Op::RateToProbability => inlined!(operands.two, |x, y| rate_to_probability(x, y)),
            Op::ProbabilityToRate => inlined!(operands.two, |x, y| probability_to_rate(x, y)),
            Op::OddsRatio => inlined!(operands.two, |x, y| odds_ratio(x, y)),
            Op::If => inlined!(operands.three, |x, y, z| choose(x, y, z)),
            Op::Clamp => inlined!(operands.three, |x, y, z| clamp(x, y, z)),
            Op::RescaleProbability => {
                inlined!(operands.three, |x, y, z| rescale_probability(x, y, z))
            }
            Op::Fade => inlined!(operands.three, |x, y, z| fade(x, y, z)),
        }
    }

    /// Applies the operation to as many of the three numbers as it takes.
    pub(super) fn apply(self, operands: [f64; 3]) -> f64 {
        self.over(Scalars(operands))
    }

    /// How many numbers it takes: 1, 2 or 3.
    pub(super) fn arity(self) -> usize {
        self.over(Count)
    }

    /// Whether exchanging the two operands changes nothing.
    pub(super) fn commutes(self) -> bool {
        matches!(
            self,
            Op::Add | Op::Multiply | Op::Equal | Op::NotEqual | Op::And | Op::Or
        )
    }
}

struct Scalars([f64; 3]);

impl Over for Scalars {
    type Result = f64;
    fn one(self, operation: impl Fn(f64) -> f64) -> f64 {
        operation(self.0[0])
    }
    fn two(self, operation: impl Fn(f64, f64) -> f64) -> f64 {
        operation(self.0[0], self.0[1])
    }
    fn three(self, operation: impl Fn(f64, f64, f64) -> f64) -> f64 {
        operation(self.0[0], self.0[1], self.0[2])
    }
}

struct Count;

impl Over for Count {
    type Result = usize;
    fn one(self, _: impl Fn(f64) -> f64) -> usize {
        1
    }
    fn two(self, _: impl Fn(f64, f64) -> f64) -> usize {
        2
    }
    fn three(self, _: impl Fn(f64, f64, f64) -> f64) -> usize {
        3
    }
}

/// Columns of a register file: reads the operands' columns, writes column `out`, which may be
/// one of them.
///
/// Each loop is a function of its own: inside one large function the compiler gives up SIMD for
/// the longer operations (`pow` then takes twice the time).
pub(super) struct Columns<'l> {
    pub(super) lanes: &'l mut [Lane],
    pub(super) operands: [u32; 3],
    pub(super) out: u32,
}

impl Over for Columns<'_> {
    type Result = ();

    #[inline(never)]
    fn one(self, operation: impl Fn(f64) -> f64) {
        let x = &self.lanes[self.operands[0] as usize];
        let mut result = [0.0; LANES];
        for lane in 0..LANES {
            result[lane] = operation(x[lane]);
        }
        self.lanes[self.out as usize] = result;
    }

    #[inline(never)]
    fn two(self, operation: impl Fn(f64, f64) -> f64) {
        let x = &self.lanes[self.operands[0] as usize];
        let y = &self.lanes[self.operands[1] as usize];
        let mut result = [0.0; LANES];
        for lane in 0..LANES {
            result[lane] = operation(x[lane], y[lane]);
        }
        self.lanes[self.out as usize] = result;
    }

    #[inline(never)]
    fn three(self, operation: impl Fn(f64, f64, f64) -> f64) {
        let x = &self.lanes[self.operands[0] as usize];
        let y = &self.lanes[self.operands[1] as usize];
        let z = &self.lanes[self.operands[2] as usize];
        let mut result = [0.0; LANES];
        for lane in 0..LANES {
            result[lane] = operation(x[lane], y[lane], z[lane]);
        }
        self.lanes[self.out as usize] = result;
    }
}

/// The value, or no number where `fault` holds.
#[inline(always)]
fn unless(fault: bool, value: f64) -> f64 {
    if fault { f64::NAN } else { value }
}

#[inline(always)]
fn truth(holds: bool, x: f64, y: f64) -> f64 {
    unless(x.is_nan() | y.is_nan(), if holds { 1.0 } else { 0.0 })
}

#[inline(always)]
fn equal(x: f64, y: f64) -> f64 {
    truth(x == y, x, y)
}

#[inline(always)]
fn not(x: f64) -> f64 {
    equal(x, 0.0)
}

#[inline(always)]
fn and(x: f64, y: f64) -> f64 {
    if (x == 0.0) | (y == 0.0) {
        0.0
    } else {
        unless(x.is_nan() | y.is_nan(), 1.0)
    }
}

#[inline(always)]
fn or(x: f64, y: f64) -> f64 {
    let settled = ((x != 0.0) & !x.is_nan()) | ((y != 0.0) & !y.is_nan());
    if settled {
        1.0
    } else {
        unless(x.is_nan() | y.is_nan(), 0.0)
    }
}

#[inline(always)]
fn choose(condition: f64, then: f64, otherwise: f64) -> f64 {
    unless(
        condition.is_nan(),
        if condition != 0.0 { then } else { otherwise },
    )
}

#[inline(always)]
fn divide(x: f64, y: f64) -> f64 {
    unless(y == 0.0, x / y)
}

/// As IEEE 754 has it, but for no number to the power 0, and for 0 to a negative power, which
/// divides by zero. The power comes first: behind a condition it would not be SIMD.
#[inline(always)]
pub(super) fn power(x: f64, y: f64) -> f64 {
    let value = math::pow(x, y);
    unless(x.is_nan() | ((x == 0.0) & (y < 0.0)), value)
}

/// The smallest whole number not below `x`.
#[inline(always)]
fn ceil(x: f64) -> f64 {
    0.0 - math::floor(-x)
}

/// The nearest whole number, halves away from zero, as spreadsheets round.
#[inline(always)]
fn round(x: f64) -> f64 {
    let size = math::abs(x);
    let below = math::floor(size);
    let rounded = if size - below >= 0.5 {
        below + 1.0
    } else {
        below
    };
    (if x < 0.0 { -rounded } else { rounded }) + 0.0
}

/// The remainder with the sign of the divisor, as spreadsheets have it; exact for whole numbers.
#[inline(always)]
fn modulo(x: f64, y: f64) -> f64 {
    x - y * math::floor(divide(x, y))
}

#[inline(always)]
fn is_probability(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}

#[inline(always)]
fn rate_to_probability(rate: f64, years: f64) -> f64 {
    unless(
        (rate < 0.0) | (years < 0.0),
        0.0 - math::exp_m1(-(rate * years)),
    )
}

#[inline(always)]
fn probability_to_rate(p: f64, years: f64) -> f64 {
    unless(
        !is_probability(p) | (years <= 0.0),
        (0.0 - math::ln_1p(-p)) / years,
    )
}

#[inline(always)]
fn odds_ratio(p: f64, ratio: f64) -> f64 {
    let weighted = p * ratio;
    unless(
        !is_probability(p) | (ratio < 0.0),
        divide(weighted, 1.0 - p + weighted),
    )
}

/// Over an unchanged period the probability is returned to the bit.
#[inline(always)]
fn rescale_probability(p: f64, from: f64, to: f64) -> f64 {
    let rescaled = 0.0 - math::exp_m1(math::ln_1p(-p) * (to / from));
    let scaled = if to == 0.0 { 0.0 } else { rescaled };
    let value = if to == from { p } else { scaled };
    unless(
        !is_probability(p) | from.is_nan() | to.is_nan() | (from <= 0.0) | (to < 0.0),
        value,
    )
}

#[inline(always)]
fn clamp(x: f64, low: f64, high: f64) -> f64 {
    unless(low > high, math::clamp(x, low, high))
}

#[inline(always)]
fn fade(t: f64, lasts: f64, fades: f64) -> f64 {
    let falling = 1.0 - (t - lasts) / fades;
    let after = if t >= lasts + fades { 0.0 } else { falling };
    let value = if t < lasts { 1.0 } else { after };
    unless(t.is_nan() | lasts.is_nan() | fades.is_nan(), value)
}

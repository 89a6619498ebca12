//! Quantile functions: from a uniform to a value.

use super::density::{LogGamma, LogitBeta};
use super::empirical::Ladder;
use super::error::{QuantileError, check, finite, not_negative, ordered, positive};
use super::table::Table;
use crate::math;

/// A distribution's quantile function, compiled from its numbers, with its exact mean and SD.
///
/// [`Self::at`] and [`Self::map`] give the same bits. Uniforms are taken into
/// 2^-53..=1 - 2^-53 first, the range of [`super::Stream::uniform`], so that every value is
/// finite; every quantile function rises with its uniform.
///
/// # Precision
/// Closed forms: a few ulp. Gamma and beta: |F(Q(u)) - u| < 1e-8, F being the distribution
/// function, shown for shapes up to a million; beyond, tables meet at the median within 1e-10. A
/// beta of small shape next to 1 is held no better than doubles there can.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantile {
    form: Form,
    mean: f64,
    sd: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Fixed(f64),
    Normal {
        mean: f64,
        sd: f64,
    },
    LogNormal {
        mean: f64,
        sd: f64,
    },
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    /// Times `mean` (that is, shape x scale) the exponential of the table.
    Gamma {
        mean: f64,
        table: Table,
    },
    /// From `low`, times `width` the logistic of `centre` plus the table.
    Beta {
        low: f64,
        width: f64,
        centre: f64,
        table: Table,
    },
    /// The logistic of a normal.
    LogitNormal {
        mean: f64,
        sd: f64,
    },
    Weibull {
        scale: f64,
        power: f64,
    },
    Discrete(Ladder),
    Linear(Ladder),
    /// The part of another between two values: uniforms are mapped into its probabilities.
    Part {
        of: Box<Form>,
        low: f64,
        high: f64,
        from: f64,
        width: f64,
    },
}

/// The least and the greatest uniform that count.
const LEAST: f64 = f64::EPSILON / 2.0; // 2^-53
const MOST: f64 = 1.0 - LEAST;

/// The smallest part of a distribution that truncation may leave: of less, a double's digits do
/// not tell enough.
const LEAST_PART: f64 = 1.0e-9;

/// The largest shape: of a parameter that is known to 1 in 30,000.
const LARGEST: f64 = 1.0e9;

impl Quantile {
    fn new(form: Form, mean: f64, sd: f64) -> Result<Self, QuantileError> {
        let quantile = Self { form, mean, sd };
        let ends = [quantile.at(0.0), quantile.at(1.0), mean, sd];
        if ends.iter().all(|value| value.is_finite()) {
            Ok(quantile)
        } else {
            Err(QuantileError::TooLarge)
        }
    }

    /// Always `value`.
    pub fn fixed(value: f64) -> Result<Self, QuantileError> {
        Self::new(Form::Fixed(finite("value", value)?), value, 0.0)
    }

    /// Normal; `sd` 0 or above.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, QuantileError> {
        finite("mean", mean)?;
        not_negative("standard deviation", sd)?;
        Self::new(Form::Normal { mean, sd }, mean, sd)
    }

    /// Log-normal, by mean and SD of the natural logarithm.
    pub fn log_normal(mean_log: f64, sd_log: f64) -> Result<Self, QuantileError> {
        finite("mean of the logarithm", mean_log)?;
        let variance = not_negative("standard deviation of the logarithm", sd_log)? * sd_log;
        let mean = math::exp(mean_log + 0.5 * variance);
        let sd = mean * math::sqrt(math::exp_m1(variance));
        Self::new(
            Form::LogNormal {
                mean: mean_log,
                sd: sd_log,
            },
            mean,
            sd,
        )
    }

    /// Uniform between two ends, which may be equal.
    pub fn uniform(low: f64, high: f64) -> Result<Self, QuantileError> {
        ordered(("lower end", low), ("upper end", high))?;
        let sd = (high - low) / math::sqrt(12.0);
        Self::new(Form::Uniform { low, high }, 0.5 * low + 0.5 * high, sd)
    }

    /// Triangular: rises to the mode, then falls.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, QuantileError> {
        ordered(("lower end", low), ("mode", mode))?;
        ordered(("mode", mode), ("upper end", high))?;
        let width = high - low;
        let variance = (width * width - (high - mode) * (mode - low)) / 18.0;
        let mean = low / 3.0 + mode / 3.0 + high / 3.0;
        Self::new(
            Form::Triangular { low, mode, high },
            mean,
            math::sqrt(variance),
        )
    }

    /// PERT: a beta between two ends with mean (low + 4 mode + high) / 6.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, QuantileError> {
        ordered(("lower end", low), ("mode", mode))?;
        ordered(("mode", mode), ("upper end", high))?;
        if low == high {
            return Self::fixed(low);
        }
        let width = high - low;
        let a = 1.0 + 4.0 * ((mode - low) / width);
        let b = 1.0 + 4.0 * ((high - mode) / width);
        Self::scaled_beta(a, b, low, width)
    }

    /// Beta with shapes `a` and `b`, each from 0.05 to a billion.
    pub fn beta(a: f64, b: f64) -> Result<Self, QuantileError> {
        const ALLOWED: &str = "between 0.05 and 1000000000";
        for (what, shape) in [("first shape", a), ("second shape", b)] {
            check(what, shape, (0.05..=LARGEST).contains(&shape), ALLOWED)?;
        }
        Self::scaled_beta(a, b, 0.0, 1.0)
    }

    fn scaled_beta(a: f64, b: f64, low: f64, width: f64) -> Result<Self, QuantileError> {
        let total = a + b;
        let (p, q) = (a / total, b / total);
        let table = Table::new(&LogitBeta::new(a, b));
        let form = Form::Beta {
            low,
            width,
            centre: math::ln(a / b),
            table,
        };
        let sd = width * math::sqrt(p * q / (total + 1.0));
        Self::new(form, low + width * p, sd)
    }

    /// Gamma with mean `shape` x `scale`; shape from 0.01 to a billion.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, QuantileError> {
        const ALLOWED: &str = "between 0.01 and 1000000000";
        check("shape", shape, (0.01..=LARGEST).contains(&shape), ALLOWED)?;
        let mean = shape * positive("scale", scale)?;
        let table = Table::new(&LogGamma::new(shape));
        Self::new(Form::Gamma { mean, table }, mean, math::sqrt(shape) * scale)
    }

    /// Logit-normal, by mean and SD of the log odds.
    pub fn logit_normal(mean: f64, sd: f64) -> Result<Self, QuantileError> {
        finite("mean of the log odds", mean)?;
        not_negative("standard deviation of the log odds", sd)?;
        Self::by_averages(Form::LogitNormal { mean, sd })
    }

    /// Weibull: survival exp(-(x / scale)^shape); shape from 0.1 to 10,000.
    pub fn weibull(shape: f64, scale: f64) -> Result<Self, QuantileError> {
        const ALLOWED: &str = "between 0.1 and 10000";
        check("shape", shape, (0.1..=10_000.0).contains(&shape), ALLOWED)?;
        positive("scale", scale)?;
        let moment = |k: f64| math::exp(math::ln_gamma(1.0 + k / shape));
        let (first, second) = (moment(1.0), moment(2.0));
        let spread = math::sqrt(math::max(second - first * first, 0.0));
        let power = 1.0 / shape;
        Self::new(
            Form::Weibull { scale, power },
            scale * first,
            scale * spread,
        )
    }

    /// Each value with a probability in proportion to its weight, in any order.
    pub fn empirical(values_and_weights: &[(f64, f64)]) -> Result<Self, QuantileError> {
        let (ladder, (mean, sd)) = Ladder::discrete(values_and_weights)?;
        Self::new(Form::Discrete(ladder), mean, sd)
    }

    /// Points (value, probability of staying below it) from probability 0 to 1, with straight
    /// lines in between: a histogram, or reported percentiles.
    pub fn empirical_linear(points: &[(f64, f64)]) -> Result<Self, QuantileError> {
        let (ladder, (mean, sd)) = Ladder::linear(points)?;
        Self::new(Form::Linear(ladder), mean, sd)
    }

    /// The part of this distribution between `low` and `high` (either may be infinite), and
    /// nothing outside.
    pub fn truncated(self, low: f64, high: f64) -> Result<Self, QuantileError> {
        ordered_or_infinite(low, high)?;
        let from = self.probability_below(low);
        let width = self.probability_below(high) - from;
        if width < LEAST_PART {
            return Err(QuantileError::Nothing);
        }
        let form = Form::Part {
            of: Box::new(self.form),
            low,
            high,
            from,
            width,
        };
        Self::by_averages(form)
    }

    /// With mean and SD from the values themselves.
    fn by_averages(form: Form) -> Result<Self, QuantileError> {
        let unknown = Self {
            form,
            mean: 0.0,
            sd: 0.0,
        };
        let mean = unknown.average(|value| value);
        let variance = unknown.average(|value| (value - mean) * (value - mean));
        Self::new(unknown.form, mean, math::sqrt(math::max(variance, 0.0)))
    }

    /// The probability of a value below `x`, by bisection on the quantile function.
    pub fn probability_below(&self, x: f64) -> f64 {
        if x == f64::INFINITY {
            return 1.0;
        }
        // Normal scores resolve both tails; 60 halvings of 17 leave nothing of a double.
        let (mut low, mut high) = (-8.5, 8.5);
        if x <= self.at(0.0) {
            return 0.0;
        }
        if x > self.at(1.0) {
            return 1.0;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.at(math::normal_cdf(middle)) < x {
                low = middle;
            } else {
                high = middle;
            }
        }
        math::normal_cdf(0.5 * (low + high))
    }

    /// The mean of a function of the value: Gauss and Legendre's rule over normal scores, 96
    /// panels of four points each.
    fn average(&self, of: impl Fn(f64) -> f64) -> f64 {
        const POINTS: [(f64, f64); 4] = [
            (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
            (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
            (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
            (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
        ];
        const PANELS: usize = 96;
        let (from, width) = match self.form {
            Form::Part { from, width, .. } => (from, width),
            _ => (0.0, 1.0),
        };
        let score = |u: f64| math::normal_quantile(math::clamp(u, LEAST, MOST));
        let (first, last) = (score(from), score(from + width));
        let half = 0.5 * (last - first) / PANELS as f64;
        let (mut total, mut mass) = (0.0, 0.0);
        for panel in 0..PANELS {
            let centre = first + half * (2 * panel + 1) as f64;
            for (point, weight) in POINTS {
                let z = centre + half * point;
                let weight = weight * math::normal_density(z);
                let u = (math::normal_cdf(z) - from) / width;
                total += weight * of(self.at(u));
                mass += weight;
            }
        }
        total / mass
    }

    /// The exact mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The exact standard deviation.
    pub fn sd(&self) -> f64 {
        self.sd
    }

    /// The value at uniform `u`.
    pub fn at(&self, u: f64) -> f64 {
        let mut value = [0.0];
        self.map(&[u], &mut value);
        value[0]
    }

    /// The values at the uniforms `u`, lane by lane. Stops at the shorter slice.
    pub fn map(&self, u: &[f64], out: &mut [f64]) {
        let lanes = u.len().min(out.len());
        let out = &mut out[..lanes];
        for (out, &u) in out.iter_mut().zip(u) {
            let u = if u < LEAST { LEAST } else { u };
            *out = if u > MOST { MOST } else { u };
        }
        fill(&self.form, out);
    }
}

/// Replaces uniforms by their values.
fn fill(form: &Form, out: &mut [f64]) {
    match *form {
        Form::Fixed(value) => out.fill(value),
        Form::Normal { mean, sd } => scores(out, |z| mean + sd * z),
        Form::LogNormal { mean, sd } => scores(out, |z| math::exp(mean + sd * z)),
        Form::Uniform { low, high } => {
            let width = high - low;
            each(out, |u| math::min(low + u * width, high));
        }
        Form::Triangular { low, mode, high } => triangular(out, low, mode, high),
        // Two loops, because looking up does not become SIMD but the rest does.
        Form::Gamma { mean, ref table } => {
            scores(out, |z| table.at(z));
            each(out, |t| mean * math::exp(t));
        }
        Form::Beta {
            low,
            width,
            centre,
            ref table,
        } => {
            scores(out, |z| centre + table.at(z));
            each(out, |t| low + width * math::logistic(t));
        }
        Form::LogitNormal { mean, sd } => scores(out, |z| math::logistic(mean + sd * z)),
        Form::Weibull { scale, power } => {
            each(out, |u| scale * math::pow(-math::ln_1p(-u), power));
        }
        Form::Discrete(ref ladder) => each(out, |u| ladder.step(u)),
        Form::Linear(ref ladder) => each(out, |u| ladder.line(u)),
        Form::Part {
            ref of,
            low,
            high,
            from,
            width,
        } => {
            each(out, |u| math::clamp(from + u * width, LEAST, MOST));
            fill(of, out);
            // The ends are known by bisection, to the last digits only.
            each(out, |value| math::max(math::min(value, high), low));
        }
    }
}

fn ordered_or_infinite(low: f64, high: f64) -> Result<(), QuantileError> {
    if low < high {
        Ok(())
    } else {
        Err(QuantileError::Order {
            lower: "`min`",
            upper: "`max`",
        })
    }
}

/// Replaces each uniform by its value.
#[inline(always)]
fn each(lanes: &mut [f64], value: impl Fn(f64) -> f64) {
    for lane in lanes {
        *lane = value(*lane);
    }
}

/// Replaces each uniform by the value at its normal score.
#[inline(always)]
fn scores(lanes: &mut [f64], value: impl Fn(f64) -> f64) {
    math::normal_quantiles(lanes);
    each(lanes, value);
}

fn triangular(lanes: &mut [f64], low: f64, mode: f64, high: f64) {
    let width = high - low;
    if width == 0.0 {
        lanes.fill(low);
        return;
    }
    let (rise, fall) = ((mode - low) / width, (high - mode) / width);
    each(lanes, |u| {
        let left = low + width * math::sqrt(u * rise);
        let right = high - width * math::sqrt((1.0 - u) * fall);
        if u < rise {
            math::min(left, mode)
        } else {
            math::max(right, mode)
        }
    });
}

//! Why a distribution could not be made.

use core::fmt;

/// Numbers that do not describe a distribution. The text says what is wrong in plain English,
/// without a place: whoever knows where the numbers stand adds it.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantileError {
    /// A number is missing (NaN) or infinite.
    NotFinite {
        /// Which number.
        what: &'static str,
    },
    /// A number is outside what the distribution allows.
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// What was given.
        value: f64,
        /// What is allowed, as words that follow "must be".
        allowed: &'static str,
    },
    /// Two numbers are in the wrong order.
    Order {
        /// The number that must not be larger.
        lower: &'static str,
        /// The number that must not be smaller.
        upper: &'static str,
    },
    /// No value has a positive weight.
    NoValues,
    /// Truncation leaves nothing of the distribution.
    Nothing,
    /// Cumulative probabilities do not rise from 0 to 1.
    NotCumulative,
    /// The standard deviation is too large for the mean, as words.
    TooSpread,
    /// No beta distribution with this mean has this probability in this interval.
    NoFit,
    /// The distribution reaches values too large to compute with.
    TooLarge,
}

impl fmt::Display for QuantileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite { what } => write!(f, "the {what} is not a finite number"),
            Self::OutOfRange {
                what,
                value,
                allowed,
            } => {
                write!(f, "the {what} is {value}, but must be {allowed}")
            }
            Self::Order { lower, upper } => {
                write!(f, "the {lower} must not be above the {upper}")
            }
            Self::Nothing => f.write_str(
                "less than a billionth of the distribution lies between `min` and `max`",
            ),
            Self::NoValues => f.write_str("no value has a weight above 0"),
            Self::NotCumulative => {
                f.write_str("the cumulative probabilities must rise from exactly 0 to exactly 1")
            }
            Self::TooSpread => f.write_str(
                "the standard deviation is too large for this mean: \
                 it must be below the square root of mean x (1 - mean)",
            ),
            Self::NoFit => f.write_str(
                "no beta distribution with this mean has this interval: \
                 check that the mean lies well inside it",
            ),
            Self::TooLarge => f.write_str("the distribution reaches values too large to compute"),
        }
    }
}

impl core::error::Error for QuantileError {}

/// Is the number finite?
pub(super) fn finite(what: &'static str, value: f64) -> Result<f64, QuantileError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(QuantileError::NotFinite { what })
    }
}

/// Is the number finite and does it satisfy a condition, which `allowed` puts in words?
pub(super) fn check(
    what: &'static str,
    value: f64,
    condition: bool,
    allowed: &'static str,
) -> Result<f64, QuantileError> {
    finite(what, value)?;
    if condition {
        Ok(value)
    } else {
        Err(QuantileError::OutOfRange {
            what,
            value,
            allowed,
        })
    }
}

/// Is the number above 0?
pub(super) fn positive(what: &'static str, value: f64) -> Result<f64, QuantileError> {
    check(what, value, value > 0.0, "above 0")
}

/// Is the number 0 or above?
pub(super) fn not_negative(what: &'static str, value: f64) -> Result<f64, QuantileError> {
    check(what, value, value >= 0.0, "0 or above")
}

/// Are two finite numbers in order?
pub(super) fn ordered(
    (lower, low): (&'static str, f64),
    (upper, high): (&'static str, f64),
) -> Result<(), QuantileError> {
    finite(lower, low)?;
    finite(upper, high)?;
    if low <= high {
        Ok(())
    } else {
        Err(QuantileError::Order { lower, upper })
    }
}

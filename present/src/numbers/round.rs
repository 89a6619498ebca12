//! Rounding to what is known.

use super::MINUS;
use early_action_engine::appraise::Summary;

/// Significant digits in sentences and on axes.
const DIGITS: i32 = 2;

/// The power of ten at or below `value`, which is positive.
fn place_of(value: f64) -> f64 {
    let mut place = 10f64.powi(value.log10().floor() as i32);
    // log10 of a power of ten may fall a hair short of the whole number.
    if place * 10.0 <= value {
        place *= 10.0;
    }
    if place > value {
        place /= 10.0;
    }
    place
}

/// `value` to the nearest multiple of `place`, which is 1, 2 or 5 of a power of ten; never -0, and 0 for what is no number.
pub fn to_place(value: f64, place: f64) -> f64 {
    if !value.is_finite() {
        return 0.0;
    }
    // Dividing by a whole number is exact where multiplying by 0.1 is not.
    let nearest = if place >= 1.0 {
        (value / place).round() * place
    } else {
        let parts = (1.0 / place).round();
        (value * parts).round() / parts
    };
    nearest + 0.0
}

/// The smallest step of 1, 2 or 5 of a place that is not below twice an error. Steps of whole
/// places alone would throw away up to five times what the error does.
fn step_of(error: f64) -> f64 {
    let place = place_of(2.0 * error);
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * place);
    let whole = 2.0 * error * (1.0 - 1e-9);
    steps
        .into_iter()
        .find(|step| *step >= whole)
        .unwrap_or(place)
}

/// The smallest step to which a figure is known: that of its second digit, or that of which its
/// Monte Carlo error is half or less, whichever is larger.
pub fn known_place(value: f64, error: Option<f64>) -> f64 {
    let by_size = match value.abs() {
        size if size.is_finite() && size > 1e-12 => place_of(size) * 10f64.powi(1 - DIGITS),
        _ => 1e-12,
    };
    let by_error = match error {
        Some(error) if error.is_finite() && error > 1e-12 => step_of(error),
        _ => 0.0,
    };
    by_size.max(by_error)
}

/// The Monte Carlo errors of the 5 % quantile, the median and the 95 % quantile.
pub fn quantile_errors(summary: &Summary) -> (Option<f64>, Option<f64>, Option<f64>) {
    match summary.quantile_errors {
        Some((low, middle, high)) => (Some(low), Some(middle), Some(high)),
        None => (None, None, None),
    }
}

/// `value` rounded to what is known of it.
pub fn rounded(value: f64, error: Option<f64>) -> f64 {
    to_place(value, known_place(value, error))
}

/// A number with grouped thousands and at most `decimals` decimals, trailing zeros left out.
pub fn plain(value: f64, decimals: usize) -> String {
    let text = grouped(value, decimals);
    if decimals == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with grouped thousands and exactly `decimals` decimals.
pub fn grouped(value: f64, decimals: usize) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, rest) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits.as_str(), ""),
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    // "-0" says nothing: a minus stands only before a digit other than 0.
    if value < 0.0 && digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push(MINUS);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

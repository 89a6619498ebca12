//! Pounds.

use super::MINUS;
use super::round::{grouped, known_place, plain, rounded, to_place};
use crate::words::Words;

const THOUSAND: f64 = 1e3;
const MILLION: f64 = 1e6;
const BILLION: f64 = 1e9;
const TRILLION: f64 = 1e12;

/// The size of an amount in words, rounded to what is known: "£1.2 million", "£340,000", "£1,400".
/// Its sign is for the sentence around it to say.
pub fn money(words: &Words, value: f64, error: Option<f64>) -> String {
    sized(words, rounded(value.abs(), error))
}

/// The same with its vagueness: "about £1.2 million"; "less than £10,000" where nothing is left
/// of it after rounding; "nothing" for nothing.
pub fn about(words: &Words, value: f64, error: Option<f64>) -> String {
    let size = rounded(value.abs(), error);
    if size >= 1.0 {
        words.text("money-about", &[("money", sized(words, size).into())])
    } else if value == 0.0 && error.is_none_or(|error| error == 0.0) {
        words.word("money-none")
    } else {
        let place = known_place(value, error).max(1.0);
        words.text("money-under", &[("money", sized(words, place).into())])
    }
}

/// An amount from `low` to `high`, both without sign: "£340,000 to £1.2 million".
pub fn money_range(words: &Words, low: f64, high: f64, error: Option<f64>) -> String {
    let (low, high) = (money(words, low, error), money(words, high, error));
    if low == high {
        return low;
    }
    words.text("money-range", &[("low", low.into()), ("high", high.into())])
}

/// The margin of the Monte Carlo error, two standard errors to one digit: "± £20,000".
pub fn plus_minus(words: &Words, error: f64) -> String {
    let margin = 2.0 * error;
    let place = known_place(margin, None) * 10.0;
    words.text(
        "money-margin",
        &[("money", sized(words, to_place(margin, place)).into())],
    )
}

fn sized(words: &Words, size: f64) -> String {
    let (id, unit) = match size {
        size if size >= TRILLION => ("money-trillions", TRILLION),
        size if size >= BILLION => ("money-billions", BILLION),
        size if size >= MILLION => ("money-millions", MILLION),
        _ => ("money-pounds", 1.0),
    };
    words.text(
        id,
        &[(
            "amount",
            plain(size / unit, if unit > 1.0 { 2 } else { 0 }).into(),
        )],
    )
}

/// Money for an axis: "£1.2m", "−£300k", "£0".
pub fn short_money(value: f64) -> String {
    let size = value.abs();
    let (unit, suffix) = match size {
        size if size >= TRILLION => (TRILLION, "tn"),
        size if size >= BILLION => (BILLION, "bn"),
        size if size >= MILLION => (MILLION, "m"),
        size if size >= THOUSAND => (THOUSAND, "k"),
        _ => (1.0, ""),
    };
    let digits = plain(size / unit, 2);
    let sign = if value < 0.0 && digits != "0" {
        MINUS.to_string()
    } else {
        String::new()
    };
    format!("{sign}£{digits}{suffix}")
}

/// A difference for a label, rounded to what is known: "£340k less", "£1.2m more", "same cost".
pub fn short_difference(words: &Words, value: f64, error: Option<f64>) -> String {
    let size = rounded(value.abs(), error);
    let id = match value {
        _ if size < 1.0 => "short-same",
        value if value < 0.0 => "short-less",
        _ => "short-more",
    };
    words.text(id, &[("money", short_money(size).into())])
}

/// Every pound, for tables and exports: "£1,204,331", "−£12".
pub fn exact_money(value: f64) -> String {
    let digits = grouped(value.abs(), 0);
    if value < 0.0 && digits != "0" {
        format!("{MINUS}£{digits}")
    } else {
        format!("£{digits}")
    }
}

//! A parameter's figure as people write and read it: pounds, so many of 100, years.

pub use early_action_present::figures::{Unit, shown};

use early_action_present::numbers::{MINUS, plain};

/// The model's figure for one shown. A share is taken to the nearest millionth of a hundredth, so
/// that `36.2` of 100 is the number 0.362.
pub fn inward(unit: Unit, shown: f64) -> f64 {
    if unit == Unit::OfHundred {
        (shown * 1e6).round() / 1e8
    } else {
        shown
    }
}

/// A figure entered by hand, as it was entered.
pub fn entered(unit: Unit, value: f64) -> String {
    plain(unit.outward(value), 6)
}

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was written.
    Empty,
    /// It is not a number.
    NotANumber,
    /// A share outside 0 to 100.
    NotOfHundred,
    /// Less than nothing, of what cannot be less.
    BelowZero,
}

impl Mistake {
    /// The message that says how to mend it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "field-empty",
            Self::NotANumber => "field-not-a-number",
            Self::NotOfHundred => "field-not-of-hundred",
            Self::BelowZero => "field-below-zero",
        }
    }
}

/// Reads what a person wrote: "£1,400", "1400", "36.2 %", "2 years".
///
/// # Errors
/// Why it is no figure of this unit.
pub fn read(unit: Unit, text: &str) -> Result<f64, Mistake> {
    let text = text.trim().replace(MINUS, "-");
    if text.is_empty() {
        return Err(Mistake::Empty);
    }
    let body = text
        .trim_start_matches('£')
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '%' || c.is_whitespace());
    let digits: String = body
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '_'))
        .collect();
    let is_plain = !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let value: f64 = if is_plain {
        digits.parse().map_err(|_| Mistake::NotANumber)?
    } else {
        return Err(Mistake::NotANumber);
    };
    match unit {
        Unit::OfHundred if !(0.0..=100.0).contains(&value) => Err(Mistake::NotOfHundred),
        Unit::Pounds | Unit::Years | Unit::Months if value < 0.0 => Err(Mistake::BelowZero),
        _ => Ok(inward(unit, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read() {
        for (unit, text, value) in [
            (Unit::Pounds, "£1,400", 1400.0),
            (Unit::Pounds, " 1400.50 ", 1400.5),
            (Unit::OfHundred, "29", 0.29),
            (Unit::OfHundred, "36.2 %", 0.362),
            (Unit::Years, "2 years", 2.0),
            (Unit::Other, "\u{2212}0.5", -0.5),
        ] {
            assert_eq!(read(unit, text), Ok(value), "{text}");
        }
    }

    #[test]
    fn nonsense_is_told_apart() {
        for (unit, text, mistake) in [
            (Unit::Pounds, "", Mistake::Empty),
            (Unit::Pounds, "lots", Mistake::NotANumber),
            (Unit::Pounds, "1e9999", Mistake::NotANumber),
            (Unit::Pounds, "12-13", Mistake::NotANumber),
            (Unit::Pounds, "-3", Mistake::BelowZero),
            (Unit::OfHundred, "101", Mistake::NotOfHundred),
            (Unit::Other, "NaN", Mistake::NotANumber),
        ] {
            assert_eq!(read(unit, text), Err(mistake), "{text}");
        }
    }

    #[test]
    fn a_figure_is_shown_to_three_digits_and_an_entered_one_as_it_is() {
        assert_eq!(shown(Unit::Pounds, 1703.7), "1,704");
        assert_eq!(shown(Unit::OfHundred, 0.448), "44.8");
        assert_eq!(shown(Unit::Years, 2.0), "2");
        assert_eq!(entered(Unit::Pounds, 1703.75), "1,703.75");
        assert_eq!(entered(Unit::OfHundred, 0.29), "29");
    }
}

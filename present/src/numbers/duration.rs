//! Lengths of time.

use super::round::{plain, to_place};
use crate::words::Words;

/// "18 months", "2 years", "7.5 years": in months up to two years, unless they are whole years.
pub fn duration(words: &Words, years: f64) -> String {
    let months = to_place(years * 12.0, 1.0);
    let whole_years = months % 12.0 == 0.0;
    let (id, number) = if months.abs() < 24.0 && !whole_years {
        ("duration-months", months)
    } else if whole_years && months != 0.0 {
        ("duration-years", months / 12.0)
    } else if months == 0.0 {
        ("duration-months", 0.0)
    } else {
        ("duration-years", to_place(years, 0.1))
    };
    words.text(
        id,
        &[
            ("number", number.into()),
            ("shown", plain(number, 1).into()),
        ],
    )
}

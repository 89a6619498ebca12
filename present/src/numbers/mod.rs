//! Plain numbers: money, people, shares and durations as people say them.
//!
//! One place for all of them, so that every sentence and label rounds alike: to two significant
//! digits, and never to a step (1, 2 or 5 of a place) that is less than twice the Monte Carlo error. Digits and their grouping
//! are the same in English and Welsh; the words around them come from [`Words`](crate::Words).

mod duration;
mod money;
pub(crate) mod round;
mod share;

pub use duration::duration;
pub use money::{
    about, exact_money, money, money_range, plus_minus, short_difference, short_money,
};
pub use round::{known_place, plain, quantile_errors, rounded, to_place};
pub use share::{at_least_people, futures, out_of_hundred, people, the_rest};

/// The minus sign of labels and tables. Files for spreadsheets use the hyphen that they understand.
pub const MINUS: char = '\u{2212}';

#[cfg(test)]
mod tests;

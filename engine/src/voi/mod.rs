//! What it is worth to know more before deciding.
//!
//! - Knowing everything: the mean loss of the option that is best on average.
//! - Knowing some figures: the same, where net benefit is replaced by what those figures predict of
//!   it, which a regression finds (Strong, Oakley and Brennan 2014).
//! - A study: the regression is on what the study would show (Strong et al. 2015).
//!
//! All of it reads the draws of a run that is done already; nothing is simulated again.

mod design;
pub(crate) mod linear;
mod partial;
mod trial;

pub use design::Design;
pub use partial::{explained, partial, perfect};
pub use trial::{Kind, Trial, TrialError};

use crate::math;

/// How many people's decisions count today, of `each_year` in each of `years` years, where a later
/// one counts less by `discount` a year: `each_year` x the sum of (1 + discount)^-t for t from 0 to
/// years - 1. The last year may be in part.
pub fn population(each_year: f64, years: f64, discount: f64) -> f64 {
    let mut left = years;
    let mut factor = 1.0;
    let mut total = 0.0;
    while left > 0.0 {
        total += factor * math::min(left, 1.0);
        factor /= 1.0 + discount;
        left -= 1.0;
    }
    each_year * total
}

#[cfg(test)]
mod tests {
    use super::population;

    #[test]
    fn a_population_is_an_annuity_due() {
        assert_eq!(population(100.0, 3.0, 0.0), 300.0);
        let known = 100.0 * (1.0 + 1.0 / 1.035 + 1.0 / (1.035 * 1.035));
        assert!((population(100.0, 3.0, 0.035) - known).abs() < 1e-10);
        assert_eq!(population(10.0, 1.5, 0.0), 15.0);
    }
}

//! A model's figures as people read them: pounds, so many of 100, years; how wide they are, and
//! what they rest on.

use early_action_engine::model::{Distribution, Parameter};

use crate::numbers::{plain, to_place};
use crate::words::Words;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pounds.
    Pounds,
    /// A share, shown as so many of 100.
    OfHundred,
    /// Years.
    Years,
    /// Months.
    Months,
    /// Anything else; the model may have a word for it.
    Other,
}

impl Unit {
    /// The unit of a parameter.
    pub fn of(parameter: &Parameter) -> Self {
        match parameter.unit.as_deref() {
            Some("GBP") => Self::Pounds,
            Some("share") => Self::OfHundred,
            Some("years") => Self::Years,
            Some("months") => Self::Months,
            _ => Self::Other,
        }
    }

    /// The figure as shown.
    pub fn outward(self, value: f64) -> f64 {
        value * if self == Self::OfHundred { 100.0 } else { 1.0 }
    }
}

/// The figure in a field: digits only, to three of them where it was not entered by hand.
pub fn shown(unit: Unit, value: f64) -> String {
    let size = unit.outward(value).abs();
    let decimals = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        2
    };
    plain(unit.outward(value), decimals)
}

/// A figure to three digits: more of an uncertain figure's ends would say nothing.
pub fn rough(value: f64) -> f64 {
    let size = value.abs();
    if size > 1e-12 && size.is_finite() {
        to_place(value, 10f64.powi(size.log10().floor() as i32 - 2))
    } else {
        value
    }
}

/// A parameter's figure with its unit.
pub fn spoken(words: &Words, parameter: &Parameter, value: f64) -> String {
    let unit = Unit::of(parameter);
    let number = shown(unit, value);
    let id = match unit {
        Unit::Pounds => "figure-pounds",
        Unit::OfHundred => "figure-of-hundred",
        Unit::Years => "figure-years",
        Unit::Months => "figure-months",
        Unit::Other => {
            let own = words.label_attribute("parameter", &parameter.name, "unit", &[]);
            return match own {
                Some(unit) => {
                    let args = [("number", number.into()), ("unit", unit.into())];
                    words.text("figure-other", &args)
                }
                None => number,
            };
        }
    };
    words.text(id, &[("number", number.into())])
}

/// The middle of a figure's distribution in words; each share, where it is several.
pub fn middle(words: &Words, parameter: &Parameter, of: Option<&Distribution>) -> String {
    match of {
        None => words.word("own-none"),
        Some(Distribution::Dirichlet(parts)) => {
            let total: f64 = parts.iter().fold(0.0, |sum, (_, weight)| sum + weight);
            let share = |(name, weight): &(String, f64)| {
                let args = [
                    ("name", name.replace('_', " ").into()),
                    ("share", plain(100.0 * weight / total, 0).into()),
                ];
                words.text("share-part", &args)
            };
            let shares: Vec<String> = parts.iter().map(share).collect();
            words.list(&shares)
        }
        Some(one) => spoken(words, parameter, one.mean()),
    }
}

/// What 90 of 100 futures lie between; nothing where there is one figure only, or several.
pub fn range(words: &Words, parameter: &Parameter, of: Option<&Distribution>) -> String {
    let quantiles = match of {
        None | Some(Distribution::Fixed(_) | Distribution::Dirichlet(_)) => None,
        Some(distribution) => distribution.quantiles().ok(),
    };
    let Some(quantile) = quantiles.and_then(|all| all.into_iter().next()) else {
        return String::new();
    };
    let end = |at| spoken(words, parameter, rough(quantile.at(at)));
    let ends = [("low", end(0.05).into()), ("high", end(0.95).into())];
    words.text("lives-from-to", &ends)
}

/// The grade of a figure's evidence; its words are the message `evidence-GRADE`.
pub fn grade(parameter: &Parameter) -> &str {
    match parameter.evidence.as_deref() {
        Some(grade) => grade,
        None if parameter.sources.is_empty() => "assumption",
        None => "sourced",
    }
}

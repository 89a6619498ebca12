//! How prices rise: from the model's price year to those of each financial year.

use super::derive::Years;
use crate::evidence::{forecast_index, price_index};
use crate::fault::Fault;
use crate::formula::Formula;
use crate::math;
use crate::model::names::{Link, Names};
use crate::model::{Account, Model};
use crate::random::BATCH;
use crate::study::Study;

/// Draws of the parameters that budgets read: each by its name.
pub type Figures = Vec<(String, Vec<f64>)>;

/// The draws of every parameter that a rise of prices or the value of an hour reads.
pub fn figures(study: &Study) -> Figures {
    let model = &study.model;
    let lines = model.lines.iter().map(|l| &l.account);
    let prices = model.strategies.iter().flat_map(|s| &s.prices);
    let accounts: Vec<&Account> = lines.chain(prices.map(|p| &p.account)).collect();
    let read = |name: &str| {
        let mut formulas = accounts.iter().flat_map(|a| a.formulas());
        formulas.any(|f| f.formula.names().any(|(n, _)| n == name))
    };
    let names = Names::of(model, None, None);
    let is_parameter = |link: Link| matches!(link, Link::Parameter(..));
    let columns = names.nodes.iter().filter(|n| is_parameter(n.link));
    let mut found: Vec<(usize, (String, Vec<f64>))> = columns
        .enumerate()
        .filter(|(_, node)| read(&node.name))
        .map(|(column, node)| (column, (node.name.clone(), Vec::new())))
        .collect();
    let mut draws = Vec::new();
    for batch in 0..study.batches() {
        if found.is_empty() {
            break;
        }
        study.inputs.draw(batch, &mut draws);
        for (column, (_, values)) in &mut found {
            let left = (study.draws - values.len()).min(BATCH);
            values.extend_from_slice(&draws[*column][..left]);
        }
    }
    found.into_iter().map(|(_, figure)| figure).collect()
}

/// Refuses a rise or a value of an hour that cannot be worked with.
///
/// # Errors
/// Which, and what it comes to.
pub fn check(study: &Study, figures: &Figures) -> Result<(), Vec<Fault>> {
    let model = &study.model;
    let prices = model.strategies.iter().flat_map(|s| &s.prices);
    let lines = model.lines.len() + prices.count();
    let mut faults = Vec::new();
    for account in (0..lines).filter_map(|line| model.account(line)) {
        let each = [
            (
                &account.inflation,
                -1.0,
                "a rise of prices must be above -1, and",
            ),
            (
                &account.hourly,
                0.0,
                "an hour must be worth more than nothing, and",
            ),
        ];
        for (formula, above, what) in each {
            let Some(expression) = formula else { continue };
            let found = values(&expression.formula, figures, study.draws);
            if let Some(value) = found.iter().find(|v| !(v.is_finite() && **v > above)) {
                faults.push(Fault {
                    path: expression.path.clone(),
                    line: expression.place.0,
                    column: expression.place.1,
                    what: format!("{what} this comes to {value}"),
                    hint: "change the formula or the figures that it reads".into(),
                });
            }
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// A formula's value in each draw; a single one where it reads nothing uncertain.
pub fn values(formula: &Formula, figures: &Figures, draws: usize) -> Vec<f64> {
    let each = if formula.names().next().is_none() {
        1
    } else {
        draws
    };
    (0..each)
        .map(|draw| {
            formula.evaluate(&|name: &str| {
                let figure = figures.iter().find(|(n, _)| n == name);
                figure.map_or(f64::NAN, |(_, values)| values[draw])
            })
        })
        .collect()
}

/// Factors from the model's price year to prices of each year.
#[derive(Clone, Debug)]
pub enum Index {
    /// The same in each draw.
    Known(Vec<f64>),
    /// One plus the yearly rise in each draw, and for each year the years since the price year.
    Drawn(Vec<f64>, Vec<f64>),
}

impl Index {
    /// The index of a line: by its own yearly rise, or by the deflator, published and forecast.
    pub fn of(
        account: &Account,
        model: &Model,
        years: &Years,
        figures: &Figures,
        draws: usize,
    ) -> Self {
        let count = years.parts.len();
        let Some(inflation) = &account.inflation else {
            let price_year = model.price_year.as_deref().and_then(price_index);
            let own = |year: usize| forecast_index(u16::try_from(years.begins(year)?).ok()?);
            // Without a price year amounts are in prices of the first year.
            let base = price_year.or_else(|| own(0));
            let factor = |year| Some(own(year)? / base?);
            return Self::Known((0..count).map(|y| factor(y).unwrap_or(1.0)).collect());
        };
        let since = since(model, years);
        let growth: Vec<f64> = values(&inflation.formula, figures, draws)
            .into_iter()
            .map(|rise| 1.0 + rise)
            .collect();
        match growth[..] {
            [only] => Self::Known(since.iter().map(|t| math::pow(only, *t)).collect()),
            _ => Self::Drawn(growth, since),
        }
    }

    /// The mean factor of a year.
    pub fn mean(&self, year: usize) -> f64 {
        match self {
            Self::Known(factors) => factors[year],
            Self::Drawn(growth, since) => {
                let each: Vec<f64> = growth.iter().map(|g| math::pow(*g, since[year])).collect();
                math::mean(&each)
            }
        }
    }

    /// The factor of a year in a draw.
    pub fn at(&self, year: usize, draw: usize) -> f64 {
        match self {
            Self::Known(factors) => factors[year],
            Self::Drawn(growth, since) => math::pow(growth[draw], since[year]),
        }
    }
}

/// Years from the middle of the price year to the middle of each financial year.
fn since(model: &Model, years: &Years) -> Vec<f64> {
    // A financial year's middle is the end of September, a calendar year's the end of June.
    let base = model.price_year.as_deref().and_then(|text| {
        let year: f64 = text.get(..4)?.parse().ok()?;
        Some(year + if text.contains('/') { 0.75 } else { 0.5 })
    });
    #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
    let after = |year: usize| year as f64;
    let offset = match (years.first, base) {
        (Some(first), Some(base)) => f64::from(first) + 0.75 - base,
        _ => 0.0,
    };
    (0..years.parts.len()).map(|y| after(y) + offset).collect()
}

//! Models made of a model: by financial year, undiscounted, and starting later.

use super::books::Ask;
use crate::evidence::{bias_names, upper_bias};
use crate::fault::{Fault, did_you_mean};
use crate::formula::Formula;
use crate::model::{
    Account, Counted, Discount, Expression, Line, Model, Optimism, Term, Time, What,
};

/// Financial years of a model.
#[derive(Clone, Debug)]
pub struct Years {
    /// Calendar year in which the first begins; `None` where the model has no start.
    pub first: Option<i32>,
    /// How much of each lies within the horizon, in years.
    pub parts: Vec<f64>,
}

impl Years {
    /// Of a model that counts by financial year.
    fn of(time: &Time) -> Self {
        let mut parts = vec![0.0; time.years()];
        for cycle in 0..time.cycles {
            parts[time.year_of(cycle)] += time.cycle;
        }
        let first = time
            .start
            .map(|(y, month)| if month < 4 { y - 1 } else { y });
        Self { first, parts }
    }

    /// Calendar year in which a year begins.
    pub fn begins(&self, year: usize) -> Option<i32> {
        Some(self.first? + i32::try_from(year).ok()?)
    }

    /// What a year is called.
    pub fn name(&self, year: usize) -> String {
        match self.begins(year) {
            Some(begins) => format!("{begins}/{:02}", (begins + 1) % 100),
            None => format!("year {}", year + 1),
        }
    }
}

/// A model by financial year.
pub struct Derived {
    /// With what was asked for put in, and a line of place-years for each cost that has places.
    pub model: Model,
    /// Its financial years.
    pub years: Years,
    /// For each line of the model that it is made of, the line of its place-years.
    pub places: Vec<Option<usize>>,
}

/// A model by financial year, with what was asked for put in.
pub fn by_financial_year(model: &Model, ask: &Ask) -> Result<Derived, Vec<Fault>> {
    let mut model = model.clone();
    if let Some((_, month)) = model.time.start {
        model.time.gone = f64::from((month + 8) % 12) / 12.0;
    }
    for (line, rate) in &ask.inflation {
        let rate = formula(&rate.to_string(), "inflation")?;
        for account in accounts(&mut model, line, "inflation")? {
            account.inflation = Some(rate.clone());
        }
    }
    for (line, bias) in &ask.optimism {
        for account in accounts(&mut model, line, "optimism")? {
            account.optimism = Some(bias.clone());
        }
    }
    let mut places = vec![None; model.lines.len()];
    for (at, place) in places.iter_mut().enumerate() {
        if model.lines[at].account.places.is_some() {
            let line = place_years(&model.lines[at], &model.time)?;
            *place = Some(model.lines.len());
            model.lines.push(line);
        }
    }
    Ok(Derived {
        years: Years::of(&model.time),
        model,
        places,
    })
}

/// How a line, or every price, stands in a budget.
fn accounts<'m>(
    model: &'m mut Model,
    name: &str,
    option: &str,
) -> Result<Vec<&'m mut Account>, Vec<Fault>> {
    let costs = model.lines.iter().filter(|l| l.what.is_cost());
    let mut names: Vec<String> = costs.map(|l| l.name.clone()).collect();
    names.push(Model::PRICE_LINE.into());
    if !names.iter().any(|known| known == name) {
        let what = format!("there is no cost line `{name}`");
        let hint = did_you_mean(name, names.iter().map(String::as_str)).map_or_else(
            || format!("the cost lines are: {}", names.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(vec![Fault::without_place(option, what, hint)]);
    }
    if name == Model::PRICE_LINE {
        let prices = model.strategies.iter_mut().flat_map(|s| &mut s.prices);
        return Ok(prices.map(|p| &mut p.account).collect());
    }
    let own = model.lines.iter_mut().filter(|l| l.name == name);
    Ok(own.map(|l| &mut l.account).collect())
}

/// A line that counts the years which people spend in the places that a cost pays for.
fn place_years(cost: &Line, time: &Time) -> Result<Line, Vec<Fault>> {
    let one = formula("1", "places")?;
    let people = |term: &&Term| matches!(term.counted, Counted::While(_));
    let terms = cost.terms.iter().filter(people).map(|term| Term {
        amount: one.clone(),
        period_factor: time.cycle,
        price_factor: 1.0,
        ..term.clone()
    });
    Ok(Line {
        name: format!("{}.places", cost.name),
        label: None,
        what: What::Outcome {
            unit: None,
            less_is_better: false,
        },
        counting: cost.counting.clone(),
        events_as_rows: false,
        discounting: Discount::none(),
        terms: terms.collect(),
        account: Account::default(),
    })
}

/// The same model with every strategy but the baseline so many years later.
pub fn later(model: &Model, years: f64) -> Result<Model, Vec<Fault>> {
    let mut model = model.clone();
    for (i, strategy) in model.strategies.iter_mut().enumerate() {
        if i != model.baseline {
            let start = strategy.start.as_ref().map_or("0", |s| s.formula.text());
            strategy.start = Some(formula(&format!("({start}) + {years}"), "wait")?);
        }
    }
    Ok(model)
}

/// A formula of our own.
fn formula(text: &str, path: &str) -> Result<Expression, Vec<Fault>> {
    let unread = |_| {
        vec![Fault::without_place(
            path,
            format!("\"{text}\" is no number"),
            "",
        )]
    };
    Formula::parse(text)
        .map(|formula| Expression::of(formula, path))
        .map_err(unread)
}

/// Reads what a person writes of optimism bias: `0.2`, `outsourcing`, `outsourcing:0.5`.
///
/// # Errors
/// What is wrong with it.
pub fn bias(text: &str) -> Result<Optimism, Fault> {
    let (bias, mitigated) = text.split_once(':').unwrap_or((text, "0"));
    let share = |text: &str| text.trim().parse::<f64>().ok().filter(|v| v.is_finite());
    let (kind, size) = match upper_bias(bias) {
        Some(size) => (Some(bias.to_owned()), Some(size)),
        None => (None, share(bias)),
    };
    match (size, share(mitigated)) {
        (Some(bias), Some(mitigated)) if bias >= 0.0 && (0.0..=1.0).contains(&mitigated) => {
            Ok(Optimism {
                kind,
                bias,
                mitigated,
            })
        }
        _ => {
            let what = format!("\"{text}\" is not a bias that is known");
            let hint = format!(
                "write a share such as 0.2, or one of {}, and after a colon the share that has \
                 been dealt with: outsourcing:0.5",
                bias_names()
            );
            Err(Fault::without_place("optimism", what, hint))
        }
    }
}

//! `early-action compare`: strategies of several models, where these are about the same thing.

use super::decide::{decision, no_outcome, values};
use super::source::{Counted, payers};
use super::{estimate, fault, print};
use crate::run::{self, Figures};
use early_action_engine::decide::{Alternative, Choice, Estimate};
use early_action_engine::fault::Fault;
use early_action_engine::model::{Discount, What};
use early_action_engine::study::Study;
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// Arguments of `compare`.
#[derive(clap::Args)]
pub struct Options {
    /// Ids of shipped models, or paths to TOML or JSON files.
    #[arg(required = true)]
    models: Vec<String>,
    #[command(flatten)]
    figures: Figures,
    #[command(flatten)]
    counted: Counted,
    /// What one unit of the effect is worth in pounds: 0,20000,30000 or FROM:TO:STEP.
    #[arg(long, value_name = "LIST")]
    values: Option<String>,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Compares strategies across models.
pub fn compare(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

/// A model of the comparison.
struct Side {
    path: String,
    study: Study,
    outcome: Option<usize>,
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let values = options.values.as_deref().map(values).transpose()?;
    let mut sides = Vec::new();
    for path in &options.models {
        let study = run::study_at(path, &options.figures)?;
        let outcome = options.counted.outcome_of(&study)?;
        options.counted.check_perspective(&study)?;
        sides.push(Side {
            path: path.clone(),
            study,
            outcome,
        });
    }
    let Some((first, others)) = sides.split_first() else {
        return Err(fault(
            "compare",
            "there is nothing to compare",
            "give model files",
        ));
    };
    if first.outcome.is_none() && values.iter().flatten().any(|v| *v != 0.0) {
        return Err(no_outcome());
    }
    let reasons: Vec<Fault> = others
        .iter()
        .flat_map(|other| reasons(first, other, &options.counted))
        .collect();
    if !reasons.is_empty() {
        return Err(reasons);
    }
    let mut choice = Choice {
        options: Vec::new(),
    };
    let (mut models, mut baselines) = (Vec::new(), Vec::new());
    for side in &sides {
        let study = &side.study;
        let ledger = run::ledger(study, options.threads).map_err(|fault| vec![fault])?;
        let own = Choice::of(study, &ledger, side.outcome, &options.counted.perspective);
        let base = &own.options[study.model.baseline];
        if choice.options.is_empty() {
            choice.options.push(Alternative {
                name: "baseline".into(),
                cost: vec![0.0; base.cost.len()],
                effect: vec![0.0; base.cost.len()],
            });
        }
        let named_alike = sides
            .iter()
            .filter(|s| s.study.model.id == study.model.id)
            .count()
            > 1;
        let prefix = if named_alike {
            &side.path
        } else {
            &study.model.id
        };
        for (s, option) in own.options.iter().enumerate() {
            if s != study.model.baseline {
                choice.options.push(Alternative {
                    name: format!("{prefix}:{}", option.name),
                    cost: difference(&option.cost, &base.cost),
                    effect: difference(&option.effect, &base.effect),
                });
            }
        }
        let means = (
            Estimate::mean_of(&base.cost),
            Estimate::mean_of(&base.effect),
        );
        models.push(json!({
            "id": study.model.id,
            "title": study.model.title,
            "hash": study.model.hash,
            "path": side.path,
            "baseline": base.name,
            "baseline_cost": estimate(means.0),
            "baseline_effect": estimate(means.1),
        }));
        baselines.push(means);
    }
    let warnings: Vec<String> = sides
        .iter()
        .zip(&baselines)
        .skip(1)
        .filter(|(_, b)| differ(baselines[0].0, b.0) || differ(baselines[0].1, b.1))
        .map(|(side, _)| {
            format!(
                "the baselines of {} and {} differ by more than chance: they may not be about the same people",
                first.path, side.path
            )
        })
        .collect();
    let outcome = first
        .outcome
        .map(|line| &first.study.model.lines[line].name);
    let about = vec![
        ("models".to_owned(), Value::from(models)),
        ("seed".to_owned(), json!(first.study.seed)),
        ("draws".to_owned(), json!(choice.draws())),
        ("price_year".to_owned(), json!(first.study.model.price_year)),
        (
            "perspective".to_owned(),
            json!(options.counted.perspective.to_string()),
        ),
        ("outcome".to_owned(), json!(outcome)),
        ("warnings".to_owned(), json!(warnings)),
    ];
    let (answer, text) = decision(about, &choice, values);
    let warned: String = warnings.iter().map(|w| format!("warning: {w}\n")).collect();
    Ok((answer, warned + &text))
}

fn difference(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(a, b)| a - b).collect()
}

/// Whether two means lie more than four errors apart, or at all where no error is known.
fn differ(a: Estimate, b: Estimate) -> bool {
    let gap = (a.value - b.value).abs();
    let rounding = 1e-9 * (a.value.abs() + b.value.abs());
    let error = a.error.unwrap_or(0.0).hypot(b.error.unwrap_or(0.0));
    gap > rounding.max(4.0 * error)
}

/// Why two models cannot be compared.
fn reasons(one: &Side, other: &Side, counted: &Counted) -> Vec<Fault> {
    let (a, b) = (&one.study.model, &other.study.model);
    let mut found = Vec::new();
    let mut check = |what: &str, alike: bool, first: String, second: String| {
        if !alike {
            found.push(Fault::without_place(
                "compare",
                format!(
                    "{} and {} cannot be compared: {what} is {first} in the first and {second} in the second",
                    one.path, other.path
                ),
                "make the models agree in this, or look at each by itself",
            ));
        }
    };
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not said".into());
    check(
        "the price year",
        a.price_year == b.price_year,
        said(&a.price_year),
        said(&b.price_year),
    );
    let unlike = a.nation.is_some() && b.nation.is_some() && a.nation != b.nation;
    check("the nation", !unlike, said(&a.nation), said(&b.nation));
    let years = [a, b].map(|m| m.time.at(m.time.cycles));
    let alike = (years[0] - years[1]).abs() < 1e-9;
    check(
        "the horizon",
        alike,
        format!("{} years", years[0]),
        format!("{} years", years[1]),
    );
    let people = [one, other].map(|s| s.study.people());
    let alike = (people[0] - people[1]).abs() <= 1e-9 * people[0].abs();
    let who = |m: &early_action_engine::model::Model, n: f64| format!("{n} {}", m.people);
    check(
        "the population",
        alike && a.people == b.people,
        who(a, people[0]),
        who(b, people[1]),
    );
    let age = |age: Option<f64>| age.map_or_else(|| "not said".into(), |a| format!("{a}"));
    check(
        "the age at entry",
        a.time.age == b.time.age,
        age(a.time.age),
        age(b.time.age),
    );
    let payers = [one, other].map(|s| payers(&s.study, &counted.perspective).join(", "));
    check(
        "the perspective (who pays)",
        payers[0] == payers[1],
        payers[0].clone(),
        payers[1].clone(),
    );
    let (first, second) = (&a.cost_discounting, &b.cost_discounting);
    check(
        "the discounting of costs",
        same_discount(first, second),
        rates(first),
        rates(second),
    );
    let lines = [(a, one.outcome), (b, other.outcome)].map(|(m, o)| o.map(|line| &m.lines[line]));
    let shown = |line: Option<&early_action_engine::model::Line>| {
        line.map_or_else(
            || "none".into(),
            |l| format!("{} ({})", l.name, unit(&l.what)),
        )
    };
    let alike = match lines {
        [Some(x), Some(y)] => {
            x.name == y.name && x.what == y.what && same_discount(&x.discounting, &y.discounting)
        }
        [None, None] => true,
        _ => false,
    };
    check(
        "the outcome, its unit or how it is discounted",
        alike,
        shown(lines[0]),
        shown(lines[1]),
    );
    found
}

fn unit(what: &What) -> &str {
    match what {
        What::Outcome { unit, .. } => unit.as_deref().unwrap_or("no unit"),
        What::Cost { .. } => "pounds",
    }
}

fn same_discount(one: &Discount, other: &Discount) -> bool {
    let formula = |d: &Discount| d.rate.as_ref().map(|r| r.formula.clone());
    one.figures == other.figures && formula(one) == formula(other)
}

fn rates(discount: &Discount) -> String {
    if discount.rate.is_some() {
        return "by a formula".into();
    }
    let rate = |(until, rate): &(f64, f64)| {
        if until.is_finite() {
            format!("{rate} until year {until}")
        } else {
            rate.to_string()
        }
    };
    let rates: Vec<String> = discount.figures.bands.iter().map(rate).collect();
    rates.join(", then ")
}

//! `early-action decide`: which option, at which value of its effect.

use super::source::Source;
use super::{estimate, fault, plain, pounds, print, tables};
use early_action_engine::decide::{
    Acceptability, Choice, Estimate, Standing, Status, acceptability, frontier,
};
use early_action_engine::fault::Fault;
use early_action_present::numbers;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Arguments of `decide`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    source: Source,
    /// A CSV file with columns strategy, cost and effect: published means instead of a model.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "draws_from"])]
    table: Option<String>,
    /// What one unit of the effect is worth in pounds: 0,20000,30000 or FROM:TO:STEP.
    #[arg(long, value_name = "LIST")]
    values: Option<String>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Prints the decision.
pub fn decide(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let values = options.values.as_deref().map(values).transpose()?;
    if let Some(path) = &options.table {
        let about = vec![("table".to_owned(), json!(path))];
        return Ok(decision(
            about,
            &tables::options(path, options.source.sign())?,
            values,
        ));
    }
    let draws = options.source.draws(false)?;
    if draws.outcome.is_none() && values.iter().flatten().any(|v| *v != 0.0) {
        return Err(no_outcome());
    }
    Ok(decision(draws.about, &draws.choice, values))
}

/// What is said where a value is given but not of what.
pub fn no_outcome() -> Vec<Fault> {
    fault(
        "outcome",
        "it is not said which outcome the value is of",
        "name it with --outcome",
    )
}

/// Reads `0,20000,30000` or `FROM:TO:STEP`.
pub fn values(text: &str) -> Result<Vec<f64>, Vec<Fault>> {
    let refused = || {
        fault(
            "values",
            format!("`{text}` is not a list of values"),
            "write numbers with commas between them, or FROM:TO:STEP with at most 10,000 steps",
        )
    };
    let number = |text: &str| match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(refused()),
    };
    let parts: Vec<&str> = text.split(':').collect();
    match parts[..] {
        [from, to, step] => {
            let (from, to, step) = (number(from)?, number(to)?, number(step)?);
            let steps = ((to - from) / step + 1e-9).floor();
            if !(0.0..=10_000.0).contains(&steps) {
                return Err(refused());
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked just above"
            )]
            let steps = steps as u32;
            Ok((0..=steps).map(|i| from + step * f64::from(i)).collect())
        }
        _ => text.split(',').map(number).collect(),
    }
}

/// The answer about a choice, as JSON and as text.
pub fn decision(
    about: Vec<(String, Value)>,
    choice: &Choice,
    values: Option<Vec<f64>>,
) -> (Value, String) {
    let standings = frontier(choice);
    let values = values.unwrap_or_else(|| usual_values(&standings));
    let at: Vec<Acceptability> = values.iter().map(|v| acceptability(choice, *v)).collect();
    let mut answer: Map<String, Value> = about.into_iter().collect();
    let name = |i: usize| choice.options[i].name.as_str();
    let strategies = standings.iter().enumerate();
    answer.insert(
        "strategies".into(),
        strategies
            .map(|(i, s)| standing(name(i), s, &name))
            .collect(),
    );
    let mut on: Vec<usize> = (0..standings.len())
        .filter(|i| standings[*i].status == Status::Frontier)
        .collect();
    on.sort_by(|a, b| {
        let effect = |i: usize| standings[i].effect.value;
        effect(*a).total_cmp(&effect(*b))
    });
    answer.insert(
        "frontier".into(),
        on.iter().map(|i| json!(name(*i))).collect(),
    );
    answer.insert(
        "values".into(),
        at.iter().map(|a| at_value(a, &name)).collect(),
    );
    (Value::Object(answer), text(choice, &standings, &on, &at))
}

/// Twenty steps to twice the highest ratio, rounded up to two digits; without a ratio 0 only.
fn usual_values(standings: &[Standing]) -> Vec<f64> {
    let highest = standings
        .iter()
        .filter_map(|s| s.icer)
        .fold(
            0.0,
            |most: f64, icer| if icer.value > most { icer.value } else { most },
        );
    if highest <= 0.0 {
        return vec![0.0];
    }
    let place = 10f64.powf((highest / 10.0).log10().floor());
    let step = (highest / 10.0 / place).ceil() * place;
    (0..=20).map(|i| step * f64::from(i)).collect()
}

fn standing<'a>(name: &str, s: &Standing, names: &dyn Fn(usize) -> &'a str) -> Value {
    let (status, by): (_, Vec<&str>) = match &s.status {
        Status::Frontier => ("frontier", Vec::new()),
        Status::Same(other) => ("same", vec![names(*other)]),
        Status::Dominated(by) => ("dominated", by.iter().map(|i| names(*i)).collect()),
        Status::ExtendedDominated(a, b) => ("extended dominated", vec![names(*a), names(*b)]),
    };
    json!({
        "name": name,
        "cost": estimate(s.cost),
        "effect": estimate(s.effect),
        "status": status,
        "by": by,
        "against": s.against.map(names),
        "extra_cost": s.extra_cost.map(estimate),
        "extra_effect": s.extra_effect.map(estimate),
        "icer": s.icer.map(estimate),
    })
}

fn at_value<'a>(a: &Acceptability, names: &dyn Fn(usize) -> &'a str) -> Value {
    let named = |list: &[Estimate]| -> Value {
        let entries = list.iter().enumerate();
        Value::Object(
            entries
                .map(|(i, e)| (names(i).to_owned(), estimate(*e)))
                .collect(),
        )
    };
    json!({
        "value": a.value,
        "best": names(a.best),
        "net_benefit": named(&a.net_benefit),
        "chance_best": named(&a.chance_best),
        "frontier_chance": estimate(a.chance_best[a.best]),
        "expected_loss": named(&a.expected_loss),
        "evpi": estimate(a.expected_loss[a.best]),
    })
}

fn text(choice: &Choice, standings: &[Standing], on: &[usize], at: &[Acceptability]) -> String {
    let name = |i: usize| choice.options[i].name.as_str();
    let mut text = String::from("Worth a thought, from the least effect to the most:\n");
    for i in on {
        let s = &standings[*i];
        _ = write!(
            text,
            "  {}: costs {}, effect {}",
            name(*i),
            pounds(s.cost),
            plain(s.effect)
        );
        if let (Some(icer), Some(against)) = (s.icer, s.against) {
            _ = write!(
                text,
                "; {} for each more than {}",
                pounds(icer),
                name(against)
            );
        }
        text.push('\n');
    }
    for (i, s) in standings.iter().enumerate() {
        _ = match &s.status {
            Status::Frontier => Ok(()),
            Status::Same(other) => writeln!(text, "{}: the same as {}", name(i), name(*other)),
            Status::Dominated(by) => writeln!(
                text,
                "{}: {} brings about as much or more for as little or less",
                name(i),
                name(by[0])
            ),
            Status::ExtendedDominated(a, b) => writeln!(
                text,
                "{}: a mix of {} and {} brings about as much for less",
                name(i),
                name(*a),
                name(*b)
            ),
        };
    }
    text.push('\n');
    for a in at {
        _ = writeln!(
            text,
            "If one unit is worth {}: {} is best on average, and in {} of 100 futures; being wrong costs {} on average",
            pounds(Estimate {
                value: a.value,
                error: None
            }),
            name(a.best),
            numbers::plain(100.0 * a.chance_best[a.best].value, 0),
            pounds(a.expected_loss[a.best]),
        );
    }
    text
}

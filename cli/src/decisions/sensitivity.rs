//! `early-action sensitivity`: what the answer hangs on.

use super::moves::{Move, Reach, moves};
use super::source::{self, Counted, Figure};
use super::swings::{DRAWS, Swing, all, shares, swing};
use super::{estimate, fault, plain, print};
use crate::run::{self, Figures};
use early_action_engine::decide::Estimate;
use early_action_engine::fault::Fault;
use early_action_engine::study::{Basis, Course, Measure, Probe, Study, course};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// Arguments of `sensitivity`.
#[derive(clap::Args)]
pub struct Options {
    /// The id of a shipped model, or a path to a TOML or JSON file.
    model: String,
    #[command(flatten)]
    figures: Figures,
    #[command(flatten)]
    counted: Counted,
    /// What is looked at.
    #[arg(long, value_enum, default_value_t)]
    result: Asked,
    /// What one unit of the effect is worth in pounds, for the net benefit.
    #[arg(long, value_name = "POUNDS")]
    value: Option<f64>,
    /// The strategy; the first that is not the baseline if left out.
    #[arg(long, value_name = "NAME")]
    strategy: Option<String>,
    /// What it is compared with; the baseline if left out, nothing if `none:`.
    #[arg(long, value_name = "NAME")]
    against: Option<String>,
    /// Where all other figures are while one is moved.
    #[arg(long, value_enum, default_value_t)]
    basis: Way,
    #[command(flatten)]
    reach: Reach,
    /// Look along the range of each figure for every value at which the result is the target.
    #[arg(long)]
    break_even: bool,
    /// The target of that search.
    #[arg(long, default_value_t = 0.0)]
    target: f64,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// What is looked at.
#[derive(Clone, Copy, Default, PartialEq, clap::ValueEnum)]
enum Asked {
    /// Cost, less is better.
    #[default]
    Cost,
    /// The outcome as an effect, more is better.
    Effect,
    /// Value x effect - cost, more is better.
    NetBenefit,
}

impl Asked {
    fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Effect => "effect",
            Self::NetBenefit => "net benefit",
        }
    }
}

/// Where all other figures are while one is moved.
#[derive(Clone, Copy, Default, PartialEq, clap::ValueEnum)]
enum Way {
    /// As uncertain as they are, in the first 1,024 draws.
    #[default]
    Probabilistic,
    /// At their means.
    Deterministic,
}

/// Prints what the answer hangs on.
pub fn sensitivity(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

/// What moving one figure does.
struct Row {
    swing: Swing,
    course: Option<Course>,
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let study = run::study_at(&options.model, &options.figures)?;
    let (measure, sides, outcome) = measure(options, &study)?;
    let basis = match options.basis {
        Way::Deterministic => Basis::Deterministic,
        Way::Probabilistic => Basis::Probabilistic(DRAWS),
    };
    let probe = Probe::new(&study, measure.clone(), basis)?;
    let one = |fault: Fault| vec![fault];
    let base_draws = probe.draws_at(&[]).map_err(one)?;
    let base = Estimate::mean_of(&base_draws);
    let (moves, left_out) = moves(&options.reach, &study)?;
    let rows = |m: &Move| row(options, &probe, &base_draws, m);
    let rows = all(&moves, options.threads, "figures moved", rows).map_err(one)?;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let swing = |i: usize| rows[i].swing.by.value.abs();
    order.sort_by(|a, b| swing(*b).total_cmp(&swing(*a)));
    let scenarios = scenarios(options, &study, &probe, &moves, &rows).map_err(one)?;
    let variance = variance(options, &study, &measure)?;

    let mut answer: Map<String, Value> =
        source::about(&study, outcome.as_deref(), &options.counted.perspective)
            .into_iter()
            .collect();
    let name = |s: usize| study.model.strategies[s].name.as_str();
    let shown = order.iter().map(|i| one_way(&study, &moves[*i], &rows[*i]));
    let more = json!({
        "result": options.result.name(),
        "value": options.value,
        "strategy": name(sides.0),
        "against": sides.1.map(name),
        "basis": match options.basis { Way::Deterministic => "deterministic", Way::Probabilistic => "probabilistic" },
        "draws_each": base_draws.len(),
        "base": estimate(base),
        "one_way": shown.collect::<Value>(),
        "best": scenarios[0],
        "worst": scenarios[1],
        "break_even": options.break_even.then(|| order.iter().filter_map(|i| break_even(options, &study, &moves[*i], &rows[*i])).collect::<Value>()),
        "variance": variance,
        "left_out": left_out,
    });
    if let Value::Object(more) = more {
        answer.extend(more);
    }
    let text = text(options, &study, base, &moves, &rows, &order, &answer);
    Ok((Value::Object(answer), text))
}

type Sides = (usize, Option<usize>);

fn measure(
    options: &Options,
    study: &Study,
) -> Result<(Measure, Sides, Option<String>), Vec<Fault>> {
    options.counted.check_perspective(study)?;
    let strategies = &study.model.strategies;
    let find = |name: &str| {
        strategies
            .iter()
            .position(|s| s.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = strategies.iter().map(|s| s.name.as_str()).collect();
                fault(
                    name,
                    format!("the model has no strategy `{name}`"),
                    format!("its strategies are: {}", names.join(", ")),
                )
            })
    };
    let baseline = study.model.baseline;
    let other = (0..strategies.len()).find(|s| *s != baseline);
    let strategy = match &options.strategy {
        Some(name) => find(name)?,
        None => other.unwrap_or(baseline),
    };
    let against = match options.against.as_deref() {
        Some("none:") => None,
        Some(name) => Some(find(name)?),
        None => Some(baseline).filter(|b| *b != strategy),
    };
    let needs_outcome = options.result != Asked::Cost;
    let outcome = options.counted.outcome_of(study)?;
    if needs_outcome && outcome.is_none() {
        return Err(super::decide::no_outcome());
    }
    let (value, cost) = match (options.result, options.value) {
        (Asked::Cost, _) => (0.0, -1.0),
        (Asked::Effect, _) => (1.0, 0.0),
        (Asked::NetBenefit, Some(value)) => (value, 1.0),
        (Asked::NetBenefit, None) => {
            return Err(fault(
                "value",
                "a net benefit needs what one unit of the effect is worth",
                "for example --value 20000",
            ));
        }
    };
    let sides = (strategy, against);
    let outcome = outcome.filter(|_| needs_outcome);
    let perspective = &options.counted.perspective;
    let measure = Measure::new(study, sides, (outcome, value), (perspective, cost));
    let outcome = outcome.map(|line| study.model.lines[line].name.clone());
    Ok((measure, sides, outcome))
}

fn row(options: &Options, probe: &Probe, base: &[f64], m: &Move) -> Result<Row, Fault> {
    let course = if options.break_even {
        Some(course(probe, m.parameter, m.ends, options.target)?)
    } else {
        None
    };
    Ok(Row {
        swing: swing(probe, base, m)?,
        course,
    })
}

fn one_way(study: &Study, m: &Move, row: &Row) -> Value {
    let parameter = &study.model.parameters[m.parameter];
    let with = study
        .model
        .correlations
        .iter()
        .find(|c| c.of.contains(&m.parameter));
    let with: Vec<&str> = with
        .into_iter()
        .flat_map(|c| &c.of)
        .filter(|p| **p != m.parameter)
        .map(|p| study.model.parameters[*p].name.as_str())
        .collect();
    let end = |side: usize, at: f64| {
        let (result, change) = (row.swing.results[side], row.swing.changes[side]);
        json!({ "at": at, "result": estimate(result), "change": estimate(change) })
    };
    json!({
        "parameter": parameter.name,
        "label": parameter.label,
        "from": m.from,
        "low": end(0, m.ends.0),
        "high": end(1, m.ends.1),
        "swing": estimate(row.swing.by),
        "correlated_with": with,
    })
}

/// All figures at once at the ends that are better, and at those that are worse, each by itself.
fn scenarios(
    options: &Options,
    study: &Study,
    probe: &Probe,
    moves: &[Move],
    rows: &[Row],
) -> Result<[Value; 2], Fault> {
    let less_is_better = options.result == Asked::Cost;
    let scenario = |best: bool| {
        let held: Vec<(usize, f64)> = moves
            .iter()
            .zip(rows)
            .filter(|(_, row)| row.swing.by.value != 0.0)
            .map(|(m, row)| {
                let high = (row.swing.by.value > 0.0) == (best != less_is_better);
                (m.parameter, if high { m.ends.1 } else { m.ends.0 })
            })
            .collect();
        let at = held
            .iter()
            .map(|(p, value)| (study.model.parameters[*p].name.clone(), json!(value)));
        let at: Map<String, Value> = at.collect();
        Ok(json!({ "result": estimate(probe.at(&held)?), "at": at }))
    };
    Ok([scenario(true)?, scenario(false)?])
}

fn break_even(options: &Options, study: &Study, m: &Move, row: &Row) -> Option<Value> {
    let course = row.course.as_ref()?;
    let at = |(at, result): (f64, Estimate)| json!({ "at": at, "result": estimate(result) });
    let finding = match course.crossings.len() {
        0 if course.least.1.value > options.target => "always above in this range",
        0 => "always below in this range",
        1 => "crosses once",
        _ => "crosses several times",
    };
    let crossings = course
        .crossings
        .iter()
        .map(|c| json!({ "at": c.at.value, "error": c.at.error, "rises": c.rises }));
    Some(json!({
        "parameter": study.model.parameters[m.parameter].name,
        "range": [m.ends.0, m.ends.1],
        "target": options.target,
        "finding": finding,
        "crossings": crossings.collect::<Value>(),
        "least": at(course.least),
        "most": at(course.most),
    }))
}

/// Which figures explain how much of the variance of the result, over all draws.
fn variance(options: &Options, study: &Study, measure: &Measure) -> Result<Value, Vec<Fault>> {
    let ledger = run::ledger(study, options.threads).map_err(|fault| vec![fault])?;
    let results = measure.of(&ledger);
    let figures = source::figures(study, results.len());
    let found = shares(&figures, &results, options.threads).map_err(|fault| vec![fault])?;
    let together = found.iter().fold(0.0, |sum, (_, share)| sum + share.value);
    let entry = |(at, share): &(usize, Estimate)| {
        let figure: &Figure = &figures[*at];
        json!({ "of": figure.name, "label": figure.label, "share": estimate(*share) })
    };
    let summary = early_action_engine::appraise::summarise(&results, &mut Vec::new());
    Ok(json!({
        "draws": results.len(),
        "mean": summary.mean,
        "sd": summary.sd,
        "shares": found.iter().map(entry).collect::<Value>(),
        "sum": together,
    }))
}

fn text(
    options: &Options,
    study: &Study,
    base: Estimate,
    moves: &[Move],
    rows: &[Row],
    order: &[usize],
    answer: &Map<String, Value>,
) -> String {
    let mut text = format!(
        "{} of {}: {} ({})\n\nMoving one figure at a time:\n",
        options.result.name(),
        answer["strategy"].as_str().unwrap_or_default(),
        plain(base),
        answer["basis"].as_str().unwrap_or_default(),
    );
    for i in order.iter().take(20) {
        let (m, row) = (&moves[*i], &rows[*i]);
        _ = writeln!(
            text,
            "  {}: {} at {}, {} at {}",
            study.model.parameters[m.parameter].name,
            plain(row.swing.results[0]),
            plain(Estimate {
                value: m.ends.0,
                error: None
            }),
            plain(row.swing.results[1]),
            plain(Estimate {
                value: m.ends.1,
                error: None
            }),
        );
    }
    for entry in answer["break_even"].as_array().into_iter().flatten() {
        let crossings = entry["crossings"].as_array().into_iter().flatten();
        let at: Vec<String> = crossings.map(|c| c["at"].to_string()).collect();
        _ = writeln!(
            text,
            "  {} {}{}{}",
            entry["parameter"].as_str().unwrap_or_default(),
            entry["finding"].as_str().unwrap_or_default(),
            if at.is_empty() { "" } else { ": at " },
            at.join(", "),
        );
    }
    text += "\nWhat explains how uncertain the result is (share of its variance, one by one):\n";
    let shares = answer["variance"]["shares"]
        .as_array()
        .into_iter()
        .flatten();
    for share in shares.take(10) {
        let value = share["share"]["value"].as_f64().unwrap_or(0.0);
        _ = writeln!(
            text,
            "  {}: {:.0} of 100",
            share["of"].as_str().unwrap_or_default(),
            100.0 * value
        );
    }
    text
}

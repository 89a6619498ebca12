//! `early-action calibrate`: figures that make a model agree with what was counted.

use super::optimise::{BOUND, Optimum, optimise};
use super::{fault, plain, print};
use crate::run::{self, Figures};
use early_action_engine::appraise::{quantile, summarise};
use early_action_engine::calibrate::{Data, Imis, Prior, Sample, Simulator, matters};
use early_action_engine::decide::Estimate;
use early_action_engine::fault::Fault;
use early_action_engine::math;
use early_action_engine::model::targets;
use early_action_engine::random::{Seed, Source};
use early_action_engine::study::Study;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

/// How far off its data, in standard errors, a target may lie in the posterior mean.
const FAR: f64 = 3.0;
/// Draws of the prior from which the starts are taken.
const TRIED: usize = 1_024;
/// Logarithms of likelihoods nearer than this are one optimum.
const ALIKE: f64 = 0.01;

/// Arguments of `calibrate`.
#[derive(clap::Args)]
pub struct Options {
    /// The id of a shipped model, or a path to a TOML or JSON file.
    model: String,
    #[command(flatten)]
    figures: Figures,
    /// A TOML or JSON file with a table [targets.NAME] for each thing that was counted.
    #[arg(long, value_name = "FILE")]
    targets: String,
    /// The parameters to calibrate; those on which a target depends if left out.
    #[arg(long = "of", value_name = "NAMES", value_delimiter = ',')]
    of: Vec<String>,
    /// Starts of the search for the best agreement.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=100))]
    starts: u16,
    /// Where to write the posterior: a CSV file that --draws-from reads. It has --draws rows.
    #[arg(long, short, value_name = "FILE")]
    output: Option<String>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Calibrates a model and says how well it fits.
pub fn calibrate(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let study = run::study_at(&options.model, &options.figures)?;
    let targets = targets(&read_targets(&options.targets)?, &study.model)?;
    let wanted = if options.of.is_empty() {
        matters(&study, &targets)?
    } else {
        let index = |name: &String| {
            study.model.parameter(name).ok_or_else(|| {
                let what = format!("the model has no parameter `{name}`");
                fault(name, what, "take its name from the model")
            })
        };
        options.of.iter().map(index).collect::<Result<_, _>>()?
    };
    let one = |fault: Fault| vec![fault];
    let simulator = Simulator::new(&study, &wanted, targets)?;
    if simulator.prior.scores() == 0 {
        return Err(fault(
            "calibration",
            "no uncertain parameter moves any target",
            "name parameters with a distribution that the targets depend on",
        ));
    }
    let starts = starts(&simulator, usize::from(options.starts), study.seed).map_err(one)?;
    let optima = optimise(&simulator, &starts).map_err(one)?;
    let centres: Vec<Vec<f64>> = distinct(&optima).map(|o| o.scores.clone()).collect();
    let imis = Imis { seed: study.seed };
    let sample = imis.run(&simulator, &centres).map_err(one)?;
    let rows = sample.resample(study.draws, study.seed);
    let values = simulator.prior.values(&sample.scores);
    let names = simulator.prior.names();
    // Where nothing agrees there is nothing to write.
    if let Some(path) = options.output.as_ref().filter(|_| sample.effective > 0.0) {
        write(path, &names, &values, &rows)?;
    }
    let best = simulator.prior.values(&columns(&optima));
    Ok(report(
        options, &study, &simulator, &optima, &best, &sample, &values, &rows,
    ))
}

fn read_targets(path: &str) -> Result<String, Vec<Fault>> {
    std::fs::read_to_string(path).map_err(|error| {
        let what = format!("these targets cannot be read: {error}");
        fault(path, what, "give the path of a TOML or JSON file")
    })
}

/// The best of the draws tried, and the first ones as they come.
fn starts(simulator: &Simulator, number: usize, seed: u64) -> Result<Vec<Vec<f64>>, Fault> {
    let mut stream = Source::new(Seed(seed), "calibrate.starts").block(0);
    let scores: Vec<Vec<f64>> = (0..simulator.prior.scores())
        .map(|_| {
            let score = |_| {
                let score = math::normal_quantile(stream.uniform());
                math::clamp(score, -BOUND, BOUND)
            };
            (0..TRIED).map(score).collect()
        })
        .collect();
    let likelihood = simulator.log_likelihood(&simulator.quantities(&scores)?);
    let mut order: Vec<usize> = (0..TRIED).collect();
    order.sort_by(|a, b| likelihood[*b].total_cmp(&likelihood[*a]));
    let best = order.iter().take(number.div_ceil(2)).copied();
    let chosen = best.chain(0..number / 2);
    Ok(chosen
        .map(|row| scores.iter().map(|column| column[row]).collect())
        .collect())
}

/// Optima as good as the best one that lie apart.
fn distinct(optima: &[Optimum]) -> impl Iterator<Item = &Optimum> {
    let best = optima.first().map_or(0.0, |o| o.log_likelihood);
    let apart = |a: &Optimum, b: &Optimum| {
        a.scores
            .iter()
            .zip(&b.scores)
            .any(|(a, b)| (a - b).abs() > 0.05)
    };
    let mut kept: Vec<&Optimum> = Vec::new();
    for optimum in optima {
        let good = best - optimum.log_likelihood < 10.0;
        if good && kept.iter().all(|k| apart(k, optimum)) {
            kept.push(optimum);
        }
    }
    kept.into_iter()
}

/// Scores of the optima, figure by figure.
fn columns(optima: &[Optimum]) -> Vec<Vec<f64>> {
    let scores = optima.first().map_or(0, |o| o.scores.len());
    (0..scores)
        .map(|i| optima.iter().map(|o| o.scores[i]).collect())
        .collect()
}

fn write(
    path: &str,
    names: &[String],
    values: &[Vec<f64>],
    rows: &[usize],
) -> Result<(), Vec<Fault>> {
    let unwritten = |e: csv::Error| {
        let what = format!("the posterior cannot be written: {e}");
        fault(path, what, "give a path in a folder that you may write to")
    };
    let mut file = csv::Writer::from_path(path).map_err(unwritten)?;
    file.write_record(names).map_err(unwritten)?;
    for row in rows {
        let record = values.iter().map(|column| column[*row].to_string());
        file.write_record(record).map_err(unwritten)?;
    }
    file.flush().map_err(|e| unwritten(e.into()))
}

#[expect(clippy::too_many_arguments, reason = "everything that was found")]
fn report(
    options: &Options,
    study: &Study,
    simulator: &Simulator,
    optima: &[Optimum],
    best: &[Vec<f64>],
    sample: &Sample,
    values: &[Vec<f64>],
    rows: &[usize],
) -> (Value, String) {
    let names = simulator.prior.names();
    let parameters: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let draws: Vec<f64> = rows.iter().map(|row| values[i][*row]).collect();
            let s = summarise(&draws, &mut Vec::new());
            let before = before(&simulator.prior, i);
            json!({
                "name": name,
                "before": { "mean": before.0, "sd": before.1 },
                "after": { "mean": s.mean, "sd": s.sd, "p05": s.p05, "p50": s.p50, "p95": s.p95 },
                "best": best[i][0],
            })
        })
        .collect();
    let targets: Vec<Value> = simulator
        .targets
        .iter()
        .zip(&sample.quantities)
        .map(|(target, quantities)| {
            let mut draws: Vec<f64> = rows.iter().map(|row| quantities[*row]).collect();
            let mean = math::mean(&draws);
            math::sort(&mut draws);
            let off = (target.data.value() - mean) / target.data.sd(mean);
            json!({
                "name": target.name,
                "label": target.label,
                "data": data(&target.data),
                "counted": target.data.value(),
                "model": { "mean": mean, "p05": quantile(&draws, 0.05), "p95": quantile(&draws, 0.95) },
                "off": off,
                "fits": off.abs() <= FAR,
            })
        })
        .collect();
    let mut reasons: Vec<String> = Vec::new();
    if sample.effective < Sample::LEAST {
        reasons.push(format!(
            "the posterior rests on {:.0} effective draws, fewer than {}",
            sample.effective,
            Sample::LEAST
        ));
    }
    for target in targets.iter().filter(|t| t["fits"] != json!(true)) {
        let off = target["off"].as_f64().unwrap_or(f64::NAN);
        reasons.push(format!(
            "what was counted for `{}` lies {off:.1} standard errors from what the model says",
            target["name"].as_str().unwrap_or_default(),
        ));
    }
    let verdict = if reasons.is_empty() {
        "fits"
    } else {
        "did not fit"
    };
    let agreeing = optima
        .iter()
        .filter(|o| optima[0].log_likelihood - o.log_likelihood < ALIKE)
        .count();
    let ends: Vec<Value> = optima
        .iter()
        .enumerate()
        .map(|(at, o)| {
            let value = |(i, name): (usize, &String)| (name.clone(), json!(best[i][at]));
            let values: Map<String, Value> = names.iter().enumerate().map(value).collect();
            json!({ "log_likelihood": o.log_likelihood, "settled": o.settled, "values": values })
        })
        .collect();
    let p = study.provenance();
    let answer = json!({
        "model": { "id": study.model.id, "title": study.model.title, "hash": study.model.hash },
        "seed": p.seed,
        "overrides": p.overrides,
        "price_year": p.price_year,
        "verdict": verdict,
        "reasons": reasons,
        "effective": sample.effective,
        "simulated": sample.weights.len(),
        "rows": rows.len(),
        "output": options.output.as_ref().filter(|_| sample.effective > 0.0),
        "parameters": parameters,
        "targets": targets,
        "best": { "log_likelihood": optima[0].log_likelihood, "agreeing": agreeing, "starts": ends },
    });
    let text = text(&answer);
    (answer, text)
}

/// Mean and standard deviation of a figure in the prior, from evenly spread scores of all figures.
fn before(prior: &Prior, figure: usize) -> (f64, Option<f64>) {
    let mut stream = Source::new(Seed(0), "calibrate.before").block(0);
    let scores: Vec<Vec<f64>> = (0..prior.scores())
        .map(|_| {
            let score = |_| math::normal_quantile(stream.uniform());
            (0..4_096).map(score).collect()
        })
        .collect();
    let summary = summarise(&prior.values(&scores)[figure], &mut Vec::new());
    (summary.mean, summary.sd)
}

fn data(data: &Data) -> Value {
    match *data {
        Data::Normal { value, sd } => json!({ "data": "normal", "value": value, "sd": sd }),
        Data::Binomial { events, of } => json!({ "data": "binomial", "events": events, "of": of }),
        Data::Poisson { events, exposure } => {
            json!({ "data": "poisson", "events": events, "exposure": exposure })
        }
    }
}

fn text(answer: &Value) -> String {
    let number = |value: &Value| {
        plain(Estimate {
            value: value.as_f64().unwrap_or(f64::NAN),
            error: None,
        })
    };
    let mut text = String::new();
    if answer["verdict"] == "fits" {
        _ = writeln!(text, "The model fits what was counted.");
    } else {
        _ = writeln!(text, "The model did not fit what was counted:");
        for reason in answer["reasons"].as_array().into_iter().flatten() {
            _ = writeln!(text, "  {}", reason.as_str().unwrap_or_default());
        }
    }
    _ = writeln!(
        text,
        "\nWhat was counted, and what the model says (5 % to 95 %):"
    );
    for target in answer["targets"].as_array().into_iter().flatten() {
        _ = writeln!(
            text,
            "  {}: {}; {} to {}",
            target["name"].as_str().unwrap_or_default(),
            number(&target["counted"]),
            number(&target["model"]["p05"]),
            number(&target["model"]["p95"]),
        );
    }
    _ = writeln!(
        text,
        "\nFigures before and after, mean and standard deviation:"
    );
    for figure in answer["parameters"].as_array().into_iter().flatten() {
        _ = writeln!(
            text,
            "  {}: {} ({}), {} ({})",
            figure["name"].as_str().unwrap_or_default(),
            number(&figure["before"]["mean"]),
            number(&figure["before"]["sd"]),
            number(&figure["after"]["mean"]),
            number(&figure["after"]["sd"]),
        );
    }
    text
}

//! `early-action voi`: what it is worth to know more before deciding.

use super::decide::{no_outcome, values};
use super::source::{Draws, Figure, Source};
use super::study::{self, Wanted};
use super::{estimate, fault, pounds, print};
use early_action_engine::decide::{Estimate, acceptability};
use early_action_engine::fault::Fault;
use early_action_engine::voi::{Design, partial, perfect, population};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Arguments of `voi`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    source: Source,
    /// What one unit of the effect is worth in pounds: 20000, a list, or FROM:TO:STEP.
    #[arg(long, value_name = "LIST")]
    values: Option<String>,
    /// Figures to know together: A,B. May be repeated. Left out, each figure by itself.
    #[arg(long = "of", value_name = "NAMES")]
    sets: Vec<String>,
    /// A study: "binomial of=NAME n=100", "normal of=NAME n=100 sd=1", "log-normal ..."; with what
    /// it costs: fixed=20000 each=50. May be repeated.
    #[arg(long = "study", value_name = "STUDY")]
    studies: Vec<String>,
    /// People whom such a decision is about each year.
    #[arg(long, requires = "years", value_name = "PEOPLE")]
    population: Option<f64>,
    /// For how many years what is learned is of use.
    #[arg(long, requires = "population")]
    years: Option<f64>,
    /// How much less a later year counts; the model's rate for costs if left out.
    #[arg(long, value_name = "RATE")]
    discount: Option<f64>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Prints what it is worth to know.
pub fn voi(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

/// From one decision to all that are like it.
struct Scale {
    each_year: f64,
    years: f64,
    discount: f64,
    people: f64,
    /// Decisions of the model's size that the population makes up.
    decisions: f64,
}

/// Figures to be known, ready to be fitted to.
struct Known {
    names: Vec<String>,
    label: String,
    design: Design,
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let draws = options.source.draws(true)?;
    let values = match &options.values {
        Some(text) => values(text)?,
        None => vec![0.0],
    };
    if draws.outcome.is_none() && values.iter().any(|v| *v != 0.0) {
        return Err(no_outcome());
    }
    let scale = scale(options, &draws)?;
    let known = known(options, &draws)?;
    let studies: Vec<Wanted> = options
        .studies
        .iter()
        .map(|text| study::read(text, &draws))
        .collect::<Result<_, _>>()?;
    let mut text = String::new();
    let at: Vec<Value> = values
        .iter()
        .map(|value| at_value(*value, &draws, &known, &studies, scale.as_ref(), &mut text))
        .collect();
    let mut answer: Map<String, Value> = draws.about.into_iter().collect();
    answer.insert(
        "population".into(),
        json!(scale.map(|s| json!({
            "each_year": s.each_year,
            "years": s.years,
            "discount": s.discount,
            "people": s.people,
            "decisions": s.decisions,
        }))),
    );
    answer.insert("values".into(), at.into());
    Ok((Value::Object(answer), text))
}

fn scale(options: &Options, draws: &Draws) -> Result<Option<Scale>, Vec<Fault>> {
    let (Some(each_year), Some(years)) = (options.population, options.years) else {
        return Ok(None);
    };
    let discount = options.discount.or(draws.discount).unwrap_or(0.035);
    if !(each_year > 0.0 && years > 0.0 && years <= 200.0 && discount >= 0.0) {
        return Err(fault(
            "population",
            "people and years must be above 0, years at most 200, and the rate at least 0",
            "for example --population 1000 --years 10 --discount 0.035",
        ));
    }
    Ok(Some(Scale {
        each_year,
        years,
        discount,
        people: draws.people,
        decisions: population(each_year, years, discount) / draws.people,
    }))
}

/// The sets asked for, or every figure by itself.
fn known(options: &Options, draws: &Draws) -> Result<Vec<Known>, Vec<Fault>> {
    if draws.choice.draws() < 80 {
        return Err(fault(
            "draws",
            "there are too few draws to learn from",
            "take at least 80, better 10,000",
        ));
    }
    let set = |figures: Vec<&Figure>| {
        let columns: Vec<&[f64]> = figures
            .iter()
            .flat_map(|f| f.draws.iter().map(Vec::as_slice))
            .collect();
        let labels: Vec<&str> = figures.iter().map(|f| f.label.as_str()).collect();
        Design::new(&columns).map(|design| Known {
            names: figures.iter().map(|f| f.name.clone()).collect(),
            label: labels.join(" + "),
            design,
        })
    };
    if options.sets.is_empty() {
        return Ok(draws.figures.iter().filter_map(|f| set(vec![f])).collect());
    }
    let mut known = Vec::new();
    for text in &options.sets {
        let names = text.split(',').map(str::trim);
        let figures = names
            .map(|name| figure(draws, name))
            .collect::<Result<_, _>>()?;
        known.extend(set(figures));
    }
    Ok(known)
}

/// A figure by its name.
pub fn figure<'a>(draws: &'a Draws, name: &str) -> Result<&'a Figure, Vec<Fault>> {
    draws
        .figures
        .iter()
        .find(|f| f.name == name)
        .ok_or_else(|| {
            let names: Vec<&str> = draws.figures.iter().map(|f| f.name.as_str()).collect();
            fault(
                name,
                format!("there is no figure `{name}` that varies"),
                format!("those that vary are: {}", names.join(", ")),
            )
        })
}

fn at_value(
    value: f64,
    draws: &Draws,
    known: &[Known],
    studies: &[Wanted],
    scale: Option<&Scale>,
    text: &mut String,
) -> Value {
    let net = draws.choice.net_benefit(value);
    let at = acceptability(&draws.choice, value);
    let all = perfect(&net);
    let population = |e: Estimate| scale.map(|s| estimate(times(e, s.decisions)));
    let share = |e: Estimate| (all.value > 0.0).then(|| e.value / all.value);
    let mut worth: Vec<(&Known, Estimate)> = known
        .iter()
        .map(|k| (k, partial(&net, &k.design)))
        .collect();
    worth.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    let evppi = worth.iter().map(|(k, e)| {
        json!({
            "of": k.names,
            "label": k.label,
            "value": e.value,
            "error": e.error,
            "share_of_evpi": share(*e),
            "population": population(*e),
            "terms": k.design.terms(),
        })
    });
    let learned: Vec<(&Wanted, Estimate)> = studies
        .iter()
        .map(|s| (s, partial(&net, &s.design)))
        .collect();
    let evsi = learned.iter().map(|(s, e)| {
        json!({
            "study": s.text,
            "of": s.of,
            "n": s.size,
            "value": e.value,
            "error": e.error,
            "share_of_evpi": share(*e),
            "population": population(*e),
            "cost": s.cost,
            "net": s.cost.map(|c| estimate(less(times(*e, scale.map_or(1.0, |s| s.decisions)), c))),
        })
    });
    let (evppi, evsi): (Vec<Value>, Vec<Value>) = (evppi.collect(), evsi.collect());
    let words = words(value, draws, at.best, all, &worth, &learned, scale);
    for sentence in &words {
        _ = writeln!(text, "{sentence}");
    }
    json!({
        "value": value,
        "best": draws.choice.options[at.best].name,
        "evpi": { "value": all.value, "error": all.error, "population": population(all) },
        "evppi": evppi,
        "evsi": evsi,
        "words": words,
    })
}

fn times(e: Estimate, by: f64) -> Estimate {
    Estimate {
        value: e.value * by,
        error: e.error.map(|error| error * by),
    }
}

fn less(e: Estimate, by: f64) -> Estimate {
    Estimate {
        value: e.value - by,
        ..e
    }
}

fn words(
    value: f64,
    draws: &Draws,
    best: usize,
    all: Estimate,
    worth: &[(&Known, Estimate)],
    learned: &[(&Wanted, Estimate)],
    scale: Option<&Scale>,
) -> Vec<String> {
    let scaled = |e: Estimate| times(e, scale.map_or(1.0, |s| s.decisions));
    let whose = if scale.is_some() {
        "for everybody"
    } else {
        "for those in the model"
    };
    let said = |e: Estimate| {
        // What is not clear of its own error is not worth a figure.
        let shown = e.error.is_none_or(|error| e.value > 2.0 * error);
        let most = e.value + 2.0 * e.error.unwrap_or(0.0);
        if shown {
            format!("about {}", pounds(scaled(e)))
        } else {
            let most = Estimate {
                value: most,
                error: e.error,
            };
            format!("no more than {}", pounds(scaled(most)))
        }
    };
    let mut words = Vec::new();
    let at = match &draws.outcome {
        Some(outcome) if value != 0.0 => format!(
            "If one unit of {outcome} is worth {}, ",
            pounds(Estimate { value, error: None })
        ),
        _ => "By cost alone, ".into(),
    };
    words.push(format!(
        "{at}{} is best on average. Knowing everything first would be worth {} {whose}: no research can be worth more.",
        draws.choice.options[best].name,
        said(all)
    ));
    for (known, e) in worth.iter().take(3) {
        words.push(format!(
            "Knowing {} exactly would be worth {}.",
            quoted(&known.label),
            said(*e)
        ));
    }
    for (study, e) in learned {
        let mut sentence = format!(
            "A study of {} with {} people or measurements would be worth {}",
            quoted(&study.label),
            study.size,
            said(*e)
        );
        if let Some(cost) = study.cost {
            let net = less(scaled(*e), cost);
            let margin = 2.0 * net.error.unwrap_or(0.0);
            sentence += match net.value {
                net if net > margin => ", more than it costs",
                net if net < -margin => ", less than it costs",
                _ => ", and may be worth what it costs or not",
            };
        }
        words.push(sentence + ".");
    }
    words
}

fn quoted(label: &str) -> String {
    format!("\"{label}\"")
}

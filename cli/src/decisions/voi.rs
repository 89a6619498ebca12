//! `early-action voi`: what it is worth to know more before deciding.

use super::decide::{no_outcome, values};
use super::source::{Draws, Figure, Source};
use super::study::{self, Wanted};
use super::{estimate, fault, print, words};
use early_action_engine::decide::{Estimate, acceptability};
use early_action_engine::fault::Fault;
use early_action_engine::voi::{Design, partial, perfect, population};
use early_action_present::sentences::{Knowing, Studied};
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
    /// A study: "binomial of=NAME n=100", "poisson of=NAME n=100 time=1", "normal of=NAME n=100
    /// sd=1", "log-normal ..."; several sizes: n=50,100; more arms: "...; ..."; with what it costs:
    /// fixed=20000 each=50. May be repeated.
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
    let studies: Vec<Vec<Wanted>> = options
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
        let columns: Vec<&[f64]> = figures.iter().flat_map(|f| f.draws()).collect();
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
    studies: &[Vec<Wanted>],
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
    let learned: Vec<Learned<'_>> = studies
        .iter()
        .flat_map(|sizes| learned(&net, sizes, scale))
        .collect();
    let evsi = learned.iter().map(|l| {
        let arm = |arm: &study::Arm| json!({ "of": arm.of, "kind": arm.kind, "n": arm.size });
        json!({
            "study": l.study.text,
            "arms": l.study.arms.iter().map(arm).collect::<Value>(),
            "n": l.study.size(),
            "value": l.worth.value,
            "error": l.worth.error,
            "share_of_evpi": share(l.worth),
            "population": population(l.worth),
            "cost": l.study.cost,
            "net": l.net.map(estimate),
            "best_size": l.best_size,
        })
    });
    let (evppi, evsi): (Vec<Value>, Vec<Value>) = (evppi.collect(), evsi.collect());
    let knowing = Knowing {
        best: &draws.choice.options[at.best].name,
        at: draws
            .outcome
            .as_deref()
            .filter(|_| value != 0.0)
            .map(|o| (o, value)),
        all,
        chance_best: at.chance_best[at.best],
        decisions: scale.map(|s| s.decisions),
    };
    let words = sentences(&knowing, &worth, &learned);
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

/// What a study of one size would be worth.
struct Learned<'s> {
    study: &'s Wanted,
    worth: Estimate,
    /// Its worth to all whom it is of use to, less what it costs: the net benefit of sampling.
    net: Option<Estimate>,
    /// Whether of the study's sizes none has a higher one.
    best_size: Option<bool>,
}

/// The worth of one study in each of its sizes.
fn learned<'s>(
    net: &[Vec<f64>],
    sizes: &'s [Wanted],
    scale: Option<&'s Scale>,
) -> Vec<Learned<'s>> {
    let mut learned: Vec<Learned<'s>> = sizes
        .iter()
        .map(|study| {
            let worth = partial(net, &study.design);
            let all = times(worth, scale.map_or(1.0, |s| s.decisions));
            let less = |cost| Estimate {
                value: all.value - cost,
                ..all
            };
            Learned {
                study,
                worth,
                net: study.cost.map(less),
                best_size: None,
            }
        })
        .collect();
    let nets = learned.iter().filter_map(|l| l.net);
    let most = nets.fold(f64::NEG_INFINITY, |most, net| most.max(net.value));
    for size in &mut learned {
        size.best_size = size.net.map(|net| net.value >= most);
    }
    learned
}

fn times(e: Estimate, by: f64) -> Estimate {
    Estimate {
        value: e.value * by,
        error: e.error.map(|error| error * by),
    }
}

fn sentences(
    knowing: &Knowing<'_>,
    worth: &[(&Known, Estimate)],
    learned: &[Learned<'_>],
) -> Vec<String> {
    let words = words();
    let mut said = vec![knowing.everything(&words)];
    for (known, e) in worth.iter().take(3) {
        said.push(knowing.figure(&words, &known.label, *e));
    }
    for l in learned {
        let arms = l.study.arms.iter();
        let studied = Studied {
            arms: arms.map(|arm| (arm.label.as_str(), arm.size)).collect(),
            worth: l.worth,
            net: l.net,
        };
        said.push(knowing.study(&words, &studied));
        // One of several sizes.
        let several = learned
            .iter()
            .filter(|o| o.study.text == l.study.text)
            .count()
            > 1;
        if let (true, Some(true), Some(net)) = (several, l.best_size, l.net) {
            said.push(knowing.best_size(&words, l.study.size(), net));
        }
    }
    said
}

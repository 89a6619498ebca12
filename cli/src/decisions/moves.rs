//! Which figures a sensitivity analysis moves, and between which ends.

use super::fault;
use early_action_engine::fault::Fault;
use early_action_engine::study::{Study, quantile_of};
use serde_json::{Value, json};

/// Which figures are moved, and how far.
#[derive(clap::Args)]
pub struct Reach {
    /// Only these figures; all that have two ends if left out.
    #[arg(long = "of", value_name = "NAMES", value_delimiter = ',')]
    of: Vec<String>,
    /// Between which quantiles a figure is moved.
    #[arg(long, value_name = "LOW,HIGH", value_delimiter = ',', default_values_t = [0.05, 0.95])]
    quantiles: Vec<f64>,
    /// Move every figure over the range that the model gives it, where it gives one.
    #[arg(long)]
    ranges: bool,
    /// Move a figure between these: NAME=LOW:HIGH. May be repeated.
    #[arg(long = "range", value_name = "NAME=LOW:HIGH")]
    given: Vec<String>,
}

impl Reach {
    /// All figures, between their 5 % and 95 % quantiles.
    pub fn usual() -> Self {
        Self {
            of: Vec::new(),
            quantiles: vec![0.05, 0.95],
            ranges: false,
            given: Vec::new(),
        }
    }
}

/// A figure and the ends between which it is moved.
pub struct Move {
    /// Index of the figure.
    pub parameter: usize,
    /// Low and high, in its own unit.
    pub ends: (f64, f64),
    /// Where the ends come from.
    pub from: &'static str,
}

/// Every figure with its ends, and why others are left out.
pub fn moves(options: &Reach, study: &Study) -> Result<(Vec<Move>, Vec<Value>), Vec<Fault>> {
    let parameter = |name: &str| {
        study.model.parameter(name).ok_or_else(|| {
            fault(
                name,
                format!("the model has no parameter `{name}`"),
                "its parameters are listed by `early-action json MODEL`",
            )
        })
    };
    let mut given = Vec::new();
    for text in &options.given {
        let parsed = text.split_once('=').and_then(|(name, ends)| {
            let (low, high) = ends.split_once(':')?;
            Some((
                name.trim(),
                low.trim().parse().ok()?,
                high.trim().parse().ok()?,
            ))
        });
        let Some((name, low, high)) = parsed else {
            return Err(fault(text, "this is not a range", "write NAME=LOW:HIGH"));
        };
        let ends: (f64, f64) = (low, high);
        given.push((parameter(name)?, ends));
    }
    for name in &options.of {
        parameter(name)?;
    }
    let [low, high] = options.quantiles[..] else {
        return Err(fault(
            "quantiles",
            "two are needed",
            "for example --quantiles 0.025,0.975",
        ));
    };
    if !(0.0 < low && low < high && high < 1.0) {
        let hint = "they lie between 0 and 1, the lower first";
        return Err(fault("quantiles", "these are no two quantiles", hint));
    }
    let (mut moves, mut left_out) = (Vec::new(), Vec::new());
    for (i, p) in study.model.parameters.iter().enumerate() {
        if !options.of.is_empty() && !options.of.contains(&p.name) {
            continue;
        }
        let quantile = |q| quantile_of(study, &study.overrides, i, q).map_err(|f| vec![f]);
        let known = given.iter().find(|(g, _)| *g == i).map(|(_, ends)| *ends);
        let (ends, from) = if let Some(ends) = known {
            (Some(ends), "given")
        } else if let Some(range) = p.range.filter(|_| options.ranges) {
            (Some(range), "range")
        } else if let (Some(low), Some(high)) = (quantile(low)?, quantile(high)?) {
            (Some((low, high)), "quantiles")
        } else {
            (p.range, "range")
        };
        let together = p
            .distribution
            .as_ref()
            .is_some_and(|d| d.members().is_some());
        match ends {
            Some(_) if together => {
                left_out.push((i, "figures that vary together have no two ends"))
            }
            None if together => left_out.push((i, "figures that vary together have no two ends")),
            None => left_out.push((i, "it is known, and no range is given")),
            Some(ends) => moves.push(Move {
                parameter: i,
                ends,
                from,
            }),
        }
    }
    let left_out = left_out.into_iter().map(
        |(i, reason)| json!({ "parameter": study.model.parameters[i].name, "reason": reason }),
    );
    Ok((moves, left_out.collect()))
}

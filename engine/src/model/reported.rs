//! The text of a distribution, as papers report them, to a [`Distribution`].

use super::Distribution;
use crate::fault::did_you_mean;
use crate::formula::Formula;
use crate::math;
use crate::random::{self, QuantileError, Root};
use std::sync::Arc;

/// A fault in a distribution's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistributionFault {
    /// Byte in the text.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

fn fault(at: usize, what: impl Into<String>, hint: impl Into<String>) -> DistributionFault {
    DistributionFault {
        at,
        what: what.into(),
        hint: hint.into(),
    }
}

/// The allowed sets of arguments of each distribution; `level` may be added to those with `low`.
const FORMS: &[(&str, &[&[&str]])] = &[
    ("fixed", &[&["value"]]),
    ("normal", &[&["mean", "sd"], &["mean", "low", "high"]]),
    (
        "log_normal",
        &[
            &["meanlog", "sdlog"],
            &["mean", "sd"],
            &["median", "sdlog"],
            &["median", "low", "high"],
            &["low", "high"],
        ],
    ),
    (
        "beta",
        &[
            &["a", "b"],
            &["events", "of"],
            &["mean", "size"],
            &["mean", "sd"],
            &["mean", "low", "high"],
        ],
    ),
    (
        "gamma",
        &[&["shape", "scale"], &["shape", "rate"], &["mean", "sd"]],
    ),
    (
        "logit_normal",
        &[&["meanlogit", "sdlogit"], &["median", "low", "high"]],
    ),
    ("weibull", &[&["shape", "scale"]]),
    ("exponential", &[&["mean"], &["rate"]]),
    ("uniform", &[&["low", "high"]]),
    ("triangular", &[&["low", "mode", "high"]]),
    ("pert", &[&["low", "mode", "high"]]),
];

/// Arguments that keep only what lies between them; any but `fixed` takes them.
const ENDS: [&str; 2] = ["min", "max"];

struct Arguments<'a> {
    names: Vec<&'a str>,
    values: Vec<f64>,
}

impl Arguments<'_> {
    fn get(&self, name: &str) -> f64 {
        self.names
            .iter()
            .position(|n| *n == name)
            .map_or(f64::NAN, |i| self.values[i])
    }
}

impl Distribution {
    /// Reads `name(argument = constant, ...)`.
    ///
    /// # Errors
    /// The first thing wrong with the text or its figures.
    pub fn parse(text: &str) -> Result<Self, DistributionFault> {
        let known = FORMS
            .iter()
            .map(|(name, _)| *name)
            .chain(["dirichlet", "multivariate_normal"]);
        let (Some(open), true) = (text.find('('), text.trim_end().ends_with(')')) else {
            return Err(fault(
                0,
                "this is not a distribution",
                "write one like \"beta(events = 30, of = 100)\"",
            ));
        };
        let name = text[..open].trim();
        let close = text.trim_end().len() - 1;
        let arguments = arguments(text, open + 1, close, name)?;
        if name == "dirichlet" {
            return dirichlet(&arguments, open);
        }
        if name == "multivariate_normal" {
            return normals(&arguments, open);
        }
        let Some((_, forms)) = FORMS.iter().find(|(n, _)| *n == name) else {
            let hint = match did_you_mean(name, known.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", known.collect::<Vec<_>>().join(", ")),
            };
            return Err(fault(0, format!("there is no distribution `{name}`"), hint));
        };
        let fits = |form: &&&[&str]| {
            form.iter().all(|n| arguments.names.contains(n))
                && arguments.names.iter().all(|n| {
                    form.contains(n)
                        || (*n == "level" && form.contains(&"low") && form.len() > 1)
                        || (ENDS.contains(n) && name != "fixed")
                })
        };
        let Some(form) = forms.iter().find(fits) else {
            let ways: Vec<String> = forms
                .iter()
                .map(|form| format!("{name}({})", form.join(", ")))
                .collect();
            return Err(fault(
                open,
                format!("`{name}` does not take these arguments"),
                format!("write {}", ways.join(" or ")),
            ));
        };
        build(name, form, &arguments)
            .and_then(|whole| between(whole, &arguments))
            .map_err(|what| fault(open, what, "check the figures against the paper"))
    }
}

fn arguments<'a>(
    text: &'a str,
    start: usize,
    end: usize,
    name: &str,
) -> Result<Arguments<'a>, DistributionFault> {
    let mut found = Arguments {
        names: Vec::new(),
        values: Vec::new(),
    };
    let mut at = start;
    for part in split_outside_parentheses(&text[start..end]) {
        let (key, value) = match part.split_once('=') {
            Some((key, value)) => (key.trim(), value.trim()),
            None if name == "fixed" => ("value", part.trim()),
            None => {
                return Err(fault(
                    at,
                    format!("`{}` has no name", part.trim()),
                    "write each argument as name = number",
                ));
            }
        };
        let key = if key == "se" { "sd" } else { key };
        if found.names.contains(&key) {
            return Err(fault(
                at,
                format!("`{key}` stands here twice"),
                "keep one of them",
            ));
        }
        let value = Formula::parse(value)
            .map_err(|errors| errors.into_iter().next())
            .and_then(|formula| formula.eval_constant().map_err(Some))
            .map_err(|error| {
                let what = error.map_or_else(String::new, |e| e.to_string());
                fault(at, format!("`{key}`: {what}"), "write a number")
            })?;
        found.names.push(key);
        found.values.push(value);
        at += part.len() + 1;
    }
    Ok(found)
}

fn split_outside_parentheses(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn dirichlet(arguments: &Arguments<'_>, at: usize) -> Result<Distribution, DistributionFault> {
    if arguments.names.len() < 2 || arguments.values.iter().any(|w| *w <= 0.0) {
        return Err(fault(
            at,
            "a Dirichlet needs at least two names with weights above zero",
            "write dirichlet(well = 1251, ill = 350)",
        ));
    }
    Ok(Distribution::Dirichlet(
        arguments
            .names
            .iter()
            .map(ToString::to_string)
            .zip(arguments.values.iter().copied())
            .collect(),
    ))
}

/// Independent until the parameter's field `covariance` is read.
fn normals(arguments: &Arguments<'_>, at: usize) -> Result<Distribution, DistributionFault> {
    let size = arguments.names.len();
    let unit: Vec<Vec<f64>> = (0..size)
        .map(|i| (0..size).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    let means = arguments.names.iter().map(ToString::to_string);
    match Root::of(&unit) {
        Some(root) if size > 1 => Ok(Distribution::Normals(
            means.zip(arguments.values.iter().copied()).collect(),
            Arc::new(root),
        )),
        _ => Err(fault(
            at,
            "a multivariate normal needs at least two names with means",
            "write multivariate_normal(constant = -5.49, age = -0.0367)",
        )),
    }
}

/// Keeps only what lies between `min` and `max`, where they are given.
fn between(whole: Distribution, arguments: &Arguments<'_>) -> Result<Distribution, String> {
    let end = |name: &str, or: f64| {
        if arguments.names.contains(&name) {
            arguments.get(name)
        } else {
            or
        }
    };
    let (min, max) = (end("min", f64::NEG_INFINITY), end("max", f64::INFINITY));
    if min == f64::NEG_INFINITY && max == f64::INFINITY {
        return Ok(whole);
    }
    let part = Distribution::Truncated {
        of: Box::new(whole),
        min,
        max,
    };
    part.quantiles().map_err(|error| error.to_string())?;
    Ok(part)
}

/// Builds a distribution from a form that fits, and makes sure that it can be drawn from.
fn build(name: &str, form: &[&str], arguments: &Arguments<'_>) -> Result<Distribution, String> {
    let get = |name: &str| arguments.get(name);
    let level = if arguments.names.contains(&"level") {
        get("level")
    } else {
        0.95
    };
    if !(level > 0.0 && level < 1.0) {
        return Err("`level` must lie between 0 and 1".into());
    }
    let (low, high) = (get("low"), get("high"));
    if form.contains(&"low") && low >= high {
        return Err("`low` must be less than `high`".into());
    }
    for centre in ["mean", "median"] {
        let outside = !(low..=high).contains(&get(centre));
        if form.contains(&"low") && form.contains(&centre) && outside {
            return Err(format!("the {centre} lies outside the interval"));
        }
    }
    let none_or_all = get("events") == 0.0 || get("events") == get("of");
    if form.contains(&"events") && none_or_all {
        return Err("with no events, or nothing but events, the figures make no distribution: add a half to each, as beta(events = 0.5, of = 11) for 0 of 10".into());
    }
    let text = |error: QuantileError| error.to_string();
    let distribution = match (name, form) {
        ("fixed", _) => Distribution::Fixed(get("value")),
        ("normal", [_, "sd"]) => Distribution::Normal {
            mean: get("mean"),
            sd: get("sd"),
        },
        ("normal", _) => {
            let (_, sd) = random::normal_from_interval(low, high, level).map_err(text)?;
            Distribution::Normal {
                mean: get("mean"),
                sd,
            }
        }
        ("log_normal", ["meanlog", _]) => Distribution::LogNormal {
            meanlog: get("meanlog"),
            sdlog: get("sdlog"),
        },
        ("log_normal", ["mean", _]) => {
            let (meanlog, sdlog) =
                random::log_normal_from_mean_sd(get("mean"), get("sd")).map_err(text)?;
            Distribution::LogNormal { meanlog, sdlog }
        }
        ("log_normal", ["median", "sdlog"]) => Distribution::LogNormal {
            meanlog: math::ln(get("median")),
            sdlog: get("sdlog"),
        },
        ("log_normal", _) => {
            let (centre, sdlog) =
                random::log_normal_from_interval(low, high, level).map_err(text)?;
            let meanlog = if form[0] == "median" {
                math::ln(get("median"))
            } else {
                centre
            };
            Distribution::LogNormal { meanlog, sdlog }
        }
        ("beta", ["a", _]) => Distribution::Beta {
            a: get("a"),
            b: get("b"),
        },
        ("beta", ["events", _]) => Distribution::Beta {
            a: get("events"),
            b: get("of") - get("events"),
        },
        ("beta", [_, "size"]) => Distribution::Beta {
            a: get("mean") * get("size"),
            b: (1.0 - get("mean")) * get("size"),
        },
        ("beta", [_, "sd"]) => {
            let (a, b) = random::beta_from_mean_sd(get("mean"), get("sd")).map_err(text)?;
            Distribution::Beta { a, b }
        }
        ("beta", _) => {
            let (a, b) =
                random::beta_from_mean_interval(get("mean"), low, high, level).map_err(text)?;
            Distribution::Beta { a, b }
        }
        ("gamma", [_, "scale"]) => Distribution::Gamma {
            shape: get("shape"),
            scale: get("scale"),
        },
        ("gamma", [_, "rate"]) => Distribution::Gamma {
            shape: get("shape"),
            scale: 1.0 / get("rate"),
        },
        ("gamma", _) => {
            let (shape, scale) =
                random::gamma_from_mean_sd(get("mean"), get("sd")).map_err(text)?;
            Distribution::Gamma { shape, scale }
        }
        ("logit_normal", ["meanlogit", _]) => Distribution::LogitNormal {
            meanlogit: get("meanlogit"),
            sdlogit: get("sdlogit"),
        },
        ("logit_normal", _) => {
            let (low, high) = (math::logit(low), math::logit(high));
            let (_, sdlogit) = random::normal_from_interval(low, high, level).map_err(text)?;
            Distribution::LogitNormal {
                meanlogit: math::logit(get("median")),
                sdlogit,
            }
        }
        ("weibull", _) => Distribution::Weibull {
            shape: get("shape"),
            scale: get("scale"),
        },
        ("exponential", ["mean"]) => Distribution::Weibull {
            shape: 1.0,
            scale: get("mean"),
        },
        ("exponential", _) => Distribution::Weibull {
            shape: 1.0,
            scale: 1.0 / get("rate"),
        },
        ("uniform", _) => Distribution::Uniform { low, high },
        ("triangular", _) => Distribution::Triangular {
            low,
            mode: get("mode"),
            high,
        },
        _ => Distribution::Pert {
            low,
            mode: get("mode"),
            high,
        },
    };
    distribution.quantiles().map_err(text)?;
    Ok(distribution)
}

//! Distributions as papers report them, and how an override moves them.

use crate::fault::did_you_mean;
use crate::formula::Formula;
use crate::math;
use crate::random::{self, Quantile, QuantileError};

/// What we do not know about a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// No uncertainty.
    Fixed(f64),
    /// Normal, by mean and standard deviation.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// Log-normal: the logarithm is normal.
    LogNormal {
        /// Mean of the logarithm.
        meanlog: f64,
        /// Standard deviation of the logarithm.
        sdlog: f64,
    },
    /// Beta on 0 to 1.
    Beta {
        /// First shape: events.
        a: f64,
        /// Second shape: others.
        b: f64,
    },
    /// Gamma.
    Gamma {
        /// Shape.
        shape: f64,
        /// Scale: mean / shape.
        scale: f64,
    },
    /// Uniform.
    Uniform {
        /// Lowest.
        low: f64,
        /// Highest.
        high: f64,
    },
    /// Triangular.
    Triangular {
        /// Lowest.
        low: f64,
        /// Likeliest.
        mode: f64,
        /// Highest.
        high: f64,
    },
    /// PERT: a beta on `low` to `high` with mean (low + 4 mode + high) / 6.
    Pert {
        /// Lowest.
        low: f64,
        /// Likeliest.
        mode: f64,
        /// Highest.
        high: f64,
    },
    /// Shares that add to one: names and weights.
    Dirichlet(Vec<(String, f64)>),
}

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
            &["median", "low", "high"],
            &["low", "high"],
        ],
    ),
    (
        "beta",
        &[
            &["a", "b"],
            &["events", "of"],
            &["mean", "sd"],
            &["mean", "low", "high"],
        ],
    ),
    (
        "gamma",
        &[&["shape", "scale"], &["shape", "rate"], &["mean", "sd"]],
    ),
    ("uniform", &[&["low", "high"]]),
    ("triangular", &[&["low", "mode", "high"]]),
    ("pert", &[&["low", "mode", "high"]]),
];

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
        let known = FORMS.iter().map(|(name, _)| *name).chain(["dirichlet"]);
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
                    form.contains(n) || (*n == "level" && form.contains(&"low") && form.len() > 1)
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
            .map_err(|what| fault(open, what, "check the figures against the paper"))
    }

    /// Mean. For a Dirichlet, that of its first share.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Normal { mean, .. } => *mean,
            Self::LogNormal { meanlog, sdlog } => math::exp(meanlog + sdlog * sdlog / 2.0),
            Self::Beta { a, b } => a / (a + b),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Uniform { low, high } => (low + high) / 2.0,
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::Dirichlet(parts) => parts[0].1 / parts.iter().fold(0.0, |sum, (_, w)| sum + w),
        }
    }

    /// The same uncertainty around another centre: what moving a slider does.
    ///
    /// A beta keeps its effective sample size, a gamma and a log-normal their coefficient of
    /// variation, a normal its standard deviation. Uniform, triangular and PERT keep their
    /// coefficient of variation where they cannot be negative, and shift otherwise; for a
    /// `share` above the mean, the distance from 1 is what is scaled.
    ///
    /// # Errors
    /// Why the centre cannot be moved there.
    pub fn moved_to(&self, mean: f64, share: bool) -> Result<Self, String> {
        let old = self.mean();
        if !mean.is_finite() {
            return Err("this is not a number".into());
        }
        #[expect(
            clippy::float_cmp,
            reason = "returning to the very same centre must restore every bit"
        )]
        if mean == old {
            return Ok(self.clone());
        }
        match self {
            Self::Fixed(_) => Ok(Self::Fixed(mean)),
            Self::Normal { sd, .. } => Ok(Self::Normal { mean, sd: *sd }),
            Self::Beta { .. } if !(0.0..=1.0).contains(&mean) => {
                Err("this must lie between 0 and 1".into())
            }
            Self::Beta { .. } if mean == 0.0 || mean == 1.0 => Ok(Self::Fixed(mean)),
            Self::Beta { a, b } => Ok(Self::Beta {
                a: mean * (a + b),
                b: (1.0 - mean) * (a + b),
            }),
            Self::Gamma { .. } | Self::LogNormal { .. } if mean < 0.0 => {
                Err("this cannot be below 0".into())
            }
            Self::Gamma { .. } | Self::LogNormal { .. } if mean == 0.0 => Ok(Self::Fixed(0.0)),
            Self::Gamma { shape, .. } => Ok(Self::Gamma {
                shape: *shape,
                scale: mean / shape,
            }),
            Self::LogNormal { sdlog, .. } => Ok(Self::LogNormal {
                meanlog: math::ln(mean) - sdlog * sdlog / 2.0,
                sdlog: *sdlog,
            }),
            Self::Uniform { low, .. } | Self::Triangular { low, .. } | Self::Pert { low, .. } => {
                let move_point = |x: f64| {
                    if share && mean > old && old < 1.0 {
                        1.0 - (1.0 - x) * (1.0 - mean) / (1.0 - old)
                    } else if *low >= 0.0 && old > 0.0 {
                        x * mean / old
                    } else {
                        x + mean - old
                    }
                };
                if *low >= 0.0 && mean < 0.0 {
                    return Err("this cannot be below 0".into());
                }
                if share && mean > 1.0 {
                    return Err("this must lie between 0 and 1".into());
                }
                let moved = self.map_points(move_point);
                Ok(if moved.is_point() {
                    Self::Fixed(mean)
                } else {
                    moved
                })
            }
            Self::Dirichlet(_) => Err(
                "shares that add to one cannot be moved singly: replace them with ~dirichlet(...)"
                    .into(),
            ),
        }
    }

    fn map_points(&self, f: impl Fn(f64) -> f64) -> Self {
        match *self {
            Self::Uniform { low, high } => Self::Uniform {
                low: f(low),
                high: f(high),
            },
            Self::Triangular { low, mode, high } => Self::Triangular {
                low: f(low),
                mode: f(mode),
                high: f(high),
            },
            Self::Pert { low, mode, high } => Self::Pert {
                low: f(low),
                mode: f(mode),
                high: f(high),
            },
            _ => self.clone(),
        }
    }

    #[expect(clippy::float_cmp, reason = "only exactly equal ends make a point")]
    fn is_point(&self) -> bool {
        match *self {
            Self::Uniform { low, high }
            | Self::Triangular { low, high, .. }
            | Self::Pert { low, high, .. } => low == high,
            _ => false,
        }
    }

    /// The same figure in other money: every amount times `factor`.
    pub fn scaled(&self, factor: f64) -> Self {
        match self {
            Self::Fixed(value) => Self::Fixed(value * factor),
            Self::Normal { mean, sd } => Self::Normal {
                mean: mean * factor,
                sd: sd * factor,
            },
            Self::LogNormal { meanlog, sdlog } => Self::LogNormal {
                meanlog: meanlog + math::ln(factor),
                sdlog: *sdlog,
            },
            Self::Gamma { shape, scale } => Self::Gamma {
                shape: *shape,
                scale: scale * factor,
            },
            Self::Beta { .. } | Self::Dirichlet(_) => self.clone(),
            points => points.map_points(|x| x * factor),
        }
    }

    /// Its quantile function; for a Dirichlet, those of the gammas whose shares it is.
    ///
    /// # Errors
    /// Why these figures make no distribution.
    pub fn quantiles(&self) -> Result<Vec<Quantile>, QuantileError> {
        let one = match self {
            Self::Fixed(value) => Quantile::fixed(*value),
            Self::Normal { mean, sd } => Quantile::normal(*mean, *sd),
            Self::LogNormal { meanlog, sdlog } => Quantile::log_normal(*meanlog, *sdlog),
            Self::Beta { a, b } => Quantile::beta(*a, *b),
            Self::Gamma { shape, scale } => Quantile::gamma(*shape, *scale),
            Self::Uniform { low, high } => Quantile::uniform(*low, *high),
            Self::Triangular { low, mode, high } => Quantile::triangular(*low, *mode, *high),
            Self::Pert { low, mode, high } => Quantile::pert(*low, *mode, *high),
            Self::Dirichlet(parts) => {
                return parts
                    .iter()
                    .map(|(_, weight)| Quantile::gamma(*weight, 1.0))
                    .collect();
            }
        };
        Ok(vec![one?])
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
    if form.contains(&"low") && !(low < high) {
        return Err("`low` must be less than `high`".into());
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

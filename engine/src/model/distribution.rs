//! Distributions as papers report them, and how an override moves them.

use super::sampled::Sampled;
use crate::math;
use crate::random::{Quantile, QuantileError, Root};
use std::sync::Arc;

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
    /// Logit-normal: the log odds are normal.
    LogitNormal {
        /// Mean of the log odds.
        meanlogit: f64,
        /// Standard deviation of the log odds.
        sdlogit: f64,
    },
    /// Weibull; with shape 1 the exponential.
    Weibull {
        /// Shape.
        shape: f64,
        /// Scale: the value that exp(-1) stay above.
        scale: f64,
    },
    /// Shares that add to one: names and weights.
    Dirichlet(Vec<(String, f64)>),
    /// Figures that are normal together: names and means, and the root of their covariance.
    Normals(Vec<(String, f64)>, Arc<Root>),
    /// Another, but only what of it lies between two values.
    Truncated {
        /// The other, whole.
        of: Box<Distribution>,
        /// Lowest; may be infinite.
        min: f64,
        /// Highest; may be infinite.
        max: f64,
    },
    /// Draws that were made elsewhere.
    Sampled(Sampled),
}

impl Distribution {
    /// Names of the figures that it is made of, where it is several.
    pub fn members(&self) -> Option<Vec<&str>> {
        match self {
            Self::Dirichlet(parts) | Self::Normals(parts, _) => {
                Some(parts.iter().map(|(name, _)| name.as_str()).collect())
            }
            Self::Sampled(sampled) => sampled.members(),
            _ => None,
        }
    }

    /// Names and means of the figures that it is made of, where it is several.
    pub fn means(&self) -> Option<Vec<(String, f64)>> {
        match self {
            Self::Dirichlet(parts) => {
                let all = parts.iter().fold(0.0, |sum, (_, weight)| sum + weight);
                let share = |(name, weight): &(String, f64)| (name.clone(), weight / all);
                Some(parts.iter().map(share).collect())
            }
            Self::Normals(parts, _) => Some(parts.clone()),
            Self::Sampled(sampled) => {
                let names = sampled.members()?.into_iter().enumerate();
                Some(
                    names
                        .map(|(i, name)| (name.to_owned(), sampled.mean(i)))
                        .collect(),
                )
            }
            _ => None,
        }
    }

    /// Mean. Of several figures, that of the first.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Normals(parts, _) => parts[0].1,
            Self::Truncated { of, min, max } => truncated_mean(of, *min, *max),
            Self::Sampled(sampled) => sampled.mean(0),
            Self::Fixed(value) => *value,
            Self::Normal { mean, .. } => *mean,
            Self::LogNormal { meanlog, sdlog } => math::exp(meanlog + sdlog * sdlog / 2.0),
            Self::Beta { a, b } => a / (a + b),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Uniform { low, high } => (low + high) / 2.0,
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::LogitNormal { .. } | Self::Weibull { .. } => self
                .quantiles()
                .ok()
                .and_then(|q| q.first().map(Quantile::mean))
                .unwrap_or(f64::NAN),
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
            Self::Beta { .. } | Self::LogitNormal { .. } if !(0.0..=1.0).contains(&mean) => {
                Err("this must lie between 0 and 1".into())
            }
            Self::Beta { .. } | Self::LogitNormal { .. } if mean == 0.0 || mean == 1.0 => {
                Ok(Self::Fixed(mean))
            }
            Self::LogitNormal { sdlogit, .. } => Ok(logit_normal_with(mean, *sdlogit)),
            Self::Beta { a, b } => Ok(Self::Beta {
                a: mean * (a + b),
                b: (1.0 - mean) * (a + b),
            }),
            Self::Gamma { .. } | Self::LogNormal { .. } | Self::Weibull { .. } if mean < 0.0 => {
                Err("this cannot be below 0".into())
            }
            Self::Gamma { .. } | Self::LogNormal { .. } | Self::Weibull { .. } if mean == 0.0 => {
                Ok(Self::Fixed(0.0))
            }
            Self::Weibull { shape, scale } => Ok(Self::Weibull {
                shape: *shape,
                scale: scale * mean / old,
            }),
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
            Self::Normals(..) => Err(
                "figures that vary together cannot be moved singly: replace them with ~multivariate_normal(...)"
                    .into(),
            ),
            Self::Truncated { of, min, max } => {
                moved_within(of, *min, *max, mean, share)
            }
            Self::Sampled(sampled) => sampled.moved_to(mean).map(Self::Sampled),
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

    /// Its quantile function; for a Dirichlet, those of the gammas whose shares it is, and for
    /// figures that are normal together, that of a normal score for each. Draws made elsewhere
    /// have none.
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
            Self::LogitNormal { meanlogit, sdlogit } => {
                Quantile::logit_normal(*meanlogit, *sdlogit)
            }
            Self::Weibull { shape, scale } => Quantile::weibull(*shape, *scale),
            Self::Dirichlet(parts) => {
                return parts
                    .iter()
                    .map(|(_, weight)| Quantile::gamma(*weight, 1.0))
                    .collect();
            }
            Self::Normals(parts, _) => {
                return parts.iter().map(|_| Quantile::normal(0.0, 1.0)).collect();
            }
            Self::Truncated { of, min, max } => truncated(of, *min, *max),
            Self::Sampled(_) => return Ok(Vec::new()),
        };
        Ok(vec![one?])
    }
}

/// The logit-normal with this mean and this spread of the log odds, by halving.
fn logit_normal_with(mean: f64, sdlogit: f64) -> Distribution {
    let with = |meanlogit: f64| Distribution::LogitNormal { meanlogit, sdlogit };
    let centre = math::logit(mean);
    // The mean lies between the logistic of the centre and a half, and no further out than this.
    let reach = 1.0 + sdlogit * sdlogit + math::abs(centre);
    let (mut low, mut high) = (centre - reach, centre + reach);
    for _ in 0..70 {
        let middle = 0.5 * (low + high);
        if with(middle).mean() < mean {
            low = middle;
        } else {
            high = middle;
        }
    }
    with(0.5 * (low + high))
}

/// The quantile function of what lies between two values.
fn truncated(of: &Distribution, min: f64, max: f64) -> Result<Quantile, QuantileError> {
    let mut whole = of.quantiles()?;
    match whole.pop() {
        Some(only) if whole.is_empty() => only.truncated(min, max),
        _ => Err(QuantileError::Nothing),
    }
}

/// Moves the whole distribution so that the mean of what lies between `min` and `max` is `mean`.
fn moved_within(
    of: &Distribution,
    min: f64,
    max: f64,
    mean: f64,
    share: bool,
) -> Result<Distribution, String> {
    if !(min < mean && mean < max) {
        return Err(format!("this must lie between {min} and {max}"));
    }
    let moved = |centre: f64| match of.moved_to(centre, share) {
        Ok(Distribution::Fixed(_)) | Err(_) => None,
        Ok(whole) => truncated(&whole, min, max).ok().map(|q| (whole, q.mean())),
    };
    // From the centre as it is, outwards in steps that double, until the mean lies between; what
    // cannot be made lies beyond what can.
    let (start, towards) = (
        of.mean(),
        if mean > truncated_mean(of, min, max) {
            1.0
        } else {
            -1.0
        },
    );
    let unit = math::max(
        of.quantiles()
            .ok()
            .and_then(|q| q.first().map(Quantile::sd))
            .unwrap_or(0.0),
        1e-12,
    );
    let (mut near, mut far) = (start, start);
    let mut step = unit;
    for _ in 0..60 {
        far = start + towards * step;
        step *= 2.0;
        match moved(far) {
            Some((_, reached)) if (mean - reached) * towards > 0.0 => near = far,
            _ => break,
        }
    }
    for _ in 0..70 {
        let middle = 0.5 * (near + far);
        match moved(middle) {
            Some((_, reached)) if (mean - reached) * towards > 0.0 => near = middle,
            _ => far = middle,
        }
    }
    match moved(near) {
        Some((whole, _)) => Ok(Distribution::Truncated {
            of: Box::new(whole),
            min,
            max,
        }),
        None => Err(format!(
            "what lies between {min} and {max} cannot have this mean"
        )),
    }
}

fn truncated_mean(of: &Distribution, min: f64, max: f64) -> f64 {
    truncated(of, min, max).map_or(f64::NAN, |quantile| quantile.mean())
}

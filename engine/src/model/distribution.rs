//! Distributions as papers report them, and how an override moves them.

use crate::math;
use crate::random::{Quantile, QuantileError};

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

impl Distribution {
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

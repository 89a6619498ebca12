//! Chance: streams of uniforms, and the quantile functions that turn them into values.
//!
//! There is one sampling path: a uniform a scalar, then its quantile. Hence a parameter that moves
//! a little moves every draw a little, correlation and low-discrepancy points enter as other
//! uniforms, and comparisons share their chance.
//!
//! - A [`Stream`] is a function of (scheme, seed, use, block) alone, the position in it is the
//!   lane. Parameters: block = batch of [`BATCH`] draws, position = draw within the batch.
//! - A [`Quantile`] is compiled once from a distribution's numbers and then maps lanes.
//! - A Dirichlet vector is gammas divided by their sum: every component has a use name of its own
//!   and `Quantile::gamma(shape, 1.0)`; who samples the vector divides.
//! - The functions named `*_from_*` fit numbers to what a paper reports (mean and SD, an interval).

mod correlate;
mod density;
mod empirical;
mod error;
mod fit;
mod quantile;
#[cfg(feature = "sobol")]
mod sobol;
mod special;
mod stream;
mod table;

pub use correlate::{Root, normal_from_rank};
pub use error::QuantileError;
pub use fit::{
    beta_from_mean_interval, beta_from_mean_sd, gamma_from_mean_sd, log_normal_from_interval,
    log_normal_from_mean_sd, log_normal_from_median_interval, normal_from_interval,
};
pub use quantile::Quantile;
#[cfg(feature = "sobol")]
pub use sobol::{SOBOL_DIMENSIONS, sobol};
pub use special::beta_cdf;
pub use stream::{BATCH, SCHEME, Seed, Source, Stream, stream};

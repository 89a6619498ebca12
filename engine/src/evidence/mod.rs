//! The evidence: price indices, the register's rows that shipped models cite, and those models.
//!
//! The register is `engine/evidence/register.csv`; the build turns what is needed of it into
//! constants, so that nothing is read at run time.

mod optimism;
mod prices;
mod register;
mod shipped;

pub use optimism::{OPTIMISM, OPTIMISM_SOURCE, bias_names, upper_bias};
pub use prices::{forecast_index, price_index, rebase};
pub use register::{REGISTER_DATE, Source, Status, source, sources};
pub use shipped::{shipped, title};

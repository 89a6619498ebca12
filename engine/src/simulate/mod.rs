//! From a model to the draws' results.
//!
//! [`Program`] is the structure (compiled once), [`Inputs`] the numbers (rebuilt when an override
//! changes), a [`Job`] one batch of 256 draws, which can be stopped and resumed.

mod emit;
mod expand;
mod explain;
#[cfg(feature = "individual")]
mod fluid;
mod inputs;
mod job;
mod moves;
mod plan;
pub(crate) mod program;
mod remembered;
mod rows;
mod sampling;
mod scope;
#[cfg(feature = "individual")]
mod together;
pub(crate) mod trace;
pub(crate) mod weights;

pub use inputs::{Cost, Inputs};
pub use job::{BatchResult, COLUMNS, Job, Progress};
pub use program::{LedgerLine, Program};
pub use sampling::{Chance, Sampling};

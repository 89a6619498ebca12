//! From a model to the draws' results.
//!
//! [`Program`] is the structure (compiled once), [`Inputs`] the numbers (rebuilt when an override
//! changes), a [`Job`] one batch of 256 draws, which can be stopped and resumed.

mod emit;
mod explain;
mod inputs;
mod job;
mod moves;
mod plan;
mod program;
mod rows;
mod sampling;
mod scope;
mod trace;
mod weights;

pub use inputs::{Cost, Inputs};
pub use job::{BatchResult, COLUMNS, Job, Progress};
pub use program::{LedgerLine, Program};
pub use sampling::{Chance, Sampling};

//! The early-action engine: Monte Carlo models of early action against late intervention.
//!
//! Pure: a seed and a model go in, results come out. It has no clock, file, thread or global,
//! and a bad input is an error with a place and a hint, never a panic.
pub mod appraise;
pub mod budget;
pub mod calibrate;
pub mod decide;
pub mod envelope;
pub mod evidence;
pub mod fault;
pub mod formula;
#[cfg(feature = "individual")]
pub mod individual;
pub mod math;
pub mod model;
pub mod network;
pub mod progress;
pub mod random;
pub mod simulate;
pub mod study;
pub mod voi;

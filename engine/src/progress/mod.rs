//! The plan: a fold of the envelope's log, and its measures.
//!
//! The reference is `docs/reference/progress.md`.

mod plan;
mod trend;

pub use plan::{Alike, Goal, Ladder, Plan, Rating, Scale, Step, Words};
pub use trend::{Change, ENOUGH, RHO, Trend, attainment, kept_up, reliable_change, trend};

//! The plan: a fold of the envelope's log, and its measures.
//!
//! The reference is `docs/reference/progress.md`.

mod carried;
mod plan;
mod trend;

pub use carried::{Carried, Unheld};
pub use plan::{Alike, Goal, Ladder, Plan, Rating, Scale, State, Step, Words};
pub use trend::{Change, ENOUGH, RHO, Trend, attainment, kept_up, reliable_change, trend};

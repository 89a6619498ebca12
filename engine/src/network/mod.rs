//! People and ties: measures, who remains, layout.
//!
//! The reference is `docs/reference/network.md`.

mod compare;
mod composition;
#[cfg(feature = "exchange")]
pub mod csv;
mod date;
mod graph;
#[cfg(feature = "exchange")]
pub mod graphml;
mod holes;
#[cfg(feature = "exchange")]
mod import;
mod labels;
mod measures;
mod model;
mod parts;
mod remain;
mod rings;
mod stress;
mod units;

pub use compare::{Comparison, compare};
pub use composition::{EiTies, Mix};
pub use date::Date;
pub use graph::{Graph, Link};
pub use holes::{Among, Holes, Reach, Take, holes};
#[cfg(feature = "exchange")]
pub use import::Import;
pub use labels::labels;
pub use measures::{Around, Burt, Centre, Help, Measured, Paid, Whole, Workers};
pub use model::{
    Direction, Group, HELPS, KINDS, MAX_PEOPLE, MAX_TIES, Network, Person, State, Tie,
};
pub use parts::{Parts, parts, strong_components};
pub use remain::{HelpLeft, Left, Reached, Remain, Simulated, When};
pub use rings::{Rings, Sector, rings};
pub use stress::{Point, settle, stress};

//! Persons one by one: luck, what differs between people, and what each has been through.
//!
//! A [`Followed`] study has an outer loop over draws of the parameters, what we do not know, and an
//! inner one over persons, chance between people; the two are kept apart to the end. Where persons
//! differ by nothing but luck, each cycle is a table (`tables`); otherwise formulas are worked
//! out in lanes of persons (`crowd`).

mod answer;
mod arrivals;
mod blocks;
mod book;
mod crowd;
mod draw;
mod lattice;
mod layout;
mod luck;
mod moments;
mod once;
mod part;
mod persons;
mod queue;
mod settle;
mod size;
mod study;
mod tables;
mod tally;
mod walk;
mod watch;
mod way;

pub use answer::{Answer, Parts, Quantity, Spread, Together, answer};
pub use luck::{LEVELS, Method, Range, Ranges, ranges};
pub use moments::Moments;
pub use part::Part;
pub use persons::BLOCK;
pub use size::MAX_PERSONS;
pub use study::{Followed, PartJob};
pub use watch::Seen;

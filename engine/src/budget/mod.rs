//! Appraisal in full: what a decision is worth and to whom, and what it does to budgets year by year.
//!
//! A model is run a second time with the same draws: undiscounted, and both times by financial
//! year, April to March. [`Books`] says which studies to run; from their ledgers it makes the
//! [`Accounts`].
//!
//! The reference is `docs/reference/appraisal.md`.

mod books;
mod derive;
mod index;
mod profile;
mod result;
mod rows;
mod sums;
mod value;
mod wait;

pub use books::{Ask, Books, bias};
pub use result::*;

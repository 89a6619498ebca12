//! From draws to what a council should know: discounting, summaries, comparisons, verdicts.

pub mod discount;
mod result;
mod summary;
mod tables;

pub use result::*;
pub use summary::{quantile, share, summarise};
pub use tables::appraise;

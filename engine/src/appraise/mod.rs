//! What a run says: summaries, comparisons, verdicts.
mod result;

pub use result::*;

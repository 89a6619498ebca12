//! Running studies in pieces: what the page asks of those who compute, and what they report.
//!
//! A [`Desk`] does the work, wherever it stands: in a worker, or on the page itself in slices.
//! The [`Schedule`] hands out tasks. Neither knows a browser.

mod desk;
pub mod limits;
mod pace;
mod result;
mod runs;
mod schedule;
pub mod wire;

pub use desk::{Desk, Slice};
pub use pace::Pace;
pub use runs::Runs;
pub use schedule::{Schedule, Sheet};

use early_action_engine::appraise::{Crossing, Moved};
use early_action_engine::fault::Fault;
use wire::variants;

/// Names one run of one study on this page; later ones are larger.
pub type RunId = u32;

/// What a desk is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Know this study: model text, overrides, seed, draws.
    Open {
        run: RunId,
        text: String,
        overrides: Vec<String>,
        seed: u64,
        draws: usize,
    },
    /// Run this batch and report it.
    Batch { run: RunId, batch: u64 },
    /// Keep this batch for the answer. The desk that keeps all batches appraises them.
    Keep { run: RunId, block: Block },
    /// Search for what would have to be true: one of the study's searches.
    Search { run: RunId, search: usize },
    /// Forget this run.
    Close { run: RunId },
    /// Find out why the answer moved from the model's own figures.
    Explain { run: RunId },
}

/// The bytes of a batch, which are not looked into on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Block(pub Vec<u8>);

impl wire::Wire for Block {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.len().put(out);
        out.extend_from_slice(&self.0);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        let (head, rest) = from.split_at_checked(length)?;
        *from = rest;
        Some(Self(head.to_vec()))
    }
}

impl Order {
    /// The run that this is about.
    pub fn run(&self) -> RunId {
        match self {
            Self::Open { run, .. }
            | Self::Batch { run, .. }
            | Self::Keep { run, .. }
            | Self::Search { run, .. }
            | Self::Close { run }
            | Self::Explain { run } => *run,
        }
    }
}

variants! { Order {
    0 = Open { run, text, overrides, seed, draws },
    1 = Batch { run, batch },
    2 = Keep { run, block },
    3 = Search { run, search },
    4 = Close { run },
    5 = Explain { run },
} }

/// What a desk reports.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A batch is done.
    Batch { run: RunId, block: Block },
    /// A batch is kept: how many are now.
    Kept { run: RunId, batches: usize },
    /// All batches were kept; the appraisal, as bytes.
    Appraisal { run: RunId, block: Block },
    /// A search has ended.
    Found {
        run: RunId,
        search: usize,
        crossing: Crossing,
    },
    /// Something is wrong with the model or with an override.
    Faults { run: RunId, faults: Vec<Fault> },
    /// Why the answer moved, for every comparison; none where that cannot be worked out.
    Explained { run: RunId, moved: Vec<Moved> },
}

variants! { Report {
    0 = Batch { run, block },
    1 = Kept { run, batches },
    2 = Appraisal { run, block },
    3 = Found { run, search, crossing },
    4 = Faults { run, faults },
    5 = Explained { run, moved },
} }

impl Report {
    /// The run that this is about.
    pub fn run(&self) -> RunId {
        match self {
            Self::Batch { run, .. }
            | Self::Kept { run, .. }
            | Self::Appraisal { run, .. }
            | Self::Found { run, .. }
            | Self::Explained { run, .. }
            | Self::Faults { run, .. } => *run,
        }
    }
}

#[cfg(test)]
mod tests;

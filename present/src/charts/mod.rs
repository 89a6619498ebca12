//! Charts: pure functions from a result and text metrics to a scene.
//!
//! Few ticks, no minor grid, labels at the line's end in place of a legend, the finding as title.

mod axis;
mod courses;
mod dots;
mod fan;
mod guesses;
mod labels;
mod money_scale;
mod moved;
mod payers;
mod people;
mod plot;
mod spark;
mod tornado;

pub use courses::{Course, courses};
pub use dots::{dots, pile};
pub use fan::fan;
pub use guesses::guesses;
pub use moved::{moved, moved_height};
pub use payers::payers;
pub use people::{Counted, people};
pub use spark::spark;
pub use tornado::{Swing, tornado};

use crate::metrics::TextMetrics;
use crate::words::Words;

/// Font size of everything within a chart, px.
pub(crate) const TEXT: f64 = 14.0;
/// Height of a line of such text, px.
pub(crate) const LINE: f64 = 18.0;

/// What every chart needs: words, text widths, and the size wanted in px. A chart is never wider;
/// it may be higher, where its labels need it.
#[derive(Clone, Copy)]
pub struct Canvas<'a> {
    /// The words.
    pub words: &'a Words,
    /// The widths of text.
    pub metrics: &'a dyn TextMetrics,
    /// Width wanted, px.
    pub width: f64,
    /// Height wanted, px.
    pub height: f64,
}

impl Canvas<'_> {
    pub(crate) fn text_width(&self, text: &str) -> f64 {
        self.metrics.width(text, TEXT, false)
    }
}

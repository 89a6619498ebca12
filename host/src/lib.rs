//! What every element asks of the browser: timers, sizes, files, paper, the clipboard.
//!
//! What only one kind of element asks stands in the `host` module of its own crate.

mod clock;
mod link;
mod listen;
mod paper;
mod place;
mod save;
mod size;

pub use clock::{After, now};
pub use link::{address_with, copy, fragment};
pub use listen::Listener;
pub use paper::{print_alone, print_on};
pub use place::Capabilities;
pub use save::{draw, save, save_painted, save_picture};
pub use size::WidthWatch;

//! All that touches the browser: the page's engine, its workers, timers, sizes, links.

mod clock;
mod element;
mod link;
mod listen;
mod page;
mod paper;
mod place;
mod pump;
mod save;
mod size;
mod workers;

pub use clock::{After, now};
pub use element::{Host, MountedScenario};
pub use link::{address_with, copy, fragment};
pub use listen::Listener;
pub use page::{Event, RunHandle, begin};
pub use paper::print_alone;
pub use place::Capabilities;
pub use save::{save, save_picture};
pub use size::WidthWatch;

//! All that touches the browser: the page's engine, its workers, timers, sizes, links.

mod clock;
mod element;
mod link;
mod page;
mod place;
mod pump;
mod size;
mod workers;

pub use clock::{After, now};
pub use element::{Host, MountedScenario, figures};
pub use link::{address_with, copy, fragment};
pub use page::{Event, RunHandle, begin};
pub use place::Capabilities;
pub use size::WidthWatch;

//! All that touches the browser: the page's engine, its workers, and what every element shares.

mod element;
mod page;
mod pump;
mod workers;

pub use early_action_host::{
    After, Capabilities, Listener, WidthWatch, address_with, copy, fragment, now, print_alone,
    save, save_picture,
};
pub use element::{Host, MountedScenario, figures};
pub use page::{Event, RunHandle, begin};

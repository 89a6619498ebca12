//! The custom elements.
//!
//! - [`run`]: running studies in pieces, on the page or in workers; no browser.
//! - [`scenario`]: `<early-action-scenario>`: its state without pixels, and its view.
//! - [`host`]: all that touches the browser.
//! - [`exports`]: what other hosts and tests may call.

pub mod exports;
pub mod host;
pub mod run;
pub mod scenario;

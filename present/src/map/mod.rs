//! The map of who is around somebody, without a browser.

pub mod guess;

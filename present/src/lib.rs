//! What people see, without a browser.
pub mod backend;
pub mod charts;
pub mod metrics;
pub mod numbers;
pub mod palette;
pub mod scene;
pub mod sentences;
pub mod svg;
pub mod words;

pub use words::{ModelWord, ModelWords, Words};

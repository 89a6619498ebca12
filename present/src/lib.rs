//! What people see, without a browser.
pub mod numbers;
pub mod words;

pub use words::{ModelWord, ModelWords, Words};

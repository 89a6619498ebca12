//! What people see, without a browser: sentences, numbers, charts, tables, colours.
//!
//! Everything is a pure function of a result, the words of a language and the widths of text, so
//! that the page, the command and a test see the same.
//!
//! - [`Words`]: every word, through Fluent. `Words::new("en")`, then
//!   [`with_model`](Words::with_model) for a model's own; [`text`](Words::text),
//!   [`word`](Words::word), [`label`](Words::label).
//! - [`sentences`]: [`Frame`](sentences::Frame) (a comparison, its horizon, how many people) goes
//!   in; [`answer`](sentences::answer), [`condition`](sentences::condition), titles, descriptions
//!   and [`provenance`](sentences::provenance) come out.
//! - [`numbers`]: money, people, shares and durations, rounded to what is known.
//! - [`charts`]: [`Canvas`](charts::Canvas) and a frame go in, a [`Scene`](scene::Scene) comes
//!   out: [`fan`](charts::fan), [`payers`](charts::payers), [`dots`](charts::dots),
//!   [`spark`](charts::spark).
//! - [`scene`]: marks with roles. A page makes one node of each [`Mark`](scene::Mark):
//!   [`svg::element`] names it, [`svg::geometry`] gives its attributes,
//!   [`Role::class`](scene::Role::class) its class; [`THEME_CSS`](theme::THEME_CSS) colours it.
//!   Title, subtitle and description stand beside it. [`svg::document`] makes a file of it.
//! - [`tables`]: the table twin of each chart, on the page and as CSV.
//!
//! ```
//! use early_action_present::{Words, numbers};
//!
//! let words = Words::new("en");
//! assert_eq!(numbers::money(&words, 1_204_331.0, Some(9_000.0)), "£1.2 million");
//! ```
pub mod backend;
pub mod charts;
pub mod export;
pub mod figures;
pub mod map;
pub mod metrics;
pub mod numbers;
pub mod of_model;
pub mod palette;
pub mod plan;
pub mod report;
pub mod scene;
pub mod sentences;
pub mod svg;
pub mod tables;
pub mod theme;
pub mod words;

pub use words::{ModelWord, ModelWords, Words};

//! Map and plan: elements that share one file of people, in WebAssembly of their own.
//!
//! - [`book`] is the file that the elements of a page have in common, with its history.
//! - `history` is the way back and forth through its steps.
//! - [`host`] is the element on the page, and what only these elements ask of the browser.
//! - [`keeping`]: what all of them share to open, save, lock, keep on a device and forget.
//! - [`network`] is `<early-action-network>`.
//! - [`plan`] is `<early-action-progress>`.
//!
//! Another kind of element joins in [`host::mount_people`] and [`host::people_styles`], and in `KINDS` of
//! `widgets/js/people/main.ts`.

pub mod book;
mod history;
pub mod host;
pub mod keeping;
pub mod network;
pub mod plan;

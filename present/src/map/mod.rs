//! The map of who is around somebody, without a browser.
//!
//! [`Sketch`] is what shows of a map in a file; [`draw`] makes a [`Picture`] of it, with everybody
//! on a ring; [`Sheet`] puts that on paper with title and key.

mod back;
mod cloud;
pub mod guess;
pub mod ink;
mod key;
pub mod left;
mod paper;
mod picture;
mod places;
pub mod prompts;
mod shapes;
mod sheet;
mod size;
mod sketch;
mod turns;

pub use cloud::{DOT, is_cloud};
pub use ink::Ink;
pub use key::drawn;
pub use paper::{A3, A4, blank};
pub use picture::{Figure, LEAST, Mark, Picture, draw, draw_within, title};
pub use places::{
    Before, LAST, Places, Stood, USUAL, nearest_ring, ring_of, to_px, to_rings, turn_of,
};
pub use shapes::circle;
pub use sheet::Sheet;
pub use size::Size;
pub use sketch::{Circle, Quality, Sketch, Strand, Who};

use crate::Words;

/// The letters in somebody's mark: the first of the first two words.
pub fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let firsts = words.filter_map(|word| word.chars().next());
    firsts.take(2).flat_map(char::to_uppercase).collect()
}

/// What a kind is called; a kind of the map's own is called as it is written.
pub fn kind_word(words: &Words, kind: Option<&str>) -> String {
    let Some(kind) = kind else {
        return words.word("kind-none");
    };
    words
        .try_text(&format!("kind-{kind}"), None, &[])
        .unwrap_or_else(|_| kind.to_owned())
}

/// What a kind of help is called; one of the map's own is called as it is written.
pub fn help_word(words: &Words, help: &str) -> String {
    let is_plain = !help.is_empty() && help.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
    let id = format!("help-{}", help.replace(' ', "-"));
    let known = is_plain.then(|| words.try_text(&id, None, &[]).ok());
    known.flatten().unwrap_or_else(|| help.to_owned())
}

#[cfg(test)]
mod tests;

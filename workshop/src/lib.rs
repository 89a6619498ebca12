//! `<early-action-workshop>`: three scenes for a room. A crate of its own, so that no ordinary page
//! carries it; it brings the other elements with it, for the file that needs no network.
//!
//! - [`deck`]: scenes, steps and keys; [`hands`]: the room's guesses; [`futures`]: single futures
//!   told; [`waiting`]: the model with its start moved. None of them knows a browser.
//! - [`mount_workshop`]: the element.

pub mod deck;
pub mod futures;
pub mod hands;
mod room;
mod view;
pub mod waiting;

use early_action_widgets::host::Host;
use early_action_widgets::scenario::Asked;
use js_sys::Function;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A workshop that is shown until this is dropped.
#[wasm_bindgen]
pub struct MountedWorkshop {
    _view: Box<dyn Any>,
}

/// Shows the workshop in `place`, as `element`'s attributes ask. `capabilities` and `note` are those
/// of a scenario.
#[wasm_bindgen]
#[must_use]
pub fn mount_workshop(
    element: HtmlElement,
    place: HtmlElement,
    capabilities: u32,
    note: Function,
) -> MountedWorkshop {
    let host = Host::new(element, capabilities, note);
    let asked = Asked {
        model: host.attribute("model"),
        seed: host.attribute("seed"),
        set: host.attribute("set"),
        lang: host.lang(),
        ..Asked::default()
    };
    let handle = mount_to(place, move || view! { <view::Workshop host asked/> });
    MountedWorkshop {
        _view: Box::new(handle),
    }
}

/// The styles of the element's shadow root.
#[wasm_bindgen]
#[must_use]
pub fn workshop_styles() -> String {
    [
        early_action_present::theme::THEME_CSS,
        include_str!("style.css"),
    ]
    .concat()
}

/// A shipped model as a page has it.
#[cfg(test)]
fn shipped_json(at: usize) -> String {
    let (_, text) = early_action_engine::evidence::shipped()[at];
    match toml::from_str::<serde_json::Value>(text) {
        Ok(model) => model.to_string(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use early_action_present::Words;
    use early_action_present::words::{PSEUDO, WORKSHOP};

    #[test]
    fn the_workshops_words_are_added_to_those_of_every_page() {
        let words = Words::new("en").with_resources(WORKSHOP);
        assert_eq!(words.word("guess-title"), "Guess first, then see");
        assert_eq!(words.word("stop"), Words::new("en").word("stop"));
        let pseudo = Words::new(PSEUDO)
            .with_resources(WORKSHOP)
            .word("guess-title");
        assert!(pseudo.len() > words.word("guess-title").len() && !pseudo.contains("Guess"));
    }
}

//! Hearing what the window says, for as long as somebody listens.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// Hears one kind of event of the window until it is dropped.
pub struct Listener {
    name: &'static str,
    act: Closure<dyn FnMut()>,
}

impl Listener {
    /// Does `act` whenever the window says `name`.
    pub fn new(name: &'static str, act: impl FnMut() + 'static) -> Self {
        let act = Closure::new(act);
        if let Some(window) = web_sys::window() {
            let heard = act.as_ref().unchecked_ref();
            // Adding a listener is never refused.
            let _ = window.add_event_listener_with_callback(name, heard);
        }
        Self { name, act }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let heard = self.act.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback(self.name, heard);
        }
    }
}

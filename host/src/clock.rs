//! Time on the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// Milliseconds since the page began.
pub fn now() -> f64 {
    web_sys::window()
        .and_then(|w| w.performance())
        .map_or(0.0, |p| p.now())
}

/// Something to be done after a while; dropped, it is not done.
pub struct After {
    id: i32,
    // Kept until the timer has rung or is taken back.
    _act: Closure<dyn FnMut()>,
}

impl After {
    /// Does `act` after so many milliseconds.
    pub fn new(ms: i32, act: impl FnOnce() + 'static) -> Self {
        let act = Closure::once(act);
        let id = web_sys::window()
            .and_then(|w| {
                let act = act.as_ref().unchecked_ref();
                w.set_timeout_with_callback_and_timeout_and_arguments_0(act, ms)
                    .ok()
            })
            .unwrap_or(0);
        Self { id, _act: act }
    }
}

impl Drop for After {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

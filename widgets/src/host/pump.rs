//! Turns of the page's own desk: short slices, between which the page lives.

use early_action_host::now;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

/// A slice's length. A frame has 16; painting and the person's own input need the rest.
const SLICE_MS: f64 = 8.0;

/// Calls a function again and again, in turns of their own, until it has nothing to do.
pub struct Pump {
    kick: MessagePort,
    ring: MessagePort,
    _turn: Closure<dyn FnMut()>,
}

impl Pump {
    /// `step` does a little and says whether there is more. `None` where there are no channels.
    pub fn new(mut step: impl FnMut() -> bool + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let (ring, kick) = (channel.port1(), channel.port2());
        let again = kick.clone();
        let turn = Closure::<dyn FnMut()>::new(move || {
            let end = now() + SLICE_MS;
            let mut more = true;
            while more && now() < end {
                more = step();
            }
            if more {
                // A port that cannot post has been closed: nobody waits any more.
                let _ = again.post_message(&JsValue::NULL);
            }
        });
        ring.set_onmessage(Some(turn.as_ref().unchecked_ref()));
        Some(Self {
            kick,
            ring,
            _turn: turn,
        })
    }

    /// Begins turning. Called while it turns, it does no harm.
    pub fn kick(&self) {
        let _ = self.kick.post_message(&JsValue::NULL);
    }
}

impl Drop for Pump {
    fn drop(&mut self) {
        self.ring.set_onmessage(None);
        self.ring.close();
        self.kick.close();
    }
}

//! How wide the element is.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Tells the width of an element when it changes; dropped, it stops.
pub struct WidthWatch {
    observer: ResizeObserver,
    _tell: Closure<dyn FnMut(Vec<ResizeObserverEntry>)>,
}

impl WidthWatch {
    /// Watches; `None` where the browser cannot.
    pub fn new(element: &Element, tell: impl Fn(f64) + 'static) -> Option<Self> {
        let tell = Closure::<dyn FnMut(Vec<ResizeObserverEntry>)>::new(
            move |entries: Vec<ResizeObserverEntry>| {
                if let Some(entry) = entries.last() {
                    tell(entry.content_rect().width());
                }
            },
        );
        let observer = ResizeObserver::new(tell.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _tell: tell,
        })
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

//! Parts that follow the state, in one compiled form each. A closure has a type of its own, and
//! every view that holds one would be compiled for it alone: the page would pay for each in bytes.

use crate::host::WidthWatch;
use leptos::ev::{Event, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;

/// A text that follows.
pub fn text(make: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(make)
}

/// A yes or no that follows.
pub fn flag(make: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(make)
}

/// A part that is there, or not, or another.
pub fn part(make: impl Fn() -> Option<AnyView> + Send + Sync + 'static) -> AnyView {
    let make: Box<dyn Fn() -> Option<AnyView> + Send + Sync> = Box::new(make);
    (move || make()).into_any()
}

/// A place, and how wide it is, in whole px; 0 until it stands on the page.
pub fn place_and_width() -> (NodeRef<Div>, RwSignal<f64>) {
    let place = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0);
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch.set_value(WidthWatch::new(&place, move |now| width.set(now.floor())));
        }
    });
    (place, width)
}

/// What happens when something is pressed.
pub fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}

/// What happens when something is entered: its value comes in.
pub fn value(act: impl Fn(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| act(event_target_value(&event)))
}

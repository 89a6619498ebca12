//! Parts that follow the state, in one compiled form each. A closure has a type of its own, and
//! every view that holds one would be compiled for it alone: the page would pay for each in bytes.

use leptos::ev::{Event, MouseEvent};
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

/// What happens when something is pressed.
pub fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}

/// What happens when something is entered: its value comes in.
pub fn value(act: impl Fn(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| act(event_target_value(&event)))
}

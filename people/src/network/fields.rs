//! Fields of forms. Each view of a closure is compiled for it alone, so that all are boxed here.

use leptos::ev::Event;
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// What happens with what was entered.
pub type Act = Box<dyn Fn(String)>;

/// A part that is there, or not, or another.
pub fn part(make: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let make: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(make);
    (move || make()).into_any()
}

/// A text that follows.
pub fn text(make: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(make)
}

/// Something to press.
pub fn button(label: Signal<String>, class: &'static str, act: impl Fn() + 'static) -> AnyView {
    let act: Box<dyn Fn(leptos::ev::MouseEvent)> = Box::new(move |_| act());
    view! { <button type="button" class=class on:click=act>{label}</button> }.into_any()
}

/// A choice among values, each with its words. Its label is heard, and seen unless `class` hides it.
pub fn choice(
    label: Signal<String>,
    class: &'static str,
    options: Vec<(String, String)>,
    current: Signal<String>,
    act: Act,
) -> AnyView {
    let select = NodeRef::<Select>::new();
    let known = options.clone();
    Effect::new(move |_| {
        if let Some(select) = select.get() {
            let value = current.get();
            let is_known = known.iter().any(|(known, _)| *known == value);
            select.set_value(if is_known { &value } else { "" });
        }
    });
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value>{words}</option> }.into_any())
        .collect::<Vec<_>>();
    let change: Box<dyn Fn(Event)> = Box::new(move |event| act(event_target_value(&event)));
    view! {
        <label class=class><span>{label}</span>
            <select class="ea-input" node_ref=select on:change=change>{options}</select>
        </label>
    }
    .into_any()
}

/// A line of text, taken when it is left or Enter is pressed.
pub fn line(
    label: Signal<String>,
    kind: &'static str,
    most: u16,
    current: Signal<String>,
    act: Act,
) -> AnyView {
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let value = current.get();
            if input.value() != value {
                input.set_value(&value);
            }
        }
    });
    let change: Box<dyn Fn(Event)> = Box::new(move |event| act(event_target_value(&event)));
    view! {
        <label class="ea-field"><span class="ea-label">{label}</span>
            <input class="ea-input" type=kind maxlength=most autocomplete="off" node_ref=input on:change=change />
        </label>
    }
    .into_any()
}

/// A yes or no.
pub fn tick(label: Signal<String>, current: Signal<bool>, act: impl Fn(bool) + 'static) -> AnyView {
    let change: Box<dyn Fn(Event)> = Box::new(move |event| act(event_target_checked(&event)));
    view! {
        <label class="nm-tick"><input type="checkbox" prop:checked=current on:change=change /><span>{label}</span></label>
    }
    .into_any()
}

/// Something that is opened when it is wanted.
pub fn fold(title: Signal<String>, inside: AnyView) -> AnyView {
    view! { <details class="nm-fold"><summary><h3>{title}</h3></summary><div class="nm-inside">{inside}</div></details> }
        .into_any()
}

//! The row of what can be done with the file, and the panel of the one that was chosen.

use super::{Keeping, Panel, files, forget, save};
use leptos::prelude::*;
use web_sys::DragEvent;

/// Save, open, paper and other kinds of file (which are the element's own), keep here, forget.
pub fn tools(keeping: Keeping, away: impl Fn() -> AnyView + Copy + Send + 'static) -> AnyView {
    let button = move |panel: Panel, id: &'static str| {
        let is_open = move || (keeping.panel.get() == Some(panel)).to_string();
        view! { <button type="button" class="ea-button" aria-expanded=is_open on:click=move |_| keeping.toggle(panel)>{keeping.word(id)}</button> }
    };
    let panel = move || {
        let (id, body) = match keeping.panel.get()? {
            Panel::Save => ("keep-save", save::panel(keeping)),
            Panel::Open => ("keep-open", files::panel(keeping)),
            Panel::Away => ("keep-away", away()),
            Panel::Device => ("keep-device", device(keeping)),
            Panel::Forget => ("keep-forget", forget::panel(keeping)),
        };
        let close = move |_| keeping.panel.set(None);
        Some(view! {
            <section class="kp-panel" aria-label=keeping.word(id)>
                {body}
                <p><button type="button" class="ea-button" on:click=close>{keeping.word("close")}</button></p>
            </section>
        })
    };
    let lines = move || {
        let lines = keeping.said.get().into_iter();
        lines.map(|line| view! { <p>{line}</p> }).collect_view()
    };
    let over = move |event: DragEvent| {
        let has_files = event
            .data_transfer()
            .is_some_and(|data| data.types().includes(&"Files".into(), 0));
        if has_files {
            event.prevent_default();
        }
    };
    view! {
        <div class="kp-tools" on:dragover=over on:drop=move |event: DragEvent| keeping.dropped(&event)>
            <h3>{keeping.word("keep-tools")}</h3>
            <div class="ea-row" role="group" aria-label=keeping.word("keep-tools")>
                {button(Panel::Save, "keep-save")}
                {button(Panel::Open, "keep-open")}
                {button(Panel::Away, "keep-away")}
                {button(Panel::Device, "keep-device")}
                {button(Panel::Forget, "keep-forget")}
            </div>
            {panel}
            <div class="kp-said" aria-live="polite">{lines}</div>
        </div>
    }
    .into_any()
}

fn device(keeping: Keeping) -> AnyView {
    if !keeping.has_storage() {
        return view! { <p>{keeping.word("keep-trouble-refused")}" "{keeping.word("keep-instead")}</p> }
            .into_any();
    }
    let device = keeping.device();
    let book = keeping.book();
    let state = move || {
        let book = book.clone();
        if device.id.with(Option::is_none) {
            return view! {
                <button type="button" class="ea-button ea-main" on:click=move |_| book.keep_here()>{keeping.word("keep-device-start")}</button>
            }
            .into_any();
        }
        let how = match device.trouble.get() {
            Some(trouble) => keeping.word(trouble.id()),
            None => keeping.word("keep-device-on"),
        };
        let lasts = device.lasts.get().map(|lasts| {
            keeping.word(if lasts {
                "keep-device-lasts"
            } else {
                "keep-device-may-go"
            })
        });
        view! {
            <p><strong>{how}</strong>" "{lasts}</p>
            <button type="button" class="ea-button" on:click=move |_| device.stop()>{keeping.word("keep-device-stop")}</button>
        }
        .into_any()
    };
    let others = move || {
        let mine = device.id.get();
        let entries = device.entries.get().into_iter();
        entries
            .filter(|entry| mine.as_ref() != Some(&entry.id))
            .map(|entry| {
                let number = || ("number", entry.number.into());
                let day = keeping.day(&entry.day);
                let name = keeping.text("keep-device-entry", &[number(), ("date", day.into())]);
                let remove = keeping.text("keep-device-remove", &[number()]);
                let id = entry.id.clone();
                view! { <li class="ea-row"><span>{name}</span><button type="button" class="ea-button" on:click=move |_| device.remove(id.clone())>{remove}</button></li> }
            })
            .collect_view()
    };
    view! {
        <div class="kp-form">
            <p class="ea-quiet">{keeping.word("keep-device-more")}</p>
            {state}
            <ul>{others}</ul>
        </div>
    }
    .into_any()
}

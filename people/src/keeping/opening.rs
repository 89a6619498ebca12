//! What stands first: nobody sees this, help now, a way out, and what cannot be saved here.

use super::{Keeping, Panel, browser};
use leptos::prelude::*;

/// Where the quick way out leads unless the host says otherwise.
const EXIT: &str = "https://www.bbc.co.uk/weather";

/// The opening lines of an element.
pub fn opening(keeping: Keeping) -> AnyView {
    let is_open = RwSignal::new(false);
    let exit = move |_| {
        let own = keeping.host.with_value(|host| host.attribute("exit"));
        let own = own.filter(|url| url.starts_with("https://"));
        // Whatever becomes of the way out, what was here is out of sight at once.
        keeping
            .host
            .with_value(|host| host.element().set_hidden(true));
        browser::leave(own.as_deref().unwrap_or(EXIT));
    };
    view! {
        <div class="kp-opening">
            <p class="kp-calm"><strong>{keeping.word("nobody-sees")}</strong>" "{keeping.word("nobody-sees-more")}</p>
            <div class="ea-row">
                <button type="button" class="ea-button" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>{keeping.word("help-now")}</button>
                <button type="button" class="ea-button" on:click=exit>{keeping.word("exit-now")}</button>
            </div>
            <section class="kp-help" class:kp-shown=move || is_open.get() aria-label=keeping.word("help-now")>
                {help(keeping)}
            </section>
            {unsaved(keeping)}
            {kept_here(keeping)}
        </div>
    }
    .into_any()
}

fn help(keeping: Keeping) -> AnyView {
    let lines = keeping.help().into_iter();
    let lines = lines.map(|line| view! { <li>{line}</li> }.into_any());
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

/// Where to get help, for paper that does not hold the opening lines.
pub fn help_on_paper(keeping: Keeping) -> AnyView {
    view! { <div class="kp-help-on-paper">{help(keeping)}</div> }.into_any()
}

/// Where nothing can be saved, this is said before the first entry.
fn unsaved(keeping: Keeping) -> Option<AnyView> {
    let can = keeping.host.with_value(|host| host.capabilities());
    if can.downloads {
        return None;
    }
    let address = browser::address();
    let link = address.clone().map(|address| {
        view! { <a href=address target="_blank" rel="noopener">{keeping.word("keep-own-tab")}</a> }
    });
    let spelled = address.map(|address| view! { <span class="kp-address">{address}</span> });
    Some(
        view! {
            <div class="kp-warning" role="note">
                <p><strong>{keeping.word("keep-nowhere")}</strong>" "{keeping.word("keep-nowhere-more")}</p>
                <p>{link}" "{spelled}</p>
            </div>
        }
        .into_any(),
    )
}

/// Files that are kept on this device, while nothing is open yet.
fn kept_here(keeping: Keeping) -> AnyView {
    let (book, device) = (keeping.book(), keeping.device());
    let is_shown = Memo::new(move |_| {
        book.is_new()
            && device.id.with(Option::is_none)
            && device.entries.with(|entries| !entries.is_empty())
    });
    let items = move || {
        let entries = device.entries.get();
        entries
            .into_iter()
            .map(|entry| {
                let day = keeping.day(&entry.day);
                let args = [("number", entry.number.into()), ("date", day.into())];
                let name = keeping.text("keep-device-entry", &args);
                let open = keeping.text("keep-device-go-on", &[("number", entry.number.into())]);
                let go_on = move |_| keeping.go_on(&entry);
                view! { <li class="ea-row"><span>{name}</span><button type="button" class="ea-button" on:click=go_on>{open}</button></li> }
            })
            .collect_view()
    };
    let shown = move || {
        is_shown.get().then(|| {
            view! {
                <div class="kp-kept">
                    <p class="ea-label">{keeping.word("keep-device-list")}</p>
                    <ul>{items}</ul>
                    <p><button type="button" class="ea-button" on:click=move |_| keeping.toggle(Panel::Forget)>{keeping.word("keep-forget")}</button></p>
                </div>
            }
        })
    };
    view! { {shown} }.into_any()
}

//! The workshop as people see it: a start panel, a stage that fills the window, handouts on paper.

mod figure;
mod futures;
mod guess;
mod handout;
mod wait;

use crate::deck::{Deck, Focus, Press, SHOWS, Show, press};
use crate::room::Room;
use early_action_present::sentences;
use early_action_widgets::host::{Host, now};
use early_action_widgets::scenario::Asked;
use early_action_widgets::scenario::view::live::{flag, part, press as on_press, text};
use leptos::html::{Dialog, H2};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// A workshop, as its element asks for it.
#[component]
pub fn Workshop(host: Host, asked: Asked) -> impl IntoView {
    let room = Room::new(&asked.lang, host);
    room.open(&asked);
    let lang = room.with_words(|words| words.lang().to_owned());
    hear_keys(room);
    run_clock(room);
    let is_on = Memo::new(move |_| room.deck.with(Option::is_some));
    let stage = part(move || is_on.get().then(|| stage(room)));
    view! {
        <div class="ws" lang=lang>
            {start(room)}
            {stage}
            {handout::handouts(room)}
        </div>
    }
}

/// Before the start: what there is, whether it is ready, and paper.
fn start(room: Room) -> AnyView {
    let scenes = SHOWS
        .map(|show| scene_card(room, show))
        .into_iter()
        .collect_view();
    let state = text(move || {
        let done = room.ready();
        if room.faults.with(|faults| !faults.is_empty()) {
            room.word("workshop-failed")
        } else if done == SHOWS.len() {
            room.word("workshop-ready")
        } else {
            room.text("workshop-working", &[("done", done.into())])
        }
    });
    let faults = part(move || {
        let items = room
            .faults
            .get()
            .into_iter()
            .map(|fault| view! { <li>{fault.what}". "{fault.hint}"."</li> }.into_any());
        let items = items.collect::<Vec<_>>();
        (!items.is_empty()).then(|| view! { <ul class="ws-faults">{items}</ul> }.into_any())
    });
    let by_host = part(move || {
        let figures = room.main.with(|main| {
            main.as_ref()
                .map_or(0, |a| a.study.overrides.iter().count())
        });
        let marks = sentences::Marks {
            site: figures,
            ..Default::default()
        };
        let said = room.with_words(|words| marks.sentences(words)).pop()?;
        Some(view! { <p class="ws-by-host">{said}</p> }.into_any())
    });
    let not_ready = flag(move || room.ready() < SHOWS.len());
    let print = on_press(|| {
        if let Some(window) = web_sys::window() {
            // Where printing is forbidden nothing happens; the browser's own menu is still there.
            let _ = window.print();
        }
    });
    view! {
        <section class="ws-start">
            <h2>{room.word("workshop-title")}</h2>
            <p class="ws-model">{room.title()}</p>
            {by_host}
            <ol class="ws-cards">{scenes}</ol>
            <p class="ws-ready" role="status">{state}</p>
            {faults}
            <button type="button" class="ws-button" disabled=not_ready on:click=print>{room.word("workshop-print")}</button>
        </section>
    }
    .into_any()
}

fn scene_card(room: Room, show: Show) -> AnyView {
    let title = room.word(&format!("{}-title", show.name()));
    let about = room.word(&format!("{}-about", show.name()));
    let (number, _) = Deck::at(show).numbers();
    let label = room.text("workshop-start-at", &[("scene", title.as_str().into())]);
    let begin = on_press(move || {
        room.seconds.set(0);
        room.deck.set(Some(Deck::at(show)));
    });
    view! {
        <li class="ws-card">
            <p class="ws-quiet">{room.text("workshop-scene", &[("number", number.into())])}</p>
            <h3>{title}</h3>
            <p>{about}</p>
            <button type="button" class="ws-button ws-main" aria-label=label on:click=begin>{room.word("workshop-start")}</button>
        </li>
    }
    .into_any()
}

/// The scene that is on, over everything else.
fn stage(room: Room) -> AnyView {
    let dialog = NodeRef::<Dialog>::new();
    let heading = NodeRef::<H2>::new();
    let show = Memo::new(move |_| room.deck.get().map(|deck| deck.show));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Only a dialog that is not in the page refuses.
            let _ = dialog.show_modal();
        }
    });
    // A screen reader begins each scene at its name.
    Effect::new(move |_| {
        show.track();
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let title = text(move || {
        show.get()
            .map_or_else(String::new, |s| room.word(&format!("{}-title", s.name())))
    });
    let scene = part(move || {
        Some(match show.get()? {
            Show::Guess => guess::scene(room),
            Show::Futures => futures::scene(room),
            Show::Wait => wait::scene(room),
        })
    });
    let place = text(move || {
        let Some(deck) = room.deck.get() else {
            return String::new();
        };
        let (scene, step) = deck.numbers();
        room.text(
            "workshop-place",
            &[
                ("scene", scene.into()),
                ("scenes", SHOWS.len().into()),
                ("step", step.into()),
                ("steps", deck.show.steps().into()),
            ],
        )
    });
    let question = part(move || {
        let deck = room.deck.get().filter(|deck| deck.is_question())?;
        let said = room.word(&format!("{}-reflect", deck.show.name()));
        Some(view! { <section class="ws-question"><p class="ws-quiet">{room.word("workshop-talk")}</p><p>{said}</p></section> }.into_any())
    });
    let blanked = part(move || {
        room.blank
            .get()
            .then(|| view! { <p class="ws-blank">{room.word("workshop-blanked")}</p> }.into_any())
    });
    let is_first = flag(move || room.deck.get().is_none_or(|deck| deck.back() == deck));
    let is_last = flag(move || room.deck.get().is_none_or(Deck::is_last));
    let button = move |id: &str, class: &'static str, what: Press, off: Signal<bool>| {
        let act = on_press(move || perform(room, what));
        view! { <button type="button" class=class aria-disabled=text(move || off.get().to_string()) on:click=act>{room.word(id)}</button> }.into_any()
    };
    let never = flag(|| false);
    view! {
        <dialog class="ws-stage" node_ref=dialog aria-labelledby="ws-title" on:cancel=move |event: leptos::ev::Event| { event.prevent_default(); perform(room, Press::End) }>
            <header class="ws-head">
                <h2 id="ws-title" tabindex="-1" node_ref=heading>{title}</h2>
                <p class="ws-quiet ws-place">{place}</p>
                {clock(room)}
            </header>
            <div class="ws-scene" role="group" aria-live="polite">{scene}{question}</div>
            <footer class="ws-foot">
                {button("workshop-back", "ws-button", Press::Back, is_first)}
                {button("workshop-next", "ws-button ws-main", Press::Next, is_last)}
                <span class="ws-gap"></span>
                {button("workshop-blank", "ws-button", Press::Blank, never)}
                {button("workshop-full", "ws-button", Press::Full, never)}
                {button("workshop-end", "ws-button", Press::End, never)}
            </footer>
            {blanked}
        </dialog>
    }
    .into_any()
}

fn clock(room: Room) -> AnyView {
    let shown = text(move || {
        let seconds = room.seconds.get();
        let (minutes, seconds) = ((seconds / 60).to_string(), format!("{:02}", seconds % 60));
        room.text(
            "workshop-clock",
            &[("minutes", minutes.into()), ("seconds", seconds.into())],
        )
    });
    view! { <p class="ws-clock" role="timer" aria-label=room.word("workshop-clock-label")>{shown}</p> }.into_any()
}

/// Counts from the start of the first scene. Timers may be late, so that the time is read anew.
fn run_clock(room: Room) {
    let begun = StoredValue::new(None::<f64>);
    let tick = move || {
        if room.deck.with_untracked(Option::is_none) {
            begun.set_value(None);
            return;
        }
        let from = begun.get_value().unwrap_or_else(now);
        begun.set_value(Some(from));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds of a day at most"
        )]
        let seconds = ((now() - from) / 1000.0).max(0.0) as u64;
        if room.seconds.get_untracked() != seconds {
            room.seconds.set(seconds);
        }
    };
    if let Ok(handle) = set_interval_with_handle(tick, Duration::from_millis(250)) {
        on_cleanup(move || handle.clear());
    }
}

fn hear_keys(room: Room) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let is_ours = room.deck.with_untracked(Option::is_some) && !event.default_prevented();
        if !is_ours || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(what) = press(
            &event.key(),
            &event.code(),
            event.shift_key(),
            focus(&event),
        ) {
            event.prevent_default();
            perform(room, what);
        }
    });
    on_cleanup(move || handle.remove());
}

fn perform(room: Room, what: Press) {
    if what == Press::Full && !room.blank.get_untracked() {
        fill_screen();
    } else {
        room.go(what);
    }
}

/// A dialog cannot fill the screen by itself: the page does, and the dialog is over it.
fn fill_screen() {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else {
        return;
    };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // Where it is not allowed, the window is what there is.
        let _ = root.request_fullscreen();
    }
}

/// What has the keyboard, also within shadow roots.
fn focus(event: &KeyboardEvent) -> Focus {
    let target = event.composed_path().get(0).dyn_into::<Element>();
    match target.map(|element| element.tag_name()).as_deref() {
        Ok("INPUT" | "SELECT" | "TEXTAREA") => Focus::Field,
        Ok("BUTTON" | "A" | "SUMMARY") => Focus::Button,
        _ => Focus::Nothing,
    }
}

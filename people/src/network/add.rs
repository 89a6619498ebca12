//! Beginning a map, adding somebody in seconds, pasting a list.

use super::desk::Desk;
use super::fields::{button, part, text};
use super::list::{kinds, rings};
use super::{examples, steps};
use crate::host::today;
use early_action_engine::envelope::Change;
use early_action_present::map::guess::{self, Draft};
use leptos::ev::{ClipboardEvent, Event, SubmitEvent};
use leptos::html::{Input, Textarea};
use leptos::prelude::*;

/// Before there is a map: who is in the middle?
pub fn begin(desk: Desk) -> AnyView {
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if name.is_empty() {
            desk.wrong.set(vec![desk.word("begin-needs-name")]);
            return;
        }
        let changes = steps::begin(&desk.new_id(0), &desk.new_id(1), &name, &today());
        desk.change(&desk.word("step-begin"), &changes, "");
    };
    view! {
        <form class="nm-add" on:submit=submit>
            <div class="ea-field">
                <label for="begin">{desk.word("begin-who")}</label>
                <input class="ea-input" id="begin" autocomplete="off" maxlength="200" aria-describedby="begin-hint"
                    on:input=move |event| name.set(event_target_value(&event)) />
                <p class="ea-quiet" id="begin-hint">{desk.word("begin-hint")}</p>
            </div>
            <button class="ea-button ea-main">{desk.word("begin")}</button>
        </form>
        {examples::offers(desk)}
    }
    .into_any()
}

/// What would be added, in words.
fn preview(desk: Desk, draft: &Draft) -> String {
    desk.text(
        "add-preview",
        &[
            ("name", draft.name.as_str().into()),
            ("kind", desk.kind_word(draft.kind).into()),
            ("ring", desk.ring_word(draft.ring).into()),
        ],
    )
}

/// One line: a name, its kind and ring guessed; Enter adds, and the line is ready for the next.
pub fn line(desk: Desk) -> AnyView {
    let field = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let pasted = RwSignal::new(None::<String>);
    let draft = move |line: &str| desk.with_words(|words| guess::draft(words, line));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else {
            return;
        };
        let Some(draft) = draft(&field.value()) else {
            desk.wrong.set(vec![desk.word("add-needs-name")]);
            return;
        };
        let said = desk.text(
            "added",
            &[
                ("name", draft.name.as_str().into()),
                ("kind", desk.kind_word(draft.kind).into()),
                ("ring", desk.ring_word(draft.ring).into()),
            ],
        );
        let step = desk.about("step-add", &draft.name);
        if desk.change(
            &step,
            &steps::add(&desk.map_id(), &desk.new_id(0), &draft),
            &said,
        ) {
            field.set_value("");
            typed.set(String::new());
        }
    };
    let paste = move |event: ClipboardEvent| {
        let list = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok())
            .filter(|text| text.trim().lines().nth(1).is_some());
        if let Some(list) = list {
            // Several lines are a list of names.
            event.prevent_default();
            pasted.set(Some(list));
        }
    };
    let hint = move || match draft(&typed.get()) {
        Some(draft) => preview(desk, &draft),
        None => desk.word("add-hint"),
    };
    let open = move || pasted.set(Some(String::new()));
    view! {
        <form class="nm-add" on:submit=submit>
            <div class="ea-field">
                <label for="add">{move || desk.about("add-label", &desk.centre_name())}</label>
                <input class="ea-input" id="add" node_ref=field autocomplete="off" maxlength="400" enterkeyhint="enter"
                    aria-describedby="add-hint" on:input=move |event| typed.set(event_target_value(&event)) on:paste=paste />
                <p class="ea-quiet" id="add-hint">{hint}</p>
            </div>
            <button class="ea-button ea-main">{desk.word("add")}</button>
        </form>
        <div class="ea-row">{button(text(move || desk.word("paste-open")), "ea-button", open)}</div>
        {usual(desk, pasted)}
        {part(move || pasted.get().map(|list| paste_list(desk, list, pasted)))}
    }
    .into_any()
}

/// Lists to begin with, while there is nobody yet: usual people, to be put right and thinned out.
fn usual(desk: Desk, pasted: RwSignal<Option<String>>) -> AnyView {
    let is_alone = Memo::new(move |_| {
        let count = desk
            .sketch
            .with(|sketch| sketch.as_ref().map_or(0, |s| s.people.len()));
        count < 2 && pasted.with(Option::is_none)
    });
    let offer = move |name: &'static str, list: &'static str| {
        let act = move || pasted.set(Some(desk.word(list)));
        button(text(move || desk.word(name)), "ea-button", act)
    };
    part(move || {
        is_alone.get().then(|| {
            view! {
                <div class="nm-offers">
                    <p class="ea-quiet">{desk.word("usual-hint")}</p>
                    <div class="ea-row">
                        {offer("usual-child", "usual-child-list")}
                        {offer("usual-care", "usual-care-list")}
                        {offer("usual-parent", "usual-parent-list")}
                    </div>
                </div>
            }
            .into_any()
        })
    })
}

/// A list of names, one a line: each with kind and ring guessed, to be corrected, then all added.
fn paste_list(desk: Desk, given: String, pasted: RwSignal<Option<String>>) -> AnyView {
    let area = NodeRef::<Textarea>::new();
    let drafts = RwSignal::new(Vec::<Draft>::new());
    let read = move |list: &str| drafts.set(desk.with_words(|words| guess::drafts(words, list)));
    read(&given);
    let begun = given.clone();
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            area.set_value(&begun);
            // From its beginning, not from its end.
            let _ = area.set_selection_range(0, 0);
            // Only a field that has gone refuses.
            let _ = area.focus();
        }
    });
    let add = move || {
        let drafts = drafts.get_untracked();
        let map = desk.map_id();
        let changes: Vec<Change> = drafts
            .iter()
            .enumerate()
            .flat_map(|(at, draft)| steps::add(&map, &desk.new_id(at), draft))
            .collect();
        let step = desk.text("step-paste", &[("count", drafts.len().into())]);
        if !changes.is_empty() && desk.change(&step, &changes, &step) {
            pasted.set(None);
        }
    };
    let count = Memo::new(move |_| drafts.with(Vec::len));
    let rows = move || {
        (0..count.get())
            .map(|at| draft_row(desk, drafts, at))
            .collect::<Vec<_>>()
    };
    let label = text(move || desk.text("paste-add", &[("count", count.get().into())]));
    let typed = move |event: Event| read(&event_target_value(&event));
    view! {
        <section class="nm-paste" aria-label=desk.word("paste-open")>
            <div class="ea-field">
                <label for="paste">{desk.word("paste-title")}</label>
                <textarea class="ea-input" id="paste" rows="6" node_ref=area aria-describedby="paste-hint" on:input=typed></textarea>
                <p class="ea-quiet" id="paste-hint">{desk.word("paste-hint")}</p>
            </div>
            {part(move || (count.get() > 0).then(|| view! {
                <div class="nm-scroll" tabindex="0" role="group" aria-label=desk.word("paste-check")>
                    <table class="nm-cards" role="table">
                        <caption>{desk.word("paste-check")}</caption>
                        <thead role="rowgroup"><tr role="row"><th role="columnheader">{desk.word("name")}</th><th role="columnheader">{desk.word("kind")}</th><th role="columnheader">{desk.word("ring")}</th></tr></thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
            }.into_any()))}
            <div class="ea-row">
                {button(label, "ea-button ea-main", add)}
                {button(text(move || desk.word("cancel")), "ea-button", move || pasted.set(None))}
            </div>
        </section>
    }
    .into_any()
}

fn draft_row(desk: Desk, drafts: RwSignal<Vec<Draft>>, at: usize) -> AnyView {
    let read = move |read: fn(&Draft) -> String| {
        text(move || drafts.with(|drafts| drafts.get(at).map_or_else(String::new, read)))
    };
    let name = read(|draft| match &draft.role {
        Some(role) => format!("{} ({role})", draft.name),
        None => draft.name.clone(),
    });
    let kind = read(|draft| draft.kind.unwrap_or("").to_owned());
    let ring = read(|draft| draft.ring.map_or_else(String::new, |ring| ring.to_string()));
    let write = move |write: &dyn Fn(&mut Draft)| {
        drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(at) {
                write(draft);
            }
        });
    };
    let set_kind = Box::new(move |value: String| {
        let kinds = early_action_engine::network::KINDS;
        let kind = kinds.into_iter().find(|kind| *kind == value);
        write(&|draft| draft.kind = kind);
    });
    let set_ring = Box::new(move |value: String| write(&|draft| draft.ring = value.parse().ok()));
    let kind_label = text(move || desk.about("kind-of", &name.get()));
    let ring_label = text(move || desk.about("ring-of", &name.get()));
    let usual: Vec<(String, String)> = kinds(desk).into_iter().take(9).collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{name}</th>
            <td role="cell">{super::fields::choice(kind_label, "nm-cell", usual, kind, set_kind)}</td>
            <td role="cell">{super::fields::choice(ring_label, "nm-cell", rings(desk), ring, set_ring)}</td>
        </tr>
    }
    .into_any()
}

//! Several families' files side by side, opened in the page and nowhere else.

use super::desk::Desk;
use crate::host::today;
use early_action_engine::envelope::Envelope;
use early_action_engine::network::Date;
use early_action_engine::progress::Plan;
use early_action_present::plan::Told;
use early_action_present::plan::team::{Family, LATELY, LEAST, family, together};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// A file and what its plan says.
#[derive(Clone, Debug)]
struct Opened {
    name: String,
    family: Family,
}

/// The team's view.
pub fn team(desk: Desk) -> AnyView {
    let opened = RwSignal::new(Vec::<Opened>::new());
    let field = NodeRef::<Input>::new();
    let open = move |_| {
        let files = field.get_untracked().and_then(|field| field.files());
        let Some(files) = files else { return };
        let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
        spawn_local(async move {
            let mut refused = Vec::new();
            for file in files {
                match read(desk, &file).await {
                    Ok(new) => opened.update(|opened| {
                        // The same file again is a newer copy of it.
                        match opened.iter().position(|known| known.name == new.name) {
                            Some(at) => opened[at] = new,
                            None => opened.push(new),
                        }
                    }),
                    Err(said) => refused.push(said),
                }
            }
            let count = opened.with_untracked(Vec::len);
            let mut said = vec![desk.text("plan-team-opened", &[("count", count.into())])];
            said.append(&mut refused);
            desk.said.set(said.join(" "));
        });
    };
    let all = move || {
        let families: Vec<Family> =
            opened.with(|opened| opened.iter().map(|one| one.family.clone()).collect());
        if families.is_empty() {
            return ().into_any();
        }
        let Some(all) = together(&families) else {
            let args = [("least", LEAST.into())];
            return view! { <p class="ea-quiet">{desk.text("plan-team-few", &args)}</p> }
                .into_any();
        };
        let args = [
            ("families", all.families.into()),
            ("with", all.with_children.into()),
            ("heard", all.children_heard.into()),
            ("moved", all.moved.into()),
            ("days", LATELY.into()),
            ("own", all.own.0.into()),
            ("written", all.own.1.into()),
            ("all", all.own.2.into()),
        ];
        view! { <p class="pp-notice">{desk.text("plan-team-together", &args)}</p> }.into_any()
    };
    let rows = move || {
        let rows = opened.get().into_iter().map(|one| row(desk, &one));
        let rows = rows.collect_view();
        view! { <div class="pp-team">{rows}</div> }.into_any()
    };
    view! {
        <section class="pp-card">
            <h2>{desk.word("plan-team-title")}</h2>
            <p>{desk.word("plan-team-hint")}</p>
            <label class="ea-field">
                <span class="ea-label">{desk.word("plan-team-files")}</span>
                <input class="ea-input" type="file" multiple="" accept=".json,.html,application/json,text/html" node_ref=field on:change=open />
            </label>
            <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
            {all}
        </section>
        {rows}
    }
    .into_any()
}

async fn read(desk: Desk, file: &File) -> Result<Opened, String> {
    let name = file.name();
    let refused = || desk.text("plan-team-refused", &[("name", name.as_str().into())]);
    let text = JsFuture::from(file.text()).await.map_err(|_| refused())?;
    let text = text.as_string().ok_or_else(refused)?;
    let envelope = Envelope::parse(&text).map_err(|faults| {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        [refused(), first].join(" ")
    })?;
    let plan = Plan::of(&envelope);
    let today = Date::parse(&today()).ok_or_else(refused)?;
    let family = desk.with_words(|words| {
        let told = Told {
            words,
            envelope: &envelope,
            plan: &plan,
        };
        family(&told, today)
    });
    Ok(Opened { name, family })
}

/// One family: who was heard, what moved, whose words.
fn row(desk: Desk, one: &Opened) -> AnyView {
    let heard = one.family.voices.iter().map(|voice| {
        let name = ("name", voice.name.as_str().into());
        let said = match voice.days {
            None => desk.text("plan-team-never", &[name]),
            Some(days) if voice.is_heard() => {
                desk.text("plan-team-heard", &[name, ("days", days.into())])
            }
            Some(days) => desk.text("plan-team-not-heard", &[name, ("days", days.into())]),
        };
        view! { <li class:pp-quietly=voice.is_heard()>{said}</li> }.into_any()
    });
    let heard = heard.collect_view();
    let moved = one
        .family
        .moved
        .iter()
        .map(|said| view! { <li>{said.clone()}</li> }.into_any());
    let moved = moved.collect_view();
    let none = one
        .family
        .moved
        .is_empty()
        .then(|| view! { <p class="ea-quiet">{desk.word("plan-team-not-moved")}</p> });
    let (own, written, all) = one.family.own;
    let args = [
        ("own", own.into()),
        ("written", written.into()),
        ("all", all.into()),
    ];
    view! {
        <article class="pp-card">
            <h3>{one.name.clone()}</h3>
            <h4>{desk.word("plan-team-heard-title")}</h4>
            <ul class="pp-list">{heard}</ul>
            <h4>{desk.word("plan-team-moved-title")}</h4>
            <ul class="pp-list">{moved}</ul>
            {none}
            <h4>{desk.word("plan-team-words-title")}</h4>
            <p>{desk.text("plan-team-own", &args)}</p>
        </article>
    }
    .into_any()
}

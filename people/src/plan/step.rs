//! Small steps: who helps, who asked for them, done or not this time.

use super::desk::Desk;
use super::parts::{button, choose_voice, day, line, more};
use super::steps::{Entry, helper};
use early_action_engine::envelope::Part;
use early_action_engine::envelope::Value;
use early_action_engine::progress::{State, Step};
use early_action_present::plan::{Told, say};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The steps of a goal, or those of none.
pub fn list(desk: Desk, goal: Option<String>) -> AnyView {
    let goal = StoredValue::new(goal);
    let ids = move || {
        desk.told(|told| {
            goal.with_value(|goal| of(told, goal.as_deref()))
                .iter()
                .map(|step| step.id.clone())
                .collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="pp-steps"><For each=ids key=Clone::clone children=move |id| one(desk, id) /></ul>
    }
    .into_any()
}

fn of<'a>(told: &Told<'a>, goal: Option<&str>) -> Vec<&'a Step> {
    match goal {
        None => told.plan.loose.iter().collect(),
        Some(id) => {
            let goal = told.plan.goals.iter().find(|goal| goal.id == id);
            goal.map(|goal| goal.steps.iter().collect())
                .unwrap_or_default()
        }
    }
}

fn one(desk: Desk, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let step = Memo::new(move |_| {
        desk.told(|told| id.with_value(|id| told.plan.steps().find(|step| step.id == *id).cloned()))
    });
    let text = move || step.get().map(|step| step.text).unwrap_or_default();
    let is_aside = Memo::new(move |_| step.get().is_some_and(|step| step.state == State::Aside));
    let around = move || {
        let step = step.get()?;
        Some(desk.told(|told| {
            let mut said = say::around(told, &step);
            said.extend(say::kept_up(told, &step));
            if step.state == State::Aside {
                said.push(told.words.word("plan-aside"));
            }
            said.join(" ")
        }))
    };
    let alone = move || {
        let id = id.get_value();
        let nobody = desk
            .known
            .with(|known| known.plan.unheld(&known.envelope).now.contains(&id));
        nobody.then(|| view! { <p class="pp-notice">{desk.word("plan-step-alone")}</p> })
    };
    let record = move |kind: &'static str, said: &'static str| {
        let entry = Entry::new(kind)
            .by(desk, None)
            .with("step", id.get_value().as_str());
        desk.change(
            &desk.word(&["plan-do-", kind].concat()),
            &entry.changes(),
            &desk.word(said),
        );
    };
    let named = move |word: &str| desk.text(word, &[("step", text().into())]);
    let acts = move || {
        if is_aside.get() {
            return button(desk, "plan-step-again", move || {
                record("again", "plan-step-taken-up")
            });
        }
        view! {
            <button type="button" class="ea-button" aria-label=move || named("plan-step-done-name")
                on:click=move |_| record("done", "plan-step-was-done")>{desk.word("plan-step-done")}</button>
            <button type="button" class="ea-button" aria-label=move || named("plan-step-missed-name")
                on:click=move |_| record("missed", "plan-step-was-missed")>{desk.word("plan-step-missed")}</button>
        }
        .into_any()
    };
    let change = move || {
        let aside = move || {
            (!is_aside.get()).then(|| {
                button(desk, "plan-step-aside", move || {
                    record("aside", "plan-step-set-aside")
                })
            })
        };
        view! {
            {reword(desk, "step", id.get_value())}
            {helpers_form(desk, id.get_value())}
            <div class="ea-row">{aside}</div>
        }
        .into_any()
    };
    let lang = desk.told_now(|told| {
        id.with_value(|id| {
            told.entry(id)
                .and_then(|r| r.text("lang").map(str::to_owned))
        })
    });
    view! {
        <li class="pp-step" class:pp-aside=move || is_aside.get()>
            <p class="pp-step-text" lang=lang>{text}</p>
            <p class="ea-quiet">{around}</p>
            {alone}
            <div class="ea-row">{acts}</div>
            {more(move || desk.word("plan-step-change"), change)}
        </li>
    }
    .into_any()
}

/// New words for a goal or a step; the old ones stay in the log.
pub fn reword(desk: Desk, field: &'static str, id: String) -> AnyView {
    let words = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = words.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let entry = Entry::new("wording")
            .by(desk, None)
            .with(field, id.as_str())
            .text("text", &text);
        if desk.change(
            &desk.word("plan-do-wording"),
            &entry.changes(),
            &desk.word("plan-reworded"),
        ) {
            words.set(String::new());
        }
    };
    view! {
        <form class="pp-fields" on:submit=submit>
            {line(desk.word("plan-reword"), words)}
            <button class="ea-button">{desk.word("plan-reword-do")}</button>
        </form>
    }
    .into_any()
}

/// People of the maps, the latest first, each once; the one in the middle helps too.
fn people(desk: Desk) -> Vec<(String, String)> {
    desk.known.with(|known| {
        let mut people: Vec<(String, String)> = Vec::new();
        if let Some(map) = known.envelope.maps().last() {
            people.extend(known.envelope.part(map, Part::Person).map(|(key, record)| {
                (
                    key.id.to_string(),
                    record.text("name").unwrap_or_default().to_owned(),
                )
            }));
        }
        people
    })
}

/// People who help: ticked among those on the map, and new names.
fn choose_helpers(desk: Desk, chosen: RwSignal<Vec<String>>, name: RwSignal<String>) -> AnyView {
    let boxes = move || {
        let boxes = people(desk).into_iter().map(|(id, name)| {
            let mine = id.clone();
            let toggle = move |_| {
                chosen.update(|chosen| match chosen.iter().position(|known| *known == id) {
                    Some(at) => _ = chosen.remove(at),
                    None => chosen.push(id.clone()),
                });
            };
            view! {
                <label class="pp-chip">
                    <input type="checkbox" prop:checked=move || chosen.with(|c| c.contains(&mine)) on:change=toggle />
                    <span>{name}</span>
                </label>
            }
            .into_any()
        });
        boxes.collect_view()
    };
    view! {
        <fieldset class="pp-voices">
            <legend class="ea-label">{desk.word("plan-who-helps")}</legend>
            <div class="ea-row">{boxes}</div>
            {line(desk.word("plan-helper-new"), name)}
        </fieldset>
    }
    .into_any()
}

/// The helpers that were chosen, with the changes that bring a new one onto the map.
fn chosen_helpers(
    desk: Desk,
    chosen: RwSignal<Vec<String>>,
    name: RwSignal<String>,
) -> (Vec<String>, Vec<early_action_engine::envelope::Change>) {
    let mut ids = chosen.get_untracked();
    let mut changes = Vec::new();
    let name = name.get_untracked();
    if !name.trim().is_empty() {
        let (id, more) = helper(desk, name.trim());
        ids.push(id);
        changes = more;
    }
    (ids, changes)
}

fn helpers_form(desk: Desk, step: String) -> AnyView {
    let here = untrack(|| people(desk));
    // Whoever is on the map no longer is not asked again.
    let now = desk.told_now(|told| {
        let known = told.plan.steps().find(|known| known.id == step);
        let helpers = known.map(|step| step.helpers.clone()).unwrap_or_default();
        let stays = |id: &String| here.iter().any(|(known, _)| known == id);
        helpers.into_iter().filter(stays).collect::<Vec<_>>()
    });
    let (chosen, name) = (RwSignal::new(now), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (ids, mut changes) = chosen_helpers(desk, chosen, name);
        let entry = Entry::new("help")
            .by(desk, None)
            .with("step", step.as_str())
            .with("helpers", Value::list(&ids));
        changes.extend(entry.changes());
        if desk.change(
            &desk.word("plan-do-help"),
            &changes,
            &desk.word("plan-help-changed"),
        ) {
            chosen.set(ids);
            name.set(String::new());
        }
    };
    view! {
        <form class="pp-fields" on:submit=submit>
            {choose_helpers(desk, chosen, name)}
            <button class="ea-button">{desk.word("plan-help-do")}</button>
        </form>
    }
    .into_any()
}

/// Another small step.
pub fn form(desk: Desk, goal: String) -> AnyView {
    let (text, asked, due) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let (chosen, name) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()));
    let voice = RwSignal::new(desk.writer.get_untracked());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            desk.said.set(desk.word("plan-step-needs-words"));
            return;
        }
        let (ids, mut changes) = chosen_helpers(desk, chosen, name);
        let mut entry = Entry::new("step")
            .by(desk, voice.get_untracked().as_deref())
            .with("goal", goal.as_str())
            .text("text", &words)
            .text("asked_by", &asked.get_untracked())
            .text("due", &due.get_untracked());
        if !ids.is_empty() {
            entry = entry.with("helpers", Value::list(&ids));
        }
        changes.extend(entry.changes());
        if desk.change(
            &desk.word("plan-do-step"),
            &changes,
            &desk.word("plan-step-added"),
        ) {
            for field in [text, asked, due, name] {
                field.set(String::new());
            }
            chosen.set(Vec::new());
        }
    };
    let who = move || {
        view! {
            {choose_helpers(desk, chosen, name)}
            <div class="pp-fields">
                {line(desk.word("plan-step-asked"), asked)}
                {day(desk.word("plan-step-due"), due)}
            </div>
            {choose_voice(desk, desk.word("plan-step-whose"), voice)}
        }
        .into_any()
    };
    view! {
        <form class="pp-panel" on:submit=submit>
            <div class="pp-fields">
                {line(desk.word("plan-step-label"), text)}
                <button class="ea-button ea-main">{desk.word("plan-step-add")}</button>
            </div>
            {more(move || desk.word("plan-step-more"), who)}
        </form>
    }
    .into_any()
}

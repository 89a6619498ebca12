//! What people take away: paper, reminders, plain text, files for other programs.

use super::clock;
use super::desk::{Desk, Paper};
use super::parts::button;
use crate::host::today;
use early_action_engine::envelope::{Copy, Part};
use early_action_engine::network::Date;
use early_action_engine::progress::{Plan, State};
use early_action_host::{After, print_on, save};
use early_action_keep::{fhir, table};
use early_action_present::Words;
use early_action_present::plan::calendar::{Reminder, calendar};
use early_action_present::plan::{Told, plain};
use early_action_present::words::KEEPING;
use leptos::prelude::*;

/// Until what is to be printed is on the page, ms.
const DRAWN_MS: i32 = 50;

/// The page of every paper.
const PAGE: &str = "@page { size: A4 portrait; margin: 14mm }";

/// Prints one of the papers, and nothing else of the page around.
pub fn print(desk: Desk, paper: Paper) {
    desk.paper.set(paper);
    let waiting = After::new(DRAWN_MS, move || {
        if !desk.host(|host| print_on(host.element(), PAGE)) {
            desk.said.set(desk.word("plan-print-not"));
        }
    });
    desk.waiting.update_value(|held| *held = Some(waiting));
}

/// Buttons for all of it; only what this place allows is offered.
pub fn away(desk: Desk) -> AnyView {
    let can = desk.host(|host| host.capabilities());
    let paper = can.print.then(|| {
        view! {
            <p class="ea-label">{desk.word("paper")}</p>
            <div class="ea-row">
                {button(desk, "plan-print-plan", move || print(desk, Paper::Plan))}
                {button(desk, "plan-print-blank", move || print(desk, Paper::Blank))}
            </div>
        }
    });
    let with_words = RwSignal::new(false);
    let has_any = Memo::new(move |_| {
        desk.known
            .with(|known| known.plan.steps().next().is_some() || !known.plan.goals.is_empty())
    });
    let files = move || {
        (can.downloads && has_any.get()).then(|| {
        view! {
            <p class="ea-label">{desk.word("plan-take-files")}</p>
            <div class="ea-row">
                {button(desk, "plan-save-text", move || save_text(desk))}
                {button(desk, "plan-save-table", move || save_table(desk))}
                {button(desk, "plan-save-fhir", move || save_fhir(desk))}
            </div>
            <p class="ea-quiet">{desk.word("plan-files-hint")}</p>
            <div class="ea-row">
                {button(desk, "plan-save-calendar", move || save_calendar(desk, with_words.get_untracked()))}
                <label class="pp-chip">
                    <input type="checkbox" prop:checked=move || with_words.get()
                        on:change=move |_| with_words.update(|with| *with = !*with) />
                    <span>{desk.word("plan-calendar-words")}</span>
                </label>
            </div>
            <p class="ea-quiet">{desk.word("plan-calendar-hint")}</p>
        }
    })
    };
    let nothing = (!can.print && !can.downloads)
        .then(|| view! { <p class="pp-notice">{desk.word("plan-nothing-here")}</p> });
    let text = move || plain_text(desk);
    view! {
        <div class="kp-form">
            {paper}{files}{nothing}
            <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
            {super::parts::more(move || desk.word("plan-text-title"), move || view! {
                <p class="ea-quiet">{desk.word("plan-text-hint")}</p>
                <pre class="pp-text" tabindex="0" aria-label=desk.word("plan-text-title")>{text}</pre>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// The plan in plain text, without anything that is meant for some only.
fn plain_text(desk: Desk) -> String {
    let copy = desk
        .known
        .with(|known| known.envelope.copy_for(None).envelope);
    let plan = Plan::of(&copy);
    let Some(today) = Date::parse(&today()) else {
        return String::new();
    };
    desk.with_words(|words| {
        let told = Told {
            words,
            envelope: &copy,
            plan: &plan,
        };
        plain::plain(&told, today)
    })
}

/// Hands a file to the browser, and says whether it took it.
fn hand(desk: Desk, name: &str, ending: &str, kind: &str, text: &str) {
    let name = [&desk.word(name), ending].concat();
    let is_saved = save(&name, kind, text);
    desk.said.set(desk.word(if is_saved {
        "plan-saved"
    } else {
        "plan-not-saved"
    }));
}

fn save_text(desk: Desk) {
    let (kind, text) = ("text/plain;charset=utf-8", plain_text(desk));
    hand(desk, "plan-file-text", ".txt", kind, &text);
}

/// Hands over what everybody may see of it, in the words of keeping.
fn hand_for_all(desk: Desk, ending: &str, kind: &str, write: impl FnOnce(&Copy, &Words) -> String) {
    let copy = desk
        .known
        .with_untracked(|known| known.envelope.copy_for(None));
    if copy.envelope.part("", Part::Entry).next().is_none() {
        desk.said.set(desk.word("plan-nothing-for-all"));
        return;
    }
    let text = desk.with_words(|words| write(&copy, &words.with_resources(KEEPING)));
    hand(desk, "plan-file-text", ending, kind, &text);
}

fn save_table(desk: Desk) {
    hand_for_all(desk, ".csv", "text/csv;charset=utf-8", table::csv);
}

fn save_fhir(desk: Desk) {
    hand_for_all(
        desk,
        ".fhir.json",
        "application/fhir+json",
        |copy, words| fhir::bundle(copy, words, None),
    );
}

/// Steps with a day, as reminders. Without their words a locked screen tells nothing.
fn save_calendar(desk: Desk, with_words: bool) {
    let reminders = desk.told_now(|told| {
        let open = told.plan.steps().filter(|step| step.state == State::Open);
        let dated = open.filter_map(|step| {
            let day = told.entry(&step.id)?.text("due")?.to_owned();
            let title = if with_words {
                step.text.clone()
            } else {
                told.words.word("plan-calendar-step")
            };
            let id = step.id.clone();
            Some(Reminder { id, day, title })
        });
        dated.collect::<Vec<_>>()
    });
    if reminders.is_empty() {
        desk.said.set(desk.word("plan-calendar-none"));
        return;
    }
    let text = calendar(&reminders, &clock::stamp());
    hand(
        desk,
        "plan-file-calendar",
        ".ics",
        "text/calendar;charset=utf-8",
        &text,
    );
}

//! Several families' files side by side, opened in the page and nowhere else.

use super::desk::Desk;
use crate::host::{read_file, today};
use crate::keeping::{self, browser};
use early_action_engine::envelope::Envelope;
use early_action_engine::network::Date;
use early_action_engine::progress::Plan;
use early_action_keep::{Locked, MAX_FILE, Opened, Refused, open};
use early_action_present::Words;
use early_action_present::plan::Told;
use early_action_present::plan::team::{Family, LATELY, LEAST, family, together};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// A file and what its plan says.
#[derive(Clone, Debug)]
struct Read {
    name: String,
    family: Family,
}

/// A file that waits for its passphrase.
#[derive(Clone, Debug)]
struct Waiting {
    name: String,
    locked: Locked,
}

/// What was opened so far.
#[derive(Clone, Copy)]
struct Team {
    desk: Desk,
    read: RwSignal<Vec<Read>>,
    waiting: RwSignal<Vec<Waiting>>,
    /// The words for files that are not opened.
    words: StoredValue<Words>,
}

impl Team {
    /// A file is read; gives why not.
    async fn take(self, file: &File) -> Result<(), String> {
        let name = file.name();
        if file.size() > MAX_FILE as f64 {
            return Err(self.why(&name, &Refused::TooBig));
        }
        let bytes = read_file(file).await;
        let bytes = bytes.ok_or_else(|| self.why(&name, &Refused::Foreign))?;
        // The same file again is a newer copy of it.
        self.waiting
            .update(|waiting| waiting.retain(|known| known.name != name));
        match open(&bytes).map_err(|refused| self.why(&name, &refused))? {
            Opened::Plain(envelope) => self.put(name, &envelope),
            Opened::Locked(locked) => self
                .waiting
                .update(|all| all.push(Waiting { name, locked })),
        }
        Ok(())
    }

    fn put(self, name: String, envelope: &Envelope) {
        let Some(today) = Date::parse(&today()) else {
            return;
        };
        let plan = Plan::of(envelope);
        let family = self.desk.with_words(|words| {
            let told = Told {
                words,
                envelope,
                plan: &plan,
            };
            family(&told, today)
        });
        let new = Read { name, family };
        self.read.update(
            |read| match read.iter().position(|known| known.name == new.name) {
                Some(at) => read[at] = new,
                None => read.push(new),
            },
        );
    }

    /// Why a file is not opened.
    fn why(self, name: &str, refused: &Refused) -> String {
        let (what, hint) = self.words.with_value(|words| refused.say(words));
        let mut why = vec![what, hint];
        if let Refused::Faults(faults) = refused {
            why.extend(faults.first().map(ToString::to_string));
        }
        let args = [("name", name.into()), ("why", why.join(" ").into())];
        self.desk.text("plan-team-refused", &args)
    }

    /// Says how many are open, and what was not.
    fn tell(self, refused: Vec<String>) {
        let count = self.read.with_untracked(Vec::len);
        let mut said = vec![
            self.desk
                .text("plan-team-opened", &[("count", count.into())]),
        ];
        said.extend(refused);
        self.desk.said.set(said.join(" "));
    }
}

/// The team's view.
pub fn team(desk: Desk) -> AnyView {
    let lang = desk.with_words(|words| words.lang().to_owned());
    let team = Team {
        desk,
        read: RwSignal::default(),
        waiting: RwSignal::default(),
        words: StoredValue::new(early_action_keep::words(&lang)),
    };
    let opened = team.read;
    let field = NodeRef::<Input>::new();
    let open = move |_| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let Some(files) = field.files() else { return };
        let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
        // The same files can be chosen again.
        field.set_value("");
        spawn_local(async move {
            let mut refused = Vec::new();
            for file in files {
                refused.extend(team.take(&file).await.err());
            }
            team.tell(refused);
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
        let rows = opened.get().into_iter().map(|one| row(team, &one));
        let rows = rows.collect_view();
        view! { <div class="pp-team">{rows}</div> }.into_any()
    };
    let waiting = move || {
        let waiting = team.waiting.get().into_iter().map(|one| unlock(team, one));
        waiting.collect_view()
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
            {waiting}
            {all}
        </section>
        {rows}
    }
    .into_any()
}

/// Asks for the passphrase of a locked file.
fn unlock(team: Team, one: Waiting) -> AnyView {
    let desk = team.desk;
    let typed = RwSignal::new(String::new());
    let name = move |id: &str, one: &Waiting| desk.text(id, &[("name", one.name.as_str().into())]);
    let is_changed = one.locked.is_page_changed();
    let warning =
        is_changed.then(|| view! { <p class="pp-notice">{name("plan-team-changed", &one)}</p> });
    let (label, act) = (
        name("plan-team-unlock", &one),
        name("plan-team-unlock-do", &one),
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let one = one.clone();
        spawn_local(async move {
            let saying = team.words.with_value(|words| words.word("keep-unlocking"));
            desk.said.set(saying);
            let passphrase = browser::passphrase(&typed.get_untracked());
            let host = desk.host(Clone::clone);
            let key = keeping::key(&host, one.locked.recipe(), &passphrase).await;
            // That the page was changed is said above the field.
            match key.and_then(|key| one.locked.unlock_with(&key)) {
                Ok(envelope) => {
                    team.waiting
                        .update(|all| all.retain(|known| known.name != one.name));
                    team.put(one.name, &envelope);
                    team.tell(Vec::new());
                }
                Err(refused) => desk.said.set(team.why(&one.name, &refused)),
            }
        });
    };
    view! {
        <form class="pp-panel" on:submit=submit>
            {warning}
            <div class="pp-fields">
                <label class="ea-field pp-grow">
                    <span class="ea-label">{label}</span>
                    <input class="ea-input" type="password" autocomplete="off" prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event)) />
                </label>
                <button class="ea-button ea-main">{act}</button>
            </div>
        </form>
    }
    .into_any()
}

/// One family: who was heard, what moved, whose words.
fn row(team: Team, one: &Read) -> AnyView {
    let desk = team.desk;
    let name = one.name.clone();
    let label = desk.text("plan-team-close", &[("name", name.as_str().into())]);
    let close = move |_| {
        team.read
            .update(|read| read.retain(|known| known.name != name))
    };
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
            <div class="ea-row"><button type="button" class="ea-button" aria-label=label on:click=close>{desk.word("close")}</button></div>
        </article>
    }
    .into_any()
}

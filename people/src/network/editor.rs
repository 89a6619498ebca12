//! Everything that can be said of whoever is chosen.

use super::desk::Desk;
use super::fields::{Act, button, choice, fold, line, part, text, tick};
use super::list::{everybody, follow, kind_field, ring_field};
use super::{sees, ties};
use early_action_engine::envelope::{Change, Key, Part, Value, fields};
use early_action_engine::network::HELPS;
use leptos::html::Section;
use leptos::prelude::*;

/// Chances as people say them, and as they are kept.
const STAYS: [(&str, f64); 5] = [
    ("stays-certain", 0.95),
    ("stays-likely", 0.75),
    ("stays-even", 0.5),
    ("stays-unlikely", 0.25),
    ("stays-hardly", 0.05),
];

/// The panel of whoever is chosen.
pub fn editor(desk: Desk) -> AnyView {
    let shown = Memo::new(move |_| {
        let id = desk.chosen.get()?;
        desk.record(&desk.person(&id), |_| ())?;
        Some(id)
    });
    part(move || shown.get().map(|id| person(desk, id)))
}

fn person(desk: Desk, id: String) -> AnyView {
    let key = desk.person(&id);
    let is_centre = desk.centre_id().as_ref() == Some(&id);
    let name = follow(desk, key.clone(), "name");
    let panel = NodeRef::<Section>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get().filter(|_| desk.opened.get()) {
            desk.opened.set(false);
            // Only a node that has gone refuses.
            let _ = panel.focus();
        }
    });
    let usual = view! {
        {entry(desk, &key, "name", "text", "name", 200)}
        {(!is_centre).then(|| view! {
            {entry(desk, &key, "role", "text", "role", 200)}
            <div class="nm-pair">{kind_field(desk, id.clone(), name)}{ring_field(desk, id.clone(), name)}</div>
            {helps(desk, &key)}
            {word(desk, &key, "state", "state", &["now", "lost", "could"])}
            {strength(desk, &key)}
            {word(desk, &key, "quality", "quality", &["", "good", "mixed", "difficult"])}
            {word(desk, &key, "direction", "direction", &["", "both", "gives", "gets"])}
            {word(desk, &key, "contact", "contact", &["", "daily", "weekly", "monthly", "yearly", "never"])}
            {stays(desk, &key)}
        })}
        {is_centre.then(|| entry(desk, &key, "born", "date", "born", 10))}
    };
    let later = (!is_centre).then(|| {
        let inside = view! {
            {entry(desk, &key, "since", "text", "since", 10)}
            {entry(desk, &key, "until", "text", "until", 10)}
            {entry(desk, &key, "until_age", "number", "until-age", 3)}
            {word_flag(desk, &key, "paid", "paid")}
            {word_flag(desk, &key, "chosen", "chosen")}
            <p class="ea-quiet">{desk.word("date-hint")}</p>
        };
        fold(text(move || desk.word("times")), inside.into_any())
    });
    let circles = (!is_centre).then(|| {
        let inside = view! { {ties::ties(desk, id.clone())}{ties::groups(desk, id.clone())}{through(desk, &key, &id)} };
        fold(text(move || desk.word("ties-and-groups")), inside.into_any())
    });
    let own = id.clone();
    let remove = move || {
        let name = desk.name_of(&own);
        let step = desk.about("step-remove", &name);
        let changes = [Change::Remove(desk.person(&own))];
        if desk.change(&step, &changes, &desk.about("removed", &name)) {
            desk.chosen.set(None);
        }
    };
    let removing = (!is_centre).then(|| {
        button(
            text(move || desk.about("remove", &name.get())),
            "ea-button",
            remove,
        )
    });
    let note = entry(desk, &key, "note", "text", "note", 2_000);
    let seen = fold(
        text(move || desk.word("sees")),
        sees::sees(desk, key.clone()),
    );
    let says = ties::disagreements(desk, id);
    view! {
        <section class="nm-editor" tabindex="-1" node_ref=panel aria-label=move || desk.about("editor", &name.get())>
            <div class="nm-editor-head"><h3>{name}</h3>
                {button(text(move || desk.word("close")), "ea-button", move || desk.chosen.set(None))}
            </div>
            {says}{usual}{later}{circles}{note}{seen}
            <div class="ea-row">{removing}</div>
        </section>
    }
    .into_any()
}

/// A field of a record, in one line. What does not belong there is said, and what was there stays.
pub fn entry(
    desk: Desk,
    key: &Key,
    field: &'static str,
    kind: &'static str,
    label: &'static str,
    most: u16,
) -> AnyView {
    let current = follow(desk, key.clone(), field);
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let value = value.trim();
        let Some(known) = fields::field(own.part, field) else {
            return;
        };
        let value = match known.takes {
            _ if value.is_empty() && known.required => return,
            _ if value.is_empty() => None,
            fields::Takes::Number(..) | fields::Takes::Whole(..) => Some(
                value
                    .parse::<f64>()
                    .map_or_else(|_| value.into(), Value::from),
            ),
            _ => Some(value.into()),
        };
        let step = writing(desk, &own, label);
        desk.set(&own, field, value, &step);
    });
    line(text(move || desk.word(label)), kind, most, current, act)
}

/// Whom or what a step is about.
/// The name of the step that writes something about somebody.
fn writing(desk: Desk, key: &Key, label: &str) -> String {
    let args = [
        ("name", subject(desk, key).into()),
        ("field", desk.word(label).into()),
    ];
    desk.text("step-field", &args)
}

fn subject(desk: Desk, key: &Key) -> String {
    match key.part {
        Part::Person => desk.name_of(&key.id),
        Part::Map => desk.word("the-map"),
        _ => desk.word("a-tie"),
    }
}

/// A choice among words of the format; an empty one is not said.
pub fn word(
    desk: Desk,
    key: &Key,
    field: &'static str,
    label: &'static str,
    options: &'static [&'static str],
) -> AnyView {
    let read = follow(desk, key.clone(), field);
    let first = options.first().copied().unwrap_or("");
    let current = text(move || {
        let value = read.get();
        if value.is_empty() {
            first.to_owned()
        } else {
            value
        }
    });
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let step = writing(desk, &own, label);
        let value = (!value.is_empty()).then(|| value.as_str().into());
        desk.set(&own, field, value, &step);
    });
    let options = options.iter().map(|value| {
        let id = if value.is_empty() {
            "not-said".to_owned()
        } else {
            format!("{label}-{value}")
        };
        ((*value).to_owned(), desk.word(&id))
    });
    choice(
        text(move || desk.word(label)),
        "ea-field",
        options.collect(),
        current,
        act,
    )
}

/// Yes, no, or not said.
fn word_flag(desk: Desk, key: &Key, field: &'static str, label: &'static str) -> AnyView {
    let own = key.clone();
    let current = text(move || {
        let flag = desk.record(&own, |record| record.flag(field)).flatten();
        flag.map_or_else(String::new, |flag| {
            if flag { "yes" } else { "no" }.to_owned()
        })
    });
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let step = writing(desk, &own, label);
        let value = (!value.is_empty()).then(|| Value::from(value == "yes"));
        desk.set(&own, field, value, &step);
    });
    let options = ["", "yes", "no"].map(|value| {
        let id = if value.is_empty() { "not-said" } else { value };
        (value.to_owned(), desk.word(id))
    });
    choice(
        text(move || desk.word(label)),
        "ea-field",
        options.to_vec(),
        current,
        act,
    )
}

/// How strong the tie is: three widths.
pub fn strength(desk: Desk, key: &Key) -> AnyView {
    let read = follow(desk, key.clone(), "strength");
    let current = text(move || match read.get().parse::<f64>() {
        Ok(strength) if strength >= 3.0 => "3".into(),
        Ok(strength) if strength >= 2.0 => "2".into(),
        _ => "1".into(),
    });
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let step = writing(desk, &own, "strength");
        desk.set(
            &own,
            "strength",
            value.parse::<f64>().ok().map(Value::from),
            &step,
        );
    });
    let options =
        ["1", "2", "3"].map(|value| (value.to_owned(), desk.word(&format!("strength-{value}"))));
    choice(
        text(move || desk.word("strength")),
        "ea-field",
        options.to_vec(),
        current,
        act,
    )
}

/// How likely somebody is to be there still, in words.
fn stays(desk: Desk, key: &Key) -> AnyView {
    let own = key.clone();
    let chance = Memo::new(move |_| desk.record(&own, |record| record.number("stays")).flatten());
    let near = move |chance: f64| {
        let off = |at: &(&str, f64)| (at.1 - chance).abs();
        let nearest = STAYS
            .iter()
            .reduce(|best, next| if off(next) < off(best) { next } else { best });
        nearest.map_or_else(String::new, |nearest| nearest.0.to_owned())
    };
    let current = text(move || chance.get().map_or_else(String::new, near));
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let step = writing(desk, &own, "stays");
        let chance = STAYS
            .iter()
            .find(|(id, _)| *id == value)
            .map(|(_, chance)| Value::from(*chance));
        desk.set(&own, "stays", chance, &step);
    });
    let said = STAYS
        .iter()
        .map(|(id, _)| ((*id).to_owned(), desk.word(id)));
    let options = std::iter::once((String::new(), desk.word("stays-unknown"))).chain(said);
    choice(
        text(move || desk.word("stays")),
        "ea-field",
        options.collect(),
        current,
        act,
    )
}

/// What somebody helps with.
fn helps(desk: Desk, key: &Key) -> AnyView {
    let known = desk.sketch.with_untracked(|sketch| {
        sketch.as_ref().map_or_else(
            || HELPS.map(str::to_owned).to_vec(),
            |sketch| sketch.network.helps.clone(),
        )
    });
    let ticks: Vec<AnyView> = known
        .into_iter()
        .map(|help| {
            let (own, word) = (key.clone(), desk.help_word(&help));
            let read = help.clone();
            let is_given = Signal::derive(move || {
                desk.record(&own, |record| {
                    record.texts("helps").contains(&read.as_str())
                })
                .unwrap_or(false)
            });
            let own = key.clone();
            tick(text(move || word.clone()), is_given, move |on| {
                let now = desk.envelope_now();
                let mut helps: Vec<String> = now.get(&own).map_or_else(Vec::new, |record| {
                    record
                        .texts("helps")
                        .into_iter()
                        .map(str::to_owned)
                        .collect()
                });
                helps.retain(|other| *other != help);
                if on {
                    helps.push(help.clone());
                }
                let value = (!helps.is_empty()).then(|| Value::list(&helps));
                let step = writing(desk, &own, "helps");
                desk.set(&own, "helps", value, &step);
            })
        })
        .collect();
    view! { <fieldset class="nm-ticks"><legend class="ea-label">{desk.word("helps-with")}</legend>{ticks}</fieldset> }.into_any()
}

/// Through whom somebody is known.
fn through(desk: Desk, key: &Key, id: &str) -> AnyView {
    let current = follow(desk, key.clone(), "through");
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let step = writing(desk, &own, "through");
        let value = (!value.is_empty()).then(|| value.as_str().into());
        desk.set(&own, "through", value, &step);
    });
    let centre = desk.centre_id();
    let others = everybody(desk)
        .into_iter()
        .filter(|(other, _)| other != id && Some(other) != centre.as_ref());
    let options = std::iter::once((String::new(), desk.word("through-nobody"))).chain(others);
    choice(
        text(move || desk.word("through")),
        "ea-field",
        options.collect(),
        current,
        act,
    )
}

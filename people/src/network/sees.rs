//! Who sees what: everyone, some voices, or only whoever holds the whole file.

use super::desk::Desk;
use super::fields::{Act, choice, part, text, tick};
use early_action_engine::envelope::{Key, Part, Value};
use leptos::prelude::*;

/// All voices of the file: ids and names.
pub fn voices(desk: Desk) -> Vec<(String, String)> {
    let envelope = desk.envelope();
    let voices = envelope.part("", Part::Voice);
    voices
        .map(|(key, voice)| {
            (
                key.id.to_string(),
                voice.text("name").unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

/// Who may see a record.
pub fn sees(desk: Desk, key: Key) -> AnyView {
    let own = key.clone();
    let seen = Memo::new(move |_| {
        desk.record(&own, |record| {
            record
                .get("sees")
                .map(|list| list.texts().map(str::to_owned).collect::<Vec<_>>())
        })
        .flatten()
    });
    let current = text(move || match seen.get() {
        None => "all".into(),
        Some(list) if list.is_empty() => "me".into(),
        Some(_) => "some".into(),
    });
    let own = key.clone();
    let act: Act = Box::new(move |value: String| {
        let list = match value.as_str() {
            "all" => None,
            "some" => Some(Value::list(voices(desk).into_iter().map(|(id, _)| id))),
            _ => Some(Value::List(Vec::new())),
        };
        desk.set(&own, "sees", list, &desk.word("step-sees"));
    });
    let mut options = vec![("all".to_owned(), desk.word("sees-all"))];
    if !voices(desk).is_empty() {
        options.push(("some".to_owned(), desk.word("sees-some")));
    }
    options.push(("me".to_owned(), desk.word("sees-me")));
    let ticks = part(move || {
        let list = seen.get().filter(|list| !list.is_empty())?;
        let each = voices(desk).into_iter().map(|(id, name)| {
            let (is_in, key) = (list.contains(&id), key.clone());
            let list = list.clone();
            tick(
                text(move || name.clone()),
                Signal::derive(move || is_in),
                move |on| {
                    let mut list = list.clone();
                    list.retain(|other| *other != id);
                    if on {
                        list.push(id.clone());
                    }
                    desk.set(
                        &key,
                        "sees",
                        Some(Value::list(&list)),
                        &desk.word("step-sees"),
                    );
                },
            )
        });
        Some(view! { <div class="nm-ticks">{each.collect::<Vec<_>>()}</div> }.into_any())
    });
    view! {
        {choice(text(move || desk.word("sees-label")), "ea-field", options, current, act)}
        {ticks}
        <p class="ea-quiet">{desk.word("sees-hint")}</p>
    }
    .into_any()
}

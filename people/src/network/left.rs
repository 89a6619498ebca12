//! When services step back: the switch, a date, a birthday, and who is left in words.

use super::asked::Asked;
use super::desk::Desk;
use super::fields::{Act, fold, line, part, text};
use early_action_present::map::left::{left, measures, numbers};
use early_action_present::map::prompts::prompts;
use leptos::prelude::*;

/// The question and its answer.
pub fn services(desk: Desk) -> AnyView {
    let is_on = move || desk.asked.with(|asked| asked.services);
    let press = move |_| desk.asked.update(|asked| asked.services = !asked.services);
    let set = move |write: fn(&mut Asked, String)| -> Act {
        Box::new(move |value| desk.asked.update(|asked| write(asked, value)))
    };
    let date = text(move || desk.asked.with(|asked| asked.date.clone()));
    let age = text(move || desk.asked.with(|asked| asked.age.clone()));
    let born = move || {
        let id = desk.sketch.with(|sketch| {
            let sketch = sketch.as_ref()?;
            Some(sketch.people[sketch.network.centre?].id.clone())
        });
        desk.record(&desk.person(&id?), |who| who.text("born").is_some())
    };
    let hint = move || (born() == Some(false)).then(|| desk.word("left-needs-born"));
    let answer = part(move || {
        let when = desk.asked.with(Asked::when)?;
        let sketch = desk.sketch.get()?;
        let said = desk.with_words(|words| left(words, &sketch.network, &when));
        let items = said
            .sentences
            .into_iter()
            .map(|said| view! { <li>{said}</li> }.into_any());
        let items: Vec<AnyView> = items.collect();
        let names = |id: &'static str, names: &[String]| {
            (!names.is_empty()).then(|| {
                let list = desk.with_words(|words| words.list(names));
                view! { <p><strong>{desk.word(id)}</strong>" "{list}"."</p> }.into_any()
            })
        };
        let view = view! {
            <div class="nm-left" role="region" aria-label=desk.word("left-answer") aria-live="polite">
                <p class="nm-finding">{said.title}</p>
                {names("left-stays", &said.stays)}{names("left-goes", &said.goes)}
                <ul class="nm-sentences">{items}</ul>
                <p class="ea-quiet">{desk.word("left-note")}</p>
            </div>
        };
        Some(view.into_any())
    });
    view! {
        <section class="nm-services" aria-label=desk.word("left-section")>
            <div class="ea-row">
                <button type="button" class="ea-button" role="switch" aria-checked=move || is_on().to_string() on:click=press>{desk.word("left-switch")}</button>
            </div>
            {fold(text(move || desk.word("left-when")), view! {
                <div class="nm-pair">
                    {line(text(move || desk.word("left-date")), "date", 10, date, set(|asked, value| asked.date = value))}
                    {line(text(move || desk.word("left-age")), "number", 3, age, set(|asked, value| asked.age = value))}
                </div>
                <p class="ea-quiet">{hint}</p>
            }.into_any())}
            {answer}
        </section>
    }
    .into_any()
}

/// One gentle question at a time.
pub fn questions(desk: Desk) -> AnyView {
    let at = RwSignal::new(0_usize);
    let asked = Memo::new(move |_| {
        desk.sketch.with(|sketch| {
            let sketch = sketch.as_ref()?;
            let all = desk.with_words(|words| prompts(words, sketch));
            let len = all.len();
            all.into_iter().nth(at.get() % len.max(1))
        })
    });
    let next = move |_| at.update(|at| *at += 1);
    part(move || {
        let asked = asked.get()?;
        Some(view! {
            <p class="nm-prompt"><span>{asked}</span>" "
                <button type="button" class="nm-link" on:click=next>{desk.word("prompt-next")}</button>
            </p>
        }
        .into_any())
    })
}

/// The map in words, and the numbers behind them; closed until somebody asks.
pub fn in_words(desk: Desk) -> AnyView {
    let is_open = RwSignal::new(false);
    let has_numbers = RwSignal::new(false);
    let words = part(move || {
        let sketch = desk.sketch.get().filter(|_| is_open.get())?;
        let said = desk.with_words(|words| measures(words, &sketch.network));
        let items: Vec<AnyView> = said
            .into_iter()
            .map(|said| view! { <li>{said}</li> }.into_any())
            .collect();
        Some(view! { <ul class="nm-sentences">{items}</ul> }.into_any())
    });
    let table = part(move || {
        let sketch = desk
            .sketch
            .get()
            .filter(|_| is_open.get() && has_numbers.get())?;
        let rows = desk.with_words(|words| numbers(words, &sketch.network));
        let rows = rows.into_iter().map(|(name, value)| {
            view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> }.into_any()
        });
        let rows: Vec<AnyView> = rows.collect();
        Some(view! { <table><caption>{desk.word("numbers-caption")}</caption><tbody>{rows}</tbody></table> }.into_any())
    });
    let toggled = move |_| is_open.update(|is_open| *is_open = !*is_open);
    view! {
        <details class="nm-fold" on:toggle=toggled>
            <summary><h3>{desk.word("in-words")}</h3></summary>
            <div class="nm-inside">
                {words}
                {super::fields::tick(text(move || desk.word("numbers-show")), Signal::derive(move || has_numbers.get()), move |on| has_numbers.set(on))}
                {table}
            </div>
        </details>
    }
    .into_any()
}

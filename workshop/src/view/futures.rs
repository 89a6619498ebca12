//! One future at a time, then a hundred, then all of them.

use super::figure::figure;
use crate::deck::{PILE, TOLD};
use crate::futures::Future;
use crate::room::{Answer, Room};
use early_action_present::numbers::{duration, money, plain};
use early_action_present::{Words, charts, figures};
use early_action_widgets::scenario::view::live::{part, text};
use leptos::prelude::*;
use std::sync::Arc;

/// The scene.
pub fn scene(room: Room) -> AnyView {
    let step = Memo::new(move |_| room.deck.get().map_or(0, |deck| deck.step));
    // The question stands beside what was shown last.
    let step = Memo::new(move |_| step.get().min(TOLD + 2));
    let is_whole = Memo::new(move |_| step.get() == TOLD + 2);
    let on_board = Memo::new(move |_| match step.get() {
        step if step <= TOLD => step,
        _ => PILE,
    });
    let said = part(move || {
        let step = step.get();
        if step == 0 {
            return Some(
                view! { <p class="ws-ask">{room.word("futures-intro")}</p><p>{room.word("futures-intro-next")}</p> }
                    .into_any(),
            );
        }
        if step > TOLD {
            return Some(many(room, step == TOLD + 2));
        }
        let (futures, main) = (room.futures.get()?, room.main.get()?);
        let future = futures.get(step - 1)?;
        Some(room.with_words(|words| story(words, step, future, &main)))
    });
    let board = part(move || {
        if room.futures.with(Option::is_none) {
            return Some(view! { <p>{room.word("workshop-waiting")}</p> }.into_any());
        }
        Some(if is_whole.get() {
            figure(room, move |canvas| {
                Some(charts::dots(canvas, &room.main.get()?.frame(0)?))
            })
        } else {
            pile(room, on_board)
        })
    });
    view! { <div class="ws-side"><div class="ws-story">{said}</div>{board}</div> }.into_any()
}

fn many(room: Room, all: bool) -> AnyView {
    let said = text(move || {
        if !all {
            return room.word("futures-hundred");
        }
        let draws = room
            .main
            .with(|main| main.as_ref().map_or(0, |a| a.study.draws));
        room.text("futures-whole", &[("count", plain(draws as f64, 0).into())])
    });
    view! { <p class="ws-ask">{said}</p> }.into_any()
}

/// One future in a few numbers.
fn story(words: &Words, number: usize, future: &Future, main: &Arc<Answer>) -> AnyView {
    let model = &main.study.model;
    let figures = future.figures.iter().map(|(parameter, value)| {
        let parameter = &model.parameters[*parameter];
        let args = [
            ("label", words.label("parameter", &parameter.name).into()),
            ("figure", figures::spoken(words, parameter, *value).into()),
        ];
        view! { <li>{words.text("futures-figure", &args)}</li> }.into_any()
    });
    let figures = figures.collect::<Vec<_>>();
    let outcome = future.outcome.and_then(|(before, after)| {
        let compared = main.appraisal.comparisons.first()?;
        let strategy = model
            .strategies
            .iter()
            .find(|s| s.name == compared.strategy)?;
        let (_, outcome) = strategy.threshold?;
        let args = [
            (
                "outcome",
                words.label("outcome", &model.lines[outcome].name).into(),
            ),
            ("before", plain(before.round(), 0).into()),
            ("after", plain(after.round(), 0).into()),
            (
                "baseline",
                words.label("strategy", &compared.baseline).into(),
            ),
            (
                "strategy",
                words.label("strategy", &compared.strategy).into(),
            ),
        ];
        Some(view! { <p>{words.text("futures-outcome", &args)}</p> }.into_any())
    });
    let title = words.text("futures-number", &[("number", number.into())]);
    view! {
        <h3>{title}</h3>
        <ul class="ws-figures">{figures}</ul>
        {outcome}
        <p class="ws-sentence">{cost(words, future, main)}</p>
    }
    .into_any()
}

/// What a future costs or saves, in one sentence.
pub fn cost(words: &Words, future: &Future, main: &Answer) -> String {
    let Some(frame) = main.frame(0) else {
        return String::new();
    };
    let id = match future.net {
        net if net < 0.0 => "futures-less",
        net if net > 0.0 => "futures-more",
        _ => "futures-same",
    };
    let args = [
        ("payer", frame.payer(words).into()),
        ("money", money(words, future.net, None).into()),
        ("years", duration(words, frame.horizon_years).into()),
    ];
    words.text(id, &args)
}

/// The dots so far, on the scale of the first hundred.
fn pile(room: Room, on_board: Memo<usize>) -> AnyView {
    figure(room, move |canvas| {
        let (futures, main) = (room.futures.get()?, room.main.get()?);
        let frame = main.frame(0)?;
        let values: Vec<f64> = futures.iter().take(PILE).map(|f| f.net).collect();
        let shown = on_board.get().min(values.len());
        let words = canvas.words;
        let mut scene = charts::pile(canvas, &values, shown);
        let saving = values.iter().take(shown).filter(|net| **net < 0.0).count();
        if shown > 0 {
            scene.title = words.text(
                "futures-pile",
                &[("saving", saving.into()), ("shown", shown.into())],
            );
        }
        let years = duration(words, frame.horizon_years);
        scene.subtitle = words.text("futures-pile-subtitle", &[("years", years.into())]);
        scene.description = [scene.title.as_str(), scene.subtitle.as_str()].join(". ");
        Some(scene)
    })
}

//! Guess, then see: the room's hands in five bands, then the answer beside them.

use super::figure::figure;
use crate::hands::{BANDS, band, ends};
use crate::room::Room;
use early_action_present::Words;
use early_action_present::charts;
use early_action_present::numbers::{duration, out_of_hundred};
use early_action_present::sentences::{Frame, answer};
use early_action_widgets::scenario::view::live::{part, press, text, value};
use leptos::prelude::*;

/// The step at which the answer is shown.
const ANSWER: usize = 1;

/// The scene.
pub fn scene(room: Room) -> AnyView {
    let step = Memo::new(move |_| room.deck.get().map_or(0, |deck| deck.step));
    let is_asked = Memo::new(move |_| step.get() < ANSWER);
    let body = part(move || {
        Some(if is_asked.get() {
            asking(room)
        } else {
            reveal(room)
        })
    });
    view! { <p class="ws-ask" class:ws-asked=move || !is_asked.get()>{text(move || question(room))}</p>{body} }.into_any()
}

/// What the room is asked.
pub fn question(room: Room) -> String {
    let main = room.main.get();
    let Some(frame) = main.as_ref().and_then(|answer| answer.frame(0)) else {
        return room.word("workshop-waiting");
    };
    room.with_words(|words| {
        let args = [
            ("subject", frame.subject(words).into()),
            ("years", duration(words, frame.horizon_years).into()),
            ("payer", frame.payer(words).into()),
        ];
        words.text("guess-question", &args)
    })
}

/// A band's name: "0 to 19 of 100".
pub fn band_name(words: &Words, band: usize) -> String {
    let (from, to) = ends(band);
    words.text("guess-band", &[("from", from.into()), ("to", to.into())])
}

fn asking(room: Room) -> AnyView {
    let bands = (0..BANDS).map(|band| one_band(room, band)).collect_view();
    let total = text(move || {
        let count = room.hands.with(|hands| hands.total());
        room.text("guess-total", &[("count", count.into())])
    });
    view! {
        <p class="ws-quiet">{room.word("guess-how")}</p>
        <ul class="ws-bands">{bands}</ul>
        <p class="ws-total">{total}</p>
    }
    .into_any()
}

fn one_band(room: Room, band: usize) -> AnyView {
    let name = room.with_words(|words| band_name(words, band));
    let arg = [("band", name.as_str().into())];
    let (id, error) = (format!("ws-band-{band}"), format!("ws-band-{band}-error"));
    let is_wrong = RwSignal::new(false);
    let shown = text(move || room.hands.with(|hands| hands.0[band].to_string()));
    let typed = value(move |typed| {
        let mut hands = room.hands.get_untracked();
        let is_taken = hands.put(band, &typed);
        is_wrong.set(!is_taken);
        // What is wrong stays as it was typed, to be mended: only a change is shown anew.
        if is_taken {
            room.hands.set(hands);
        }
    });
    let count = move |more: bool| {
        press(move || {
            is_wrong.set(false);
            room.hands.update(|hands| hands.count(band, more));
        })
    };
    view! {
        <li class="ws-band">
            <p class="ws-band-name"><kbd aria-hidden="true">{(band + 1).to_string()}</kbd><span>{name.clone()}</span><span class="ws-quiet">{room.word(&format!("guess-word-{band}"))}</span></p>
            <div class="ws-count">
                <button type="button" class="ws-button" aria-label=room.text("guess-fewer", &arg) on:click=count(false)>"−"</button>
                <input id=id class="ws-input" type="text" inputmode="numeric" autocomplete="off" aria-label=room.text("guess-typed", &arg)
                    aria-invalid=text(move || is_wrong.get().to_string()) aria-describedby=error.clone() prop:value=shown on:input=typed />
                <button type="button" class="ws-button" aria-label=room.text("guess-more", &arg) on:click=count(true)>"+"</button>
            </div>
            <p id=error class="ws-error">{text(move || if is_wrong.get() { room.word("guess-wrong") } else { String::new() })}</p>
        </li>
    }
    .into_any()
}

/// The band that the answer falls in, where anything has been measured.
pub fn answers_band(frame: &Frame<'_>) -> Option<usize> {
    frame
        .effect_known
        .then(|| band(frame.comparison.chance_of_saving.value))
}

fn reveal(room: Room) -> AnyView {
    let said = part(move || {
        let main = room.main.get()?;
        let frame = main.frame(0)?;
        room.with_words(|words| {
            let said = answer(words, &frame);
            let more = [said.condition.map(|c| c.sentence), said.range];
            let more = more.into_iter().flatten().map(|line| view! { <p>{line}</p> }.into_any());
            let more = more.collect::<Vec<_>>();
            Some(view! { <div class="ws-answer"><p class="ws-sentence">{said.sentence}</p>{more}</div> }.into_any())
        })
    });
    let right = text(move || {
        let main = room.main.get();
        let Some(frame) = main.as_ref().and_then(|answer| answer.frame(0)) else {
            return String::new();
        };
        let hands = room.hands.get();
        match answers_band(&frame) {
            None => room.word("guess-unknown"),
            Some(_) if hands.total() == 0 => room.word("guess-none"),
            Some(band) => room.text(
                "guess-right",
                &[
                    ("count", hands.0[band].into()),
                    ("total", hands.total().into()),
                ],
            ),
        }
    });
    let room_chart = figure(room, move |canvas| {
        let main = room.main.get()?;
        let frame = main.frame(0)?;
        let hands = room.hands.get();
        let words = canvas.words;
        let bands: Vec<(String, u32)> = (0..BANDS)
            .map(|b| (band_name(words, b), hands.0[b]))
            .collect();
        let share = out_of_hundred(words, frame.comparison.chance_of_saving);
        let mark = words.text("guess-mark", &[("share", share.into())]);
        let is_in = answers_band(&frame);
        let mut scene = charts::guesses(canvas, &bands, is_in, &mark);
        scene.title = words.word("guess-room");
        let each: Vec<String> = bands
            .iter()
            .map(|(name, hands)| format!("{name}: {hands}"))
            .collect();
        let mark = if is_in.is_some() {
            mark
        } else {
            words.word("guess-unknown")
        };
        scene.description = words.text(
            "guess-describe",
            &[("bands", words.list(&each).into()), ("mark", mark.into())],
        );
        Some(scene)
    });
    let dots = figure(room, move |canvas| {
        let main = room.main.get()?;
        Some(charts::dots(canvas, &main.frame(0)?))
    });
    view! { <div class="ws-pair"><div>{said}</div><div>{room_chart}<p class="ws-total">{right}</p></div></div>{dots} }.into_any()
}

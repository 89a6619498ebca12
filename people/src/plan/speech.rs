//! Reading aloud, with voices of this device only: others would send the words away.

use super::desk::Desk;
use early_action_engine::progress::{Goal, State};
use early_action_present::plan::{Told, say};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// Words and the language that they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The language.
    pub lang: String,
    /// The words.
    pub text: String,
}

/// A goal to be read out: its own words in their language, all else in that of the page.
pub fn goal(told: &Told<'_>, goal: &Goal) -> Vec<Spoken> {
    let page = || told.words.lang().to_owned();
    let lang = |id: &str| {
        let own = told.entry(id).and_then(|record| record.text("lang"));
        own.map_or_else(page, str::to_owned)
    };
    let of_page = |text: String| Spoken { lang: page(), text };
    let mut said = vec![Spoken {
        lang: lang(&goal.id),
        text: goal.text.clone(),
    }];
    said.push(of_page(say::whose(told, goal)));
    if goal.state == State::Reached {
        said.push(of_page(told.words.word("plan-reached")));
    }
    said.extend(
        goal.ladders
            .iter()
            .map(|ladder| of_page(say::ladder(told, ladder))),
    );
    said.extend(say::gap(told, goal).map(of_page));
    for step in goal.steps.iter().filter(|step| step.state == State::Open) {
        said.push(of_page(told.words.word("plan-aloud-a-step")));
        said.push(Spoken {
            lang: lang(&step.id),
            text: step.text.clone(),
        });
        said.extend(say::around(told, step).into_iter().map(of_page));
        said.extend(say::kept_up(told, step).map(of_page));
    }
    said.retain(|said| !said.text.trim().is_empty());
    said
}

/// Reads these out; says what cannot be read because this device has no voice for its language.
pub fn speak(desk: Desk, said: &[Spoken]) {
    let Some(speech) = speech() else {
        desk.said.set(desk.word("plan-no-voice-at-all"));
        return;
    };
    speech.cancel();
    let mut silent: Vec<&str> = Vec::new();
    for part in said {
        let Some(voice) = local(&speech, &part.lang) else {
            if !silent.contains(&part.lang.as_str()) {
                silent.push(&part.lang);
            }
            continue;
        };
        if let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&part.text) {
            utterance.set_lang(&part.lang);
            utterance.set_voice(Some(&voice));
            speech.speak(&utterance);
        }
    }
    if !silent.is_empty() {
        let args = [("langs", silent.join(", ").into())];
        desk.said.set(desk.text("plan-no-voice", &args));
    }
}

/// Falls silent.
pub fn hush() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

/// Asks the browser which voices there are: some answer only the second time.
pub fn warm_up() {
    if let Some(speech) = speech() {
        let _ = speech.get_voices();
    }
}

fn speech() -> Option<SpeechSynthesis> {
    web_sys::window()?.speech_synthesis().ok()
}

/// A voice of this device for a language, the same region first.
fn local(speech: &SpeechSynthesis, lang: &str) -> Option<SpeechSynthesisVoice> {
    let plain = |lang: &str| lang.replace('_', "-").to_lowercase();
    let wanted = plain(lang);
    let base = |lang: &str| lang.split('-').next().unwrap_or_default().to_owned();
    let voices: Vec<SpeechSynthesisVoice> = speech
        .get_voices()
        .iter()
        .map(JsCast::unchecked_into::<SpeechSynthesisVoice>)
        .filter(|voice| voice.local_service() && base(&plain(&voice.lang())) == base(&wanted))
        .collect();
    let same = voices.iter().find(|voice| plain(&voice.lang()) == wanted);
    same.or(voices.first()).cloned()
}

//! A workshop on the page: where it is, what the room guessed, and what has been worked out.

use crate::deck::{Deck, Press, SHOWS, Show};
use crate::futures::{Future, told};
use crate::hands::Hands;
use crate::waiting::variant;
use early_action_engine::appraise::Appraisal;
use early_action_engine::fault::Fault;
use early_action_engine::model::Model;
use early_action_engine::simulate::{Job, Progress};
use early_action_engine::study::Study;
use early_action_present::Words;
use early_action_present::of_model::{frame_of, words_of};
use early_action_present::sentences::Frame;
use early_action_present::words::{Value, WORKSHOP};
use early_action_widgets::host::{After, Event, Host, RunHandle, begin};
use early_action_widgets::scenario::Asked;
use early_action_widgets::scenario::state::{State, offered, shipped};
use leptos::prelude::*;
use std::sync::Arc;

/// Futures of the scene about waiting: five strategies over more years than the model's own.
const WAIT_DRAWS: usize = 4_096;

/// An answer and what it belongs to.
pub struct Answer {
    pub study: Study,
    pub appraisal: Appraisal,
}

impl Answer {
    /// The frame of one comparison.
    pub fn frame(&self, comparison: usize) -> Option<Frame<'_>> {
        frame_of(&self.study, &self.appraisal, comparison)
    }
}

/// Handles to one workshop; copies are the same workshop.
#[derive(Clone, Copy)]
pub struct Room {
    /// Where it is; `None` before the start and after the end.
    pub deck: RwSignal<Option<Deck>>,
    pub hands: RwSignal<Hands>,
    pub blank: RwSignal<bool>,
    pub seconds: RwSignal<u64>,
    pub main: RwSignal<Option<Arc<Answer>>>,
    pub futures: RwSignal<Option<Arc<Vec<Future>>>>,
    pub waits: RwSignal<Option<Arc<Answer>>>,
    pub faults: RwSignal<Vec<Fault>>,
    words: StoredValue<Words>,
    host: StoredValue<Host, LocalStorage>,
    run: StoredValue<Option<RunHandle>, LocalStorage>,
    timer: StoredValue<Option<After>, LocalStorage>,
}

impl Room {
    /// A workshop that has not begun.
    pub fn new(lang: &str, host: Host) -> Self {
        Self {
            deck: RwSignal::new(None),
            hands: RwSignal::new(Hands::default()),
            blank: RwSignal::new(false),
            seconds: RwSignal::new(0),
            main: RwSignal::new(None),
            futures: RwSignal::new(None),
            waits: RwSignal::new(None),
            faults: RwSignal::new(Vec::new()),
            words: StoredValue::new(Words::new(lang).with_resources(WORKSHOP)),
            host: StoredValue::new_local(host),
            run: StoredValue::new_local(None),
            timer: StoredValue::new_local(None),
        }
    }

    /// A word of the interface.
    pub fn word(self, id: &str) -> String {
        self.words.with_value(|words| words.word(id))
    }

    /// A sentence of the interface.
    pub fn text(self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.with_value(|words| words.text(id, args))
    }

    /// Does something with the words.
    pub fn with_words<T>(self, act: impl FnOnce(&Words) -> T) -> T {
        self.words.with_value(act)
    }

    /// How many of the three scenes are worked out.
    pub fn ready(self) -> usize {
        usize::from(self.main.with(Option::is_some))
            + usize::from(self.futures.with(Option::is_some))
            + usize::from(self.waits.with(Option::is_some))
    }

    /// Goes where a press says. Filling the screen is the view's.
    pub fn go(self, press: Press) {
        let Some(deck) = self.deck.get_untracked() else {
            return;
        };
        if self.blank.get_untracked() && press != Press::End {
            // Whatever is pressed shows the screen again, and goes nowhere.
            self.blank.set(false);
            return;
        }
        let last = SHOWS[SHOWS.len() - 1];
        match press {
            Press::Next => self.deck.set(Some(deck.next())),
            Press::Back => self.deck.set(Some(deck.back())),
            Press::First => self.deck.set(Some(Deck::at(SHOWS[0]))),
            Press::Last => self.deck.set(Some(Deck {
                show: last,
                step: last.steps() - 1,
            })),
            Press::Blank => self.blank.set(true),
            Press::End => {
                self.blank.set(false);
                self.deck.set(None);
            }
            Press::Hand { band, more } => {
                if deck == Deck::at(Show::Guess) {
                    self.hands.update(|hands| hands.count(band, more));
                }
            }
            Press::Full | Press::Stay => {}
        }
    }

    /// Works out the three scenes, one after the other, once the view stands.
    pub fn open(self, asked: &Asked) {
        let text = shipped(&offered(asked)[0]).map_err(|fault| vec![fault]);
        let state = text.and_then(|text| State::new(text, asked));
        match state {
            Ok(state) => {
                self.words
                    .update_value(|words| *words = words.with_model(&words_of(&state.model)));
                self.after(move || self.run_main(state));
            }
            Err(faults) => self.faults.set(faults),
        }
    }

    fn after(self, act: impl FnOnce() + 'static) {
        self.timer.set_value(Some(After::new(0, act)));
    }

    fn run_main(self, mut state: State) {
        let text = Arc::clone(&state.text);
        match state.study() {
            Ok(study) => self.run(study, &text, move |answer| {
                let digest = answer.appraisal.digest.clone();
                let draws = answer.study.draws as f64;
                self.main.set(Some(Arc::clone(&answer)));
                let told = [("digest", digest.as_str().into()), ("draws", draws.into())];
                self.host.with_value(|host| host.settled(&digest, &told));
                let job = answer.study.job(0);
                let of_waiting = state.clone();
                self.after(move || self.run_batch(answer, job, of_waiting));
            }),
            Err(faults) => self.faults.set(faults),
        }
    }

    /// One run from its first futures to all of them.
    fn run(self, study: Study, text: &str, then: impl Fn(Arc<Answer>) + 'static) {
        let of = study.clone();
        let handle = begin(study, text, move |event| match event {
            Event::First(_) => self.run.with_value(|run| {
                if let Some(run) = run {
                    run.complete();
                }
            }),
            Event::Settled(appraisal) => then(Arc::new(Answer {
                study: of.clone(),
                appraisal: *appraisal,
            })),
            Event::Faults(faults) => self.faults.set(faults),
            _ => {}
        });
        self.run.set_value(Some(handle));
    }

    /// The first batch once more, a little at a time, for what is told of single futures.
    fn run_batch(self, answer: Arc<Answer>, mut job: Job, state: State) {
        match answer.study.advance(&mut job, 1) {
            Ok(Progress::More) => self.after(move || self.run_batch(answer, job, state)),
            Ok(Progress::Done(batch)) => {
                let strategy = self.strategy(&answer);
                match told(&answer.study, strategy, &batch) {
                    Ok(futures) => self.futures.set(Some(Arc::new(futures))),
                    Err(faults) => self.faults.set(faults),
                }
                self.after(move || self.run_waits(strategy, &state));
            }
            Err(fault) => self.faults.set(vec![fault]),
        }
    }

    fn run_waits(self, strategy: usize, state: &State) {
        let Some(text) = variant(&state.text, &state.model, strategy) else {
            return;
        };
        let study = Model::parse(&text)
            .and_then(|model| Study::new(model, state.overrides.clone(), state.seed, WAIT_DRAWS));
        match study {
            Ok(study) => self.run(study, &text, move |answer| self.waits.set(Some(answer))),
            Err(faults) => self.faults.set(faults),
        }
    }

    /// The strategy that the scenes are about: the first that is compared.
    fn strategy(self, answer: &Answer) -> usize {
        let model = &answer.study.model;
        (0..model.strategies.len())
            .find(|s| *s != model.baseline)
            .unwrap_or(model.baseline)
    }

    /// The words of the model alone, for what is named before anything has been worked out.
    pub fn title(self) -> String {
        self.with_words(|words| words.label("model", "title"))
    }
}

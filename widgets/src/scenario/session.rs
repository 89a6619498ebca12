//! One scenario on the page: its state, the run that is under way, the answer that is shown.

use super::possible::{Possible, possible};
use super::state::State;
use crate::host::{After, Event, Host, RunHandle, begin, figures};
use early_action_engine::appraise::{Appraisal, Moved, Share};
use early_action_engine::fault::Fault;
use early_action_engine::study::Study;
use early_action_present::of_model::frame_of;
use early_action_present::sentences::{Frame, changed_chance};
use early_action_present::words::Value;
use early_action_present::{Words, numbers};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// After the last change the page waits so long before all futures are run: whoever drags a
/// slider is not done yet.
const PAUSE_MS: i32 = 200;
/// A hand that rests on a slider without letting go is given longer.
const HELD_PAUSE_MS: i32 = 600;

/// An answer and what it belongs to.
pub struct Shown {
    pub appraisal: Appraisal,
    pub study: Study,
    /// Whether all futures are in it.
    pub whole: bool,
}

impl Shown {
    /// The frame of one comparison.
    pub fn frame(&self, comparison: usize) -> Option<Frame<'_>> {
        frame_of(&self.study, &self.appraisal, comparison)
    }
}

/// How far the run is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// The first futures are being run; more changes wait for a coarse answer from them.
    First { again: bool },
    /// The coarse answer is there; the rest of the first futures follows.
    Coarse,
    /// The first are there; the rest waits until no more is changed.
    Paused,
    /// All are being run: so much is done.
    Whole(f64),
    /// All is done.
    Settled,
    /// A person has stopped it.
    Stopped,
    /// These figures cannot be run.
    Refused,
}

/// Handles to one scenario; copies are the same scenario.
#[derive(Clone, Copy)]
pub struct Session {
    pub state: RwSignal<State>,
    pub shown: RwSignal<Option<Arc<Shown>>>,
    pub phase: RwSignal<Phase>,
    pub faults: RwSignal<Vec<Fault>>,
    /// The answers that there may be.
    pub possible: Memo<Option<Arc<Possible>>>,
    /// Why the answer moved from the model's own figures, for every comparison.
    pub moved: RwSignal<Vec<Moved>>,
    /// Whether that belongs to an earlier answer.
    pub moved_is_old: RwSignal<bool>,
    /// What a screen reader hears.
    pub spoken: RwSignal<String>,
    words: StoredValue<Words>,
    host: StoredValue<Host, LocalStorage>,
    run: StoredValue<Option<RunHandle>, LocalStorage>,
    timer: StoredValue<Option<After>, LocalStorage>,
    /// The chance that was last spoken of, and of which comparison.
    last: StoredValue<Option<(usize, Share)>>,
    hurry: StoredValue<bool>,
    /// Whether a hand is on a slider: what is settled meanwhile is told when it lets go.
    held: StoredValue<bool>,
    unsaid: StoredValue<Option<(usize, Share)>>,
}

impl Session {
    /// A scenario that has not begun.
    pub fn new(state: State, words: Words, host: Host) -> Self {
        let (state, shown) = (RwSignal::new(state), RwSignal::new(None));
        Self {
            state,
            shown,
            possible: possible(shown, state),
            phase: RwSignal::new(Phase::Paused),
            faults: RwSignal::new(Vec::new()),
            moved: RwSignal::new(Vec::new()),
            moved_is_old: RwSignal::new(true),
            spoken: RwSignal::new(String::new()),
            words: StoredValue::new(words),
            host: StoredValue::new_local(host),
            run: StoredValue::new_local(None),
            timer: StoredValue::new_local(None),
            last: StoredValue::new(None),
            hurry: StoredValue::new(false),
            held: StoredValue::new(false),
            unsaid: StoredValue::new(None),
        }
    }

    /// A word of the interface.
    pub fn word(self, id: &str) -> String {
        self.with_words(|words| words.word(id))
    }

    /// A sentence of the interface.
    pub fn text(self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.with_words(|words| words.text(id, args))
    }

    /// Does something with the words.
    pub fn with_words<T>(self, act: impl FnOnce(&Words) -> T) -> T {
        // Each call with another closure would be compiled anew with the lock around it.
        act(&self.words.get_value())
    }

    /// Asks the element something.
    pub fn with_host<T>(self, ask: impl FnOnce(&Host) -> T) -> T {
        ask(&self.host.get_value())
    }

    /// A number of futures as people read it.
    pub fn count(self, number: usize) -> String {
        #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
        let number = number as f64;
        numbers::plain(number, 0)
    }

    /// Begins once the view stands, so that the page can show it first.
    pub fn open(self) {
        self.timer
            .set_value(Some(After::new(0, move || self.follow(true))));
    }

    /// Changes the scenario and follows with the answer.
    pub fn change(self, edit: impl FnOnce(&mut State)) {
        self.state.update(edit);
        self.follow(false);
    }

    /// As [`Session::change`], where the change may be refused.
    ///
    /// # Errors
    /// Why; nothing is changed then.
    pub fn try_change(
        self,
        edit: impl FnOnce(&mut State) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.state.try_update(edit).unwrap_or(Ok(()))?;
        self.follow(false);
        Ok(())
    }

    /// A hand takes hold of a slider.
    pub fn hold(self) {
        self.held.set_value(true);
    }

    /// The hand lets go: all futures follow at once, and what came of it is said.
    pub fn let_go(self) {
        if !self.held.get_value() {
            return;
        }
        self.held.set_value(false);
        match self.phase.get_untracked() {
            Phase::First { .. } | Phase::Coarse => self.hurry.set_value(true),
            Phase::Paused => {
                self.timer.set_value(None);
                self.complete();
            }
            _ => {
                if let Some((comparison, chance)) = self.unsaid.get_value() {
                    self.speak(comparison, chance);
                }
            }
        }
    }

    /// Runs the scenario as it is now. In a hurry all futures follow at once.
    pub fn follow(self, hurry: bool) {
        self.keep();
        if !self.moved_is_old.get_untracked() {
            self.moved_is_old.set(true);
        }
        self.hurry.set_value(hurry);
        self.timer.set_value(None);
        self.unsaid.set_value(None);
        self.host.with_value(Host::unsettled);
        if matches!(self.phase.get_untracked(), Phase::First { .. }) {
            // A coarse answer to the last change is shown before one to this, so that a drag shows
            // answers all the way.
            self.phase.set(Phase::First { again: true });
            return;
        }
        self.begin();
    }

    /// Keeps the scenario as it is now, should the engine break.
    pub fn keep(self) {
        let link = self.state.with_untracked(|s| s.link().encode());
        self.host.with_value(|host| host.keep(&link));
    }

    /// Stops the run; the answer so far stays.
    pub fn stop(self) {
        self.timer.set_value(None);
        self.run.set_value(None);
        self.phase.set(Phase::Stopped);
        self.spoken.set(self.word("stopped"));
    }

    fn begin(self) {
        self.run.set_value(None);
        let study = self.state.try_update(State::study);
        match study {
            Some(Ok(study)) => {
                self.phase.set(Phase::First { again: false });
                let text = self.state.with_untracked(|s| Arc::clone(&s.text));
                let of = study.clone();
                let handle = begin(study, &text, move |event| self.hear(event, &of));
                self.run.set_value(Some(handle));
            }
            Some(Err(faults)) => self.refuse(faults),
            None => {}
        }
    }

    fn hear(self, event: Event, study: &Study) {
        match event {
            Event::Coarse(appraisal) => {
                if self.first(*appraisal, study) {
                    self.phase.set(Phase::Coarse);
                }
            }
            Event::First(appraisal) => {
                if self.first(*appraisal, study) {
                    self.pause();
                }
            }
            Event::Progress(done) => self.phase.set(Phase::Whole(done)),
            Event::Settled(appraisal) => self.settle(*appraisal, study),
            Event::Moved(moved) => {
                self.moved.set(moved);
                self.moved_is_old.set(false);
            }
            Event::Faults(faults) => self.refuse(faults),
        }
    }

    /// Shows an answer from few futures; begins anew where more was changed meanwhile, and says
    /// whether not.
    fn first(self, mut appraisal: Appraisal, study: &Study) -> bool {
        // What would have to be true is searched for with all futures; until then the last stays.
        if let Some(last) = self.shown.get_untracked() {
            for (new, old) in appraisal
                .comparisons
                .iter_mut()
                .zip(&last.appraisal.comparisons)
            {
                if new.strategy == old.strategy {
                    new.threshold.clone_from(&old.threshold);
                }
            }
        }
        self.faults.set(Vec::new());
        self.shown.set(Some(Arc::new(Shown {
            appraisal,
            study: study.clone(),
            whole: false,
        })));
        if self.phase.get_untracked() == (Phase::First { again: true }) {
            self.begin();
            return false;
        }
        true
    }

    fn pause(self) {
        self.phase.set(Phase::Paused);
        if self.hurry.get_value() {
            self.complete();
        } else {
            let held = self.held.get_value();
            let pause = if held { HELD_PAUSE_MS } else { PAUSE_MS };
            self.timer
                .set_value(Some(After::new(pause, move || self.complete())));
        }
    }

    fn complete(self) {
        self.phase.set(Phase::Whole(0.0));
        self.run.with_value(|run| {
            if let Some(run) = run {
                run.complete();
            }
        });
    }

    fn settle(self, appraisal: Appraisal, study: &Study) {
        let digest = appraisal.digest.clone();
        let comparison = self.state.with_untracked(|s| s.comparison);
        let detail = appraisal
            .comparisons
            .get(comparison)
            .map(|c| (c.chance_of_saving, c.verdict, c.net_cost.mean));
        let strategies = figures(&appraisal.strategies);
        self.shown.set(Some(Arc::new(Shown {
            appraisal,
            study: study.clone(),
            whole: true,
        })));
        self.phase.set(Phase::Settled);
        #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
        let draws = study.draws as f64;
        let mut told: Vec<(&str, JsValue)> = vec![
            ("digest", digest.as_str().into()),
            ("draws", draws.into()),
            ("strategies", strategies),
        ];
        // A model of one strategy has nothing to compare.
        if let Some((chance, verdict, net)) = detail {
            self.speak(comparison, chance);
            told.push(("verdict", verdict.name().into()));
            told.push(("chanceOfSaving", chance.value.into()));
            told.push(("netCost", net.into()));
        }
        self.host.with_value(|host| host.settled(&digest, &told));
    }

    /// A screen reader hears a difference, not the whole answer again; nothing when the page opens.
    fn speak(self, comparison: usize, chance: Share) {
        if self.held.get_value() {
            self.unsaid.set_value(Some((comparison, chance)));
            return;
        }
        self.unsaid.set_value(None);
        if let Some((of, before)) = self.last.get_value()
            && of == comparison
        {
            self.spoken
                .set(self.with_words(|words| changed_chance(words, before, chance)));
        }
        self.last.set_value(Some((comparison, chance)));
    }

    fn refuse(self, faults: Vec<Fault>) {
        self.timer.set_value(None);
        self.run.set_value(None);
        self.phase.set(Phase::Refused);
        self.faults.set(faults);
        self.host
            .with_value(|host| host.tell("early-action-refused", &[]));
    }
}

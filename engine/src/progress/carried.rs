//! Plan and map joined: who carries the steps, and which would have nobody.

use super::plan::{Plan, State, Step};
use super::plan::{date, helpers_on};
use crate::envelope::{Envelope, Part};
use crate::network::{self, Date};
use std::collections::{BTreeMap, BTreeSet};

/// Who is behind a helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Help {
    /// Somebody who is not paid to be there.
    Own,
    /// Somebody who is.
    Paid,
    /// There, but nobody said.
    NotKnown,
    /// On the map no longer, or out of touch.
    Gone,
}

/// How many steps were carried by whom from a date on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// From when on; `None` for what has no date.
    pub date: Option<Date>,
    /// By people who are not paid to be there, alone.
    pub family: usize,
    /// By people who are, alone.
    pub services: usize,
    /// By both.
    pub both: usize,
    /// By nobody.
    pub nobody: usize,
    /// By somebody of whom it is not known.
    pub not_known: usize,
}

/// Steps whose helpers have gone, or would.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unheld {
    /// Ids of steps that had helpers, none of whom is there now.
    pub now: Vec<String>,
    /// Ids of steps that have helpers now, all of whom are paid to be there.
    pub services_step_back: Vec<String>,
}

/// Everybody's help as the latest map says that they stand on. Whoever is not on a later map of
/// the same person has gone.
fn known(envelope: &Envelope) -> BTreeMap<String, Help> {
    let mut known: BTreeMap<String, (Option<String>, Help)> = BTreeMap::new();
    for id in envelope.maps() {
        let Some(network) = envelope.network(&id) else {
            continue;
        };
        let centre = network.centre.map(|at| network.people[at].id.clone());
        for (_, help) in known.values_mut().filter(|(of, _)| *of == centre) {
            *help = Help::Gone;
        }
        for person in &network.people {
            let help = match (person.state, person.is_paid()) {
                (network::State::Now, Some(true)) => Help::Paid,
                (network::State::Now, Some(false)) => Help::Own,
                (network::State::Now, None) => Help::NotKnown,
                _ => Help::Gone,
            };
            known.insert(person.id.clone(), (centre.clone(), help));
        }
    }
    known
        .into_iter()
        .map(|(id, (_, help))| (id, help))
        .collect()
}

/// How many of these are there of their own, are paid to be there, or are not known to be either.
fn carrier(known: &BTreeMap<String, Help>, helpers: &[String]) -> (usize, usize, usize) {
    let mut counts = (0, 0, 0);
    for id in helpers {
        match known.get(id).unwrap_or(&Help::Gone) {
            Help::Own => counts.0 += 1,
            Help::Paid => counts.1 += 1,
            Help::NotKnown => counts.2 += 1,
            Help::Gone => {}
        }
    }
    counts
}

impl Plan {
    /// Steps that nobody helps with any more, and those that nobody would help with if everybody
    /// who is paid to be there stepped back. Steps that are set aside are none of these.
    pub fn unheld(&self, envelope: &Envelope) -> Unheld {
        let known = known(envelope);
        let mut unheld = Unheld::default();
        for step in self.steps().filter(|step| step.state == State::Open) {
            match carrier(&known, &step.helpers) {
                (0, 0, 0) if !step.helpers.is_empty() => unheld.now.push(step.id.clone()),
                (0, 1.., 0) => unheld.services_step_back.push(step.id.clone()),
                _ => {}
            }
        }
        unheld
    }

    /// Who carried the steps from each date on at which steps or their helpers changed.
    pub fn carried(envelope: &Envelope) -> Vec<Carried> {
        let known = known(envelope);
        let changes =
            |kind: Option<&str>| matches!(kind, Some("step" | "help" | "aside" | "again"));
        let dates: BTreeSet<Option<Date>> = envelope
            .part("", Part::Entry)
            .filter(|(_, record)| changes(record.text("kind")))
            .map(|(_, record)| date(record))
            .collect();
        let count = |on: Option<Date>| {
            let mut carried = Carried {
                date: on,
                ..Carried::default()
            };
            for helpers in helpers_on(envelope, on) {
                *match carrier(&known, &helpers) {
                    (0, 0, 0) => &mut carried.nobody,
                    (1.., 0, 0) => &mut carried.family,
                    (0, 1.., 0) => &mut carried.services,
                    (1.., 1.., 0) => &mut carried.both,
                    _ => &mut carried.not_known,
                } += 1;
            }
            carried
        };
        dates.into_iter().map(count).collect()
    }

    /// Every step, of goals and of none.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        let of_goals = self.goals.iter().flat_map(|goal| &goal.steps);
        of_goals.chain(&self.loose)
    }
}

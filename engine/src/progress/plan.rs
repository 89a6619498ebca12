//! From the log to the plan as it stands.

use super::trend::{self, Change, Trend};
use crate::envelope::{Envelope, Part, Record};
use crate::network::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days in a week: trends are told by the week.
const WEEK: f64 = 7.0;
/// Share of words that two askings have in common from which on they are alike.
const ALIKE: f64 = 0.6;

/// The plan as its log makes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Goals, in the order in which they were set.
    pub goals: Vec<Goal>,
    /// Steps that belong to no goal.
    pub loose: Vec<Step>,
    /// Scales and who answered them.
    pub scales: Vec<Scale>,
    /// Goal attainment of the goals that have a level; `None` where none has, or no weight.
    pub attainment: Option<f64>,
    /// Whose words goals and steps are in.
    pub words: Vec<Words>,
    /// Steps that several asked for.
    pub alike: Vec<Alike>,
}

/// Whether something of the plan is worked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is.
    #[default]
    Open,
    /// The goal is reached.
    Reached,
    /// Set aside.
    Aside,
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its id.
    pub id: String,
    /// Its words as they are now.
    pub text: String,
    /// Whose goal it is.
    pub voice: Option<String>,
    /// Whether it is worked at.
    pub state: State,
    /// How much it counts for attainment.
    pub weight: f64,
    /// The last level of attainment, -2 to 2.
    pub level: Option<f64>,
    /// Ratings by voice.
    pub ladders: Vec<Ladder>,
    /// Its steps.
    pub steps: Vec<Step>,
}

impl Goal {
    /// The highest last rating less the lowest; `None` for fewer than two voices.
    pub fn gap(&self) -> Option<f64> {
        let last: Vec<f64> = self.ladders.iter().filter_map(Ladder::last).collect();
        let most = last.iter().copied().reduce(crate::math::max)?;
        let least = last.iter().copied().reduce(crate::math::min)?;
        (last.len() > 1).then_some(most - least)
    }
}

/// One voice's ratings of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// Whose.
    pub voice: String,
    /// This voice's words for 0 and for 10.
    pub ends: (Option<String>, Option<String>),
    /// In the order of their dates.
    pub ratings: Vec<Rating>,
    /// In points a week; `None` while it is too early to say.
    pub trend: Option<Trend>,
}

impl Ladder {
    /// The last rating.
    pub fn last(&self) -> Option<f64> {
        self.ratings.last().map(|rating| rating.value)
    }
}

/// One rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// When, if it is known.
    pub date: Option<Date>,
    /// 0 to 10.
    pub value: f64,
}

/// A small step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Its words as they are now.
    pub text: String,
    /// Who asked for it, if somebody did.
    pub asked_by: Option<String>,
    /// Ids of the people who help.
    pub helpers: Vec<String>,
    /// Whether it is worked at.
    pub state: State,
    /// How often it was done, and missed.
    pub times: (usize, usize),
    /// How well it is kept up, 0 to 1.
    pub kept_up: Option<f64>,
}

/// A scale with a known error, and one voice's first and last score on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// Whose scores.
    pub voice: String,
    /// The first and the last.
    pub scores: (f64, f64),
    /// Whether that is more than the scale wobbles; `None` where its error is not known.
    pub change: Option<Change>,
}

/// How many goals and steps are in somebody's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The voice; empty where nobody's is named.
    pub voice: String,
    /// Goals.
    pub goals: usize,
    /// Steps.
    pub steps: usize,
    /// Of these, how many somebody else wrote down.
    pub written_by_others: usize,
}

/// Steps that say much the same and were asked for by different people.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Ids of the two steps.
    pub steps: (String, String),
    /// Who asked.
    pub asked_by: (String, String),
    /// Share of words in common, of all their words.
    pub share: f64,
}

/// An entry with its id.
type Entry<'e> = (&'e str, &'e Record);

impl Plan {
    /// Folds the log of an envelope: the same for the same entries, in whatever order they came.
    pub fn of(envelope: &Envelope) -> Self {
        let log = in_order(envelope);
        let kind = |kind: &'static str| {
            log.iter()
                .copied()
                .filter(move |(_, record)| record.text("kind") == Some(kind))
        };
        let mut reworded: BTreeMap<&str, &str> = BTreeMap::new();
        let mut latest: Vec<Entry<'_>> = kind("wording").collect();
        latest.sort_by_key(|(_, record)| record.latest());
        for (_, record) in latest {
            let about = record.text("step").or(record.text("goal"));
            reworded.extend(about.zip(record.text("text")));
        }
        let words = |(id, record): Entry<'_>| -> String {
            let own = record.text("text").unwrap_or_default();
            reworded.get(id).copied().unwrap_or(own).to_owned()
        };
        let step = |entry: Entry<'_>| -> Step {
            let times: Vec<bool> = log
                .iter()
                .filter(|(_, record)| record.text("step") == Some(entry.0))
                .filter_map(|(_, record)| match record.text("kind") {
                    Some("done") => Some(true),
                    Some("missed") => Some(false),
                    _ => None,
                })
                .collect();
            let done = times.iter().filter(|is_done| **is_done).count();
            Step {
                id: entry.0.to_owned(),
                text: words(entry),
                asked_by: entry.1.text("asked_by").map(str::to_owned),
                helpers: helpers(&log, entry),
                state: state(&log, "step", entry.0),
                times: (done, times.len() - done),
                kept_up: trend::kept_up(&times),
            }
        };
        let goals: Vec<Goal> = kind("goal")
            .map(|entry| {
                let (id, record) = entry;
                let of_this = move |other: &Entry<'_>| other.1.text("goal") == Some(id);
                let levels = kind("attainment").filter(of_this);
                Goal {
                    id: id.to_owned(),
                    text: words(entry),
                    voice: record.text("voice").map(str::to_owned),
                    state: state(&log, "goal", id),
                    weight: record.number("weight").unwrap_or(1.0),
                    level: levels.rev().find_map(|(_, record)| record.number("level")),
                    ladders: ladders(kind("rating").filter(of_this)),
                    steps: kind("step").filter(of_this).map(step).collect(),
                }
            })
            .collect();
        let levels: Vec<(f64, f64)> = goals
            .iter()
            .filter_map(|goal| Some((goal.weight, goal.level?)))
            .collect();
        let steps: Vec<Step> = kind("step").map(step).collect();
        Self {
            attainment: trend::attainment(&levels),
            scales: kind("scale")
                .flat_map(|scale| scores(scale, kind("score")))
                .collect(),
            words: whose(kind("goal"), kind("step")),
            alike: alike(&steps),
            loose: kind("step")
                .filter(|(_, record)| {
                    let goal = record.text("goal");
                    !goals.iter().any(|known| Some(&*known.id) == goal)
                })
                .map(step)
                .collect(),
            goals,
        }
    }
}

pub(super) fn date(record: &Record) -> Option<Date> {
    record.text("date").and_then(Date::parse)
}

/// The log by the day on which things happened, then by the order in which they were written.
fn in_order(envelope: &Envelope) -> Vec<Entry<'_>> {
    let entries = envelope.part("", Part::Entry);
    let mut log: Vec<Entry<'_>> = entries.map(|(key, record)| (&*key.id, record)).collect();
    log.sort_by_cached_key(|(id, record)| (date(record), record.latest(), (*id).to_owned()));
    log
}

/// Who helps with a step: as was said last.
fn helpers(log: &[Entry<'_>], step: Entry<'_>) -> Vec<String> {
    let later = |(_, record): &&Entry<'_>| {
        record.text("kind") == Some("help") && record.text("step") == Some(step.0)
    };
    let last = log.iter().rfind(later).map_or(step.1, |(_, record)| record);
    last.texts("helpers")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// Whether a goal or a step is worked at: as was said last.
fn state(log: &[Entry<'_>], field: &str, id: &str) -> State {
    let last = log.iter().rev().find_map(|(_, record)| {
        let kind = record
            .text("kind")
            .filter(|_| record.text(field) == Some(id))?;
        match kind {
            "done" if field == "goal" => Some(State::Reached),
            "aside" => Some(State::Aside),
            "again" => Some(State::Open),
            _ => None,
        }
    });
    last.unwrap_or_default()
}

/// The plan as it was on a day, as far as steps, their helpers and whether they were worked at go:
/// who helped with each step that was then; `None` for what was said before any date.
pub(super) fn helpers_on(envelope: &Envelope, day: Option<Date>) -> Vec<Vec<String>> {
    let mut log = in_order(envelope);
    log.retain(|(_, record)| date(record) <= day);
    let kind = |entry: &&Entry<'_>| entry.1.text("kind") == Some("step");
    log.iter()
        .filter(kind)
        .filter(|(id, _)| state(&log, "step", id) == State::Open)
        .map(|step| helpers(&log, *step))
        .collect()
}

fn ladders<'e>(ratings: impl Iterator<Item = Entry<'e>>) -> Vec<Ladder> {
    let mut by_voice: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for (_, record) in ratings {
        by_voice
            .entry(record.text("voice").unwrap_or_default())
            .or_default()
            .push(record);
    }
    by_voice
        .into_iter()
        .map(|(voice, records)| {
            let end = |name: &str| {
                let said = records.iter().rev().find_map(|record| record.text(name));
                said.map(str::to_owned)
            };
            let ratings: Vec<Rating> = records
                .iter()
                .filter_map(|record| {
                    let value = record.number("rating")?;
                    Some(Rating {
                        date: date(record),
                        value,
                    })
                })
                .collect();
            let first = ratings.iter().find_map(|rating| rating.date);
            let points: Vec<(f64, f64)> = ratings
                .iter()
                .filter_map(|rating| {
                    let days = first?.days_until(rating.date?);
                    Some((f64::from(days) / WEEK, rating.value))
                })
                .collect();
            Ladder {
                voice: voice.to_owned(),
                ends: (end("low"), end("high")),
                trend: trend::trend(&points),
                ratings,
            }
        })
        .collect()
}

fn scores<'e>(scale: Entry<'e>, scores: impl Iterator<Item = Entry<'e>>) -> Vec<Scale> {
    let mut by_voice: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (_, record) in scores.filter(|(_, record)| record.text("scale") == Some(scale.0)) {
        let voice = record.text("voice").unwrap_or_default();
        by_voice
            .entry(voice)
            .or_default()
            .extend(record.number("score"));
    }
    let error = scale.1.number("sd").zip(scale.1.number("reliability"));
    by_voice
        .into_iter()
        .filter_map(|(voice, values)| {
            let scores = (*values.first()?, *values.last()?);
            let change = error
                .filter(|_| values.len() > 1)
                .and_then(|(sd, reliability)| {
                    trend::reliable_change(scores.0, scores.1, sd, reliability)
                });
            Some(Scale {
                id: scale.0.to_owned(),
                voice: voice.to_owned(),
                scores,
                change,
            })
        })
        .collect()
}

fn whose<'e>(
    goals: impl Iterator<Item = Entry<'e>>,
    steps: impl Iterator<Item = Entry<'e>>,
) -> Vec<Words> {
    let mut found: BTreeMap<&str, Words> = BTreeMap::new();
    let all = goals
        .map(|goal| (goal, true))
        .chain(steps.map(|step| (step, false)));
    for ((_, record), is_goal) in all {
        let voice = record.text("voice").unwrap_or_default();
        let words = found.entry(voice).or_default();
        words.voice = voice.to_owned();
        *(if is_goal {
            &mut words.goals
        } else {
            &mut words.steps
        }) += 1;
        let author = record.text("author");
        words.written_by_others += usize::from(author.is_some_and(|author| author != voice));
    }
    found.into_values().collect()
}

fn alike(steps: &[Step]) -> Vec<Alike> {
    let words = |text: &str| -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let asked: Vec<(&Step, &str, BTreeSet<String>)> = steps
        .iter()
        .filter_map(|step| Some((step, step.asked_by.as_deref()?, words(&step.text))))
        .collect();
    let mut found = Vec::new();
    for (at, (one, asker, said)) in asked.iter().enumerate() {
        for (other, second, also) in &asked[at + 1..] {
            let all = said.union(also).count();
            let share = said.intersection(also).count() as f64 / all.max(1) as f64;
            if asker != second && share >= ALIKE {
                found.push(Alike {
                    steps: (one.id.clone(), other.id.clone()),
                    asked_by: ((*asker).to_owned(), (*second).to_owned()),
                    share,
                });
            }
        }
    }
    found
}

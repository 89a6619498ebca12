//! The story of a goal, told as a page, and whether it may be told.

use super::{Told, date, rating};
use early_action_engine::envelope::Record;
use early_action_engine::network::Date;
use early_action_engine::progress::Goal;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// When, as people write it; the same day is said once.
    pub day: Option<String>,
    /// What, as a sentence around somebody's own words.
    pub text: String,
    /// The language of the words, where the entry says it.
    pub lang: Option<String>,
    /// The id of a picture or recording.
    pub media: Option<String>,
}

/// What somebody said about telling the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The voice.
    pub voice: String,
    /// What for, in words.
    pub purpose: String,
    /// Whether it holds; else it was taken back.
    pub holds: bool,
    /// Since when, as people write it.
    pub day: Option<String>,
}

impl Consent {
    /// As a sentence.
    pub fn sentence(&self, told: &Told<'_>) -> String {
        let day = self.day.clone();
        let day = day.unwrap_or_else(|| told.words.word("plan-no-date"));
        let args = [
            ("voice", told.voice(Some(&self.voice)).into()),
            ("purpose", self.purpose.as_str().into()),
            ("date", day.into()),
        ];
        let id = if self.holds {
            "plan-consent-holds"
        } else {
            "plan-consent-back"
        };
        told.say(id, &args)
    }
}

/// Everybody's last word on telling this goal's story, in the order in which it was given.
pub fn consents(told: &Told<'_>, goal: &str) -> Vec<Consent> {
    let mut found: Vec<Consent> = Vec::new();
    for (_, record) in told.entries(&["consent", "withdrawn"]) {
        if record.text("goal") != Some(goal) {
            continue;
        }
        let said = Consent {
            voice: record.text("voice").unwrap_or_default().to_owned(),
            purpose: record.text("purpose").unwrap_or_default().to_owned(),
            holds: record.text("kind") == Some("consent"),
            day: told.date(record).map(|day| date(told.words, day)),
        };
        let same = |known: &Consent| {
            known.voice == said.voice
                && (known.purpose == said.purpose || !said.holds && said.purpose.is_empty())
        };
        if said.holds || !found.iter().any(same) {
            found.retain(|known| !same(known));
            found.push(said);
        } else {
            for known in found.iter_mut().filter(|known| same(known)) {
                known.holds = false;
                known.day.clone_from(&said.day);
            }
        }
    }
    found
}

/// Whether the story may be told: whoever's goal it is said so for something, and nobody whose
/// consent was asked took all of theirs back.
pub fn may_be_told(told: &Told<'_>, goal: &Goal) -> bool {
    let consents = consents(told, &goal.id);
    let holds = |voice: &str| consents.iter().any(|c| c.voice == voice && c.holds);
    let own = goal.voice.as_deref().is_none_or(holds);
    let any = consents.iter().any(|consent| consent.holds);
    own && any && consents.iter().all(|consent| holds(&consent.voice))
}

/// What happened with a goal, and around it, in order.
pub fn story(told: &Told<'_>, goal: &Goal) -> Vec<Scene> {
    let steps: Vec<&str> = goal.steps.iter().map(|step| step.id.as_str()).collect();
    let first = told.entry(&goal.id).and_then(|record| told.date(record));
    let kinds = [
        "goal",
        "wording",
        "step",
        "done",
        "missed",
        "rating",
        "event",
        "note",
        "media",
        "correction",
        "aside",
        "again",
    ];
    let mut scenes = Vec::new();
    let mut last: Option<Date> = None;
    for (id, record) in told.entries(&kinds) {
        let names = |field: &str, value: &str| record.text(field) == Some(value);
        let of_step = record.text("step").is_some_and(|id| steps.contains(&id));
        let around = names("kind", "event") && told.date(record) >= first;
        if !(id == goal.id || names("goal", &goal.id) || of_step || around) {
            continue;
        }
        let day = told.date(record);
        let shown = day
            .filter(|day| Some(*day) != last)
            .map(|day| date(told.words, day));
        last = day.or(last);
        scenes.push(Scene {
            day: shown,
            text: sentence(told, record),
            lang: record.text("lang").map(str::to_owned),
            media: record.text("media").map(str::to_owned),
        });
    }
    scenes
}

/// One entry as a sentence.
pub fn sentence(told: &Told<'_>, record: &Record) -> String {
    let kind = record.text("kind").unwrap_or_default();
    let step = |id: Option<&str>| {
        let step = told.plan.steps().find(|step| Some(step.id.as_str()) == id);
        step.map(|step| step.text.clone()).unwrap_or_default()
    };
    let goal = |id: Option<&str>| {
        let goal = told
            .plan
            .goals
            .iter()
            .find(|goal| Some(goal.id.as_str()) == id);
        goal.map(|goal| goal.text.clone()).unwrap_or_default()
    };
    let what = match record.text("step") {
        Some(id) => step(Some(id)),
        None => goal(record.text("goal")),
    };
    let helpers: Vec<String> = record
        .texts("helpers")
        .into_iter()
        .map(|id| told.person(id))
        .collect();
    let args = [
        (
            "voice",
            told.voice(record.text("voice").or(record.text("author")))
                .into(),
        ),
        ("text", record.text("text").unwrap_or_default().into()),
        ("what", what.into()),
        (
            "rating",
            rating(record.number("rating").unwrap_or_default()).into(),
        ),
        ("names", told.words.list(&helpers).into()),
        ("purpose", record.text("purpose").unwrap_or_default().into()),
    ];
    let id = match kind {
        "done" if record.text("goal").is_some() => "plan-story-reached".to_owned(),
        "help" if helpers.is_empty() => "plan-story-help-nobody".to_owned(),
        kind => ["plan-story-", kind].concat(),
    };
    told.say(&id, &args)
}

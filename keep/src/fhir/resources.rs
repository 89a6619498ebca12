//! Goals, observations and the care plan.

use super::json::{Json, concept, list, object, text};
use super::{Entry, Writer};
use early_action_engine::envelope::Record;
use early_action_engine::progress::{Goal, Plan, State, Step};

/// The code system of how far a goal has come.
const ACHIEVEMENT: &str = "http://terminology.hl7.org/CodeSystem/goal-achievement";

impl Writer<'_> {
    pub(super) fn goal(&self, goal: &Goal, log: &[Entry<'_>]) -> Json {
        let entry = self.entry(&goal.id);
        let said = |name: &str| entry.and_then(|entry| entry.text(name));
        let is_of_this = |entry: &Record| entry.text("goal") == Some(&goal.id);
        let observed = log
            .iter()
            .filter(|(_, entry)| is_of_this(entry) && is_observed(entry))
            .map(|(id, _)| self.reference(id));
        let notes = log
            .iter()
            .filter(|(_, entry)| is_of_this(entry) && is_note(entry))
            .filter_map(|(_, entry)| self.annotation(entry, entry.text("text")));
        let is_reached = goal.state == State::Reached;
        // Reached or more is achieved. Less is on the way: nobody said that it was given up.
        let status = match goal.level {
            _ if is_reached => Some("achieved"),
            Some(0.0..) => Some("achieved"),
            Some(_) => Some("in-progress"),
            None => None,
        };
        let lifecycle = match goal.state {
            State::Open => "active",
            State::Reached => "completed",
            State::Aside => "on-hold",
        };
        let status = status.map(|code| {
            let coding = object([("system", text(ACHIEVEMENT)), ("code", text(code))]);
            object([("coding", list(vec![coding]))])
        });
        object([
            ("resourceType", text("Goal")),
            ("id", text(&self.id(&goal.id))),
            ("language", said("lang").and_then(text)),
            ("identifier", list(vec![identifier(&goal.id)])),
            ("lifecycleStatus", text(lifecycle)),
            ("achievementStatus", status),
            (
                "category",
                said("area")
                    .and_then(concept)
                    .map(|area| Json::List(vec![area])),
            ),
            ("description", Some(description(&goal.text))),
            ("subject", Some(self.subject())),
            ("startDate", said("date").and_then(text)),
            ("expressedBy", self.named(said("voice"))),
            ("note", list(notes.collect())),
            ("outcomeReference", list(observed.collect())),
        ])
    }

    /// A rating, a level of attainment or a score.
    pub(super) fn observation(&self, id: &str, entry: &Record) -> Option<Json> {
        let words = self.words;
        let (code, value) = match entry.text("kind")? {
            "rating" => {
                let ends = (entry.text("low"), entry.text("high"));
                let code = match ends {
                    (Some(low), Some(high)) => words.text(
                        "keep-fhir-rating-ends",
                        &[("low", low.into()), ("high", high.into())],
                    ),
                    _ => words.word("keep-fhir-rating"),
                };
                (code, entry.number("rating")?)
            }
            "attainment" => (words.word("keep-fhir-level"), entry.number("level")?),
            "score" => {
                let scale = entry.text("scale").and_then(|id| self.entry(id));
                let name = scale.and_then(|scale| scale.text("text"));
                let name = name.map(str::to_owned);
                let name = name.unwrap_or_else(|| words.word("keep-entry-scale"));
                (name, entry.number("score")?)
            }
            _ => return None,
        };
        let goal = entry.text("goal").filter(|goal| self.entry(goal).is_some());
        let note = self.annotation(entry, entry.text("text"));
        Some(object([
            ("resourceType", text("Observation")),
            ("id", text(&self.id(id))),
            ("identifier", list(vec![identifier(id)])),
            ("status", text("final")),
            ("code", concept(&code).or_else(|| concept("-"))),
            ("subject", Some(self.subject())),
            (
                "focus",
                goal.map(|goal| Json::List(vec![self.reference(goal)])),
            ),
            ("effectiveDateTime", entry.text("date").and_then(text)),
            (
                "performer",
                self.named(entry.text("voice"))
                    .map(|voice| Json::List(vec![voice])),
            ),
            (
                "valueQuantity",
                Some(object([("value", Some(value.into()))])),
            ),
            ("note", note.map(|note| Json::List(vec![note]))),
        ]))
    }

    pub(super) fn care_plan(&self, id: &str, plan: &Plan, log: &[Entry<'_>]) -> Json {
        let envelope = &self.copy.envelope;
        let voices = envelope.part("", early_action_engine::envelope::Part::Voice);
        let voices = voices.filter_map(|(key, _)| self.named(Some(&key.id)));
        let goals = plan.goals.iter().map(|goal| self.reference(&goal.id));
        let steps = plan
            .goals
            .iter()
            .flat_map(|goal| goal.steps.iter().map(move |step| (Some(&*goal.id), step)));
        let loose = plan.loose.iter().map(|step| (None, step));
        let activities = steps
            .chain(loose)
            .map(|(goal, step)| self.activity(goal, step, log));
        let notes = log
            .iter()
            .filter(|(_, entry)| entry.text("goal").is_none() && is_note(entry))
            .filter_map(|(_, entry)| self.annotation(entry, entry.text("text")));
        object([
            ("resourceType", text("CarePlan")),
            ("id", text(id)),
            ("status", text("active")),
            ("intent", text("plan")),
            ("title", text(&self.words.word("keep-plan"))),
            ("subject", Some(self.subject())),
            ("contributor", list(voices.collect())),
            ("goal", list(goals.collect())),
            ("activity", list(activities.collect())),
            ("note", list(notes.collect())),
        ])
    }

    fn activity(&self, goal: Option<&str>, step: &Step, log: &[Entry<'_>]) -> Json {
        let progress = log.iter().filter_map(|(_, entry)| {
            let kind = entry
                .text("kind")
                .filter(|kind| ["done", "missed"].contains(kind))?;
            if entry.text("step") != Some(&step.id) {
                return None;
            }
            let word = self.words.word(&format!("keep-fhir-{kind}"));
            let said = match entry.text("text") {
                Some(more) => format!("{word}: {more}"),
                None => word,
            };
            self.annotation(entry, Some(&said))
        });
        let entry = self.entry(&step.id);
        let due = entry.and_then(|entry| entry.text("due")).and_then(text);
        let helpers = step.helpers.iter().filter_map(|id| {
            let name = crate::tell::person(&self.copy.envelope, self.words, id);
            Some(object([("display", Some(text(&name)?))]))
        });
        let asked = step.asked_by.as_deref().and_then(concept);
        let status = match step.times.0 {
            _ if step.state == State::Aside => "on-hold",
            0 => "not-started",
            _ => "in-progress",
        };
        let detail = object([
            ("reasonCode", asked.map(|asked| Json::List(vec![asked]))),
            (
                "goal",
                goal.map(|goal| Json::List(vec![self.reference(goal)])),
            ),
            ("status", text(status)),
            (
                "scheduledPeriod",
                due.map(|due| object([("end", Some(due))])),
            ),
            ("performer", list(helpers.collect())),
            ("description", text(&step.text)),
        ]);
        object([
            ("progress", list(progress.collect())),
            ("detail", Some(detail)),
        ])
    }

    /// Words with who said them and when; nothing without words.
    fn annotation(&self, entry: &Record, said: Option<&str>) -> Option<Json> {
        let words = text(said?)?;
        let voice = entry.text("voice").or(entry.text("author"));
        let name = voice.map(|id| crate::tell::voice(&self.copy.envelope, self.words, Some(id)));
        Some(object([
            ("authorString", name.and_then(|name| text(&name))),
            ("time", entry.text("date").and_then(text)),
            ("text", Some(words)),
        ]))
    }
}

fn is_observed(entry: &Record) -> bool {
    let field = match entry.text("kind") {
        Some("rating") => "rating",
        Some("attainment") => "level",
        Some("score") => "score",
        _ => return false,
    };
    entry.number(field).is_some()
}

fn is_note(entry: &Record) -> bool {
    let kinds = ["event", "note", "correction"];
    entry.text("kind").is_some_and(|kind| kinds.contains(&kind))
}

/// The entry's id in the plan it comes from.
fn identifier(id: &str) -> Json {
    object([("value", text(id).or_else(|| text("-")))])
}

/// FHIR wants a description of every goal: one without words is said to have none.
fn description(said: &str) -> Json {
    concept(said).unwrap_or_else(|| object([("text", text("-"))]))
}

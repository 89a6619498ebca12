//! `early-action progress`: what a plan's log says, and two copies made one.

use crate::keep::save;
use crate::network::{bytes, copy_for, envelope, say};
use crate::refuse;
use early_action_engine::envelope::{Arrival, Copy, Envelope, Part, What};
use early_action_engine::fault::Fault;
use early_action_engine::progress::{Carried, Goal, Ladder, Plan, Scale, State, Step};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with a plan.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Measure a plan: ratings, gaps, trends, attainment, reliable change.
    Measures {
        /// A file of map and plan.
        file: String,
        /// One JSON object on one line.
        #[arg(long)]
        json: bool,
    },
    /// Write a plan as a FHIR R4 bundle of goals, care plan and observations.
    Fhir {
        #[command(flatten)]
        copy: Shared,
        /// Whom the plan is about in the system that reads it, such as Patient/123.
        #[arg(long, value_name = "REFERENCE")]
        subject: Option<String>,
    },
    /// Write a plan's log as a table for spreadsheets.
    Csv {
        #[command(flatten)]
        copy: Shared,
    },
    /// Make one file of two copies; nothing of either is lost.
    Merge {
        /// One copy.
        one: String,
        /// The other.
        other: String,
        /// What came in, as one JSON object on one line; needs -o.
        #[arg(long, requires = "output")]
        json: bool,
        /// Where to write; on standard output if left out.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// A plan, and for whom it is written.
#[derive(clap::Args)]
pub struct Shared {
    /// A file of map and plan.
    file: String,
    /// The id of the voice who will read it; without, somebody who is none of the voices.
    #[arg(long = "for", value_name = "VOICE")]
    reader: Option<String>,
}

impl Shared {
    /// What the reader may see. Nothing else is written for other programs.
    fn copy(&self) -> Result<Copy, Vec<Fault>> {
        let whole = envelope(&bytes(&self.file)?)?;
        let copy = copy_for(&whole, self.reader.as_deref())?;
        if copy.envelope.part("", Part::Entry).next().is_none() {
            let what = "there is no plan in this file that this reader may see";
            let hint = "give a file with a log, or another reader with --for";
            return Err(vec![Fault::without_place(&self.file, what, hint)]);
        }
        Ok(copy)
    }
}

/// Does what was asked.
pub fn run(command: &Command) -> ExitCode {
    match command {
        Command::Measures { file, json } => match bytes(file).and_then(|text| envelope(&text)) {
            Ok(envelope) => {
                let plan = Plan::of(&envelope);
                say(&if *json {
                    measures(&plan, &envelope).to_string()
                } else {
                    sentences(&plan)
                });
                ExitCode::SUCCESS
            }
            Err(faults) => refuse(&faults, *json),
        },
        Command::Fhir { copy, subject } => written(copy.copy().map(|copy| {
            let words = early_action_keep::words("en");
            early_action_keep::fhir::bundle(&copy, &words, subject.as_deref())
        })),
        Command::Csv { copy } => written(copy.copy().map(|copy| {
            let words = early_action_keep::words("en");
            early_action_keep::table::csv(&copy, &words)
        })),
        Command::Merge {
            one,
            other,
            json,
            output,
        } => match merge(one, other, *json, output.as_ref()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(faults) => refuse(&faults, *json),
        },
    }
}

/// Prints what was written.
fn written(text: Result<String, Vec<Fault>>) -> ExitCode {
    match text {
        Ok(text) => {
            say(text.trim_end());
            ExitCode::SUCCESS
        }
        Err(faults) => refuse(&faults, false),
    }
}

fn merge(one: &str, other: &str, json: bool, output: Option<&PathBuf>) -> Result<(), Vec<Fault>> {
    let read = |file: &str| {
        bytes(file)
            .and_then(|text| envelope(&text))
            .map_err(|faults| {
                let of = |fault: Fault| Fault {
                    path: format!("{file}: {}", fault.path),
                    ..fault
                };
                faults.into_iter().map(of).collect::<Vec<_>>()
            })
    };
    // The faults of both files are told at once.
    let (one, other) = match (read(one), read(other)) {
        (Ok(one), Ok(other)) => (one, other),
        (one, other) => {
            let faults = [one.err(), other.err()].into_iter().flatten().flatten();
            return Err(faults.collect());
        }
    };
    let merged = one.merge(&other);
    let words = early_action_keep::words("en");
    let lines = early_action_keep::tell::arrivals(&one, &merged, &words).join("\n");
    let Some(path) = output else {
        say(&merged.write());
        eprintln!("{lines}");
        return Ok(());
    };
    save(path, &(merged.write() + "\n"))?;
    say(&if json {
        json!({ "came_in": one.arrivals(&merged).iter().map(arrival).collect::<Vec<_>>() })
            .to_string()
    } else {
        lines
    });
    Ok(())
}

fn arrival(arrival: &Arrival) -> Value {
    let (what, fields) = match &arrival.what {
        What::New => ("new", None),
        What::Changed(fields) => ("changed", Some(fields)),
        What::Removed => ("removed", None),
        What::Erased => ("erased", None),
    };
    let key = &arrival.key;
    json!({
        "part": key.part.name(),
        "map": (!key.map.is_empty()).then_some(&*key.map),
        "id": &*key.id,
        "what": what,
        "fields": fields.map(|fields| fields.iter().map(|name| &**name).collect::<Vec<_>>()),
    })
}

fn measures(plan: &Plan, envelope: &Envelope) -> Value {
    let unheld = plan.unheld(envelope);
    json!({
        "goals": plan.goals.iter().map(goal).collect::<Vec<_>>(),
        "attainment_t": plan.attainment,
        "scales": plan.scales.iter().map(scale).collect::<Vec<_>>(),
        "words": plan.words.iter().map(|words| json!({
            "voice": (!words.voice.is_empty()).then_some(&words.voice),
            "goals": words.goals,
            "steps": words.steps,
            "written_by_others": words.written_by_others,
        })).collect::<Vec<_>>(),
        "alike": plan.alike.iter().map(|alike| json!({
            "steps": [alike.steps.0, alike.steps.1],
            "asked_by": [alike.asked_by.0, alike.asked_by.1],
            "share": alike.share,
        })).collect::<Vec<_>>(),
        "unheld": { "now": unheld.now, "services_step_back": unheld.services_step_back },
        "carried": Plan::carried(envelope).iter().map(carried).collect::<Vec<_>>(),
    })
}

fn carried(carried: &Carried) -> Value {
    json!({
        "date": carried.date.map(|date| date.to_string()),
        "family": carried.family,
        "services": carried.services,
        "both": carried.both,
        "nobody": carried.nobody,
        "not_known": carried.not_known,
    })
}

fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Reached => "reached",
        State::Aside => "aside",
    }
}

fn goal(goal: &Goal) -> Value {
    json!({
        "id": goal.id,
        "text": goal.text,
        "voice": goal.voice,
        "state": state(goal.state),
        "weight": goal.weight,
        "level": goal.level,
        "gap": goal.gap(),
        "ladders": goal.ladders.iter().map(ladder).collect::<Vec<_>>(),
        "steps": goal.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn ladder(ladder: &Ladder) -> Value {
    json!({
        "voice": (!ladder.voice.is_empty()).then_some(&ladder.voice),
        "low": ladder.ends.0,
        "high": ladder.ends.1,
        "ratings": ladder.ratings.iter().map(|rating| json!({
            "date": rating.date.map(|date| date.to_string()),
            "value": rating.value,
        })).collect::<Vec<_>>(),
        "last": ladder.last(),
        "trend": ladder.trend.map(|trend| json!({
            "points_a_week": trend.slope,
            "interval": [trend.interval.0, trend.interval.1],
        })),
    })
}

fn step(step: &Step) -> Value {
    json!({
        "id": step.id,
        "text": step.text,
        "asked_by": step.asked_by,
        "helpers": step.helpers,
        "state": state(step.state),
        "done": step.times.0,
        "missed": step.times.1,
        "kept_up": step.kept_up,
    })
}

fn scale(scale: &Scale) -> Value {
    json!({
        "id": scale.id,
        "voice": (!scale.voice.is_empty()).then_some(&scale.voice),
        "first": scale.scores.0,
        "last": scale.scores.1,
        "change": scale.change.map(|change| json!({
            "sem": change.sem,
            "difference_error": change.difference_error,
            "index": change.index,
            "smallest": change.smallest,
            "reliable": change.is_reliable,
        })),
    })
}

fn sentences(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for goal in &plan.goals {
        lines.push(goal.text.clone());
        for ladder in &goal.ladders {
            let last = ladder
                .last()
                .map_or_else(|| "not rated".into(), |last| format!("{last} of 10"));
            let trend = ladder.trend.map_or_else(
                || "too early to say how it goes".into(),
                |trend| {
                    let (low, high) = trend.interval;
                    format!("{:+.2} a week, likely {low:+.2} to {high:+.2}", trend.slope)
                },
            );
            lines.push(format!("  {}: {last}, {trend}", ladder.voice));
        }
        lines.extend(
            goal.gap()
                .map(|gap| format!("  the voices are {gap} apart")),
        );
        for step in &goal.steps {
            lines.push(format!(
                "  - {} (done {}, missed {})",
                step.text, step.times.0, step.times.1
            ));
        }
    }
    lines.extend(plan.attainment.map(|t| format!("goal attainment T {t:.1}")));
    for scale in &plan.scales {
        let said = match scale.change {
            None => "not known how much this scale wobbles",
            Some(change) if change.is_reliable => "more than this scale usually wobbles",
            Some(_) => "no more than this scale usually wobbles",
        };
        lines.push(format!(
            "{}: {} to {}, {said}",
            scale.id, scale.scores.0, scale.scores.1
        ));
    }
    if lines.is_empty() {
        "no goals yet".into()
    } else {
        lines.join("\n")
    }
}

//! `early-action progress`: what a plan's log says, and two copies made one.

use crate::network::{bytes, envelope, say};
use crate::refuse;
use early_action_engine::envelope::Envelope;
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
    /// Make one file of two copies; nothing of either is lost.
    Merge {
        /// One copy.
        one: String,
        /// The other.
        other: String,
        /// Where to write; on standard output if left out.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
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
        Command::Merge { one, other, output } => match merge(one, other, output.as_ref()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(faults) => refuse(&faults, false),
        },
    }
}

fn merge(one: &str, other: &str, output: Option<&PathBuf>) -> Result<(), Vec<Fault>> {
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
    let text = one.merge(&other).write();
    let Some(path) = output else {
        say(&text);
        return Ok(());
    };
    std::fs::write(path, text + "\n").map_err(|error| {
        let what = format!("this file cannot be written: {error}");
        let hint = "give a path in a folder that there is";
        vec![Fault::without_place(path.display().to_string(), what, hint)]
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

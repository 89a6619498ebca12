//! What the plan's figures say, in words.

use super::{Told, rating};
use crate::words::Value;
use early_action_engine::progress::{Carried, Goal, Ladder, State, Step};

/// Ratings that a trend needs.
const ENOUGH: usize = early_action_engine::progress::ENOUGH;
/// Weeks in a month, on average.
const WEEKS: f64 = 365.2425 / 12.0 / 7.0;
/// From so many times on it is said how well a step is kept up.
const TIMES: usize = 3;

/// How far apart the voices are; `None` for fewer than two.
pub fn gap(told: &Told<'_>, goal: &Goal) -> Option<String> {
    let gap = goal.gap()?;
    let said: Vec<String> = goal
        .ladders
        .iter()
        .filter_map(|ladder| {
            let args = [
                ("voice", told.voice(Some(&ladder.voice)).into()),
                ("rating", rating(ladder.last()?).into()),
            ];
            Some(told.say("plan-says", &args))
        })
        .collect();
    let said = told.words.list(&said);
    Some(if gap == 0.0 {
        told.say("plan-gap-none", &[("said", said.into())])
    } else {
        let args = [("said", said.into()), ("gap", rating(gap).into())];
        told.say("plan-gap", &args)
    })
}

/// Where one voice stands, between its own words.
pub fn ladder(told: &Told<'_>, ladder: &Ladder) -> String {
    let Some(last) = ladder.last() else {
        return String::new();
    };
    let mut args: Vec<(&str, Value<'_>)> = vec![
        ("voice", told.voice(Some(&ladder.voice)).into()),
        ("rating", rating(last).into()),
    ];
    match &ladder.ends {
        (Some(low), Some(high)) => {
            args.extend([("low", low.as_str().into()), ("high", high.as_str().into())]);
            told.say("plan-ladder-ends", &args)
        }
        _ => told.say("plan-ladder", &args),
    }
}

/// Which way a voice's ratings go, as far as that can be said.
pub fn trend(told: &Told<'_>, ladder: &Ladder) -> String {
    let voice = told.voice(Some(&ladder.voice));
    let Some(trend) = ladder.trend else {
        let dated = ladder
            .ratings
            .iter()
            .filter(|rating| rating.date.is_some())
            .count();
        let id = if dated < ENOUGH {
            "plan-trend-early"
        } else {
            "plan-trend-one-day"
        };
        let args = [
            ("voice", voice.into()),
            ("count", dated.into()),
            ("enough", ENOUGH.into()),
        ];
        return told.say(id, &args);
    };
    let (low, high) = trend.interval;
    let id = match trend.slope {
        slope if slope > 0.0 && low > 0.0 => "plan-trend-up",
        slope if slope < 0.0 && high < 0.0 => "plan-trend-down",
        0.0 if low == 0.0 && high == 0.0 => "plan-trend-same",
        _ => "plan-trend-unclear",
    };
    let month = |slope: f64| rating((slope * WEEKS).abs());
    let range = if month(low) == month(high) {
        "none"
    } else {
        "some"
    };
    let (near, far) = if trend.slope < 0.0 {
        (high, low)
    } else {
        (low, high)
    };
    let args = [
        ("voice", voice.into()),
        ("range", range.into()),
        ("month", month(trend.slope).into()),
        ("low", month(near).into()),
        ("high", month(far).into()),
    ];
    told.say(id, &args)
}

/// How a step goes; `None` before it was done or missed.
pub fn kept_up(told: &Told<'_>, step: &Step) -> Option<String> {
    let (done, missed) = step.times;
    if done + missed == 0 {
        return None;
    }
    let mut said = told.say(
        "plan-times",
        &[("done", done.into()), ("missed", missed.into())],
    );
    if done + missed >= TIMES
        && let Some(share) = step.kept_up
    {
        let tenths = (share * 10.0).round();
        said.push(' ');
        said += &told.say("plan-kept-up", &[("tenths", tenths.into())]);
    }
    Some(said)
}

/// Who helps with a step, and who asked for it.
pub fn around(told: &Told<'_>, step: &Step) -> Vec<String> {
    let mut said = Vec::new();
    if !step.helpers.is_empty() {
        let names: Vec<String> = step.helpers.iter().map(|id| told.person(id)).collect();
        let args = [
            ("names", told.words.list(&names).into()),
            ("count", names.len().into()),
        ];
        said.push(told.say("plan-helps", &args));
    }
    if let Some(by) = &step.asked_by {
        said.push(told.say("plan-asked-by", &[("name", by.as_str().into())]));
    }
    let due = told.entry(&step.id).and_then(|record| {
        let day = record
            .text("due")
            .and_then(early_action_engine::network::Date::parse)?;
        Some(super::date(told.words, day))
    });
    if let Some(date) = due {
        said.push(told.say("plan-due", &[("date", date.into())]));
    }
    said
}

/// Goal attainment and change on questionnaires, for those who need them.
pub fn figures(told: &Told<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(t) = told.plan.attainment {
        said.push(told.say("plan-attainment", &[("t", format!("{t:.1}").into())]));
    }
    for scale in &told.plan.scales {
        let name = told.entry(&scale.id).and_then(|record| record.text("text"));
        let id = match scale.change {
            None => "plan-scale-not-known",
            Some(change) if change.is_reliable => "plan-scale-more",
            Some(_) => "plan-scale-wobbles",
        };
        let args = [
            ("name", name.unwrap_or_default().into()),
            ("voice", told.voice(Some(&scale.voice)).into()),
            ("first", rating(scale.scores.0).into()),
            ("last", rating(scale.scores.1).into()),
        ];
        said.push(told.say(id, &args));
    }
    said
}

/// Whose words the plan is in, a sentence for each voice.
pub fn words(told: &Told<'_>) -> Vec<String> {
    let each = told.plan.words.iter().map(|words| {
        let nobody = words.voice.is_empty();
        let args = [
            ("voice", told.voice(Some(&words.voice)).into()),
            ("goals", words.goals.into()),
            ("steps", words.steps.into()),
            ("others", words.written_by_others.into()),
        ];
        let id = if nobody {
            "plan-words-nobody"
        } else {
            "plan-words"
        };
        told.say(id, &args)
    });
    each.collect()
}

/// What several people asked for in much the same words.
pub fn alike(told: &Told<'_>) -> Vec<String> {
    let text = |id: &str| {
        let step = told.plan.steps().find(|step| step.id == id);
        step.map(|step| step.text.clone()).unwrap_or_default()
    };
    let each = told.plan.alike.iter().map(|alike| {
        let args = [
            ("one", text(&alike.steps.0).into()),
            ("other", text(&alike.steps.1).into()),
            ("by-one", alike.asked_by.0.as_str().into()),
            ("by-other", alike.asked_by.1.as_str().into()),
        ];
        told.say("plan-alike", &args)
    });
    each.collect()
}

/// Who carried the steps at one time.
pub fn carried(told: &Told<'_>, carried: &Carried) -> String {
    let all = carried.family + carried.services + carried.both + carried.nobody + carried.not_known;
    let args = [
        ("all", all.into()),
        ("family", carried.family.into()),
        ("services", carried.services.into()),
        ("both", carried.both.into()),
        ("nobody", carried.nobody.into()),
        ("not-known", carried.not_known.into()),
    ];
    told.say("plan-carried", &args)
}

/// Whose goal it is, whose words, since when.
pub fn whose(told: &Told<'_>, goal: &Goal) -> String {
    let Some(record) = told.entry(&goal.id) else {
        return String::new();
    };
    let voice = told.voice(goal.voice.as_deref());
    let author = record
        .text("author")
        .filter(|author| Some(*author) != goal.voice.as_deref());
    let mut said = match author {
        Some(author) => {
            let args = [
                ("voice", voice.into()),
                ("author", told.voice(Some(author)).into()),
            ];
            told.say("plan-whose-written", &args)
        }
        None => told.say("plan-whose", &[("voice", voice.into())]),
    };
    if let Some(day) = told.date(record) {
        let day = super::date(told.words, day);
        said = [said, told.say("plan-since", &[("date", day.into())])].join(" ");
    }
    said
}

/// A goal in words, as somebody would read it out: what it is, where each voice stands, its steps.
pub fn aloud(told: &Told<'_>, goal: &Goal) -> Vec<String> {
    let mut said = vec![whose(told, goal)];
    if goal.state == State::Reached {
        said.push(told.words.word("plan-reached"));
    }
    said.extend(goal.ladders.iter().map(|ladder| self::ladder(told, ladder)));
    said.extend(gap(told, goal));
    for step in goal.steps.iter().filter(|step| step.state == State::Open) {
        said.push(told.say("plan-aloud-step", &[("text", step.text.as_str().into())]));
        said.extend(around(told, step));
        said.extend(kept_up(told, step));
    }
    said.retain(|said| !said.is_empty());
    said
}

//! The plan as plain text, for a council's case system.

use super::{Told, date, say};
use early_action_engine::network::Date;
use early_action_engine::progress::State;

/// The whole plan in plain text as of a day. What is meant for some voices only is not for here:
/// give the envelope's copy for nobody in particular.
pub fn plain(told: &Told<'_>, today: Date) -> String {
    let mut lines: Vec<String> = Vec::new();
    let day = date(told.words, today);
    lines.push(told.say("plan-plain-title", &[("date", day.into())]));
    lines.push(told.words.word("plan-plain-note"));
    for goal in &told.plan.goals {
        lines.push(String::new());
        lines.push(told.say("plan-plain-goal", &[("text", one_line(&goal.text).into())]));
        match goal.state {
            State::Reached => lines.push(told.words.word("plan-reached")),
            State::Aside => lines.push(told.words.word("plan-aside")),
            State::Open => {}
        }
        lines.push(say::whose(told, goal));
        for ladder in &goal.ladders {
            lines.push(say::ladder(told, ladder));
            lines.push(say::trend(told, ladder));
        }
        lines.extend(say::gap(told, goal));
        for step in &goal.steps {
            lines.push(step_line(told, step));
        }
    }
    let loose: Vec<String> = told.plan.loose.iter().map(|s| step_line(told, s)).collect();
    let section = |title: &str, found: Vec<String>, lines: &mut Vec<String>| {
        if !found.is_empty() {
            lines.push(String::new());
            lines.push(told.words.word(title));
            lines.extend(found);
        }
    };
    section("plan-other-steps", loose, &mut lines);
    let happened = told.entries(&["event", "note", "correction"]);
    let happened = happened.into_iter().map(|(_, record)| {
        let text = one_line(record.text("text").unwrap_or_default());
        let day = told.date(record).map(|day| date(told.words, day));
        let kind = record.text("kind").unwrap_or_default();
        let args = [
            (
                "date",
                day.unwrap_or_else(|| told.words.word("plan-no-date"))
                    .into(),
            ),
            ("voice", told.voice(record.text("voice")).into()),
            ("text", text.into()),
        ];
        told.say(&["plan-plain-entry-", kind].concat(), &args)
    });
    section("plan-happened", happened.collect(), &mut lines);
    section("plan-words-title", say::words(told), &mut lines);
    section("plan-alike-title", say::alike(told), &mut lines);
    lines.retain(|line| line != " ");
    lines.join("\r\n") + "\r\n"
}

fn step_line(told: &Told<'_>, step: &early_action_engine::progress::Step) -> String {
    let mut said = vec![told.say("plan-plain-step", &[("text", one_line(&step.text).into())])];
    if step.state == State::Aside {
        said.push(told.words.word("plan-aside"));
    }
    said.extend(say::around(told, step));
    said.extend(say::kept_up(told, step));
    said.join(" ")
}

/// Text that somebody typed over several lines, as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

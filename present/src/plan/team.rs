//! What a team sees of several families' plans: who has not been heard lately, what moved, whose
//! words. No order of merit, and no total of fewer than five families.

use super::{Told, say};
use early_action_engine::network::Date;
use early_action_engine::progress::State;

/// Days after which somebody has not been heard lately.
pub const LATELY: i32 = 28;
/// Fewer families than this are not added up.
pub const LEAST: usize = 5;
/// Kinds of voices that are children's.
pub const CHILDREN: [&str; 2] = ["child", "young person"];

/// One voice of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What it is called.
    pub name: String,
    /// Whether it is a child's.
    pub is_child: bool,
    /// Days since it last said anything; `None` if it never did with a date.
    pub days: Option<i32>,
}

impl Heard {
    /// Whether it was heard lately.
    pub fn is_heard(&self) -> bool {
        self.days.is_some_and(|days| days <= LATELY)
    }
}

/// One family's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Everybody but workers, in the order of the file.
    pub voices: Vec<Heard>,
    /// Goals that moved, or were reached, in words.
    pub moved: Vec<String>,
    /// Goals that are worked at.
    pub open: usize,
    /// Goals and steps in a child's own words, written down by the child; those in a child's words
    /// that somebody else wrote down; and all.
    pub own: (usize, usize, usize),
}

/// What one plan says on a day.
pub fn family(told: &Told<'_>, today: Date) -> Family {
    let entries = told.entries(early_action_engine::envelope::fields::ENTRIES);
    let voices = told
        .envelope
        .part("", early_action_engine::envelope::Part::Voice);
    let voices = voices
        .filter(|(_, record)| record.text("kind") != Some("worker"))
        .map(|(key, record)| {
            let said = entries
                .iter()
                .filter(|(_, entry)| entry.text("voice") == Some(&*key.id));
            let last = said.filter_map(|(_, entry)| told.date(entry)).max();
            Heard {
                name: record.text("name").unwrap_or_default().to_owned(),
                is_child: record
                    .text("kind")
                    .is_some_and(|kind| CHILDREN.contains(&kind)),
                days: last.map(|last| last.days_until(today).max(0)),
            }
        })
        .collect();
    let mut moved = Vec::new();
    for goal in &told.plan.goals {
        if goal.state == State::Reached {
            moved.push(told.say("plan-team-reached", &[("goal", goal.text.as_str().into())]));
        }
        for ladder in goal.ladders.iter().filter(|ladder| {
            ladder
                .trend
                .is_some_and(|trend| trend.interval.0 > 0.0 || trend.interval.1 < 0.0)
        }) {
            let args = [
                ("goal", goal.text.as_str().into()),
                ("trend", say::trend(told, ladder).into()),
            ];
            moved.push(told.say("plan-team-moved", &args));
        }
    }
    let mut own = (0, 0, 0);
    for words in &told.plan.words {
        let count = words.goals + words.steps;
        own.2 += count;
        if told
            .kind(&words.voice)
            .is_some_and(|kind| CHILDREN.contains(&kind))
        {
            own.0 += count - words.written_by_others;
            own.1 += words.written_by_others;
        }
    }
    let open = told
        .plan
        .goals
        .iter()
        .filter(|goal| goal.state == State::Open)
        .count();
    Family {
        voices,
        moved,
        open,
        own,
    }
}

/// All families together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// Families.
    pub families: usize,
    /// Those in which every child of the plan was heard lately, of those with a child in the plan.
    pub children_heard: usize,
    /// Those with a child in the plan.
    pub with_children: usize,
    /// Those in which a goal moved or was reached.
    pub moved: usize,
    /// Goals and steps as in [`Family::own`].
    pub own: (usize, usize, usize),
}

/// All families together; `None` for fewer than five.
pub fn together(families: &[Family]) -> Option<Together> {
    let mut all = Together {
        families: families.len(),
        children_heard: 0,
        with_children: 0,
        moved: 0,
        own: (0, 0, 0),
    };
    for family in families {
        let mut children = family
            .voices
            .iter()
            .filter(|voice| voice.is_child)
            .peekable();
        if children.peek().is_some() {
            all.with_children += 1;
            all.children_heard += usize::from(children.all(Heard::is_heard));
        }
        all.moved += usize::from(!family.moved.is_empty());
        all.own.0 += family.own.0;
        all.own.1 += family.own.1;
        all.own.2 += family.own.2;
    }
    (families.len() >= LEAST).then_some(all)
}

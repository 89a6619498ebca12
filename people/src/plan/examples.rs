//! Plans to begin with: made up, as every goal in them says wherever it goes.

use super::desk::Desk;
use super::parts::button;
use crate::host::random_id;
use early_action_engine::envelope::fields::field;
use early_action_engine::envelope::{Change, Key, Part, Value};
use leptos::prelude::*;

/// A record: its part, its id within the example, its fields as `field=value`. `#` begins the id of
/// a word of the locale, `@` that of another record.
type Line = (Part, &'static str, &'static str);

/// A child who is to go to school again, and a mother.
#[rustfmt::skip]
const SCHOOL: [Line; 27] = [
    (Part::Voice, "jo", "name=#plan-ex-jo kind=child"),
    (Part::Voice, "mum", "name=#plan-ex-mum kind=parent"),
    (Part::Voice, "sue", "name=#plan-ex-sue kind=worker"),
    (Part::Person, "p0", "name=#plan-ex-jo"),
    (Part::Person, "p1", "name=#plan-ex-gran kind=family ring=1"),
    (Part::Person, "p2", "name=#plan-ex-sue kind=worker ring=3"),
    (Part::Entry, "g1", "kind=goal voice=@jo author=@mum text=#plan-ex-goal-school area=#plan-ex-area-school date=2026-01-05"),
    (Part::Entry, "g2", "kind=goal voice=@mum text=#plan-ex-goal-mornings area=#plan-ex-area-home date=2026-01-12"),
    (Part::Entry, "s1", "kind=step goal=@g1 voice=@jo text=#plan-ex-step-walk helpers=@p1 date=2026-01-12"),
    (Part::Entry, "s2", "kind=step goal=@g1 voice=@sue text=#plan-ex-step-teacher asked_by=#plan-ex-asked-school helpers=@p2 date=2026-01-12"),
    (Part::Entry, "s3", "kind=step goal=@g2 voice=@mum text=#plan-ex-step-bags date=2026-01-19"),
    (Part::Entry, "d1", "kind=done step=@s1 date=2026-01-16"),
    (Part::Entry, "d2", "kind=done step=@s1 date=2026-01-23"),
    (Part::Entry, "d3", "kind=missed step=@s1 date=2026-02-06"),
    (Part::Entry, "d4", "kind=done step=@s1 date=2026-02-13"),
    (Part::Entry, "e1", "kind=event text=#plan-ex-event-move date=2026-02-02"),
    (Part::Entry, "r1", "kind=rating goal=@g1 voice=@jo rating=3 low=#plan-ex-jo-low high=#plan-ex-jo-high date=2026-01-05"),
    (Part::Entry, "r2", "kind=rating goal=@g1 voice=@jo rating=4 date=2026-01-19"),
    (Part::Entry, "r3", "kind=rating goal=@g1 voice=@jo rating=2 date=2026-02-09"),
    (Part::Entry, "r4", "kind=rating goal=@g1 voice=@jo rating=5 date=2026-03-02"),
    (Part::Entry, "r5", "kind=rating goal=@g1 voice=@jo rating=6 date=2026-03-23"),
    (Part::Entry, "q1", "kind=rating goal=@g1 voice=@mum rating=2 low=#plan-ex-mum-low high=#plan-ex-mum-high date=2026-01-05"),
    (Part::Entry, "q2", "kind=rating goal=@g1 voice=@mum rating=4 date=2026-03-23"),
    (Part::Entry, "q3", "kind=rating goal=@g2 voice=@mum rating=5 date=2026-03-23"),
    (Part::Entry, "n1", "kind=note goal=@g1 voice=@jo text=#plan-ex-note-lunch date=2026-03-02"),
    (Part::Entry, "h1", "kind=help step=@s2 helpers=@p1 date=2026-03-09"),
    (Part::Entry, "c1", "kind=correction corrects=@d3 voice=@jo text=#plan-ex-correction date=2026-02-09"),
];

/// A young person who is about to live alone.
#[rustfmt::skip]
const HOME: [Line; 15] = [
    (Part::Voice, "kay", "name=#plan-ex-kay kind=young+person"),
    (Part::Voice, "raj", "name=#plan-ex-raj kind=worker"),
    (Part::Person, "p0", "name=#plan-ex-kay"),
    (Part::Person, "p1", "name=#plan-ex-ash kind=friend ring=1"),
    (Part::Person, "p2", "name=#plan-ex-raj kind=worker ring=2"),
    (Part::Entry, "g1", "kind=goal voice=@kay text=#plan-ex-goal-flat area=#plan-ex-area-home date=2026-02-02"),
    (Part::Entry, "g2", "kind=goal voice=@kay text=#plan-ex-goal-sunday area=#plan-ex-area-people date=2026-02-02"),
    (Part::Entry, "s1", "kind=step goal=@g1 voice=@kay text=#plan-ex-step-visit helpers=@p2 date=2026-02-09"),
    (Part::Entry, "s2", "kind=step goal=@g2 voice=@kay text=#plan-ex-step-cook helpers=@p1 date=2026-02-09"),
    (Part::Entry, "d1", "kind=done step=@s2 date=2026-02-15"),
    (Part::Entry, "d2", "kind=done step=@s2 date=2026-02-22"),
    (Part::Entry, "r1", "kind=rating goal=@g1 voice=@kay rating=2 low=#plan-ex-kay-low high=#plan-ex-kay-high date=2026-02-02"),
    (Part::Entry, "r2", "kind=rating goal=@g1 voice=@kay rating=4 date=2026-03-09"),
    (Part::Entry, "r3", "kind=rating goal=@g1 voice=@raj rating=6 low=#plan-ex-raj-low high=#plan-ex-raj-high date=2026-03-09"),
    (Part::Entry, "r4", "kind=rating goal=@g2 voice=@kay rating=7 date=2026-03-09"),
];

/// The offers: two examples.
pub fn offers(desk: Desk) -> AnyView {
    let offer = move |name: &'static str, centre: &'static str, lines: &'static [Line]| {
        button(desk, name, move || {
            let changes = example(desk, centre, lines);
            desk.change(&desk.word("plan-do-example"), &changes, &desk.word(name));
        })
    };
    view! {
        <div class="pp-card">
            <p>{desk.word("plan-example-hint")}</p>
            <div class="ea-row">
                {offer("plan-example-school", "plan-ex-jo", &SCHOOL)}
                {offer("plan-example-home", "plan-ex-kay", &HOME)}
            </div>
        </div>
    }
    .into_any()
}

fn example(desk: Desk, centre: &str, lines: &[Line]) -> Vec<Change> {
    let own = random_id();
    let id = |local: &str| format!("{own}-{local}");
    let map = id("map");
    let about = Key::top(Part::Map, &map);
    let title = desk.text("example-title", &[("name", desk.word(centre).into())]);
    let mut changes = vec![
        Change::Set(about.clone(), "title", Some(title.as_str().into())),
        Change::Set(about.clone(), "date", Some("2026-01-05".into())),
        Change::Set(about, "centre", Some(id("p0").as_str().into())),
    ];
    for (part, local, fields) in lines {
        let key = match part {
            Part::Person => Key::of(&map, *part, &id(local)),
            _ => Key::top(*part, &id(local)),
        };
        for (name, value) in fields.split(' ').filter_map(|one| one.split_once('=')) {
            let text = match value.split_at_checked(1) {
                Some(("#", word)) => desk.word(word),
                Some(("@", other)) => id(other),
                _ => value.replace('+', " "),
            };
            let value = match name {
                "helpers" => Value::list([text]),
                "ring" | "rating" => text.parse::<f64>().unwrap_or_default().into(),
                _ => text.as_str().into(),
            };
            let known = field(*part, name);
            changes.extend(known.map(|field| Change::Set(key.clone(), field.name, Some(value))));
        }
    }
    changes
}

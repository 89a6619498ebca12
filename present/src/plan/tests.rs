use super::*;
use crate::charts::Canvas;
use crate::metrics::{SystemUi, TextMetrics};
use crate::palette::paint;
use crate::scene::{Anchor, Scene, Shape};
use crate::words::{PEOPLE, PSEUDO};
use early_action_engine::envelope::Envelope;

const FILE: &str = include_str!("tests/family.json");

fn with<T>(lang: &str, act: impl FnOnce(&Told<'_>) -> T) -> T {
    let envelope = Envelope::parse(FILE).expect("the file of the test");
    let plan = Plan::of(&envelope);
    let words = Words::only(lang, PEOPLE);
    act(&Told {
        words: &words,
        envelope: &envelope,
        plan: &plan,
    })
}

fn canvas<'a>(told: &Told<'a>, width: f64) -> Canvas<'a> {
    Canvas {
        words: told.words,
        metrics: &SystemUi,
        width,
        height: width,
    }
}

/// Every picture of the file at this width.
fn pictures(told: &Told<'_>, width: f64) -> Vec<Scene> {
    let canvas = canvas(told, width);
    let goals = told.plan.goals.iter();
    let mut scenes: Vec<Scene> = goals
        .flat_map(|goal| {
            [
                ladder::ladder(told, &canvas, goal),
                journey::journey(told, &canvas, goal),
            ]
        })
        .flatten()
        .collect();
    scenes.extend(star::star(told, &canvas, "jo"));
    scenes.extend(shares::shares(told, &canvas));
    scenes
}

#[test]
fn nothing_of_a_plans_picture_is_cut_or_lies_outside() {
    for lang in ["en", PSEUDO] {
        with(lang, |told| {
            for width in [288.0, 328.0, 640.0, 900.0] {
                let scenes = pictures(told, width);
                assert_eq!(
                    scenes.len(),
                    8,
                    "three ladders, three journeys, a star, who carries"
                );
                for scene in scenes {
                    assert!(!scene.description.is_empty());
                    for mark in &scene.marks {
                        let Shape::Text {
                            at,
                            anchor,
                            size,
                            text,
                        } = &mark.shape
                        else {
                            continue;
                        };
                        let wide = SystemUi.width(text, size.px(), paint(mark.role).bold);
                        let left = match anchor {
                            Anchor::Start => at.x.px(),
                            Anchor::Middle => at.x.px() - wide / 2.0,
                            Anchor::End => at.x.px() - wide,
                        };
                        let inside = left >= -0.5 && left + wide <= width + 0.5;
                        assert!(inside, "{text} from {left} is {wide} wide, of {width}");
                        let (y, height) = (at.y.px(), scene.height.px());
                        assert!(
                            y > size.px() * 0.7 && y <= height,
                            "{text} at {y} of {height}"
                        );
                    }
                }
            }
        });
    }
}

#[test]
fn a_ladder_has_each_voices_own_words_and_says_the_gap() {
    with("en", |told| {
        let goal = &told.plan.goals[0];
        let scene = ladder::ladder(told, &canvas(told, 640.0), goal).unwrap();
        assert_eq!(
            scene.title,
            "Jo says 6 and Mum says 3: 3 apart. What does each of you see?"
        );
        for text in ["Jo", "Mum", "never", "every", "6", "3"] {
            assert!(scene.texts().any(|found| found.contains(text)), "{text}");
        }
        assert!(
            scene
                .description
                .contains("Jo says 6, where 0 is “never” and 10 is “every Sunday”.")
        );
        let table = ladder::table(told, goal);
        let row: Vec<&str> = table.rows[0]
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        assert_eq!(row, ["Jo", "never", "every Sunday", "2", "6"]);
    });
}

#[test]
fn a_journey_has_life_events_and_an_honest_trend() {
    with("en", |told| {
        let goal = &told.plan.goals[0];
        let scene = journey::journey(told, &canvas(told, 640.0), goal).unwrap();
        assert!(
            scene
                .texts()
                .any(|text| text == "1 Dad moved out, 1 February 2026")
        );
        assert!(
            scene
                .title
                .contains("Mum: too early to say which way it goes. There are 2 ratings"),
            "{}",
            scene.title
        );
        assert!(
            scene.title.contains("Jo: going up, by about"),
            "{}",
            scene.title
        );
        // The event before the first rating is in the table alone.
        let table = journey::table(told, goal);
        assert_eq!(table.rows[0][1].text, "We moved house");
        assert_eq!(table.rows.len(), 5 + 2 + 2);
    });
}

#[test]
fn a_star_has_an_arm_for_each_area() {
    with("en", |told| {
        assert_eq!(star::voices(told), ["jo"]);
        let scene = star::star(told, &canvas(told, 328.0), "jo").unwrap();
        assert!(
            scene.description.contains("family: 2 at first, 6 now."),
            "{}",
            scene.description
        );
        assert_eq!(star::table(told, "jo").rows.len(), 3);
        assert!(star::star(told, &canvas(told, 328.0), "mum").is_none());
    });
}

#[test]
fn who_carries_the_steps_is_drawn_over_time_with_its_table() {
    with("en", |told| {
        let carried = Plan::carried(told.envelope);
        let scene = shares::shares(told, &canvas(told, 600.0)).expect("steps were added");
        let table = shares::table(told);
        assert_eq!(table.rows.len(), carried.len());
        // A mark at least for each open step, and the finding is that of the last day.
        let circles = scene
            .marks
            .iter()
            .filter(|mark| matches!(mark.shape, Shape::Circle { .. }));
        let steps = carried
            .iter()
            .map(|c| c.family + c.services + c.both + c.nobody + c.not_known);
        let steps: usize = steps.sum();
        assert!(steps > 0 && circles.count() >= steps);
        assert_eq!(
            scene.title,
            say::carried(told, carried.last().expect("a day"))
        );
    });
}

#[test]
fn sentences_say_whose_words_and_what_was_asked_twice() {
    with("en", |told| {
        let words = say::words(told);
        assert_eq!(
            words[0],
            "Jo: 3 goals and one step; one of these was written down by somebody else."
        );
        let alike = say::alike(told);
        assert!(alike[0].contains("asked for by the school"), "{alike:?}");
        let carried = Plan::carried(told.envelope);
        let said = say::carried(told, carried.last().unwrap());
        assert_eq!(
            said,
            "3 steps: 1 carried by family and friends alone, 0 together with services, 2 by services alone, 0 by nobody yet."
        );
    });
}

#[test]
fn a_goal_is_told_aloud_as_it_is_seen() {
    with("en", |told| {
        let said = say::aloud(told, &told.plan.goals[0]).join(" ");
        for part in [
            "Jo’s goal, written down by Sue.",
            "Since 5 January 2026.",
            "Mum says 3 of 10.",
            "A step: Ring Gran on Friday.",
            "Gran helps.",
            "Done twice, one time it did not work out.",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
    });
}

#[test]
fn plain_text_holds_the_plan_and_nothing_that_is_for_some_only() {
    with("en", |told| {
        let copy = told.envelope.copy_for(None).envelope;
        let plan = Plan::of(&copy);
        let told = Told {
            envelope: &copy,
            plan: &plan,
            ..*told
        };
        let text = plain::plain(&told, Date::parse("2026-03-14").unwrap());
        assert!(text.starts_with("The plan as the family keeps it, 14 March 2026\r\n"));
        for part in [
            "GOAL: See Gran every Sunday\r\n",
            "- Ring Gran on Friday. Gran helps.",
            "corrected by Mum",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("secret"), "{text}");
    });
}

#[test]
fn a_story_is_told_only_while_whoever_it_belongs_to_agrees() {
    with("en", |told| {
        let [gran, school, sleep] = [0, 1, 2].map(|at| &told.plan.goals[at]);
        assert!(story::may_be_told(told, gran), "Jo agreed");
        assert!(!story::may_be_told(told, school), "Jo took it back");
        assert!(!story::may_be_told(told, sleep), "nobody was asked");
        let scenes = story::story(told, gran);
        let texts: Vec<&str> = scenes.iter().map(|scene| scene.text.as_str()).collect();
        assert_eq!(texts[0], "Jo set a goal: “See Gran”");
        assert!(texts.contains(&"It was put into new words: “See Gran every Sunday”"));
        assert!(texts.contains(&"Dad moved out"));
        assert!(
            !texts.contains(&"We moved house"),
            "before the goal was set"
        );
        assert_eq!(
            scenes
                .iter()
                .filter(|s| s.day.as_deref() == Some("5 January 2026"))
                .count(),
            1
        );
    });
}

#[test]
fn a_team_sees_who_was_not_heard_and_adds_up_five_families_only() {
    with("en", |told| {
        let family = team::family(told, Date::parse("2026-04-20").unwrap());
        assert_eq!(family.voices.len(), 2, "the worker is none of them");
        let (jo, mum) = (&family.voices[0], &family.voices[1]);
        assert!(jo.is_child && jo.days == Some(41) && !jo.is_heard());
        assert!(!mum.is_child && mum.days == Some(20) && mum.is_heard());
        assert_eq!(family.moved.len(), 1);
        assert_eq!(family.own, (3, 1, 6));
        assert_eq!(team::together(&vec![family.clone(); 4]), None);
        let five = team::together(&vec![family; 5]).unwrap();
        assert_eq!((five.families, five.children_heard, five.own.2), (5, 0, 30));
    });
}

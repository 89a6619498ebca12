//! Charts at every width, with values from the usual to the absurd.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as it does")]

mod samples;

use early_action_engine::appraise::Comparison;
use early_action_engine::evidence;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use early_action_present::charts::{self, Canvas};
use early_action_present::metrics::{SystemUi, TextMetrics};
use early_action_present::palette::{Palette, paint};
use early_action_present::scene::{Anchor, Point, Role, Scene, Shape};
use early_action_present::sentences::Frame;
use early_action_present::words::PSEUDO;
use early_action_present::{Words, of_model, svg};

const WIDTHS: [f64; 5] = [300.0, 320.0, 360.0, 640.0, 900.0];

/// Every chart of a comparison.
fn scenes(words: &Words, comparison: &Comparison, width: f64) -> Vec<(&'static str, Scene)> {
    let canvas = Canvas {
        words,
        metrics: &SystemUi,
        width,
        height: width * 0.6,
    };
    let frame = Frame::new(comparison, comparison.cumulative.len() as f64);
    vec![
        ("fan", charts::fan(&canvas, &frame, Some("2024/25"))),
        ("payers", charts::payers(&canvas, &frame, None)),
        ("dots", charts::dots(&canvas, &frame)),
        ("moved", charts::moved(&canvas, &samples::moved(comparison))),
    ]
}

/// Left, top, right, bottom of a text, px.
fn bounds(role: Role, at: Point, anchor: Anchor, size: f64, text: &str) -> [f64; 4] {
    let width = SystemUi.width(text, size, paint(role).bold);
    let left = match anchor {
        Anchor::Start => at.x.px(),
        Anchor::Middle => at.x.px() - width / 2.0,
        Anchor::End => at.x.px() - width,
    };
    [
        left,
        at.y.px() - 0.74 * size,
        left + width,
        at.y.px() + 0.22 * size,
    ]
}

fn texts(scene: &Scene) -> Vec<(String, [f64; 4])> {
    let mut found = Vec::new();
    for mark in &scene.marks {
        if let Shape::Text {
            at,
            anchor,
            size,
            text,
        } = &mark.shape
        {
            found.push((
                text.clone(),
                bounds(mark.role, *at, *anchor, size.px(), text),
            ));
        }
    }
    found
}

fn every_scene(check: impl Fn(&str, &Scene)) {
    for lang in ["en", PSEUDO] {
        let words = Words::new(lang);
        for (name, comparison) in samples::all() {
            for width in WIDTHS {
                for (chart, scene) in scenes(&words, &comparison, width) {
                    check(
                        &format!("{chart} of \"{name}\" at {width} in {lang}"),
                        &scene,
                    );
                }
            }
        }
    }
}

fn words_are_apart(what: &str, scene: &Scene) {
    let texts = texts(scene);
    for (at, (one, a)) in texts.iter().enumerate() {
        for (other, b) in &texts[at + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{what}: \"{one}\" {a:?} lies on \"{other}\" {b:?}");
        }
    }
}

#[test]
fn no_two_words_lie_on_each_other() {
    every_scene(words_are_apart);
}

/// The people of a shipped model, run shortly.
fn people_of(lang: &str, width: f64) -> (Scene, Vec<(f64, f64)>) {
    let shipped = evidence::shipped().iter();
    let mut found = shipped.filter(|(id, _)| *id == "family-group-conference");
    let model = Model::parse(found.next().unwrap().1).unwrap();
    let study = Study::new(model, Overrides::default(), 1, 512).unwrap();
    let appraisal = study.run().unwrap();
    let words = Words::new(lang).with_model(&of_model::words_of(&study.model));
    let canvas = Canvas {
        words: &words,
        metrics: &SystemUi,
        width,
        height: 0.0,
    };
    let frame = of_model::frame_of(&study, &appraisal, 0).unwrap();
    let counted = of_model::counted(&study);
    let shares = counted.outcomes.iter().map(|name| {
        let of = |strategy: usize| {
            let outcomes = &appraisal.strategies[strategy].outcomes;
            let found = outcomes.iter().find(|o| o.name == *name).unwrap();
            (found.summary.mean / counted.people * 100.0).round()
        };
        (of(0), of(1))
    });
    let shares = shares.collect();
    (
        charts::people(&canvas, &appraisal, &frame, &counted),
        shares,
    )
}

#[test]
fn people_are_a_hundred_circles_with_those_changed_first() {
    let (scene, shares) = people_of("en", 640.0);
    assert_eq!(shares.len(), 4);
    let circles: Vec<Role> = scene
        .marks
        .iter()
        .filter(|mark| matches!(mark.shape, Shape::Circle { .. }))
        .map(|mark| mark.role)
        .collect();
    for (circles, (late, early)) in circles.chunks(100).zip(&shares) {
        let count = |role| circles.iter().filter(|r| **r == role).count() as f64;
        assert_eq!(count(Role::PersonSame), late.min(*early));
        assert_eq!(count(Role::PersonChanged), (late - early).abs());
        let changed = circles.iter().rposition(|r| *r == Role::PersonChanged);
        let same = circles.iter().position(|r| *r == Role::PersonSame);
        assert!(changed < same, "{changed:?} {same:?}");
        assert_eq!(circles.len(), 100);
    }
    assert!(
        scene.title.starts_with("Of 100 children, "),
        "{}",
        scene.title
    );
    assert!(
        scene.description.contains("90 of 100 futures: "),
        "{}",
        scene.description
    );
}

#[test]
fn people_and_their_words_fit_every_width() {
    for lang in ["en", PSEUDO] {
        for width in WIDTHS {
            let (scene, _) = people_of(lang, width);
            let what = format!("people at {width} in {lang}");
            words_are_apart(&what, &scene);
            stays_within(&what, &scene);
        }
    }
}

fn stays_within(what: &str, scene: &Scene) {
    let (width, height) = (scene.width.px(), scene.height.px());
    for (text, [left, top, right, bottom]) in texts(scene) {
        let inside = left >= -0.2 && right <= width + 0.2 && top >= -0.2 && bottom <= height + 0.2;
        assert!(
            inside,
            "{what}: \"{text}\" [{left} {top} {right} {bottom}] in {width} x {height}"
        );
    }
    for mark in &scene.marks {
        for point in points(&mark.shape) {
            let (x, y) = (point.x.px(), point.y.px());
            let inside = (-0.2..=width + 0.2).contains(&x) && (-0.2..=height + 0.2).contains(&y);
            assert!(
                inside,
                "{what}: {:?} at {x}, {y} in {width} x {height}",
                mark.role
            );
        }
    }
}

#[test]
fn everything_stays_within_the_picture() {
    every_scene(stays_within);
}

fn points(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Rect { at, width, height } => vec![
            *at,
            Point::of(at.x.px() + width.px(), at.y.px() + height.px()),
        ],
        Shape::Line { from, to } => vec![*from, *to],
        Shape::Path(points) | Shape::Polygon(points) => points.clone(),
        Shape::Circle { centre, radius } => {
            let (x, y, r) = (centre.x.px(), centre.y.px(), radius.px());
            vec![Point::of(x - r, y - r), Point::of(x + r, y + r)]
        }
        Shape::Text { at, .. } => vec![*at],
    }
}

#[test]
fn an_axis_has_at_most_five_figures() {
    every_scene(|what, scene| {
        let ticks: Vec<Point> = scene
            .marks
            .iter()
            .filter(|mark| mark.role == Role::TickLabel)
            .filter_map(|mark| match &mark.shape {
                Shape::Text { at, .. } => Some(*at),
                _ => None,
            })
            .collect();
        let lowest = ticks.iter().map(|at| at.y).max();
        let below = ticks.iter().filter(|at| Some(at.y) == lowest).count();
        assert!(
            below <= 5 && ticks.len() - below <= 5,
            "{what}: {}",
            ticks.len()
        );
        assert!(!ticks.is_empty(), "{what}");
    });
}

#[test]
fn a_dot_plot_has_a_dot_for_each_of_a_hundred_futures() {
    let words = Words::new("en");
    for (name, comparison) in samples::all() {
        for width in WIDTHS {
            let (_, scene) = scenes(&words, &comparison, width).remove(2);
            let dots = |role| scene.marks.iter().filter(|mark| mark.role == role).count();
            let saving = comparison.dots.iter().filter(|value| **value < 0.0).count();
            assert_eq!(dots(Role::DotSaves), saving, "{name} at {width}");
            assert_eq!(dots(Role::DotCosts), 100 - saving, "{name} at {width}");
        }
    }
}

#[test]
fn dots_do_not_lie_on_each_other_and_keep_to_their_side() {
    let words = Words::new("en");
    for (name, comparison) in samples::all() {
        let (_, scene) = scenes(&words, &comparison, 640.0).remove(2);
        let zero = scene
            .marks
            .iter()
            .find_map(|mark| match (mark.role, &mark.shape) {
                (Role::NoDifference, Shape::Line { from, .. }) => Some(from.x.px()),
                _ => None,
            });
        let zero = zero.unwrap();
        let mut seen: Vec<(f64, f64, f64)> = Vec::new();
        for mark in &scene.marks {
            let Shape::Circle { centre, radius } = &mark.shape else {
                continue;
            };
            let (x, y, r) = (centre.x.px(), centre.y.px(), radius.px());
            for (x1, y1, r1) in &seen {
                assert!(
                    ((x - x1).powi(2) + (y - y1).powi(2)).sqrt() >= r + r1 - 0.3,
                    "{name}"
                );
            }
            seen.push((x, y, r));
            let right = mark.role == Role::DotCosts;
            assert_eq!(
                right,
                x > zero,
                "{name}: {:?} at {x}, zero at {zero}",
                mark.role
            );
        }
    }
}

#[test]
fn a_chart_carries_its_finding_and_its_words() {
    every_scene(|what, scene| {
        for text in [&scene.title, &scene.subtitle, &scene.description] {
            assert!(text.len() > 10, "{what}: {text}");
        }
    });
}

#[test]
fn a_picture_on_its_own_is_whole_and_harmless() {
    let mut own = early_action_present::ModelWords::new("sly");
    own.label(
        "payer",
        "council",
        "<script>alert(1)</script> & \"so\" \u{1}",
    );
    let words = Words::new("en").with_model(&own);
    let comparison = &samples::all()[0].1;
    let canvas = Canvas {
        words: &words,
        metrics: &SystemUi,
        width: 900.0,
        height: 400.0,
    };
    let scene = charts::payers(&canvas, &Frame::new(comparison, 5.0), None);
    for palette in [Palette::Light, Palette::Dark, Palette::Print] {
        let picture = svg::document(&scene, palette);
        assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>"));
        assert!(
            !picture.contains("<script")
                && !picture.contains("style=")
                && !picture.contains('\u{1}')
        );
        assert_eq!(
            picture.contains("ea-hatch"),
            palette == Palette::Print && picture.contains("ea-bar-costs")
        );
    }
}

#[test]
fn a_hill_is_made_of_any_quantiles() {
    let words = Words::new("en");
    let canvas = Canvas {
        words: &words,
        metrics: &SystemUi,
        width: 200.0,
        height: 40.0,
    };
    let mut all = samples::quantiles();
    all.push(("none", vec![], 0.0, 1.0));
    all.push(("one", vec![2.0], 2.0, 2.0));
    all.push(("outside", vec![5.0; 101], 0.0, 1.0));
    for (name, quantiles, low, high) in all {
        let scene = charts::spark(&canvas, &quantiles, low, high);
        for point in scene.marks.iter().flat_map(|mark| points(&mark.shape)) {
            let inside =
                (0.0..=200.0).contains(&point.x.px()) && (0.0..=40.0).contains(&point.y.px());
            assert!(inside, "{name}: {point:?}");
        }
    }
}

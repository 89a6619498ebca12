use super::*;
use crate::scene::Shape;
use crate::words::PEOPLE;
use early_action_engine::envelope::Envelope;
use std::collections::BTreeSet;

const FAMILY: &str = include_str!("../../../tests/networks/family.json");

fn words() -> Words {
    Words::only("en", PEOPLE)
}

fn sketch(text: &str, gone: &[&str]) -> Sketch {
    let envelope = Envelope::parse(text).unwrap();
    let map = envelope.maps().pop().unwrap();
    let gone: BTreeSet<String> = gone.iter().map(|id| (*id).to_owned()).collect();
    Sketch::of(&envelope, &map, &gone).unwrap()
}

/// A map of so many people of all kinds on all rings.
fn crowd(count: usize) -> Sketch {
    let kinds = [
        "family",
        "friend",
        "worker",
        "pet",
        "place",
        "group",
        "neighbour",
    ];
    let person = |at: usize| {
        let (kind, ring) = (kinds[at % 7], at % 4 + 1);
        format!(
            "{{\"id\":\"p{at}\",\"name\":\"Person Number {at}\",\"kind\":\"{kind}\",\"ring\":{ring}}}"
        )
    };
    let people: Vec<String> = (0..count).map(person).collect();
    let text = format!(
        "{{\"centre\":\"me\",\"people\":[{{\"id\":\"me\",\"name\":\"Me\"}},{}]}}",
        people.join(",")
    );
    sketch(&text, &[])
}

/// The boxes of all names and marks of people but the one in the middle.
fn areas(picture: &Picture, sketch: &Sketch) -> Vec<(String, [f64; 4])> {
    let others = picture.people.iter().enumerate();
    others
        .filter(|(at, _)| sketch.network.centre != Some(*at))
        .map(|(_, figure)| {
            let [x, y] = figure.at;
            (
                figure.id.clone(),
                [x - MARK, y - MARK, x + MARK, y + MARK + 14.0],
            )
        })
        .collect()
}

#[test]
fn sixty_people_stand_on_their_rings_and_none_on_another() {
    let sketch = crowd(60);
    let picture = draw(&sketch, &words(), &Before::default());
    let areas = areas(&picture, &sketch);
    for (at, (one, area)) in areas.iter().enumerate() {
        for (other, second) in &areas[at + 1..] {
            let apart = area[2] <= second[0]
                || second[2] <= area[0]
                || area[3] <= second[1]
                || second[3] <= area[1];
            assert!(apart, "{one} lies on {other}");
        }
    }
    for (figure, who) in picture.people.iter().zip(&sketch.people).skip(1) {
        let radius = picture.places.radii[usize::from(who.ring.unwrap()) - 1];
        let distance = figure.at[0].hypot(figure.at[1]);
        assert!(
            (distance - radius).abs() < 1e-6,
            "{} is off the ring",
            who.name
        );
    }
}

#[test]
fn who_stood_somewhere_stays_there_when_somebody_joins() {
    let (small, large) = (crowd(20), crowd(21));
    let before = draw(&small, &words(), &Before::default()).places.before;
    let after = draw(&large, &words(), &before).places.before;
    for (id, stood) in &before.stood {
        assert_eq!(after.stood[id].turn, stood.turn, "{id} has moved");
    }
    assert_eq!(after.stood.len(), 21);
}

#[test]
fn a_place_in_rings_and_one_in_px_are_the_same_place() {
    let radii = [60.0, 150.0, 210.0];
    for at in [[0.4, 0.2], [1.0, 0.0], [-1.5, 0.7], [0.0, -2.9], [2.5, 2.5]] {
        let [x, y] = to_rings(&radii, to_px(&radii, at));
        assert!(
            (x - at[0]).abs() < 1e-9 && (y - at[1]).abs() < 1e-9,
            "{at:?} became {x} {y}"
        );
    }
    assert_eq!(nearest_ring([1.2, 0.0]), 1);
    assert_eq!(nearest_ring([0.0, 0.0]), 1);
    assert_eq!(nearest_ring([-9.0, 0.0]), 5);
}

#[test]
fn kinds_are_told_by_shape_and_word_and_workers_are_dashed() {
    let sketch = sketch(FAMILY, &[]);
    let picture = draw(&sketch, &words(), &Before::default());
    let shape =
        |id: &str| format!("{:?}", picture.figure(id).unwrap().marks[0].shape)[..4].to_owned();
    assert_ne!(shape("mum"), shape("ali"));
    let sue = picture.figure("sue").unwrap();
    assert!(
        sue.marks
            .iter()
            .any(|mark| !mark.ink.paint().dash.is_empty())
    );
    assert_eq!(sue.label, "Sue, worker, around");
    assert_eq!(
        picture.figure("eve").unwrap().label,
        "Eve, worker, around, lost touch"
    );
    let sheet = Sheet::of(&sketch, &words(), &picture);
    let texts: Vec<&str> = sheet
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for said in [
        "Fictional example",
        "Drawn on 2026-03-01 by Jo",
        "family",
        "friend",
        "worker (may leave)",
        "pet",
        "lost touch",
        "could be there",
        "closest",
        "Home",
    ] {
        assert!(
            texts.contains(&said),
            "{said} is not on the sheet: {texts:?}"
        );
    }
}

#[test]
fn those_who_have_gone_fade_and_stay_readable() {
    let sketch = sketch(FAMILY, &["sue", "tom"]);
    let picture = draw(&sketch, &words(), &Before::default());
    let sue = picture.figure("sue").unwrap();
    assert!(sue.marks.iter().any(|mark| mark.ink == Ink::Left));
    assert!(
        sue.marks
            .iter()
            .any(|mark| matches!(&mark.shape, Shape::Text { text, .. } if text == "Sue"))
    );
    assert_eq!(sue.label, "Sue, worker, around, would have gone");
}

#[test]
fn a_page_holds_the_whole_map_and_the_sheet_to_draw_on_too() {
    let sketch = crowd(40);
    let picture = draw(&sketch, &words(), &Before::default());
    let pages = [
        Sheet::of(&sketch, &words(), &picture).on(A4, 38.0),
        blank(&words(), A4),
        blank(&words(), A3),
    ];
    for page in pages {
        for mark in &page.marks {
            let points = match &mark.shape {
                Shape::Line { from, to } => vec![*from, *to],
                Shape::Text { at, .. } => vec![*at],
                Shape::Path(points) | Shape::Polygon(points) => points.clone(),
                _ => Vec::new(),
            };
            for point in points {
                let is_within = (0.0..=page.size[0]).contains(&point.x.px())
                    && (0.0..=page.size[1]).contains(&point.y.px());
                assert!(is_within, "{:?} of {} lies outside", mark.shape, page.title);
            }
        }
        assert!(
            page.document(crate::palette::Palette::Print)
                .ends_with("</svg>")
        );
    }
}

#[test]
fn names_are_text_in_a_picture_whatever_stands_in_them() {
    let text = "{\"centre\":\"a\",\"people\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"<b onload=x>\"}]}";
    let sketch = sketch(text, &[]);
    let picture = draw(&sketch, &words(), &Before::default());
    let file = Sheet::of(&sketch, &words(), &picture).document(crate::palette::Palette::Light);
    assert!(file.contains("&lt;b") && !file.contains("<b"));
}

#[test]
fn initials_are_those_of_the_first_two_words() {
    for (name, letters) in [
        ("Mum", "M"),
        ("Aunt May Jones", "AM"),
        ("J.R.", "JR"),
        ("élodie", "É"),
        ("…", ""),
    ] {
        assert_eq!(initials(name), letters);
    }
}

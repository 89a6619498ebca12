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

/// A map of so many people around "Me", each of the kind and on the ring that `belongs` says.
fn people(count: usize, belongs: impl Fn(usize) -> (&'static str, usize)) -> Sketch {
    let person = |at: usize| {
        let (kind, ring) = belongs(at);
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
    people(count, |at| (kinds[at % 7], at % 4 + 1))
}

/// The boxes of all names and marks of people but the one in the middle.
fn areas(picture: &Picture, sketch: &Sketch) -> Vec<(String, [f64; 4])> {
    let (mark, others) = (picture.size.mark, picture.people.iter().enumerate());
    others
        .filter(|(at, _)| sketch.network.centre != Some(*at))
        .map(|(_, figure)| {
            let [x, y] = figure.at;
            (
                figure.id.clone(),
                [
                    x - mark,
                    y - mark,
                    x + mark,
                    y + mark
                        + if picture.size.widest.is_some() {
                            14.0
                        } else {
                            0.0
                        },
                ],
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

/// As many of uneven kinds and rings: some directions are full, others empty.
fn uneven(count: usize) -> Sketch {
    let kinds = [
        "family", "family", "family", "friend", "worker", "worker", "pet", "place",
    ];
    let rings = [3, 1, 2, 3, 2, 3, 4, 3];
    people(count, |at| (kinds[at * at % 8], rings[at * 7 % 23 % 8]))
}

#[test]
fn rings_are_no_larger_than_people_need() {
    let screen = [f64::INFINITY, f64::INFINITY];
    for (count, most) in [
        (1, 450.0),
        (5, 670.0),
        (12, 630.0),
        (25, 700.0),
        (60, 1250.0),
        (140, 2600.0),
    ] {
        for sketch in [crowd(count), uneven(count)] {
            let picture = draw_within(&sketch, &words(), &Before::default(), screen, false);
            let [_, _, width, height] = picture.view;
            assert!(
                width.max(height) <= most,
                "{count} people take {width:.0} x {height:.0} px"
            );
        }
    }
}

#[test]
fn a_drawing_is_as_large_as_can_be_read_where_it_stands() {
    let drawn = |count: usize, room: f64| {
        draw_within(
            &uneven(count),
            &words(),
            &Before::default(),
            [room, room],
            false,
        )
    };
    let name = |picture: &Picture, room: f64| {
        picture.size.name * room / picture.view[2].max(picture.view[3])
    };
    for (count, room, size) in [
        (12, 760.0, Size::FULL),
        (40, 760.0, Size::NEAR),
        (5, 326.0, Size::TIGHT),
        (25, 326.0, Size::INITIALS),
    ] {
        let picture = drawn(count, room);
        assert_eq!(
            picture.size, size,
            "{count} people in {room} px: {:?}",
            picture.view
        );
        assert!(name(&picture, room) >= 12.0, "{count} people in {room} px");
    }
    // Whoever is pointed at has a name all the same.
    assert!(
        drawn(40, 326.0)
            .people
            .iter()
            .skip(1)
            .all(|figure| figure.called.len() == 1)
    );
    // A drag changes no size, however far it goes.
    let (sketch, near) = (uneven(60), drawn(60, 760.0));
    let held = draw_within(&sketch, &words(), &near.places.before, [300.0, 300.0], true);
    assert_eq!(held.size, near.size);
    assert_eq!(held.places.points, near.places.points);
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
        "Drawn on 1 March 2026 by Jo",
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

#[test]
fn questions_ask_for_who_may_be_missing_and_never_score() {
    let words = words();
    let map = |people: &str| {
        let text =
            format!("{{\"centre\":\"me\",\"people\":[{{\"id\":\"me\",\"name\":\"Me\"}}{people}]}}");
        prompts::prompts(&words, &sketch(&text, &[]))
    };
    assert_eq!(map(""), ["Who comes to mind first?"]);
    let asked =
        map(",{\"id\":\"a\",\"name\":\"Mum\",\"kind\":\"family\",\"helps\":[\"listening\"]}");
    assert!(
        asked.contains(&"Nobody on dad’s side yet?".to_owned()),
        "{asked:?}"
    );
    assert!(!asked.contains(&"Who could you ring tonight?".to_owned()));
    assert!(!asked.contains(&"Is there family, near or far?".to_owned()));
    let paid = map(",{\"id\":\"a\",\"name\":\"Sue\",\"kind\":\"worker\"}");
    assert_eq!(paid[0], "Who could you ring tonight?");
    assert!(
        paid.iter()
            .any(|asked| asked.contains("not because it is their job"))
    );
    for asked in [asked, paid].concat() {
        assert!(
            asked.ends_with('?') && !asked.contains(|c: char| c.is_ascii_digit()),
            "{asked}"
        );
    }
}

#[test]
fn a_map_is_told_in_words_and_what_is_undefined_has_no_number() {
    let family = sketch(FAMILY, &[]);
    let said = left::measures(&words(), &family.network);
    assert!(
        said.iter()
            .any(|said| said.contains("are paid to be there")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|said| said.contains("everything hangs on")),
        "{said:?}"
    );
    let alone = sketch(
        "{\"centre\":\"a\",\"people\":[{\"id\":\"a\",\"name\":\"A\"}]}",
        &[],
    );
    for (label, value) in left::numbers(&words(), &alone.network) {
        assert_eq!(value, words().word("number-undefined"), "{label}");
    }
}

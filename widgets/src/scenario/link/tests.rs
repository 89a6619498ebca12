use super::*;
use proptest::prelude::*;

fn decoded(fragment: &str) -> Link {
    Link::decode(fragment).unwrap().unwrap()
}

prop_compose! {
    fn some_said()(
        pounds in prop::array::uniform3(-1e13..1e13_f64),
        chance in 0.0..=1.0_f64,
    ) -> Said {
        Said { mean: pounds[0], low: pounds[1], high: pounds[2], chance }
    }
}

prop_compose! {
    fn some_link()(
        model in "\\PC{1,25}",
        seed in any::<u64>(),
        draws in any::<usize>(),
        strategy in "\\PC{0,25}",
        set in prop::collection::vec("[a-zä-ü_]{1,9}(=|:=|~)[^;\\s\\pC]{1,20}", 0..6),
        by_site in prop::collection::vec("[a-zä-ü_]{1,9}", 0..3),
        own_model in any::<bool>(),
        plain in prop::array::uniform3("[0-9a-f.+-]{0,32}"),
        said in prop::option::of(some_said()),
    ) -> Link {
        let [hash, engine, register] = plain;
        let made = Made { hash, engine, register };
        Link { model, own_model, seed, draws, strategy, set, by_site, made, said, later: false }
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read(link in some_link()) {
        prop_assert_eq!(decoded(&link.encode()), link);
    }

    #[test]
    fn whatever_is_in_a_fragment_it_is_read_or_refused(text in "(early-action=)?\\PC{0,80}") {
        if let Ok(Some(link)) = Link::decode(&text) {
            prop_assert_eq!(decoded(&link.encode()).set, link.set);
        }
    }

    #[test]
    fn a_link_that_was_cut_or_changed_is_read_or_refused(
        link in some_link(), at in any::<prop::sample::Index>(), put in "[%&=;#<>\"a0-]{0,3}",
    ) {
        let text = link.encode();
        let at = at.index(text.len());
        let _ = Link::decode(&text[..at]);
        let _ = Link::decode(&format!("{}{put}{}", &text[..at], &text[at..]));
    }
}

#[test]
fn another_pages_fragment_is_left_alone() {
    for fragment in ["", "section-2", "a=b", "early-actions=x", "x=early-action="] {
        assert_eq!(Link::decode(fragment), Ok(None), "{fragment}");
    }
}

#[test]
fn a_broken_link_names_the_part_that_is_broken() {
    for (fragment, part) in [
        ("early-action=", "early-action="),
        ("early-action=x&seed=many", "seed=many"),
        ("early-action=%f", "early-action=%f"),
        ("early-action=%+f", "early-action=%+f"),
        ("early-action=m&hash=<b>trust</b>", "hash=<b>trust</b>"),
        ("early-action=m&answer=1,2", "answer=1,2"),
        ("early-action=m&answer=1,2,3,1.5", "answer=1,2,3,1.5"),
        ("early-action=m&answer=NaN,2,3,0.5", "answer=NaN,2,3,0.5"),
        (
            "early-action=m&answer=1e300,2,3,0.5",
            "answer=1e300,2,3,0.5",
        ),
        ("early-action=m&v=x", "v=x"),
    ] {
        assert_eq!(
            Link::decode(fragment),
            Err(Broken::Part(part.into())),
            "{fragment}"
        );
    }
    let long = format!("early-action=m&seed={}", "9".repeat(200));
    let Err(Broken::Part(part)) = Link::decode(&long) else {
        panic!("accepted")
    };
    assert_eq!(part.chars().count(), SHOWN);
}

#[test]
fn a_link_of_megabytes_is_refused() {
    let set = "risk=0.1;".repeat(1_000_000);
    assert_eq!(
        Link::decode(&format!("early-action=small&set={set}")),
        Err(Broken::TooLong)
    );
}

#[test]
fn a_later_link_is_read_as_far_as_it_is_known() {
    let link = decoded("early-action=m&seed=7&colour=blue&answer=-1,-2,3,0.5,99&flag&v=2");
    assert!(link.later);
    assert_eq!(link.seed, 7);
    assert_eq!(link.said.map(|s| s.high), Some(3.0));
}

#[test]
fn a_link_of_the_first_version_is_read() {
    let link = decoded("early-action=m&seed=1&draws=10&strategy=offer&set=a=1;b:=2&hash=0af3");
    assert_eq!(link.set, ["a=1", "b:=2"]);
    assert_eq!(link.made.hash, "0af3");
    assert_eq!(link.said, None);
}

#[test]
fn a_link_reads_like_what_it_says() {
    let link = Link {
        model: "m".into(),
        seed: 1,
        draws: 10,
        set: vec!["a=1".into(), "b:=2".into()],
        said: Some(Said {
            mean: -1200.5,
            low: -3000.0,
            high: 20.0,
            chance: 0.8312,
        }),
        ..Link::default()
    };
    assert_eq!(
        link.encode(),
        "early-action=m&seed=1&draws=10&set=a=1;b:=2&answer=-1200.5,-3000,20,0.8312&v=1"
    );
}

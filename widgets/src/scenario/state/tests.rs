use super::*;

const SMALL: &str = include_str!("../../../tests/small.json");

fn small() -> State {
    State::new(SMALL, &Asked::default()).unwrap()
}

#[test]
fn a_link_restores_the_scenario_to_the_bit() {
    let mut state = small();
    state.draws = 300;
    state.seed = 9;
    state.enter("risk", 0.37).unwrap();
    state.know("relative_risk", true);
    let digest = state.study().unwrap().run().unwrap().digest;
    let link = Link::decode(&state.link().encode()).unwrap().unwrap();
    let mut other = small();
    assert!(other.restore(&link).is_empty());
    assert_eq!(other.study().unwrap().run().unwrap().digest, digest);
}

#[test]
fn a_link_with_figures_of_another_model_says_which() {
    let mut state = small();
    let link = Link {
        model: "small".into(),
        seed: 1,
        draws: 10,
        set: vec!["risk=0.2".into(), "rsk=0.2".into()],
        ..Link::default()
    };
    let faults = state.restore(&link);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].hint.contains("risk"), "{faults:?}");
    assert!(state.is_changed("risk"));
}

#[test]
fn a_slider_keeps_the_spread_and_a_padlock_takes_it() {
    let mut state = small();
    let index = state.model.parameter("risk").unwrap();
    state.enter("risk", 0.4).unwrap();
    let parameter = state.model.parameters[index].clone();
    assert!(matches!(
        state.distribution(&parameter),
        Some(Distribution::Beta { .. })
    ));
    state.know("risk", true);
    assert_eq!(
        state.distribution(&parameter),
        Some(Distribution::Fixed(0.4))
    );
    state.enter("risk", 0.5).unwrap();
    assert_eq!(
        state.distribution(&parameter),
        Some(Distribution::Fixed(0.5))
    );
}

#[test]
fn a_padlock_closed_and_opened_changes_nothing() {
    let mut state = small();
    state.know("risk", true);
    assert_eq!(state.changed(), 1);
    state.know("risk", false);
    assert_eq!(state.changed(), 0);
}

#[test]
fn a_figure_that_cannot_be_leaves_the_last_one() {
    let mut state = small();
    state.enter("risk", 0.4).unwrap();
    assert!(state.enter("risk", 1.4).is_err());
    let index = state.model.parameter("risk").unwrap();
    assert!((state.centre(&state.model.parameters[index]).unwrap() - 0.4).abs() < 1e-12);
}

#[test]
fn what_the_page_sets_is_counted_until_a_person_changes_it() {
    let asked = Asked {
        set: Some("risk=0.2; relative_risk:=0.9".into()),
        ..Asked::default()
    };
    let mut state = State::new(SMALL, &asked).unwrap();
    assert_eq!((state.marks().site, state.changed()), (2, 2));
    state.enter("risk", 0.25).unwrap();
    assert_eq!((state.marks().site, state.marks().reader), (1, 1));
    state.reset_all();
    assert_eq!((state.marks(), state.changed()), (Marks::default(), 0));
}

#[test]
fn a_link_says_which_figures_the_page_had_set_that_it_was_made_on() {
    let asked = Asked {
        set: Some("risk=0.2".into()),
        ..Asked::default()
    };
    let mut made = State::new(SMALL, &asked).unwrap();
    made.enter("relative_risk", 0.9).unwrap();
    let link = Link::decode(&made.link().encode()).unwrap().unwrap();
    assert_eq!(link.by_site, ["risk"]);
    let mut opened = small();
    opened.restore(&link);
    let marks = opened.marks();
    assert_eq!((marks.site, marks.other_site, marks.link), (0, 1, 1));
    // Passed on, the figure is still a page's.
    assert_eq!(opened.link().by_site, ["risk"]);
    opened.enter("risk", 0.21).unwrap();
    assert_eq!((opened.marks().other_site, opened.marks().reader), (0, 1));
    // On the page that sets it, it is that page's.
    made.restore(&link);
    assert_eq!((made.marks().site, made.marks().other_site), (1, 0));
}

#[test]
fn a_model_of_the_pages_own_is_marked_and_so_is_a_link_to_it() {
    let asked = Asked {
        text: Some(SMALL.into()),
        ..Asked::default()
    };
    let state = State::new(SMALL, &asked).unwrap();
    assert!(state.marks().own_model && state.link().own_model);
    assert!(!small().marks().own_model);
}

#[test]
fn a_link_carries_the_answer_only_if_it_is_the_answer_to_it() {
    let mut state = small();
    state.draws = 300;
    let appraisal = state.study().unwrap().run().unwrap();
    let link = state.link_with(Some(&appraisal));
    let said = link.said.unwrap();
    let found = &appraisal.comparisons[0];
    assert!((said.mean - found.net_cost.mean).abs() <= 0.005);
    assert!((said.chance - found.chance_of_saving.value).abs() <= 0.00005);
    assert_eq!(link.made, Made::of(&appraisal));
    assert_eq!(Link::decode(&link.encode()), Ok(Some(link)));
    state.enter("risk", 0.4).unwrap();
    assert_eq!(state.link_with(Some(&appraisal)).said, None);
    state.reset_all();
    state.seed = 2;
    assert_eq!(state.link_with(Some(&appraisal)).said, None);
}

#[test]
fn attributes_that_cannot_be_used_are_all_named() {
    let asked = Asked {
        seed: Some("one".into()),
        draws: Some("-4".into()),
        set: Some("nobody=1".into()),
        ..Asked::default()
    };
    let Err(faults) = State::new(SMALL, &asked) else {
        panic!("accepted")
    };
    assert_eq!(faults.len(), 3);
}

#[test]
fn a_figure_that_must_be_entered_is_asked_for_and_then_answers() {
    let text = SMALL.replace("\"distribution\": \"beta(events = 30, of = 100)\",", "");
    assert_ne!(text, SMALL);
    let mut state = State::new(&text, &Asked::default()).unwrap();
    state.draws = 10;
    let faults = state.study().unwrap_err();
    let missing = state.missing(&faults);
    assert_eq!(missing, [state.model.parameter("risk").unwrap()]);
    state.enter("risk", 0.3).unwrap();
    assert!(state.study().is_ok());
}

#[test]
fn a_study_after_many_changes_is_that_of_the_last_alone() {
    let mut state = small();
    state.draws = 300;
    for (seed, risk) in [(1, 0.2), (2, 0.5), (3, 0.37)] {
        state.seed = seed;
        state.enter("risk", risk).unwrap();
        state.study().unwrap();
    }
    let mut fresh = small();
    fresh.restore(&state.link());
    let digest = |state: &mut State| state.study().unwrap().run().unwrap().digest;
    assert_eq!(digest(&mut state), digest(&mut fresh));
}

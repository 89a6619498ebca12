//! Why the answer moved, against closed forms.

use early_action_engine::appraise::Moved;
use early_action_engine::evidence::shipped;
use early_action_engine::math;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;

/// A programme whose net cost is a formula of its figures: it changes nothing but its price.
fn moved(amount: &str, parameters: &str, set: &[&str]) -> Option<Moved> {
    let text = format!(
        r#"
format = 1
[model]
title = "A price"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
costs = "beginning"
[parameters]
{parameters}
[states.home]
start = 1
[states.gone]
[transitions.home]
gone = {{ probability = 0, per = "cycle" }}
[costs.nothing]
payer = "council"
terms = [{{ while_in = ["gone"], amount = 1, per = "1 year" }}]
[strategies.none]
[strategies.offer]
price = {{ amount = "{amount}", payer = "council" }}
"#
    );
    let model = Model::parse(&text).expect("the model has no faults");
    let overrides = Overrides::parse(set, &model).expect("the figures can be set");
    let study = Study::new(model, overrides, 1, 2_000).expect("the model runs");
    let mut job = study.moved()?;
    let mut found = None;
    while found.is_none() {
        found = job.advance(&study, 5).expect("every variant runs");
    }
    found.unwrap_or_default().into_iter().next()
}

const FIXED: &str = r#"
a = { value = 2, assumption = "an example" }
b = { value = 3, assumption = "an example" }
c = { value = 5, assumption = "an example" }
"#;

/// The step of a parameter.
fn step(moved: &Moved, name: &str) -> f64 {
    let found = moved.steps.iter().find(|s| s.parameter == name);
    found
        .map(|s| s.change.value)
        .expect("the figure has a step")
}

/// Steps and what is left add up to the difference.
fn assert_adds_up(moved: &Moved) {
    let steps = moved.steps.iter().fold(0.0, |sum, s| sum + s.change.value);
    let together = moved.together.map_or(0.0, |t| t.value);
    let difference = moved.after.value - moved.before.value;
    assert!((steps + together - difference).abs() < 1e-9 * math::max(difference.abs(), 1.0));
    assert!((moved.change.value - difference).abs() < 1e-9 * math::max(difference.abs(), 1.0));
}

#[test]
fn where_figures_add_each_step_is_its_own_effect() {
    let moved = moved("a + 10 * b + 100 * c", FIXED, &["a=7", "b=1", "c=6"]).unwrap();
    assert!((step(&moved, "a") - 5.0).abs() < 1e-9);
    assert!((step(&moved, "b") + 20.0).abs() < 1e-9);
    assert!((step(&moved, "c") - 100.0).abs() < 1e-9);
    assert_eq!(moved.together, None);
    assert_adds_up(&moved);
    let names: Vec<&str> = moved.steps.iter().map(|s| s.parameter.as_str()).collect();
    assert_eq!(names, ["c", "b", "a"], "the largest first");
}

#[test]
fn where_two_figures_multiply_each_has_its_shapley_value() {
    // From 2 x 3 to 4 x 7: a alone 6, after b 14; b alone 8, after a 16.
    let moved = moved("a * b", FIXED, &["a=4", "b=7"]).unwrap();
    assert!((step(&moved, "a") - 10.0).abs() < 1e-9);
    assert!((step(&moved, "b") - 12.0).abs() < 1e-9);
    assert_eq!(moved.together, None);
    assert_adds_up(&moved);
}

#[test]
fn what_three_figures_do_only_together_is_shown_apart() {
    // From 2 x 3 x 5 to 3 x 4 x 7, changes 1, 1 and 2: a first 15, last 28; b first 10, last 21;
    // c first 12, last 24; the change is 84 - 30 = 54, and half of 1 x 1 x 2, taken off, is left.
    let moved = moved("a * b * c", FIXED, &["a=3", "b=4", "c=7"]).unwrap();
    assert!((step(&moved, "a") - 21.5).abs() < 1e-9);
    assert!((step(&moved, "b") - 15.5).abs() < 1e-9);
    assert!((step(&moved, "c") - 18.0).abs() < 1e-9);
    let together = moved.together.expect("three act together");
    assert!((together.value + 1.0).abs() < 1e-9);
    assert_adds_up(&moved);
}

#[test]
fn a_step_has_the_error_of_a_difference_on_the_same_draws() {
    let parameters = r#"
a = { distribution = "normal(mean = 100, sd = 20)", assumption = "an example" }
b = { distribution = "normal(mean = 1, sd = 0.1)", assumption = "an example" }
"#;
    let moved = moved("a + 1000 * b", parameters, &["a=150"]).unwrap();
    // The normal keeps its SD: every draw moves by 50, whatever b is.
    assert!((step(&moved, "a") - 50.0).abs() < 1e-9);
    assert!(moved.steps[0].change.error.unwrap() < 1e-9);
    let both = self::moved("a * b", parameters, &["a=150", "b:=2"]).unwrap();
    // E[step of a] = 50 x (1 + 2) / 2; its error is 25 times that of b's mean over 1,024 draws.
    let of_a = both.steps.iter().find(|s| s.parameter == "a").unwrap();
    let error = of_a.change.error.unwrap();
    assert!((step(&both, "a") - 75.0).abs() < 4.0 * 25.0 * 0.1 / 32.0);
    assert!((error / (25.0 * 0.1 / 32.0) - 1.0).abs() < 0.15, "{error}");
    assert_adds_up(&both);
}

#[test]
fn where_nothing_is_changed_there_is_nothing_to_explain() {
    assert!(moved("a", FIXED, &[]).is_none());
}

#[test]
fn before_and_after_are_what_the_study_says_of_the_same_draws() {
    let (_, text) = shipped()[0];
    let model = Model::parse(text).unwrap();
    let overrides = Overrides::parse(&["families=200", "price_per_family:=900"], &model).unwrap();
    let after = Study::new(model, overrides, 1, 1_024).unwrap();
    let before = after.variant(Overrides::default()).unwrap();
    let mut job = after.moved().unwrap();
    let mut found = None;
    while found.is_none() {
        found = job.advance(&after, 7).unwrap();
    }
    let moved = found.unwrap_or_default().remove(0);
    assert_adds_up(&moved);
    for (study, end) in [(before, moved.before), (after, moved.after)] {
        let net = study.run().unwrap().comparisons.remove(0).net_cost;
        assert!((net.mean - end.value).abs() < 1e-9 * net.mean.abs());
        assert!((net.error.unwrap() - end.error.unwrap()).abs() < 1e-9 * net.error.unwrap());
    }
}

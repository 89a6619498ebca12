//! `early-action moved`: why the answer moved, as `docs/reference/decisions.md` describes it.

mod support;

use serde_json::Value;
use support::*;

#[test]
fn why_the_answer_moved_is_told_step_by_step() {
    let model = "family-group-conference";
    let draws = ["--draws", "512"];
    let set = ["--set", "price_per_family=3000", "--set", "families:=100"];
    let answer = json(&[&["moved", model], &set[..], &draws].concat());
    let found = &answer["comparisons"][0];
    let value = |of: &Value| number(&of["value"]);
    let steps = found["steps"].as_array().expect("steps");
    let names: Vec<&Value> = steps.iter().map(|s| &s["parameter"]).collect();
    assert_eq!(names, ["families", "price_per_family"]);
    same(number(&steps[0]["to"]), 100.0);
    same(number(&steps[1]["to"]), 3000.0);
    let sum = value(&found["before"]) + value(&steps[0]["change"]) + value(&steps[1]["change"]);
    near(sum, value(&found["after"]), 1e-6);
    assert_eq!(found["together"], Value::Null);
    // Both ends are what a run says.
    let of = |arguments: &[&str]| {
        number(
            &json(&[&["run", model], arguments, &draws].concat())["comparisons"][0]["net_cost"]["mean"],
        )
    };
    near(value(&found["before"]), of(&[]), 1e-6);
    near(value(&found["after"]), of(&set), 1e-6);
    let output = command(&[&["moved", model], &set[..], &draws].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for part in [
        "What was changed",
        "Give or take",
        "Price of offering a conference",
        "With the figures as they were",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(refusal(&["moved", model]).contains("nothing has moved"));
}

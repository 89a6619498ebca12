//! Places that run out: cohorts against piecewise-linear backlogs, persons against exact chains.

mod support;
#[path = "support/traces.rs"]
mod traces;

use support::*;
use traces::rows;

/// Ten people a month for a year; some months of waiting change nothing but who leaves.
fn backlog(places: &str, waiting: &str, leaves: f64) -> String {
    format!(
        r#"
format = 1
[model]
title = "Backlog"
[time]
cycle = "1 month"
horizon = "36 months"
[people]
number = 10
per = "1 month"
for = "12 months"
[counting]
outcomes = "beginning"
[states.waiting]
start = 1
{waiting}
[states.helped]
[states.gone]
[places.help]
{places}
[transitions.waiting]
helped = {{ place = "help" }}
gone = {{ probability = {leaves}, per = "cycle" }}
[outcomes.waiting]
terms = [{{ while_in = ["waiting"], amount = 1, per = "1 month" }}]
[outcomes.helped]
terms = [{{ on_entering = ["helped"], amount = 1 }}]
[strategies.none]
[strategies.more]
set = {{ extra = 4 }}
[parameters.extra]
value = 0
assumption = "test"
"#
    )
}

/// Waiting at the beginning of each month, once places are given out, and helped in all.
fn recursion(places: f64, leaves: f64) -> (Vec<f64>, f64) {
    let (mut waiting, mut now, mut helped) = (Vec::new(), 0.0_f64, 0.0);
    for month in 0..36 {
        now = now * (1.0 - leaves) + if month < 12 { 10.0 } else { 0.0 };
        let served = now.min(places);
        helped += served;
        now -= served;
        waiting.push(now);
    }
    (waiting, helped)
}

#[test]
fn a_cohorts_backlog_rises_and_falls_in_straight_lines() {
    for (remembers, leaves) in [
        ("", 0.0),
        ("memory = \"24 months\"", 0.0),
        ("", 0.05),
        ("memory = \"3 months\"", 0.05),
    ] {
        let text = backlog(
            "number = \"6 + extra\"\nper = \"1 month\"",
            remembers,
            leaves,
        );
        let answer = run(&write("toml", text), &["--draws", "1"]);
        for (name, places) in [("none", 6.0), ("more", 10.0)] {
            let (waiting, helped) = recursion(places, leaves);
            let own = strategy(&answer, name);
            near(outcome(&answer, name, "helped"), helped, 1e-9);
            for year in 0..3 {
                let known: f64 = waiting[12 * year..12 * year + 12].iter().sum();
                let got = number(&own["by_year"][year]["outcomes"]["waiting"]["mean"]);
                near(got, known, 1e-9);
            }
        }
        if leaves == 0.0 {
            // Piecewise linear: four more each month for a year, then six fewer.
            let (waiting, _) = recursion(6.0, 0.0);
            assert_eq!((waiting[11], waiting[12], waiting[20]), (48.0, 42.0, 0.0));
        }
    }
}

#[test]
fn held_places_are_given_out_as_they_become_free() {
    let text = r#"
format = 1
[model]
title = "Held"
[time]
cycle = "1 month"
horizon = "24 months"
[people]
number = 50
[counting]
outcomes = "beginning"
[states.waiting]
start = 1
[states.placed]
[states.home]
[places.beds]
number = 8
[transitions.waiting]
placed = { place = "beds" }
[transitions.placed]
home = { probability = 0.25, per = "cycle" }
[outcomes.waiting]
terms = [{ while_in = ["waiting"], amount = 1, per = "1 month" }]
[outcomes.placed]
terms = [{ while_in = ["placed"], amount = 1, per = "1 month" }]
[strategies.none]
"#;
    let (mut waiting, mut placed) = (50.0_f64, 0.0);
    let (mut waits, mut holds) = (0.0, 0.0);
    for _ in 0..24 {
        let free = (8.0_f64 - placed).min(waiting);
        waiting -= free;
        placed += free;
        waits += waiting;
        holds += placed;
        placed *= 0.75;
    }
    let file = write("toml", text);
    let answer = run(&file, &["--draws", "1"]);
    near(outcome(&answer, "none", "waiting"), waits, 1e-9);
    near(outcome(&answer, "none", "placed"), holds, 1e-9);
    // Never more than there are: in whole worlds too, on every row.
    let traces = write("csv", "");
    run(
        &file,
        &["--draws", "20", "--individual", "1", "--traces", &traces],
    );
    for (_, row) in rows(&traces, &["waiting", "placed", "home"]) {
        for [waiting, placed, home] in row.iter().map(|r| [r[0], r[1], r[2]]) {
            assert!(placed <= 8 && waiting + placed + home == 50);
        }
    }
}

#[test]
fn need_and_subgroups_compete_for_the_same_places() {
    let with = |need: &str| {
        backlog(&format!("number = 6\nper = \"1 month\"\n{need}"), "", 0.0)
            .replace("number = 10", "number = 16")
            .replace("[states.waiting]", "[subgroups.a]\nshare = 0.25\nset = { extra = 1 }\n[subgroups.b]\nshare = \"rest\"\n[states.waiting]")
            .replace("[outcomes.helped]", "[outcomes.first]\nterms = [{ on_entering = [\"helped\"], amount = \"extra\" }]\n[outcomes.helped]")
            .replace("[strategies.more]\nset = { extra = 4 }\n", "")
            .replace("for = \"12 months\"", "for = \"36 months\"")
    };
    // Sixteen a month of whom four are of the first group, six places: in proportion, or first.
    let alike = run(&write("toml", with("")), &["--draws", "1"]);
    let first = run(&write("toml", with("need = \"extra\"")), &["--draws", "1"]);
    for answer in [&alike, &first] {
        near(outcome(answer, "none", "helped"), 36.0 * 6.0, 1e-9);
    }
    near(outcome(&alike, "none", "first"), 36.0 * 1.5, 1e-9);
    near(outcome(&first, "none", "first"), 36.0 * 4.0, 1e-9);
    // In worlds people come by chance, and those in need hardly wait.
    let worlds = run(
        &write("toml", with("need = \"extra\"")),
        &["--draws", "1", "--individual", "200"],
    );
    let own = &strategy(&worlds, "none")["outcomes"];
    assert!(
        (number(&own["helped"]["mean"]) - 216.0).abs()
            < 4.0 * number(&own["helped"]["error"]) + 1.0
    );
    let (mean, error) = (
        number(&own["first"]["mean"]),
        number(&own["first"]["error"]),
    );
    assert!(mean > 36.0 * 3.5 && mean < 144.0 + 4.0 * error, "{mean}");
}

#[test]
fn waiting_changes_risk_for_whoever_waits_longer() {
    // The longer somebody waits the likelier harm: first come, first served does less of it.
    let text = backlog(
        "number = 6\nper = \"1 month\"",
        "memory = \"12 months\"",
        0.0,
    )
    .replace(
        "probability = 0, per",
        "probability = \"min(0.02 * time_in_state * 12, 0.5)\", per",
    );
    let file = write("toml", text);
    let cohort = run(&file, &["--draws", "1"]);
    let worlds = run(&file, &["--draws", "1", "--individual", "300"]);
    let own = &strategy(&worlds, "none")["outcomes"];
    let known = outcome(&cohort, "none", "helped");
    let (mean, error) = (
        number(&own["helped"]["mean"]),
        number(&own["helped"]["error"]),
    );
    // Far above capacity the fluid is nearly right.
    assert!(
        (mean - known).abs() <= 4.0 * error + 0.03 * known,
        "{mean} against {known}"
    );
    assert!(known < 120.0 - 10.0);
}

#[test]
fn faults_of_places_are_named() {
    let sound = backlog("number = 6", "", 0.0);
    for (was, is, path) in [
        (
            "place = \"help\"",
            "place = \"halp\"",
            "transitions.waiting.helped.place",
        ),
        ("number = 6", "number = \"age\"", "places.help.number"),
        (
            "number = 6",
            "number = \"time_since_entry\"",
            "places.help.number",
        ),
        ("number = 6", "per = \"1 month\"", "places.help"),
        (
            "number = 6",
            "number = 6\nper = \"1 month\"\nheld_in = [\"helped\"]",
            "places.help.held_in",
        ),
        (
            "helped = { place = \"help\" }",
            "helped = { probability = 0.1, per = \"cycle\" }",
            "places.help",
        ),
        (
            "number = 6",
            "number = 6\nneed = \"time_in_state\"",
            "places.help.need",
        ),
    ] {
        assert!(sound.contains(was), "{was}");
        let found = faults(&sound.replace(was, is));
        assert!(found.iter().any(|f| f.path == path), "{path}: {found:?}");
    }
    let negative = faults(&sound.replace("number = 6", "number = \"0 - 6\""));
    assert_eq!(negative[0].path, "places.help.number");
}

//! People followed one by one: against their cohorts, published variances and closed forms.

#[path = "support/persons.rs"]
mod persons;
mod support;

use persons::{FRAILTY, mixed};
use serde_json::Value;
use support::*;

/// A number of a quantity of a strategy or comparison: `of` is "cost" or the name of an outcome.
fn of<'a>(whose: &'a Value, of: &str) -> &'a Value {
    match of {
        "cost" | "net_cost" => &whose[of],
        name => &whose["outcomes"][name],
    }
}

/// Fails unless a mean lies within four standard errors of what is known.
#[track_caller]
fn within_four_errors(quantity: &Value, known: f64) {
    let (mean, error) = (number(&quantity["mean"]), number(&quantity["error_people"]));
    assert!(
        (mean - known).abs() <= 4.0 * error + 1e-9 * known.abs(),
        "{mean}, expected {known} within four times {error}"
    );
}

/// Ids of shipped models and paths of the published cases.
fn models() -> Vec<String> {
    let shipped = String::from_utf8(command(&["models"]).stdout).expect("UTF-8");
    let mut models: Vec<String> = shipped
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/models");
    for entry in std::fs::read_dir(folder).expect("the published cases") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a model");
        if !text.contains("[attributes.") && !text.contains("[places.") {
            models.push(path.to_str().expect("UTF-8").to_owned());
        }
    }
    models.sort();
    models
}

#[test]
fn every_model_agrees_with_its_cohort_person_by_person() {
    let mut compared = 0;
    for model in models() {
        let cohort = run(&model, &["--draws", "16"]);
        let persons = run(&model, &["--draws", "16", "--individual", "768"]);
        for strategy in cohort["strategies"].as_array().expect("strategies") {
            let name = strategy["name"].as_str().expect("a name");
            let own = named(&persons, name);
            let outcomes = strategy["outcomes"].as_object().expect("outcomes");
            let quantities = outcomes.keys().map(String::as_str).chain(["cost"]);
            for quantity in quantities {
                let known = number(&of(strategy, quantity)["mean"]);
                let got = of(own, quantity);
                let (mean, error) = (number(&got["mean"]), number(&got["error_people"]));
                assert!(
                    (mean - known).abs() <= 4.0 * error + 1e-8 * known.abs(),
                    "{model}, {name}, {quantity}: {mean}, its cohort {known}, error {error}"
                );
                compared += 1;
            }
            for (line, known) in strategy["by_line"].as_object().expect("lines") {
                let got = &own["by_line"][line];
                let (mean, error) = (number(&got["mean"]), number(&got["error_people"]));
                let known = number(&known["mean"]);
                assert!(
                    (mean - known).abs() <= 4.0 * error + 1e-8 * known.abs(),
                    "{model}, {name}, {line}: {mean}, its cohort {known}, error {error}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "{compared} figures were compared");
}

fn named<'a>(answer: &'a Value, name: &str) -> &'a Value {
    strategy(answer, name)
}

#[test]
fn variances_of_persons_and_of_their_differences_are_the_exact_ones() {
    // DARTH microsimulation tutorial. Means are published; standard deviations come from the
    // backward recursion of second moments and predict the published Monte Carlo errors.
    let answer = run(
        &published("sick-sicker-treated"),
        &["--draws", "1", "--individual", "100000"],
    );
    let (none, treated) = (named(&answer, "none"), named(&answer, "treatment"));
    let apart = comparison(&answer, "treatment");
    for (whose, what, mean, sd) in [
        (none, "cost", 75_976.149_140_14, 57_903.069_584_02),
        (treated, "cost", 141_623.028_188_34, 108_371.268_341_23),
        (none, "qalys", 15.838_847_81, 4.948_906_26),
        (treated, "qalys", 16.400_405_59, 5.097_815_60),
        (apart, "net_cost", 65_646.879_048_20, 51_857.092_810_87),
        (apart, "qalys", 0.561_557_77, 0.356_280_01),
    ] {
        let quantity = of(whose, what);
        within_four_errors(quantity, mean);
        // The error of a standard deviation of 100,000 persons is well below 0.4 %.
        near(number(&quantity["person"]["sd"]), sd, 0.012 * sd);
        near(
            number(&quantity["error_people"]),
            sd / 100_000_f64.sqrt(),
            0.012 * sd / 100_000_f64.sqrt(),
        );
    }
    // What the shared path saves: the exact variances above.
    let saved = |a: f64, b: f64, d: f64| 1.0 - d * d / (a * a + b * b);
    let together = &apart["net_cost"]["common_random_numbers"];
    let exact = saved(57_903.069_584_02, 108_371.268_341_23, 51_857.092_810_87);
    near(number(&together["variance_reduction"]), exact, 0.01);
    let correlated = |a: f64, b: f64, d: f64| (a * a + b * b - d * d) / (2.0 * a * b);
    let exact = correlated(4.948_906_26, 5.097_815_60, 0.356_280_01);
    let together = &of(apart, "qalys")["common_random_numbers"];
    near(number(&together["correlation"]), exact, 0.001);
}

/// Share of those with gamma frailty (mean 1, sd 0.8) who survive a cumulated hazard.
fn survivors(hazard: f64) -> f64 {
    let shape = 1.0 / 0.64;
    (1.0 + hazard / shape).powf(-shape)
}

#[test]
fn what_persons_differ_in_has_its_closed_form() {
    let file = write("toml", FRAILTY);
    let answer = run(&file, &["--draws", "1", "--individual", "60000"]);
    for (name, rate) in [("none", 0.1), ("half", 0.05)] {
        let own = named(&answer, name);
        let (women, men) = (0.6 * survivors(10.0 * rate), 0.4 * survivors(15.0 * rate));
        within_four_errors(of(own, "survive"), women + men);
        within_four_errors(of(own, "men_who_survive"), men);
        let p: f64 = women + men;
        near(
            number(&of(own, "survive")["person"]["sd"]),
            (p * (1.0 - p)).sqrt(),
            0.004,
        );
        // Minus the derivative of the Laplace transform: the frail die first.
        let left = |hazard: f64| (1.0 + hazard * 0.64).powf(-1.0 / 0.64 - 1.0);
        let frailty = 0.6 * left(10.0 * rate) + 0.4 * left(15.0 * rate);
        within_four_errors(of(own, "frailty_of_survivors"), frailty);
    }
    // With the same uniforms nobody who survives under the higher rate dies under the lower.
    let apart = of(comparison(&answer, "half"), "survive");
    let (low, high) = (
        0.6 * survivors(1.0) + 0.4 * survivors(1.5),
        0.6 * survivors(0.5) + 0.4 * survivors(0.75),
    );
    let p: f64 = high - low;
    near(
        number(&apart["person"]["sd"]),
        (p * (1.0 - p)).sqrt(),
        0.005,
    );
}

#[test]
fn history_is_what_a_chain_with_its_states_spelt_out_gives() {
    // Coming into care is likelier with each visit and soon after one; longer stays end sooner.
    let text = r#"
format = 1
[model]
title = "History"
[time]
cycle = "1 year"
horizon = "12 years"
[counting]
costs = "end"
outcomes = "end"
[formulas]
soon = "if(time_since.care < 2.5, 0.25, 0)"
often = "min(0.1 * visits.care, 0.3)"
long = "if(time_spent.care > 3.5, 0.2, 0)"
[states.home]
start = 1
[states.care]
[transitions.home]
care = { probability = "0.1 + soon + often", per = "cycle" }
[transitions.care]
home = { probability = "min(0.2 * cycles_in_state + long, 0.9)", per = "cycle" }
[costs.care]
payer = "council"
terms = [
  { while_in = ["care"], amount = "10 + time_in_state", per = "cycle" },
  { on_leaving = ["care"], amount = "visits.care" },
]
[outcomes.care]
terms = [{ while_in = ["care"], amount = 1, per = "cycle" }]
[strategies.none]
"#;
    let answer = run(
        &write("toml", text),
        &["--draws", "1", "--individual", "60000"],
    );
    // The same as a chain over all that matters: (in care, cycles there, visits, cycles since, spent).
    use std::collections::BTreeMap;
    type Past = (bool, u32, u32, u32, u32);
    let mut now: BTreeMap<Past, f64> = BTreeMap::from([((false, 1, 0, 1000, 0), 1.0)]);
    let (mut cost, mut care) = (0.0, 0.0);
    for _ in 0..12 {
        let mut next: BTreeMap<Past, f64> = BTreeMap::new();
        for ((inside, stay, visits, since, spent), share) in now {
            let long = if f64::from(spent) > 3.5 { 0.2 } else { 0.0 };
            let moves = if inside {
                (0.2 * f64::from(stay) + long).min(0.9)
            } else {
                let soon = if f64::from(since) < 2.5 { 0.25 } else { 0.0 };
                0.1 + soon + (0.1 * f64::from(visits)).min(0.3)
            };
            let spent = spent + u32::from(inside);
            if inside {
                *next.entry((true, stay + 1, visits, 0, spent)).or_default() +=
                    share * (1.0 - moves);
                *next.entry((false, 1, visits, 1, spent)).or_default() += share * moves;
                cost += share * moves * f64::from(visits);
            } else {
                let away = (since + 1).min(1000);
                *next.entry((true, 1, visits + 1, 0, spent)).or_default() += share * moves;
                *next
                    .entry((false, stay + 1, visits, away, spent))
                    .or_default() += share * (1.0 - moves);
            }
        }
        for ((inside, stay, ..), share) in &next {
            if *inside {
                care += share;
                cost += share * (10.0 + f64::from(stay - 1));
            }
        }
        now = next;
    }
    let own = named(&answer, "none");
    within_four_errors(of(own, "care"), care);
    within_four_errors(of(own, "cost"), cost);
}

#[test]
fn a_model_of_persons_is_no_cohort() {
    let file = write("toml", FRAILTY);
    let found = faults_of_file(&file, &["--draws", "10"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "attributes");
    assert!(found[0].hint.contains("--individual"), "{:?}", found[0]);
    for (was, is, path) in [
        ("0.4\"", "0.4 * visits.nowhere\"", "formulas.is_man"),
        (
            "gamma(mean = 1, sd = 0.8)",
            "gamma(mean = 1)",
            "attributes.frailty.distribution",
        ),
        (
            "gamma(mean = 1, sd = 0.8)",
            "dirichlet(a = 1, b = 2)",
            "attributes.frailty.distribution",
        ),
        ("[attributes.man]", "[attributes.rate]", "attributes.rate"),
        (
            "[states.alive]",
            "[people]\nnumber = \"100 * frailty\"\n[states.alive]",
            "people.number",
        ),
    ] {
        assert!(FRAILTY.contains(was), "{was}");
        let found = faults(&FRAILTY.replace(was, is));
        assert!(found.iter().any(|f| f.path == path), "{path}: {found:?}");
    }
}

#[test]
fn a_probability_that_is_none_for_one_person_is_told_with_the_person() {
    let text = FRAILTY.replace(
        "{ rate = \"rate * frailty * if(is_man, 1.5, 1)\", per = \"1 year\" }",
        "{ probability = \"0.3 * frailty\", per = \"cycle\" }",
    );
    let file = write("toml", text);
    let found = faults_of_file(&file, &["--draws", "1", "--individual", "1000"]);
    assert_eq!(found[0].path, "transitions.alive");
    assert!(found[0].what.contains("person"), "{:?}", found[0]);
}

#[test]
fn what_we_do_not_know_and_chance_are_told_apart() {
    // Each person survives with probability exp(-10 r), r uncertain: the binomial's variance and
    // the parameter's, each in its place.
    let text = mixed()
        .replace("gamma(mean = 1, sd = 0.8)", "fixed(1)")
        .replace("frailty > 1", "frailty > 2");
    let file = write(
        "toml",
        text.replace("[states.alive]", "[people]\nnumber = 40\n[states.alive]"),
    );
    let answer = run(&file, &["--draws", "2000", "--individual", "100"]);
    let cohort_like = run(&file, &["--draws", "2000", "--individual", "400"]);
    let own = |answer: &Value| of(named(answer, "none"), "survive").clone();
    let (few, many) = (own(&answer), own(&cohort_like));
    // More persons leave less noise; what is not known does not shrink with them.
    let ratio = number(&few["sd_parameters"]) / number(&many["sd_parameters"]);
    assert!((0.9..1.1).contains(&ratio), "{ratio}");
    let mean = number(&many["mean"]) / 40.0;
    let sd = number(&many["person"]["sd"]);
    // Within draws the variance is E[p (1 - p)]; with that between draws it is p (1 - p).
    let unknown = number(&many["sd_parameters"]) / 40.0;
    near(sd * sd + unknown * unknown, mean * (1.0 - mean), 0.004);
    near(number(&many["sd_chance"]), 40_f64.sqrt() * sd, 1e-9);
    let luck = number(&many["luck"]);
    let chance = number(&many["sd_chance"]).powi(2);
    near(luck, chance / (chance + (40.0 * unknown).powi(2)), 1e-9);
}

#[test]
fn histories_and_traces_say_where_everybody_is() {
    let model = published("sick-sicker-treated");
    let (histories, traces) = (write("csv", ""), write("csv", ""));
    run(
        &model,
        &[
            "--draws",
            "1",
            "--individual",
            "300",
            "--histories",
            &histories,
            "--traces",
            &traces,
        ],
    );
    let histories = std::fs::read_to_string(histories).expect("histories");
    let traces = std::fs::read_to_string(traces).expect("traces");
    let mut lines = histories.lines();
    assert_eq!(
        lines.next(),
        Some("draw,strategy,person,state,from_row,to_row")
    );
    // Everybody starts well on row 0, and stays follow on each other up to the last row.
    let mut last: Option<(String, usize)> = None;
    let mut persons = 0;
    let mut alive = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let who = format!("{} {}", fields[1], fields[2]);
        let (from, to): (usize, usize) = (fields[4].parse().unwrap(), fields[5].parse().unwrap());
        assert!(from <= to && to <= 30);
        match last {
            Some((known, end)) if known == who => assert_eq!(from, end + 1, "{line}"),
            _ => {
                assert_eq!((from, fields[3]), (0, "H"), "{line}");
                persons += 1;
            }
        }
        alive += usize::from(to == 30 && fields[3] != "D");
        last = Some((who, to));
    }
    assert_eq!(persons, 600);
    let mut of_last = 0;
    for line in traces
        .lines()
        .filter(|l| l.contains(",30,") && !l.contains(",D,"))
    {
        of_last += line.rsplit(',').next().unwrap().parse::<usize>().unwrap();
    }
    assert_eq!(of_last, alive);
}

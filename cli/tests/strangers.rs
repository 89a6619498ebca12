//! Models written from the reference alone, each beside a computation of its own that knows nothing of
//! the engine.

mod support;

use serde_json::Value;
use support::*;

/// The mean of a strategy's cost or of one of its outcomes.
fn of(answer: &Value, name: &str, what: &str) -> f64 {
    let found = strategy(answer, name);
    number(match what {
        "cost" => &found["cost"]["mean"],
        outcome => &found["outcomes"][outcome]["mean"],
    })
}

fn assert_is(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 1e-11 * expected.abs(),
        "{found} instead of {expected}"
    );
}

const BY_AGE: &str = include_str!("strangers/by-age.toml");

/// Cost and QALYs of the model above: 45 years, both rows of each cycle discounted to themselves.
fn by_age(onset: f64, prevented: bool) -> [f64; 2] {
    const DEATHS: [f64; 9] = [0.003, 0.005, 0.008, 0.012, 0.02, 0.035, 0.06, 0.1, 0.18];
    let rows = 45;
    let [mut well, mut ill, mut severe] = [1.0, 0.0, 0.0];
    let mut sums = [if prevented { 350.0 } else { 0.0 }, 0.0];
    for k in 1..=rows {
        let (t, after) = (f64::from(k - 1), f64::from(k));
        let dies = DEATHS[((k - 1) / 5) as usize];
        let strength = match t {
            _ if !prevented => 0.0,
            t if t < 10.0 => 1.0,
            t => f64::max(0.0, 1.0 - (t - 10.0) / 5.0),
        };
        let onset = onset * (1.0 - 0.4 * strength) * (0.03 * t).exp();
        let share = |rate: f64, all: f64| rate / all * (1.0 - (-all).exp());
        let (all_well, all_ill, all_severe) = (onset + dies, 0.12 + 2.2 * dies, 5.0 * dies);
        let falls_ill = well * share(onset, all_well);
        let worsens = ill * share(0.12, all_ill);
        let of_it = ill * share(1.2 * dies, all_ill) + severe * share(4.0 * dies, all_severe);
        let next = [
            well * (-all_well).exp(),
            ill * (-all_ill).exp() + falls_ill,
            severe * (-all_severe).exp() + worsens,
        ];
        let cost = |ill: f64, severe: f64| 1200.0 * ill + 4000.0 * 1.01_f64.powf(t) * severe;
        let worth =
            |[well, ill, severe]: [f64; 3]| (0.95 - 0.002 * t) * well + 0.75 * ill + 0.5 * severe;
        let (cheaper, healthier) = (1.035_f64, 1.015_f64);
        // Half of row k here and half with the next cycle: the last row's events weigh half too.
        let event = if k == rows { 0.5 } else { 1.0 };
        let events = 900.0 * falls_ill + (2500.0 + 10.0 * t) * worsens + 6000.0 * of_it;
        sums[0] += 0.5 * cost(ill, severe) * cheaper.powf(-t)
            + (0.5 * cost(next[1], next[2]) + event * events) * cheaper.powf(-after);
        sums[1] += 0.5 * worth([well, ill, severe]) * healthier.powf(-t)
            + (0.5 * worth(next) - event * 0.1 * worsens) * healthier.powf(-after);
        [well, ill, severe] = next;
    }
    sums
}

#[test]
fn a_life_table_with_rewards_on_transitions_is_counted_by_hand() {
    let file = write("toml", BY_AGE);
    for onset in [0.02, 0.05] {
        let answer = run(&file, &["--at-means", "--set", &format!("onset:={onset}")]);
        for (name, prevented) in [("usual", false), ("prevent", true)] {
            let [cost, qalys] = by_age(onset, prevented);
            assert_is(of(&answer, name, "cost"), cost);
            assert_is(of(&answer, name, "qalys"), qalys);
        }
    }
}

const ADMISSIONS: &str = include_str!("strangers/admissions.toml");

/// Cost, days in the ward and returns to it; and who is alive after a year. `times` is what the
/// chance of a return is multiplied by in each cycle.
fn admissions(times: impl Fn(u32) -> f64) -> [f64; 4] {
    let monthly = 1.0 - (1.0_f64 - 0.22).powf(1.0 / 12.0);
    let (admitted, dies) = (monthly * 0.2 / 0.22, monthly * 0.02 / 0.22);
    let [mut home, mut first, mut later] = [0.9, 0.1, 0.0];
    let mut just_home = [0.0; 3];
    let [mut cost, mut days, mut returns, mut alive] = [0.0; 4];
    let factor = |row: u32| (1.0_f64 + 0.03 / 12.0).powf(-f64::from(row));
    let mut count = |row: u32, ward: f64| {
        let weight = if row == 0 || row == 36 { 0.5 } else { 1.0 };
        days += weight * 365.2425 / 12.0 * ward;
        weight * factor(row) * 9000.0 * ward
    };
    cost += count(0, first + later);
    for k in 1..=36 {
        let again: [f64; 3] = std::array::from_fn(|i| times(k) * 0.15 / (i + 1) as f64);
        let back: f64 = (0..3).map(|i| just_home[i] * again[i]).sum();
        let (into, out) = (home * admitted + back, 0.73 * first + 0.93 * later);
        let stay = |i: usize| just_home[i] * (1.0 - again[i] - 0.001);
        let next = [0.7 * first + 0.9 * later, stay(0), stay(1)];
        home = home * (1.0 - admitted - dies) + stay(2);
        (later, first) = (0.27 * first + 0.07 * later, into);
        just_home = next;
        let price = 800.0 * 1.02_f64.powf(f64::from(k - 1) / 12.0);
        cost += count(k, first + later) + factor(k) * (price * into + 300.0 * out);
        returns += back;
        if k == 12 {
            alive = home + first + later + just_home.iter().sum::<f64>();
        }
    }
    [cost, days, returns, alive]
}

#[test]
fn costs_of_leaving_and_entering_in_monthly_cycles_are_counted_by_hand() {
    let answer = run(&write("toml", ADMISSIONS), &["--at-means"]);
    let (usual, always) = (admissions(|_| 1.0), admissions(|_| 0.6));
    let late = admissions(|k| if k > 12 { 0.6 } else { 1.0 });
    let mixed: Vec<f64> = (0..3).map(|i| 0.2 * usual[i] + 0.8 * always[i]).collect();
    let after_a_year = (1.0_f64 + 0.03 / 12.0).powf(-12.0) * late[3];
    for (name, [cost, days, returns]) in [
        ("usual", [usual[0], usual[1], usual[2]]),
        ("follow_up", [mixed[0] + 0.8 * 120.0, mixed[1], mixed[2]]),
        ("late", [late[0] + 120.0 * after_a_year, late[1], late[2]]),
    ] {
        assert_is(of(&answer, name, "cost"), 250.0 * cost);
        assert_is(of(&answer, name, "days_in_ward"), 250.0 * days);
        assert_is(of(&answer, name, "returns"), 250.0 * returns);
    }
}

const CALIBRATED: &str = include_str!("strangers/calibrated.toml");

#[test]
fn a_table_of_draws_is_followed_draw_by_draw() {
    let rows = [
        [0.147_25, 0.633, 912.5],
        [0.093, 0.811, 1210.0],
        [0.2011, 0.5275, 655.25],
    ];
    let mut csv = String::from("risk,hr,cost\n");
    for [risk, ratio, cost] in rows {
        csv += &format!("{risk},{ratio},{cost}\n");
    }
    let by_hand = |risk: f64, price: f64| {
        let moves = 1.0 - (-risk / 12.0).exp();
        let [mut here, mut cost, mut years] = [1.0, 0.0, 0.0];
        for k in 1..=24 {
            let next = here * (1.0 - moves) + 0.02 * (1.0 - here);
            cost += (1.0 - next) * price / 12.0 * (-0.035 * f64::from(k) / 12.0).exp();
            years += (here + next) / 24.0 * 1.035_f64.powi(-((k - 1) / 12));
            here = next;
        }
        [cost, years]
    };
    let (file, draws_from) = (write("toml", CALIBRATED), write("csv", csv));
    let output = command(&["draws", &file, "--draws-from", &draws_from]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().expect("a heading").split(',').collect();
    for [risk, ratio, price] in rows {
        let line: Vec<&str> = lines.next().expect("a draw").split(',').collect();
        let column = |name: &str| {
            let at = heads.iter().position(|head| *head == name).expect(name);
            line[at].parse::<f64>().expect("a number")
        };
        for (name, risk) in [("none", risk), ("offer", risk * ratio)] {
            let [cost, years] = by_hand(risk, price);
            assert_is(column(&format!("{name}.cost")), cost);
            assert_is(column(&format!("{name}.outcomes.y")), years);
        }
    }
    assert_eq!(lines.next(), None);
}

const RELAPSES: &str = include_str!("strangers/relapses.toml");

/// What is expected of one person, and how much persons differ: of the care's cost, of years well
/// and of relapses.
///
/// From a recursion over everything that a person may have been through, with the first two moments
/// of each sum, over 800 points of the frailty's density (Simpson) and both values of `smoker`; in
/// another language.
const EXACT: [(&str, [[f64; 2]; 3]); 2] = [
    (
        "usual",
        [
            [4_982.379_587, 4_480.967_123],
            [5.364_817_708, 2.248_283_865],
            [2.098_876_286, 1.753_000_725],
        ],
    ),
    (
        "support",
        [
            [3_584.828_958, 3_941.474_518],
            [5.993_812_551, 2.165_720_653],
            [1.546_063_740, 1.564_383_149],
        ],
    ),
];

#[test]
fn risks_by_duration_history_and_person_are_those_of_every_past_spelt_out() {
    let file = write("toml", RELAPSES);
    let persons = 40_000;
    let answer = run(
        &file,
        &["--draws", "1", "--individual", &persons.to_string()],
    );
    for (name, quantities) in EXACT {
        let found = strategy(&answer, name);
        let found = [
            &found["cost"],
            &found["outcomes"]["years_well"],
            &found["outcomes"]["relapses"],
        ];
        for (found, [mean, sd]) in found.into_iter().zip(quantities) {
            let error = sd / f64::from(persons).sqrt();
            let off = (number(&found["mean"]) - mean) / error;
            assert!(off.abs() < 4.0, "{name}: {off} standard errors");
            // The kurtosis of these sums is below 6: four standard errors of a standard deviation.
            let spread = number(&found["person"]["sd"]) / sd - 1.0;
            let bound = 4.0 * (5.0 / (4.0 * f64::from(persons))).sqrt();
            assert!(spread.abs() < bound, "{name}: {spread}");
        }
    }
}

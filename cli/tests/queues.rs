//! Worlds in which people wait: against exact chains and continuous time.

mod support;
#[path = "support/traces.rs"]
mod traces;

use serde_json::Value;
use support::*;
use traces::rows;

/// People come by chance, wait for one of two places and hold it for a time by chance.
fn queue(months: f64) -> String {
    format!(
        r#"
format = 1
[model]
title = "Queue"
[time]
cycle = "{months} months"
horizon = "100 months"
[people]
number = 0.5
per = "1 month"
[counting]
outcomes = "beginning"
[states.waiting]
start = 1
[states.served]
[states.done]
[places.two]
number = 2
[transitions.waiting]
served = {{ place = "two" }}
[transitions.served]
done = {{ rate = 0.5, per = "1 month" }}
[outcomes.waiting]
terms = [{{ while_in = ["waiting"], amount = "if(time >= 4.99, 1, 0)", per = "1 month" }}]
[outcomes.served]
terms = [{{ while_in = ["served"], amount = "if(time >= 4.99, 1, 0)", per = "1 month" }}]
[strategies.none]
"#
    )
}

/// The stationary distribution of (waiting, served) at the beginning of cycles of this length.
fn stationary(months: f64) -> Vec<Vec<f64>> {
    const MOST: usize = 80;
    let (arrive, leave) = (0.5 * months, 1.0 - (-0.5 * months).exp());
    let mut poisson = vec![(-arrive).exp()];
    for n in 1..20 {
        poisson.push(poisson[n - 1] * arrive / n as f64);
    }
    let binomial = |n: usize, k: usize| match (n, k) {
        (0, _) => 1.0,
        (1, 0) => 1.0 - leave,
        (1, _) => leave,
        (_, 0) => (1.0 - leave) * (1.0 - leave),
        (_, 1) => 2.0 * leave * (1.0 - leave),
        _ => leave * leave,
    };
    let mut now = vec![vec![0.0; 3]; MOST];
    now[0][0] = 1.0;
    for _ in 0..(400.0 / months) as usize {
        let mut next = vec![vec![0.0; 3]; MOST];
        for (waiting, of) in now.iter().enumerate() {
            for (served, share) in of.iter().enumerate().filter(|(_, s)| **s > 1e-18) {
                for gone in 0..=served {
                    for (come, chance) in poisson.iter().enumerate() {
                        let placed = (waiting + come).min(2 - (served - gone));
                        let left = (waiting + come - placed).min(MOST - 1);
                        next[left][served - gone + placed] +=
                            share * binomial(served, gone) * chance;
                    }
                }
            }
        }
        now = next;
    }
    now
}

fn mean_waiting(distribution: &[Vec<f64>]) -> f64 {
    distribution
        .iter()
        .enumerate()
        .map(|(n, of)| n as f64 * of.iter().sum::<f64>())
        .sum()
}

/// Mean number waiting in M/M/2 with 0.5 arrivals and 0.5 services a month (Erlang C).
fn erlang() -> f64 {
    let (a, rho): (f64, f64) = (1.0, 0.5);
    let busy = a * a / 2.0 / (1.0 - rho);
    let waits = busy / (1.0 + a + busy);
    waits * rho / (1.0 - rho)
}

#[test]
fn worlds_have_the_stationary_distribution_of_their_chain_and_come_near_to_erlangs() {
    let mut distances = Vec::new();
    for months in [1.0, 0.5] {
        let exact = stationary(months);
        let known = mean_waiting(&exact);
        distances.push(known - erlang());
        let busy = 0.5 * months / (1.0 - (-0.5_f64 * months).exp());
        let file = write("toml", queue(months));
        let answer = run(&file, &["--draws", "1", "--individual", "400"]);
        let own = &strategy(&answer, "none")["outcomes"];
        for (what, known) in [("waiting", 40.0 * known), ("served", 40.0 * busy)] {
            let (mean, error) = (number(&own[what]["mean"]), number(&own[what]["error"]));
            assert!(
                (mean - known).abs() <= 4.0 * error,
                "{what}: {mean} against {known}, {error}"
            );
            assert!(error < 0.1 * known, "{error}");
        }
        if months == 1.0 {
            // The distribution on the last row on which anybody comes, world by world.
            let traces = write("csv", "");
            let worlds = 500;
            run(
                &file,
                &["--draws", "500", "--individual", "1", "--traces", &traces],
            );
            let last: Vec<Vec<u64>> = rows(&traces, &["waiting", "served"])
                .into_iter()
                .map(|(_, rows)| rows[99].clone())
                .collect();
            assert_eq!(last.len(), worlds);
            for (waiting, of) in exact.iter().enumerate().take(5) {
                for (served, share) in of.iter().enumerate() {
                    let same =
                        |row: &&Vec<u64>| row[0] == waiting as u64 && row[1] == served as u64;
                    let found = last.iter().filter(same).count() as f64 / worlds as f64;
                    let error = (share * (1.0 - share) / worlds as f64).sqrt();
                    assert!(
                        (found - share).abs() <= 4.0 * error + 1e-3,
                        "{waiting}, {served}: {found} against {share}"
                    );
                }
            }
        }
    }
    // Halving the cycle takes more than half of the distance from continuous time away.
    assert!(
        distances[1] > 0.0 && distances[1] < 0.5 * distances[0],
        "{distances:?}"
    );
}

#[test]
fn a_fluid_hides_the_queue_below_capacity() {
    let answer = run(&write("toml", queue(1.0)), &["--draws", "1"]);
    // There is always room on average, but half of the time there is none.
    near(outcome(&answer, "none", "waiting"), 0.0, 1e-9);
    assert!(mean_waiting(&stationary(1.0)) > 0.5);
}

#[test]
fn worlds_have_one_digest_on_any_threads_and_from_shards() {
    let file = write("toml", queue(1.0));
    let size = ["--draws", "3", "--individual", "20"];
    let whole: Vec<Value> = ["1", "2", "4"]
        .map(|threads| run(&file, &[&size[..], &["--threads", threads]].concat())["digest"].clone())
        .to_vec();
    assert!(whole.iter().all(|digest| *digest == whole[0]));
    let shards: Vec<String> = (1..=2).map(|_| write("shard", "")).collect();
    for (i, out) in shards.iter().enumerate() {
        let which = format!("{}/2", i + 1);
        let done = command(&[&["run", &file, "--shard", &which, "--out", out], &size[..]].concat());
        assert!(done.status.success());
    }
    let merged = command(&["merge", "--json", &shards[1], &shards[0]]);
    let merged: Value = serde_json::from_slice(&merged.stdout).expect("JSON");
    assert_eq!(merged["digest"], whole[0]);
}

//! Runs cut into shards and put together again.

#[path = "support/persons.rs"]
mod persons;
mod support;

use persons::mixed;
use serde_json::Value;
use support::*;

#[test]
fn threads_and_shards_in_any_order_give_the_digest_of_the_whole() {
    let file = write("toml", mixed());
    let sick = published("sick-sicker-psa");
    for (model, size) in [
        (
            file.as_str(),
            &["--draws", "20", "--individual", "1500"][..],
        ),
        (&sick, &["--draws", "40", "--individual", "300"]),
        (&sick, &["--draws", "1", "--individual", "10000"]),
        (&sick, &["--draws", "1500"]),
    ] {
        let whole = run(model, &[size, &["--threads", "1"]].concat());
        for threads in ["2", "4"] {
            let again = run(model, &[size, &["--threads", threads]].concat());
            assert_eq!(
                whole["digest"], again["digest"],
                "{model} on {threads} threads"
            );
        }
        let shards: Vec<String> = (1..=3).map(|_| write("shard", "")).collect();
        for (i, out) in shards.iter().enumerate() {
            let which = format!("{}/3", i + 1);
            let own = ["run", model, "--shard", &which, "--out", out];
            let done = command(&[&own, size].concat());
            assert!(
                done.status.success(),
                "{}",
                String::from_utf8_lossy(&done.stderr)
            );
        }
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let files = order.map(|i| shards[i].as_str());
            let merged = command(&[&["merge", "--json"], &files[..]].concat());
            let mut merged: Value = serde_json::from_slice(&merged.stdout).expect("JSON");
            let mut whole = whole.clone();
            for answer in [&mut merged, &mut whole] {
                answer["seconds"] = Value::Null;
            }
            assert_eq!(merged, whole, "{model}");
        }
        let part = command(&["merge", "--json", &shards[0], &shards[2]]);
        assert_eq!(part.status.code(), Some(1));
        let text = String::from_utf8_lossy(&part.stdout).into_owned();
        assert!(text.contains("2/3"), "{text}");
    }
}

#[test]
fn shards_of_other_runs_and_broken_files_are_refused() {
    let sick = published("sick-sicker-psa");
    let out: Vec<String> = (0..2).map(|_| write("shard", "")).collect();
    for (seed, out) in ["1", "2"].into_iter().zip(&out) {
        let done = command(&[
            "run", &sick, "--draws", "300", "--seed", seed, "--shard", "1/2", "--out", out,
        ]);
        assert!(done.status.success());
    }
    let broken = write("shard", "early-action shard 1\n{}\nabc");
    for files in [
        &[out[0].as_str(), out[1].as_str()][..],
        &[&broken],
        &["no-such-file"],
    ] {
        let done = command(&[&["merge"], files].concat());
        assert_eq!(done.status.code(), Some(1), "{files:?}");
        assert!(!done.stderr.is_empty());
    }
    let done = command(&["run", &sick, "--shard", "3/2", "--out", &out[0]]);
    assert_eq!(done.status.code(), Some(1));
}

//! The golden list of digests: the shipped and the published models, in 1, 255, 257 and 10,000 draws with seed 1.
//! `EARLY_ACTION_BLESS=1` writes the list anew, for a change that is meant to change results.

mod support;

use std::path::PathBuf;

use support::*;

fn list() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/digests.txt")
}

/// The shipped models by id, then those of `tests/models` by file name.
fn models() -> Vec<(String, String)> {
    let shipped = String::from_utf8(command(&["models"]).stdout).expect("UTF-8");
    let mut models: Vec<_> = shipped
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|id| (id.to_owned(), id.to_owned()))
        .collect();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/models");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the published cases")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_str()
                .expect("UTF-8")
                .to_owned()
        })
        .collect();
    names.sort();
    models.extend(
        names
            .into_iter()
            .map(|name| (name.clone(), published(&name))),
    );
    models
}

/// The list with this many threads: `model draws digest`.
fn digests(threads: &str) -> String {
    let mut text = String::new();
    for (name, file) in models() {
        for draws in ["1", "255", "257", "10000"] {
            let answer = run(
                &file,
                &["--draws", draws, "--seed", "1", "--threads", threads],
            );
            let digest = answer["digest"].as_str().expect("a digest");
            text += &format!("{name} {draws} {digest}\n");
        }
    }
    text
}

/// The first line that differs, for a message that can be read.
fn difference(got: &str, expected: &str) -> Option<String> {
    (0..got.lines().count().max(expected.lines().count()))
        .map(|line| (got.lines().nth(line), expected.lines().nth(line)))
        .find(|(got, expected)| got != expected)
        .map(|(got, expected)| format!("got {got:?}, the list has {expected:?}"))
}

/// Whether the list is to be written anew.
fn blessing() -> bool {
    std::env::var_os("EARLY_ACTION_BLESS").is_some_and(|value| value == "1")
}

fn golden() -> String {
    std::fs::read_to_string(list()).expect("the golden list")
}

#[test]
fn digests_are_those_of_the_golden_list_with_one_thread() {
    let digests = digests("1");
    if blessing() {
        std::fs::write(list(), &digests).expect("the golden list is written");
    }
    assert_eq!(difference(&digests, &golden()), None);
}

// A list that is just being written holds nothing to compare with.
#[test]
fn digests_are_those_of_the_golden_list_with_four_threads() {
    if !blessing() {
        assert_eq!(difference(&digests("4"), &golden()), None);
    }
}

//! Broken model files: whatever is done to a model's text, reading it gives a model or faults with their places,
//! and running it an answer or faults. Nothing panics, nothing hangs.

#![allow(
    clippy::disallowed_methods,
    reason = "a test may look at the clock to find what hangs"
)]

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use proptest::prelude::*;

/// A small model in the other format.
const JSON: &str = r#"{
  "format": 1,
  "model": {"title": "small"},
  "time": {"cycle": "1 month", "horizon": "2 years", "age": 40},
  "people": {"number": "10", "per": "1 year"},
  "counting": {"costs": "half-cycle", "outcomes": {"weights": "1 + row / last_row"}},
  "discounting": {"costs": "green-book", "outcomes": 0.015},
  "parameters": {
    "risk": {"distribution": "beta(events = 30, of = 100)", "range": [0, 0.6]},
    "shares": {"distribution": "dirichlet(b = 3, c = 2)"},
    "ratio": {"value": 0.8, "scope": "met"}
  },
  "tables": {"by_age": {"at": [40, 41], "values": [0.1, 0.2], "between": "linear"}},
  "states": {"a": {"start": "rest", "memory": "6 months"}, "b": {"start": 0.1}, "c": {}},
  "transitions": {
    "a": {"b": {"rate": "risk * shares.b", "per": "1 year"}, "c": {"rate": "by_age(age)", "per": "1 year"}},
    "b": {"a": {"probability": "min(0.1 * cycle, 0.5)", "per": "cycle"}}
  },
  "costs": {"k": {"payer": "x", "terms": [
    {"while_in": ["b"], "amount": "100 + time", "per": "1 month"}, {"on_transition": ["a -> c"], "amount": 7}]}},
  "outcomes": {"o": {"terms": [{"while_in": ["a"], "after": "6 months", "amount": 1}]}},
  "strategies": {"none": {}, "some": {
    "effects": [{"on": "risk", "times": "ratio", "lasts": 1, "fades": 0.5}], "take_up": 0.5, "reach": 0.9, "start": 0.5,
    "price": {"amount": 5, "payer": "y", "per": "met"}, "threshold": {"parameter": "risk", "outcome": "o"}}}
}"#;

/// Every shipped and every published model, and one in JSON.
fn models() -> &'static [String] {
    static MODELS: OnceLock<Vec<String>> = OnceLock::new();
    MODELS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths: Vec<_> = [root.join("models"), root.join("../tests/models")]
            .iter()
            .flat_map(|folder| std::fs::read_dir(folder).expect("a folder of models"))
            .map(|entry| entry.expect("a file").path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "toml")
            })
            .collect();
        paths.sort();
        let read = |path| std::fs::read_to_string(path).expect("a model");
        let models: Vec<_> = paths.iter().map(read).chain([JSON.to_owned()]).collect();
        assert!(models.len() > 5);
        models
    })
}

/// What may be inserted: pieces of the language, edges of numbers, and what does not belong.
const PIECES: [&str; 48] = [
    "0",
    "-1",
    "1e308",
    "1e-320",
    "nan",
    "inf",
    "0.1",
    "99999999999999999999",
    "\"\"",
    "\"cycle\"",
    "\"2 cycles\"",
    "\"1 day\"",
    "\"1e9 years\"",
    "\"rest\"",
    "true",
    "[]",
    "{}",
    "[[",
    "]]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "#",
    "=",
    ".",
    ",",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{1f3e0}",
    "a -> b",
    "1 / 0",
    "ln(-1)",
    "cycle",
    "age",
    "time_in_state",
    "memory = \"200 cycles\"\n",
    "start = \"rest\"\n",
    "[states.x]\n",
    "[transitions.D]\n",
    "x = { probability = 0.5, per = \"cycle\" }\n",
    "\"beta(a = 2, b = 3)\"",
    "\"dirichlet(a = 1, b = 2)\"",
    "\"green-book\"",
    "per = \"1 month\"",
];

/// One change to a text.
#[derive(Debug, Clone)]
struct Change {
    kind: u8,
    at: usize,
    to: usize,
    piece: usize,
}

fn change() -> impl Strategy<Value = Change> {
    (0_u8..11, any::<usize>(), any::<usize>(), 0..PIECES.len()).prop_map(|(kind, at, to, piece)| {
        Change {
            kind,
            at,
            to,
            piece,
        }
    })
}

/// The byte position nearest before `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let at = at % (text.len() + 1);
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The words of a text with their places: names, numbers and texts in quotes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = character.is_alphanumeric() || "_.\"-%".contains(character);
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn exchange(text: &str, one: (usize, usize), two: (usize, usize)) -> String {
    let (one, two) = if one.0 <= two.0 {
        (one, two)
    } else {
        (two, one)
    };
    if one.1 > two.0 {
        return text.to_owned();
    }
    [
        &text[..one.0],
        &text[two.0..two.1],
        &text[one.1..two.0],
        &text[one.0..one.1],
        &text[two.1..],
    ]
    .concat()
}

fn apply(text: &str, change: &Change) -> String {
    let (at, piece) = (boundary(text, change.at), PIECES[change.piece]);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let words = words(text);
    let (Some(line), Some(word)) = (
        change.at.checked_rem(lines.len()),
        change.at.checked_rem(words.len()),
    ) else {
        return piece.to_owned();
    };
    let (other_line, other_word) = (change.to % lines.len(), change.to % words.len());
    let end = boundary(text, at + change.to % 8).max(at);
    let joined = |lines: &[&str]| lines.concat();
    match change.kind {
        0 => [&text[..at], &text[end..]].concat(),
        1 => [&text[..end], &text[at..end], &text[end..]].concat(),
        2 => [&text[..at], piece, &text[at..]].concat(),
        3 => text[..at].to_owned(),
        4 => joined(&[&lines[..line], &lines[line + 1..]].concat()),
        5 => joined(&[&lines[..=line], &lines[line..]].concat()),
        6 => {
            let mut lines = lines;
            lines.swap(line, other_line);
            joined(&lines)
        }
        7 => exchange(text, words[word], words[other_word]),
        8 => [&text[..words[word].0], &text[words[word].1..]].concat(),
        9 => [&text[..words[word].0], piece, &text[words[word].1..]].concat(),
        _ => {
            let other = words[other_word];
            [
                &text[..words[word].0],
                &text[other.0..other.1],
                &text[words[word].1..],
            ]
            .concat()
        }
    }
}

/// Every fault says where it is, what is wrong and how to mend it.
fn check(faults: &[Fault], text: &str) -> Result<(), TestCaseError> {
    prop_assert!(!faults.is_empty());
    let last = text.lines().count().max(1) + usize::from(text.ends_with('\n'));
    for fault in faults {
        prop_assert!(!fault.path.is_empty(), "no path: {fault:?}");
        prop_assert!(!fault.what.is_empty(), "nothing wrong: {fault:?}");
        prop_assert!(!fault.hint.is_empty(), "no hint: {fault:?}");
        prop_assert!(fault.line <= last, "beyond the {last} lines: {fault:?}");
        prop_assert!(fault.line == 0 || fault.column > 0, "no column: {fault:?}");
    }
    Ok(())
}

/// Steps of states that one draw takes, roughly. A batch of 256 draws is simulated even for one of them.
fn steps(model: &Model) -> usize {
    let states: usize = model
        .states
        .iter()
        .map(|state| state.memory.unwrap_or(1))
        .sum();
    let groups = model
        .entry
        .flow
        .as_ref()
        .map_or(1, |flow| flow.cycles.min(model.time.cycles));
    [
        model.time.cycles,
        groups,
        model.strategies.len(),
        1 + model.lines.len(),
    ]
    .into_iter()
    .fold(states, usize::saturating_mul)
}

/// What is run: seconds for a whole batch at the worst.
const CHEAP: usize = 8_000_000;

/// Reads a text and, where that is cheap, runs it for one draw.
fn read_and_run(text: &str) -> Result<(), TestCaseError> {
    let started = Instant::now();
    match Model::parse(text) {
        Err(faults) => check(&faults, text)?,
        Ok(model) if steps(&model) < CHEAP => match Study::new(model, Overrides::default(), 1, 1) {
            Err(faults) => check(&faults, text)?,
            Ok(study) => {
                if let Err(fault) = study.run() {
                    check(&[fault], text)?;
                }
            }
        },
        Ok(_) => {}
    }
    prop_assert!(
        started.elapsed() < Duration::from_secs(60),
        "took {:?}",
        started.elapsed()
    );
    Ok(())
}

#[test]
fn the_models_themselves_are_read_and_run() {
    for text in models() {
        let model = Model::parse(text).expect("a model without faults");
        assert!(steps(&model) < CHEAP, "{} would never be run", model.id);
    }
    let study = Study::new(
        Model::parse(JSON).expect("a model"),
        Overrides::default(),
        1,
        1,
    );
    assert!(study.expect("a study").run().is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_model_gives_faults_or_an_answer(
        model in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut text = model.get(models()).clone();
        for change in &changes {
            text = apply(&text, change);
        }
        read_and_run(&text)?;
    }

    #[test]
    fn a_broken_small_model_gives_faults_or_an_answer(changes in prop::collection::vec(change(), 1..3)) {
        let text = changes.iter().fold(JSON.to_owned(), |text, change| apply(&text, change));
        read_and_run(&text)?;
    }

    #[test]
    fn any_text_gives_faults(text in "\\PC{0,200}") {
        read_and_run(&text)?;
    }
}

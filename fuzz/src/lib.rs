//! Texts that nobody would write, for everything that reads text.
//!
//! Each target takes any bytes and must come back: with a value or with faults, without a panic,
//! in bounded time and memory. `cargo xtask fuzz` lets libFuzzer look for bytes with which one
//! does not; what it found is kept in `corpus/` and replayed by the tests.

use early_action_engine::envelope::Envelope;
use early_action_engine::formula::Formula;
use early_action_engine::individual::{Followed, Parts, answer};
use early_action_engine::model::{Model, Overrides, lint};
use early_action_engine::network::{csv, graphml as markup};
use early_action_engine::simulate::Sampling;
use early_action_engine::study::Study;

/// What is fed with bytes.
pub struct Target {
    /// Name: of the folder with its corpus, and of its test.
    pub name: &'static str,
    /// Takes any bytes.
    pub take: fn(&[u8]),
}

/// Every target.
pub const TARGETS: [Target; 5] = [
    Target {
        name: "model",
        take: model,
    },
    Target {
        name: "formula",
        take: formula,
    },
    Target {
        name: "envelope",
        take: envelope,
    },
    Target {
        name: "table",
        take: table,
    },
    Target {
        name: "graphml",
        take: graphml,
    },
];

/// Most steps of a model that is run as well: a fuzzer wants many short runs.
const MOST_STEPS: u64 = 5_000_000;
/// Draws of a model that is run person by person, and persons in each.
const FEW: (usize, usize) = (2, 24);

/// A model's text: read, warned of, and run where that is quick, as a cohort and person by person.
pub fn model(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(model) = Model::parse(&text) else {
        return;
    };
    _ = lint::lints(&model);
    one_by_one(&model);
    let Ok(study) = Study::new(model, Overrides::default(), 1, 16) else {
        return;
    };
    if study.inputs.cost(&study.program).operations <= MOST_STEPS {
        _ = study.run();
    }
}

fn one_by_one(model: &Model) {
    let (draws, persons) = FEW;
    let cycles = (model.time.cycles * model.strategies.len()) as u64;
    if cycles * (draws * persons) as u64 > MOST_STEPS {
        return;
    }
    let (model, plain) = (model.clone(), Overrides::default());
    let Ok(study) = Followed::new(model, plain, 1, draws, persons, Sampling::Independent) else {
        return;
    };
    let mut parts = Parts::new(&study);
    for part in 0..study.parts() {
        match study.run_part(part) {
            Ok(part) => _ = parts.add(&study, part),
            Err(_) => return,
        }
    }
    _ = answer(&study, &parts);
}

/// A formula's text: read, worked out, printed and read again.
///
/// # Panics
/// If what it prints is another formula.
pub fn formula(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(formula) = Formula::parse(&text) else {
        return;
    };
    _ = formula.eval_constant();
    #[expect(clippy::cast_precision_loss, reason = "a length of a few letters")]
    let value = |name: &str| name.len() as f64;
    _ = formula.evaluate(&value);
    let printed = formula.to_string();
    assert_eq!(Formula::parse(&printed).as_ref(), Ok(&formula), "{printed}");
}

/// The file of map and plan: read, written, read again, merged with itself, copied and shown.
///
/// # Panics
/// If what is written is another envelope, or merging it with itself changes it.
pub fn envelope(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(envelope) = Envelope::parse(&text) else {
        return;
    };
    let written = envelope.write();
    let again = Envelope::parse(&written).map(|again| again.write());
    assert_eq!(again.as_ref(), Ok(&written));
    assert_eq!(envelope.merge(&envelope).write(), written);
    _ = envelope.copy_for(None);
    for map in envelope.maps() {
        _ = envelope.network(&map);
    }
}

/// A table of ties or people.
pub fn table(bytes: &[u8]) {
    if let Ok(import) = csv::read(bytes, false) {
        _ = csv::describe(import, bytes);
    }
    _ = csv::read(bytes, true);
}

/// A network in GraphML: read, written, read again.
///
/// # Panics
/// If what is written cannot be read.
pub fn graphml(bytes: &[u8]) {
    if let Ok(import) = markup::read(bytes) {
        let written = markup::write(&import.network);
        assert!(markup::read(written.as_bytes()).is_ok(), "{written}");
    }
}

//! What the site says of each shipped model before anything runs: `www/models.json` (for the embed
//! builder and as alternative text) and `www/models/ID.svg` (the picture that stands where the
//! element is not ready or cannot be). They are the engine's own results, and go stale with them.

use early_action_engine::evidence;
use early_action_engine::model::{Model, Overrides, Parameter};
use early_action_engine::study::Study;
use early_action_present::charts::{self, Canvas};
use early_action_present::metrics::SystemUi;
use early_action_present::of_model::{frame_of, words_of};
use early_action_present::palette::Palette;
use early_action_present::{Words, sentences, svg};
use serde_json::{Value, json};
use std::path::PathBuf;

const SIZE: (f64, f64) = (640.0, 360.0);

fn site() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../www")
}

/// A figure that the builder offers: its name, its words, what stands in it now.
fn control(words: &Words, parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "label": words.label("parameter", &parameter.name),
        "unit": parameter.unit,
        "centre": parameter.distribution.as_ref().map(|d| d.mean()),
        "range": parameter.range.map(|(low, high)| [low, high]),
    })
}

/// What is said of a model, and its picture.
fn portrait(text: &str) -> (Value, String) {
    let model = Model::parse(text).expect("a model");
    let study = Study::new(model, Overrides::default(), 1, 10_000).expect("a study");
    let appraisal = study.run().expect("an answer");
    let model = &study.model;
    let words = Words::new("en").with_model(&words_of(model));
    let frame = frame_of(&study, &appraisal, 0).expect("a comparison");
    let canvas = Canvas {
        words: &words,
        metrics: &SystemUi,
        width: SIZE.0,
        height: SIZE.1,
    };
    let scene = charts::fan(&canvas, &frame, model.price_year.as_deref());
    let controls = model
        .controls
        .iter()
        .map(|i| control(&words, &model.parameters[*i]));
    let said = json!({
        "id": model.id,
        "title": words.label("model", "title"),
        "question": words.label("model", "question"),
        "answer": sentences::answer(&words, &frame).sentence,
        "picture": { "title": scene.title, "description": scene.description },
        "controls": controls.collect::<Vec<_>>(),
    });
    (said, svg::document(&scene, Palette::Light) + "\n")
}

#[test]
fn what_the_site_says_before_anything_runs_is_what_the_engine_says() {
    let bless = std::env::var_os("EARLY_ACTION_BLESS").is_some();
    let (said, pictures): (Vec<Value>, Vec<String>) = evidence::shipped()
        .iter()
        .map(|(_, text)| portrait(text))
        .unzip();
    let mut files: Vec<(String, String)> = vec![(
        "models.json".into(),
        serde_json::to_string_pretty(&said).unwrap() + "\n",
    )];
    for ((id, _), picture) in evidence::shipped().iter().zip(pictures) {
        files.push((format!("models/{id}.svg"), picture));
    }
    for (name, now) in files {
        let path = site().join(&name);
        if bless {
            std::fs::write(&path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == now,
            "www/{name} is not what the engine says now: EARLY_ACTION_BLESS=1 writes it anew"
        );
    }
}

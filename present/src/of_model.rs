//! From the engine's model to what sentences need: its own words, and the frame of a comparison.

use crate::sentences::Frame;
use crate::words::ModelWords;
use early_action_engine::appraise::Appraisal;
use early_action_engine::model::{Model, Parameter, What};
use early_action_engine::study::Study;

/// The model's own words. What it leaves without a label is not here: [`Words`](crate::Words)
/// spaces the bare name, and knows the usual payers as they stand within a sentence.
pub fn words_of(model: &Model) -> ModelWords {
    let mut words = ModelWords::new(&model.id);
    words
        .label("model", "title", &model.title)
        .label("model", "person", &model.person)
        .label("model", "people", &model.people);
    for (name, text) in [
        ("question", &model.question),
        ("notes", &model.notes),
        ("nation", &model.nation),
    ] {
        if let Some(text) = text {
            words.label("model", name, text);
        }
    }
    for p in &model.parameters {
        label(&mut words, "parameter", &p.name, p.label.as_deref());
        for (attribute, text) in [
            ("explain", &p.explain),
            ("unit", &p.unit),
            ("assumption", &p.assumption),
            ("nation", &p.nation),
        ] {
            if let Some(text) = text {
                words.attribute("parameter", &p.name, attribute, text);
            }
        }
    }
    for s in &model.strategies {
        label(&mut words, "strategy", &s.name, s.label.as_deref());
    }
    for s in &model.states {
        label(&mut words, "state", &s.name, s.label.as_deref());
    }
    for line in &model.lines {
        let kind = if line.what.is_cost() {
            "cost"
        } else {
            "outcome"
        };
        label(&mut words, kind, &line.name, line.label.as_deref());
        if let What::Outcome {
            unit: Some(unit), ..
        } = &line.what
        {
            words.attribute(kind, &line.name, "unit", unit);
        }
    }
    words
}

fn label(words: &mut ModelWords, kind: &str, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        words.label(kind, name, text);
    }
}

/// The frame of one comparison of an appraisal.
///
/// An effect counts as known where at least one figure that says what the offer does was measured,
/// or where the model names no such figure and its threshold does not move an assumption.
pub fn frame_of<'a>(
    study: &Study,
    appraisal: &'a Appraisal,
    comparison: usize,
) -> Option<Frame<'a>> {
    let model = &study.model;
    let found = appraisal.comparisons.get(comparison)?;
    let threshold = model
        .strategies
        .iter()
        .find(|s| s.name == found.strategy)
        .and_then(|s| s.threshold);
    let mut frame = Frame::new(found, model.time.at(model.time.cycles));
    frame.people = Some(study.people());
    frame.only = appraisal.comparisons.len() == 1;
    if let Some((parameter, outcome)) = threshold {
        frame.effect_known = effect_known(model, parameter);
        frame.more_is_better = !matches!(
            model.lines[outcome].what,
            What::Outcome {
                less_is_better: true,
                ..
            }
        );
    }
    Some(frame)
}

fn effect_known(model: &Model, threshold: usize) -> bool {
    let measured = |parameter: &Parameter| parameter.evidence.as_deref() != Some("assumption");
    let mut effects = model
        .parameters
        .iter()
        .filter(|parameter| parameter.scope.is_some())
        .peekable();
    match effects.peek() {
        None => measured(&model.parameters[threshold]),
        Some(_) => effects.any(measured),
    }
}

//! What Node, tests and benches call without an element.

use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::math;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use wasm_bindgen::prelude::*;

/// The text of a shipped model, or the text itself if it is none's id.
fn model_text(id_or_text: &str) -> &str {
    let shipped = evidence::shipped().iter().find(|(id, _)| *id == id_or_text);
    shipped.map_or(id_or_text, |(_, text)| *text)
}

fn study(id_or_text: &str, seed: u64, draws: usize) -> Result<Study, Vec<Fault>> {
    let model = Model::parse(model_text(id_or_text))?;
    Study::new(model, Overrides::default(), seed, draws)
}

/// The one place where faults become a JavaScript error: one fault a line.
fn error(faults: &[Fault]) -> JsError {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    JsError::new(&lines.join("\n"))
}

/// The digest of a run of a shipped model, by its id, or of a model's text.
///
/// # Errors
/// What is wrong with the model.
#[wasm_bindgen]
pub fn run_digest(id_or_text: &str, seed: u32, draws: u32) -> Result<String, JsError> {
    let study = study(id_or_text, seed.into(), draws as usize).map_err(|f| error(&f))?;
    let mut ledger = study.ledger();
    for batch in 0..study.batches() {
        ledger.add(&study.run_batch(batch).map_err(|f| error(&[f]))?);
    }
    Ok(ledger.digest())
}

/// The bit table of the engine's functions, one `name hash` a line.
#[wasm_bindgen]
pub fn math_bits() -> String {
    let line = |(name, bits): (&str, u128)| format!("{name} {bits:032x}\n");
    math::bit_table().into_iter().map(line).collect()
}

/// Milliseconds that so many batches of a shipped model take here.
///
/// # Errors
/// What is wrong with the model.
#[wasm_bindgen]
pub fn bench_batches(id_or_text: &str, batches: u32) -> Result<f64, JsError> {
    let study = study(id_or_text, 1, 256 * batches.max(1) as usize).map_err(|f| error(&f))?;
    let begun = js_sys::Date::now();
    for batch in 0..u64::from(batches) {
        study.run_batch(batch).map_err(|f| error(&[f]))?;
    }
    Ok(js_sys::Date::now() - begun)
}

/// Milliseconds that the appraisal of so many draws takes here.
///
/// # Errors
/// What is wrong with the model.
#[wasm_bindgen]
pub fn bench_appraisal(id_or_text: &str, draws: u32) -> Result<f64, JsError> {
    let study = study(id_or_text, 1, draws as usize).map_err(|f| error(&f))?;
    let mut ledger = study.ledger();
    let mut result = study.run_batch(0).map_err(|f| error(&[f]))?;
    for batch in 0..study.batches() {
        result.batch = batch;
        ledger.add(&result);
    }
    let begun = js_sys::Date::now();
    let appraisal = study.appraise(&ledger);
    let took = js_sys::Date::now() - begun;
    // What is not used would not be computed.
    Ok(if appraisal.digest.is_empty() {
        f64::NAN
    } else {
        took
    })
}

//! People one by one as WebAssembly. Pages show cohorts and do without; this shows that they could
//! have it: the same persons in every browser, in steps that can be counted and stopped.

use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::individual::{Followed, Parts};
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::Sampling;
use wasm_bindgen::prelude::*;

/// A study of persons, of which somebody else asks for one part after the other.
#[wasm_bindgen]
pub struct Persons {
    study: Followed,
    parts: Parts,
    next: u64,
}

#[wasm_bindgen]
impl Persons {
    /// Prepares a shipped model, by its id, or a model's text; of one subgroup, if one is named.
    ///
    /// # Errors
    /// What is wrong with the model.
    #[wasm_bindgen(constructor)]
    pub fn new(
        id_or_text: &str,
        subgroup: Option<String>,
        draws: u32,
        persons: u32,
    ) -> Result<Persons, JsError> {
        let shipped = evidence::shipped().iter().find(|(id, _)| *id == id_or_text);
        let text = shipped.map_or(id_or_text, |(_, text)| *text);
        let mut model = Model::parse(text).map_err(|faults| error(&faults))?;
        if let Some(name) = subgroup {
            model
                .keep_subgroup(&name)
                .map_err(|fault| error(&[fault]))?;
        }
        let study = Followed::new(
            model,
            Overrides::default(),
            1,
            draws as usize,
            persons as usize,
            Sampling::Independent,
        );
        let study = study.map_err(|faults| error(&faults))?;
        let parts = Parts::new(&study);
        Ok(Self {
            study,
            parts,
            next: 0,
        })
    }

    /// Parts that are left.
    pub fn left(&self) -> f64 {
        (self.study.parts() - self.next) as f64
    }

    /// Follows the persons of the next part.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn step(&mut self) -> Result<(), JsError> {
        if self.next < self.study.parts() {
            let part = self.study.run_part(self.next);
            self.parts
                .add(&self.study, part.map_err(|fault| error(&[fault]))?);
            self.next += 1;
        }
        Ok(())
    }

    /// Hash of all that was found so far.
    pub fn digest(&self) -> String {
        self.parts.digest()
    }
}

/// One fault a line.
fn error(faults: &[Fault]) -> JsError {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    JsError::new(&lines.join("\n"))
}

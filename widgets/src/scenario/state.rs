//! What a person has chosen: no pixels, no DOM.

use super::Asked;
use super::link::{Link, split_set};
use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Change, Distribution, Model, Override, Overrides, Parameter};
use early_action_engine::study::Study;
use std::sync::Arc;

/// Futures that are run unless somebody asks for more.
pub const DRAWS: usize = 10_000;
/// Futures of a long run.
pub const MORE_DRAWS: usize = 100_000;
/// The model that is shown where none is named.
const DEFAULT_MODEL: &str = "family-group-conference";
/// Start of the path of a fault that means: this figure must be entered.
const MISSING: &str = "missing.";

/// A scenario: a model and what was changed in it.
#[derive(Clone)]
pub struct State {
    /// The model's text.
    pub text: Arc<str>,
    /// The model.
    pub model: Arc<Model>,
    /// The last study, compiled once; `None` until every figure that must be entered is there.
    base: Option<Study>,
    /// What was changed.
    pub overrides: Overrides,
    /// What the page around set: these are its figures, not the evidence's.
    host_set: Overrides,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: usize,
    /// Which comparison is shown.
    pub comparison: usize,
}

/// The ids that an element offers: those it lists, or its one model.
pub fn offered(asked: &Asked) -> Vec<String> {
    let listed = asked.models.as_deref().unwrap_or_default();
    let mut ids: Vec<String> = listed
        .split([' ', ',', ';'])
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect();
    if let Some(model) = &asked.model
        && !ids.contains(model)
    {
        ids.insert(0, model.clone());
    }
    if ids.is_empty() {
        ids.push(DEFAULT_MODEL.to_owned());
    }
    ids
}

/// The text of a shipped model.
///
/// # Errors
/// If there is none of that id.
pub fn shipped(id: &str) -> Result<&'static str, Fault> {
    let models = evidence::shipped();
    models
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, text)| *text)
        .ok_or_else(|| {
            let known: Vec<&str> = models.iter().map(|(id, _)| *id).collect();
            Fault::without_place(
                "model",
                format!("there is no model `{id}`"),
                format!("write one of {}", known.join(", ")),
            )
        })
}

impl State {
    /// A scenario as the page asks for it.
    ///
    /// # Errors
    /// Every fault of the model's text and of the attributes.
    pub fn new(text: &str, asked: &Asked) -> Result<Self, Vec<Fault>> {
        let model = Model::parse(text)?;
        let mut faults = Vec::new();
        let seed = number(asked.seed.as_deref(), "seed", 1, &mut faults);
        let draws = number(asked.draws.as_deref(), "draws", DRAWS as u64, &mut faults);
        let set = split_set(asked.set.as_deref().unwrap_or_default());
        let overrides = Overrides::parse(&set, &model).unwrap_or_else(|found| {
            faults.extend(found);
            Overrides::default()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let draws = usize::try_from(draws).unwrap_or(usize::MAX);
        Ok(Self {
            text: text.into(),
            model: Arc::new(model),
            base: None,
            host_set: overrides.clone(),
            overrides,
            seed,
            draws,
            comparison: 0,
        })
    }

    /// Takes over what a link says; the overrides that do not fit this model, if any.
    pub fn restore(&mut self, link: &Link) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut overrides = Overrides::default();
        for text in &link.set {
            if let Err(fault) = Override::parse(text).and_then(|o| overrides.put(o, &self.model)) {
                faults.push(fault);
            }
        }
        self.overrides = overrides;
        self.seed = link.seed;
        self.draws = link.draws;
        self.comparison = self
            .comparisons()
            .iter()
            .position(|s| self.model.strategies[*s].name == link.strategy)
            .unwrap_or(0);
        faults
    }

    /// The link to this scenario.
    pub fn link(&self) -> Link {
        let strategy = self
            .comparisons()
            .get(self.comparison)
            .map(|s| self.model.strategies[*s].name.clone());
        Link {
            model: self.model.id.clone(),
            hash: self.model.hash.clone(),
            seed: self.seed,
            draws: self.draws,
            strategy: strategy.unwrap_or_default(),
            set: self.overrides.iter().map(ToString::to_string).collect(),
        }
    }

    /// Strategies that are compared with the baseline, as indices.
    pub fn comparisons(&self) -> Vec<usize> {
        (0..self.model.strategies.len())
            .filter(|s| *s != self.model.baseline)
            .collect()
    }

    /// The study of these figures.
    ///
    /// # Errors
    /// What does not fit, and figures that are missing.
    pub fn study(&mut self) -> Result<Study, Vec<Fault>> {
        let study = match &self.base {
            Some(base) => base
                .with_draws(self.seed, self.draws)?
                .variant(self.overrides.clone())?,
            None => Study::new(
                Model::clone(&self.model),
                self.overrides.clone(),
                self.seed,
                self.draws,
            )?,
        };
        // The next one builds anew only what has moved since.
        self.base = Some(study.clone());
        Ok(study)
    }

    /// The parameters that `faults` say must be entered, as indices.
    pub fn missing(&self, faults: &[Fault]) -> Vec<usize> {
        let name = |fault: &Fault| {
            fault
                .path
                .strip_prefix(MISSING)
                .and_then(|name| self.model.parameter(name))
        };
        faults.iter().filter_map(name).collect()
    }

    /// The centre of a parameter's figure as it is now; `None` while it must be entered.
    pub fn centre(&self, parameter: &Parameter) -> Option<f64> {
        self.distribution(parameter).map(|d| d.mean())
    }

    /// A parameter's distribution as it is now, in its own price year.
    pub fn distribution(&self, parameter: &Parameter) -> Option<Distribution> {
        self.overrides.distribution(parameter).ok().flatten()
    }

    /// Whether a person has said "I know this".
    pub fn is_known(&self, name: &str) -> bool {
        matches!(
            self.overrides.get(name),
            Some(Override {
                change: Change::Fix(_),
                ..
            })
        )
    }

    /// Whether a figure is not the model's own.
    pub fn is_changed(&self, name: &str) -> bool {
        self.overrides.get(name).is_some()
    }

    /// Figures that are not the model's own.
    pub fn changed(&self) -> usize {
        self.overrides.iter().count()
    }

    /// Figures that the page around has set and nobody has changed since.
    pub fn set_by_host(&self) -> usize {
        self.host_set
            .iter()
            .filter(|set| self.overrides.get(&set.name) == Some(set))
            .count()
    }

    /// Moves a figure. What is known stays known; what is not keeps its spread.
    ///
    /// # Errors
    /// Why the figure cannot be that; nothing is changed then.
    pub fn enter(&mut self, name: &str, value: f64) -> Result<(), Fault> {
        let change = if self.is_known(name) {
            Change::Fix(value)
        } else {
            Change::Centre(value)
        };
        self.overrides.put(
            Override {
                name: name.into(),
                change,
            },
            &self.model,
        )
    }

    /// Says that a figure is known, or not known after all.
    pub fn know(&mut self, name: &str, known: bool) {
        let Some(index) = self.model.parameter(name) else {
            return;
        };
        let Some(value) = self.centre(&self.model.parameters[index]) else {
            return;
        };
        let change = if known {
            Change::Fix(value)
        } else {
            Change::Centre(value)
        };
        // The centre of a distribution can always be fixed; several shares have no padlock.
        let _ = self.overrides.put(
            Override {
                name: name.into(),
                change,
            },
            &self.model,
        );
        if !known && self.is_own_centre(index) {
            self.overrides.remove(name);
        }
    }

    fn is_own_centre(&self, index: usize) -> bool {
        let parameter = &self.model.parameters[index];
        // A figure taken back is the very same number.
        parameter.distribution.as_ref().map(Distribution::mean) == self.centre(parameter)
    }

    /// Takes a change back, to the evidence.
    pub fn reset(&mut self, name: &str) {
        self.overrides.remove(name);
    }

    /// Takes all changes back.
    pub fn reset_all(&mut self) {
        self.overrides = Overrides::default();
    }
}

fn number(text: Option<&str>, name: &str, default: u64, faults: &mut Vec<Fault>) -> u64 {
    let Some(text) = text else { return default };
    text.trim().parse().unwrap_or_else(|_| {
        faults.push(Fault::without_place(
            name,
            format!("`{text}` is not a whole number"),
            format!("write {name}=\"{default}\""),
        ));
        default
    })
}

#[cfg(test)]
mod tests;

//! What a person has chosen: no pixels, no DOM.

use super::Asked;
use super::link::{Link, Made, Said, split_set};
use early_action_engine::appraise::Appraisal;
use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Change, Distribution, Model, Override, Overrides, Parameter};
use early_action_engine::study::Study;
use early_action_present::sentences::{Marks, SetBy};
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
    /// What came with a link.
    link_set: Overrides,
    /// Those among them that the page had set on which the link was made, as it says.
    link_site: Vec<String>,
    /// Whether the model is one of the page's own.
    own_model: bool,
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
            link_set: Overrides::default(),
            link_site: Vec::new(),
            own_model: asked.text.is_some(),
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
        self.link_set = overrides.clone();
        self.link_site.clone_from(&link.by_site);
        self.overrides = overrides;
        self.seed = link.seed;
        self.draws = link.draws;
        let comparisons = self.comparisons();
        let named = comparisons
            .iter()
            .position(|s| self.model.strategies[*s].name == link.strategy);
        if named.is_none() && !link.strategy.is_empty() {
            faults.push(Fault::without_place(
                "strategy",
                format!("the model has no strategy `{}`", link.strategy),
                "the first one is shown",
            ));
        }
        self.comparison = named.unwrap_or(0);
        faults
    }

    /// Takes what a link brought for the reader's own, but for what it says that a page had set:
    /// the link was kept for them.
    pub fn adopt(&mut self) {
        for set in self.overrides.iter() {
            if !self.link_site.contains(&set.name) {
                self.link_set.remove(&set.name);
            }
        }
    }

    /// Whether everything is still as this link, taken over, left it.
    pub fn is_as_in(&self, link: &Link) -> bool {
        let own = self.link();
        self.overrides == self.link_set
            && (own.seed, own.draws) == (link.seed, link.draws)
            && (own.strategy == link.strategy || self.comparison == 0)
    }

    /// The link to this scenario, without an answer.
    pub fn link(&self) -> Link {
        let strategy = self
            .comparisons()
            .get(self.comparison)
            .map(|s| self.model.strategies[*s].name.clone());
        let is_sites = |set: &&Override| matches!(self.set_by(set), SetBy::Site | SetBy::OtherSite);
        let by_site = self.overrides.iter().filter(is_sites);
        Link {
            model: self.model.id.clone(),
            own_model: self.own_model,
            seed: self.seed,
            draws: self.draws,
            strategy: strategy.unwrap_or_default(),
            set: self.overrides.iter().map(ToString::to_string).collect(),
            by_site: by_site.map(|set| set.name.clone()).collect(),
            made: Made {
                hash: self.model.hash.clone(),
                ..Made::default()
            },
            ..Link::default()
        }
    }

    /// The link to this scenario with its answer, if `appraisal` is the whole answer to it.
    pub fn link_with(&self, appraisal: Option<&Appraisal>) -> Link {
        let mut link = self.link();
        if let Some(appraisal) = appraisal.filter(|a| self.is_answered_by(a)) {
            link.made = Made::of(appraisal);
            link.said = appraisal.comparisons.get(self.comparison).map(Said::of);
        }
        link
    }

    /// Whether this is the answer to these figures, this seed and these draws.
    pub fn is_answered_by(&self, appraisal: &Appraisal) -> bool {
        let of = &appraisal.provenance;
        let set: Vec<String> = self.overrides.iter().map(ToString::to_string).collect();
        let same_run = (of.seed, of.draws) == (self.seed, self.draws);
        same_run && of.model_hash == self.model.hash && of.overrides == set
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

    /// Who has set this figure last.
    pub fn set_by(&self, set: &Override) -> SetBy {
        if self.host_set.get(&set.name) == Some(set) {
            SetBy::Site
        } else if self.link_set.get(&set.name) != Some(set) {
            SetBy::Reader
        } else if self.link_site.contains(&set.name) {
            SetBy::OtherSite
        } else {
            SetBy::Link
        }
    }

    /// What is not the evidence's.
    pub fn marks(&self) -> Marks {
        self.marks_of(&self.overrides)
    }

    /// The same of what was changed when an answer was worked out.
    pub fn marks_of(&self, changed: &Overrides) -> Marks {
        let mut marks = Marks {
            own_model: self.own_model,
            ..Marks::default()
        };
        for set in changed.iter() {
            marks.count(self.set_by(set));
        }
        marks
    }

    /// The text of a model of the page's own.
    pub fn own_text(&self) -> Option<Arc<str>> {
        self.own_model.then(|| Arc::clone(&self.text))
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

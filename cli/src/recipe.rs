//! All that a run depends on, as text that can be written into a file and read elsewhere.

use crate::import;
use early_action_engine::fault::Fault;
use early_action_engine::individual::Followed;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::Sampling;
use early_action_engine::study::Study;
use serde_json::{Value, json};

/// Simulated futures unless somebody asks for more.
const DRAWS: usize = 10_000;

/// A model's text and everything that was asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Text of the model.
    pub model: String,
    /// Draws, if said.
    pub draws: Option<usize>,
    /// Seed.
    pub seed: u64,
    /// Whether parameters take scrambled Sobol points.
    pub sobol: bool,
    /// Overrides as written.
    pub overrides: Vec<String>,
    /// Path and text of a table of draws.
    pub draws_from: Option<(String, String)>,
    /// The only subgroup.
    pub subgroup: Option<String>,
    /// Whether every figure stands at its mean.
    pub at_means: bool,
    /// Whether nothing is discounted.
    pub undiscounted: bool,
    /// Persons in each draw, where they are followed one by one.
    pub individual: Option<usize>,
}

/// A checked model, what is changed in it, and how many draws it is run for.
struct Prepared {
    model: Model,
    overrides: Overrides,
    draws: usize,
    sampling: Sampling,
}

impl Recipe {
    /// Reads the model: what is left of it to run.
    pub fn read(&self) -> Result<Model, Vec<Fault>> {
        let mut model = Model::parse(&self.model)?;
        if let Some(name) = &self.subgroup {
            model.keep_subgroup(name).map_err(|fault| vec![fault])?;
        }
        if self.undiscounted {
            model = model.undiscounted();
        }
        Ok(model)
    }

    /// What is changed in a model.
    fn prepare(&self, model: Model) -> Result<Prepared, Vec<Fault>> {
        let mut overrides = Overrides::default();
        let rows = match &self.draws_from {
            Some((path, text)) => import::put(path, text, &model, &mut overrides)?,
            None => DRAWS,
        };
        // What is set on the command line holds against what a file brings.
        for set in Overrides::parse(&self.overrides, &model)?.iter() {
            overrides
                .put(set.clone(), &model)
                .map_err(|fault| vec![fault])?;
        }
        if self.at_means {
            overrides = overrides.at_means(&model).map_err(|fault| vec![fault])?;
        }
        let or_else = if self.at_means { 1 } else { rows };
        Ok(Prepared {
            model,
            overrides,
            draws: self.draws.unwrap_or(or_else),
            sampling: if self.sobol {
                Sampling::Sobol
            } else {
                Sampling::Independent
            },
        })
    }

    /// The cohort's study.
    pub fn study(&self) -> Result<Study, Vec<Fault>> {
        self.study_of(self.read()?)
    }

    /// As [`Recipe::study`], of a model that was read from it.
    pub fn study_of(&self, model: Model) -> Result<Study, Vec<Fault>> {
        let Prepared {
            model,
            overrides,
            draws,
            sampling,
        } = self.prepare(model)?;
        Study::new(model, overrides, self.seed, draws)?.with_sampling(sampling)
    }

    /// The study of persons.
    pub fn followed(&self, persons: usize) -> Result<Followed, Vec<Fault>> {
        let Prepared {
            model,
            overrides,
            draws,
            sampling,
        } = self.prepare(self.read()?)?;
        Followed::new(model, overrides, self.seed, draws, persons, sampling)
    }

    /// The same study, in a form in which every person can be watched.
    pub fn watched(&self, persons: usize) -> Result<Followed, Vec<Fault>> {
        let Prepared {
            model,
            overrides,
            draws,
            sampling,
        } = self.prepare(self.read()?)?;
        Followed::in_lanes(model, overrides, self.seed, draws, persons, sampling)
    }

    /// As JSON, to be read back by [`Recipe::from_json`].
    pub fn to_json(&self) -> Value {
        json!({
            "model": self.model,
            "draws": self.draws,
            "seed": self.seed.to_string(),
            "sobol": self.sobol,
            "overrides": self.overrides,
            "draws_from": self.draws_from.as_ref().map(|(path, text)| json!([path, text])),
            "subgroup": self.subgroup,
            "at_means": self.at_means,
            "undiscounted": self.undiscounted,
            "individual": self.individual,
        })
    }

    /// Reads what [`Recipe::to_json`] wrote; `None` if it is something else.
    pub fn from_json(value: &Value) -> Option<Self> {
        let size = |key: &str| match &value[key] {
            Value::Null => Some(None),
            number => number
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
                .map(Some),
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Some(Self {
            model: text(&value["model"])?,
            draws: size("draws")?,
            seed: value["seed"].as_str()?.parse().ok()?,
            sobol: value["sobol"].as_bool()?,
            overrides: value["overrides"]
                .as_array()?
                .iter()
                .map(text)
                .collect::<Option<_>>()?,
            draws_from: match &value["draws_from"] {
                Value::Null => None,
                pair => Some((text(&pair[0])?, text(&pair[1])?)),
            },
            subgroup: text(&value["subgroup"]),
            at_means: value["at_means"].as_bool()?,
            undiscounted: value["undiscounted"].as_bool()?,
            individual: size("individual")?,
        })
    }
}

//! Overrides: what `--set`, a slider, a padlock and a share link write.

use super::{Distribution, Model, Parameter, Sampled};
use crate::fault::{Fault, did_you_mean};
use crate::formula::Formula;
use std::fmt;
use std::sync::Arc;

/// How an override changes a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `name=v`: moves the centre and keeps the relative spread.
    Centre(f64),
    /// `name:=v`: fixes it.
    Fix(f64),
    /// `name~dist(...)`: replaces its distribution.
    Replace(Distribution, String),
}

/// One override.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// Parameter's name.
    pub name: String,
    /// What is changed.
    pub change: Change,
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Centre(value) => write!(f, "{}={value}", self.name),
            Change::Fix(value) => write!(f, "{}:={value}", self.name),
            Change::Replace(_, text) => write!(f, "{}~{text}", self.name),
        }
    }
}

impl Override {
    /// Reads `name=v`, `name:=v` or `name~dist(...)`.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let fault = |what: String, hint: &str| Fault::without_place(text.trim(), what, hint);
        let Some(at) = text.find([':', '=', '~']) else {
            return Err(fault(
                "this is not an override".into(),
                "write name=value, name:=value or name~beta(events = 30, of = 100)",
            ));
        };
        let (name, rest) = (text[..at].trim(), &text[at..]);
        let number = |value: &str| {
            Formula::parse(value)
                .map_err(|errors| {
                    errors
                        .into_iter()
                        .next()
                        .map_or_else(String::new, |e| e.to_string())
                })
                .and_then(|formula| formula.eval_constant().map_err(|e| e.to_string()))
                .map_err(|what| Fault::without_place(name, what, "write a number after the sign"))
        };
        let change = if let Some(value) = rest.strip_prefix(":=") {
            Change::Fix(number(value)?)
        } else if let Some(value) = rest.strip_prefix('=') {
            Change::Centre(number(value)?)
        } else if let Some(value) = rest.strip_prefix('~') {
            let value = value.trim();
            let distribution = Distribution::parse(value)
                .map_err(|f| Fault::without_place(name, f.what, f.hint))?;
            Change::Replace(distribution, value.into())
        } else {
            return Err(fault(
                "`:` alone is not an override".into(),
                "write name:=value",
            ));
        };
        Ok(Self {
            name: name.into(),
            change,
        })
    }
}

/// Overrides by parameter: the latest of a name wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides(Vec<Override>);

impl Overrides {
    /// Reads a list of overrides and checks them against the model.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse<T: AsRef<str>>(texts: &[T], model: &Model) -> Result<Self, Vec<Fault>> {
        let (mut overrides, mut faults) = (Self::default(), Vec::new());
        for text in texts {
            match Override::parse(text.as_ref()).and_then(|o| overrides.put(o, model)) {
                Ok(()) => {}
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(overrides)
        } else {
            Err(faults)
        }
    }

    /// Adds an override, in place of an earlier one of the same name.
    ///
    /// # Errors
    /// If the model has no such parameter or it cannot be so changed.
    pub fn put(&mut self, new: Override, model: &Model) -> Result<(), Fault> {
        let Some(index) = model.parameter(&new.name) else {
            let near = did_you_mean(&new.name, model.parameters.iter().map(|p| p.name.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let names: Vec<&str> = model
                        .parameters
                        .iter()
                        .map(|p| p.name.as_str())
                        .take(30)
                        .collect();
                    format!("the parameters are: {}", names.join(", "))
                }
            };
            return Err(Fault::without_place(
                &new.name,
                format!("the model has no parameter `{}`", new.name),
                hint,
            ));
        };
        apply(&model.parameters[index], Some(&new.change))?;
        self.remove(&new.name);
        self.0.push(new);
        Ok(())
    }

    /// These, and every figure that would still be uncertain at its mean: the run that a paper
    /// calls deterministic.
    ///
    /// # Errors
    /// If one of these cannot be applied.
    pub fn at_means(mut self, model: &Model) -> Result<Self, Fault> {
        for parameter in &model.parameters {
            let Some(distribution) = self.distribution(parameter)? else {
                continue;
            };
            let change = match distribution.means() {
                _ if matches!(distribution, Distribution::Fixed(_)) => continue,
                None => Change::Fix(distribution.mean()),
                Some(means) => {
                    let text: Vec<String> =
                        means.iter().map(|(n, m)| format!("{n} = {m}")).collect();
                    let fixed = Sampled::once(&parameter.name, means);
                    Change::Replace(
                        Distribution::Sampled(fixed),
                        format!("means({})", text.join(", ")),
                    )
                }
            };
            let name = parameter.name.clone();
            self.put(Override { name, change }, model)?;
        }
        Ok(self)
    }

    /// Takes an override back.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|o| o.name != name);
    }

    /// The override of a parameter, if there is one.
    pub fn get(&self, name: &str) -> Option<&Override> {
        self.0.iter().find(|o| o.name == name)
    }

    /// All overrides, in the order in which they were put.
    pub fn iter(&self) -> impl Iterator<Item = &Override> {
        self.0.iter()
    }

    /// The distribution of a parameter with its override, in its own price year; `None` if it
    /// must still be entered.
    ///
    /// # Errors
    /// If the override cannot be applied.
    pub fn distribution(&self, parameter: &Parameter) -> Result<Option<Distribution>, Fault> {
        apply(parameter, self.get(&parameter.name).map(|o| &o.change))
    }
}

fn apply(parameter: &Parameter, change: Option<&Change>) -> Result<Option<Distribution>, Fault> {
    let members = |d: &Option<Distribution>| {
        d.as_ref()
            .and_then(Distribution::members)
            .map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let own = members(&parameter.distribution);
    let fault = |what: String, hint: &str| Err(Fault::without_place(&parameter.name, what, hint));
    match change {
        None => Ok(parameter.distribution.clone()),
        Some(Change::Centre(value) | Change::Fix(value)) if own.is_some() => fault(
            format!(
                "`{}` is several figures that vary together; {value} cannot be all of them",
                parameter.name
            ),
            "replace it with ~ and a distribution of the same kind, such as name~dirichlet(...)",
        ),
        Some(Change::Fix(value)) => Ok(Some(Distribution::Fixed(*value))),
        Some(Change::Centre(value)) => match &parameter.distribution {
            None => Ok(Some(Distribution::Fixed(*value))),
            Some(distribution) => match distribution.moved_to(*value, parameter.is_share()) {
                Ok(moved) => Ok(Some(moved)),
                Err(what) => fault(what, "choose another value, or fix it with :="),
            },
        },
        Some(Change::Replace(new, _)) => match (own, members(&Some(new.clone()))) {
            (None, None) => Ok(Some(new.clone())),
            (Some(old), Some(new)) if old != new => fault(
                "the names of the figures must stay as they are".into(),
                "give the same names, in the same order",
            ),
            (Some(_), Some(_)) => Ok(Some(match (&parameter.distribution, new) {
                // The override gives new means; how they vary together is the model's.
                (Some(Distribution::Normals(_, root)), Distribution::Normals(parts, _)) => {
                    Distribution::Normals(parts.clone(), Arc::clone(root))
                }
                _ => new.clone(),
            })),
            _ => fault(
                "several shares or figures and a single figure cannot replace each other".into(),
                "use a distribution of the same kind",
            ),
        },
    }
}

//! Attributes of persons: what they differ in from the start.

use super::reader::{Expression, Reader};
use super::section::Section;
use super::value::{Key, Node};
use super::{Distribution, DrawTable, Model, PERSONS, Start, fields, figures, joint, names};
use std::sync::Arc;

/// Something in which persons differ, for life.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Name in formulas.
    pub name: String,
    /// Byte of its name in the text.
    pub place: usize,
    /// Plain words.
    pub label: Option<String>,
    /// How it is spread over persons: a single figure.
    pub distribution: Distribution,
    /// Name of its random stream.
    pub stream: String,
}

/// `[attributes.NAME]`.
pub(super) fn attributes(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    draws: &[Arc<DrawTable>],
) -> Vec<Attribute> {
    if !PERSONS {
        return Vec::new();
    }
    let read = |(key, node): &(Key, Node)| {
        let path = format!("attributes.{}", key.name);
        reader.name_is_usable(key, &path);
        let section = Section::open(reader, node, path, &fields::ATTRIBUTE);
        let text = section.text("distribution").unwrap_or("fixed(0)");
        let (at, path) = (section.start_of("distribution"), section.at("distribution"));
        let distribution = match figures::of_draws(text) {
            Some(arguments) => joint::from_table(reader, (&key.name, at, &path), arguments, draws),
            None => Distribution::parse(text)
                .map_err(|fault| reader.fault(at + 1 + fault.at, &path, fault.what, fault.hint))
                .ok(),
        };
        if distribution.as_ref().is_some_and(|d| d.members().is_some()) {
            reader.fault(
                at,
                &path,
                "an attribute is a single figure",
                "make an attribute of each figure, and join them in formulas",
            );
        }
        Attribute {
            name: key.name.clone(),
            place: key.span.start,
            label: section.text("label").map(str::to_owned),
            // A distribution that cannot be read has been reported: the name is known all the same.
            distribution: distribution.unwrap_or(Distribution::Fixed(0.0)),
            stream: section.text("use").unwrap_or(&key.name).to_owned(),
        }
    };
    file.table("attributes").iter().map(read).collect()
}

/// Reads by which factor a term's amount differs between persons: one of mean 1, so that a cohort
/// is not changed by it.
pub(super) fn spread(reader: &Reader<'_>, section: &Section<'_, '_>) -> Option<Distribution> {
    let text = section.text("spread").filter(|_| PERSONS)?;
    let (at, path) = (section.start_of("spread"), section.at("spread"));
    let distribution = Distribution::parse(text)
        .map_err(|fault| reader.fault(at + 1 + fault.at, &path, fault.what, fault.hint))
        .ok()?;
    let single = distribution.members().is_none();
    if !single || (distribution.mean() - 1.0).abs() > 1e-6 {
        reader.fault(
            at,
            &path,
            "the factor by which people differ has a mean of 1",
            "put the mean into the amount, and write log_normal(mean = 1, sd = 2)",
        );
    }
    Some(distribution)
}

impl Model {
    /// Whether persons must be followed one by one: they have attributes, or a history that a
    /// formula reads.
    pub fn follows_persons(&self) -> bool {
        if !PERSONS {
            return false;
        }
        let reads_history = |e: &&Expression| {
            let mut names = e.formula.names();
            names.any(|(name, _)| names::history(name, &self.states).is_some())
        };
        !self.attributes.is_empty() || self.expressions().iter().any(reads_history)
    }

    /// Every formula of the model.
    pub(crate) fn expressions(&self) -> Vec<&Expression> {
        let mut all: Vec<&Expression> = self.entry.number.iter().collect();
        all.extend(self.formulas.iter().map(|(_, e)| e));
        let starts = self.states.iter().map(|s| &s.start);
        for start in starts.chain(self.subgroups.iter().map(|g| &g.share)) {
            if let Start::Share(share) = start {
                all.push(share);
            }
        }
        all.extend(
            self.rows
                .iter()
                .flat_map(|r| &r.entries)
                .map(|e| &e.formula),
        );
        all.extend(
            self.places
                .iter()
                .flat_map(|p| std::iter::once(&p.number).chain(&p.need)),
        );
        all.extend(self.lines.iter().flat_map(|l| &l.terms).map(|t| &t.amount));
        all.extend(self.subgroups.iter().flat_map(|g| &g.set).map(|(_, e)| e));
        for strategy in &self.strategies {
            all.extend(strategy.set.iter().map(|(_, e)| e));
            all.extend(strategy.prices.iter().map(|p| &p.amount));
            for effect in &strategy.effects {
                all.push(&effect.amount);
                all.extend(effect.lasts.iter().chain(&effect.fades));
            }
            let levers = [&strategy.reach, &strategy.take_up, &strategy.completion];
            all.extend(levers.into_iter().flatten());
        }
        all
    }
}

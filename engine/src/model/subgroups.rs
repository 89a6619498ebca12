//! Subgroups: people who differ from the start, followed together and pooled by their shares.

use super::reader::{Expression, Reader};
use super::section::Section;
use super::value::{Key, Node, Value};
use super::{Start, fields};
use crate::fault::Fault;

/// People who differ from the others from the start.
#[derive(Clone, Debug)]
pub struct Subgroup {
    /// Name in messages and on the command line.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// Share of all people.
    pub share: Start,
    /// Age at entry, where it is not the model's.
    pub age: Option<f64>,
    /// Parameters and formulas that have another value for them.
    pub set: Vec<(String, Expression)>,
}

/// `[subgroups.NAME]`.
pub(super) fn subgroups(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<Subgroup> {
    let read = |(key, node): &(Key, Node)| {
        let path = format!("subgroups.{}", key.name);
        reader.name_is_usable(key, &path);
        let section = Section::open(reader, node, path.clone(), &fields::SUBGROUP);
        let share = match section.node("share").map(|n| &n.value) {
            Some(Value::Text(text)) if text == "rest" => Start::Rest,
            _ => section
                .expression("share")
                .map_or(Start::None, Start::Share),
        };
        let set = section.table("set").iter().filter_map(|(key, node)| {
            let expression = reader.expression(node, &format!("{path}.set.{}", key.name))?;
            Some((key.name.clone(), expression))
        });
        Subgroup {
            name: key.name.clone(),
            label: section.text("label").map(str::to_owned),
            share,
            age: section.constant("age"),
            set: set.collect(),
        }
    };
    let found: Vec<Subgroup> = file.table("subgroups").iter().map(read).collect();
    let rests = found.iter().filter(|g| matches!(g.share, Start::Rest));
    if rests.count() > 1 {
        reader.fault(
            file.start_of("subgroups"),
            "subgroups",
            "more than one subgroup takes the rest",
            "keep one share = \"rest\"",
        );
    }
    found
}

impl super::Model {
    /// Leaves only one subgroup, as if everybody were in it.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn keep_subgroup(&mut self, name: &str) -> Result<(), Fault> {
        let Some(at) = self.subgroups.iter().position(|g| g.name == name) else {
            let names = self.subgroups.iter().map(|g| g.name.as_str());
            let hint = if self.subgroups.is_empty() {
                "the model has no subgroups".to_owned()
            } else {
                let names: Vec<&str> = names.collect();
                format!("the subgroups are: {}", names.join(", "))
            };
            let what = format!("there is no subgroup `{name}`");
            return Err(Fault::without_place("subgroup", what, hint));
        };
        let mut only = self.subgroups.swap_remove(at);
        only.share = Start::Rest;
        self.subgroups = vec![only];
        // Its results are not those of the whole model.
        self.hash = format!("{}/{name}", self.hash);
        Ok(())
    }
}

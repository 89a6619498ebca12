//! Places that run out: how many there are, who holds them, and who is next.

use super::reader::{Expression, Reader};
use super::section::Section;
use super::states::state_index;
use super::value::{Key, Node, Value};
use super::{Gate, PERSONS, Row, State, Time, fields};
use crate::fault::did_you_mean;

/// Places that people wait for.
#[derive(Clone, Debug)]
pub struct Places {
    /// Name in transitions.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// How many there are; or, with a period, how many are given out in each.
    pub number: Expression,
    /// Share of the period in a cycle, where places are given out by period.
    pub per_cycle: Option<f64>,
    /// States in which a place is held; none where places are given out by period.
    pub held_in: Vec<usize>,
    /// Whose turn is first: the greatest; without it, who has waited longest.
    pub need: Option<Expression>,
}

/// `[places.NAME]`. Where `held_in` is not said, a place is held in the states to which it leads:
/// that is filled in once the transitions are known.
pub(super) fn places(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    states: &[State],
    time: &Time,
) -> Vec<Places> {
    if !PERSONS {
        return Vec::new();
    }
    let read = |(key, node): &(Key, Node)| {
        let path = format!("places.{}", key.name);
        reader.name_is_usable(key, &path);
        let section = Section::open(reader, node, path.clone(), &fields::PLACES);
        let per = section
            .duration("per")
            .map(|per| time.cycle / per.years(time.cycle));
        let held = section.names("held_in");
        if per.is_some() && section.node("held_in").is_some() {
            reader.fault(
                section.start_of("held_in"),
                &section.at("held_in"),
                "places that are given out by period are not held",
                "leave `per` out for places that people hold, or leave `held_in` out",
            );
        }
        let at = section.at("held_in");
        let held = held
            .into_iter()
            .filter_map(|(name, span)| state_index(reader, states, name, span.start, &at));
        Some(Places {
            name: key.name.clone(),
            label: section.text("label").map(str::to_owned),
            number: section.expression("number")?,
            per_cycle: per,
            held_in: held.collect(),
            need: section.expression("need"),
        })
    };
    file.table("places").iter().filter_map(read).collect()
}

/// Finds who holds places that do not say it, and places that nobody waits for.
pub(super) fn hold(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    places: &mut [Places],
    rows: &[Row],
) {
    for (index, place) in places.iter_mut().enumerate() {
        let leads: Vec<usize> = rows
            .iter()
            .filter_map(|row| row.gate.filter(|g| g.place == index))
            .map(|gate| gate.to)
            .collect();
        let path = format!("places.{}", place.name);
        if leads.is_empty() {
            let what = "nobody waits for these places";
            let hint = format!(
                "write {{ place = \"{}\" }} in a row of [transitions]",
                place.name
            );
            reader.fault(file.start_of("places"), &path, what, hint);
        }
        if place.per_cycle.is_none() && place.held_in.is_empty() {
            place.held_in = leads;
            place.held_in.sort_unstable();
            place.held_in.dedup();
        }
    }
}

/// Whether an entry of a row is a place, `{ place = "NAME" }`.
pub(super) fn is_gate(node: &Node) -> bool {
    PERSONS
        && matches!(&node.value, Value::Table(entries) if entries.iter().any(|(key, _)| key.name == "place"))
}

/// Reads `{ place = "NAME" }`.
pub(super) fn gate(
    reader: &Reader<'_>,
    node: &Node,
    path: &str,
    to: Option<usize>,
    places: &[Places],
) -> Option<Gate> {
    let section = Section::open(reader, node, path, &fields::GATE);
    let name = section.text("place")?;
    let place = places.iter().position(|p| p.name == name);
    if place.is_none() {
        let near = did_you_mean(name, places.iter().map(|p| p.name.as_str()));
        reader.fault(
            section.start_of("place"),
            &section.at("place"),
            format!("there are no places called `{name}`"),
            near.map_or_else(
                || format!("declare them: [places.{name}]"),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
    Some(Gate {
        place: place?,
        to: to?,
    })
}

//! Files of other programs as maps: GraphML and tables.

use early_action_engine::envelope::{Change, Editor, Envelope, Key, Part, Value};
use early_action_engine::fault::Fault;
use early_action_engine::network::{Date, Direction, Network, State, csv, graphml};

/// Whether a file of this name is of another program.
pub fn is_foreign(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["csv", "tsv", "txt", "graphml", "xml"].contains(&&*ending)
}

/// GraphML or a table, told apart by how it begins. Ids of people who have none in the file begin with
/// `own`, so that those of two files are never the same.
pub fn read(bytes: &[u8], own: &str) -> Result<(Envelope, Vec<String>), Vec<Fault>> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let import = if start.starts_with('<') {
        graphml::read(bytes)?
    } else if start.is_empty() {
        return Err(vec![Fault::without_place(
            "file",
            "the file is empty",
            "choose another",
        )]);
    } else {
        csv::read(bytes, false)?
    };
    let mut editor = Editor::new(Envelope::default(), "import");
    editor.change("import", &changes(&import.network, own))?;
    Ok((editor.envelope().clone(), import.notes))
}

/// A network that was read as the changes that make a map of it.
fn changes(network: &Network, own: &str) -> Vec<Change> {
    let map = &format!("{own}map");
    let id = |at: usize| format!("{own}p{at}");
    let mut changes = Vec::new();
    let mut put = |key: &Key, field: &'static str, value: Option<Value>| {
        if value.is_some() {
            changes.push(Change::Set(key.clone(), field, value));
        }
    };
    let about = Key::top(Part::Map, map);
    put(&about, "title", Some("".into()));
    if let Some(centre) = network.centre {
        put(&about, "centre", Some(id(centre).as_str().into()));
    }
    if network.kinds_declared {
        put(&about, "kinds", Some(Value::list(&network.kinds)));
    }
    for (at, person) in network.people.iter().enumerate() {
        let key = Key::of(map, Part::Person, &id(at));
        let word = |text: &Option<String>| text.as_deref().map(Value::from);
        let date = |date: &Option<Date>| date.map(|date| Value::from(date.to_string().as_str()));
        put(&key, "name", Some(person.name.as_str().into()));
        put(&key, "kind", word(&person.kind));
        put(&key, "paid", person.paid.map(Value::from));
        put(&key, "ring", person.ring.map(|ring| f64::from(ring).into()));
        put(
            &key,
            "state",
            (person.state != State::Now).then(|| person.state.name().into()),
        );
        put(
            &key,
            "direction",
            (person.direction != Direction::Both).then(|| person.direction.name().into()),
        );
        put(
            &key,
            "strength",
            (person.strength != 1.0).then(|| person.strength.into()),
        );
        put(
            &key,
            "helps",
            (!person.helps.is_empty()).then(|| Value::list(&person.helps)),
        );
        put(&key, "since", date(&person.since));
        put(&key, "until", date(&person.until));
        put(
            &key,
            "until_age",
            person.until_age.map(|age| f64::from(age).into()),
        );
        put(&key, "chosen", person.chosen.map(Value::from));
        put(&key, "stays", person.stays.map(Value::from));
        put(&key, "born", date(&person.born));
        put(
            &key,
            "through",
            person.through.map(|at| id(at).as_str().into()),
        );
    }
    for tie in &network.ties {
        let key = Key::tie(map, &id(tie.from), &id(tie.to));
        put(&key, "strength", Some(tie.strength.into()));
        put(
            &key,
            "direction",
            (tie.direction != Direction::Both).then(|| tie.direction.name().into()),
        );
    }
    for (at, group) in network.groups.iter().enumerate() {
        let key = Key::of(map, Part::Group, &format!("{own}g{at}"));
        put(&key, "name", Some(group.name.as_str().into()));
        put(
            &key,
            "members",
            Some(Value::list(group.members.iter().map(|at| id(*at)))),
        );
        put(&key, "together", group.together.then(|| true.into()));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_graphml_open_as_maps() {
        assert!(is_foreign("who is around.CSV") && is_foreign("map.graphml"));
        assert!(!is_foreign("our-notes.html") && !is_foreign("notes"));
        let table = "from,to,weight\nAnn,Bob,2\nBob,Cy,1\n";
        let (envelope, _) = read(table.as_bytes(), "").unwrap();
        let network = envelope.network("map").unwrap();
        assert_eq!((network.people.len(), network.ties.len()), (3, 2));
        let (again, _) = read(graphml::write(&network).as_bytes(), "").unwrap();
        assert_eq!(again.network("map").unwrap().people.len(), 3);
    }

    #[test]
    fn what_is_no_map_is_refused_with_its_place() {
        for bad in ["", "<!DOCTYPE x><graphml/>", "\u{0}\u{1}"] {
            let faults = read(bad.as_bytes(), "").unwrap_err();
            assert!(!faults.is_empty(), "{bad}");
        }
    }

    #[test]
    fn people_that_go_out_as_a_table_come_back() {
        let own = include_str!("../../../tests/networks/family.json");
        let own = Envelope::parse(own).unwrap();
        let network = own.network("m1").unwrap();
        let (back, _) = read(csv::people_table(&network).as_bytes(), "").unwrap();
        let back = back.network("map").unwrap();
        assert_eq!(back.people.len(), network.people.len());
        assert_eq!(back.people[1].helps, network.people[1].helps);
    }
}

//! Tables: a list of ties, a list of people, in and out.

use super::import::{Builder, COLUMNS, Import, number};
use super::model::{Direction, Network, Tie};
use crate::fault::Fault;

/// Largest table in bytes.
pub const MAX_BYTES: usize = 16_000_000;
/// Most rows of a table.
pub const MAX_ROWS: usize = 100_000;

/// What a table of ties may call its columns.
const FROM: [&str; 7] = [
    "from", "source", "sender", "ego", "tail", "node1", "person1",
];
const TO: [&str; 7] = [
    "to", "target", "receiver", "alter", "head", "node2", "person2",
];
const STRENGTH: [&str; 3] = ["weight", "strength", "value"];

/// A record of a table, and the line where it begins.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// Reads a list of ties (columns from, to and, if there, weight) or, where the first row names a
/// column `name` or `id` but none `from` and `to`, a list of people.
///
/// # Errors
/// Every fault with its line, up to twenty.
pub fn read(bytes: &[u8], directed: bool) -> Result<Import, Vec<Fault>> {
    let rows = rows(bytes)?;
    let head = head(&rows);
    let has = |names: &[&str]| head.iter().any(|cell| names.contains(&cell.as_str()));
    let mut builder = Builder::new(directed);
    if !(has(&FROM) && has(&TO)) && (has(&["name"]) || has(&["id"])) {
        people(&mut builder, &rows, &head);
    } else {
        ties(&mut builder, &rows, &head);
    }
    builder.finish()
}

/// Adds what a table of people says to a network; people who are new join it.
///
/// # Errors
/// Every fault with its line, up to twenty.
pub fn describe(import: Import, bytes: &[u8]) -> Result<Import, Vec<Fault>> {
    let rows = rows(bytes)?;
    let mut builder = Builder::onto(import);
    people(&mut builder, &rows, &head(&rows));
    builder.finish()
}

/// The records of a table, without those that are empty.
fn rows(bytes: &[u8]) -> Result<Vec<Row>, Vec<Fault>> {
    let refuse = |line, what: String, hint: &str| {
        Err(vec![Fault {
            path: "file".into(),
            line,
            column: usize::from(line > 0),
            what,
            hint: hint.into(),
        }])
    };
    if bytes.len() > MAX_BYTES {
        let what = format!(
            "the table has {} bytes, more than the {MAX_BYTES} allowed",
            bytes.len()
        );
        return refuse(0, what, "take a part of it");
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let hint = "save the table as CSV in the encoding UTF-8";
            return refuse(line, "this is not text in UTF-8".into(), hint);
        }
    };
    if let Some(at) = text.find('\0') {
        let line = 1 + text[..at].matches('\n').count();
        return refuse(
            line,
            "a table has no zero bytes".into(),
            "save it again as CSV",
        );
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => return refuse(0, format!("this is no table: {error}"), "save it as CSV"),
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == MAX_ROWS {
            let what = format!("the table has more than {MAX_ROWS} rows");
            return refuse(
                usize::try_from(line).unwrap_or(0),
                what,
                "take a part of it",
            );
        }
        rows.push(Row {
            line: usize::try_from(line).unwrap_or(0),
            cells: record
                .iter()
                .map(|cell| unguarded(cell).to_owned())
                .collect(),
        });
    }
    Ok(rows)
}

/// The separator that the first line with anything on it has most of, outside quotes.
fn delimiter(text: &str) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let (mut quoted, mut counts) = (false, [(b',', 0), (b';', 0), (b'\t', 0)]);
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    let mut best = counts[0];
    for count in counts {
        if count.1 > best.1 {
            best = count;
        }
    }
    best.0
}

fn head(rows: &[Row]) -> Vec<String> {
    let cells = rows.first().map_or(&[][..], |row| &row.cells);
    let lower = |cell: &String| cell.to_lowercase().replace(' ', "_");
    cells.iter().map(lower).collect()
}

fn ties(builder: &mut Builder, rows: &[Row], head: &[String]) {
    let column = |names: &[&str]| head.iter().position(|cell| names.contains(&cell.as_str()));
    let named = column(&FROM).zip(column(&TO));
    let ((from, to), mut strength) = match named {
        Some(ends) => (ends, column(&STRENGTH)),
        None => ((0, 1), Some(2)),
    };
    // A heading in other words shows by a third cell that is no number above one that is.
    let third = |row: usize| rows.get(row).and_then(|row| row.cells.get(2));
    let is_word = |cell: &String| !cell.is_empty() && number(cell).is_none();
    let unnamed = named.is_none()
        && third(0).is_some_and(is_word)
        && third(1).is_some_and(|cell| number(cell).is_some());
    if unnamed {
        builder
            .notes
            .push("the first row was taken for a heading".into());
    }
    if named.is_some() {
        for (at, name) in head.iter().enumerate() {
            if ![Some(from), Some(to), strength].contains(&Some(at)) && !name.is_empty() {
                builder
                    .notes
                    .push(format!("the column `{name}` was left out"));
            }
        }
    } else if rows.iter().all(|row| row.cells.len() < 3) {
        strength = None;
    }
    for row in &rows[usize::from(named.is_some() || unnamed)..] {
        let cell = |at: usize| row.cells.get(at).map_or("", String::as_str);
        let place = (row.line, 1);
        let ends = [cell(from), cell(to)].map(|name| {
            let is_there = !name.is_empty();
            is_there.then(|| builder.person(name, place)).flatten()
        });
        let written = strength.map_or("", cell);
        let strength = if written.is_empty() {
            Some(1.0)
        } else {
            builder.strength(written, place)
        };
        if row.cells.len() < 2 {
            let what = "this row has one column only";
            let hint = "separate from and to by a comma; for somebody without ties leave the second empty: Ann,";
            builder.fault(place, "row", what, hint);
        }
        if let ([Some(from), Some(to)], Some(strength)) = (ends, strength) {
            let direction = if builder.network.directed {
                Direction::Forward
            } else {
                Direction::Both
            };
            let tie = Tie {
                from,
                to,
                strength,
                direction,
            };
            builder.tie(tie, place);
        }
    }
}

fn people(builder: &mut Builder, rows: &[Row], head: &[String]) {
    let column = |name: &str| head.iter().position(|cell| cell == name);
    let Some(id) = column("id").or_else(|| column("name")) else {
        let what = "the first row names no column `name`";
        let hint = format!("write a heading of some of these: {}", COLUMNS.join(", "));
        builder.fault((1, 1), "heading", what, hint);
        return;
    };
    let columns = builder.columns(head, &[]);
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.iter().skip(1) {
        let place = (row.line, 1);
        let key = row.cells.get(id).map_or("", String::as_str);
        if key.is_empty() {
            let hint = "write who this is, or delete the row";
            builder.fault(place, "name", "this row names nobody", hint);
            continue;
        }
        if !seen.insert(key) {
            let what = format!(
                "\"{}\" stands in the table twice",
                super::import::shortened(key)
            );
            let hint = "keep one row, or tell the two apart by a column `id`";
            builder.fault(place, "name", what, hint);
            continue;
        }
        if let Some(at) = builder.person(key, place) {
            for (column, name) in &columns {
                let text = row.cells.get(*column).map_or("", String::as_str);
                builder.attribute(at, name, text, (row.line, column + 1));
            }
        }
    }
}

/// A cell that a spreadsheet would take for a formula is kept from it by an apostrophe.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'']) => rest,
        _ => cell,
    }
}

/// The people of a network as a table; a spreadsheet takes no cell of it for a formula.
pub fn people_table(network: &Network) -> String {
    let name = |at: usize| network.people[at].id.clone();
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    for (at, person) in network.people.iter().enumerate() {
        let group = network
            .groups
            .iter()
            .find(|group| group.together && group.members.contains(&at));
        let flag =
            |flag: Option<bool>| flag.map_or("", |yes| if yes { "yes" } else { "no" }).into();
        let date = |date: Option<super::Date>| date.map_or_else(String::new, |d| d.to_string());
        lines.push(
            COLUMNS
                .map(|column| match column {
                    "id" => person.id.clone(),
                    "name" => person.name.clone(),
                    "kind" => person.kind.clone().unwrap_or_default(),
                    "paid" => flag(person.paid),
                    "chosen" => flag(person.chosen),
                    "ring" => person
                        .ring
                        .map_or_else(String::new, |ring| ring.to_string()),
                    "state" => person.state.name().into(),
                    "direction" => person.direction.name().into(),
                    "strength" => person.strength.to_string(),
                    "helps" => person.helps.join("; "),
                    "since" => date(person.since),
                    "until" => date(person.until),
                    "born" => date(person.born),
                    "until_age" => person
                        .until_age
                        .map_or_else(String::new, |age| age.to_string()),
                    "stays" => person.stays.map_or_else(String::new, |p| p.to_string()),
                    "through" => person.through.map(name).unwrap_or_default(),
                    "together" => group.map_or_else(String::new, |group| group.name.clone()),
                    _ => String::new(),
                })
                .to_vec(),
        );
    }
    table(&lines)
}

/// The ties of a network as a table: from, to, weight, direction.
pub fn ties_table(network: &Network) -> String {
    let name = |at: usize| network.people[at].id.clone();
    let heading = ["from", "to", "weight", "direction"]
        .map(str::to_owned)
        .to_vec();
    let everybody = vec![true; network.people.len()];
    let ties = network.all_ties(&everybody);
    let rows = ties.iter().map(|tie| {
        vec![
            name(tie.from),
            name(tie.to),
            tie.strength.to_string(),
            tie.direction.name().into(),
        ]
    });
    table(&std::iter::once(heading).chain(rows).collect::<Vec<_>>())
}

fn table(lines: &[Vec<String>]) -> String {
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| quoted(&guarded(cell))).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

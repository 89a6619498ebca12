//! What a person reads: a table of the measures.

use early_action_engine::network::Measured;
use std::fmt::Write;

/// A table: everybody, then the whole.
pub fn measures(measured: &Measured<'_>, notes: &[String]) -> String {
    let network = measured.network;
    let mut rows = vec![
        [
            "name",
            "ties",
            "density",
            "effective size",
            "efficiency",
            "constraint",
            "go-between",
        ]
        .map(str::to_owned),
    ];
    for who in measured.members() {
        let around = measured.around(who);
        let size = around.burt.ties.map(|holes| holes.effective_size);
        rows.push([
            network.people[who].name.clone(),
            around.degree.to_string(),
            number(around.density),
            number(size),
            number(size.map(|size| size / around.degree as f64)),
            number(around.burt.ties.map(|holes| holes.constraint)),
            number(around.ego_betweenness),
        ]);
    }
    let mut text = table(&rows);
    let whole = measured.whole();
    let names = |people: &[usize]| -> String {
        let names: Vec<&str> = people
            .iter()
            .map(|who| network.people[*who].name.as_str())
            .collect();
        if names.is_empty() {
            "nobody".into()
        } else {
            names.join(", ")
        }
    };
    _ = writeln!(
        text,
        "\n{} people, {} ties, density {}",
        whole.size,
        whole.ties,
        number(whole.density)
    );
    _ = writeln!(text, "reciprocity {}", number(whole.reciprocity));
    _ = writeln!(text, "separate circles: {}", whole.parts.components.len());
    _ = writeln!(text, "without ties: {}", names(&whole.isolates));
    _ = writeln!(
        text,
        "others would be parted without: {}",
        names(&whole.parts.cut_people)
    );
    if let Some(centre) = measured.centre() {
        let name = &network.people[centre.person].name;
        let paid = &centre.paid;
        _ = writeln!(text, "\naround {name}: {}", centre.around.len());
        _ = writeln!(text, "paid to be there: {} of {}", paid.count, paid.of);
        for help in &centre.helps {
            _ = writeln!(text, "{}: {}", help.name, names(&help.givers));
        }
    }
    for note in notes {
        _ = writeln!(text, "note: {note}");
    }
    text.trim_end().to_owned()
}

/// Three digits; "not defined" where there is none.
pub fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "not defined".into(), |value| format!("{value:.3}"))
}

/// Columns as wide as they need to be, the first to the left.
pub fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            _ = if column == 0 {
                write!(text, "{cell:<width$}")
            } else {
                write!(text, "  {cell:>width$}")
            };
        }
        text.push('\n');
    }
    text
}

//! CSV as RFC 4180 has it, and safe to open.

use super::{Cell, Table};

/// What a spreadsheet takes for the beginning of a formula or a command.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '|'];

pub fn write(table: &Table) -> String {
    let mut out = String::new();
    let headings = table
        .columns
        .iter()
        .map(|column| text(&column.heading))
        .collect();
    line(&mut out, headings);
    for row in &table.rows {
        line(&mut out, row.iter().map(cell).collect());
    }
    out
}

/// Rows that are not one table, each filled up to the longest.
pub fn rows(rows: &[Vec<Cell>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for row in rows {
        let mut fields: Vec<String> = row.iter().map(cell).collect();
        fields.resize(width, String::new());
        line(&mut out, fields);
    }
    out
}

fn line(out: &mut String, fields: Vec<String>) {
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell.number {
        Some(number) if number.is_finite() => number.to_string(),
        _ => text(&cell.text),
    }
}

/// A field of text. One that begins like a formula, after any blanks, gets an apostrophe, which
/// spreadsheets read as "this is text".
fn text(value: &str) -> String {
    let first = value
        .trim_start_matches([' ', '\u{a0}', '\u{feff}'])
        .chars()
        .next();
    let risky =
        first.is_some_and(|c| FORMULA.contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c));
    let guarded = if risky {
        format!("'{value}")
    } else {
        value.to_owned()
    };
    let plain = !guarded.contains([',', '"', '\n', '\r', ';', '\t']) && guarded.trim() == guarded;
    if plain {
        guarded
    } else {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    fn csv_of(texts: &[&str]) -> String {
        let columns = vec![Column {
            heading: "What".into(),
            numeric: false,
        }];
        let rows = texts
            .iter()
            .map(|t| vec![Cell::text((*t).to_owned())])
            .collect();
        write(&Table {
            caption: String::new(),
            columns,
            rows,
        })
    }

    #[test]
    fn text_that_looks_like_a_formula_is_text() {
        assert_eq!(
            csv_of(&[
                "=1+1",
                "+44",
                "-2",
                "@SUM(A1)",
                "  =cmd|' /C calc'!A0",
                "\t=1",
                "＝1"
            ]),
            "What\r\n'=1+1\r\n'+44\r\n'-2\r\n'@SUM(A1)\r\n'  =cmd|' /C calc'!A0\r\n\"'\t=1\"\r\n'＝1\r\n"
        );
    }

    #[test]
    fn commas_quotes_and_lines_are_quoted() {
        assert_eq!(
            csv_of(&["a,b", "say \"so\"", "two\nlines"]),
            "What\r\n\"a,b\"\r\n\"say \"\"so\"\"\"\r\n\"two\nlines\"\r\n"
        );
    }

    #[test]
    fn a_negative_figure_stays_a_figure() {
        let columns = vec![Column {
            heading: "Cost".into(),
            numeric: true,
        }];
        let rows = vec![vec![Cell::money(-1_204_331.127)], vec![Cell::money(-0.0)]];
        let table = Table {
            caption: String::new(),
            columns,
            rows,
        };
        assert_eq!(write(&table), "Cost\r\n-1204331.13\r\n0\r\n");
        assert_eq!(table.rows[0][0].text, "\u{2212}£1,204,331");
    }
}

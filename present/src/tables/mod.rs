//! The table twin of every chart: the same figures, exact, for those who read rather than see, and
//! for spreadsheets.

pub(crate) mod csv;
mod lives;
mod own;
mod rests;

pub use lives::lives;
pub use own::{own_figures, two_answers};
pub use rests::rests;

use early_action_engine::appraise::{Estimate, Moved, Share, Summary};

use crate::numbers::{
    duration, exact_money, out_of_hundred, plus_minus, rounded, short_difference,
};
use crate::sentences::{Frame, moved_rows};
use crate::words::Words;

/// A table of formatted text.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows, with its unit.
    pub caption: String,
    /// The columns, from the left; the first names the rows.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it says.
    pub heading: String,
    /// Whether it holds figures, which stand flush right.
    pub numeric: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As people read it.
    pub text: String,
    /// As a spreadsheet reads it, where it is a figure.
    pub number: Option<f64>,
}

impl Cell {
    pub(crate) fn text(text: String) -> Self {
        Self { text, number: None }
    }

    pub(crate) fn number(value: f64, text: String) -> Self {
        Self {
            text,
            number: Some(value + 0.0),
        }
    }

    fn money(value: f64) -> Self {
        Self::number((value * 100.0).round() / 100.0, exact_money(value))
    }
}

impl Table {
    pub(crate) fn new(words: &Words, caption: String, columns: &[(&str, bool)]) -> Self {
        let column = |(id, numeric): &(&str, bool)| Column {
            heading: words.word(id),
            numeric: *numeric,
        };
        Self {
            caption,
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// The table as CSV, safe to open in a spreadsheet: text that would be read as a formula is
    /// marked as text; figures are plain numbers.
    pub fn to_csv(&self) -> String {
        csv::write(self)
    }
}

/// Average, and the five figures between which shares of the futures lie.
const SPREAD: [(&str, bool); 6] = [
    ("table-mean", true),
    ("table-low", true),
    ("table-lower", true),
    ("table-middle", true),
    ("table-upper", true),
    ("table-high", true),
];

fn spread(summary: &Summary) -> impl Iterator<Item = Cell> {
    [
        summary.mean,
        summary.p05,
        summary.p25,
        summary.p50,
        summary.p75,
        summary.p95,
    ]
    .into_iter()
    .map(Cell::money)
}

/// The twin of the fan chart: net cost so far at the end of each year, and who has broken even.
pub fn fan(words: &Words, frame: &Frame<'_>) -> Table {
    let mut columns = vec![("table-year", true)];
    columns.extend(SPREAD);
    columns.push(("table-broken-even", true));
    let mut table = Table::new(words, words.word("table-fan-caption"), &columns);
    let comparison = frame.comparison;
    for (at, year) in comparison.cumulative.iter().enumerate() {
        let mut row = vec![Cell::number(at as f64 + 1.0, (at + 1).to_string())];
        row.extend(spread(year));
        let value = comparison
            .break_even
            .by_year
            .get(at)
            .copied()
            .unwrap_or(0.0);
        let share = Share {
            value,
            error: comparison.chance_of_saving.error,
        };
        row.push(Cell::number(value, out_of_hundred(words, share)));
        table.rows.push(row);
    }
    table
}

/// The twin of the bars: net cost by payer.
pub fn payers(words: &Words, frame: &Frame<'_>) -> Table {
    let years = duration(words, frame.horizon_years);
    let caption = words.text("table-payers-caption", &[("years", years.into())]);
    let mut columns = vec![("table-payer", false)];
    columns.extend(SPREAD);
    let mut table = Table::new(words, caption, &columns);
    for payer in &frame.comparison.by_payer {
        let heading = words
            .label_attribute("payer", &payer.name, "heading", &[])
            .unwrap_or_else(|| words.label("payer", &payer.name));
        let mut row = vec![Cell::text(heading)];
        row.extend(spread(&payer.summary));
        table.rows.push(row);
    }
    table
}

/// The twin of the dot plot: each of the hundred futures, the best first.
pub fn futures(words: &Words, frame: &Frame<'_>) -> Table {
    let years = duration(words, frame.horizon_years);
    let caption = words.text("table-futures-caption", &[("years", years.into())]);
    let columns = [("table-future", true), ("table-net-cost", true)];
    let mut table = Table::new(words, caption, &columns);
    for (at, value) in frame.comparison.dots.iter().enumerate() {
        let rank = (at + 1).to_string();
        let shown = words.text("table-rank", &[("rank", rank.into())]);
        table.rows.push(vec![
            Cell::number(at as f64 + 1.0, shown),
            Cell::money(*value),
        ]);
    }
    table
}

/// The twin of the waterfall: every step and what it is uncertain by, no digit beyond that.
pub fn moved(words: &Words, moved: &Moved) -> Table {
    let columns = [
        ("moved-what", false),
        ("moved-amount", true),
        ("moved-margin", true),
    ];
    let mut table = Table::new(words, words.word("moved-caption"), &columns);
    for row in moved_rows(words, moved) {
        let Estimate { value, error } = row.amount;
        let margin = error.filter(|e| *e > 0.0 && value != 0.0);
        table.rows.push(vec![
            Cell::text(row.name),
            Cell::number(rounded(value, error), short_difference(words, value, error)),
            match margin {
                Some(error) => Cell::text(plus_minus(words, error)),
                None => Cell::text(words.word("moved-exact")),
            },
        ]);
    }
    table
}

/// The twin of a parameter's hill: its figures in its own unit, as `shown` formats them.
pub fn spark(
    words: &Words,
    label: &str,
    quantiles: &[f64],
    shown: impl Fn(f64) -> String,
) -> Table {
    let caption = words.text("table-spark-caption", &[("label", label.into())]);
    let columns = [("table-figure", false), ("table-value", true)];
    let mut table = Table::new(words, caption, &columns);
    let places = [
        ("table-low", 5),
        ("table-lower", 25),
        ("table-middle", 50),
        ("table-upper", 75),
        ("table-high", 95),
    ];
    for (id, at) in places {
        if let Some(value) = quantiles.get(at * quantiles.len().saturating_sub(1) / 100) {
            let figure = Cell::number(*value, shown(*value));
            table.rows.push(vec![Cell::text(words.word(id)), figure]);
        }
    }
    table
}

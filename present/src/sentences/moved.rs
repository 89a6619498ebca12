//! Why the answer moved, in words.

use early_action_engine::appraise::{Estimate, Moved, MovedStep};

use crate::numbers::{about, short_difference};
use crate::words::{Value, Words};

/// What changed most: the chart's title.
pub fn moved_finding(words: &Words, moved: &Moved) -> String {
    let change = moved.change;
    if !is_clear(change) {
        let id = if moved.steps.iter().any(|s| is_clear(s.change)) {
            "moved-finding-offset"
        } else {
            "moved-finding-none"
        };
        return words.word(id);
    }
    let with_it = |e: &Estimate| is_clear(*e) && (e.value > 0.0) == (change.value > 0.0);
    let mut along: Vec<&MovedStep> = moved.steps.iter().filter(|s| with_it(&s.change)).collect();
    // The largest first, as they come.
    let together = moved.together.filter(with_it);
    let first = (!along.is_empty()).then(|| along.remove(0));
    let others = along.iter().fold(0.0, |sum, s| sum + s.change.value.abs())
        + together.map_or(0.0, |t| t.value.abs());
    let more = if change.value > 0.0 { "more" } else { "less" };
    let amount = about(words, change.value, change.error);
    let Some(first) = first else {
        let args = [("direction", more.into()), ("amount", amount.into())];
        return words.text("moved-finding-together", &args);
    };
    let share = if moved.steps.len() == 1 {
        "only"
    } else if first.change.value.abs() >= others {
        "mostly"
    } else {
        "partly"
    };
    let label = words.label("parameter", &first.parameter);
    let args: [(&str, Value<'_>); 5] = [
        ("direction", more.into()),
        ("amount", amount.into()),
        ("share", share.into()),
        ("how", how(first).into()),
        ("figure", label.into()),
    ];
    words.text("moved-finding", &args)
}

/// How a figure was changed.
fn how(step: &MovedStep) -> &'static str {
    if step.to > step.from {
        "higher"
    } else if step.to < step.from {
        "lower"
    } else {
        "other"
    }
}

/// Whether an estimate is clear of zero by twice its Monte Carlo error.
fn is_clear(estimate: Estimate) -> bool {
    estimate.value.abs() > 2.0 * estimate.error.unwrap_or(0.0) && estimate.value != 0.0
}

/// What the chart draws, and how its steps are worked out.
pub fn moved_subtitle(words: &Words, moved: &Moved) -> String {
    let draws = crate::numbers::plain(moved.draws as f64, 0);
    words.text("moved-subtitle", &[("draws", draws.into())])
}

/// The chart in words.
pub fn describe_moved(words: &Words, moved: &Moved) -> String {
    let each: Vec<String> = moved_rows(words, moved)
        .into_iter()
        .map(|row| {
            let amount = short_difference(words, row.amount.value, row.amount.error);
            let args = [("payer", row.name.into()), ("amount", amount.into())];
            words.text("describe-payer", &args)
        })
        .collect();
    let args = [
        ("finding", moved_finding(words, moved).into()),
        ("each", words.list(&each).into()),
    ];
    words.text("describe-moved", &args)
}

/// A row of the chart and of its table.
pub struct MovedRow {
    /// What it is called.
    pub name: String,
    /// How much more or less it costs.
    pub amount: Estimate,
    /// Whether it is a whole net cost, and not a step.
    pub is_whole: bool,
}

/// Steps that have a row of their own in the chart; smaller ones are put together.
pub const MOVED_STEPS: usize = 6;

/// The model's own figures, every step, and these figures.
pub fn moved_rows(words: &Words, moved: &Moved) -> Vec<MovedRow> {
    let row = |name, amount, is_whole| MovedRow {
        name,
        amount,
        is_whole,
    };
    let mut rows = vec![row(words.word("moved-before"), moved.before, true)];
    let step = |s: &MovedStep| row(words.label("parameter", &s.parameter), s.change, false);
    rows.extend(moved.steps.iter().map(step));
    if let Some(together) = moved.together {
        rows.push(row(words.word("moved-together"), together, false));
    }
    rows.push(row(words.word("moved-after"), moved.after, true));
    rows
}

/// The same with the smallest steps in one row, where there are many.
pub fn moved_few_rows(words: &Words, moved: &Moved) -> Vec<MovedRow> {
    let mut rows = moved_rows(words, moved);
    let steps = moved.steps.len();
    if steps > MOVED_STEPS {
        let small = rows.drain(MOVED_STEPS..=steps);
        let mut sum = Estimate {
            value: 0.0,
            error: Some(0.0),
        };
        for row in small {
            sum.value += row.amount.value;
            // Errors on the same draws may all go one way.
            sum.error = Some(sum.error.unwrap_or(0.0) + row.amount.error.unwrap_or(0.0));
        }
        let count = ("count", (steps - MOVED_STEPS + 1).into());
        let name = words.text("moved-others", &[count]);
        rows.insert(
            MOVED_STEPS,
            MovedRow {
                name,
                amount: sum,
                is_whole: false,
            },
        );
    }
    rows
}

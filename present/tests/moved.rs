//! Why the answer moved, in words and as a table.

mod samples;

use early_action_engine::appraise::Moved;
use early_action_present::sentences::{MOVED_STEPS, moved_few_rows, moved_finding};
use early_action_present::{Words, tables};
use samples::{moved_by, step};

fn finding(moved: &Moved) -> String {
    moved_finding(&Words::new("en"), moved)
}

#[test]
fn the_finding_names_what_moved_the_answer_most() {
    let one = moved_by(vec![step("price", 1.0, 2.0, 420_000.0)], None, -1e6);
    assert_eq!(
        finding(&one),
        "Costs about £420,000 more because this is higher: price"
    );
    let steps = vec![
        step("price", 2.0, 1.0, -420_000.0),
        step("families", 1.0, 2.0, -100_000.0),
    ];
    assert_eq!(
        finding(&moved_by(steps, None, 1e6)),
        "Costs about £520,000 less, mostly because this is lower: price"
    );
    let steps = vec![
        step("price", 2.0, 2.0, 300_000.0),
        step("families", 1.0, 2.0, 200_000.0),
        step("years", 1.0, 2.0, 150_000.0),
    ];
    assert_eq!(
        finding(&moved_by(steps, None, 1e6)),
        "Costs about £660,000 more, above all because this is changed: price"
    );
}

#[test]
fn changes_that_cancel_and_changes_that_do_nothing_are_told_apart() {
    let mut cancel = moved_by(
        vec![
            step("price", 1.0, 2.0, 400_000.0),
            step("families", 1.0, 2.0, -399_000.0),
        ],
        None,
        1e6,
    );
    cancel.change.error = Some(2_000.0);
    assert_eq!(finding(&cancel), "The changes cancel each other out");
    let nothing = moved_by(vec![step("price", 1.0, 2.0, 0.0)], None, 1e6);
    assert_eq!(
        finding(&nothing),
        "What was changed makes no clear difference"
    );
}

#[test]
fn small_steps_share_a_row_of_the_chart_and_none_is_lost() {
    let words = Words::new("en");
    let steps = (0..10)
        .map(|at| step(&format!("p{at}"), 1.0, 2.0, 1e5 / f64::from(at + 1)))
        .collect();
    let moved = moved_by(steps, Some(-5e3), 1e6);
    let few = moved_few_rows(&words, &moved);
    assert_eq!(few.len(), MOVED_STEPS + 3);
    assert_eq!(few[MOVED_STEPS].name, "5 smaller changes");
    let sum = few
        .iter()
        .filter(|row| !row.is_whole)
        .fold(0.0, |sum, row| sum + row.amount.value);
    assert!((sum - moved.change.value).abs() < 1e-6);
}

#[test]
fn the_table_has_no_digit_beyond_the_error() {
    let words = Words::new("en");
    let mut moved = moved_by(vec![step("price", 1.0, 2.0, 421_234.0)], None, -1e6);
    moved.steps[0].change.error = Some(6_000.0);
    let table = tables::moved(&words, &moved);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[1][1].text, "£420k more");
    assert_eq!(table.rows[1][1].number, Some(420_000.0));
    assert_eq!(table.rows[1][2].text, "± £10,000");
}

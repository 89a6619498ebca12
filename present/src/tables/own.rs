//! Figures that are not the evidence's.

use super::{Cell, Table};
use crate::export::Figure;
use crate::sentences::SetBy;
use crate::words::Words;

/// The figures that one has set: what is used, and what the evidence says.
pub fn own_figures(words: &Words, by: SetBy, figures: &[Figure]) -> Table {
    let columns = [("own-figure", false), ("own-now", true), ("own-was", true)];
    let caption = words.word(&format!("set-by-{}", by.name()));
    let mut table = Table::new(words, caption, &columns);
    for figure in figures {
        let texts = [&figure.label, &figure.now, &figure.was];
        table
            .rows
            .push(texts.map(|text| Cell::text(text.clone())).into());
    }
    table
}

/// The answer that a link claims beside the one worked out here, and what each was made with:
/// version of the model, engine, register.
pub fn two_answers(
    words: &Words,
    answers: [Option<[String; 3]>; 2],
    made: [(&str, &str); 3],
) -> Table {
    let columns = [
        ("link-what", false),
        ("link-says", true),
        ("link-now", true),
    ];
    let mut table = Table::new(words, words.word("link-answers"), &columns);
    let mut row = |id: &str, then: String, now: String| {
        let texts = [words.word(id), then, now];
        table.rows.push(texts.map(Cell::text).into());
    };
    let names = ["link-cost", "link-range", "link-chance"];
    for (at, id) in names.into_iter().enumerate() {
        let text = |answer: &Option<[String; 3]>, otherwise| {
            let said = answer.as_ref().map(|texts| texts[at].clone());
            said.unwrap_or_else(|| words.word(otherwise))
        };
        let [then, now] = &answers;
        row(id, text(then, "link-silent"), text(now, "answer-waiting"));
    }
    let names = ["fact-hash", "fact-engine", "fact-register"];
    for (id, (then, now)) in names.into_iter().zip(made) {
        row(id, then.replace(',', ", "), now.replace(',', ", "));
    }
    table
}

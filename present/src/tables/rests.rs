//! What an answer rests on.

use early_action_engine::evidence::source;
use early_action_engine::model::Parameter;

use super::{Cell, Table};
use crate::export::Export;
use crate::figures;
use crate::words::Words;

/// Every figure of the model: what is used, how wide it is, what it rests on.
pub fn rests(of: &Export<'_>) -> Table {
    let words = of.words;
    let columns = [
        ("report-figure", false),
        ("report-used", true),
        ("report-range", true),
        ("report-evidence", false),
        ("report-source", false),
    ];
    let row = |parameter: &Parameter| {
        let used = of.study.overrides.distribution(parameter).ok().flatten();
        let mark = of.figures.iter().find(|f| f.name == parameter.name);
        let (evidence, sources) = match mark {
            Some(figure) => (format!("set-by-{}", figure.by.name()), String::new()),
            None => {
                let grade = figures::grade(parameter);
                (format!("evidence-{grade}"), cited(words, parameter))
            }
        };
        let texts = [
            words.label("parameter", &parameter.name),
            figures::middle(words, parameter, used.as_ref()),
            figures::range(words, parameter, used.as_ref()),
            words.word(&evidence),
            sources,
        ];
        texts.map(Cell::text).into()
    };
    let mut table = Table::new(words, words.word("report-rests-caption"), &columns);
    table.rows = of.study.model.parameters.iter().map(row).collect();
    table
}

/// Publisher and year of each source, once.
fn cited(words: &Words, parameter: &Parameter) -> String {
    let mut each: Vec<String> = Vec::new();
    for source in parameter.sources.iter().filter_map(|id| source(id)) {
        let args = [
            ("publisher", source.publisher.into()),
            ("year", source.year.into()),
        ];
        let by = words.text("report-by", &args);
        if !each.contains(&by) {
            each.push(by);
        }
    }
    each.join("; ")
}

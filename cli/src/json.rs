//! The shape of `--json`, as `docs/reference/command.md` describes it.

use early_action_engine::appraise::Appraisal;
use early_action_engine::fault::Fault;
use early_action_engine::model::Model;
use early_action_engine::model::value::{Node, Value as Tree};
use early_action_present::export::json::{self, Json};
use serde_json::{Value, json};

/// A whole answer.
pub fn answer(appraisal: &Appraisal, model: &Model, seconds: f64, undiscounted: bool) -> Json {
    let mut more = vec![("seconds".into(), seconds.into())];
    if undiscounted {
        more.push(("undiscounted".into(), true.into()));
    }
    json::answer(appraisal, model, more)
}

/// A model's tree of values as JSON.
pub fn model(tree: &Node) -> Value {
    match &tree.value {
        Tree::Number(number) => json!(number),
        Tree::Text(text) => json!(text),
        Tree::Flag(flag) => json!(flag),
        Tree::List(items) => items.iter().map(model).collect(),
        Tree::Table(entries) => {
            let entries = entries
                .iter()
                .map(|(key, item)| (key.name.clone(), model(item)));
            Value::Object(entries.collect())
        }
    }
}

/// Faults as data.
pub fn faults(faults: &[Fault]) -> Value {
    json!({ "faults": list(faults) })
}

/// What `check --json` says of a model without faults.
pub fn checked(warnings: &[Fault]) -> Value {
    json!({ "faults": [], "warnings": list(warnings) })
}

fn list(faults: &[Fault]) -> Vec<Value> {
    faults
        .iter()
        .map(|f| json!({ "path": f.path, "line": f.line, "column": f.column, "what": f.what, "hint": f.hint }))
        .collect()
}

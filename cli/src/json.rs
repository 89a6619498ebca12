//! The shape of `--json`, as `docs/reference/command.md` describes it.

use early_action_engine::appraise::{
    Appraisal, Comparison, Crossing, Named, StrategyResult, Summary, Threshold,
};
use early_action_engine::fault::Fault;
use early_action_engine::model::Model;
use early_action_engine::model::value::{Node, Value as Tree};
use serde_json::{Map, Value, json};

/// A whole answer.
pub fn answer(appraisal: &Appraisal, model: &Model, seconds: f64) -> Value {
    let p = &appraisal.provenance;
    json!({
        "model": { "id": p.model, "title": model.title, "hash": p.model_hash },
        "seed": p.seed,
        "draws": p.draws,
        "seconds": seconds,
        "strategies": appraisal.strategies.iter().map(|s| strategy(s, model)).collect::<Vec<_>>(),
        "comparisons": appraisal.comparisons.iter().map(comparison).collect::<Vec<_>>(),
        "provenance": {
            "model": p.model,
            "model_hash": p.model_hash,
            "engine": p.engine,
            "streams": p.streams,
            "register": p.register,
            "seed": p.seed,
            "draws": p.draws,
            "by_year_draws": p.by_year_draws,
            "overrides": p.overrides,
            "price_year": p.price_year,
        },
        "digest": appraisal.digest,
    })
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
    let list: Vec<Value> = faults
        .iter()
        .map(|f| json!({ "path": f.path, "line": f.line, "column": f.column, "what": f.what, "hint": f.hint }))
        .collect();
    json!({ "faults": list })
}

fn summary(s: &Summary) -> Value {
    json!({ "mean": s.mean, "sd": s.sd, "p05": s.p05, "p25": s.p25, "p50": s.p50, "p75": s.p75, "p95": s.p95, "error": s.error, "quantile_errors": s.quantile_errors })
}

fn named(list: &[Named]) -> Value {
    Value::Object(
        list.iter()
            .map(|n| (n.name.clone(), summary(&n.summary)))
            .collect::<Map<_, _>>(),
    )
}

fn strategy(s: &StrategyResult, model: &Model) -> Value {
    let label = model
        .strategies
        .iter()
        .find(|m| m.name == s.name)
        .and_then(|m| m.label.clone());
    let by_year: Vec<Value> = s
        .by_year
        .iter()
        .map(
            |y| json!({ "year": y.year, "cost": summary(&y.cost), "outcomes": named(&y.outcomes) }),
        )
        .collect();
    json!({
        "name": s.name,
        "label": label,
        "cost": summary(&s.cost),
        "outcomes": named(&s.outcomes),
        "by_payer": named(&s.by_payer),
        "by_kind": named(&s.by_kind),
        "by_line": named(&s.by_line),
        "by_year": by_year,
    })
}

fn comparison(c: &Comparison) -> Value {
    json!({
        "strategy": c.strategy,
        "baseline": c.baseline,
        "net_cost": summary(&c.net_cost),
        "outcomes": named(&c.outcomes),
        "by_payer": named(&c.by_payer),
        "by_line": named(&c.by_line),
        "cumulative": c.cumulative.iter().map(summary).collect::<Vec<_>>(),
        "chance_of_saving": { "value": c.chance_of_saving.value, "error": c.chance_of_saving.error },
        "break_even": { "by_year": c.break_even.by_year, "never": c.break_even.never },
        "threshold": c.threshold.as_ref().map(threshold),
        "verdict": c.verdict.name(),
    })
}

fn threshold(t: &Threshold) -> Value {
    let mut found = json!({
        "parameter": t.parameter,
        "outcome": t.outcome,
        "range": [t.range.0, t.range.1],
        "evidence": [t.evidence.0, t.evidence.1, t.evidence.2],
        "draws": t.draws,
    });
    match t.finding {
        Crossing::At {
            value,
            error,
            outcome,
        } => {
            found["crosses"] = true.into();
            found["value"] = value.into();
            found["error"] = error.into();
            found["outcome_difference"] = outcome.into();
        }
        Crossing::AlwaysSaves => {
            found["crosses"] = false.into();
            found["finding"] = "always saves".into();
        }
        Crossing::NeverSaves => {
            found["crosses"] = false.into();
            found["finding"] = "never saves".into();
        }
    }
    found
}

//! The JSON Schema of model files, from the engine's field table: an editor then knows every field.

use early_action_engine::model::fields::{self, Shape, Takes};
use serde_json::{Map, Value, json};

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let mut file = object(&fields::FILE);
    for (field, inner) in [
        ("model", object(&fields::MODEL)),
        ("time", object(&fields::TIME)),
        ("people", object(&fields::PEOPLE)),
        ("states", named(object(&fields::STATE))),
        ("transitions", named(named(one_of(transition())))),
        ("places", named(object(&fields::PLACES))),
        ("parameters", named(object(&fields::PARAMETER))),
        ("formulas", named(formula())),
        ("tables", named(object(&fields::TABLE))),
        ("draws", named(object(&fields::DRAWS))),
        ("correlations", named(object(&fields::CORRELATION))),
        ("attributes", named(object(&fields::ATTRIBUTE))),
        ("subgroups", named(object(&fields::SUBGROUP))),
        ("costs", named(line(&fields::COST))),
        ("outcomes", named(line(&fields::OUTCOME))),
        ("counting", object(&fields::COUNTING)),
        ("discounting", object(&fields::DISCOUNTING)),
        ("strategies", named(strategy())),
    ] {
        file["properties"][field] = inner;
    }
    file["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    file["title"] = "early-action model, format 1".into();
    file
}

fn transition() -> Vec<Value> {
    vec![
        json!({ "const": "rest" }),
        object(&fields::TRANSITION),
        object(&fields::GATE),
    ]
}

fn line(shape: &Shape) -> Value {
    let mut line = object(shape);
    line["properties"]["terms"] = list(object(&fields::TERM));
    line
}

fn strategy() -> Value {
    let mut strategy = object(&fields::STRATEGY);
    let price = object(&fields::PRICE);
    for (field, inner) in [
        ("set", named(formula())),
        ("effects", list(object(&fields::EFFECT))),
        ("price", one_of(vec![price.clone(), list(price)])),
        ("threshold", object(&fields::THRESHOLD)),
    ] {
        strategy["properties"][field] = inner;
    }
    strategy
}

fn object(shape: &Shape) -> Value {
    let properties: Map<String, Value> = shape
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), takes(field.takes)))
        .collect();
    let required = shape.fields.iter().filter(|f| f.required).map(|f| f.name);
    json!({
        "type": "object",
        "properties": properties,
        "required": required.collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn takes(takes: Takes) -> Value {
    match takes {
        Takes::Text => json!({ "type": "string" }),
        Takes::Duration => {
            json!({ "type": "string", "description": "a length of time, such as \"18 months\"" })
        }
        Takes::PriceYear => json!({ "type": "string", "description": "\"2024/25\" or \"2024\"" }),
        Takes::Constant => {
            json!({ "type": ["number", "string"], "description": "a number, or a formula without names" })
        }
        Takes::Formula => formula(),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Word(words) => json!({ "enum": words }),
        Takes::Names => list(json!({ "type": "string" })),
        Takes::Constants => list(json!({ "type": ["number", "string"] })),
        Takes::Table => json!({ "type": "object" }),
        Takes::Tables => list(json!({ "type": "object" })),
        Takes::Several(what) => json!({ "description": what }),
    }
}

fn formula() -> Value {
    json!({ "type": ["number", "string"], "description": "a number or a formula" })
}

fn named(inner: Value) -> Value {
    json!({ "type": "object", "additionalProperties": inner })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn one_of(choices: Vec<Value>) -> Value {
    json!({ "oneOf": choices })
}

//! What the self-testing page compares itself with: every model with its golden digests, published
//! results, the bit table of the engine's functions. One file, fetched by that page alone.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;

#[derive(Serialize)]
struct Expected {
    models: Vec<Model>,
    published: Vec<Case>,
    /// Name of a function and the hash of its bits.
    functions: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Model {
    id: String,
    title: String,
    /// JSON, or nothing for a shipped model, which goes by its id.
    text: Option<String>,
    digests: Vec<Digest>,
}

#[derive(Serialize)]
struct Digest {
    draws: u64,
    digest: String,
}

#[derive(Deserialize)]
struct PublishedFile {
    case: Vec<Case>,
}

/// A published result; `tests/published.toml` says what its fields mean.
#[derive(Serialize, Deserialize)]
struct Case {
    model: String,
    source: String,
    draws: u64,
    figures: Vec<Figure>,
}

#[derive(Serialize, Deserialize)]
struct Figure {
    strategy: String,
    of: String,
    is: f64,
    within: f64,
}

/// All of it, as JSON.
pub fn expected(workspace: &Workspace) -> Result<String> {
    let published: PublishedFile = toml::from_str(&read(workspace, "tests/published.toml")?)?;
    let functions = read(workspace, "engine/tests/golden/math_bits.txt")?;
    let functions = functions.lines().filter_map(|line| line.split_once(' '));
    let expected = Expected {
        models: models(workspace)?,
        published: published.case,
        functions: functions
            .map(|(name, hash)| (name.to_owned(), hash.to_owned()))
            .collect(),
    };
    Ok(serde_json::to_string(&expected)?)
}

/// The models of the golden list, in its order.
fn models(workspace: &Workspace) -> Result<Vec<Model>> {
    let mut models: Vec<Model> = Vec::new();
    for line in read(workspace, "tests/golden/digests.txt")?.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [id, draws, digest] = parts[..] else {
            continue;
        };
        if models.last().is_none_or(|model| model.id != id) {
            models.push(model(workspace, id)?);
        }
        if let Some(model) = models.last_mut() {
            let draws = draws.parse()?;
            let digest = digest.to_owned();
            model.digests.push(Digest { draws, digest });
        }
    }
    Ok(models)
}

fn model(workspace: &Workspace, id: &str) -> Result<Model> {
    let shipped = format!("engine/models/{id}.toml");
    let is_shipped = workspace.root.join(&shipped).exists();
    let file = if is_shipped {
        shipped
    } else {
        format!("tests/models/{id}.toml")
    };
    let tree: toml::Table = read(workspace, &file)?.parse().context(file)?;
    let title = tree.get("model").and_then(|model| model.get("title"));
    Ok(Model {
        id: id.to_owned(),
        title: title.and_then(|t| t.as_str()).unwrap_or(id).to_owned(),
        text: (!is_shipped)
            .then(|| serde_json::to_string(&tree))
            .transpose()?,
        digests: Vec::new(),
    })
}

fn read(workspace: &Workspace, name: &str) -> Result<String> {
    fs::read_to_string(workspace.root.join(name)).with_context(|| format!("cannot read {name}"))
}

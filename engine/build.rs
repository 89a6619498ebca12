//! Turns the evidence register into constants: every deflator, and the rows that shipped models cite.
#![allow(
    clippy::disallowed_methods,
    reason = "a build reads and writes files; the engine does not"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=evidence");
    println!("cargo::rerun-if-changed=models");
    let cited = cited(Path::new("models"))?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("deflators.rs"), deflators()?)?;
    fs::write(Path::new(&out).join("sources.rs"), sources(&cited)?)?;
    fs::write(
        Path::new(&out).join("shipped.rs"),
        shipped(Path::new(&out))?,
    )?;
    Ok(())
}

/// `SHIPPED`: id and text of every model, in the order of their names. As written where TOML can
/// be read, as JSON where it cannot.
fn shipped(out: &Path) -> Result<String, Box<dyn Error>> {
    let mut paths = Vec::new();
    for file in fs::read_dir("models")? {
        paths.push(file?.path().canonicalize()?);
    }
    paths.sort_by_key(|path| path.file_stem().map(ToOwned::to_owned));
    let mut code = String::from("const SHIPPED: &[(&str, &str)] = &[\n");
    let mut titles = String::from("const TITLES: &[(&str, &str)] = &[\n");
    for mut path in paths {
        let id = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or("a model's name")?
            .to_owned();
        let model: toml::Table = fs::read_to_string(&path)?.parse()?;
        let title = model["model"]["title"].as_str().ok_or("a model's title")?;
        writeln!(titles, "    ({id:?}, {title:?}),")?;
        if env::var_os("CARGO_FEATURE_TOML").is_none() {
            path = out.join(format!("{id}.json"));
            fs::write(&path, serde_json::to_string(&model)?)?;
        }
        writeln!(code, "    ({id:?}, include_str!({path:?})),")?;
    }
    writeln!(code, "];\n{titles}];")?;
    Ok(code)
}

/// The ids in every `source = "A"` and `source = ["A", "B"]` of the models, in order.
fn cited(models: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut ids = BTreeSet::new();
    for entry in fs::read_dir(models)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        for after in text.split("\nsource = ").skip(1) {
            let end = if after.starts_with('[') { ']' } else { '\n' };
            let value = after.split(end).next().unwrap_or_default();
            ids.extend(value.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    Ok(ids)
}

/// `FINANCIAL` and `CALENDAR`: first year of the period and index, in rising order; `FORECAST`:
/// first year of the financial year and growth in percent.
fn deflators() -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    for (kind, name) in [
        ("financial", "FINANCIAL"),
        ("calendar", "CALENDAR"),
        ("forecast", "FORECAST"),
    ] {
        writeln!(code, "const {name}: &[(u16, f64)] = &[")?;
        for row in csv::Reader::from_path("evidence/deflators.csv")?.records() {
            let row = row?;
            if &row[1] == kind {
                let index: f64 = row[2].parse()?;
                writeln!(code, "    ({}, {index:?}),", &row[0][..4])?;
            }
        }
        writeln!(code, "];")?;
    }
    Ok(code)
}

/// `SOURCES`: the cited rows, by id in rising order.
fn sources(cited: &BTreeSet<String>) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    let mut register = csv::Reader::from_path("evidence/register.csv")?;
    let columns = register.headers()?.clone();
    let mut found = BTreeMap::new();
    for row in register.records() {
        let row = row?;
        if cited.contains(&row[0]) {
            found.insert(row[0].to_owned(), row);
        }
    }
    if let Some(id) = cited.iter().find(|id| !found.contains_key(*id)) {
        return Err(format!("a model cites {id}, which is not in evidence/register.csv").into());
    }
    writeln!(code, "const SOURCES: &[Source] = &[")?;
    for row in found.values() {
        let text = |column: &str| {
            let at = columns.iter().position(|name| name == column);
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        let number = |column: &str| text(column).parse::<f64>().ok();
        let status = if text("status") == "published" {
            "Published"
        } else {
            "Claim"
        };
        writeln!(code, "    Source {{")?;
        for (field, column) in [
            ("id", "id"),
            ("name", "name"),
            ("unit", "unit"),
            ("price_year", "price_year"),
            ("geography", "geography"),
            ("population", "population"),
            ("title", "source_title"),
            ("publisher", "publisher"),
            ("year", "year"),
            ("url", "url"),
            ("place", "where_in_source"),
            ("notes", "notes"),
        ] {
            writeln!(code, "        {field}: {:?},", text(column))?;
        }
        for column in ["low", "mean", "high"] {
            writeln!(code, "        {column}: {:?},", number(column))?;
        }
        writeln!(code, "        status: Status::{status},")?;
        for column in ["derived", "secondary"] {
            writeln!(code, "        {column}: {},", text(column) == "yes")?;
        }
        writeln!(code, "    }},")?;
    }
    writeln!(code, "];")?;
    Ok(code)
}

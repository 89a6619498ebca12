//! Only licences that let a charity put the result on its pages.

use super::Report;
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};
use std::collections::BTreeMap;
use std::process::Command;

/// Permissive, or (MPL) demanding only that changes to its own files be shared. Tools that only
/// build or test keep to the same list, so that nobody has to ask which is which.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Crate>,
}

#[derive(Deserialize)]
struct Crate {
    name: String,
    license: Option<String>,
}

#[derive(Deserialize)]
struct LockFile {
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Deserialize)]
struct NpmPackage {
    license: Option<String>,
}

pub fn check(workspace: &Workspace) -> Result<Report> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "metadata",
        "--quiet",
        "--format-version=1",
        "--locked",
    ]);
    let metadata: Metadata = serde_json::from_str(&process::read(cargo)?)?;
    let lock = std::fs::read_to_string(workspace.root.join("package-lock.json"))?;
    let lock: LockFile = serde_json::from_str(&lock).context("package-lock.json")?;

    let crates = metadata
        .packages
        .into_iter()
        .map(|package| (package.name, package.license));
    let npm = lock
        .packages
        .into_iter()
        .map(|(name, package)| (name, package.license));
    let problems: Vec<String> = crates
        .chain(npm)
        .filter_map(|(name, licence)| {
            let licence = licence.unwrap_or_else(|| "no licence named".into());
            (!is_allowed(&licence)).then(|| format!("{name}: {licence}"))
        })
        .collect();
    Ok(Report::of_problems(&problems))
}

fn is_allowed(licence: &str) -> bool {
    Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|required| {
            required
                .license
                .id()
                .is_some_and(|id| ALLOWED.contains(&id.name))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_allowed_licence_and_a_sum_needs_all() {
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(is_allowed("GPL-3.0-only OR MIT"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND AGPL-3.0-only"));
        assert!(!is_allowed("no licence named"));
    }
}

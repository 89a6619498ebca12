//! What a page may cost to load: `budgets.toml` against the last build.

use crate::site::{Manifest, manifest};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;

const FILE: &str = "budgets.toml";

#[derive(Deserialize)]
struct Budgets {
    bytes: Vec<Budget>,
}

/// The most that some files may weigh together, compressed with brotli.
#[derive(Deserialize)]
pub struct Budget {
    pub name: String,
    /// Names of files; one `*` stands for any text.
    files: Vec<String>,
    /// Of these, names of files that are left out.
    #[serde(default)]
    except: Vec<String>,
    pub limit: u64,
}

/// A budget and what was used of it.
pub struct Use {
    pub budget: Budget,
    pub files: usize,
    pub raw: u64,
    pub brotli: u64,
}

pub fn uses(workspace: &Workspace) -> Result<Vec<Use>> {
    let text = std::fs::read_to_string(workspace.root.join(FILE)).context(FILE)?;
    let budgets: Budgets = toml::from_str(&text).context(FILE)?;
    let manifest = manifest(workspace)?;
    Ok(budgets
        .bytes
        .into_iter()
        .map(|budget| measure(budget, &manifest))
        .collect())
}

/// What is over its budget, or counts nothing.
pub fn problems(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(uses(workspace)?.iter().filter_map(problem).collect())
}

fn measure(budget: Budget, manifest: &Manifest) -> Use {
    let named = |patterns: &[String], name: &str| patterns.iter().any(|p| matches(p, name));
    let counted = manifest
        .iter()
        .filter(|(name, _)| named(&budget.files, name) && !named(&budget.except, name));
    let (mut files, mut raw, mut brotli) = (0, 0, 0);
    for (_, entry) in counted {
        files += 1;
        raw += entry.bytes;
        brotli += entry.brotli;
    }
    Use {
        budget,
        files,
        raw,
        brotli,
    }
}

fn problem(used: &Use) -> Option<String> {
    let Use {
        budget,
        files,
        brotli,
        ..
    } = used;
    if *files == 0 {
        return Some(format!("{}: {FILE} names no file of the site", budget.name));
    }
    (*brotli > budget.limit).then(|| {
        format!(
            "{}: {brotli} bytes, the limit is {}",
            budget.name, budget.limit
        )
    })
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Entry;

    fn used(pattern: &str, limit: u64) -> Use {
        let entry = |brotli| Entry {
            sha256: String::new(),
            bytes: 2 * brotli,
            brotli,
        };
        let manifest = Manifest::from([
            ("a.js".into(), entry(5)),
            ("a-1.wasm".into(), entry(7)),
            ("test-a.js".into(), entry(100)),
        ]);
        let budget = Budget {
            name: "test".into(),
            files: vec![pattern.into()],
            except: vec!["test-*".into()],
            limit,
        };
        measure(budget, &manifest)
    }

    #[test]
    fn a_budget_holds_up_to_its_limit() {
        assert_eq!(problem(&used("a*", 12)), None);
        assert!(
            problem(&used("a*", 11))
                .unwrap()
                .contains("12 bytes, the limit is 11")
        );
        assert_eq!(used("a-*.wasm", 9).raw, 14);
    }

    #[test]
    fn what_a_budget_leaves_out_is_not_counted() {
        assert_eq!(used("*", 12).brotli, 12);
        assert!(
            problem(&used("test-a.js", 12))
                .unwrap()
                .contains("names no file")
        );
    }

    #[test]
    fn a_budget_that_counts_nothing_is_a_mistake() {
        assert!(
            problem(&used("b.js", 12))
                .unwrap()
                .contains("names no file")
        );
    }
}

//! What every file of the repository must keep to.

use super::Report;
use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

/// Whoever reads a file should be able to keep it in mind.
const MAX_LINES: usize = 400;
const CODE: [&str; 3] = [".rs", ".ts", ".mjs"];

/// What says where or how something was written rather than what it is. Split, so that this file
/// passes its own check.
const UNWANTED: [(&str, &str, &str); 9] = [
    ("/wo", "rk/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("registry.npm", "js", "a registry's host"),
    ("index.crates", ".io", "a registry's host"),
    ("static.crates", ".io", "a registry's host"),
    ("deb.debian", ".org", "a registry's host"),
    ("coding ", "agent", "how it was written"),
    ("ai ass", "istant", "how it was written"),
];

pub fn check(workspace: &Workspace) -> Result<Report> {
    let mut list = Command::new("git");
    list.current_dir(&workspace.root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let mut problems = Vec::new();
    for name in process::read(list)?.split_terminator('\0') {
        // A file may be deleted but not yet committed so, or hold no text.
        if let Ok(text) = std::fs::read_to_string(workspace.root.join(name)) {
            problems.extend(faults(name, &text));
        }
    }
    Ok(Report::of_problems(&problems))
}

fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().filter(|line| is_code(line)).count();
    if lines > MAX_LINES && CODE.iter().any(|ending| name.ends_with(ending)) {
        faults.push(format!(
            "{name}: {lines} lines of code; split it, {MAX_LINES} is the most"
        ));
    }
    for (number, line) in text.lines().enumerate() {
        let line = line.to_lowercase();
        for (start, end, what) in UNWANTED {
            if stands_alone(&line, &[start, end].concat()) {
                faults.push(format!("{name}:{}: {what}: {start}{end}", number + 1));
            }
        }
    }
    faults
}

fn is_code(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("//")
}

/// Whether a line has this text other than at the end of a longer word or path.
fn stands_alone(line: &str, text: &str) -> bool {
    line.match_indices(text).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !".-_}".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_path_is_found_and_a_longer_path_is_not() {
        let path = ["/wo", "rk/main"].concat();
        assert_eq!(faults("a.md", &format!("see {path}")).len(), 1);
        assert_eq!(
            faults("a.md", &format!("see docs{path}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn comments_and_blank_lines_are_no_code() {
        let long = "x;\n// y\n\n".repeat(MAX_LINES);
        assert_eq!(faults("a.rs", &long), Vec::<String>::new());
        assert_eq!(faults("a.rs", &format!("{long}x;")).len(), 1);
        assert_eq!(faults("a.json", &format!("{long}x;")), Vec::<String>::new());
    }
}

//! The reference and the field table say the same, and the reference's example runs.

#![allow(
    clippy::disallowed_methods,
    reason = "a test may read files; the engine may not"
)]

use early_action_engine::model::{Model, Overrides, fields};
use early_action_engine::study::Study;

fn reference() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reference/model.md");
    std::fs::read_to_string(path).expect("the reference is in the repository")
}

/// The part of the page under the heading that names a section; sections without a heading of
/// their own are described in running text, and may be named anywhere.
fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let Some(start) = page
        .find(&format!("`{title}`"))
        .filter(|_| title.starts_with('['))
    else {
        return page;
    };
    let rest = &page[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

#[test]
fn every_field_of_the_table_is_in_its_section_of_the_reference() {
    let page = reference();
    let mut missing = Vec::new();
    for shape in fields::ALL.iter().filter(|s| s.title != "file") {
        let section = section(&page, shape.title);
        for field in shape.fields {
            let name = field.name;
            let ways = [
                format!("`{name}`"),
                format!("{name} ="),
                format!("{{ {name}"),
                format!(", {name}"),
            ];
            if !ways.iter().any(|way| section.contains(way.as_str())) {
                missing.push(format!("{}: {}", shape.title, field.name));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in docs/reference/model.md: {missing:?}"
    );
}

#[test]
fn every_section_of_the_file_has_a_heading() {
    let page = reference();
    for field in fields::FILE.fields.iter().filter(|f| f.name != "format") {
        assert!(
            page.contains(&format!("`[{}", field.name)),
            "no heading for [{}]",
            field.name
        );
    }
}

#[test]
fn every_field_in_the_reference_tables_is_in_the_field_table() {
    let page = reference();
    let known: Vec<&str> = fields::ALL
        .iter()
        .flat_map(|s| s.fields)
        .map(|f| f.name)
        .collect();
    let in_tables = page
        .lines()
        .skip_while(|l| !l.starts_with("## `[model]`"))
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let described = [
        "cycle",
        "time",
        "cycles_since_entry",
        "age",
        "cycles_in_state",
        "time_in_state",
        "name=v",
        "name:=v",
        "name~dist(...)",
        "fixed",
    ];
    let unknown: Vec<&str> = in_tables
        .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .filter(|name| !known.contains(name) && !described.contains(name))
        .filter(|name| {
            ![
                "normal",
                "log_normal",
                "beta",
                "gamma",
                "logit_normal",
                "weibull",
                "exponential",
                "uniform",
                "triangular",
                "pert",
                "dirichlet",
                "multivariate_normal",
            ]
            .contains(name)
        })
        .collect();
    assert!(
        unknown.is_empty(),
        "the reference names fields that no model can have: {unknown:?}"
    );
}

#[test]
fn the_references_example_runs_and_pays_for_what_it_says() {
    let page = reference();
    let start = page.find("```toml\n").expect("there is an example") + "```toml\n".len();
    let text = &page[start..start + page[start..].find("```").expect("the example ends")];
    let model = Model::parse(text).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let answer = Study::new(model, Overrides::default(), 1, 512)
        .expect("it compiles")
        .run()
        .expect("it runs");
    let price = answer.strategies[1]
        .by_line
        .iter()
        .find(|l| l.name == "price")
        .expect("the offer has a price");
    assert_eq!(price.summary.mean, 1500.0);
    assert!(answer.comparisons[0].threshold.is_some());
}

//! Every example of the reference runs, and gives what the page says.

mod support;

use support::*;
use toml::{Table, Value};

fn page(name: &str) -> String {
    let path = format!("{}/../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a page of the documentation")
}

/// The examples of a page, with the line where each begins.
fn examples(page: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in page.lines().enumerate() {
        match line.trim_end() {
            "```toml" => {
                inside = true;
                found.push((number + 1, String::new()));
            }
            "```" => inside = false,
            line if inside => {
                let (_, text) = found.last_mut().expect("an example has begun");
                *text += &format!("{line}\n");
            }
            _ => {}
        }
    }
    found
}

/// Headings of which there may be several: an example replaces those of the same name only.
const NAMED: [&str; 10] = [
    "states",
    "transitions",
    "parameters",
    "tables",
    "draws",
    "correlations",
    "subgroups",
    "costs",
    "outcomes",
    "strategies",
];

/// An example put into the model of the examples.
fn put(example: &str, into: &Table) -> Table {
    let mut whole = into.clone();
    for (heading, new) in example.parse::<Table>().expect("TOML") {
        match (whole.get_mut(&heading), new) {
            (Some(Value::Table(old)), Value::Table(new)) if NAMED.contains(&heading.as_str()) => {
                old.extend(new);
            }
            (_, new) => _ = whole.insert(heading, new),
        }
    }
    whole
}

/// What a line beginning with `#>` asks for: a run's arguments, a draw, what is read, and the
/// figures that it should be.
fn stated(line: &str) -> (Vec<&str>, Option<&str>, &str, Vec<&str>) {
    let mut words = line.split_whitespace().peekable();
    let (mut set, mut draw) = (vec!["--at-means"], None);
    while let Some(word) = words.next_if(|word| ["--set", "draw"].contains(word)) {
        let value = words.next().expect("a value");
        match word {
            "draw" => draw = Some(value),
            _ => set.extend([word, value]),
        }
    }
    let name = words.next().expect("a name");
    (set, draw, name, words.collect())
}

/// What is found, where it is not what is printed: within half a unit of the last digit; whole
/// numbers are meant exactly.
fn unlike(found: f64, printed: &str) -> Option<String> {
    let known: f64 = printed.parse().expect("a number");
    let decimals = printed
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    let exact = 1e-9 * known.abs().max(1.0);
    let within = match decimals {
        0 => exact,
        digits => 0.5 / 10_f64.powi(i32::try_from(digits).expect("few digits")) + exact,
    };
    ((found - known).abs() > within).then(|| found.to_string())
}

/// What the model gives in place of what a line states.
fn contradicted(file: &str, line: &str, place: &str) -> Option<String> {
    let (arguments, draw, name, known) = stated(line);
    let (strategy_name, what) = name.split_once('.').expect("STRATEGY.NAME");
    if let Some(state) = what.strip_prefix("states.") {
        let output = command(&[&["trace", file, "--json"], &arguments[1..]].concat());
        let trace: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let people = strategy(&trace, strategy_name)["states"][state].clone();
        let people = people.as_array().expect(place);
        let rows = people
            .iter()
            .zip(known.iter().filter(|word| **word != "..."));
        let wrong = rows.filter_map(|(found, known)| unlike(number(found), known));
        let wrong: Vec<String> = wrong.collect();
        let all = people.iter().map(ToString::to_string).collect::<Vec<_>>();
        let is_whole = people.len() == known.len() || known.last() == Some(&"...");
        return (!is_whole || !wrong.is_empty()).then(|| all.join(" "));
    }
    let found = match draw {
        Some(draw) => {
            let output = command(&["draws", file, "--draws", draw]);
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let heads = text.lines().next().expect(place).split(',');
            let at = heads
                .into_iter()
                .position(|head| head == name)
                .expect(place);
            let row = text.lines().last().expect(place);
            row.split(',')
                .nth(at)
                .expect(place)
                .parse()
                .expect("a number")
        }
        None => {
            let answer = run(file, &arguments);
            let of = strategy(&answer, strategy_name);
            let all = [&of["cost"], &of["by_line"][what], &of["outcomes"][what]];
            let found = match what {
                "cost" => all[0],
                _ => all[1..].iter().find(|s| !s.is_null()).unwrap_or(&all[1]),
            };
            // A line that a strategy does not have is nothing.
            found["mean"].as_f64().unwrap_or(0.0)
        }
    };
    unlike(found, known[0])
}

fn check_page(name: &str) -> usize {
    let text = page(name);
    let mut base = Table::new();
    let (mut lines, mut wrong) = (0, Vec::new());
    for (number, example) in examples(&text) {
        let place = format!("docs/{name}:{number}");
        let whole = if example.starts_with("format = 1") || example.contains("\nformat = 1") {
            example.parse::<Table>().expect(&place)
        } else {
            put(&example, &base)
        };
        let file = write("toml", whole.to_string());
        let checked = command(&["check", &file]);
        let faults = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert_eq!(checked.status.code(), Some(0), "{place}: {faults}");
        run(&file, &["--draws", "300"]);
        for line in example.lines().filter_map(|line| line.strip_prefix("#>")) {
            let found = contradicted(&file, line, &place);
            wrong.extend(found.map(|found| format!("{place}:{line}, not {found}")));
            lines += 1;
        }
        if whole.contains_key("format") && example.contains("format = 1") {
            base = whole;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    lines
}

#[test]
fn every_example_of_the_reference_gives_what_it_says() {
    assert!(check_page("reference/model.md") > 60);
}

// Case 1 of the validation notes: what the book and heemod print.
#[test]
fn the_page_from_paper_to_model_ends_with_the_papers_results() {
    let all = examples(&page("from-paper-to-model.md"));
    let text: String = all.into_iter().map(|(_, text)| text).collect();
    let file = write("toml", &text);
    let checked = command(&["check", &file]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(checked.status.code(), Some(0));
    assert!(!said.contains("warning"), "{said}");
    let stated: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("#>"))
        .collect();
    assert_eq!(stated.len(), 5);
    for line in stated {
        assert_eq!(contradicted(&file, line, line), None, "{line}");
    }
    let answer = run(&file, &["--at-means"]);
    let compared = comparison(&answer, "combination");
    let gained = number(&compared["outcomes"]["life_years"]["mean"]);
    near(
        number(&compared["net_cost"]["mean"]) / gained,
        6275.9556,
        5e-5,
    );
}

#[test]
fn every_construct_of_the_language_has_an_example() {
    let text = page("reference/model.md");
    let examples: String = examples(&text).into_iter().map(|(_, text)| text).collect();
    let words: Vec<&str> = examples
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .collect();
    let passed_over = [
        // Text for people, shown as it stands.
        "question",
        "notes",
        "nation",
        "person",
        "people",
        "explain",
        "source",
        "unit",
        // Its examples are on the page of people one by one, which no cohort can run.
        "attributes",
    ];
    let missing: Vec<&str> = early_action_engine::model::fields::ALL
        .iter()
        .flat_map(|shape| shape.fields)
        .map(|field| field.name)
        .filter(|name| !words.contains(name) && !passed_over.contains(name))
        .collect();
    assert!(missing.is_empty(), "no example has {missing:?}");
}

//! `early-action report`: one file that stands alone, and says what it should.

mod support;

use early_action_engine::evidence;
use support::*;

/// The file that a report writes.
fn report(arguments: &[&str]) -> String {
    let file = write("html", "");
    let output = command(&[&["report", "-o", &file], arguments].concat());
    let faults = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{faults}");
    std::fs::read_to_string(&file).expect("the report")
}

/// The text of a page without its tags and its style.
fn text(html: &str) -> String {
    let body = html.split("</head>").nth(1).expect("a body");
    let mut out = String::new();
    for part in body.split('<') {
        let words = part.split_once('>').map_or(part, |(_, words)| words);
        out.push_str(words);
        out.push(' ');
    }
    out.replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
}

#[test]
fn a_report_of_every_shipped_model_stands_alone() {
    for (id, _) in evidence::shipped() {
        let html = report(&[id, "--draws", "512"]);
        for foreign in [
            "<script", "src=", "href=", "url(", "@import", "<iframe", "<link", "http",
        ] {
            let found = html.split("http-equiv").collect::<String>();
            assert!(!found.contains(foreign), "{id}: {foreign}");
        }
        assert!(html.contains("default-src 'none'"), "{id}");
        let words = text(&html);
        for part in [
            "Of 100 children",
            "What it does to budgets",
            "2027/28",
            "Council, on average",
            "Worse than this in 1 of 20 futures",
            "would be out of pocket",
            "What the answer hangs on",
            "If all that makes the answer uncertain were 100 parts",
            "Knowing everything first would be worth",
            "Average extra cost or saving over 5 years if one figure is low",
            "how much less or more it would cost than on average",
            "Knowing it is worth",
            "What it rests on",
            "What it says, and what it does not",
            "Taylor et al.",
            "digest",
        ] {
            assert!(words.contains(part), "{id}: {part}");
        }
        // The command's own answer is the report's.
        let output = command(&["run", id, "--draws", "512"]);
        let answer = String::from_utf8(output.stdout).expect("UTF-8");
        let sentence = answer.lines().next().expect("an answer");
        assert!(words.contains(sentence), "{id}: {sentence}");
    }
}

#[test]
fn every_element_of_a_report_is_closed() {
    let html = report(&["family-group-conference", "--draws", "256"]);
    let mut open: Vec<String> = Vec::new();
    for tag in html
        .split('<')
        .skip(1)
        .filter_map(|part| part.split('>').next())
    {
        let name = tag.split(char::is_whitespace).next().expect("a name");
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "{tag}"),
            None if name.starts_with('!') || name == "meta" || tag.ends_with('/') => {}
            None => open.push(name.to_owned()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn figures_that_were_changed_are_marked_in_a_report() {
    let plain = text(&report(&["family-group-conference", "--draws", "256"]));
    assert!(!plain.contains("set by hand") && !plain.contains("Why the answer moved"));
    let set = ["--set", "price_per_family=3000", "--set", "families:=100"];
    let changed = text(&report(
        &[&["family-group-conference", "--draws", "256"], &set[..]].concat(),
    ));
    for part in [
        "Uses 2 figures set by hand, not the evidence.",
        "Why the answer moved",
        "With the figures as they were",
        "Your figures",
        "£3,000",
        "100 families, taken as known",
        "--set price_per_family=3000",
    ] {
        assert!(changed.contains(part), "{part}");
    }
}

#[test]
fn a_model_of_ones_own_is_marked_and_its_text_is_text() {
    let nasty = "<b>Homes</b> & \"co\" <script>alert(1)</script>";
    let model = published_text("two-states");
    let title = model.lines().find(|line| line.starts_with("title = "));
    let model = model.replace(title.expect("a title"), &format!("title = '{nasty}'"));
    let file = write("toml", &model);
    let output = command(&["check", &file]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let html = report(&[&file, "--draws", "1"]);
    assert!(!html.contains("<script") && !html.contains("<b>"));
    assert!(
        html.contains("<h1>&lt;b&gt;Homes&lt;/b&gt; &amp; "),
        "{html}"
    );
    assert!(text(&html).contains("A model of its author’s own"));
}

#[test]
fn a_report_answers_what_is_asked_beyond_the_model() {
    let asked = [
        "family-group-conference-now",
        "--draws",
        "256",
        "--strategy",
        "offer_earlier",
        "--wait",
        "0.5",
        "--wait",
        "2",
        "--inflation",
        "childrens_homes=0.07",
    ];
    let words = text(&report(&asked));
    for part in [
        "Children's homes (7 of 100 a year)",
        "later, it would cost",
        "Begun 2 years later, nobody would be left",
        "Nobody has measured the effect",
        "What follows rests on what is assumed of it",
        "What else the model compares",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let known = [
        "family-group-conference",
        "--draws",
        "256",
        "--optimism",
        "price=outsourcing:0.5",
    ];
    let words = text(&report(&known));
    assert!(
        words.contains("Family group conferences: 20.5 of 100"),
        "{words}"
    );
    assert!(words.contains("for each pound spent"));
}

#[test]
fn faults_of_a_report_are_named() {
    let fault = |arguments: &[&str]| {
        let output = command(&[&["report"], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let model = "family-group-conference";
    let file = write("html", "");
    assert!(
        fault(&[model, "-o", "/nowhere/at/all.html", "--draws", "1"]).contains("cannot be written")
    );
    assert!(fault(&[model, "-o", &file, "--strategy", "ofer"]).contains("did you mean `offer`?"));
    assert!(fault(&["no-such-model", "-o", &file]).contains("cannot be read"));
}

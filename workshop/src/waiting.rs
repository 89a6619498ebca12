//! The model with its start moved: the same window of years, the same people, another beginning.
//!
//! All starts stand in one model as strategies, so that every future is the same future for each,
//! and what is compared is starting later with starting now.

use crate::deck::WAITS;
use early_action_engine::model::Model;
use serde_json::{Map, Value, json};

/// The strategy that starts now, and the names of those that wait.
pub const NOW: &str = "start_now";
/// The strategy that never starts: the model's baseline.
pub const NEVER: &str = "never_start";

/// The name of waiting so many years.
pub fn wait(years: usize) -> String {
    format!("wait_{years}")
}

/// The model's JSON with one of its strategies started now, after each wait, and never. People go on
/// entering for as long as the longest wait, and the horizon moves by as much, so that the last of
/// them are followed as long as the model itself follows them. `None` if this is no model of that kind.
pub fn variant(text: &str, model: &Model, strategy: usize) -> Option<String> {
    let mut root: Value = serde_json::from_str(text).ok()?;
    let chosen = model.strategies.get(strategy)?;
    let baseline = model.strategies.get(model.baseline)?;
    if let Some(flow) = model.entry.flow {
        let wait = cycles(WAITS as f64 / model.time.cycle);
        let window = format!("{} cycles", model.time.cycles + wait);
        root.get_mut("time")?
            .as_object_mut()?
            .insert("horizon".into(), window.into());
        let people = root.get_mut("people")?.as_object_mut()?;
        if people.contains_key("for") {
            let longer = format!("{} cycles", flow.cycles + wait);
            people.insert("for".into(), longer.into());
        }
    }
    let strategies = root.get_mut("strategies")?.as_object_mut()?;
    let own = |name: &str| strategies.get(name).and_then(Value::as_object).cloned();
    let (mut never, mut now) = (own(&baseline.name)?, own(&chosen.name)?);
    for strategy in [&mut never, &mut now] {
        strategy.remove("baseline");
        strategy.remove("threshold");
    }
    let start = now.get("start").map_or(Some(0.0), Value::as_f64)?;
    let mut all = Map::new();
    for years in 1..=WAITS {
        let mut later = now.clone();
        later.insert("start".into(), json!(start + years as f64));
        all.insert(wait(years), later.into());
    }
    all.insert(NEVER.into(), never.into());
    now.insert("baseline".into(), true.into());
    all.insert(NOW.into(), now.into());
    *strategies = all;
    serde_json::to_string(&root).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small whole number"
)]
fn cycles(number: f64) -> usize {
    number.round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use early_action_engine::appraise::Appraisal;
    use early_action_engine::evidence;
    use early_action_engine::model::Overrides;
    use early_action_engine::study::Study;

    fn appraised(at: usize) -> (Model, Appraisal) {
        let text = &crate::shipped_json(at);
        let model = Model::parse(text).unwrap();
        let strategy = (0..model.strategies.len())
            .find(|s| *s != model.baseline)
            .unwrap();
        let later = Model::parse(&variant(text, &model, strategy).unwrap()).unwrap();
        let study = Study::new(later, Overrides::default(), 1, 512).unwrap();
        (model, study.run().unwrap())
    }

    #[test]
    fn every_shipped_model_can_wait_and_its_courses_stand_in_order() {
        for at in 0..evidence::shipped().len() {
            let (model, appraisal) = appraised(at);
            let names: Vec<&str> = appraisal
                .comparisons
                .iter()
                .map(|c| c.strategy.as_str())
                .collect();
            assert_eq!(names, ["wait_1", "wait_2", "wait_3", NEVER], "{}", model.id);
            assert!(appraisal.comparisons.iter().all(|c| c.baseline == NOW));
            let window = model.time.years() + WAITS;
            assert!(
                appraisal
                    .comparisons
                    .iter()
                    .all(|c| c.cumulative.len() == window)
            );
        }
    }

    #[test]
    fn a_longer_wait_is_a_larger_share_of_never_starting() {
        // Families enter in four years. Who waits one year leaves out the first of them, and so on:
        // a quarter, a half and three quarters of what is never offered, but for discounting and
        // for how long each is followed.
        let (_, appraisal) = appraised(0);
        let mean = |at: usize| appraisal.comparisons[at].net_cost.mean;
        let never = mean(3);
        for years in 1..=WAITS {
            let share = mean(years - 1) / never;
            let expected = years as f64 / (WAITS + 1) as f64;
            assert!(
                (share - expected).abs() < 0.1,
                "{years}: {share} of never, not {expected}"
            );
        }
    }

    #[test]
    fn what_is_no_model_makes_no_variant() {
        let text = &crate::shipped_json(0);
        let model = Model::parse(text).unwrap();
        assert_eq!(variant("[]", &model, 1), None);
        assert_eq!(variant("{", &model, 1), None);
        assert_eq!(variant(text, &model, 9), None);
    }
}

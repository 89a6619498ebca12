use super::wire::Wire;
use super::*;
use early_action_engine::appraise::Appraisal;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;

const MODEL: &str = include_str!("../../tests/small.json");
const DRAWS: usize = 1_000;

fn study() -> Study {
    Study::new(Model::parse(MODEL).unwrap(), Overrides::default(), 7, DRAWS).unwrap()
}

fn sheet(study: &Study) -> Sheet {
    Sheet {
        run: 1,
        text: MODEL.into(),
        overrides: Vec::new(),
        seed: study.seed,
        draws: study.draws,
        batches: study.batches(),
        searches: study.thresholds().len(),
    }
}

/// Runs a sheet on some desks; messages pass as bytes, as they do between page and workers.
fn run_on(desks: usize, fuel: usize) -> (Appraisal, Vec<Crossing>) {
    let study = study();
    let mut schedule = Schedule::new(desks);
    let mut places: Vec<Desk> = (0..desks).map(|_| Desk::default()).collect();
    schedule.start(sheet(&study));
    schedule.keep(1, Block(study.run_batch(0).unwrap().to_bytes()));
    let (mut appraisal, mut found) = (None, Vec::new());
    while appraisal.is_none() || found.len() < study.thresholds().len() {
        for (desk, order) in schedule.take_orders() {
            places[desk].receive(Order::from_bytes(&order.to_bytes()).unwrap());
        }
        for (desk, place) in places.iter_mut().enumerate() {
            place.work(fuel);
            while let Some(report) = place.report() {
                let report = Report::from_bytes(&report.to_bytes()).unwrap();
                if let Report::Appraisal { block, .. } = &report {
                    appraisal = Appraisal::from_bytes(&block.0);
                }
                found.extend(
                    schedule
                        .report(desk, report)
                        .map(|(_, _, crossing)| crossing),
                );
            }
        }
    }
    (appraisal.unwrap(), found)
}

#[test]
fn desks_together_give_what_one_run_gives() {
    let whole = study().run().unwrap();
    for (desks, fuel) in [(1, 1), (1, 100), (3, 2), (4, 1000)] {
        let (mut appraisal, found) = run_on(desks, fuel);
        let mut search = study().thresholds().remove(0);
        search.resolve(found[0]);
        search.put_into(&study(), &mut appraisal);
        assert_eq!(appraisal, whole, "{desks} desks");
    }
}

#[test]
fn a_closed_run_leaves_its_desks_idle() {
    let study = study();
    let mut schedule = Schedule::new(1);
    let mut desk = Desk::default();
    schedule.start(sheet(&study));
    for (_, order) in schedule.take_orders() {
        desk.receive(order);
    }
    assert_eq!(desk.work(1), Slice::More);
    schedule.close(1);
    for (_, order) in schedule.take_orders() {
        desk.receive(order);
    }
    assert_eq!(desk.work(1), Slice::Idle);
    assert!(schedule.take_orders().is_empty());
}

#[test]
fn a_message_that_is_cut_or_changed_is_refused_without_a_panic() {
    let bytes = study().run().unwrap().to_bytes();
    assert!(Appraisal::from_bytes(&bytes).is_some());
    for cut in (0..bytes.len()).step_by(97) {
        assert_eq!(Appraisal::from_bytes(&bytes[..cut]), None);
    }
    for at in (0..bytes.len()).step_by(31) {
        let mut changed = bytes.clone();
        changed[at] ^= 0xff;
        let _ = Appraisal::from_bytes(&changed);
    }
}

#[test]
fn a_bad_model_is_reported_with_its_faults() {
    let mut desk = Desk::default();
    let order = Order::Open {
        run: 3,
        text: "format = 2".into(),
        overrides: Vec::new(),
        seed: 1,
        draws: 10,
    };
    desk.receive(order);
    assert!(matches!(desk.report(), Some(Report::Faults { run: 3, faults }) if !faults.is_empty()));
}

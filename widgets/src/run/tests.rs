use super::wire::Wire;
use super::*;
use crate::scenario::state::MORE_DRAWS;
use early_action_engine::appraise::Appraisal;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use std::collections::BTreeMap;

const MODEL: &str = include_str!("../../tests/small.json");
const DRAWS: usize = 1_000;
const CHANGED: &str = "risk=0.4";

fn study() -> Study {
    let model = Model::parse(MODEL).unwrap();
    let overrides = Overrides::parse(&[CHANGED], &model).unwrap();
    Study::new(model, overrides, 7, DRAWS).unwrap()
}

fn sheet(study: &Study) -> Sheet {
    Sheet {
        run: 1,
        text: MODEL.into(),
        overrides: vec![CHANGED.into()],
        seed: study.seed,
        draws: study.draws,
        batches: study.batches(),
        searches: study.thresholds().len(),
        explains: study.moved().is_some(),
    }
}

/// Why the answer moved, as one run finds it.
fn explained() -> Vec<Moved> {
    let (study, mut found) = (study(), None);
    let mut job = study.moved().expect("a figure is changed");
    while found.is_none() {
        found = job.advance(&study, 1000).expect("every variant runs");
    }
    found.unwrap_or_default()
}

/// A run on desks that come and go; messages pass as bytes, as they do between page and workers.
struct Office {
    schedule: Schedule,
    desks: BTreeMap<usize, Desk>,
    appraisal: Option<Appraisal>,
    found: Vec<Crossing>,
    moved: Option<Vec<Moved>>,
    /// Every order that was sent.
    sent: Vec<(usize, Order)>,
}

impl Office {
    fn open(desks: usize) -> Self {
        let mut office = Self {
            schedule: Schedule::default(),
            desks: BTreeMap::new(),
            appraisal: None,
            found: Vec::new(),
            moved: None,
            sent: Vec::new(),
        };
        let study = study();
        office.schedule.start(sheet(&study));
        let first = Block(study.run_batch(0).unwrap().to_bytes());
        office.schedule.keep_first(1, first);
        (0..desks).for_each(|desk| office.join(desk));
        office
    }

    fn join(&mut self, desk: usize) {
        self.desks.insert(desk, Desk::default());
        self.schedule.join(desk);
        self.send();
    }

    fn lose(&mut self, desk: usize) {
        self.desks.remove(&desk);
        self.schedule.lose(desk);
        self.send();
    }

    fn send(&mut self) {
        for (desk, order) in self.schedule.take_orders() {
            let received = Order::from_bytes(&order.to_bytes()).unwrap();
            self.desks.get_mut(&desk).unwrap().receive(received);
            self.sent.push((desk, order));
        }
    }

    fn is_done(&self) -> bool {
        let has_found = self.found.len() == study().thresholds().len();
        self.appraisal.is_some() && has_found && self.moved.is_some()
    }

    /// Every desk works a little and reports.
    fn step(&mut self, fuel: usize) {
        for (desk, place) in &mut self.desks {
            place.work(fuel);
            while let Some(report) = place.report() {
                let report = Report::from_bytes(&report.to_bytes()).unwrap();
                if let Report::Appraisal { block, .. } = &report {
                    assert!(self.appraisal.is_none(), "appraised twice");
                    self.appraisal = Appraisal::from_bytes(&block.0);
                }
                if let Report::Explained { moved, .. } = &report {
                    assert!(self.moved.is_none(), "explained twice");
                    self.moved = Some(moved.clone());
                }
                let found = self.schedule.report(*desk, report);
                self.found.extend(found.map(|(_, _, crossing)| crossing));
            }
        }
        self.send();
    }

    fn finish(mut self, fuel: usize) -> Appraisal {
        for _ in 0..100_000 {
            if self.is_done() {
                break;
            }
            self.step(fuel);
        }
        let mut appraisal = self.appraisal.expect("it never ended");
        assert_eq!(self.moved, Some(explained()));
        let mut search = study().thresholds().remove(0);
        search.resolve(self.found[0]);
        search.put_into(&study(), &mut appraisal);
        appraisal
    }
}

#[test]
fn desks_together_give_what_one_run_gives() {
    let whole = study().run().unwrap();
    for (desks, fuel) in [(1, 1), (1, 100), (3, 2), (4, 1000)] {
        assert_eq!(Office::open(desks).finish(fuel), whole, "{desks} desks");
    }
}

/// Loses a desk after every number of steps; `then` says what follows.
fn lose_at_every_step(desks: usize, lost: usize, then: impl Fn(&mut Office)) {
    let whole = study().run().unwrap();
    for steps in 0.. {
        let mut office = Office::open(desks);
        for _ in 0..steps {
            office.step(40);
        }
        if office.is_done() {
            assert!(steps > 10);
            return;
        }
        office.lose(lost);
        then(&mut office);
        assert_eq!(office.finish(40), whole, "lost after {steps} steps");
    }
}

#[test]
fn a_lost_desk_changes_nothing_whether_it_is_replaced_or_not() {
    lose_at_every_step(3, 2, |office| office.join(2));
    lose_at_every_step(3, 1, |_| {});
}

#[test]
fn a_lost_keeper_has_its_ledger_rebuilt_elsewhere_or_in_its_place() {
    lose_at_every_step(3, 0, |office| office.join(0));
    lose_at_every_step(2, 0, |_| {});
    lose_at_every_step(1, 0, |office| {
        office.step(40);
        office.join(0);
    });
}

#[test]
fn when_the_last_desk_is_lost_another_takes_over_and_gives_back_what_is_left() {
    let page = usize::MAX;
    lose_at_every_step(1, 0, |office| {
        office.join(page);
        office.step(3);
        // A worker comes late.
        office.lose(page);
        office.join(1);
    });
}

#[test]
fn what_a_lost_desk_held_is_handed_out_again_once() {
    let mut office = Office::open(2);
    let is_batch = |order: &Order| matches!(order, Order::Batch { .. });
    let held: Vec<Order> = office
        .sent
        .iter()
        .filter(|(desk, o)| *desk == 0 && is_batch(o))
        .map(|(_, o)| o.clone())
        .collect();
    assert_eq!(held.len(), 2);
    // The searcher is lost: only its search is done again, and nothing that the keeper has.
    office.lose(1);
    office.join(1);
    for _ in 0..10_000 {
        office.step(16);
    }
    for order in held {
        let times = office
            .sent
            .iter()
            .filter(|(_, sent)| *sent == order)
            .count();
        assert_eq!(times, 1, "{order:?}");
    }
    let searches = office
        .sent
        .iter()
        .filter(|(_, o)| matches!(o, Order::Search { .. }));
    assert_eq!(searches.count(), 2);
}

#[test]
fn a_run_waits_for_the_first_desk() {
    let mut office = Office::open(0);
    assert!(office.sent.is_empty());
    office.join(5);
    assert_eq!(office.finish(100), study().run().unwrap());
}

#[test]
fn a_page_takes_its_own_models_with_the_most_futures_that_it_offers() {
    for (id, text) in early_action_engine::evidence::shipped() {
        let model = Model::parse(text).unwrap();
        // Some models ask for a figure before they can be run.
        if let Ok(study) = Study::new(model, Overrides::default(), 1, MORE_DRAWS) {
            assert_eq!(limits::check(&study), Ok(()), "{id}");
        }
    }
}

#[test]
fn a_run_that_is_too_much_for_a_page_is_refused_with_the_most_that_is_not() {
    let study = study();
    let (mut most, mut draws) = (0, DRAWS);
    while let Ok(larger) = study.with_draws(1, draws) {
        if let Err(fault) = limits::check(&larger) {
            assert_eq!(fault.path, "draws");
            let advice = fault.hint.split(' ').nth(1).unwrap();
            most = advice.parse().unwrap();
            break;
        }
        draws += draws / 4;
    }
    assert!(most > DRAWS);
    let check = |draws| limits::check(&study.with_draws(1, draws).unwrap());
    assert_eq!(check(most), Ok(()));
    assert!(check(most + 1).is_err());
}

#[test]
fn a_closed_run_leaves_its_desks_idle() {
    let study = study();
    let mut schedule = Schedule::default();
    let mut desk = Desk::default();
    schedule.join(0);
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

//! The page's own engine: one for all elements.
//!
//! Batch 0 is run here, so that a first answer waits for nobody. The rest goes to workers; where
//! there are none, to a desk on the page, in slices.

use super::pump::Pump;
use crate::run::wire::Wire;
use crate::run::{Block, Desk, Order, Report, RunId, Schedule, Sheet, Slice};
use early_action_engine::appraise::{Appraisal, Crossing};
use early_action_engine::fault::Fault;
use early_action_engine::random::BATCH;
use early_action_engine::simulate::BatchResult;
use early_action_engine::study::Study;
use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What a run tells its element.
#[derive(Clone, Debug)]
pub enum Event {
    /// The first 256 futures.
    First(Box<Appraisal>),
    /// So much of the run is done, 0 to 1.
    Progress(f64),
    /// All futures and what would have to be true.
    Settled(Box<Appraisal>),
    /// These figures cannot be run.
    Faults(Vec<Fault>),
}

type Tell = Rc<dyn Fn(Event)>;

struct Running {
    sheet: Sheet,
    study: Study,
    /// Whether all of its futures are being run: not before they are asked for, and not once they
    /// have been.
    whole: bool,
    first: Option<Block>,
    found: Vec<(usize, Crossing)>,
    appraisal: Option<Box<Appraisal>>,
    tell: Tell,
}

/// Where the work is done.
enum Rung {
    /// The workers have not answered yet.
    Waiting,
    /// In workers: this function posts to them.
    Workers(Function),
    /// Here, in slices.
    Here,
}

struct Page {
    rung: Rung,
    /// Runs batch 0 of every run.
    first: Desk,
    /// Does the rest where there are no workers.
    here: Desk,
    schedule: Schedule,
    runs: BTreeMap<RunId, Running>,
    next: RunId,
    pump: Option<Pump>,
    /// To be told once nothing is borrowed any more: whoever hears may begin the next run.
    news: Vec<(Tell, Event)>,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::new(Page {
        rung: Rung::Waiting,
        first: Desk::default(),
        here: Desk::default(),
        schedule: Schedule::new(1),
        runs: BTreeMap::new(),
        next: 1,
        pump: Pump::new(turn),
        news: Vec::new(),
    });
}

/// Does something with the page's engine, then sends what is to be sent and tells what is new.
fn with<T>(act: impl FnOnce(&mut Page) -> T) -> T {
    let (result, news) = PAGE.with_borrow_mut(|page| {
        let result = act(page);
        page.send();
        (result, std::mem::take(&mut page.news))
    });
    for (tell, event) in news {
        tell(event);
    }
    result
}

/// A run that goes on until this is dropped.
pub struct RunHandle(RunId);

impl RunHandle {
    /// Goes on from the first futures to all of them.
    pub fn complete(&self) {
        with(|page| page.complete(self.0));
    }
}

impl Drop for RunHandle {
    fn drop(&mut self) {
        with(|page| page.end(self.0));
    }
}

/// Begins a run with its first futures: batch 0.
pub fn begin(study: Study, text: &str, tell: impl Fn(Event) + 'static) -> RunHandle {
    with(|page| {
        let run = page.next;
        page.next += 1;
        let sheet = Sheet {
            run,
            text: text.to_owned(),
            overrides: study.overrides.iter().map(ToString::to_string).collect(),
            seed: study.seed,
            draws: study.draws,
            batches: study.batches(),
            searches: study.thresholds().len(),
        };
        page.first.open(run, study.clone());
        page.first.receive(Order::Batch { run, batch: 0 });
        let tell: Tell = Rc::new(tell);
        let running = Running {
            sheet,
            study,
            whole: false,
            first: None,
            found: Vec::new(),
            appraisal: None,
            tell,
        };
        page.runs.insert(run, running);
        page.kick();
        RunHandle(run)
    })
}

/// One step of the page's own desks; whether there may be more.
fn turn() -> bool {
    with(|page| {
        if page.first.work(1) == Slice::More {
            while let Some(report) = page.first.report() {
                page.first_reported(report);
            }
            return true;
        }
        let more = matches!(page.rung, Rung::Here) && page.here.work(1) == Slice::More;
        while let Some(report) = page.here.report() {
            page.reported(0, report);
        }
        more
    })
}

impl Page {
    fn kick(&self) {
        if let Some(pump) = &self.pump {
            pump.kick();
        }
    }

    fn send(&mut self) {
        match &self.rung {
            Rung::Waiting => {}
            Rung::Workers(post) => {
                for (desk, order) in self.schedule.take_orders() {
                    let bytes = Uint8Array::from(order.to_bytes().as_slice());
                    // A worker that is gone is noticed by its own error.
                    let _ = post.call2(&JsValue::NULL, &desk.into(), &bytes);
                }
            }
            Rung::Here => {
                let orders = self.schedule.take_orders();
                if !orders.is_empty() {
                    for (_, order) in orders {
                        self.here.receive(order);
                    }
                    self.kick();
                }
            }
        }
    }

    fn complete(&mut self, run: RunId) {
        if let Some(running) = self.runs.get_mut(&run).filter(|r| !r.whole) {
            running.whole = true;
            self.schedule.start(running.sheet.clone());
            if let Some(block) = &running.first {
                self.schedule.keep(run, block.clone());
            }
        }
    }

    fn tell(&mut self, run: RunId, event: Event) {
        if let Some(running) = self.runs.get(&run) {
            self.news.push((Rc::clone(&running.tell), event));
        }
    }

    fn first_reported(&mut self, report: Report) {
        let run = report.run();
        self.first.receive(Order::Close { run });
        let Some(running) = self.runs.get_mut(&run) else {
            return;
        };
        match report {
            Report::Batch { block, .. } => {
                let draws = running.study.draws.min(BATCH);
                let coarse = Study {
                    draws,
                    ..running.study.clone()
                };
                let mut ledger = coarse.ledger();
                if let Some(batch) = BatchResult::from_bytes(&block.0) {
                    ledger.add(&batch);
                }
                running.first = Some(block.clone());
                let whole = running.whole;
                self.tell(run, Event::First(Box::new(coarse.appraise(&ledger))));
                if whole {
                    self.schedule.keep(run, block);
                }
            }
            Report::Faults { faults, .. } => {
                self.schedule.close(run);
                self.tell(run, Event::Faults(faults));
            }
            _ => {}
        }
    }

    fn reported(&mut self, desk: usize, report: Report) {
        let run = report.run();
        match &report {
            Report::Kept { batches, .. } => {
                if let Some(running) = self.runs.get(&run) {
                    #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
                    let done = *batches as f64 / running.sheet.batches as f64;
                    self.tell(run, Event::Progress(done));
                }
            }
            Report::Appraisal { block, .. } => {
                if let Some(running) = self.runs.get_mut(&run) {
                    running.appraisal = Appraisal::from_bytes(&block.0).map(Box::new);
                }
            }
            Report::Faults { faults, .. } => self.tell(run, Event::Faults(faults.clone())),
            Report::Batch { .. } | Report::Found { .. } => {}
        }
        if let Some((run, search, crossing)) = self.schedule.report(desk, report)
            && let Some(running) = self.runs.get_mut(&run)
        {
            running.found.push((search, crossing));
        }
        self.settle(run);
    }

    /// Tells the whole answer once all of it is there.
    fn settle(&mut self, run: RunId) {
        let Some(running) = self.runs.get_mut(&run) else {
            return;
        };
        if running.found.len() < running.sheet.searches {
            return;
        }
        let Some(mut appraisal) = running.appraisal.take() else {
            return;
        };
        let mut searches = running.study.thresholds();
        for (search, crossing) in &running.found {
            if let Some(search) = searches.get_mut(*search) {
                search.resolve(*crossing);
                search.put_into(&running.study, &mut appraisal);
            }
        }
        // A settled run is not begun again when workers come or go.
        running.whole = false;
        self.schedule.close(run);
        self.tell(run, Event::Settled(appraisal));
    }

    fn end(&mut self, run: RunId) {
        self.first.receive(Order::Close { run });
        self.here.receive(Order::Close { run });
        self.schedule.close(run);
        self.runs.remove(&run);
    }

    /// Goes to another rung: every run that has not settled begins anew there.
    fn move_to(&mut self, rung: Rung, desks: usize) {
        self.rung = rung;
        self.here = Desk::default();
        self.schedule = Schedule::new(desks);
        for running in self.runs.values_mut().filter(|r| r.whole) {
            running.found.clear();
            running.appraisal = None;
            self.schedule.start(running.sheet.clone());
            if let Some(block) = &running.first {
                self.schedule.keep(running.sheet.run, block.clone());
            }
        }
    }
}

/// The workers have answered; `post(worker, bytes)` reaches them.
#[wasm_bindgen]
pub fn workers_ready(count: usize, post: Function) {
    with(|page| page.move_to(Rung::Workers(post), count));
}

/// Workers are blocked here, or one has broken: the page does the work itself.
#[wasm_bindgen]
pub fn workers_failed() {
    with(|page| page.move_to(Rung::Here, 1));
}

/// The last element has gone, and the workers with it.
#[wasm_bindgen]
pub fn workers_gone() {
    with(|page| page.move_to(Rung::Waiting, 1));
}

/// A worker reports.
#[wasm_bindgen]
pub fn worker_said(worker: usize, bytes: &[u8]) {
    if let Some(report) = Report::from_bytes(bytes) {
        with(|page| page.reported(worker, report));
    }
}

//! The page's own engine: one for all elements.
//!
//! Batch 0 is run here, so that a first answer waits for nobody. The rest goes to workers; where
//! there are none, to a desk on the page, in slices.

use super::now;
use super::pump::Pump;
use crate::run::limits;
use crate::run::wire::Wire;
use crate::run::{Block, Desk, Order, Pace, Report, RunId, Runs, Schedule, Sheet, Slice};
use early_action_engine::appraise::{Appraisal, Crossing, Moved};
use early_action_engine::fault::Fault;
use early_action_engine::random::BATCH;
use early_action_engine::simulate::BatchResult;
use early_action_engine::study::Study;
use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What a run tells its element.
#[derive(Clone, Debug)]
pub enum Event {
    /// So many of the first 256 futures as this device can run while a hand moves.
    Coarse(Box<Appraisal>),
    /// The first 256 futures.
    First(Box<Appraisal>),
    /// So much of the run is done, 0 to 1.
    Progress(f64),
    /// All futures and what would have to be true.
    Settled(Box<Appraisal>),
    /// Why it moved from the model's own figures, for every comparison.
    Moved(Vec<Moved>),
    /// These figures cannot be run.
    Faults(Vec<Fault>),
}

type Tell = Rc<dyn Fn(Event)>;

struct Running {
    sheet: Sheet,
    study: Study,
    /// Seconds that a worker may be silent at it.
    patience: u32,
    /// Whether all of its futures have been asked for.
    whole: bool,
    /// Whether a coarse answer has been given, or is not wanted.
    has_coarse: bool,
    first: Option<Block>,
    found: Vec<(usize, Crossing)>,
    appraisal: Option<Box<Appraisal>>,
    moved: Option<Vec<Moved>>,
    has_settled: bool,
    tell: Tell,
}

/// The page's own desk in the schedule, beside the workers' from 0 on.
const PAGE_DESK: usize = usize::MAX;

impl Running {
    /// The answer of the first draws alone.
    fn of_first(&self, draws: usize, batch: &BatchResult) -> Appraisal {
        let study = Study {
            draws,
            ..self.study.clone()
        };
        let mut ledger = study.ledger();
        ledger.add(batch);
        study.appraise(&ledger)
    }
}

struct Page {
    /// Posts to a worker.
    post: Option<Function>,
    /// Runs batch 0 of every run.
    first: Desk,
    pace: Pace,
    /// Does the rest while there are no workers.
    here: Desk,
    schedule: Schedule,
    runs: Runs<Running>,
    next: RunId,
    pump: Option<Pump>,
    /// To be told once nothing is borrowed any more: whoever hears may begin the next run.
    news: Vec<(Tell, Event)>,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::new(Page {
        post: None,
        first: Desk::default(),
        pace: Pace::default(),
        here: Desk::default(),
        schedule: Schedule::default(),
        runs: Runs::default(),
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
            explains: study.moved().is_some(),
        };
        let tell: Tell = Rc::new(tell);
        match limits::check(&study) {
            Ok(()) => {
                page.first.open(run, study.clone());
                page.first.receive(Order::Batch { run, batch: 0 });
            }
            Err(fault) => {
                let event = Event::Faults(vec![fault]);
                page.news.push((Rc::clone(&tell), event));
            }
        }
        let running = Running {
            sheet,
            patience: limits::patience(&study),
            study,
            whole: false,
            has_coarse: false,
            first: None,
            found: Vec::new(),
            appraisal: None,
            moved: None,
            has_settled: false,
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
        let begun = now();
        if page.first.work(1) == Slice::More {
            page.pace.note(now() - begun);
            page.coarse();
            while let Some(report) = page.first.report() {
                page.first_reported(report);
            }
            return true;
        }
        let more = page.here.work(1) == Slice::More;
        while let Some(report) = page.here.report() {
            page.reported(PAGE_DESK, report);
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
        for (desk, order) in self.schedule.take_orders() {
            if desk == PAGE_DESK {
                self.here.receive(order);
                self.kick();
            } else if let Some(post) = &self.post {
                let bytes = Uint8Array::from(order.to_bytes().as_slice());
                let running = self.runs.get(order.run());
                let patience = running.map_or(limits::LEAST_PATIENCE, |r| r.patience);
                // A worker that does not get it is missed by those who watch it.
                let _ = post.call3(&JsValue::NULL, &desk.into(), &bytes, &patience.into());
            }
        }
    }

    fn complete(&mut self, run: RunId) {
        if let Some(running) = self.runs.get_mut(run).filter(|r| !r.whole) {
            running.whole = true;
            self.schedule.start(running.sheet.clone());
            if let Some(block) = &running.first {
                self.schedule.keep_first(run, block.clone());
            }
        }
    }

    fn tell(&mut self, run: RunId, event: Event) {
        if let Some(running) = self.runs.get(run) {
            self.news.push((Rc::clone(&running.tell), event));
        }
    }

    /// Gives a coarse answer once the batch that is run here is far enough.
    fn coarse(&mut self) {
        let Some((run, draws)) = self.first.done() else {
            return;
        };
        let Some(running) = self.runs.get_mut(run) else {
            return;
        };
        if running.has_coarse || draws < self.pace.draws() || draws >= running.study.draws {
            return;
        }
        running.has_coarse = true;
        if let Some(batch) = self.first.so_far() {
            let appraisal = Box::new(running.of_first(draws, &batch));
            self.tell(run, Event::Coarse(appraisal));
        }
    }

    fn first_reported(&mut self, report: Report) {
        let run = report.run();
        self.first.receive(Order::Close { run });
        let Some(running) = self.runs.get_mut(run) else {
            return;
        };
        match report {
            Report::Batch { block, .. } => {
                let draws = running.study.draws.min(BATCH);
                running.first = Some(block.clone());
                let whole = running.whole;
                if let Some(batch) = BatchResult::from_bytes(&block.0) {
                    let appraisal = Box::new(running.of_first(draws, &batch));
                    self.tell(run, Event::First(appraisal));
                }
                if whole {
                    self.schedule.keep_first(run, block);
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
                if let Some(running) = self.runs.get(run) {
                    #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
                    let done = *batches as f64 / running.sheet.batches as f64;
                    self.tell(run, Event::Progress(done));
                }
            }
            Report::Appraisal { block, .. } => {
                if let Some(running) = self.runs.get_mut(run) {
                    running.appraisal = Appraisal::from_bytes(&block.0).map(Box::new);
                }
            }
            Report::Faults { faults, .. } => self.tell(run, Event::Faults(faults.clone())),
            Report::Explained { moved, .. } => {
                if let Some(running) = self.runs.get_mut(run) {
                    running.moved = Some(moved.clone());
                }
            }
            Report::Batch { .. } | Report::Found { .. } => {}
        }
        if let Some((run, search, crossing)) = self.schedule.report(desk, report)
            && let Some(running) = self.runs.get_mut(run)
        {
            running.found.push((search, crossing));
        }
        self.settle(run);
    }

    /// Tells the whole answer once all of it is there.
    fn settle(&mut self, run: RunId) {
        let Some(running) = self.runs.get_mut(run) else {
            return;
        };
        if running.has_settled {
            self.explain(run);
            return;
        }
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
        running.has_settled = true;
        self.tell(run, Event::Settled(appraisal));
        self.explain(run);
    }

    /// Tells why the answer moved once that is there, and ends the run.
    fn explain(&mut self, run: RunId) {
        let Some(running) = self.runs.get_mut(run) else {
            return;
        };
        if running.sheet.explains {
            let Some(moved) = running.moved.take() else {
                return;
            };
            self.tell(run, Event::Moved(moved));
        }
        self.end(run);
    }

    fn end(&mut self, run: RunId) {
        self.first.receive(Order::Close { run });
        self.here.receive(Order::Close { run });
        self.schedule.close(run);
        self.runs.remove(run);
    }

    /// The page does the work itself, or leaves it to workers.
    fn work_here(&mut self, here: bool) {
        if here {
            self.schedule.join(PAGE_DESK);
        } else {
            self.schedule.lose(PAGE_DESK);
            self.here = Desk::default();
        }
    }
}

/// Workers may come; `post(worker, bytes, patience)` reaches those that have. A worker that is
/// silent for so many seconds is to be taken for lost.
#[wasm_bindgen]
pub fn workers_begin(post: Function) {
    with(|page| page.post = Some(post));
}

/// A worker is ready.
#[wasm_bindgen]
pub fn worker_joined(worker: usize) {
    with(|page| {
        page.work_here(false);
        page.schedule.join(worker);
    });
}

/// A worker is lost, and what it was doing must be done again.
#[wasm_bindgen]
pub fn worker_lost(worker: usize) {
    with(|page| page.schedule.lose(worker));
}

/// There is no worker, and none may come for a while: the page does the work itself.
#[wasm_bindgen]
pub fn workers_failed() {
    with(|page| page.work_here(true));
}

/// The last element has gone, and the workers with it.
#[wasm_bindgen]
pub fn workers_gone() {
    with(|page| {
        page.work_here(false);
        page.post = None;
    });
}

/// A worker reports.
#[wasm_bindgen]
pub fn worker_said(worker: usize, bytes: &[u8]) {
    if let Some(report) = Report::from_bytes(bytes) {
        with(|page| page.reported(worker, report));
    }
}

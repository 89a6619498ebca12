//! Who does what: tasks of several runs handed to several desks.
//!
//! Desk 0 is the coordinator: it keeps the batches and appraises. Which desk does what changes
//! no result.

use super::{Block, Order, Report, RunId};
use early_action_engine::appraise::Crossing;
use std::collections::BTreeSet;

/// Tasks that a desk may hold, so that it never waits for the page between two.
const DEPTH: usize = 2;

/// A run to be done: what [`Order::Open`] says, and how much there is to do.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Names the run.
    pub run: RunId,
    /// The model's text.
    pub text: String,
    /// What was changed.
    pub overrides: Vec<String>,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: usize,
    /// Batches in all; batch 0 comes from the page.
    pub batches: u64,
    /// Searches for what would have to be true.
    pub searches: usize,
}

struct Run {
    sheet: Sheet,
    next_batch: u64,
    next_search: usize,
}

#[derive(Default)]
struct Place {
    held: usize,
    opened: BTreeSet<RunId>,
}

/// Hands out tasks.
#[derive(Default)]
pub struct Schedule {
    places: Vec<Place>,
    runs: Vec<Run>,
    orders: Vec<(usize, Order)>,
}

impl Schedule {
    /// A schedule for so many desks, at least one.
    pub fn new(desks: usize) -> Self {
        let places = (0..desks.max(1)).map(|_| Place::default()).collect();
        Self {
            places,
            ..Self::default()
        }
    }

    /// Begins a run.
    pub fn start(&mut self, sheet: Sheet) {
        self.runs.push(Run {
            sheet,
            next_batch: 1,
            next_search: 0,
        });
        self.hand_out();
    }

    /// Gives a batch to the coordinator.
    pub fn keep(&mut self, run: RunId, block: Block) {
        if let Some(at) = self.runs.iter().position(|r| r.sheet.run == run) {
            self.open(0, at);
            self.orders.push((0, Order::Keep { run, block }));
        }
    }

    /// Takes note of what a desk reports; gives a search's result.
    pub fn report(&mut self, desk: usize, report: Report) -> Option<(RunId, usize, Crossing)> {
        let mut found = None;
        let is_known = self.runs.iter().any(|r| r.sheet.run == report.run());
        match report {
            Report::Batch { run, block } => {
                self.free(desk, is_known);
                self.keep(run, block);
            }
            Report::Found {
                run,
                search,
                crossing,
            } => {
                self.free(desk, is_known);
                found = is_known.then_some((run, search, crossing));
            }
            Report::Faults { run, .. } => {
                self.free(desk, is_known);
                self.close(run);
            }
            Report::Kept { .. } | Report::Appraisal { .. } => {}
        }
        self.hand_out();
        found
    }

    /// Ends a run; what desks hold of it is dropped.
    pub fn close(&mut self, run: RunId) {
        self.runs.retain(|r| r.sheet.run != run);
        for (desk, place) in self.places.iter_mut().enumerate() {
            if place.opened.remove(&run) {
                self.orders.push((desk, Order::Close { run }));
                // A desk drops every task of the run; what it holds of others is counted again
                // as they are reported.
                place.held = 0;
            }
        }
        self.hand_out();
    }

    /// Orders to be sent, with the desk they go to.
    pub fn take_orders(&mut self) -> Vec<(usize, Order)> {
        std::mem::take(&mut self.orders)
    }

    fn free(&mut self, desk: usize, is_known: bool) {
        if let Some(place) = self.places.get_mut(desk).filter(|_| is_known) {
            place.held = place.held.saturating_sub(1);
        }
    }

    fn hand_out(&mut self) {
        for _ in 0..DEPTH {
            for desk in 0..self.places.len() {
                if self.places[desk].held < DEPTH
                    && let Some((at, order)) = self.next_for(desk)
                {
                    self.open(desk, at);
                    self.places[desk].held += 1;
                    self.orders.push((desk, order));
                }
            }
        }
    }

    /// The last desk searches first, the others run batches first: the answer and what would have
    /// to be true arrive at about the same time.
    fn next_for(&mut self, desk: usize) -> Option<(usize, Order)> {
        let search_first = desk > 0 && desk + 1 == self.places.len();
        for (at, run) in self.runs.iter_mut().enumerate() {
            let batch = (run.next_batch < run.sheet.batches).then_some(run.next_batch);
            let search = (run.next_search < run.sheet.searches).then_some(run.next_search);
            let (run_id, searches) = (run.sheet.run, search_first || batch.is_none());
            if let Some(search) = search.filter(|_| searches) {
                run.next_search += 1;
                return Some((
                    at,
                    Order::Search {
                        run: run_id,
                        search,
                    },
                ));
            }
            if let Some(batch) = batch {
                run.next_batch += 1;
                return Some((at, Order::Batch { run: run_id, batch }));
            }
        }
        None
    }

    fn open(&mut self, desk: usize, at: usize) {
        let sheet = &self.runs[at].sheet;
        if self.places[desk].opened.insert(sheet.run) {
            let Sheet {
                run,
                text,
                overrides,
                seed,
                draws,
                ..
            } = sheet.clone();
            self.orders.push((
                desk,
                Order::Open {
                    run,
                    text,
                    overrides,
                    seed,
                    draws,
                },
            ));
        }
    }
}

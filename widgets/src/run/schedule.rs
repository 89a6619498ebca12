//! Who does what: tasks of several runs handed to several desks, which come and go.
//!
//! One desk keeps the batches of a run and appraises them: its keeper. Which desk does what changes
//! no result, so what a lost desk held is simply done again.

use super::{Block, Order, Report, RunId};
use early_action_engine::appraise::Crossing;

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
    /// Whether to find out why the answer moved, after all else.
    pub explains: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Task {
    Batch(RunId, u64),
    Search(RunId, usize),
    Explain(RunId),
}

impl Task {
    fn run(self) -> RunId {
        match self {
            Self::Batch(run, _) | Self::Search(run, _) | Self::Explain(run) => run,
        }
    }

    fn order(self) -> Order {
        match self {
            Self::Batch(run, batch) => Order::Batch { run, batch },
            Self::Search(run, search) => Order::Search { run, search },
            Self::Explain(run) => Order::Explain { run },
        }
    }
}

struct Run {
    sheet: Sheet,
    /// Batch 0, once the page has run it.
    first: Option<Block>,
    keeper: Option<usize>,
    /// Whether the keeper has a batch, as far as that has been asked.
    kept: Vec<bool>,
    is_appraised: bool,
    next_batch: u64,
    next_search: usize,
    explains: bool,
    /// Tasks of desks that were lost; they are done first.
    again: Vec<Task>,
}

impl Run {
    /// What to do next: searches first, or batches; why the answer moved at last.
    fn next(&mut self, searches_first: bool) -> Option<Task> {
        if !self.again.is_empty() {
            return Some(self.again.remove(0));
        }
        let run = self.sheet.run;
        while self.has(self.next_batch) {
            self.next_batch += 1;
        }
        let batch = (self.next_batch < self.sheet.batches && !self.is_appraised)
            .then_some(Task::Batch(run, self.next_batch));
        let search =
            (self.next_search < self.sheet.searches).then_some(Task::Search(run, self.next_search));
        let explain = self.explains.then_some(Task::Explain(run));
        let task = if searches_first {
            search.or(batch)
        } else {
            batch.or(search)
        };
        let task = task.or(explain);
        match task? {
            Task::Batch(..) => self.next_batch += 1,
            Task::Search(..) => self.next_search += 1,
            Task::Explain(..) => self.explains = false,
        }
        task
    }

    fn has(&self, batch: u64) -> bool {
        let kept = usize::try_from(batch).ok().and_then(|b| self.kept.get(b));
        kept == Some(&true)
    }

    fn note(&mut self, batch: u64) {
        if let Ok(batch) = usize::try_from(batch) {
            self.kept.resize(self.kept.len().max(batch + 1), false);
            self.kept[batch] = true;
        }
    }

    /// What the keeper had is lost with it: all batches are run again.
    fn lose_keeper(&mut self) {
        self.keeper = None;
        if !self.is_appraised {
            self.kept.clear();
            self.again.retain(|task| !matches!(task, Task::Batch(..)));
            self.next_batch = 1;
        }
    }
}

/// A desk and what it was given.
struct Place {
    desk: usize,
    held: Vec<Task>,
    opened: Vec<RunId>,
}

/// Hands out tasks.
#[derive(Default)]
pub struct Schedule {
    /// In the order of their desks' numbers.
    places: Vec<Place>,
    runs: Vec<Run>,
    orders: Vec<(usize, Order)>,
}

impl Schedule {
    /// A desk is ready for work.
    pub fn join(&mut self, desk: usize) {
        if !self.has(desk) {
            self.places.push(Place {
                desk,
                held: Vec::new(),
                opened: Vec::new(),
            });
            self.places.sort_by_key(|place| place.desk);
        }
        self.hand_out();
    }

    /// A desk is gone, with all that it held.
    pub fn lose(&mut self, desk: usize) {
        let Some(at) = self.places.iter().position(|p| p.desk == desk) else {
            return;
        };
        let place = self.places.remove(at);
        self.orders.retain(|(to, _)| *to != desk);
        for task in place.held {
            if let Some(run) = self.runs.iter_mut().find(|r| r.sheet.run == task.run()) {
                run.again.push(task);
            }
        }
        for run in self.runs.iter_mut().filter(|r| r.keeper == Some(desk)) {
            run.lose_keeper();
        }
        self.hand_out();
    }

    /// Whether a desk is among those that work.
    pub fn has(&self, desk: usize) -> bool {
        self.places.iter().any(|place| place.desk == desk)
    }

    /// Begins a run.
    pub fn start(&mut self, sheet: Sheet) {
        self.runs.push(Run {
            explains: sheet.explains,
            sheet,
            first: None,
            keeper: None,
            kept: Vec::new(),
            is_appraised: false,
            next_batch: 1,
            next_search: 0,
            again: Vec::new(),
        });
        self.hand_out();
    }

    /// Takes batch 0 of a run.
    pub fn keep_first(&mut self, run: RunId, block: Block) {
        let Some(at) = self.runs.iter().position(|r| r.sheet.run == run) else {
            return;
        };
        self.runs[at].first = Some(block.clone());
        // Who becomes keeper later is given it then.
        if let Some(keeper) = self.runs[at].keeper {
            self.orders.push((keeper, Order::Keep { run, block }));
        }
    }

    /// Takes note of what a desk reports; gives a search's result.
    pub fn report(&mut self, desk: usize, report: Report) -> Option<(RunId, usize, Crossing)> {
        let at = self.runs.iter().position(|r| r.sheet.run == report.run())?;
        let mut found = None;
        match report {
            Report::Batch { run, block } => {
                let task = self.done(
                    desk,
                    |task| matches!(task, Task::Batch(of, _) if *of == run),
                );
                let of = &mut self.runs[at];
                if let (Some(Task::Batch(_, batch)), Some(keeper)) = (task, of.keeper)
                    && !of.has(batch)
                {
                    of.note(batch);
                    self.orders.push((keeper, Order::Keep { run, block }));
                }
            }
            Report::Found {
                run,
                search,
                crossing,
            } => {
                self.done(desk, |task| *task == Task::Search(run, search))?;
                found = Some((run, search, crossing));
            }
            Report::Appraisal { .. } => self.runs[at].is_appraised = true,
            Report::Explained { run, .. } => {
                self.done(desk, |task| *task == Task::Explain(run));
            }
            Report::Faults { run, .. } => self.close(run),
            Report::Kept { .. } => {}
        }
        self.hand_out();
        found
    }

    /// Ends a run; what desks hold of it is dropped.
    pub fn close(&mut self, run: RunId) {
        self.runs.retain(|r| r.sheet.run != run);
        for place in &mut self.places {
            place.held.retain(|task| task.run() != run);
            if place.opened.contains(&run) {
                place.opened.retain(|opened| *opened != run);
                self.orders.push((place.desk, Order::Close { run }));
            }
        }
        self.hand_out();
    }

    /// Orders to be sent, with the desk they go to.
    pub fn take_orders(&mut self) -> Vec<(usize, Order)> {
        std::mem::take(&mut self.orders)
    }

    /// Takes a task from a desk that has done it.
    fn done(&mut self, desk: usize, is_it: impl Fn(&Task) -> bool) -> Option<Task> {
        let held = &mut self.places.iter_mut().find(|p| p.desk == desk)?.held;
        held.iter().position(is_it).map(|at| held.remove(at))
    }

    fn hand_out(&mut self) {
        if self.places.is_empty() {
            return;
        }
        for at in 0..self.runs.len() {
            if self.runs[at].keeper.is_none() && !self.runs[at].is_appraised {
                self.give_to_keep(at, 0);
            }
        }
        // The last desk searches first, the others run batches first: the answer and what would
        // have to be true arrive at about the same time.
        let last = self.places.len() - 1;
        for depth in 0..DEPTH {
            for place in 0..=last {
                if self.places[place].held.len() <= depth
                    && let Some((at, task)) = self.next(place > 0 && place == last)
                {
                    self.open(place, at);
                    let place = &mut self.places[place];
                    place.held.push(task);
                    self.orders.push((place.desk, task.order()));
                }
            }
        }
    }

    /// A task and the run it is of, oldest run first.
    fn next(&mut self, searches_first: bool) -> Option<(usize, Task)> {
        for at in 0..self.runs.len() {
            while let Some(task) = self.runs[at].next(searches_first) {
                // After a keeper was lost, others may still be at some of its batches.
                if !self.places.iter().any(|p| p.held.contains(&task)) {
                    return Some((at, task));
                }
            }
        }
        None
    }

    fn give_to_keep(&mut self, at: usize, place: usize) {
        self.open(place, at);
        let (run, desk) = (&mut self.runs[at], self.places[place].desk);
        run.keeper = Some(desk);
        if let Some(block) = run.first.clone() {
            let run = run.sheet.run;
            self.orders.push((desk, Order::Keep { run, block }));
        }
    }

    fn open(&mut self, place: usize, at: usize) {
        let (place, sheet) = (&mut self.places[place], &self.runs[at].sheet);
        if place.opened.contains(&sheet.run) {
            return;
        }
        place.opened.push(sheet.run);
        let Sheet {
            run,
            text,
            overrides,
            seed,
            draws,
            ..
        } = sheet.clone();
        let order = Order::Open {
            run,
            text,
            overrides,
            seed,
            draws,
        };
        self.orders.push((place.desk, order));
    }
}

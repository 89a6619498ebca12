//! One place where work is done, a slice at a time.

use super::wire::Wire;
use super::{Block, Order, Report, RunId, Runs};
use early_action_engine::appraise::Moved;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::{BatchResult, Job, Progress};
use early_action_engine::study::{Ledger, MovedJob, Study, ThresholdJob};
use std::collections::VecDeque;

/// Compiled models that are kept: an element with a picker goes back and forth between a few.
const KEPT_MODELS: usize = 4;

/// Whether a desk has more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slice {
    /// Nothing to do until the next order.
    Idle,
    /// There may be more.
    More,
}

struct Opened {
    study: Study,
    ledger: Option<Ledger>,
}

enum Task {
    Batch { run: RunId, batch: u64 },
    Search { run: RunId, search: usize },
    Appraise { run: RunId },
    Explain { run: RunId },
}

impl Task {
    fn run(&self) -> RunId {
        match self {
            Self::Batch { run, .. }
            | Self::Search { run, .. }
            | Self::Appraise { run }
            | Self::Explain { run } => *run,
        }
    }
}

enum Working {
    Batch {
        run: RunId,
        job: Box<Job>,
    },
    Search {
        run: RunId,
        search: usize,
        job: Box<ThresholdJob>,
    },
    Explain {
        run: RunId,
        job: Box<MovedJob>,
    },
}

impl Working {
    fn run(&self) -> RunId {
        match self {
            Self::Batch { run, .. } | Self::Search { run, .. } | Self::Explain { run, .. } => *run,
        }
    }
}

/// Does what it is ordered, in order, and can be interrupted between slices.
#[derive(Default)]
pub struct Desk {
    /// The last study of each model, by the model's text.
    models: VecDeque<(String, Study)>,
    opened: Runs<Opened>,
    tasks: VecDeque<Task>,
    working: Option<Working>,
    reports: VecDeque<Report>,
}

impl Desk {
    /// Takes an order.
    pub fn receive(&mut self, order: Order) {
        match order {
            Order::Open {
                run,
                text,
                overrides,
                seed,
                draws,
            } => match self.study(text, &overrides, seed, draws) {
                Ok(study) => self.open(run, study),
                Err(faults) => self.reports.push_back(Report::Faults { run, faults }),
            },
            Order::Batch { run, batch } => self.tasks.push_back(Task::Batch { run, batch }),
            Order::Keep { run, block } => self.keep(run, &block),
            Order::Search { run, search } => self.tasks.push_back(Task::Search { run, search }),
            Order::Explain { run } => self.tasks.push_back(Task::Explain { run }),
            Order::Close { run } => self.close(run),
        }
    }

    /// Takes a study that is compiled already.
    pub fn open(&mut self, run: RunId, study: Study) {
        self.opened.insert(
            run,
            Opened {
                study,
                ledger: None,
            },
        );
    }

    fn close(&mut self, run: RunId) {
        self.opened.remove(run);
        self.tasks.retain(|task| task.run() != run);
        if self.working.as_ref().is_some_and(|w| w.run() == run) {
            self.working = None;
        }
    }

    /// What there is to report, oldest first.
    pub fn report(&mut self) -> Option<Report> {
        self.reports.pop_front()
    }

    /// The batch that is being run: how many of its draws are done.
    pub fn done(&self) -> Option<(RunId, usize)> {
        match &self.working {
            Some(Working::Batch { run, job }) => Some((*run, job.done())),
            _ => None,
        }
    }

    /// The same batch as far as it is.
    pub fn so_far(&self) -> Option<BatchResult> {
        match &self.working {
            Some(Working::Batch { job, .. }) => Some(job.so_far()),
            _ => None,
        }
    }

    /// Works for about `fuel` columns of sixteen draws.
    pub fn work(&mut self, fuel: usize) -> Slice {
        // An answer that is ready waits for nothing.
        let is_ready = matches!(self.tasks.front(), Some(Task::Appraise { .. }));
        if self.working.is_none() || is_ready {
            let Some(task) = self.tasks.pop_front() else {
                return Slice::Idle;
            };
            self.begin(&task);
        }
        if let Some(working) = self.working.take() {
            self.working = self.advance(working, fuel);
        }
        Slice::More
    }

    fn begin(&mut self, task: &Task) {
        let Some(opened) = self.opened.get_mut(task.run()) else {
            return;
        };
        match *task {
            Task::Batch { run, batch } => {
                self.working = Some(Working::Batch {
                    run,
                    job: Box::new(opened.study.job(batch)),
                });
            }
            Task::Search { run, search } => {
                self.working = opened
                    .study
                    .thresholds()
                    .into_iter()
                    .nth(search)
                    .map(|job| Working::Search {
                        run,
                        search,
                        job: Box::new(job),
                    });
            }
            Task::Explain { run } => match opened.study.moved() {
                Some(job) => {
                    let job = Box::new(job);
                    self.working = Some(Working::Explain { run, job });
                }
                None => self.reports.push_back(explained(run, Vec::new())),
            },
            Task::Appraise { run } => {
                if let Some(ledger) = opened.ledger.take() {
                    let block = Block(opened.study.appraise(&ledger).to_bytes());
                    self.reports.push_back(Report::Appraisal { run, block });
                }
            }
        }
    }

    /// The work that is left, if it is not done.
    fn advance(&mut self, mut working: Working, fuel: usize) -> Option<Working> {
        let run = working.run();
        let study = &self.opened.get(run)?.study;
        let report = match &mut working {
            Working::Batch { job, .. } => match study.advance(job, fuel) {
                Ok(Progress::More) => None,
                Ok(Progress::Done(result)) => {
                    let block = Block(result.to_bytes());
                    Some(Report::Batch { run, block })
                }
                Err(fault) => Some(refused(run, fault)),
            },
            Working::Search { search, job, .. } => match job.advance(study, fuel) {
                Ok(None) => None,
                Ok(Some(crossing)) => Some(Report::Found {
                    run,
                    search: *search,
                    crossing,
                }),
                Err(fault) => Some(refused(run, fault)),
            },
            Working::Explain { job, .. } => match job.advance(study, fuel) {
                Ok(None) => None,
                Ok(Some(moved)) => Some(explained(run, moved)),
                // The answer stands, though half of its changes alone cannot be run.
                Err(_) => Some(explained(run, Vec::new())),
            },
        };
        match report {
            None => Some(working),
            Some(report) => {
                self.reports.push_back(report);
                None
            }
        }
    }

    fn keep(&mut self, run: RunId, block: &Block) {
        let (Some(opened), Some(result)) =
            (self.opened.get_mut(run), BatchResult::from_bytes(&block.0))
        else {
            return;
        };
        let study = &opened.study;
        let ledger = opened.ledger.get_or_insert_with(|| study.ledger());
        if ledger.add(&result) {
            let batches = ledger.filled();
            self.reports.push_back(Report::Kept { run, batches });
            if ledger.is_complete() {
                self.tasks.push_front(Task::Appraise { run });
            }
        }
    }

    fn study(
        &mut self,
        text: String,
        overrides: &[String],
        seed: u64,
        draws: usize,
    ) -> Result<Study, Vec<Fault>> {
        let known = self.models.iter().position(|(known, _)| *known == text);
        let study = match known.and_then(|at| self.models.remove(at)) {
            Some((_, last)) => {
                let overrides = Overrides::parse(overrides, &last.model)?;
                last.with_draws(seed, draws)?.variant(overrides)?
            }
            None => {
                let model = Model::parse(&text)?;
                let overrides = Overrides::parse(overrides, &model)?;
                Study::new(model, overrides, seed, draws)?
            }
        };
        // The next one builds anew only what has moved since.
        self.models.push_front((text, study.clone()));
        self.models.truncate(KEPT_MODELS);
        Ok(study)
    }
}

fn explained(run: RunId, moved: Vec<Moved>) -> Report {
    Report::Explained { run, moved }
}

fn refused(run: RunId, fault: Fault) -> Report {
    Report::Faults {
        run,
        faults: vec![fault],
    }
}

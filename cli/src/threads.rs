//! Work cut into numbered pieces, done on threads, with progress where somebody watches.

use early_action_engine::fault::Fault;
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// As many threads as were asked for, or as the machine has cores.
pub fn number(asked: Option<NonZeroUsize>) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    asked.map_or(cores, NonZeroUsize::get)
}

/// Does every piece of `pieces` on so many threads and hands on the results as they come.
///
/// # Errors
/// The fault of the earliest piece that has one, whichever thread was faster.
pub fn each<T: Send>(
    pieces: &[u64],
    threads: usize,
    what: &str,
    run: impl Fn(u64) -> Result<T, Fault> + Sync,
    mut take: impl FnMut(T),
) -> Result<(), Fault> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut bar = Bar::new(pieces.len(), what);
    let mut first: Option<(u64, Fault)> = None;
    std::thread::scope(|scope| {
        // At most two results a thread wait to be taken, so that memory stays bounded.
        let (send, receive) = mpsc::sync_channel(2 * threads);
        for _ in 0..threads.min(pieces.len()) {
            let (send, next, stop, run) = (send.clone(), &next, &stop, &run);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(piece) = pieces.get(at) else { break };
                    if send.send((*piece, run(*piece))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (piece, result) in receive {
            match result {
                Ok(result) => take(result),
                Err(fault) => {
                    stop.store(true, Ordering::Relaxed);
                    if first.as_ref().is_none_or(|(p, _)| piece < *p) {
                        first = Some((piece, fault));
                    }
                }
            }
            bar.step();
        }
    });
    bar.clear();
    first.map_or(Ok(()), |(_, fault)| Err(fault))
}

/// A line on a terminal's standard error for runs of more than a second.
struct Bar<'w> {
    done: usize,
    total: usize,
    what: &'w str,
    begun: Instant,
    last: Instant,
    shown: bool,
}

impl<'w> Bar<'w> {
    fn new(total: usize, what: &'w str) -> Self {
        let now = Instant::now();
        Self {
            done: 0,
            total,
            what,
            begun: now,
            last: now,
            shown: false,
        }
    }

    fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        let due = now - self.begun > Duration::from_secs(1)
            && now - self.last > Duration::from_millis(100);
        if due && std::io::stderr().is_terminal() {
            self.last = now;
            self.shown = true;
            let percent = 100 * self.done / self.total.max(1);
            _ = write!(std::io::stderr(), "\r{percent:3} % of {}", self.what);
        }
    }

    fn clear(&self) {
        if self.shown {
            _ = write!(std::io::stderr(), "\r{:60}\r", "");
        }
    }
}

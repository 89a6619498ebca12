//! What may be asked of a page. It runs on whatever a person has in hand, so it is less than what
//! the command takes.

use early_action_engine::fault::Fault;
use early_action_engine::random::BATCH;
use early_action_engine::simulate::COLUMNS;
use early_action_engine::study::{Study, YEARLY_DRAWS};

/// Most operations of a run: about a minute on one core, some minutes on a slow phone.
const MAX_OPERATIONS: u64 = 50_000_000_000;
/// Most bytes of a run's ledger: a phone gives a page a few hundred MB, and all its workers share it.
const MAX_BYTES: u64 = 256 << 20;

/// Refuses a run that is too much for a page, before any of it is done, with what to do about it.
///
/// # Errors
/// How much it would be.
pub fn check(study: &Study) -> Result<(), Fault> {
    let cost = study.inputs.cost(&study.program);
    let needs = |batches: u64| {
        let totals = (study.columns() * BATCH * size_of::<f64>()) as u64;
        let yearly = batches.min((YEARLY_DRAWS / BATCH) as u64);
        let operations = cost.operations.saturating_mul(batches);
        (operations, totals * batches + cost.bytes * yearly)
    };
    let fits = |batches: u64| {
        let (operations, bytes) = needs(batches);
        operations <= MAX_OPERATIONS && bytes <= MAX_BYTES
    };
    let batches = study.batches();
    if fits(batches) {
        return Ok(());
    }
    let (operations, bytes) = needs(batches);
    let times = share(operations, MAX_OPERATIONS).max(share(bytes, MAX_BYTES));
    let what = format!(
        "{} futures of this model are {times:.1} times as much as a page may work out",
        study.draws,
    );
    let hint = match (1..batches).rev().find(|fewer| fits(*fewer)) {
        Some(fewer) => format!(
            "take {} futures or fewer here, or run all of them with the command early-action",
            fewer * BATCH as u64
        ),
        None => {
            "give the model a longer cycle, a shorter horizon or less memory in states, or run \
                 it with the command early-action"
                .into()
        }
    };
    Err(Fault::without_place("draws", what, hint))
}

/// Seconds that any worker may be silent.
pub const LEAST_PATIENCE: u32 = 10;

/// How many seconds a worker may be silent at this study before it is taken for lost. Its longest
/// steps, which nothing interrupts, are a column of draws and the appraisal; on a slow device they
/// take a hundred times as long as on a fast one.
pub fn patience(study: &Study) -> u32 {
    const OPERATIONS_A_SECOND: u64 = 20_000_000;
    const VALUES_A_SECOND: u64 = 1_000_000;
    let column = study.inputs.cost(&study.program).operations / COLUMNS as u64;
    let values = (study.columns() * study.draws) as u64;
    let seconds =
        u64::from(LEAST_PATIENCE) + column / OPERATIONS_A_SECOND + values / VALUES_A_SECOND;
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
fn share(part: u64, of: u64) -> f64 {
    part as f64 / of as f64
}

//! Lane programs: flat lists of instructions over columns of sixteen numbers.

use super::operation::{Columns, Op, power};
use super::resolve::Varies;
use std::collections::BTreeSet;

/// How many numbers a column holds. A batch of draws is a whole number of columns.
pub const LANES: usize = 16;

/// One column: the same value of the model in [`LANES`] neighbouring draws (or cycles, or
/// persons: programs do not ask).
pub type Lane = [f64; LANES];

/// The place of a column in the register file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    /// The place as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a table, given by the scope that resolves its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u32);

/// The tables' values while a program runs.
pub trait Tables {
    /// Writes the table's value at each lane of `at`; NaN where it has none.
    fn look_up(&self, table: TableId, at: &Lane, out: &mut Lane);
}

/// For models without tables: every value is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTables;

impl Tables for NoTables {
    fn look_up(&self, _: TableId, _: &Lane, out: &mut Lane) {
        *out = [f64::NAN; LANES];
    }
}

/// One step: what to do, the columns to read, the column to write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Instruction {
    Operation {
        op: Op,
        operands: [u32; 3],
        out: u32,
    },
    LookUp {
        table: TableId,
        at: u32,
        out: u32,
    },
}

/// Instructions to be carried out one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    pub(super) instructions: Vec<Instruction>,
}

impl Program {
    /// The number of instructions: the work for one column.
    #[must_use]
    pub fn len(&self) -> usize {
        self.instructions.len()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.instructions.is_empty()
    }

    /// The part of the work on which one column depends.
    #[must_use]
    pub fn only(&self, column: Slot) -> Self {
        self.only_all([column])
    }

    /// The part of the work on which these columns depend.
    #[must_use]
    pub fn only_all(&self, columns: impl IntoIterator<Item = Slot>) -> Self {
        let mut needed: BTreeSet<u32> = columns.into_iter().map(|column| column.0).collect();
        let mut instructions = Vec::new();
        for instruction in self.instructions.iter().rev() {
            let (out, operands) = match instruction {
                Instruction::Operation { op, operands, out } => (out, &operands[..op.arity()]),
                Instruction::LookUp { at, out, .. } => (out, std::slice::from_ref(at)),
            };
            if needed.remove(out) {
                needed.extend(operands);
                instructions.push(*instruction);
            }
        }
        instructions.reverse();
        Self { instructions }
    }

    /// Carries out every instruction over one register file, as made by
    /// [`Compiled::registers`](super::Compiled::registers), whose inputs the caller has filled.
    ///
    /// # Panics
    /// If the register file is shorter than that.
    pub fn run(&self, lanes: &mut [Lane], tables: &dyn Tables) {
        for instruction in &self.instructions {
            match *instruction {
                Instruction::Operation {
                    op: Op::Power,
                    operands: [base, power, _],
                    out,
                } if is_even(&lanes[base as usize]) => {
                    let base = lanes[base as usize][0];
                    lanes[out as usize] = powers(base, &lanes[power as usize]);
                }
                Instruction::Operation { op, operands, out } => {
                    op.over(Columns {
                        lanes: &mut *lanes,
                        operands,
                        out,
                    });
                }
                Instruction::LookUp { table, at, out } => {
                    let at = lanes[at as usize];
                    tables.look_up(table, &at, &mut lanes[out as usize]);
                }
            }
        }
    }
}

/// The part of the work that is done equally often.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its results vary with nothing but these.
    pub varies: Varies,
    /// The work.
    pub program: Program,
    /// The columns it writes that are defined by a formula or read by a later stage, in
    /// ascending order. Who runs a stage once and uses its results many times keeps these.
    pub results: Vec<Slot>,
}

/// Whether all lanes are the same, to the bit: a clock, or a constant.
fn is_even(lanes: &Lane) -> bool {
    lanes
        .iter()
        .all(|value| value.to_bits() == lanes[0].to_bits())
}

/// One base to sixteen powers: its logarithm, half of the work, is taken once.
#[inline(never)]
fn powers(base: f64, powers: &Lane) -> Lane {
    let mut result = [0.0; LANES];
    for lane in 0..LANES {
        result[lane] = power(base, powers[lane]);
    }
    result
}

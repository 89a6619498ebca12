//! Many formulas to one graph of values, in which equal parts are one value.

use std::collections::HashMap;

use super::Formula;
use super::error::{Code, FormulaError, Span};
use super::operation::Op;
use super::program::{LANES, Lane, Slot, Stage, TableId};
use super::resolve::{Resolve, Varies};
use super::schedule;
use super::tree::Kind;

/// A formula, the names it may read and the column that receives its value.
#[derive(Clone, Copy)]
pub struct Definition<'m> {
    /// The formula.
    pub formula: &'m Formula,
    /// The names it may read; formulas of one program may have different scopes.
    pub scope: &'m dyn Resolve,
    /// The column that receives its value.
    pub slot: Slot,
}

/// A fault of one of the formulas given to [`compile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The place of its definition in the list.
    pub definition: usize,
    /// The fault.
    pub error: FormulaError,
}

/// Formulas compiled together.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The stages, in the order in which they must run.
    pub stages: Vec<Stage>,
    /// What each definition's value varies with, in the order of the definitions.
    pub varies: Vec<Varies>,
    /// The columns that never change, and their numbers.
    pub(super) constants: Vec<(Slot, f64)>,
    /// The length of the register file.
    pub(super) columns: usize,
}

impl Compiled {
    /// A register file with its constants in place and zero everywhere else.
    #[must_use]
    pub fn registers(&self) -> Vec<Lane> {
        let mut lanes = vec![[0.0; LANES]; self.columns];
        for (slot, value) in &self.constants {
            lanes[slot.index()] = [*value; LANES];
        }
        lanes
    }

    /// The value of a definition that turned out to be one number whatever its inputs.
    #[must_use]
    pub fn constant(&self, slot: Slot) -> Option<f64> {
        self.constants
            .iter()
            .find(|(constant, _)| *constant == slot)
            .map(|(_, value)| *value)
    }
}

/// Compiles formulas into one program for each of `stages`.
///
/// Every operation goes into the first stage that varies with all that the operation varies
/// with, so that work on what changes seldom is done seldom, even inside a formula that changes
/// often. Stages run in the order given; one that varies with everything is added at the end if
/// the list has none. `[Varies::EVERYTHING]` gives a single program.
///
/// `definitions` stand in the order of dependence: a formula that reads another's column stands
/// after it. Columns below `free` belong to the caller (inputs, and the columns of definitions);
/// those from `free` on are used for constants and for what lies between. The caller writes
/// inputs only.
///
/// Numbers are folded, equal operations shared across all formulas, and neither changes a bit of
/// any result.
///
/// # Errors
/// Every unknown name and table; a column defined twice or read before it is defined.
pub fn compile(
    definitions: &[Definition<'_>],
    stages: &[Varies],
    free: Slot,
) -> Result<Compiled, Vec<CompileError>> {
    let mut graph = Graph::default();
    let mut defined = Columns::default();
    let mut waiting = Columns::default();
    for definition in definitions {
        waiting.put(definition.slot, Some(ValueId(0)));
    }
    let mut outputs = Vec::new();
    let mut errors = Vec::new();
    for (index, definition) in definitions.iter().enumerate() {
        let mut faults = definition.formula.check(definition.scope);
        faults.extend(too_early(definition, &defined, &waiting));
        if defined.get(definition.slot).is_some() {
            let span = Span::new(0, definition.formula.text().len());
            let message = "an earlier formula gives this value already";
            faults.push(FormulaError::new(Code::DefinedTwice, span, message));
        }
        errors.extend(faults.into_iter().map(|error| CompileError {
            definition: index,
            error,
        }));
        if errors.is_empty() {
            let value = graph.formula(definition, &defined);
            outputs.push((definition.slot, value));
            defined.put(definition.slot, Some(value));
        } else {
            // Nothing will be built, but later formulas may read this one without a fault.
            defined.put(definition.slot, Some(ValueId(0)));
        }
        waiting.put(definition.slot, None);
    }
    if errors.is_empty() {
        Ok(schedule::schedule(&graph, &outputs, stages, free))
    } else {
        Err(errors)
    }
}

/// The names that stand for columns which no formula has defined yet, though one will.
fn too_early(
    definition: &Definition<'_>,
    defined: &Columns,
    waiting: &Columns,
) -> Option<FormulaError> {
    let mut names = definition.formula.names();
    names.find_map(|(name, span)| {
        let slot = definition.scope.name(name)?.slot;
        let early = waiting.get(slot).is_some() && defined.get(slot).is_none();
        let message = format!("`{name}` depends on this formula, or is worked out after it");
        early.then(|| FormulaError::new(Code::UsedBeforeDefined, span, message))
    })
}

/// Values of columns that have one.
#[derive(Default)]
struct Columns(Vec<Option<ValueId>>);

impl Columns {
    fn get(&self, slot: Slot) -> Option<ValueId> {
        self.0.get(slot.index()).copied().flatten()
    }

    fn put(&mut self, slot: Slot, value: Option<ValueId>) {
        if self.0.len() <= slot.index() {
            self.0.resize(slot.index() + 1, None);
        }
        self.0[slot.index()] = value;
    }
}

/// The place of a value in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ValueId(u32);

impl ValueId {
    const NONE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a value comes from; equal origins are one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// A number, by its bits.
    Constant(u64),
    Input(Slot),
    Operation(Op, [ValueId; 3]),
    LookUp(TableId, ValueId),
}

impl Origin {
    /// The values that this one is made from.
    pub(super) fn operands(&self) -> impl Iterator<Item = ValueId> + use<> {
        let (count, ids) = match *self {
            Origin::Constant(_) | Origin::Input(_) => (0, [ValueId::NONE; 3]),
            Origin::Operation(op, ids) => (op.arity(), ids),
            Origin::LookUp(_, at) => (1, [at, ValueId::NONE, ValueId::NONE]),
        };
        ids.into_iter().take(count)
    }
}

/// Values in an order in which they can be worked out.
#[derive(Default)]
pub(super) struct Graph {
    values: Vec<(Origin, Varies)>,
    known: HashMap<Origin, ValueId>,
}

impl Graph {
    pub(super) fn values(&self) -> &[(Origin, Varies)] {
        &self.values
    }

    fn varies(&self, id: ValueId) -> Varies {
        self.values[id.index()].1
    }

    fn constant(&self, id: ValueId) -> Option<f64> {
        match self.values.get(id.index())?.0 {
            Origin::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    fn value(&mut self, origin: Origin, own: Varies) -> ValueId {
        if let Some(known) = self.known.get(&origin) {
            return *known;
        }
        let varies = origin
            .operands()
            .fold(own, |varies, operand| varies | self.varies(operand));
        let id = ValueId(self.values.len() as u32);
        self.values.push((origin, varies));
        self.known.insert(origin, id);
        id
    }

    fn number(&mut self, value: f64) -> ValueId {
        self.value(Origin::Constant(value.to_bits()), Varies::NOTHING)
    }

    fn operation(&mut self, op: Op, mut operands: [ValueId; 3]) -> ValueId {
        let numbers = operands.map(|operand| self.constant(operand));
        if numbers.iter().take(op.arity()).all(Option::is_some) {
            return self.number(op.apply(numbers.map(|number| number.unwrap_or(0.0))));
        }
        match (op, numbers[0]) {
            (Op::If, Some(condition)) if condition.is_nan() => return self.number(f64::NAN),
            (Op::If, Some(condition)) => return operands[if condition != 0.0 { 1 } else { 2 }],
            _ => {}
        }
        if op.commutes() && operands[0] > operands[1] {
            operands.swap(0, 1);
        }
        self.value(Origin::Operation(op, operands), Varies::NOTHING)
    }

    /// Adds a checked formula, and returns the value of its root.
    fn formula(&mut self, definition: &Definition<'_>, defined: &Columns) -> ValueId {
        let (formula, scope) = (definition.formula, definition.scope);
        let mut values: Vec<ValueId> = Vec::with_capacity(formula.tree.nodes().len());
        for node in formula.tree.nodes() {
            let value = match node.kind {
                Kind::Number(number) => self.number(number),
                Kind::Name => match scope.name(node.span.of(formula.text())) {
                    Some(input) => match defined.get(input.slot) {
                        Some(value) => value,
                        None => self.value(Origin::Input(input.slot), input.varies),
                    },
                    None => self.number(f64::NAN),
                },
                Kind::Operation(op, ids) => self.operation(
                    op,
                    ids.map(|id| values.get(id.index()).copied().unwrap_or(ValueId::NONE)),
                ),
                Kind::LookUp { table, at } => match scope.table(table.of(formula.text())) {
                    Some(input) => {
                        let at = values[at.index()];
                        self.value(Origin::LookUp(input.id, at), input.varies)
                    }
                    None => self.number(f64::NAN),
                },
            };
            values.push(value);
        }
        values.last().copied().unwrap_or(ValueId(0))
    }
}

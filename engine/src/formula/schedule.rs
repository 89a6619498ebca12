//! A graph of values to stages of instructions, and columns for what lies between.

use super::compile::{Compiled, Graph, Origin, ValueId};
use super::operation::Op;
use super::program::{Instruction, Program, Slot, Stage};
use super::resolve::Varies;

pub(super) fn schedule(
    graph: &Graph,
    outputs: &[(Slot, ValueId)],
    stages: &[Varies],
    free: Slot,
) -> Compiled {
    let mut stages = stages.to_vec();
    if !stages
        .iter()
        .any(|stage| stage.includes(Varies::EVERYTHING))
    {
        stages.push(Varies::EVERYTHING);
    }
    let mut plan = Plan::new(graph, outputs, &stages, free);
    let varies: Vec<Varies> = outputs
        .iter()
        .map(|(_, value)| graph.values()[value.index()].1)
        .collect();
    let written_in: Vec<Option<usize>> = varies
        .iter()
        .map(|varies| stages.iter().position(|stage| stage.includes(*varies)))
        .collect();
    let stages = stages
        .iter()
        .enumerate()
        .map(|(stage, varies)| {
            let here = outputs
                .iter()
                .zip(&written_in)
                .filter(|(_, from)| **from == Some(stage));
            plan.stage(stage, *varies, here.map(|(output, _)| *output))
        })
        .collect();
    Compiled {
        stages,
        varies,
        constants: plan.constants,
        columns: plan.columns as usize,
    }
}

/// Where each value lives and is worked out.
struct Plan<'g> {
    graph: &'g Graph,
    /// The stage of each value that takes work and is needed.
    stage_of: Vec<Option<usize>>,
    /// The column of each value, once it has one.
    column: Vec<Option<u32>>,
    /// Whether the column is kept, and not used again for another value.
    kept: Vec<bool>,
    constants: Vec<(Slot, f64)>,
    columns: u32,
    /// Columns for values that are read within their own stage only, now free.
    spare: Vec<u32>,
}

impl<'g> Plan<'g> {
    fn new(graph: &'g Graph, outputs: &[(Slot, ValueId)], stages: &[Varies], free: Slot) -> Self {
        let values = graph.values();
        let mut plan = Self {
            graph,
            stage_of: vec![None; values.len()],
            column: vec![None; values.len()],
            kept: vec![false; values.len()],
            constants: Vec::new(),
            columns: free.0,
            spare: Vec::new(),
        };
        let mut needed = vec![false; values.len()];
        for (slot, value) in outputs {
            needed[value.index()] = true;
            plan.columns = plan.columns.max(slot.0 + 1);
            match values[value.index()].0 {
                Origin::Constant(bits) => plan.constants.push((*slot, f64::from_bits(bits))),
                Origin::Input(_) => continue,
                _ => plan.kept[value.index()] = true,
            }
            plan.column[value.index()].get_or_insert(slot.0);
        }
        for (index, (origin, varies)) in values.iter().enumerate().rev() {
            if !needed[index] {
                continue;
            }
            match origin {
                Origin::Input(slot) => {
                    plan.columns = plan.columns.max(slot.0 + 1);
                    plan.column[index] = Some(slot.0);
                }
                Origin::Constant(_) => {}
                _ => plan.stage_of[index] = stages.iter().position(|stage| stage.includes(*varies)),
            }
            for operand in origin.operands() {
                needed[operand.index()] = true;
            }
        }
        plan.keep_across_stages();
        for (index, (origin, _)) in values.iter().enumerate() {
            if let (Origin::Constant(bits), true, None) =
                (origin, needed[index], plan.column[index])
            {
                let column = plan.fresh();
                plan.column[index] = Some(column);
                plan.constants.push((Slot(column), f64::from_bits(*bits)));
            }
        }
        plan
    }

    /// Gives a column of its own to every value that a later stage reads.
    fn keep_across_stages(&mut self) {
        for (index, (origin, _)) in self.graph.values().iter().enumerate() {
            let Some(stage) = self.stage_of[index] else {
                continue;
            };
            for operand in origin.operands().map(ValueId::index) {
                let earlier = self.stage_of[operand].is_some_and(|from| from != stage);
                if earlier && !self.kept[operand] {
                    self.kept[operand] = true;
                    self.column[operand] = Some(self.fresh());
                }
            }
        }
    }

    fn fresh(&mut self) -> u32 {
        self.columns += 1;
        self.columns - 1
    }

    /// The work of one stage, which also writes `outputs`.
    fn stage(
        &mut self,
        stage: usize,
        varies: Varies,
        outputs: impl Iterator<Item = (Slot, ValueId)>,
    ) -> Stage {
        let values = self.graph.values();
        let here: Vec<usize> = (0..values.len())
            .filter(|index| self.stage_of[*index] == Some(stage))
            .collect();
        let mut readers = vec![0_u32; values.len()];
        for operand in here.iter().flat_map(|index| values[*index].0.operands()) {
            readers[operand.index()] += 1;
        }
        let mut instructions = Vec::with_capacity(here.len());
        for index in &here {
            instructions.push(self.instruction(*index, &mut readers));
        }
        let mut results: Vec<Slot> = here
            .iter()
            .filter(|index| self.kept[**index])
            .filter_map(|index| self.column[*index].map(Slot))
            .collect();
        for (slot, value) in outputs {
            // Constants are in place from the start; other values have one column, and where a
            // formula only names a value, or repeats another formula, the column is copied.
            let from = self.column[value.index()].unwrap_or(slot.0);
            let constant = matches!(values[value.index()].0, Origin::Constant(_));
            if constant || from == slot.0 {
                continue;
            }
            let operands = [from, 0, 0];
            instructions.push(Instruction::Operation {
                op: Op::Copy,
                operands,
                out: slot.0,
            });
            results.push(slot);
        }
        results.sort_unstable();
        results.dedup();
        Stage {
            varies,
            program: Program { instructions },
            results,
        }
    }

    /// The instruction for one value; columns whose last reader it is become spare.
    fn instruction(&mut self, index: usize, readers: &mut [u32]) -> Instruction {
        let origin = self.graph.values()[index].0;
        let mut operands = [0; 3];
        for (place, operand) in origin.operands().map(ValueId::index).enumerate() {
            operands[place] = self.column[operand].unwrap_or(0);
            readers[operand] -= 1;
            let local = self.stage_of[operand].is_some() && !self.kept[operand];
            if local && readers[operand] == 0 {
                self.spare.push(operands[place]);
            }
        }
        let out = match self.column[index] {
            Some(column) => column,
            None => match self.spare.pop() {
                Some(spare) => spare,
                None => self.fresh(),
            },
        };
        self.column[index] = Some(out);
        match origin {
            Origin::LookUp(table, _) => Instruction::LookUp {
                table,
                at: operands[0],
                out,
            },
            Origin::Operation(op, _) => Instruction::Operation { op, operands, out },
            // Inputs and constants take no work, so they have no stage.
            Origin::Constant(_) | Origin::Input(_) => Instruction::Operation {
                op: Op::Copy,
                operands: [out, 0, 0],
                out,
            },
        }
    }
}

//! A block of persons through the tables of its draw.

use super::layout::{Scales, quantities, rank};
use super::persons::{BLOCK, Persons, Place, choose, level};
use super::size::{MAX_BYTES, too_large};
use super::study::{Followed, How, PartJob};
use super::tables::{Kind, sums_of};
use super::walk::Walk;
use crate::fault::Fault;
use crate::formula::{LANES, Slot};
use crate::model::Model;
use crate::simulate::trace::SLACK;
use crate::simulate::{Inputs, Program};

impl Followed {
    pub(super) fn by_tables(
        &self,
        kinds: &[(usize, Kind)],
        sums: &[[Vec<Option<usize>>; 2]],
        job: &PartJob,
        place: Place,
        groups: &[f64],
        totals: &mut [f64],
    ) -> Result<(), Fault> {
        let mut group = [0_u16; BLOCK];
        if groups.len() > 1 {
            let uniforms = self.streams.subgroup(place);
            for (group, uniform) in group.iter_mut().zip(uniforms) {
                *group = u16::try_from(choose(uniform, groups)).unwrap_or(0);
            }
        }
        let starts = self.streams.start(place);
        let mut walks: Vec<Walk> = kinds.iter().map(|_| Walk::default()).collect();
        for ((kind, tables), walk) in kinds.iter().zip(&job.tables).zip(&mut walks) {
            kind.1.begin(&tables[job.lane], &group, &starts, walk);
        }
        let mut path = self.streams.path(place);
        let mut uniforms = [0.0; BLOCK];
        for cycle in 1..=self.model.time.cycles {
            path.fill(&mut uniforms);
            for ((kind, tables), walk) in kinds.iter().zip(&job.tables).zip(&mut walks) {
                kind.1.step(&tables[job.lane], cycle, &uniforms, walk);
            }
        }
        let offers = self.streams.offer(place);
        let quantities = quantities(&self.model);
        for (strategy, routes) in self.routes.iter().enumerate() {
            let of = |wanted: usize| kinds.iter().position(|(kind, _)| *kind == wanted);
            let own = self.program.arm_of[strategy];
            let (Some(treated), untreated) = (of(own), of(0)) else {
                continue;
            };
            let levels = self.levels(job, strategy, &group, &offers)?;
            let needed = rank(self.model.strategies[strategy].scope);
            for (column, route) in routes.iter().enumerate() {
                let get = |kind: usize, sum: Option<usize>, i: usize| {
                    let width = kinds[kind].1.sums.len();
                    sum.map_or(0.0, |sum| walks[kind].sums[i * width + sum])
                };
                for i in 0..BLOCK {
                    let value = match route.price {
                        Some(scope) if levels[i] >= rank(scope) => {
                            get(treated, sums[strategy][1][column], i)
                        }
                        Some(_) => 0.0,
                        None if levels[i] >= needed => get(treated, sums[strategy][1][column], i),
                        None => get(untreated.unwrap_or(treated), sums[strategy][0][column], i),
                    };
                    let base = strategy * quantities;
                    totals[(base + route.quantity) * BLOCK + i] += value;
                    if route.fiscal {
                        totals[base * BLOCK + i] += value;
                    }
                }
            }
        }
        Ok(())
    }

    /// How far each person goes with a strategy's offer.
    pub(super) fn levels(
        &self,
        job: &PartJob,
        strategy: usize,
        group: &[u16; BLOCK],
        offers: &Persons,
    ) -> Result<[u8; BLOCK], Fault> {
        let mut levers = Vec::new();
        for (g, of_group) in self.program.levers.iter().enumerate() {
            let registers = &job.registers[g * self.program.arms_a_group];
            let value = |slot: Option<Slot>| slot.map_or(1.0, |s| registers[s.index()][job.lane]);
            let own = of_group.shares[strategy].map(value);
            if own.iter().any(|x| !(-SLACK..=1.0 + SLACK).contains(x)) {
                return Err(self.explain(self.draws_of(job.index).0));
            }
            levers.push(own);
        }
        Ok(std::array::from_fn(|i| {
            level(offers[i], levers[usize::from(group[i])])
        }))
    }
}

pub(super) fn by_kinds(
    model: &Model,
    program: &Program,
    inputs: &Inputs,
    scales: &mut Scales,
) -> Result<How, Vec<Fault>> {
    let split = |s: &crate::model::Strategy| {
        s.reach.is_some() || s.take_up.is_some() || s.completion.is_some()
    };
    let untreated = program.arm_of.contains(&0) || model.strategies.iter().any(split);
    let mut kinds = Vec::new();
    let mut sums = vec![[Vec::new(), Vec::new()]; model.strategies.len()];
    for kind in 0..program.arms_a_group {
        let (of_kind, places) = sums_of(model, program, kind);
        for (strategy, place) in places.into_iter().enumerate() {
            if kind == 0 {
                sums[strategy][0].clone_from(&place);
            }
            if program.arm_of[strategy] == kind {
                sums[strategy][1] = place;
            }
        }
        if kind > 0 || untreated {
            kinds.push((
                kind,
                Kind::new(model, program, kind, inputs, of_kind, scales),
            ));
        }
    }
    let bytes = kinds
        .iter()
        .fold(0, |sum, (_, k)| sum + k.size(model.time.cycles) * 8 * LANES);
    if bytes > MAX_BYTES {
        return Err(vec![too_large(format!(
            "its tables would take {} MB",
            bytes >> 20
        ))]);
    }
    Ok(How::Tables(kinds, sums))
}

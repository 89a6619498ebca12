//! Places that run out, in a cohort: a queue of shares of people, a fluid.
//!
//! All who meet in a queue step together through the calendar: subgroups, those treated and those
//! not, and whoever entered when. At the beginning of each cycle free places are given out among
//! those who wait, who move at once; then everybody goes through the cycle. What waits is an
//! average: below capacity a fluid never queues, where real people, who come and go by chance, do.

use super::inputs::Inputs;
use super::job::Job;
use super::plan::{Part, ShareOf, Trace};
use super::program::{Arm, Program};
use super::trace::{Clock, Space, Trouble};
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::model::Model;

const ZERO: Lane = [0.0; LANES];

/// A part of a strategy's people, on its way.
struct Stream {
    part: Part,
    trace: Trace,
    registers: Vec<Lane>,
    space: Space,
    /// How many people it stands for.
    size: Lane,
    /// For each expanded state, how many of each person there get a place in this cycle.
    admitted: Vec<Lane>,
}

/// Those who wait in one expanded state.
struct Waiting {
    stream: usize,
    state: usize,
    /// Cycles waited, as far as the state remembers.
    waited: usize,
    people: Lane,
    need: Lane,
}

/// How many people a part of a strategy stands for.
pub struct Size<'a> {
    /// People in each subgroup, of those who enter together.
    pub groups: &'a [Lane],
    /// Share treated in each subgroup.
    pub treated: &'a [Lane],
}

impl Job {
    /// Runs a strategy's people together; calls `book` for each part when it is at its end.
    pub(super) fn run_fluid(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        strategy: usize,
        size: &Size<'_>,
        book: &mut dyn FnMut(&mut Self, Part),
    ) -> Result<(), Fault> {
        let share = model.entry.flow.map_or(1.0, |f| f.share_per_cycle);
        let mut streams: Vec<Stream> = Vec::new();
        for part in &inputs.plan.recipes[strategy] {
            let whole = &inputs.plan.traces[part.trace];
            let group = whole.arm / program.arms_a_group;
            let treated = &size.treated[group];
            let mut people = size.groups[group];
            for (people, treated) in people.iter_mut().zip(treated) {
                *people *= share
                    * match part.share {
                        ShareOf::Treated => *treated,
                        ShareOf::Untreated => 1.0 - treated,
                        ShareOf::Before => 1.0,
                    };
            }
            streams.push(Stream {
                part: *part,
                trace: whole.clone(),
                registers: self.registers[whole.arm].clone(),
                space: Space::default(),
                size: people,
                admitted: vec![ZERO; program.arms[whole.arm].states.len()],
            });
        }
        let clock = self.clock.clone();
        for stream in &mut streams {
            let arm = &program.arms[stream.trace.arm];
            let begun = stream
                .space
                .begin(arm, &stream.trace, &stream.registers, inputs.years);
            if let Err(trouble) = begun {
                return Err(self.troubled(model, program, stream, trouble));
            }
        }
        for cycle in 1..=model.time.cycles + 1 {
            for stream in streams.iter_mut().filter(|s| s.trace.entry < cycle) {
                let arm = &program.arms[stream.trace.arm];
                let own = cycle - stream.trace.entry;
                let Stream {
                    space,
                    trace,
                    registers,
                    ..
                } = stream;
                if let Err(trouble) =
                    space.before(arm, trace, &program.tables, &clock, registers, own)
                {
                    return Err(self.troubled(model, program, stream, trouble));
                }
            }
            self.admit(model, program, inputs, (strategy, cycle), &mut streams)?;
            for stream in streams.iter_mut().filter(|s| s.trace.entry < cycle) {
                let own = cycle - stream.trace.entry;
                let Stream {
                    space,
                    trace,
                    registers,
                    admitted,
                    ..
                } = stream;
                let placed =
                    space.place(&program.arms, trace, registers, own, inputs.years, admitted);
                if cycle <= model.time.cycles {
                    space.after(&program.arms, trace, registers, own, inputs.years, &placed);
                }
            }
        }
        for stream in streams {
            self.space = stream.space;
            book(self, stream.part);
        }
        Ok(())
    }

    fn troubled(
        &mut self,
        model: &Model,
        program: &Program,
        stream: &Stream,
        trouble: Trouble,
    ) -> Fault {
        self.registers[stream.trace.arm].clone_from(&stream.registers);
        self.explain(model, program, stream.trace.arm, trouble)
    }

    /// Gives out the free places of a cycle.
    fn admit(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        (strategy, cycle): (usize, usize),
        streams: &mut [Stream],
    ) -> Result<(), Fault> {
        for (place, places) in model.places.iter().enumerate() {
            let number = number_of(self, program, inputs, (strategy, cycle), place, &self.clock);
            if let Some(lane) = number.iter().position(|n| !(*n >= 0.0 && n.is_finite())) {
                let what = format!(
                    "the number of places is {} in draw {}, cycle {cycle}",
                    number[lane],
                    self.draw_of(lane)
                );
                let path = format!("places.{}.number", places.name);
                return Err(Fault::without_place(&path, what, "make it 0 or more"));
            }
            let mut free = match places.per_cycle {
                Some(share) => number.map(|n| n * share),
                None => number,
            };
            let mut waiting = Vec::new();
            let here = |s: &(usize, &mut Stream)| s.1.trace.entry < cycle;
            for (index, stream) in streams.iter_mut().enumerate().filter(here) {
                let arm = &program.arms[stream.trace.arm];
                for &state in &places.held_in {
                    for people in &stream.space.now[arm.ranges[state].clone()] {
                        for lane in 0..LANES {
                            free[lane] -= people[lane] * stream.size[lane];
                        }
                    }
                }
                collect(arm, stream, index, place, &mut waiting);
            }
            for lane in free.iter_mut() {
                // Rounding must not take away what nobody holds.
                *lane = if *lane > 0.0 { *lane } else { 0.0 };
            }
            share_out(streams, &mut waiting, places.need.is_some(), free);
        }
        Ok(())
    }
}

/// How many places there are: by the formulas of those treated, once the strategy has started.
fn number_of(
    job: &Job,
    program: &Program,
    inputs: &Inputs,
    (strategy, cycle): (usize, usize),
    place: usize,
    clock: &Clock,
) -> Lane {
    let begun = cycle > inputs.plan.starts[strategy];
    let arm = if begun { program.arm_of[strategy] } else { 0 };
    let mut registers = job.registers[arm].clone();
    let arm = &program.arms[arm];
    clock.set(arm, 0, cycle, &mut registers);
    arm.per_cycle.run(&mut registers, &program.tables);
    registers[arm.places[place].index()]
}

/// Those of a stream who wait for a place.
fn collect(arm: &Arm, stream: &mut Stream, index: usize, place: usize, into: &mut Vec<Waiting>) {
    for (state, expanded) in arm.states.iter().enumerate() {
        let Some(door) = expanded.gate.filter(|g| g.place == place) else {
            continue;
        };
        stream.admitted[state] = ZERO;
        let mut people = stream.space.now[state];
        for (people, size) in people.iter_mut().zip(&stream.size) {
            *people *= size;
        }
        into.push(Waiting {
            stream: index,
            state,
            waited: state - arm.ranges[expanded.state].start,
            people,
            need: door
                .need
                .map_or(ZERO, |slot| stream.registers[slot.index()]),
        });
    }
}

/// Places go to the greatest need, or to the longest wait; equals share alike.
fn share_out(streams: &mut [Stream], waiting: &mut [Waiting], by_need: bool, free: Lane) {
    if !by_need {
        waiting.sort_by_key(|w| std::cmp::Reverse(w.waited));
    }
    for (lane, mut left) in free.into_iter().enumerate() {
        if by_need {
            waiting.sort_by(|a, b| {
                let need = b.need[lane].total_cmp(&a.need[lane]);
                need.then(b.waited.cmp(&a.waited))
            });
        }
        let mut at = 0;
        while at < waiting.len() && left > 0.0 {
            let equal = |w: &Waiting| {
                w.waited == waiting[at].waited
                    && w.need[lane].total_cmp(&waiting[at].need[lane]).is_eq()
            };
            let until = waiting[at..]
                .iter()
                .position(|w| !equal(w))
                .map_or(waiting.len(), |n| at + n);
            let all = waiting[at..until]
                .iter()
                .fold(0.0, |sum, w| sum + w.people[lane]);
            let share = if all > left { left / all } else { 1.0 };
            for w in &waiting[at..until] {
                streams[w.stream].admitted[w.state][lane] = share;
            }
            left -= share * all;
            at = until;
        }
    }
}

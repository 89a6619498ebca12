//! What is wrong with a model in one of its draws, said with its place.

use super::job::Job;
use super::program::{Amount, Program};
use super::trace::{SLACK, Trouble};
use crate::fault::Fault;
use crate::formula::{LANES, Lane, Slot};
use crate::model::Model;
use crate::random::BATCH;

impl Job {
    pub(super) fn draw_of(&self, lane: usize) -> u64 {
        self.batch * BATCH as u64 + (self.column * LANES + lane) as u64 + 1
    }

    pub(super) fn check_levers(
        &self,
        model: &Model,
        number: &Lane,
        levers: &[[Option<Lane>; 3]],
    ) -> Result<(), Fault> {
        if let Some(lane) = number.iter().position(|n| !(*n >= 0.0 && n.is_finite())) {
            let what = format!(
                "the number of people is {} in draw {}",
                number[lane],
                self.draw_of(lane)
            );
            return Err(Fault::without_place(
                "people.number",
                what,
                "make it 0 or more in every draw",
            ));
        }
        for (strategy, levers) in model.strategies.iter().zip(levers) {
            for (lever, name) in levers.iter().zip(["reach", "take_up", "completion"]) {
                let Some(lever) = lever else { continue };
                if let Some(lane) = lever
                    .iter()
                    .position(|x| !(-SLACK..=1.0 + SLACK).contains(x))
                {
                    let what = format!(
                        "this share is {} in draw {}",
                        lever[lane],
                        self.draw_of(lane)
                    );
                    let written = match name {
                        "reach" => &strategy.reach,
                        "take_up" => &strategy.take_up,
                        _ => &strategy.completion,
                    };
                    let (line, column) = written.as_ref().map_or((0, 0), |e| e.place);
                    return Err(Fault {
                        path: format!("strategies.{}.{name}", strategy.name),
                        line,
                        column,
                        what,
                        hint: "a share lies between 0 and 1 in every draw".into(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Shares of subgroups lie between 0 and 1 and leave nobody over.
    pub(super) fn check_subgroups(
        &self,
        model: &Model,
        shares: &[Lane],
        left: &Lane,
    ) -> Result<(), Fault> {
        let hint =
            "make the shares of all subgroups add to 1 in every draw, or let one take the \"rest\"";
        let is_share = |x: &f64| (-SLACK..=1.0 + SLACK).contains(x);
        for (group, share) in model.subgroups.iter().zip(shares) {
            if let Some(lane) = share.iter().position(|x| !is_share(x)) {
                let what = format!(
                    "the share of this subgroup is {} in draw {}",
                    share[lane],
                    self.draw_of(lane)
                );
                let path = format!("subgroups.{}.share", group.name);
                return Err(Fault::without_place(&path, what, hint));
            }
        }
        if let Some(lane) = left.iter().position(|x| !(-SLACK..=SLACK).contains(x)) {
            let what = format!(
                "the shares of the subgroups add to {} in draw {}",
                1.0 - left[lane],
                self.draw_of(lane)
            );
            return Err(Fault::without_place("subgroups", what, hint));
        }
        Ok(())
    }

    pub(super) fn check_finite(
        &self,
        model: &Model,
        program: &Program,
        years: usize,
    ) -> Result<(), Fault> {
        let lanes = self.column * LANES..(self.column + 1) * LANES;
        let bad = self
            .values
            .chunks_exact(BATCH)
            // All are looked at: a loop that may stop early is not SIMD.
            .position(|column| {
                let lanes = column[lanes.clone()].iter();
                lanes.fold(false, |bad, v| bad | !is_sound(*v))
            });
        let Some(bad) = bad else { return Ok(()) };
        let lane = self.values[bad * BATCH + lanes.start..bad * BATCH + lanes.end]
            .iter()
            .position(|v| !is_sound(*v))
            .unwrap_or(0);
        let mut column = bad / years;
        let strategy = program.columns.iter().position(|columns| {
            let inside = column < columns.len();
            if !inside {
                column -= columns.len();
            }
            inside
        });
        let strategy = strategy.unwrap_or(0);
        let line = program.columns[strategy][column];
        let arm = program.arm_of[strategy];
        // Which term it was, and why: the first whose amount is not a number in that draw.
        for tally in program.arms[arm].tallies.iter().filter(|t| t.line == line) {
            let expression = match model.lines.get(line) {
                Some(l) => &l.terms[tally.term].amount,
                None => {
                    &model.strategies[strategy].prices[line - program.price_lines[strategy]].amount
                }
            };
            let slot = match &tally.amount {
                Amount::Steady(slot) | Amount::Varying(slot) => *slot,
                Amount::ByStateTime(..) => continue,
            };
            let value = self.registers[arm][slot.index()][lane];
            if !value.is_finite() {
                return Err(
                    self.not_a_number(model, program, arm, strategy, lane, expression, None)
                );
            }
            if value.abs() > 1e100 {
                return Err(Fault {
                    path: expression.path.clone(),
                    line: expression.place.0,
                    column: expression.place.1,
                    what: format!(
                        "an amount of {value:e} in draw {} of strategy `{}` is too large to add up",
                        self.draw_of(lane),
                        model.strategies[strategy].name
                    ),
                    hint: "check its size and its unit".into(),
                });
            }
        }
        let name = &program.ledger[line].name;
        let what = format!(
            "`{name}` does not come to a finite number in draw {} of strategy `{}`",
            self.draw_of(lane),
            model.strategies[strategy].name
        );
        Err(Fault::without_place(
            name,
            what,
            "look for a division by zero in its amounts",
        ))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "all that a message needs to name the place"
    )]
    fn not_a_number(
        &self,
        model: &Model,
        program: &Program,
        arm: usize,
        strategy: usize,
        lane: usize,
        expression: &crate::model::Expression,
        cycle: Option<usize>,
    ) -> Fault {
        let why = diagnose(program, &self.registers, arm, lane, expression, model);
        let when = cycle.map_or(String::new(), |c| format!(", cycle {c}"));
        let what = format!(
            "this does not come to a number in strategy `{}`, draw {}{when}{}",
            model.strategies[strategy].name,
            self.draw_of(lane),
            why.map_or(String::new(), |w| format!(": {w}"))
        );
        Fault {
            path: expression.path.clone(),
            line: expression.place.0,
            column: expression.place.1,
            what,
            hint: "guard it: if(x > 0, y / x, 0), or keep the figure away from zero".into(),
        }
    }

    pub(super) fn explain(
        &self,
        model: &Model,
        program: &Program,
        arm: usize,
        trouble: Trouble,
    ) -> Fault {
        let strategy = program
            .arm_of
            .iter()
            .position(|a| *a == arm % program.arms_a_group)
            .unwrap_or(model.baseline);
        let subgroup = model.subgroups.get(arm / program.arms_a_group);
        let subgroup = subgroup.map_or(String::new(), |g| format!("subgroup `{}`, ", g.name));
        match trouble {
            Trouble::Start { lane } => {
                let what = format!(
                    "the shares who start in each state are below 0 or do not add to 1 in draw {}",
                    self.draw_of(lane)
                );
                Fault::without_place(
                    "states",
                    what,
                    "make them add to 1, or let one state start with \"rest\"",
                )
            }
            Trouble::Row { lane, state, cycle } => {
                let arm_program = &program.arms[arm];
                let state = &arm_program.states[state];
                let registers = &self.registers[arm];
                let value = |slot: Slot| registers[slot.index()][lane];
                let worst = state
                    .edges
                    .iter()
                    .find(|e| !(-SLACK..=1.0 + SLACK).contains(&value(e.probability)));
                let where_ = format!(
                    "{subgroup}strategy `{}`, draw {}, cycle {cycle}",
                    model.strategies[strategy].name,
                    self.draw_of(lane)
                );
                let from = &model.states[state.state].name;
                match worst
                    .or(state.edges.first())
                    .map(|e| (e, &model.rows[e.place.0].entries[e.place.1].formula))
                {
                    Some((edge, expression)) if worst.is_some() => {
                        let value = value(edge.probability);
                        if !value.is_finite() {
                            return self.not_a_number(
                                model,
                                program,
                                arm,
                                strategy,
                                lane,
                                expression,
                                Some(cycle),
                            );
                        }
                        let (what, hint) = if model.rows[edge.place.0].rates {
                            (
                                format!("a rate below 0 in {where_}"),
                                "a rate is 0 or more: choose a distribution that keeps to that (gamma, log_normal)",
                            )
                        } else {
                            (
                                format!("a probability of {value} in {where_}"),
                                "a probability lies between 0 and 1: choose a distribution that keeps to that (beta), or limit it with min(..., 1)",
                            )
                        };
                        Fault {
                            path: expression.path.clone(),
                            line: expression.place.0,
                            column: expression.place.1,
                            what,
                            hint: hint.into(),
                        }
                    }
                    other => {
                        let total = state
                            .edges
                            .iter()
                            .fold(0.0, |sum, e| sum + value(e.probability));
                        let place = other.map_or((0, 0), |(_, e)| e.place);
                        let (what, hint) = if state.rest.is_some() {
                            (
                                "more than 1",
                                "make them smaller, or write them as rates, which compete and cannot exceed 1",
                            )
                        } else {
                            ("not 1", "let one of them be \"rest\"")
                        };
                        Fault {
                            path: format!("transitions.{from}"),
                            line: place.0,
                            column: place.1,
                            what: format!(
                                "the probabilities of this row add to {total}, {what}, in {where_}"
                            ),
                            hint: hint.into(),
                        }
                    }
                }
            }
        }
    }
}

/// A number with room for sums of many: anything larger means a slip in the model.
fn is_sound(value: f64) -> bool {
    value.abs() <= 1e150
}

/// Why a formula is not a number in one draw, as far as its own names show.
fn diagnose(
    program: &Program,
    registers: &[Vec<Lane>],
    arm: usize,
    lane: usize,
    expression: &crate::model::Expression,
    model: &Model,
) -> Option<String> {
    let value = |name: &str| {
        let slot = program.arms[arm]
            .symbols
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, slot)| *slot);
        slot.map_or(f64::NAN, |s| registers[arm][s.index()][lane])
    };
    let own = expression.formula.diagnose(&value)?;
    // If a named formula is at fault, its own text says more.
    let culprit = expression
        .formula
        .names()
        .find(|(name, _)| !value(name).is_finite());
    let inner = culprit.and_then(|(name, _)| model.formulas.iter().find(|(n, _)| n == name));
    match inner.and_then(|(name, e)| {
        e.formula
            .diagnose(&value)
            .map(|d| format!("`{name}` {}", d.message))
    }) {
        Some(message) => Some(message),
        None => Some(own.message),
    }
}

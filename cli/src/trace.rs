//! `early-action trace`: who is where and what is counted, cycle by cycle, in one draw.

use crate::refuse;
use crate::run::{Variant, model_of, study_of};
use early_action_engine::fault::Fault;
use early_action_engine::model::Model;
use early_action_engine::random::BATCH;
use early_action_engine::simulate::BatchResult;
use early_action_engine::study::Study;
use early_action_present::export::json::Json;
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

/// Most bytes of one batch with every cycle apart.
const MAX_BYTES: usize = 1 << 30;

/// Arguments of `trace`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    variant: Variant,
    /// Which draw; every figure at its mean if left out.
    #[arg(long, value_name = "N")]
    draw: Option<u64>,
    /// One JSON object instead of CSV.
    #[arg(long)]
    json: bool,
}

/// Prints the trace of every strategy.
pub fn trace(options: &Options) -> ExitCode {
    match traced(options) {
        Err(faults) => refuse(&faults, options.json),
        Ok(trace) => {
            // A closed pipe is the reader's choice, not a fault.
            _ = if options.json {
                writeln!(stdout(), "{}", trace.json())
            } else {
                trace.csv()
            };
            ExitCode::SUCCESS
        }
    }
}

/// A column of the ledger over the cycles.
struct Line {
    /// `states`, `costs` or `outcomes`.
    group: &'static str,
    name: String,
    is_fiscal: bool,
    values: Vec<f64>,
    undiscounted: Vec<f64>,
}

struct Trace {
    study: Study,
    draw: Option<u64>,
    figures: Vec<(String, f64)>,
    /// For each strategy.
    lines: Vec<Vec<Line>>,
}

fn traced(options: &Options) -> Result<Trace, Vec<Fault>> {
    let model = model_of(&options.variant)?.by_cycle();
    let states = model.states.len();
    let (batch, lane) = match options.draw {
        Some(0) => {
            let hint = "the first draw is 1";
            return Err(vec![Fault::without_place(
                "draw",
                "there is no draw 0",
                hint,
            )]);
        }
        Some(draw) => ((draw - 1) / BATCH as u64, (draw - 1) % BATCH as u64),
        None => (0, 0),
    };
    let lane = usize::try_from(lane).unwrap_or(0);
    let at_means = options.draw.is_none();
    let study = study_of(model.clone(), &options.variant, at_means, Some(1))?;
    let plain = study_of(model.undiscounted(), &options.variant, at_means, Some(1))?;
    let rows = study.inputs.years;
    if study.columns().saturating_mul(rows * BATCH * 8) > MAX_BYTES {
        return Err(vec![Fault::without_place(
            "time.horizon",
            "a trace of so many states and cycles would not fit into memory",
            "take a shorter horizon or a longer cycle",
        )]);
    }
    let run = |study: &Study| study.run_batch(batch).map_err(|fault| vec![fault]);
    let (result, undiscounted) = (run(&study)?, run(&plain)?);
    let column = |result: &BatchResult, column: usize| -> Vec<f64> {
        let cycles = column * rows..(column + 1) * rows;
        cycles.map(|at| result.values[at * BATCH + lane]).collect()
    };
    let lines = (0..study.model.strategies.len()).map(|s| {
        let mut lines: Vec<Line> = Vec::new();
        for (at, index) in study.columns_of(s) {
            let line = &study.program.ledger[index];
            let new = Line {
                group: match line.what.is_cost() {
                    _ if index < states => "states",
                    true => "costs",
                    false => "outcomes",
                },
                name: line.name.clone(),
                is_fiscal: line.what.is_fiscal(),
                values: column(&result, at),
                undiscounted: column(&undiscounted, at),
            };
            let same = |l: &&mut Line| (l.group, &l.name) == (new.group, &new.name);
            match lines.iter_mut().find(same) {
                // A programme may have several prices.
                Some(old) => {
                    add(&mut old.values, &new.values);
                    add(&mut old.undiscounted, &new.undiscounted);
                }
                None => lines.push(new),
            }
        }
        lines
    });
    let lines = lines.collect();
    let mut draws = Vec::new();
    study.inputs.draw_own(batch, &mut draws);
    let names = crate::draws::parameters(&study).into_iter();
    let figures = names.zip(draws.iter().map(|d| d[lane])).collect();
    Ok(Trace {
        draw: options.draw,
        figures,
        lines,
        study,
    })
}

fn add(into: &mut [f64], more: &[f64]) {
    for (sum, value) in into.iter_mut().zip(more) {
        *sum += value;
    }
}

fn total(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}

impl Trace {
    fn model(&self) -> &Model {
        &self.study.model
    }

    /// Years from the start to each row.
    fn years(&self) -> impl Iterator<Item = f64> + '_ {
        (0..=self.model().time.cycles).map(|row| self.model().time.at(row))
    }

    fn json(&self) -> Json {
        let object = |fields: Vec<(&str, Json)>| {
            let named = fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            Json::Object(named.collect())
        };
        let numbers = |values: &[f64]| values.iter().copied().collect::<Json>();
        let sums = |lines: &mut dyn Iterator<Item = &Line>| {
            let sum = lines.fold((0.0, 0.0), |(a, b), line| {
                (a + total(&line.values), b + total(&line.undiscounted))
            });
            object(vec![
                ("discounted", sum.0.into()),
                ("undiscounted", sum.1.into()),
            ])
        };
        let strategies = self.model().strategies.iter().zip(&self.lines);
        let strategies = strategies.map(|(strategy, lines)| {
            let of = |group: &'static str| lines.iter().filter(move |line| line.group == group);
            let by_cycle = |group| {
                let line = |line: &Line| {
                    let both = object(vec![
                        ("discounted", numbers(&line.values)),
                        ("undiscounted", numbers(&line.undiscounted)),
                    ]);
                    (line.name.clone(), both)
                };
                Json::Object(of(group).map(line).collect())
            };
            let totals = |group| {
                let line = |line: &Line| (line.name.clone(), sums(&mut std::iter::once(line)));
                Json::Object(of(group).map(line).collect())
            };
            let people = of("states").map(|line| (line.name.clone(), numbers(&line.values)));
            object(vec![
                ("name", (&strategy.name).into()),
                ("label", strategy.label.as_ref().into()),
                ("states", Json::Object(people.collect())),
                ("costs", by_cycle("costs")),
                ("outcomes", by_cycle("outcomes")),
                (
                    "totals",
                    object(vec![
                        (
                            "cost",
                            sums(&mut lines.iter().filter(|line| line.is_fiscal)),
                        ),
                        ("costs", totals("costs")),
                        ("outcomes", totals("outcomes")),
                    ]),
                ),
            ])
        });
        let model = self.model();
        let figures = self.figures.iter().map(|(n, v)| (n.clone(), (*v).into()));
        object(vec![
            (
                "model",
                object(vec![
                    ("id", (&model.id).into()),
                    ("title", (&model.title).into()),
                    ("hash", (&model.hash).into()),
                ]),
            ),
            ("draw", self.draw.into()),
            ("seed", self.study.seed.into()),
            ("parameters", Json::Object(figures.collect())),
            ("years", self.years().collect()),
            ("strategies", strategies.collect()),
        ])
    }

    fn csv(&self) -> std::io::Result<()> {
        let mut csv = csv::Writer::from_writer(BufWriter::new(stdout().lock()));
        let mut heads: Vec<(&'static str, String)> = Vec::new();
        for line in self.lines.iter().flatten() {
            let head = (line.group, line.name.clone());
            if !heads.contains(&head) {
                heads.push(head);
            }
        }
        let titles = heads.iter().map(|(group, name)| format!("{group}.{name}"));
        let plain = heads
            .iter()
            .filter(|(group, _)| *group != "states")
            .map(|(group, name)| format!("undiscounted.{group}.{name}"));
        let fixed = ["strategy", "row", "years"].map(str::to_owned).into_iter();
        csv.write_record(fixed.chain(titles).chain(plain))?;
        for (strategy, lines) in self.model().strategies.iter().zip(&self.lines) {
            let find = |(group, name): &(&'static str, String)| {
                lines
                    .iter()
                    .find(|line| line.group == *group && line.name == *name)
            };
            let found: Vec<Option<&Line>> = heads.iter().map(find).collect();
            for (row, years) in self.years().enumerate() {
                let value = |line: &Option<&Line>| line.map_or(0.0, |l| l.values[row]).to_string();
                let plain = found
                    .iter()
                    .zip(&heads)
                    .filter(|(_, (group, _))| *group != "states")
                    .map(|(line, _)| line.map_or(0.0, |l| l.undiscounted[row]).to_string());
                let fixed = [strategy.name.clone(), row.to_string(), years.to_string()];
                let values = found.iter().map(value);
                csv.write_record(fixed.into_iter().chain(values).chain(plain))?;
            }
        }
        csv.flush()
    }
}

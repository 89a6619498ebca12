//! `early-action network remain`: who would still be there.

use super::{Source, json, read, say, show};
use crate::refuse;
use early_action_engine::fault::Fault;
use early_action_engine::network::{Date, Remain, When};
use early_action_engine::random::Seed;
use std::fmt::Write;
use std::process::ExitCode;

use serde_json::{Map, Value, json as object};

/// Most futures: beyond, the error no longer matters.
const MAX_DRAWS: usize = 10_000_000;

/// Arguments of `remain`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    source: Source,
    /// Everybody who is paid to be there goes.
    #[arg(long)]
    services_step_back: bool,
    /// Everybody whose last day lies before this date goes: 2027-05-01.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Everybody goes who stays until the one at the centre is this old.
    #[arg(long, value_name = "AGE")]
    birthday: Option<u8>,
    /// Simulated futures.
    #[arg(long, default_value_t = 100_000)]
    draws: usize,
    /// Seed of the random streams.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Prints who would be there.
pub fn run(options: &Options) -> ExitCode {
    match answer(options) {
        Ok(text) => {
            say(&text);
            ExitCode::SUCCESS
        }
        Err(faults) => refuse(&faults, options.json),
    }
}

fn answer(options: &Options) -> Result<String, Vec<Fault>> {
    let fault =
        |path: &str, what: String, hint: &str| Err(vec![Fault::without_place(path, what, hint)]);
    if options.draws == 0 || options.draws > MAX_DRAWS {
        let what = format!("{} futures cannot be simulated", options.draws);
        return fault("--draws", what, "give a number from 1 to 10,000,000");
    }
    let date = match options.on.as_deref().map(|text| (text, Date::parse(text))) {
        Some((text, None)) => {
            return fault(
                "--on",
                format!("\"{text}\" is no date"),
                "write it as 2027-05-01",
            );
        }
        found => found.and_then(|(_, date)| date),
    };
    let import = read(&options.source)?;
    let when = When {
        services_step_back: options.services_step_back,
        date,
        age: options.birthday,
    };
    let remain = Remain::new(&import.network, &when);
    Ok(if options.json {
        whole(&remain, options, &import.notes).to_string()
    } else {
        sentences(&remain, &import.notes)
    })
}

fn whole(remain: &Remain<'_>, options: &Options, notes: &[String]) -> Value {
    let network = remain.network;
    let seed = Seed(options.seed);
    let left = remain.left();
    let simulated = remain.simulate(seed, options.draws);
    let reached = remain.reached(seed, options.draws);
    let id = |who: usize| network.people[who].id.clone();
    let by_person = |value: &dyn Fn(usize) -> Value| -> Map<String, Value> {
        remain
            .around
            .iter()
            .map(|who| (id(*who), value(*who)))
            .collect()
    };
    let shares = |list: &[(f64, f64)]| -> Value {
        list.iter()
            .map(|(value, error)| object!({ "value": value, "error": error }))
            .collect()
    };
    let helps: Map<String, Value> = remain
        .helps()
        .into_iter()
        .zip(&simulated.helps)
        .map(|(help, (value, error))| {
            let now = help.givers.len();
            let shape = object!({
                "now": now,
                "givers": json::ids(network, &help.givers),
                "mean": help.mean,
                "chance": (now > 0).then_some(help.chance),
                "chance_if_not_known_stay": (now > 0).then_some(help.chance_at_most),
                "simulated": { "value": value, "error": error },
            });
            (help.name, shape)
        })
        .collect();
    let reached = reached.map(|reached| {
        let each = by_person(
            &|who| object!({ "chance": reached.chances[who], "error": reached.errors[who] }),
        );
        let hang_on = reached.hang_on.iter().map(|(cut, lost)| {
            let stays = remain.chances[*cut];
            object!({
                "person": id(*cut),
                "cuts_off": json::ids(network, lost),
                "chance": stays.map(|stays| 1.0 - stays),
            })
        });
        object!({
            "method": if reached.draws.is_some() { "simulation" } else { "exact" },
            "draws": reached.draws,
            "people": each,
            "hang_on": hang_on.collect::<Vec<_>>(),
        })
    });
    object!({
        "now": remain.around.len(),
        "gone": json::ids(network, &remain.gone),
        "not_known": json::ids(network, &remain.not_known),
        "stays": by_person(&|who| object!(remain.chances[who])),
        "left": {
            "mean": left.mean,
            "variance": left.variance,
            "chances": left.chances,
            "at_least": left.at_least,
            "p05": quantile(&left.chances, 0.05),
            "p50": quantile(&left.chances, 0.5),
            "p95": quantile(&left.chances, 0.95),
        },
        "simulated": {
            "draws": simulated.draws,
            "seed": options.seed,
            "mean": { "value": simulated.mean.0, "error": simulated.mean.1 },
            "chances": shares(&simulated.chances),
            "at_least": shares(&simulated.at_least),
        },
        "helps": helps,
        "reached": reached,
        "notes": notes,
    })
}

/// The smallest number such that so few or fewer are left with at least this chance. A chance that
/// falls short by rounding counts.
fn quantile(chances: &[f64], share: f64) -> usize {
    let mut below = 0.0;
    for (count, chance) in chances.iter().enumerate() {
        below += chance;
        if below >= share - 1e-12 {
            return count;
        }
    }
    chances.len().saturating_sub(1)
}

fn sentences(remain: &Remain<'_>, notes: &[String]) -> String {
    let left = remain.left();
    let names = |people: &[usize]| -> String {
        let names: Vec<&str> = people
            .iter()
            .map(|who| remain.network.people[*who].name.as_str())
            .collect();
        if names.is_empty() {
            "nobody".into()
        } else {
            names.join(", ")
        }
    };
    let known = remain.around.len() - remain.not_known.len();
    let mut text = format!("there now: {}\n", remain.around.len());
    _ = writeln!(text, "gone for certain: {}", names(&remain.gone));
    if !remain.not_known.is_empty() {
        _ = writeln!(
            text,
            "nobody said how likely they are to stay: {}",
            names(&remain.not_known)
        );
    }
    let range = [0.05, 0.95].map(|share| quantile(&left.chances, share));
    _ = writeln!(
        text,
        "left of the {known} of whom it is known: {:.1} on average, in 90 of 100 futures {} to {}",
        left.mean, range[0], range[1]
    );
    for help in remain.helps().iter().filter(|help| !help.givers.is_empty()) {
        let chance = show::number(Some(help.chance));
        _ = writeln!(
            text,
            "{}: {} now, chance that somebody is left {chance}",
            help.name,
            help.givers.len()
        );
    }
    for note in notes {
        _ = writeln!(text, "note: {note}");
    }
    text.trim_end().to_owned()
}

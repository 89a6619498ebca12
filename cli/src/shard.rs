//! A run cut into shards, which any scheduler can spread over machines, and put together again.
//!
//! A shard's file holds the whole recipe of the run, the model's text included, and the results of
//! its share of the pieces. So `merge` needs the files alone.

use crate::recipe::Recipe;
use crate::{individual, refuse, run, threads};
use early_action_engine::fault::Fault;
use early_action_engine::individual::{Part, Parts};
use early_action_engine::random::SCHEME;
use early_action_engine::simulate::BatchResult;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

/// First line of a shard's file.
const MAGIC: &str = "early-action shard 1\n";

/// Arguments of `run` for one shard.
#[derive(clap::Args)]
pub struct OneShard {
    /// Only the i-th of n shards, as `i/n`; written to `--out` and put together by `merge`.
    #[arg(long, value_name = "I/N", requires = "out")]
    shard: Option<String>,
    /// Where a shard is written.
    #[arg(long, value_name = "FILE", requires = "shard")]
    out: Option<String>,
}

/// Arguments of `merge`.
#[derive(clap::Args)]
pub struct Merge {
    /// Files of all shards of one run, in any order.
    #[arg(required = true)]
    files: Vec<String>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Which shard of how many, and where it goes.
pub struct Shard {
    index: u64,
    of: u64,
    out: String,
}

impl OneShard {
    /// The shard that was asked for, if any.
    pub fn asked(&self) -> Result<Option<Shard>, Vec<Fault>> {
        let (Some(text), Some(out)) = (&self.shard, &self.out) else {
            return Ok(None);
        };
        let numbers = text.split_once('/').and_then(|(i, n)| {
            let (index, of) = (i.parse::<u64>().ok()?, n.parse::<u64>().ok()?);
            (1..=of).contains(&index).then_some((index, of))
        });
        let Some((index, of)) = numbers else {
            let what = format!("`{text}` is not a shard");
            let hint = "write 1/8 for the first of eight, 8/8 for the last";
            return Err(vec![Fault::without_place("shard", what, hint)]);
        };
        Ok(Some(Shard {
            index,
            of,
            out: out.clone(),
        }))
    }
}

fn one(fault: Fault) -> Vec<Fault> {
    vec![fault]
}

/// Does one shard and writes its file; says what was written.
pub fn run(recipe: &Recipe, shard: &Shard, threads: usize) -> Result<String, Vec<Fault>> {
    let own = |pieces: u64| -> Vec<u64> {
        (0..pieces)
            .filter(|piece| piece % shard.of == shard.index - 1)
            .collect()
    };
    let mut results: Vec<(u64, Vec<u8>)> = Vec::new();
    let hash;
    let mut take = |(index, bytes)| results.push((index, bytes));
    let what = "this shard";
    match recipe.individual {
        Some(persons) => {
            let study = recipe.followed(persons)?;
            hash = study.model.hash.clone();
            let run = |part| study.run_part(part).map(|p| (part, p.to_bytes()));
            threads::each(&own(study.parts()), threads, what, run, &mut take).map_err(one)?;
        }
        None => {
            let study = recipe.study()?;
            hash = study.model.hash.clone();
            let run = |batch| study.run_batch(batch).map(|r| (batch, r.to_bytes()));
            threads::each(&own(study.batches()), threads, what, run, &mut take).map_err(one)?;
        }
    }
    // The file does not depend on which thread was faster.
    results.sort_by_key(|(index, _)| *index);
    let head = json!({
        "engine": env!("CARGO_PKG_VERSION"),
        "streams": SCHEME,
        "model_hash": hash,
        "recipe": recipe.to_json(),
        "shard": [shard.index, shard.of],
    });
    write(&shard.out, &head, &results).map_err(|e| {
        let what = format!("the shard cannot be written: {e}");
        one(Fault::without_place(
            &shard.out,
            what,
            "give a path in a folder that you may write to",
        ))
    })?;
    Ok(format!(
        "shard {} of {}: {} pieces written to {}",
        shard.index,
        shard.of,
        results.len(),
        shard.out
    ))
}

fn write(path: &str, head: &Value, results: &[(u64, Vec<u8>)]) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{MAGIC}{head}")?;
    for (_, bytes) in results {
        file.write_all(&(bytes.len() as u64).to_le_bytes())?;
        file.write_all(bytes)?;
    }
    file.flush()
}

/// A shard's file as read.
struct Read {
    head: Value,
    pieces: Vec<Vec<u8>>,
}

fn read(path: &str) -> Result<Read, Vec<Fault>> {
    let fault = |what: String, hint: &str| one(Fault::without_place(path, what, hint));
    let bytes = std::fs::read(path).map_err(|e| {
        fault(
            format!("this file cannot be read: {e}"),
            "give the path of a shard",
        )
    })?;
    let broken = || {
        let what = "this is not a whole shard of a run".to_owned();
        fault(
            what,
            "give a file that `run --shard i/n --out FILE` wrote, unchanged",
        )
    };
    let rest = bytes.strip_prefix(MAGIC.as_bytes()).ok_or_else(broken)?;
    let end = rest.iter().position(|b| *b == b'\n').ok_or_else(broken)?;
    let head = serde_json::from_slice(&rest[..end]).map_err(|_| broken())?;
    let mut rest = &rest[end + 1..];
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<8>().ok_or_else(broken)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| broken())?;
        let (piece, after) = after.split_at_checked(length).ok_or_else(broken)?;
        pieces.push(piece.to_vec());
        rest = after;
    }
    Ok(Read { head, pieces })
}

/// Puts the shards of a run together and prints the answer of the whole.
pub fn merge(options: &Merge) -> ExitCode {
    match merged(options, Instant::now()) {
        Err(faults) => refuse(&faults, options.json),
        Ok(text) => {
            _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
    }
}

fn merged(options: &Merge, begun: Instant) -> Result<String, Vec<Fault>> {
    let mut pieces = Vec::new();
    let mut first: Option<Value> = None;
    for path in &options.files {
        let read = read(path)?;
        let fault = |what: &str, hint: &str| Err(one(Fault::without_place(path, what, hint)));
        if read.head["engine"] != env!("CARGO_PKG_VERSION") || read.head["streams"] != SCHEME {
            return fault(
                "another version of the engine made this shard",
                "make all shards and merge them with one version",
            );
        }
        match &first {
            None => first = Some(read.head),
            Some(first) => {
                let same = |key: &str| first[key] == read.head[key];
                if !same("recipe")
                    || !same("model_hash")
                    || first["shard"][1] != read.head["shard"][1]
                {
                    return fault(
                        "this shard belongs to another run than the first file",
                        "give the shards of one run: the same model, figures, seed, draws and number of shards",
                    );
                }
            }
        }
        pieces.extend(read.pieces.into_iter().map(|piece| (path, piece)));
    }
    let head = first.unwrap_or_default();
    let recipe = Recipe::from_json(&head["recipe"]).ok_or_else(|| {
        let what = "its first lines do not say what was run";
        one(Fault::without_place(
            &options.files[0],
            what,
            "make the shard again",
        ))
    })?;
    let of = head["shard"][1].as_u64().unwrap_or(1).max(1);
    let strange = |path: &str| {
        let what = "a piece of this shard does not belong to the run";
        one(Fault::without_place(path, what, "make the shard again"))
    };
    let incomplete = |missing: &[u64]| {
        let mut shards: Vec<u64> = missing.iter().map(|piece| piece % of + 1).collect();
        shards.sort_unstable();
        shards.dedup();
        let shards: Vec<String> = shards.iter().map(|s| format!("{s}/{of}")).collect();
        let what = format!("shards are missing: {}", shards.join(", "));
        one(Fault::without_place(
            "merge",
            what,
            "give the files of all shards",
        ))
    };
    match recipe.individual {
        Some(persons) => {
            let study = recipe.followed(persons)?;
            let mut parts = Parts::new(&study);
            for (path, piece) in pieces {
                let part = Part::from_bytes(&piece).ok_or_else(|| strange(path))?;
                if !parts.add(&study, part) {
                    return Err(strange(path));
                }
            }
            let missing: Vec<u64> = parts.missing().collect();
            if !missing.is_empty() {
                return Err(incomplete(&missing));
            }
            Ok(individual::text(&study, &parts, options.json, begun))
        }
        None => {
            let study = recipe.study()?;
            let mut ledger = study.ledger();
            let mut seen = vec![false; usize::try_from(study.batches()).unwrap_or(0)];
            for (path, piece) in pieces {
                let result = BatchResult::from_bytes(&piece).ok_or_else(|| strange(path))?;
                if !ledger.add(&result) {
                    return Err(strange(path));
                }
                seen[usize::try_from(result.batch).unwrap_or(0)] = true;
            }
            let missing: Vec<u64> = (0..study.batches())
                .filter(|b| !seen[usize::try_from(*b).unwrap_or(0)])
                .collect();
            if !missing.is_empty() {
                return Err(incomplete(&missing));
            }
            run::answer(&study, &ledger, recipe.undiscounted, options.json, begun)
        }
    }
}

//! `early-action network`: who is around somebody, and who would remain.

mod copy;
mod json;
mod remain;
mod show;

use crate::refuse;
pub use copy::copy_for;
use early_action_engine::envelope::Envelope;
use early_action_engine::fault::Fault;
use early_action_engine::network::{Import, Measured, Network, csv, graphml};
use early_action_keep::Opened;
use std::process::ExitCode;

/// What can be asked of a network.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Measure a map, or a graph from a table or GraphML.
    Measures(Measures),
    /// Who would still be there: when services step back, by a date, by chance.
    Remain(remain::Options),
    /// Write a map file as one reader may see it.
    Copy(copy::Options),
}

/// The file and how to read it.
#[derive(clap::Args)]
pub struct Source {
    /// A map (JSON), a table of ties or of people (CSV), or GraphML.
    file: String,
    /// Take ties as going one way, from the first to the second.
    #[arg(long, conflicts_with = "undirected")]
    directed: bool,
    /// Take ties as going both ways whatever the file says.
    #[arg(long)]
    undirected: bool,
    /// Who is at the centre, by name; the file's own choice if left out.
    #[arg(long, value_name = "NAME")]
    ego: Option<String>,
    /// A table that says more of the people: name, kind, stays, helps and others.
    #[arg(long, value_name = "FILE")]
    people: Option<String>,
    /// The kinds there are to have, so that a variety can be measured: family,friend,worker.
    #[arg(long, value_delimiter = ',', value_name = "KIND,...")]
    kinds: Vec<String>,
    /// Which map of a file with several; the latest if left out.
    #[arg(long, value_name = "ID")]
    map: Option<String>,
}

/// Arguments of `measures`.
#[derive(clap::Args)]
pub struct Measures {
    #[command(flatten)]
    source: Source,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Does what was asked.
pub fn run(command: &Command) -> ExitCode {
    match command {
        Command::Remain(options) => remain::run(options),
        Command::Copy(options) => copy::run(options),
        Command::Measures(options) => match read(&options.source) {
            Ok(import) => {
                let measured = Measured::new(&import.network);
                let text = if options.json {
                    json::measures(&measured, &import.notes).to_string()
                } else {
                    show::measures(&measured, &import.notes)
                };
                say(&text);
                ExitCode::SUCCESS
            }
            Err(faults) => refuse(&faults, options.json),
        },
    }
}

/// Prints a text on standard output.
pub fn say(text: &str) {
    // A closed pipe is the reader's choice, not a fault.
    _ = std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{text}\n"));
}

/// The bytes of a file.
pub fn bytes(path: &str) -> Result<Vec<u8>, Vec<Fault>> {
    std::fs::read(path).map_err(|error| {
        let what = format!("this file cannot be read: {error}");
        vec![Fault::without_place(path, what, "give the path of a file")]
    })
}

/// Reads a file of any of the kinds, told apart by how it begins.
fn read(source: &Source) -> Result<Import, Vec<Fault>> {
    let content = bytes(&source.file)?;
    let start = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&content);
    let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
    let mut import = match first {
        Some(b'<') if !is_page(start) => graphml::read(&content)?,
        Some(b'{' | b'<') => map(&content, source.map.as_deref())?,
        _ => csv::read(&content, source.directed)?,
    };
    if let Some(people) = &source.people {
        import = csv::describe(import, &bytes(people)?)?;
    }
    adjust(&mut import.network, source)?;
    Ok(import)
}

/// Whether this is a page, such as those that families keep, rather than GraphML.
fn is_page(content: &[u8]) -> bool {
    let start = content.trim_ascii_start();
    let names = [&b"<!doctype html"[..], b"<html"];
    names.iter().any(|name| {
        start
            .get(..name.len())
            .is_some_and(|begins| begins.eq_ignore_ascii_case(name))
    })
}

/// A map of a file of our own.
fn map(content: &[u8], wanted: Option<&str>) -> Result<Import, Vec<Fault>> {
    let envelope = envelope(content)?;
    let maps = envelope.maps();
    let id = wanted.or(maps.last().map(|id| &**id));
    let network = id.and_then(|id| envelope.network(id));
    let Some(network) = network else {
        let what = match wanted {
            Some(id) => format!("there is no map \"{id}\" in this file"),
            None => "there is no map in this file".into(),
        };
        let known: Vec<&str> = maps.iter().map(|id| &**id).collect();
        let hint = format!("maps in it: {}", known.join(", "));
        return Err(vec![Fault::without_place("--map", what, hint)]);
    };
    Ok(Import {
        network,
        notes: Vec::new(),
    })
}

/// A file of our own: the data alone, or the page that holds them.
pub fn envelope(content: &[u8]) -> Result<Envelope, Vec<Fault>> {
    let words = early_action_keep::words("en");
    match early_action_keep::open(content) {
        Ok(Opened::Plain(envelope)) => Ok(envelope),
        Ok(Opened::Locked(_)) => {
            let hint = "open it first: early-action keep open FILE -o OPENED";
            let what = "this file is locked with a passphrase";
            Err(vec![Fault::without_place("file", what, hint)])
        }
        Err(refused) => Err(refused.faults(&words, "file")),
    }
}

fn adjust(network: &mut Network, source: &Source) -> Result<(), Vec<Fault>> {
    if source.directed || source.undirected {
        network.directed = source.directed;
        network.has_directions = source.directed;
    }
    if !source.kinds.is_empty() {
        network.kinds = source
            .kinds
            .iter()
            .map(|kind| kind.trim().to_lowercase())
            .collect();
        network.kinds_declared = true;
        let strays = network.people.iter().filter_map(|person| {
            let kind = person.kind.as_ref()?;
            (!network.kinds.contains(kind)).then(|| {
                let what = format!("\"{}\" has the kind \"{kind}\"", person.name);
                Fault::without_place("--kinds", what, "add the kind to --kinds")
            })
        });
        let strays: Vec<Fault> = strays.take(20).collect();
        if !strays.is_empty() {
            return Err(strays);
        }
    }
    if let Some(name) = &source.ego {
        let Some(at) = network.find(name) else {
            let what = format!("nobody is called \"{name}\"");
            let hint = "write the name as it stands in the file";
            return Err(vec![Fault::without_place("--ego", what, hint)]);
        };
        network.centre = Some(at);
    }
    Ok(())
}

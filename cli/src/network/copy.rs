//! `early-action network copy`: a map file as one reader may see it.

use super::{bytes, envelope, say};
use crate::refuse;
use early_action_engine::envelope::{Copy, Envelope, Key, Part};
use early_action_engine::fault::Fault;
use std::process::ExitCode;

/// Arguments of `copy`.
#[derive(clap::Args)]
pub struct Options {
    /// A map file.
    file: String,
    /// The id of the voice who will read it; without, somebody who is none of the voices.
    #[arg(long = "for", value_name = "VOICE")]
    reader: Option<String>,
}

/// Prints the copy.
pub fn run(options: &Options) -> ExitCode {
    let read = || -> Result<String, Vec<Fault>> {
        let whole = envelope(&bytes(&options.file)?)?;
        let copy = copy_for(&whole, options.reader.as_deref())?;
        Ok(copy.envelope.write())
    };
    match read() {
        Ok(text) => {
            say(&text);
            ExitCode::SUCCESS
        }
        Err(faults) => refuse(&faults, false),
    }
}

/// What a reader may see; on standard error what was left out for saying a withheld name.
pub fn copy_for(whole: &Envelope, reader: Option<&str>) -> Result<Copy, Vec<Fault>> {
    if let Some(voice) = reader.filter(|voice| whole.get(&Key::top(Part::Voice, voice)).is_none()) {
        let what = format!("there is no voice \"{voice}\" in this file");
        let hint = "give the id of one of its voices";
        return Err(vec![Fault::without_place("--for", what, hint)]);
    }
    let copy = whole.copy_for(reader);
    for mention in &copy.mentions {
        eprintln!(
            "left out for saying a name that is withheld: {} {}, {}",
            mention.key.part.name(),
            mention.key.id,
            mention.field
        );
    }
    Ok(copy)
}

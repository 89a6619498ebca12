//! `early-action keep`: files that families keep, made and opened without a browser.

use crate::network::{bytes, copy_for, envelope, say};
use crate::refuse;
use early_action_engine::envelope::Envelope;
use early_action_engine::fault::Fault;
use early_action_keep::{
    About, Chance, Opened, Passphrase, Refused, lock, open, page, tell, words,
};
use early_action_present::Words;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zeroize::Zeroizing;

/// What can be done with a file.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make the page that families keep: it reads in any browser, and opens again.
    Save {
        /// Map and plan, as data or as a page.
        file: String,
        /// Only what this voice may see; without, everything.
        #[arg(long = "for", value_name = "VOICE")]
        reader: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    /// Make a page that opens with a passphrase only.
    Lock {
        /// Map and plan, as data or as a page.
        file: String,
        /// Only what this voice may see; without, everything.
        #[arg(long = "for", value_name = "VOICE")]
        reader: Option<String>,
        #[command(flatten)]
        key: Key,
        #[command(flatten)]
        target: Target,
    },
    /// Make the readable page of a locked one.
    Unlock {
        #[command(flatten)]
        source: Source,
        #[command(flatten)]
        target: Target,
    },
    /// Take map and plan out of a page, locked or not.
    Open {
        #[command(flatten)]
        source: Source,
        /// Where to write the data; on standard output if left out.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// The page that is opened.
#[derive(clap::Args)]
pub struct Source {
    /// A page, locked or not.
    file: String,
    #[command(flatten)]
    key: Key,
    /// Open it though the page around the locked part was changed.
    #[arg(long)]
    changed_page: bool,
}

/// The page that is written.
#[derive(clap::Args)]
pub struct Target {
    /// Where to write the page.
    #[arg(short, long, value_name = "PAGE")]
    output: PathBuf,
    /// The address at which families can open the page again; it stands in it.
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// A line that tells where to get help now; may be repeated.
    #[arg(long, value_name = "LINE")]
    help_line: Vec<String>,
}

/// Where the passphrase comes from: never the command line, which other people can see.
#[derive(clap::Args)]
pub struct Key {
    /// A file whose first line is the passphrase. Without, it is asked for, or is the first line
    /// of standard input.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Does what was asked.
pub fn run(command: &Command) -> ExitCode {
    match done(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => refuse(&faults, false),
    }
}

fn done(command: &Command) -> Result<(), Vec<Fault>> {
    let words = words("en");
    match command {
        Command::Save {
            file,
            reader,
            target,
        } => {
            let envelope = read(file, reader.as_deref())?;
            save(&target.output, &readable(&envelope, &words, target))
        }
        Command::Lock {
            file,
            reader,
            key,
            target,
        } => {
            let envelope = read(file, reader.as_deref())?;
            let passphrase = key.passphrase()?;
            if let Some(weakness) = passphrase.weakness(&envelope) {
                eprintln!(
                    "{} {}",
                    words.word(weakness.id()),
                    words.word("keep-passphrase-advice")
                );
            }
            let page = lock(&envelope, &words, &target.about(), &passphrase, &chance()?);
            save(&target.output, &page.map_err(refused(file))?)
        }
        Command::Unlock { source, target } => {
            let envelope = opened(source)?;
            save(&target.output, &readable(&envelope, &words, target))
        }
        Command::Open { source, output } => {
            let text = opened(source)?.write();
            match output {
                Some(path) => save(path, &(text + "\n")),
                None => {
                    say(&text);
                    Ok(())
                }
            }
        }
    }
}

fn readable(envelope: &Envelope, words: &Words, target: &Target) -> String {
    let blocks = tell::everything(envelope, words);
    page(envelope, words, &target.about(), &blocks)
}

fn read(file: &str, reader: Option<&str>) -> Result<Envelope, Vec<Fault>> {
    let whole = envelope(&bytes(file)?)?;
    match reader {
        None => Ok(whole),
        Some(_) => copy_for(&whole, reader).map(|copy| copy.envelope),
    }
}

/// A page that may be locked.
fn opened(source: &Source) -> Result<Envelope, Vec<Fault>> {
    let file = &source.file;
    match open(&bytes(file)?).map_err(refused(file))? {
        Opened::Plain(envelope) => Ok(envelope),
        Opened::Locked(locked) => {
            let passphrase = source.key.passphrase()?;
            let content = match source.changed_page {
                true => locked.unlock_from_changed_page(&passphrase),
                false => locked.unlock(&passphrase),
            };
            content.map_err(refused(file))
        }
    }
}

fn refused(file: &str) -> impl Fn(Refused) -> Vec<Fault> {
    let file = file.to_owned();
    move |refused| refused.faults(&words("en"), &file)
}

impl Target {
    fn about(&self) -> About {
        About {
            address: self.address.clone(),
            help: self.help_line.clone(),
        }
    }
}

impl Key {
    fn passphrase(&self) -> Result<Passphrase, Vec<Fault>> {
        let unreadable = |error: std::io::Error| {
            let what = format!("the passphrase cannot be read: {error}");
            let hint = "give a file whose first line it is";
            vec![Fault::without_place("passphrase", what, hint)]
        };
        let typed = Zeroizing::new(match &self.passphrase_file {
            Some(path) => std::fs::read_to_string(path).map_err(unreadable)?,
            None if std::io::stdin().is_terminal() => {
                rpassword::prompt_password("Passphrase: ").map_err(unreadable)?
            }
            None => {
                let mut text = String::new();
                std::io::stdin()
                    .read_to_string(&mut text)
                    .map_err(unreadable)?;
                text
            }
        });
        let passphrase = Passphrase::new(typed.lines().next().unwrap_or_default());
        if passphrase.is_empty() {
            let what = "there is no passphrase";
            let hint = "write it into the first line";
            return Err(vec![Fault::without_place("passphrase", what, hint)]);
        }
        Ok(passphrase)
    }
}

fn chance() -> Result<Chance, Vec<Fault>> {
    let mut chance = Chance {
        salt: [0; 16],
        nonce: [0; 24],
    };
    getrandom::fill(&mut chance.salt)
        .and_then(|()| getrandom::fill(&mut chance.nonce))
        .map(|()| chance)
        .map_err(|error| {
            let what = format!("the system gives no random numbers: {error}");
            vec![Fault::without_place("lock", what, "try again")]
        })
}

/// Writes a file whole or not at all: the old one stays until the new one is complete.
pub fn save(path: &Path, text: &str) -> Result<(), Vec<Fault>> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| {
            _ = std::fs::remove_file(&part);
            let what = format!("this file cannot be written: {error}");
            let hint = "give a path in a folder that there is";
            vec![Fault::without_place(path.display().to_string(), what, hint)]
        })
}

//! Child processes: each has a deadline, and ends with everything it started.

use anyhow::{Context, Result, bail};
use process_wrap::std::{CommandWrap, ProcessGroup};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
const POLL: Duration = Duration::from_millis(20);

pub const fn minutes(number: u64) -> Duration {
    Duration::from_secs(60 * number)
}

/// Whether Ctrl-C was pressed. From the first call on, Ctrl-C no longer ends the program by itself.
pub fn interrupted() -> bool {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        // Without a handler Ctrl-C still works; only the children's children may stay.
        let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
    });
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Runs a command whose output goes to the terminal; anything but success is an error.
pub fn run(command: Command, limit: Duration) -> Result<()> {
    let name = describe(&command);
    if wait(command, limit)? {
        Ok(())
    } else {
        bail!("`{name}` failed")
    }
}

/// What a command printed, on both streams, and whether it succeeded.
pub struct Outcome {
    pub success: bool,
    pub output: String,
}

/// Runs a command whose output goes to a file, and returns what it wrote.
pub fn run_logged(mut command: Command, log: &Path, limit: Duration) -> Result<Outcome> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdout(file.try_clone()?).stderr(file);
    let ended = wait(command, limit);
    let mut output = String::from_utf8_lossy(&std::fs::read(log)?).into_owned();
    let success = match ended {
        Ok(success) => success,
        Err(_) if interrupted() => bail!("interrupted"),
        Err(error) => {
            output.push_str(&format!("\n{error:#}\n"));
            false
        }
    };
    Ok(Outcome { success, output })
}

/// Runs a command and returns its standard output; anything but success is an error.
pub fn read(mut command: Command) -> Result<String> {
    let name = describe(&command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{name}`"))?;
    if !output.status.success() {
        bail!("`{name}` failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn wait(mut command: Command, limit: Duration) -> Result<bool> {
    let name = describe(&command);
    let deadline = Instant::now() + limit;
    command.stdin(Stdio::null());
    interrupted();
    let mut child = CommandWrap::from(command)
        .wrap(ProcessGroup::leader())
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if interrupted() {
            child.kill()?;
            bail!("interrupted");
        }
        if Instant::now() > deadline {
            child.kill()?;
            bail!("`{name}` was ended after {} s", limit.as_secs());
        }
        sleep(POLL);
    }
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut text = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for arg in command.get_args().take(4) {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_past_its_deadline_ends_with_all_it_started() {
        let log = std::env::temp_dir().join(format!("xtask-deadline-{}.log", std::process::id()));
        let mut shell = Command::new("sh");
        // The inner shell would write after the deadline, were it left alone.
        shell.args(["-c", "(sleep 1; echo late) & echo early; sleep 60"]);
        let outcome = run_logged(shell, &log, Duration::from_millis(300)).unwrap();
        sleep(Duration::from_millis(1200));
        let written = std::fs::read_to_string(&log).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert!(!outcome.success && outcome.output.contains("was ended after"));
        assert_eq!(written, "early\n");
    }
}

//! The program that `cargo xtask fuzz` compiles with libFuzzer's counters and runs.

fn main() -> std::process::ExitCode {
    search::begin()
}

#[cfg(not(fuzzing_libfuzzer))]
mod search {
    use std::process::ExitCode;

    pub fn begin() -> ExitCode {
        eprintln!("`cargo xtask fuzz` compiles this with what it needs, and runs it");
        ExitCode::FAILURE
    }
}

#[cfg(fuzzing_libfuzzer)]
mod search {
    use early_action_fuzz::TARGETS;
    use std::os::unix::process::CommandExt;
    use std::process::{Command, ExitCode};

    /// Where the library looks for libFuzzer's arguments.
    const ARGUMENTS: &str = "BOLERO_LIBFUZZER_ARGS";
    /// Name of the target: libFuzzer starts this program again, with arguments of its own only.
    const TARGET: &str = "EARLY_ACTION_FUZZ";

    pub fn begin() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.is_empty() {
            search();
            return ExitCode::SUCCESS;
        }
        let error = std::env::current_exe().map(|program| {
            Command::new(program)
                .env(ARGUMENTS, arguments.join(" "))
                .env_remove("__BOLERO_LIBFUZZER_RECURSE")
                .exec()
        });
        eprintln!("{error:?}");
        ExitCode::FAILURE
    }

    fn search() {
        let name = std::env::var(TARGET).unwrap_or_default();
        let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
            eprintln!("{TARGET} names no target");
            return;
        };
        bolero::check!().for_each(|bytes: &[u8]| (target.take)(bytes));
    }
}

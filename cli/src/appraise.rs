//! `early-action appraise`: what it is worth to whom, and what it does to budgets year by year.

use crate::refuse;
use crate::run::{Variant, ledger, study};
use early_action_engine::budget::{Accounts, Ask, Books, bias};
use early_action_engine::fault::Fault;
use early_action_engine::study::Study;
use early_action_present::export::accounts;
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Instant;

/// What may be asked of an appraisal.
#[derive(clap::Args)]
pub struct Questions {
    /// Appraise acting so many years later against acting now; may be repeated.
    #[arg(long = "wait", value_name = "YEARS")]
    waits: Vec<f64>,
    /// How much the price of a cost line rises in a year: childrens_homes=0.05; `price` is the programme.
    #[arg(long, value_name = "LINE=RATE")]
    inflation: Vec<String>,
    /// Optimism bias of a cost line: price=outsourcing, price=0.2, or price=outsourcing:0.5 where half is dealt with.
    #[arg(long, value_name = "LINE=BIAS")]
    optimism: Vec<String>,
}

/// Arguments of `appraise`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    variant: Variant,
    #[command(flatten)]
    questions: Questions,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Appraises a model and prints the answer.
pub fn appraise(options: &Options) -> ExitCode {
    let begun = Instant::now();
    let answer = study(&options.variant).and_then(|study| {
        let accounts = accounts_of(&study, &options.questions, options.threads)?;
        Ok((study, accounts))
    });
    match answer {
        Err(faults) => refuse(&faults, options.json),
        Ok((study, found)) => {
            let seconds = begun.elapsed().as_secs_f64();
            let text = if options.json {
                accounts::accounts(&found, &study.model, seconds).to_string()
            } else {
                crate::show::accounts(&found)
            };
            // A closed pipe is the reader's choice, not a fault.
            _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
    }
}

/// Runs all that a full appraisal of a study rests on.
pub fn accounts_of(
    study: &Study,
    questions: &Questions,
    threads: Option<NonZeroUsize>,
) -> Result<Accounts, Vec<Fault>> {
    let books = Books::new(study, &ask(questions)?)?;
    let run = |study| ledger(study, threads).map_err(|fault| vec![fault]);
    let ledgers = books
        .studies()
        .iter()
        .map(run)
        .collect::<Result<Vec<_>, _>>()?;
    let unfit = || {
        let what = "the runs do not belong together";
        vec![Fault::without_place("appraise", what, "report this")]
    };
    books.appraise(&ledgers).ok_or_else(unfit)
}

fn ask(questions: &Questions) -> Result<Ask, Vec<Fault>> {
    let pair = |text: &String, option: &str| -> Result<(String, String), Vec<Fault>> {
        let unread = || {
            let what = format!("\"{text}\" does not name a cost line and its figure");
            vec![Fault::without_place(option, what, "write LINE=FIGURE")]
        };
        let (line, figure) = text.split_once('=').ok_or_else(unread)?;
        Ok((line.trim().to_owned(), figure.trim().to_owned()))
    };
    let rate = |text: &String| {
        let (line, figure) = pair(text, "inflation")?;
        let found = figure.parse::<f64>().ok().filter(|rate| rate.is_finite());
        let unread = || {
            let what = format!("\"{figure}\" is not a yearly rise");
            let hint = "write a share: 0.05 is 5 in 100 a year";
            vec![Fault::without_place("inflation", what, hint)]
        };
        Ok((line, found.ok_or_else(unread)?))
    };
    let of_bias = |text: &String| {
        let (line, figure) = pair(text, "optimism")?;
        Ok((line, bias(&figure).map_err(|fault| vec![fault])?))
    };
    Ok(Ask {
        waits: questions.waits.clone(),
        inflation: questions
            .inflation
            .iter()
            .map(rate)
            .collect::<Result<_, Vec<Fault>>>()?,
        optimism: questions
            .optimism
            .iter()
            .map(of_bias)
            .collect::<Result<_, Vec<Fault>>>()?,
    })
}

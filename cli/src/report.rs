//! `early-action report`: the answer as one HTML file that stands alone.

use crate::appraise::{Questions, accounts_of};
use crate::decisions::{hangs, moved};
use crate::refuse;
use crate::run::{Variant, ledger, searched, study};
use early_action_engine::appraise::Appraisal;
use early_action_engine::evidence;
use early_action_engine::fault::{Fault, did_you_mean};
use early_action_engine::model::{Change, Override};
use early_action_engine::study::Study;
use early_action_present::export::{Export, Figure};
use early_action_present::of_model::{frame_of, words_of};
use early_action_present::report::{Report, WORDS};
use early_action_present::sentences::{Marks, SetBy};
use early_action_present::{Words, figures};
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// Arguments of `report`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    variant: Variant,
    #[command(flatten)]
    questions: Questions,
    /// The strategy to report on; the first that is not the baseline if left out.
    #[arg(long, value_name = "NAME")]
    strategy: Option<String>,
    /// Where to write the file.
    #[arg(long, short, value_name = "FILE.html")]
    output: String,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

/// Writes a report.
pub fn report(options: &Options) -> ExitCode {
    match html(options).and_then(|html| write(&options.output, &html)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => refuse(&faults, false),
    }
}

fn write(path: &str, html: &str) -> Result<(), Vec<Fault>> {
    std::fs::write(path, html).map_err(|error| {
        let what = format!("the report cannot be written to {path}: {error}");
        let hint = "give a path in a folder that you may write to";
        vec![Fault::without_place("output", what, hint)]
    })
}

fn html(options: &Options) -> Result<String, Vec<Fault>> {
    let study = study(&options.variant)?;
    let accounts = accounts_of(&study, &options.questions, options.threads)?;
    let one = |fault| vec![fault];
    let ledger = ledger(&study, options.threads).map_err(one)?;
    let appraisal = searched(&study, study.appraise(&ledger)).map_err(one)?;
    let index = comparison(&appraisal, options.strategy.as_deref())?;
    let words = Words::new("en")
        .with_resources(WORDS)
        .with_model(&words_of(&study.model));
    let Some(frame) = frame_of(&study, &appraisal, index) else {
        return Err(nothing_to_compare());
    };
    let strategy = &frame.comparison.strategy;
    let hangs = hangs(&study, &ledger, strategy, options.threads)?;
    let explained = moved::explained(&study).map_err(one)?;
    let figures: Vec<Figure> = study
        .overrides
        .iter()
        .filter_map(|set| figure(&words, &study, set))
        .collect();
    let is_shipped = |(id, _): &(&str, &str)| *id == options.variant.model;
    let marks = Marks {
        own_model: !evidence::shipped().iter().any(is_shipped),
        reader: figures.len(),
        ..Marks::default()
    };
    let report = Report {
        of: Export {
            words: &words,
            study: &study,
            appraisal: &appraisal,
            frame,
            marks,
            figures: &figures,
            link: "",
        },
        accounts: &accounts,
        moved: explained.iter().find(|moved| moved.strategy == *strategy),
        hangs: &hangs,
        command: &command(),
    };
    Ok(report.html())
}

/// The comparison of a strategy.
fn comparison(appraisal: &Appraisal, strategy: Option<&str>) -> Result<usize, Vec<Fault>> {
    let comparisons = &appraisal.comparisons;
    let Some(name) = strategy else {
        return if comparisons.is_empty() {
            Err(nothing_to_compare())
        } else {
            Ok(0)
        };
    };
    let names = || comparisons.iter().map(|c| c.strategy.as_str());
    names().position(|known| known == name).ok_or_else(|| {
        let what = format!("there is no strategy `{name}` to compare");
        let all: Vec<&str> = names().collect();
        let hint = did_you_mean(name, names()).map_or_else(
            || format!("the strategies are: {}", all.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        vec![Fault::without_place("strategy", what, hint)]
    })
}

fn nothing_to_compare() -> Vec<Fault> {
    let what = "the model has one strategy only, so that there is nothing to compare";
    vec![Fault::without_place("strategies", what, "add a strategy")]
}

/// A figure that was set on the command line, beside the evidence's.
fn figure(words: &Words, study: &Study, set: &Override) -> Option<Figure> {
    let parameter = &study.model.parameters[study.model.parameter(&set.name)?];
    let used = study.overrides.distribution(parameter).ok().flatten();
    let mut now = figures::middle(words, parameter, used.as_ref());
    if matches!(set.change, Change::Fix(_)) {
        now = words.text("own-known", &[("figure", now.into())]);
    }
    Some(Figure {
        name: set.name.clone(),
        label: words.label("parameter", &set.name),
        by: SetBy::Reader,
        now,
        was: figures::middle(words, parameter, parameter.distribution.as_ref()),
    })
}

/// The command that was given, to be given again: without the path of the program and the file's.
fn command() -> String {
    let plain = |text: &String| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./=:,".contains(c))
    };
    let quoted = |text: String| {
        if plain(&text) {
            text
        } else {
            format!("'{}'", text.replace('\'', "'\\''"))
        }
    };
    let mut is_path = false;
    let arguments = std::env::args().skip(1).filter(|text| {
        let was_path = std::mem::replace(&mut is_path, text == "-o" || text == "--output");
        !was_path && !is_path && !text.starts_with("--output=")
    });
    let arguments = arguments.map(quoted);
    let all: Vec<String> = std::iter::once("early-action".to_owned())
        .chain(arguments)
        .collect();
    all.join(" ")
}

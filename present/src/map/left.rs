//! Who would still be there, in words: by rule, then by people's own estimates, with their range.

use crate::Words;
use crate::words::Value;
use early_action_engine::network::{Measured, Network, Remain, When};
use early_action_engine::random::Seed;

/// Futures that are played where ways through others cannot be counted.
const DRAWS: usize = 10_000;

/// What is said of who is left, in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// How many go, of how many.
    pub title: String,
    /// One sentence each.
    pub sentences: Vec<String>,
    /// Names of those who go, and of those who do not.
    pub goes: Vec<String>,
    /// The others.
    pub stays: Vec<String>,
}

/// Says who is left of a map.
pub fn left(words: &Words, network: &Network, when: &When) -> Left {
    let remain = Remain::new(network, when);
    let name = |at: usize| network.people[at].name.clone();
    let names = |list: &[usize]| {
        let names: Vec<String> = list.iter().map(|at| name(*at)).collect();
        words.list(&names)
    };
    let stay: Vec<usize> = remain
        .around
        .iter()
        .copied()
        .filter(|at| !remain.gone.contains(at))
        .collect();
    let count = |count: usize| Value::from(count);
    let mut said = Left {
        title: words.text(
            "left-title",
            &[
                ("gone", count(remain.gone.len())),
                ("all", count(remain.around.len())),
            ],
        ),
        goes: remain.gone.iter().map(|at| name(*at)).collect(),
        stays: stay.iter().map(|at| name(*at)).collect(),
        ..Left::default()
    };
    let known = stay.len() - remain.not_known.len();
    if known > 0 {
        let left = remain.left();
        // The smallest number with at least this chance at or below it.
        let quantile = |share: f64| {
            let mut so_far = 0.0;
            let reached = left.chances.iter().position(|chance| {
                so_far += chance;
                so_far >= share - 1e-12
            });
            reached.unwrap_or(left.chances.len().saturating_sub(1))
        };
        let (low, high) = (quantile(0.05), quantile(0.95));
        let id = if low == high {
            "left-just"
        } else {
            "left-range"
        };
        said.sentences.push(words.text(
            id,
            &[
                ("known", count(known)),
                ("low", count(low)),
                ("high", count(high)),
            ],
        ));
    }
    if !remain.not_known.is_empty() {
        let args = [
            ("names", names(&remain.not_known).into()),
            ("count", count(remain.not_known.len())),
        ];
        said.sentences.push(words.text("left-not-known", &args));
    }
    let gives_then = |help: &str| -> Vec<usize> {
        let gives = |at: &usize| network.people[*at].helps.iter().any(|own| own == help);
        stay.iter().copied().filter(gives).collect()
    };
    let (mut nobody, mut single) = (Vec::new(), Vec::new());
    for help in remain
        .helps()
        .into_iter()
        .filter(|help| !help.givers.is_empty())
    {
        match gives_then(&help.name).as_slice() {
            [] => nobody.push(super::help_word(words, &help.name)),
            [one] => single.push((*one, super::help_word(words, &help.name))),
            _ => {}
        }
    }
    if !nobody.is_empty() {
        let args = [("helps", words.list(&nobody).into())];
        said.sentences.push(words.text("left-help-nobody", &args));
    }
    for (one, help) in single {
        let args = [("help", help.into()), ("name", name(one).into())];
        said.sentences.push(words.text("left-help-single", &args));
    }
    cut_off(words, network, &remain, &mut said);
    workers(words, network, &mut said);
    said
}

/// Who is known only through others.
fn cut_off(words: &Words, network: &Network, remain: &Remain<'_>, said: &mut Left) {
    let name = |at: usize| network.people[at].name.clone();
    let Some(reached) = remain.reached(Seed(1), DRAWS) else {
        return;
    };
    for (cut, lost) in reached.hang_on {
        let names: Vec<String> = lost.iter().map(|at| name(*at)).collect();
        let id = if remain.gone.contains(&cut) {
            "left-cut-gone"
        } else {
            "left-cut"
        };
        let args = [
            ("name", name(cut).into()),
            ("others", words.list(&names).into()),
        ];
        said.sentences.push(words.text(id, &args));
    }
}

/// How many workers there have been so far, read out from their dates.
fn workers(words: &Words, network: &Network, said: &mut Left) {
    let Some(centre) = Measured::new(network).centre() else {
        return;
    };
    let workers = &centre.workers;
    if let Some(years) = workers
        .years()
        .filter(|_| workers.count > 1 && workers.dated == workers.count)
    {
        let months = (years * 12.0).round();
        let span = if months < 24.0 {
            words.text("span-months", &[("number", Value::from(months.max(1.0)))])
        } else {
            words.text("span-years", &[("number", Value::from(years.round()))])
        };
        let args = [("count", Value::from(workers.count)), ("span", span.into())];
        said.sentences.push(words.text("left-workers", &args));
    }
}

/// The map in words, without a score: who, how many are paid to be there, what hangs on one.
pub fn measures(words: &Words, network: &Network) -> Vec<String> {
    let measured = Measured::new(network);
    let Some(centre) = measured.centre() else {
        return Vec::new();
    };
    let name = |at: usize| network.people[at].name.clone();
    let count = |count: usize| Value::from(count);
    let mut said = vec![words.text("measure-size", &[("count", count(centre.around.len()))])];
    if centre.paid.of > 0 {
        let args = [
            ("paid", count(centre.paid.count)),
            ("of", count(centre.paid.of)),
        ];
        said.push(words.text("measure-paid", &args));
    }
    for help in &centre.helps {
        let word = super::help_word(words, &help.name);
        match help.givers.as_slice() {
            [one] => {
                let args = [("help", word.into()), ("name", name(*one).into())];
                said.push(words.text("measure-single", &args));
            }
            [] => {}
            givers => {
                let args = [("help", word.into()), ("count", count(givers.len()))];
                said.push(words.text("measure-help", &args));
            }
        }
    }
    let nobody = centre.helps.iter().filter(|help| help.givers.is_empty());
    let nobody: Vec<String> = nobody
        .map(|help| super::help_word(words, &help.name))
        .collect();
    if !nobody.is_empty() && nobody.len() < centre.helps.len() {
        said.push(words.text("measure-nobody", &[("helps", words.list(&nobody).into())]));
    }
    let circles = centre
        .circles
        .components
        .iter()
        .filter(|circle| circle.len() > 1)
        .count();
    if circles > 0 {
        said.push(words.text("measure-circles", &[("count", count(circles))]));
    }
    if !centre.alone.is_empty() && circles > 0 {
        let names: Vec<String> = centre.alone.iter().map(|at| name(*at)).collect();
        said.push(words.text("measure-alone", &[("names", words.list(&names).into())]));
    }
    workers_alone(words, network, &mut said);
    said
}

fn workers_alone(words: &Words, network: &Network, said: &mut Vec<String>) {
    let mut left = Left::default();
    workers(words, network, &mut left);
    said.append(&mut left.sentences);
}

/// The numbers behind the words, for those who ask: label and value, undefined ones in words.
pub fn numbers(words: &Words, network: &Network) -> Vec<(String, String)> {
    let measured = Measured::new(network);
    let Some(centre) = measured.centre() else {
        return Vec::new();
    };
    let around = measured.around(centre.person);
    let number = |value: Option<f64>| {
        value.map_or_else(
            || words.word("number-undefined"),
            |value| format!("{value:.2}"),
        )
    };
    let burt = around.burt.ties.as_ref();
    let size = around.degree as f64;
    [
        ("number-density", around.density),
        ("number-effective", burt.map(|b| b.effective_size)),
        ("number-efficiency", burt.map(|b| b.effective_size / size)),
        ("number-constraint", burt.map(|b| b.constraint)),
        ("number-betweenness", around.ego_betweenness),
        ("number-paid", centre.paid.share()),
        ("number-blau", centre.mix.blau),
        ("number-iqv", centre.mix.iqv),
    ]
    .into_iter()
    .map(|(id, value)| (words.word(id), number(value)))
    .collect()
}

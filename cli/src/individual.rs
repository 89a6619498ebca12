//! `early-action run --individual N`: people one by one.

use crate::recipe::Recipe;
use crate::show::{aligned, decimals};
use crate::threads;
use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::individual::{Answer, Followed, Parts, Quantity, answer};
use early_action_engine::random::SCHEME;
use early_action_present::export::json::{Json, object};
use early_action_present::numbers;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::time::Instant;

/// Arguments of `run` for persons.
#[derive(clap::Args)]
pub struct Follow {
    /// Follow so many persons one by one in each draw.
    #[arg(long, value_name = "N")]
    pub individual: Option<usize>,
    /// The range for so few people, luck included.
    #[arg(long, visible_alias = "people", value_name = "N", conflicts_with_all = ["individual", "shard"])]
    pub children: Option<usize>,
    /// Write every person's stays as CSV.
    #[arg(
        long,
        value_name = "FILE",
        requires = "individual",
        conflicts_with = "shard"
    )]
    histories: Option<String>,
    /// Write how many persons are in each state on each row as CSV.
    #[arg(
        long,
        value_name = "FILE",
        requires = "individual",
        conflicts_with = "shard"
    )]
    traces: Option<String>,
}

mod few;
mod watch;

/// Follows everybody and says what they come to.
pub fn run(
    recipe: &Recipe,
    options: &Follow,
    threads: Option<NonZeroUsize>,
    as_json: bool,
    begun: Instant,
) -> Result<String, Vec<Fault>> {
    let study = recipe.followed(recipe.individual.unwrap_or(1))?;
    let parts = followed(&study, threads::number(threads))?;
    watch::write(
        recipe,
        options.histories.as_deref(),
        options.traces.as_deref(),
    )?;
    if options.children.is_some() {
        return few::text(&study, &parts, as_json, begun);
    }
    Ok(text(&study, &parts, as_json, begun))
}

fn followed(study: &Followed, threads: usize) -> Result<Parts, Vec<Fault>> {
    let mut parts = Parts::new(study);
    let pieces: Vec<u64> = (0..study.parts()).collect();
    let what = format!("{} persons in {} futures", study.persons, study.draws);
    let run = |part| study.run_part(part);
    threads::each(&pieces, threads, &what, run, |part| {
        _ = parts.add(study, part)
    })
    .map_err(|fault| vec![fault])?;
    Ok(parts)
}

/// The answer of a whole study as text.
pub fn text(study: &Followed, parts: &Parts, as_json: bool, begun: Instant) -> String {
    let answer = answer(study, parts);
    if as_json {
        json(study, &answer, begun.elapsed().as_secs_f64()).to_string()
    } else {
        shown(study, &answer)
    }
}

/// One quantity, as `docs/reference/individuals.md` describes it.
fn quantity(quantity: &Quantity) -> Json {
    let s = &quantity.spread;
    let mut entries = vec![
        ("mean", s.mean.into()),
        ("sd_parameters", s.sd_parameters.into()),
        ("sd_chance", s.sd_chance.into()),
        ("luck", s.luck.into()),
        ("error", s.error.into()),
        ("error_people", s.error_people.into()),
        (
            "person",
            object([("mean", s.person.into()), ("sd", s.sd_people.into())]),
        ),
    ];
    if let Some(together) = &quantity.together {
        entries.push((
            "common_random_numbers",
            object([
                ("correlation", together.correlation.into()),
                ("variance_reduction", together.variance_reduction.into()),
            ]),
        ));
    }
    Json::Object(
        entries
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect(),
    )
}

fn named<'a>(quantities: impl Iterator<Item = &'a Quantity>) -> Json {
    Json::Object(quantities.map(|q| (q.name.clone(), quantity(q))).collect())
}

/// `cost`, `outcomes` and `by_line`.
fn quantities(all: &[Quantity]) -> Vec<(String, Json)> {
    vec![
        ("cost".into(), all.first().map_or(Json::Null, quantity)),
        (
            "outcomes".into(),
            named(all.iter().filter(|q| q.is_outcome)),
        ),
        (
            "by_line".into(),
            named(all.iter().skip(1).filter(|q| !q.is_outcome)),
        ),
    ]
}

fn json(study: &Followed, answer: &Answer, seconds: f64) -> Json {
    let model = &study.model;
    let strategies = model
        .strategies
        .iter()
        .zip(&answer.strategies)
        .map(|(strategy, all)| {
            let mut entries = vec![
                ("name".to_owned(), (&strategy.name).into()),
                (
                    "label".to_owned(),
                    strategy.label.as_deref().map_or(Json::Null, Into::into),
                ),
            ];
            entries.extend(quantities(all));
            Json::Object(entries)
        });
    let comparisons = answer.comparisons.iter().map(|(s, all)| {
        let mut entries = vec![
            ("strategy".to_owned(), (&model.strategies[*s].name).into()),
            (
                "baseline".to_owned(),
                (&model.strategies[model.baseline].name).into(),
            ),
        ];
        entries.extend(quantities(all));
        entries[2].0 = "net_cost".into();
        Json::Object(entries)
    });
    object([
        ("model", of_model(study)),
        ("seed", study.seed.into()),
        ("draws", study.draws.into()),
        ("persons", study.persons.into()),
        ("worlds", study.is_worlds().into()),
        ("people", answer.people.into()),
        ("seconds", seconds.into()),
        ("strategies", strategies.collect()),
        ("comparisons", comparisons.collect()),
        ("provenance", provenance(study)),
        ("digest", (&answer.digest).into()),
    ])
}

fn of_model(study: &Followed) -> Json {
    object([
        ("id", (&study.model.id).into()),
        ("title", (&study.model.title).into()),
        ("hash", (&study.model.hash).into()),
    ])
}

/// Everything needed to repeat a study.
fn provenance(study: &Followed) -> Json {
    let model = &study.model;
    let overrides = study.overrides.iter().map(|o| Json::Text(o.to_string()));
    object([
        ("model", (&model.id).into()),
        ("model_hash", (&model.hash).into()),
        ("engine", env!("CARGO_PKG_VERSION").into()),
        ("streams", u64::from(SCHEME).into()),
        ("register", evidence::REGISTER_DATE.into()),
        ("seed", study.seed.into()),
        ("sampling", study.sampling.to_string().as_str().into()),
        ("draws", study.draws.into()),
        ("persons", study.persons.into()),
        ("overrides", overrides.collect()),
        (
            "price_year",
            model.price_year.as_deref().map_or(Json::Null, Into::into),
        ),
    ])
}

/// What a person reads: a table.
fn shown(study: &Followed, answer: &Answer) -> String {
    let model = &study.model;
    let mut rows = vec![
        [
            "strategy",
            "",
            "mean",
            "not known",
            "chance",
            "between people",
            "+-",
        ]
        .map(str::to_owned),
    ];
    let mut add = |name: &str, all: &[Quantity]| {
        let kept = |q: &&Quantity| q.is_outcome || q.name == "cost";
        for (i, q) in all.iter().filter(kept).enumerate() {
            let s = &q.spread;
            let number = |value: f64| numbers::plain(value, decimals(s.mean, s.error));
            let maybe = |value: Option<f64>| value.map_or_else(|| "-".into(), number);
            rows.push([
                if i == 0 { name.into() } else { String::new() },
                q.name.clone(),
                number(s.mean),
                maybe(s.sd_parameters),
                maybe(s.sd_chance),
                maybe(s.sd_people),
                maybe(s.error),
            ]);
        }
    };
    for (strategy, all) in model.strategies.iter().zip(&answer.strategies) {
        add(&strategy.name, all);
    }
    for (s, all) in &answer.comparisons {
        let base = &model.strategies[model.baseline].name;
        add(
            &format!("{} against {base}", model.strategies[*s].name),
            all,
        );
    }
    let mut text = aligned(&rows);
    _ = writeln!(
        text,
        "\n\"not known\" is the spread of the mean over {} simulated futures, \"chance\" that of the total of {} {}, \
         \"between people\" that of one person; {} persons were followed in each future.",
        study.draws,
        numbers::plain(answer.people, 0),
        model.people,
        study.persons,
    );
    _ = write!(text, "digest {}", answer.digest);
    text
}

//! `early-action run --children N`: the range for so few people, and how much of it is luck.

use super::{of_model, provenance};
use crate::show::{aligned, decimals};
use early_action_engine::fault::Fault;
use early_action_engine::individual::{Followed, Parts, Range, ranges};
use early_action_present::export::json::{Json, object};
use early_action_present::numbers;
use std::fmt::Write as _;
use std::time::Instant;

/// The ranges of a study whose persons in each draw are the few.
pub fn text(
    study: &Followed,
    parts: &Parts,
    as_json: bool,
    begun: Instant,
) -> Result<String, Vec<Fault>> {
    if study.is_worlds() {
        return Err(vec![Fault::without_place(
            "children",
            "in this model places run out, so that its people are not so few by themselves",
            "set people.number, and run it with --individual N worlds",
        )]);
    }
    let found = ranges(study, parts)?;
    let model = &study.model;
    let name = |s: usize| &model.strategies[s].name;
    if !as_json {
        let all = found
            .strategies
            .iter()
            .enumerate()
            .map(|(s, r)| (name(s).clone(), r));
        let pairs = found.comparisons.iter();
        let pairs =
            pairs.map(|(s, r)| (format!("{} against {}", name(*s), name(model.baseline)), r));
        return Ok(shown(study, parts, all.chain(pairs)));
    }
    let strategies = found.strategies.iter().enumerate().map(|(s, all)| {
        let label = model.strategies[s].label.as_deref();
        let mut entries = vec![
            ("name".to_owned(), name(s).into()),
            ("label".to_owned(), label.map_or(Json::Null, Into::into)),
        ];
        entries.extend(quantities(all));
        Json::Object(entries)
    });
    let comparisons = found.comparisons.iter().map(|(s, all)| {
        let mut entries = vec![
            ("strategy".to_owned(), name(*s).into()),
            ("baseline".to_owned(), name(model.baseline).into()),
        ];
        entries.extend(quantities(all));
        entries[2].0 = "net_cost".into();
        Json::Object(entries)
    });
    let seconds = begun.elapsed().as_secs_f64();
    let json = object([
        ("model", of_model(study)),
        ("seed", study.seed.into()),
        ("draws", study.draws.into()),
        ("children", study.persons.into()),
        ("seconds", seconds.into()),
        ("strategies", strategies.collect()),
        ("comparisons", comparisons.collect()),
        ("provenance", provenance(study)),
        ("digest", parts.digest().as_str().into()),
    ]);
    Ok(json.to_string())
}

fn quantities(all: &[Range]) -> Vec<(String, Json)> {
    let named = |outcomes: bool| {
        let kept = all.iter().skip(1).filter(|r| r.is_outcome == outcomes);
        Json::Object(kept.map(|r| (r.name.clone(), range(r))).collect())
    };
    vec![
        ("cost".into(), all.first().map_or(Json::Null, range)),
        ("outcomes".into(), named(true)),
        ("by_line".into(), named(false)),
    ]
}

fn range(range: &Range) -> Json {
    let quantile = |i: usize| range.quantiles.map(|q| q[i]).into();
    object([
        ("mean", range.mean.into()),
        ("sd", range.sd.into()),
        ("sd_parameters", range.sd_parameters.into()),
        ("sd_chance", range.sd_chance.into()),
        ("luck", range.luck.into()),
        ("ignorance", range.luck.map(|luck| 1.0 - luck).into()),
        ("p05", quantile(0)),
        ("p25", quantile(1)),
        ("p50", quantile(2)),
        ("p75", quantile(3)),
        ("p95", quantile(4)),
        ("error", range.error.into()),
        ("method", range.method.name().into()),
    ])
}

fn shown<'a>(
    study: &Followed,
    parts: &Parts,
    all: impl Iterator<Item = (String, &'a Vec<Range>)>,
) -> String {
    let heads = [
        "strategy", "", "mean", "5 %", "50 %", "95 %", "luck", "method",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    for (name, ranges) in all {
        let kept = |r: &&Range| r.is_outcome || r.name == "cost";
        for (i, r) in ranges.iter().filter(kept).enumerate() {
            let number = |value: f64| numbers::plain(value, decimals(r.mean, r.error));
            let quantile = |i: usize| r.quantiles.map_or_else(|| "-".into(), |q| number(q[i]));
            rows.push([
                if i == 0 { name.clone() } else { String::new() },
                r.name.clone(),
                number(r.mean),
                quantile(0),
                quantile(2),
                quantile(4),
                r.luck
                    .map_or_else(|| "-".into(), |l| format!("{:.0} %", 100.0 * l)),
                r.method.name().into(),
            ]);
        }
    }
    let mut text = aligned(&rows);
    _ = writeln!(
        text,
        "\n{} {}: in 90 of 100 futures the total lies between \"5 %\" and \"95 %\". \"luck\" is the share of the \
         range's variance that is chance between people; the rest is what we do not know.",
        study.persons, study.model.people,
    );
    _ = write!(text, "digest {}", parts.digest());
    text
}

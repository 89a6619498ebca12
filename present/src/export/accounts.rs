//! A full appraisal as JSON, in the shape that `docs/reference/appraisal.md` describes.

use early_action_engine::budget::{
    Accounts, Amounts, BudgetLine, Case, Hours, LineValue, Payback, Peak, Profile, Ratio, Series,
    Value, Wait,
};
use early_action_engine::evidence::OPTIMISM_SOURCE;
use early_action_engine::model::Model;

use super::json::{Json, head, named, object, provenance, share, summary};

/// A full appraisal, with `seconds` after its draws.
pub fn accounts(accounts: &Accounts, model: &Model, seconds: f64) -> Json {
    let p = &accounts.provenance;
    let years = &accounts.years;
    let mut entries = head(p, model);
    entries.push(("seconds".into(), seconds.into()));
    let more = [
        ("price_year", p.price_year.as_ref().into()),
        ("years", years.iter().collect()),
        (
            "comparisons",
            accounts.cases.iter().map(|c| case(c, years)).collect(),
        ),
        ("optimism_source", OPTIMISM_SOURCE.into()),
        ("provenance", provenance(p)),
        ("digests", accounts.digests.iter().collect()),
    ];
    entries.extend(more.map(|(name, value): (&str, Json)| (name.to_owned(), value)));
    Json::Object(entries)
}

fn case(case: &Case, years: &[String]) -> Json {
    object([
        ("strategy", (&case.strategy).into()),
        ("baseline", (&case.baseline).into()),
        (
            "values",
            case.values.iter().map(|v| value(v, years)).collect(),
        ),
        (
            "cash",
            case.profiles.iter().map(|p| profile(p, years)).collect(),
        ),
        ("hours", case.hours.iter().map(hours).collect()),
        ("waits", case.waits.iter().map(wait).collect()),
    ])
}

fn value(v: &Value, years: &[String]) -> Json {
    let optimism = v.optimism.as_ref().map(|corrected| {
        object([
            ("net_present_value", summary(&corrected.net)),
            ("benefit_cost_ratio", ratio(corrected.ratio.as_ref())),
        ])
    });
    object([
        ("payer", v.payer.as_ref().into()),
        ("kind", v.kind.as_ref().into()),
        ("net_present_value", summary(&v.net)),
        ("chance_above_zero", share(&v.chance)),
        ("costs", summary(&v.costs)),
        ("benefits", summary(&v.benefits)),
        ("benefit_cost_ratio", ratio(v.ratio.as_ref())),
        ("payback", payback(&v.payback, years)),
        ("cash", summary(&v.cash)),
        ("capacity", summary(&v.capacity)),
        ("not_said", summary(&v.not_said)),
        ("optimism", optimism.into()),
        ("lines", v.lines.iter().map(line_value).collect()),
    ])
}

fn line_value(line: &LineValue) -> Json {
    object([
        ("line", (&line.line).into()),
        ("label", line.label.as_ref().into()),
        ("value", summary(&line.value)),
        ("optimism", line.bias.into()),
    ])
}

fn ratio(ratio: Option<&Ratio>) -> Json {
    let Some(ratio) = ratio else {
        return Json::Null;
    };
    let quantile = |of: fn((f64, f64, f64)) -> f64| ratio.quantiles.map(of).into();
    object([
        ("value", ratio.value.into()),
        ("error", ratio.error.into()),
        ("p05", quantile(|(low, _, _)| low)),
        ("p50", quantile(|(_, middle, _)| middle)),
        ("p95", quantile(|(_, _, high)| high)),
    ])
}

fn payback(payback: &Payback, years: &[String]) -> Json {
    let year = |at: Option<usize>| at.and_then(|at| years.get(at)).into();
    object([
        ("by_year", payback.by_year.iter().copied().collect()),
        ("never", payback.never.into()),
        ("in_half", year(payback.in_half)),
        ("of_mean", year(payback.of_mean)),
    ])
}

fn profile(p: &Profile, years: &[String]) -> Json {
    let of_years = p.years.iter().zip(years).map(|(amounts_of, year)| {
        let mut entries = vec![("year".to_owned(), Json::from(year))];
        entries.extend(amounts(amounts_of));
        Json::Object(entries)
    });
    object([
        ("payer", p.payer.as_ref().into()),
        ("years", of_years.collect()),
        ("total", Json::Object(amounts(&p.total))),
        ("worse_in_1_of_20", p.total.net.p95.into()),
        ("cumulative", p.cumulative.iter().map(summary).collect()),
        ("peak", peak(&p.peak, years)),
        ("peak_of_cash", peak(&p.peak_of_cash, years)),
        ("lines", p.lines.iter().map(budget_line).collect()),
        (
            "budgets",
            p.budgets.iter().map(|s| series("budget", s)).collect(),
        ),
        (
            "funding",
            p.funding.iter().map(|s| series("source", s)).collect(),
        ),
    ])
}

fn amounts(amounts: &Amounts) -> Vec<(String, Json)> {
    let each = [
        ("net", &amounts.net),
        ("real", &amounts.real),
        ("cash", &amounts.cash),
        ("capacity", &amounts.capacity),
        ("not_said", &amounts.not_said),
    ];
    each.map(|(name, of)| (name.to_owned(), summary(of))).into()
}

fn peak(peak: &Peak, years: &[String]) -> Json {
    let of_mean = peak.of_mean.map(|(amount, year)| {
        object([("amount", amount.into()), ("year", years.get(year).into())])
    });
    object([
        ("amount", summary(&peak.amount)),
        ("worse_in_1_of_20", peak.amount.p95.into()),
        ("when", peak.when.iter().copied().collect()),
        ("never", peak.never.into()),
        ("of_mean", of_mean.into()),
    ])
}

fn budget_line(line: &BudgetLine) -> Json {
    let list = |values: &[f64]| values.iter().copied().collect::<Json>();
    object([
        ("line", (&line.line).into()),
        ("label", line.label.as_ref().into()),
        ("budget", (&line.budget).into()),
        ("baseline", list(&line.baseline)),
        ("strategy", list(&line.strategy)),
        ("real", list(&line.real)),
        ("inflation", line.inflation.into()),
        ("index", list(&line.index)),
    ])
}

fn series(name: &str, series: &Series) -> Json {
    object([
        (name, (&series.name).into()),
        ("years", series.years.iter().map(summary).collect()),
        ("total", summary(&series.total)),
    ])
}

fn hours(hours: &Hours) -> Json {
    object([
        ("payer", (&hours.payer).into()),
        ("line", (&hours.line).into()),
        ("label", hours.label.as_ref().into()),
        ("hours", summary(&hours.hours)),
        ("pounds", summary(&hours.pounds)),
        ("by_year", hours.by_year.iter().copied().collect()),
    ])
}

fn wait(wait: &Wait) -> Json {
    let list = |of: fn(&(f64, f64)) -> f64| wait.cumulative.iter().map(of).collect::<Json>();
    object([
        ("years", wait.years.into()),
        ("anybody", wait.anybody.into()),
        ("now", summary(&wait.now)),
        ("later", summary(&wait.later)),
        ("cost_of_waiting", summary(&wait.cost)),
        ("chance_that_waiting_costs_more", share(&wait.chance)),
        ("cumulative_now", list(|(now, _)| *now)),
        ("cumulative_later", list(|(_, later)| *later)),
        ("outcomes", named(&wait.outcomes)),
    ])
}

//! What a chart says to those who do not see it.

use super::{Frame, break_even, fan_finding, futures_finding, payers_finding};
use crate::numbers::{duration, money, quantile_errors};
use crate::words::Words;

/// The fan chart in words: start, end, spread, break-even.
pub fn describe_fan(words: &Words, frame: &Frame<'_>) -> String {
    let comparison = frame.comparison;
    let Some(last) = comparison.cumulative.last() else {
        return fan_finding(words, frame);
    };
    let (low, middle, high) = quantile_errors(last);
    let args = [
        ("years", duration(words, frame.horizon_years).into()),
        ("middle", difference(words, last.p50, middle).into()),
        ("low", difference(words, last.p05, low).into()),
        ("high", difference(words, last.p95, high).into()),
        ("break-even", break_even(words, frame).into()),
    ];
    words.text("describe-fan", &args)
}

/// The chart of payers in words: each payer's middle estimate.
pub fn describe_payers(words: &Words, frame: &Frame<'_>) -> String {
    let each: Vec<String> = frame
        .comparison
        .by_payer
        .iter()
        .map(|payer| {
            let amount = difference(words, payer.summary.mean, payer.summary.error);
            let name = words.label("payer", &payer.name);
            words.text(
                "describe-payer",
                &[("payer", name.into()), ("amount", amount.into())],
            )
        })
        .collect();
    let args = [
        ("finding", payers_finding(words, frame).into()),
        ("each", words.list(&each).into()),
    ];
    words.text("describe-payers", &args)
}

/// The dot plot in words.
pub fn describe_futures(words: &Words, frame: &Frame<'_>) -> String {
    let net = &frame.comparison.net_cost;
    let (low, middle, high) = quantile_errors(net);
    let args = [
        ("finding", futures_finding(words, frame).into()),
        ("middle", difference(words, net.p50, middle).into()),
        ("low", difference(words, net.p05, low).into()),
        ("high", difference(words, net.p95, high).into()),
    ];
    words.text("describe-futures", &args)
}

/// A parameter's distribution in words; the three figures come formatted in its unit.
pub fn describe_spark(words: &Words, label: &str, low: &str, middle: &str, high: &str) -> String {
    let args = [
        ("label", label.into()),
        ("low", low.into()),
        ("middle", middle.into()),
        ("high", high.into()),
    ];
    words.text("describe-spark", &args)
}

/// "£340,000 less", "£1.2 million more", "no difference".
pub(crate) fn difference(words: &Words, value: f64, error: Option<f64>) -> String {
    let rounded = crate::numbers::rounded(value, error);
    let id = if rounded.abs() < 1.0 {
        "difference-none"
    } else if value < 0.0 {
        "difference-less"
    } else {
        "difference-more"
    };
    words.text(id, &[("amount", money(words, value, error).into())])
}

//! What it would be worth to know more before deciding.

use early_action_engine::appraise::Share;
use early_action_engine::decide::Estimate;

use crate::numbers::{about, exact_money, futures, money, plain, the_rest};
use crate::words::Words;

/// An estimate of a share, as sentences take one.
pub(crate) fn as_share(of: Estimate) -> Share {
    Share {
        value: of.value,
        error: of.error.unwrap_or(0.0),
    }
}

/// A decision, and what it would be worth to know all about it. Its words stand in the report's
/// locale.
#[derive(Clone, Copy, Debug)]
pub struct Knowing<'a> {
    /// The option that is best on average, as it is called.
    pub best: &'a str,
    /// An effect and what one unit of it is worth; `None` where cost alone decides.
    pub at: Option<(&'a str, f64)>,
    /// What knowing everything is worth.
    pub all: Estimate,
    /// Share of futures in which the best on average is the best.
    pub chance_best: Estimate,
    /// From one decision to all that are like it, where they are counted.
    pub decisions: Option<f64>,
}

/// A study that somebody thinks of.
#[derive(Clone, Debug)]
pub struct Studied<'a> {
    /// What its arms observe, and in how many people or measurements.
    pub arms: Vec<(&'a str, u32)>,
    /// What it is worth in one decision.
    pub worth: Estimate,
    /// What it is worth to all less what it costs, where that is known.
    pub net: Option<Estimate>,
}

impl Knowing<'_> {
    /// Which option is best, how sure that is, and what knowing everything would be worth.
    pub fn everything(&self, words: &Words) -> String {
        let best = [("best", self.best.into())];
        let choice = match self.at {
            None => words.text("worth-by-cost", &best),
            Some((outcome, value)) => {
                let [best] = best;
                let value = if value.abs() < 100.0 {
                    format!("£{}", plain(value, 2))
                } else {
                    exact_money(value)
                };
                let args = [best, ("outcome", outcome.into()), ("value", value.into())];
                words.text("worth-by-value", &args)
            }
        };
        let chance = the_rest(as_share(self.chance_best));
        let id = if self.chance_best.value < 1.0 {
            "worth-otherwise"
        } else {
            "worth-always"
        };
        let otherwise = words.text(id, &[("futures", futures(words, chance).into())]);
        let all = [
            ("amount", self.amount(words, self.all).into()),
            ("whose", self.whose().into()),
        ];
        format!("{choice} {otherwise} {}", words.text("worth-all", &all))
    }

    /// What knowing one figure, or some, would be worth.
    pub fn figure(&self, words: &Words, label: &str, worth: Estimate) -> String {
        let args = [
            ("figure", label.into()),
            ("amount", self.amount(words, worth).into()),
        ];
        words.text("worth-figure", &args)
    }

    /// What a study would be worth, and whether that is more than it costs.
    pub fn study(&self, words: &Words, study: &Studied<'_>) -> String {
        let arm = |(label, size): &(&str, u32)| {
            let args = [
                ("figure", (*label).into()),
                ("size", plain(f64::from(*size), 0).into()),
            ];
            words.text("worth-study-arm", &args)
        };
        let arms: Vec<String> = study.arms.iter().map(arm).collect();
        let pays = match study.net {
            None => "unsaid",
            Some(net) if net.value > 2.0 * net.error.unwrap_or(0.0) => "more",
            Some(net) if net.value < -2.0 * net.error.unwrap_or(0.0) => "less",
            Some(_) => "open",
        };
        let args = [
            ("arms", words.list(&arms).into()),
            ("amount", self.amount(words, study.worth).into()),
            ("pays", pays.into()),
        ];
        words.text("worth-study", &args)
    }

    /// Which of a study's sizes leaves most after its cost.
    pub fn best_size(&self, words: &Words, size: u64, net: Estimate) -> String {
        let id = if net.value > 0.0 {
            "worth-best-size"
        } else {
            "worth-no-size"
        };
        #[expect(clippy::cast_precision_loss, reason = "people are far fewer than 2^53")]
        let size = plain(size as f64, 0);
        let args = [
            ("size", size.into()),
            ("amount", about(words, net.value, net.error).into()),
        ];
        words.text(id, &args)
    }

    /// An amount for everybody that it is of use to. What is not clear of its own error is not
    /// worth a figure, only a bound.
    pub fn amount(&self, words: &Words, worth: Estimate) -> String {
        let times = self.decisions.unwrap_or(1.0);
        let (value, error) = (worth.value * times, worth.error.map(|e| e * times));
        if error.is_none_or(|error| value > 2.0 * error) {
            return about(words, value, error);
        }
        let most = value + 2.0 * error.unwrap_or(0.0);
        // Rounded up, so that the bound holds.
        let place = 10f64.powf(most.log10().floor()).max(1.0);
        let most = money(words, (most / place).ceil() * place, None);
        words.text("worth-most", &[("money", most.into())])
    }

    fn whose(&self) -> &'static str {
        if self.decisions.is_some() {
            "everybody"
        } else {
            "model"
        }
    }
}

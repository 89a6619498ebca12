//! What the answer hangs on, and what it would be worth to find out.

use early_action_engine::decide::Estimate;
use early_action_engine::model::Parameter;

use crate::charts::{Canvas, Swing, tornado};
use crate::export::Export;
use crate::figures;
use crate::numbers::{duration, out_of_hundred, short_difference};
use crate::scene::Scene;
use crate::sentences::{Knowing, as_share};
use crate::tables::{Cell, Table};
use crate::words::Words;

/// Most bars of the chart.
const BARS: usize = 6;
/// Most rows of the table: all that anybody asks after, and one sheet of paper.
const ROWS: usize = 12;

/// What moving and knowing each figure does.
#[derive(Clone, Debug)]
pub struct Hangs {
    /// Net cost where nothing is moved.
    pub base: Estimate,
    /// Each uncertain figure.
    pub figures: Vec<Hang>,
    /// The strategy that is best on average by cost alone.
    pub best: String,
    /// Share of futures in which it is the best.
    pub chance_best: Estimate,
    /// What knowing everything would be worth.
    pub all: Estimate,
}

/// What moving and knowing one figure does.
#[derive(Clone, Debug)]
pub struct Hang {
    /// The parameter's name.
    pub name: String,
    /// Moved to where it is low, and high; `None` where it is several figures.
    pub ends: Option<[End; 2]>,
    /// How much of the variance of net cost it explains by itself.
    pub share: Option<Estimate>,
    /// What knowing it would be worth.
    pub worth: Option<Estimate>,
}

/// A figure moved to one place.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// Where.
    pub at: f64,
    /// Net cost there.
    pub net: Estimate,
    /// By how much that differs from net cost where nothing is moved.
    pub change: Estimate,
}

impl Hang {
    fn swing(&self) -> f64 {
        self.ends
            .map_or(0.0, |[low, high]| (high.net.value - low.net.value).abs())
    }

    fn parameter<'m>(&self, of: &Export<'m>) -> Option<&'m Parameter> {
        let model = &of.study.model;
        Some(&model.parameters[model.parameter(&self.name)?])
    }
}

impl Hangs {
    /// Whether there is anything to say.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// The tornado of the figures that move most.
    pub fn chart(&self, canvas: &Canvas<'_>, of: &Export<'_>) -> Scene {
        let words = of.words;
        let swings: Vec<Swing> = self
            .by_swing()
            .into_iter()
            .take(BARS)
            .filter_map(|hang| self.bar(words, of, hang))
            .collect();
        let mut scene = tornado(canvas, self.base.value, &swings);
        let years = duration(words, of.frame.horizon_years);
        scene.title = self.finding(words);
        scene.subtitle = words.text("tornado-subtitle", &[("years", years.into())]);
        let each: Vec<String> = self
            .by_swing()
            .into_iter()
            .take(BARS)
            .map(|hang| {
                let [low, high] = self.spoken(words, of, hang);
                let args = [
                    ("figure", words.label("parameter", &hang.name).into()),
                    ("low", low.into()),
                    ("high", high.into()),
                ];
                words.text("tornado-described", &args)
            })
            .collect();
        scene.description = format!("{}. {}", scene.title, each.join(" "));
        scene
    }

    fn bar(&self, words: &Words, of: &Export<'_>, hang: &Hang) -> Option<Swing> {
        let (parameter, ends) = (hang.parameter(of)?, hang.ends?);
        Some(Swing {
            name: words.label("parameter", &hang.name),
            ends: ends.map(|end| (place(words, parameter, end), end.net.value)),
        })
    }

    /// From the figure that moves the answer most; those that cannot be moved are not among them.
    fn by_swing(&self) -> Vec<&Hang> {
        let mut moved: Vec<&Hang> = self.figures.iter().filter(|h| h.swing() > 0.0).collect();
        moved.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
        moved
    }

    /// What moves the answer most, and whether that turns it.
    fn finding(&self, words: &Words) -> String {
        let Some(first) = self.by_swing().into_iter().next() else {
            return words.word("tornado-none");
        };
        let [low, high] = first
            .ends
            .map_or([0.0; 2], |ends| ends.map(|end| end.net.value));
        let id = if low.min(high) < 0.0 && low.max(high) > 0.0 {
            "tornado-turns"
        } else {
            "tornado-moves"
        };
        words.text(
            id,
            &[("figure", words.label("parameter", &first.name).into())],
        )
    }

    /// Where the figure is moved to and what that changes.
    fn spoken(&self, words: &Words, of: &Export<'_>, hang: &Hang) -> [String; 2] {
        let (Some(parameter), Some(ends)) = (hang.parameter(of), hang.ends) else {
            return [const { String::new() }; 2];
        };
        ends.map(|end| {
            let change = short_difference(words, end.change.value, end.change.error);
            let args = [
                ("at", place(words, parameter, end).into()),
                ("change", change.into()),
            ];
            words.text("hangs-end", &args)
        })
    }

    /// What makes the answer uncertain, and what is worth finding out.
    pub fn sentences(&self, of: &Export<'_>) -> Vec<String> {
        let words = of.words;
        let mut said = Vec::new();
        let label = |hang: &Hang| words.label("parameter", &hang.name);
        let mut shares: Vec<(&Hang, Estimate)> = self
            .figures
            .iter()
            .filter_map(|h| Some((h, h.share?)))
            .collect();
        shares.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
        let told = |share: Estimate| is_clear(share) && share.value >= 0.05;
        let main: Vec<String> = shares
            .iter()
            .take(3)
            .filter(|(_, s)| told(*s))
            .map(|(hang, share)| {
                let args = [
                    ("figure", label(hang).into()),
                    ("parts", out_of_hundred(words, as_share(*share)).into()),
                ];
                words.text("hangs-share", &args)
            })
            .collect();
        if !main.is_empty() {
            said.push(words.text("hangs-shares", &[("shares", words.list(&main).into())]));
        }
        if !of.frame.effect_known {
            said.push(words.word("hangs-unknown"));
        }
        let best = words.label("strategy", &self.best);
        let knowing = self.knowing(&best);
        said.push(knowing.everything(words));
        if let Some((hang, worth)) = self.most_worth().filter(|(_, worth)| is_clear(*worth)) {
            said.push(knowing.figure(words, &label(hang), worth));
        } else {
            said.push(words.word("hangs-no-figure"));
        }
        said
    }

    fn knowing<'b>(&self, best: &'b str) -> Knowing<'b> {
        Knowing {
            best,
            at: None,
            all: self.all,
            chance_best: self.chance_best,
            decisions: None,
        }
    }

    fn most_worth(&self) -> Option<(&Hang, Estimate)> {
        let worth = self.figures.iter().filter_map(|h| Some((h, h.worth?)));
        worth.max_by(|a, b| a.1.value.total_cmp(&b.1.value))
    }

    /// The twin of the chart, and what knowing each figure is worth.
    pub fn table(&self, of: &Export<'_>) -> Table {
        let words = of.words;
        let columns = [
            ("report-figure", false),
            ("hangs-low", true),
            ("hangs-high", true),
            ("hangs-explains", true),
            ("hangs-worth", true),
        ];
        let base = short_difference(words, self.base.value, self.base.error);
        let caption = words.text("hangs-caption", &[("base", base.into())]);
        let mut table = Table::new(words, caption, &columns);
        let knowing = self.knowing("");
        let mut rows: Vec<&Hang> = self.by_swing();
        rows.extend(self.figures.iter().filter(|h| h.swing() <= 0.0));
        // What is worth knowing stands first, even where it moves another strategy only.
        rows.sort_by_key(|hang| !hang.worth.is_some_and(is_clear));
        for hang in rows.into_iter().take(ROWS) {
            let [low, high] = self.spoken(words, of, hang);
            let share = hang
                .share
                .map_or_else(String::new, |s| out_of_hundred(words, as_share(s)));
            let worth = hang
                .worth
                .map_or_else(String::new, |w| knowing.amount(words, w));
            let label = words.label("parameter", &hang.name);
            table
                .rows
                .push([label, low, high, share, worth].map(Cell::text).into());
        }
        table
    }

    /// How many figures the table leaves out.
    pub fn left_out(&self) -> usize {
        self.figures.len().saturating_sub(ROWS)
    }
}

/// Where a figure is moved to, as people read it.
fn place(words: &Words, parameter: &Parameter, end: End) -> String {
    figures::spoken(words, parameter, figures::rough(end.at))
}

/// Whether an estimate is clear of zero by twice its Monte Carlo error.
fn is_clear(e: Estimate) -> bool {
    e.value > 2.0 * e.error.unwrap_or(0.0)
}

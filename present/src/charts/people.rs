//! Lives: a hundred people as a hundred circles, for each outcome that counts people.

use early_action_engine::appraise::{Appraisal, Comparison, Summary};

use super::{Canvas, LINE, TEXT};
use crate::backend::ASCENT;
use crate::metrics::wrap;
use crate::numbers::{plain, round::known_place, to_place};
use crate::scene::{Anchor, Point, Role, Scene, Shape, Tenths};
use crate::sentences::Frame;
use crate::words::Words;

/// Circles in a row, and rows.
const SIDE: usize = 10;
/// Between two circles' centres at most, px.
const LARGEST: f64 = 15.0;
/// A panel is no narrower than this, px.
const LEAST_PANEL: f64 = 140.0;
/// Between panels, px.
const GAP: f64 = 28.0;
/// Lines of an outcome's name at most.
const NAME_LINES: usize = 4;

/// Which outcomes count people, and how many people there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Their names in the model.
    pub outcomes: Vec<String>,
    /// How many people the model is about.
    pub people: f64,
}

/// One outcome, of a hundred people.
struct Panel {
    name: String,
    late: f64,
    early: f64,
    /// What the difference is, and what 90 of 100 futures lie between.
    middle: f64,
    low: f64,
    high: f64,
}

impl Panel {
    fn new(
        words: &Words,
        name: &str,
        sides: [&Summary; 2],
        difference: &Summary,
        people: f64,
    ) -> Option<Self> {
        let of_hundred = |value: f64| value / people * 100.0;
        let error = difference.error.map(of_hundred);
        let whole = |value: f64| {
            let value = of_hundred(value);
            to_place(value, known_place(value, error).max(1.0))
        };
        let [late, early] = sides.map(|side| to_place(of_hundred(side.mean), 1.0));
        let fits = |share: f64| (0.0..=100.0).contains(&share);
        (fits(late) && fits(early)).then(|| Self {
            name: words.label("outcome", name),
            late,
            early,
            middle: whole(difference.mean),
            low: whole(difference.p05),
            high: whole(difference.p95),
        })
    }

    /// "9 fewer", "4 more", "no difference".
    fn change(words: &Words, change: f64) -> String {
        let id = match change {
            change if change < 0.0 => "people-fewer",
            change if change > 0.0 => "people-more",
            _ => "people-same",
        };
        words.text(id, &[("number", plain(change.abs(), 0).into())])
    }

    fn lines(&self, words: &Words, labels: &(String, String)) -> [String; 3] {
        let share = |label: &str, share: f64| {
            let args = [("label", label.into()), ("number", plain(share, 0).into())];
            words.text("people-share", &args)
        };
        let ends = [
            ("low", Self::change(words, self.low).into()),
            ("high", Self::change(words, self.high).into()),
        ];
        [
            share(&labels.1, self.late),
            share(&labels.0, self.early),
            words.text("people-range", &ends),
        ]
    }
}

/// The outcomes that count people, each as a hundred circles: first those whom acting early
/// changes, outlined; then those for whom it holds either way, filled; then the others.
pub fn people(
    canvas: &Canvas<'_>,
    appraisal: &Appraisal,
    frame: &Frame<'_>,
    counted: &Counted,
) -> Scene {
    let words = canvas.words;
    let labels = frame.short_labels(words);
    let panels = panels(words, appraisal, frame.comparison, counted);
    let columns = ((canvas.width + GAP) / (LEAST_PANEL + GAP))
        .floor()
        .max(1.0);
    let columns = (columns as usize).min(panels.len().max(1));
    let wide = (canvas.width - GAP * (columns - 1) as f64) / columns as f64;
    let step = (wide / SIDE as f64).min(LARGEST);

    let mut scene = Scene::new(canvas.width, 0.0);
    let mut top = 0.0;
    let mut said = Vec::new();
    for row in panels.chunks(columns) {
        let names: Vec<Vec<String>> = row
            .iter()
            .map(|panel| wrap(canvas.metrics, &panel.name, TEXT, wide, NAME_LINES))
            .collect();
        let lines: Vec<Vec<String>> = row
            .iter()
            .map(|panel| {
                let lines = panel.lines(words, &labels);
                said.push(format!("{}: {}", panel.name, lines.join("; ")));
                let wrapped = lines
                    .iter()
                    .flat_map(|l| wrap(canvas.metrics, l, TEXT, wide, 3));
                wrapped.collect()
            })
            .collect();
        let most = |all: &[Vec<String>]| all.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let circles = top + LINE * most(&names) + 6.0;
        let below = circles + step * SIDE as f64 + 6.0;
        for (at, panel) in row.iter().enumerate() {
            let left = at as f64 * (wide + GAP);
            write(&mut scene, Role::RowLabel, (left, top), &names[at]);
            draw(&mut scene, (left, circles), step, panel);
            write(&mut scene, Role::Note, (left, below), &lines[at]);
        }
        top = below + LINE * most(&lines) + 20.0;
    }
    scene.height = Tenths::of((top - 14.0).max(1.0));
    let who = words.label("model", "people");
    scene.title = finding(words, &panels, &who);
    scene.subtitle = words.text("people-subtitle", &[("people", who.into())]);
    scene.description = format!("{}. {}.", scene.title, said.join(". "));
    scene
}

fn panels(
    words: &Words,
    appraisal: &Appraisal,
    comparison: &Comparison,
    counted: &Counted,
) -> Vec<Panel> {
    let side = |strategy: &str, outcome: &str| {
        let strategy = appraisal.strategies.iter().find(|s| s.name == strategy)?;
        let found = strategy.outcomes.iter().find(|o| o.name == outcome)?;
        Some(&found.summary)
    };
    let panel = |name: &String| {
        let late = side(&comparison.baseline, name)?;
        let early = side(&comparison.strategy, name)?;
        let difference = comparison.outcomes.iter().find(|o| o.name == *name)?;
        Panel::new(
            words,
            name,
            [late, early],
            &difference.summary,
            counted.people,
        )
    };
    counted.outcomes.iter().filter_map(panel).collect()
}

/// The first outcome that nearly all futures move the same way.
fn finding(words: &Words, panels: &[Panel], people: &str) -> String {
    let clear = |panel: &&Panel| panel.low * panel.high > 0.0 && panel.middle != 0.0;
    match panels.iter().find(clear) {
        Some(panel) => {
            let args = [
                ("people", people.into()),
                ("change", Panel::change(words, panel.middle).into()),
                ("outcome", panel.name.as_str().into()),
            ];
            words.text("people-finding", &args)
        }
        None => words.text("people-finding-none", &[("people", people.into())]),
    }
}

fn write(scene: &mut Scene, role: Role, (left, top): (f64, f64), lines: &[String]) {
    for (at, line) in lines.iter().enumerate() {
        let base = top + LINE * at as f64 + TEXT * ASCENT + 2.0;
        scene.text(role, (left, base), Anchor::Start, TEXT, line);
    }
}

fn draw(scene: &mut Scene, (left, top): (f64, f64), step: f64, panel: &Panel) {
    let both = panel.late.min(panel.early) as usize;
    let changed = (panel.late - panel.early).abs() as usize;
    for at in 0..SIDE * SIDE {
        let role = if at < changed {
            Role::PersonChanged
        } else if at < changed + both {
            Role::PersonSame
        } else {
            Role::PersonOther
        };
        let place = |at: usize| step * (at as f64 + 0.5);
        let centre = Point::of(left + place(at % SIDE), top + place(at / SIDE));
        let radius = Tenths::of(step / 2.0 - 1.6);
        scene.push(role, Shape::Circle { centre, radius });
    }
}

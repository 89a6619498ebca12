//! A chart that stands alone: its finding above it, whose figures are in it and what it takes to
//! repeat it below. SVG and PNG are made of the same sheet.

use super::Export;
use crate::metrics::{Bold, TextMetrics, wrap};
use crate::scene::{Anchor, Role, Scene, Tenths};

/// Around everything, px.
const MARGIN: f64 = 24.0;
/// Between parts, px.
const GAP: f64 = 14.0;
const TITLE: f64 = 20.0;
const TEXT: f64 = 14.0;
const SMALL: f64 = 12.0;
/// Line height in font sizes.
const LEADING: f64 = 1.4;
/// More lines than any of our texts needs.
const LINES: usize = 12;

impl Export<'_> {
    /// The chart as a sheet; the chart's width and a margin on both sides.
    pub fn sheet(&self, metrics: &dyn TextMetrics, chart: Scene) -> Scene {
        let (heavy, light) = (Bold(metrics), metrics);
        let mut page = Page {
            sheet: Scene::new(chart.width.px() + 2.0 * MARGIN, 0.0),
            below: MARGIN,
        };
        page.write(&heavy, Role::Heading, TITLE, &chart.title);
        page.write(light, Role::Note, TEXT, &chart.subtitle);
        let top = page.below + GAP;
        page.below = top + chart.height.px() + GAP;
        for mark in chart.marks {
            page.sheet.push(mark.role, mark.shape.moved(MARGIN, top));
        }
        page.write(light, Role::Annotation, TEXT, &self.question());
        let marks = self.marks.all_sentences(self.words);
        for mark in &marks {
            page.write(light, Role::Annotation, TEXT, mark);
        }
        page.write(light, Role::Note, SMALL, &self.facts());
        Scene {
            height: Tenths::of(page.below + MARGIN),
            description: [vec![chart.description], marks].concat().join(" "),
            title: chart.title,
            subtitle: chart.subtitle,
            ..page.sheet
        }
    }
}

/// A sheet that is written from above.
struct Page {
    sheet: Scene,
    /// Where the next part begins, px.
    below: f64,
}

impl Page {
    fn write(&mut self, metrics: &dyn TextMetrics, role: Role, size: f64, text: &str) {
        let width = self.sheet.width.px() - 2.0 * MARGIN;
        for line in wrap(metrics, text, size, width, LINES) {
            let base = (MARGIN, self.below + size);
            self.sheet.text(role, base, Anchor::Start, size, &line);
            self.below += size * LEADING;
        }
    }
}

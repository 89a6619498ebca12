//! A map on paper: with its title and its key.

use super::key;
use super::picture::{Mark, Picture};
use super::sketch::Sketch;
use crate::Words;
use crate::palette::Palette;
use crate::scene::Tenths;
use crate::svg::{self, Painted};

/// Marks on a sheet of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Width and height, px.
    pub size: [f64; 2],
    /// What it is.
    pub title: String,
    /// The same in words.
    pub description: String,
    /// From back to front.
    pub marks: Vec<Mark>,
}

impl Sheet {
    /// The whole map with its title, key, date and who drew it, as high as it needs to be.
    pub fn of(sketch: &Sketch, words: &Words, picture: &Picture) -> Self {
        let [left, top, width, height] = picture.view;
        let wide = width.max(560.0);
        let mut sheet = Self {
            size: [wide, 0.0],
            title: picture.title.clone(),
            description: picture.description.clone(),
            marks: Vec::new(),
        };
        let under = key::heading(&mut sheet.marks, sketch, words, &picture.title, wide);
        let (right, down) = ((wide - width) / 2.0 - left, under - top);
        for mark in picture.marks() {
            sheet.marks.push(Mark {
                ink: mark.ink,
                shape: mark.shape.clone().moved(right, down),
            });
        }
        sheet.size[1] = key::key(&mut sheet.marks, Some(sketch), words, wide, under + height);
        sheet
    }

    /// The key alone, this wide.
    pub fn key_of(sketch: &Sketch, words: &Words, width: f64) -> Self {
        let mut sheet = Self {
            title: words.word("key"),
            ..Self::default()
        };
        let height = key::key(&mut sheet.marks, Some(sketch), words, width, 0.0);
        sheet.size = [width, height];
        sheet
    }

    /// The same within a page, as large as fits, in its middle at the top.
    #[must_use]
    pub fn on(self, [width, height]: [f64; 2], margin: f64) -> Self {
        let inner = [width - 2.0 * margin, height - 2.0 * margin];
        let factor = (inner[0] / self.size[0])
            .min(inner[1] / self.size[1])
            .min(1.6);
        let right = margin + (inner[0] - self.size[0] * factor) / 2.0;
        let moved = |mark: Mark| Mark {
            ink: mark.ink,
            shape: mark.shape.scaled(factor).moved(right, margin),
        };
        Self {
            size: [width, height],
            marks: self.marks.into_iter().map(moved).collect(),
            ..self
        }
    }

    /// As an SVG file.
    pub fn document(&self, palette: Palette) -> String {
        let mut marks = self.marks.iter().map(|mark| Painted {
            class: mark.ink.class(),
            paint: mark.ink.paint(),
            shape: &mark.shape,
        });
        let size = (Tenths::of(self.size[0]), Tenths::of(self.size[1]));
        svg::write(size, (&self.title, &self.description), palette, &mut marks)
    }
}

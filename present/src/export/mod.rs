//! What people take away: files, pictures, words. Each says whose figures are in it and what it
//! takes to repeat it.

pub mod accounts;
pub mod json;
mod paragraph;
mod sheet;
mod snippet;

pub use snippet::Place;

use early_action_engine::appraise::Appraisal;
use early_action_engine::study::Study;

use crate::sentences::{self, Frame, Marks, SetBy};
use crate::tables::{self, Cell, Table, csv};
use crate::words::Words;
use json::{Json, object};

/// A figure that is not the evidence's, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in the model.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Who has set it.
    pub by: SetBy,
    /// What is used.
    pub now: String,
    /// What the evidence says.
    pub was: String,
}

/// An answer, to be taken away.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The words, the model's own among them.
    pub words: &'a Words,
    /// What was asked.
    pub study: &'a Study,
    /// What came out.
    pub appraisal: &'a Appraisal,
    /// The comparison that is shown.
    pub frame: Frame<'a>,
    /// Whose figures are in it.
    pub marks: Marks,
    /// These figures.
    pub figures: &'a [Figure],
    /// Address of the scenario.
    pub link: &'a str,
}

impl Export<'_> {
    /// The model's question, or its title.
    pub fn question(&self) -> String {
        let has_question = self.study.model.question.is_some();
        let name = if has_question { "question" } else { "title" };
        self.words.label("model", name)
    }

    /// Tables of the figures that are not the evidence's, by who has set them.
    pub fn own_figures(&self) -> Vec<Table> {
        let of = |by: SetBy| {
            let own: Vec<Figure> = self
                .figures
                .iter()
                .filter(|f| f.by == by)
                .cloned()
                .collect();
            (!own.is_empty()).then(|| tables::own_figures(self.words, by, &own))
        };
        SetBy::ALL.into_iter().filter_map(of).collect()
    }

    /// Everything as one table for a spreadsheet: the answer in words, whose figures are in it,
    /// what it takes to repeat it, then every table under its caption. Safe to open; begins with
    /// the mark by which spreadsheets know the encoding.
    pub fn csv(&self) -> String {
        let (words, frame) = (self.words, &self.frame);
        let answer = sentences::answer(words, frame);
        let condition = answer.condition.map(|c| c.sentence);
        let mut lines = vec![self.question(), answer.sentence];
        lines.extend(answer.range.into_iter().chain(condition));
        lines.extend(self.marks.all_sentences(words));
        let line = |text: String| vec![Cell::text(text)];
        let mut rows: Vec<Vec<Cell>> = lines.into_iter().map(line).collect();
        rows.push(Vec::new());
        for (name, value) in sentences::facts(words, self.appraisal) {
            rows.push(vec![Cell::text(name), Cell::text(value)]);
        }
        let link = [words.word("report-link"), self.link.to_owned()];
        rows.push(link.map(Cell::text).into());
        let mut all = self.own_figures();
        all.extend([
            tables::fan(words, frame),
            tables::payers(words, frame),
            tables::lives(words, self.appraisal, frame.comparison),
            tables::futures(words, frame),
        ]);
        for table in all.into_iter().filter(|table| !table.rows.is_empty()) {
            rows.push(Vec::new());
            rows.push(line(table.caption));
            let heading = |column: tables::Column| Cell::text(column.heading);
            rows.push(table.columns.into_iter().map(heading).collect());
            rows.extend(table.rows);
        }
        format!("\u{feff}{}", csv::rows(&rows))
    }

    /// The answer as `early-action run --json` gives it, and whose figures are in it.
    pub fn json(&self) -> String {
        let figure = |f: &Figure| {
            object([
                ("name", (&f.name).into()),
                ("label", (&f.label).into()),
                ("set_by", f.by.name().into()),
                ("used", (&f.now).into()),
                ("evidence", (&f.was).into()),
            ])
        };
        let own = object([
            ("own_model", self.marks.own_model.into()),
            (
                "marks",
                self.marks.all_sentences(self.words).iter().collect(),
            ),
            ("figures", self.figures.iter().map(figure).collect()),
        ]);
        let more = vec![
            ("not_evidence".to_owned(), own),
            ("link".to_owned(), Json::from(self.link)),
        ];
        json::answer(self.appraisal, &self.study.model, more).to_string()
    }
}

//! The answer as one HTML file that stands alone: no script, no request; three pages when printed.

mod accounts;
mod hangs;
mod html;
mod style;

use early_action_engine::appraise::Moved;
use early_action_engine::budget::{Accounts, Case};

use crate::charts::{self, Canvas};
use crate::export::Export;
use crate::metrics::SystemUi;
use crate::of_model::{counted, frame_of};
use crate::scene::Scene;
use crate::sentences;
use crate::tables;
pub use hangs::{End, Hang, Hangs};
use html::{Html, figure, table};

/// The words that only a report has: language and source.
pub const WORDS: &[(&str, &str)] = &[("en", include_str!("../../locales/en/report.ftl"))];

/// Width between the margins of A4, and of a column of two, px.
const WIDE: f64 = 680.0;
/// On a telephone, and beside another chart.
const NARROW: f64 = 328.0;

/// What stands in a report beside the answer.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The answer. Its words must hold [`WORDS`].
    pub of: Export<'a>,
    /// What it does to budgets.
    pub accounts: &'a Accounts,
    /// Why it moved from the model's own figures, where some are changed.
    pub moved: Option<&'a Moved>,
    /// What it hangs on.
    pub hangs: &'a Hangs,
    /// The command that makes this report.
    pub command: &'a str,
}

impl Report<'_> {
    /// The whole file.
    pub fn html(&self) -> String {
        let words = self.of.words;
        let question = self.of.question();
        let mut page = Html::new(words.lang(), &question, &style::sheet());
        page.open("header");
        page.line("quiet", &words.word("report-kind"));
        page.text("h1", "", &question);
        self.answer(&mut page);
        page.close("header");
        self.charts(&mut page);
        if let Some(case) = self.case() {
            self.budget(&mut page, case);
        }
        if let Some(moved) = self.moved {
            self.moved(&mut page, moved);
        }
        if !self.hangs.is_empty() {
            self.hangs(&mut page);
        }
        self.rest(&mut page);
        page.end()
    }

    /// The comparison that is shown, in the accounts.
    fn case(&self) -> Option<&Case> {
        let shown = &self.of.frame.comparison.strategy;
        self.accounts.cases.iter().find(|c| c.strategy == *shown)
    }

    fn answer(&self, page: &mut Html) {
        let words = self.of.words;
        let answer = sentences::answer(words, &self.of.frame);
        page.line("verdict", &answer.verdict);
        page.line("sentence", &answer.sentence);
        let condition = answer.condition.map(|c| c.sentence);
        for text in answer.range.into_iter().chain(condition) {
            page.line("", &text);
        }
        if self.of.marks.own_model {
            page.line("mark", &words.word("report-own-model"));
        }
        let others = sentences::Marks {
            own_model: false,
            ..self.of.marks
        };
        for mark in others.all_sentences(words) {
            page.line("mark", &mark);
        }
    }

    fn canvas(&self, width: f64, share: f64) -> Canvas<'_> {
        Canvas {
            words: self.of.words,
            metrics: &SystemUi,
            width,
            height: (width * share).round(),
        }
    }

    fn charts(&self, page: &mut Html) {
        let (of, frame) = (&self.of, &self.of.frame);
        let price_year = of.appraisal.provenance.price_year.as_deref();
        let fan = |width, share| charts::fan(&self.canvas(width, share), frame, price_year);
        figure(page, "fan", &fan(WIDE, 0.28), Some(&fan(NARROW, 0.62)));
        page.open("div class=\"pair\"");
        let payers = charts::payers(&self.canvas(NARROW, 0.3), frame, price_year);
        figure(page, "", &payers, None);
        figure(
            page,
            "",
            &charts::dots(&self.canvas(NARROW, 0.42), frame),
            None,
        );
        page.close("div");
        let lives = tables::lives(of.words, of.appraisal, frame.comparison);
        if lives.rows.is_empty() {
            return;
        }
        let counted = counted(of.study);
        if counted.outcomes.is_empty() {
            page.text("h2", "", &of.words.word("lives-title"));
        } else {
            let people = |width| -> Scene {
                let canvas = self.canvas(width, 0.0);
                charts::people(&canvas, of.appraisal, frame, &counted)
            };
            figure(page, "lives", &people(WIDE), Some(&people(NARROW)));
        }
        table(page, "", &lives, &[]);
    }

    fn budget(&self, page: &mut Html, case: &Case) {
        let words = self.of.words;
        page.open("section class=\"budgets\"");
        page.text("h2", "", &words.word("report-budget"));
        for sentence in accounts::sentences(words, &self.of.frame, self.accounts, case) {
            page.line("", &sentence);
        }
        let (budget, sums) = accounts::table(words, self.accounts, case);
        table(page, "budget", &budget, &sums);
        page.close("section");
    }

    fn moved(&self, page: &mut Html, moved: &Moved) {
        let words = self.of.words;
        page.open("section");
        page.text("h2", "", &words.word("moved-heading"));
        let chart = |width| charts::moved(&self.canvas(width, 0.0), moved);
        figure(page, "hangs", &chart(WIDE), Some(&chart(NARROW)));
        table(page, "", &tables::moved(words, moved), &[]);
        page.close("section");
    }

    fn hangs(&self, page: &mut Html) {
        let (of, words) = (&self.of, self.of.words);
        page.open("section");
        page.text("h2", "", &words.word("hangs-title"));
        for sentence in self.hangs.sentences(of) {
            page.line("", &sentence);
        }
        let chart = |width| self.hangs.chart(&self.canvas(width, 0.0), of);
        figure(page, "hangs", &chart(WIDE), Some(&chart(NARROW)));
        table(page, "swings", &self.hangs.table(of), &[]);
        let left_out = self.hangs.left_out();
        if left_out > 0 {
            page.line(
                "quiet",
                &words.text("hangs-left-out", &[("count", left_out.into())]),
            );
        }
        page.close("section");
    }

    fn rest(&self, page: &mut Html) {
        let (of, words) = (&self.of, self.of.words);
        let others: Vec<String> = self.others();
        if !others.is_empty() {
            page.text("h2", "", &words.word("report-others"));
            for other in &others {
                page.line("", other);
            }
        }
        let own = of.own_figures();
        if !own.is_empty() {
            page.text("h2", "", &words.word("own-title"));
            for twin in &own {
                table(page, "", twin, &[]);
            }
        }
        page.text("h2", "", &words.word("report-rests"));
        table(page, "rests", &tables::rests(of), &[]);
        page.line("", &words.word("paste-limits"));
        if of.study.model.notes.is_some() {
            page.text("h2", "", &words.word("report-limits"));
            page.open("div class=\"columns\"");
            for paragraph in words.label("model", "notes").split("\n\n") {
                page.opening(opening(paragraph.trim()));
            }
            page.close("div");
            page.line("paper", &words.word("report-shortened"));
        }
        page.text("h2", "", &words.word("report-repeat"));
        page.open("div class=\"facts\"");
        let facts = sentences::facts(words, of.appraisal).into_iter();
        let command = [(words.word("report-command"), self.command.to_owned())];
        for (name, value) in facts.chain(command) {
            page.line("", &format!("{name} {value}"));
        }
        let engine = of.appraisal.provenance.engine.as_str();
        let made = words.text("report-made", &[("engine", engine.into())]);
        page.line("", &made);
        page.close("div");
    }

    /// What the other strategies come to, a sentence each.
    fn others(&self) -> Vec<String> {
        let (of, words) = (&self.of, self.of.words);
        let shown = &of.frame.comparison.strategy;
        let sentence = |index: usize| {
            let frame = frame_of(of.study, of.appraisal, index)?;
            let name = &frame.comparison.strategy;
            let args = [
                ("strategy", words.label("strategy", name).into()),
                ("answer", sentences::answer(words, &frame).sentence.into()),
            ];
            (name != shown).then(|| words.text("report-other", &args))
        };
        (0..of.appraisal.comparisons.len())
            .filter_map(sentence)
            .collect()
    }
}

/// Letters that say something.
const ENOUGH: usize = 110;

/// A paragraph's first sentences, as many as say something, and the rest: paper shows the first
/// part only. Authors begin a paragraph with what it is about.
fn opening(paragraph: &str) -> (&str, &str) {
    let ends = paragraph.match_indices(". ").filter(|(at, _)| {
        let next = paragraph[at + 2..].chars().next();
        next.is_some_and(char::is_uppercase)
    });
    match ends.map(|(at, _)| at + 1).find(|end| *end >= ENOUGH) {
        Some(end) => paragraph.split_at(end),
        None => (paragraph, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn a_paragraph_opens_with_sentences_that_say_something() {
        let text = "Costs. These are averages of 1.5 years. Some are not, and what they would be if \
                    everybody were counted is not known here. There is more to say.";
        let (first, rest) = opening(text);
        assert!(first.ends_with("is not known here."), "{first}");
        assert_eq!(rest, " There is more to say.");
        assert_eq!(opening("One. Two."), ("One. Two.", ""));
    }
}

//! A paragraph to paste into a paper or a bid.

use super::Export;
use crate::numbers::{duration, plain};
use crate::sentences;

impl Export<'_> {
    /// The answer, how wide it is, what would have to be true, what it rests on, whose figures are
    /// in it, and what it is not: each a whole sentence.
    pub fn paragraph(&self) -> String {
        let words = self.words;
        let answer = sentences::answer(words, &self.frame);
        let condition = answer.condition.map(|c| c.sentence);
        let mut said = vec![answer.sentence];
        said.extend(answer.range.into_iter().chain(condition));
        said.push(self.basis());
        said.extend(self.marks.sentences(words));
        let figures: Vec<String> = self
            .figures
            .iter()
            .map(|figure| {
                let args = [
                    ("label", figure.label.as_str().into()),
                    ("now", figure.now.as_str().into()),
                    ("was", figure.was.as_str().into()),
                ];
                words.text("paste-figure", &args)
            })
            .collect();
        if !figures.is_empty() {
            let args = [
                ("count", figures.len().into()),
                ("figures", words.list(&figures).into()),
            ];
            said.push(words.text("paste-figures", &args));
        }
        said.push(words.word("paste-limits"));
        said.push(words.text("paste-source", &[("facts", self.facts().into())]));
        said.push(words.text("paste-link", &[("link", self.link.into())]));
        said.join(" ")
    }

    /// What it takes to repeat the result, in one line.
    pub fn facts(&self) -> String {
        let facts = sentences::facts(self.words, self.appraisal);
        let each: Vec<String> = facts
            .into_iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect();
        each.join(", ")
    }

    fn basis(&self) -> String {
        let model = &self.study.model;
        // A figure that somebody has put in its place is told of by itself.
        let kept = || {
            let own = |name: &str| self.figures.iter().any(|f| f.name == name);
            model.parameters.iter().filter(move |p| !own(&p.name))
        };
        let assumed = kept().filter(|p| match p.evidence.as_deref() {
            Some(grade) => grade == "assumption",
            None => p.sources.is_empty(),
        });
        let args = [
            (
                "draws",
                plain(self.appraisal.provenance.draws as f64, 0).into(),
            ),
            ("title", self.words.label("model", "title").into()),
            (
                "years",
                duration(self.words, self.frame.horizon_years).into(),
            ),
            ("assumed", assumed.count().into()),
            ("parameters", model.parameters.len().into()),
        ];
        self.words.text("paste-basis", &args)
    }
}

//! What in this scenario is not the evidence's. Nothing that a page around sets hides it.

use super::live::part;
use super::table::table;
use crate::scenario::session::Session;
use early_action_engine::model::{Change, Distribution, Override, Overrides, Parameter};
use early_action_present::export::Figure;
use early_action_present::figures;
use early_action_present::sentences::SetBy;
use early_action_present::tables;
use leptos::prelude::*;

/// The sentences, beside the answer.
pub fn marks(session: Session) -> AnyView {
    part(move || {
        let marks = session.state.with(|s| s.marks());
        let lines = session.with_words(|w| marks.sentences(w));
        let lines = lines
            .into_iter()
            .map(|line| view! { <p class="ea-by-host">{line}</p> }.into_any());
        Some(lines.collect::<Vec<_>>().into_any())
    })
}

/// Every figure that is not the evidence's, by who has set it.
pub fn own_figures(session: Session) -> AnyView {
    part(move || {
        let figures = session.changed_figures(&session.state.with(|s| s.overrides.clone()));
        if figures.is_empty() {
            return None;
        }
        let groups = SetBy::ALL.into_iter().filter_map(|by| {
            let own: Vec<Figure> = figures.iter().filter(|f| f.by == by).cloned().collect();
            let rows = session.with_words(|words| tables::own_figures(words, by, &own));
            (!own.is_empty()).then(|| table(&rows).into_any())
        });
        let groups = groups.collect::<Vec<_>>();
        Some(
            view! {
                <section class="ea-own">
                    <h3 class="ea-title">{session.word("own-title")}</h3>
                    {groups}
                </section>
            }
            .into_any(),
        )
    })
}

impl Session {
    /// What was changed, in words.
    pub fn changed_figures(self, changed: &Overrides) -> Vec<Figure> {
        self.state.with_untracked(|state| {
            let figure = |set: &Override| {
                let index = state.model.parameter(&set.name)?;
                let parameter = &state.model.parameters[index];
                let now = changed.distribution(parameter).ok().flatten();
                let mut now = self.spoken(parameter, now.as_ref());
                if matches!(set.change, Change::Fix(_)) {
                    now = self.text("own-known", &[("figure", now.into())]);
                }
                Some(Figure {
                    name: set.name.clone(),
                    label: self.with_words(|w| w.label("parameter", &set.name)),
                    by: state.set_by(set),
                    now,
                    was: self.spoken(parameter, parameter.distribution.as_ref()),
                })
            };
            changed.iter().filter_map(figure).collect()
        })
    }

    /// The middle of a figure's distribution in words; each share, where it is several.
    pub fn spoken(self, parameter: &Parameter, of: Option<&Distribution>) -> String {
        self.with_words(|words| figures::middle(words, parameter, of))
    }
}

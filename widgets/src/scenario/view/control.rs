//! One figure: slider, field, padlock, evidence, and the way back.

use super::evidence::about;
use super::live::{flag, press, text, value};
use super::picture::picture;
use crate::scenario::field::{Mistake, Unit, entered, inward, read, shown};
use crate::scenario::session::Session;
use early_action_engine::model::{Distribution, Parameter};
use early_action_present::charts::{Canvas, spark};
use early_action_present::metrics::SystemUi;
use early_action_present::{figures, numbers};
use leptos::prelude::*;
use std::sync::Arc;

/// Size of the hill above a slider, px; it is stretched to the slider's width.
const HILL: (f64, f64) = (240.0, 28.0);

/// The control of a parameter.
pub fn control(session: Session, index: usize) -> AnyView {
    let parameter = session
        .state
        .with_untracked(|s| s.model.parameters[index].clone());
    if parameter
        .distribution
        .as_ref()
        .is_some_and(|d| d.members().is_some())
    {
        return shares(session, &parameter).into_any();
    }
    single(session, parameter).into_any()
}

/// Several figures that vary together are shown, not moved: of shares that add to one a slider could
/// not say from which to take.
fn shares(session: Session, parameter: &Parameter) -> impl IntoView + use<> {
    let parts: &[(String, f64)] = match &parameter.distribution {
        Some(Distribution::Dirichlet(parts)) => parts,
        _ => &[],
    };
    let total: f64 = parts.iter().fold(0.0, |sum, (_, weight)| sum + weight);
    let items = parts.iter().map(|(name, weight)| {
        let args = [
            (
                "name",
                session.with_words(|w| w.label("share", name)).into(),
            ),
            ("share", numbers::plain(100.0 * weight / total, 0).into()),
        ];
        view! { <li>{session.text("share-part", &args)}</li> }.into_any()
    });
    let items = items.collect_view();
    let label = session.with_words(|w| w.label("parameter", &parameter.name));
    view! {
        <div class="ea-control">
            <p class="ea-label">{label}</p>
            <ul class="ea-parts">{items}</ul>
            {about(session, parameter)}
        </div>
    }
    .into_any()
}

fn single(session: Session, parameter: Parameter) -> impl IntoView {
    let unit = Unit::of(&parameter);
    let parameter = StoredValue::new(parameter);
    let name = move || parameter.with_value(|p| p.name.clone());
    let id = format!("ea-f-{}", name());
    let (label_id, error_id) = (format!("{id}-label"), format!("{id}-error"));
    let label = session.with_words(|w| w.label("parameter", &name()));
    let centre = Memo::new(move |_| {
        session
            .state
            .with(|s| parameter.with_value(|p| s.centre(p)))
    });
    let is_changed = Memo::new(move |_| {
        session
            .state
            .with(|s| parameter.with_value(|p| s.is_changed(&p.name)))
    });
    let is_known = Memo::new(move |_| {
        session
            .state
            .with(|s| parameter.with_value(|p| s.is_known(&p.name)))
    });
    // A figure without a spread has nothing to be sure of.
    let is_uncertain =
        parameter.with_value(|p| !matches!(p.distribution, None | Some(Distribution::Fixed(_))));
    // What is being typed, and what is wrong with it: kept apart from the figure, which stays valid.
    let draft = RwSignal::new(None::<String>);
    let problem = RwSignal::new(None::<String>);
    let field = text(move || {
        let of_figure = || {
            centre.get().map_or_else(String::new, |value| {
                if is_changed.get() {
                    entered(unit, value)
                } else {
                    shown(unit, value)
                }
            })
        };
        draft.get().unwrap_or_else(of_figure)
    });
    let enter = move |value: f64| {
        let result = session.try_change(|s| parameter.with_value(|p| s.enter(&p.name, value)));
        // Only a spread can refuse a figure, and it is in the way only while the figure is not known.
        problem.set(result.err().map(|_| session.word("field-refused")));
        problem.with_untracked(Option::is_none)
    };
    let commit = value(move |typed| match read(unit, &typed) {
        Ok(value) => {
            if enter(value) {
                draft.set(None);
            }
        }
        Err(mistake) => problem.set(Some(mend(
            session,
            unit,
            parameter.with_value(Clone::clone),
            mistake,
        ))),
    });
    let slide = value(move |at| {
        if let Ok(at) = at.parse::<f64>()
            && enter(inward(unit, at))
        {
            draft.set(None);
        }
    });
    let reset = press(move || {
        draft.set(None);
        problem.set(None);
        session.change(|s| parameter.with_value(|p| s.reset(&p.name)));
    });
    let lock = press(move || {
        session.change(|s| parameter.with_value(|p| s.know(&p.name, !s.is_known(&p.name))))
    });
    let (prefix, suffix) = around(session, unit, &parameter.with_value(Clone::clone));
    let slider = slider(session, unit, parameter, centre, &label_id, slide);
    let field_id = id.clone();
    let group_label = label_id.clone();
    let error = error_id.clone();
    // What a change brings has its place before: nothing moves under the hand.
    let is_own = flag(move || !is_changed.get());
    view! {
        <div class="ea-control" class:ea-is-changed=flag(move || is_changed.get()) role="group" aria-labelledby=group_label>
            <div>
                <label class="ea-label" id=label_id for=field_id>{label}</label>
                " "<span class="ea-changed" class:ea-away=is_own>{session.word("changed-mark")}</span>
            </div>
            {slider}
            <div class="ea-row">
                <span class="ea-field">
                    {prefix.map(|text| view! { <span aria-hidden="true">{text}</span> }.into_any())}
                    <input id=id class="ea-input" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                        aria-describedby=error_id aria-invalid=text(move || problem.with(Option::is_some).to_string())
                        prop:value=field
                        on:input=value(move |typed| draft.set(Some(typed)))
                        on:change=commit />
                    {suffix.map(|text| view! { <span>{text}</span> }.into_any())}
                </span>
                {is_uncertain.then(|| view! {
                    <button type="button" class="ea-lock" aria-pressed=text(move || is_known.get().to_string()) on:click=lock>{session.word("know")}</button>
                })}
            </div>
            <p class="ea-error" id=error aria-live="polite">{text(move || problem.get().unwrap_or_default())}</p>
            <div class="ea-foot">
                {parameter.with_value(|p| about(session, p))}
                <button type="button" class="ea-link" class:ea-away=is_own on:click=reset>{session.word("reset")}</button>
            </div>
        </div>
    }
}

/// The slider and, above it, what the figures say about the parameter.
fn slider(
    session: Session,
    unit: Unit,
    parameter: StoredValue<Parameter>,
    centre: Memo<Option<f64>>,
    label_id: &str,
    slide: Box<dyn FnMut(leptos::ev::Event)>,
) -> Option<AnyView> {
    let (range, step) = parameter.with_value(|p| (p.range, p.step));
    let (low, high) = range?;
    let step = step.map_or_else(|| "any".into(), |step| raw(unit.outward(step)));
    let hill = Memo::new(move |_| {
        let distribution = session
            .state
            .with(|s| parameter.with_value(|p| s.distribution(p)))?;
        let quantile = distribution.quantiles().ok()?.into_iter().next()?;
        let quantiles: Vec<f64> = (0..=100u8)
            .map(|i| quantile.at((f64::from(i) / 100.0).clamp(0.001, 0.999)))
            .collect();
        let scene = session.with_words(|words| {
            let canvas = Canvas {
                words,
                metrics: &SystemUi,
                width: HILL.0,
                height: HILL.1,
            };
            spark(&canvas, &quantiles, low, high)
        });
        Some(Arc::new(scene))
    });
    let at = text(move || {
        centre
            .get()
            .map_or_else(String::new, |value| raw(unit.outward(value)))
    });
    let spoken = text(move || {
        centre.get().map_or_else(String::new, |value| {
            parameter
                .with_value(|one| session.with_words(|words| figures::spoken(words, one, value)))
        })
    });
    let view = view! {
        <div class="ea-slider">
            {picture(hill)}
            <input type="range" min=raw(unit.outward(low)) max=raw(unit.outward(high)) step=step
                aria-labelledby=label_id.to_owned() aria-valuetext=spoken prop:value=at on:input=slide
                on:pointerdown=move |_| session.hold() on:pointerup=move |_| session.let_go() on:pointercancel=move |_| session.let_go() on:blur=move |_| session.let_go() />
        </div>
    };
    Some(view.into_any())
}

/// A number as HTML has it.
fn raw(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What stands before and after a figure.
fn around(session: Session, unit: Unit, parameter: &Parameter) -> (Option<String>, Option<String>) {
    match unit {
        Unit::Pounds => (Some(session.word("unit-pounds")), None),
        Unit::OfHundred => (None, Some(session.word("unit-of-hundred"))),
        Unit::Years => (None, Some(session.word("unit-years"))),
        Unit::Months => (None, Some(session.word("unit-months"))),
        Unit::Other => (
            None,
            session.with_words(|w| w.label_attribute("parameter", &parameter.name, "unit", &[])),
        ),
    }
}

/// How to mend what was typed.
fn mend(session: Session, unit: Unit, parameter: Parameter, mistake: Mistake) -> String {
    let example = parameter
        .distribution
        .as_ref()
        .map(Distribution::mean)
        .or(parameter.range.map(|r| r.0))
        .unwrap_or(1.0);
    session.text(
        mistake.message(),
        &[("example", shown(unit, example).into())],
    )
}

//! What a figure rests on: badge, explanation, sources.

use crate::scenario::session::Session;
use early_action_engine::evidence::source;
use early_action_engine::model::Parameter;
use early_action_present::figures::grade;
use leptos::prelude::*;

/// The grade of the evidence in a word or two.
fn badge(session: Session, parameter: &Parameter) -> impl IntoView + use<> {
    let grade = grade(parameter);
    let class = if grade == "assumption" || grade == "claim" {
        "ea-badge ea-badge-weak"
    } else {
        "ea-badge"
    };
    view! { <span class=class>{session.word(&format!("evidence-{grade}"))}</span> }
}

/// Badge; explanation, assumption, sources, folded away.
pub fn about(session: Session, parameter: &Parameter) -> impl IntoView + use<> {
    let attribute = |name: &str| {
        session.with_words(|w| w.label_attribute("parameter", &parameter.name, name, &[]))
    };
    let explain = attribute("explain").map(|text| view! { <p>{text}</p> }.into_any());
    let assumption = attribute("assumption").map(|text| {
        view! { <p>{session.text("about-assumption", &[("text", text.into())])}</p> }.into_any()
    });
    let prices = parameter.price_year.clone().map(|year| {
        view! { <p>{session.text("about-prices", &[("year", year.into())])}</p> }.into_any()
    });
    let nation = attribute("nation").map(|nation| {
        view! { <p>{session.text("about-nation", &[("nation", nation.into())])}</p> }.into_any()
    });
    let sources = parameter
        .sources
        .iter()
        .map(|id| one_source(session, id))
        .collect_view();
    let label = session.with_words(|w| w.label("parameter", &parameter.name));
    view! {
        <details class="ea-about">
            <summary>{badge(session, parameter)}<span class="ea-about-word">{session.word("about")}</span><span class="ea-hidden">{session.text("about-of", &[("label", label.into())])}</span></summary>
            {explain}{assumption}{prices}{nation}
            {(!parameter.sources.is_empty()).then(|| view! { <ul class="ea-sources">{sources}</ul> })}
        </details>
    }
}

fn one_source(session: Session, id: &str) -> impl IntoView + use<> {
    let Some(source) = source(id) else {
        return view! { <li>{id.to_owned()}</li> }.into_any();
    };
    let by = session.text(
        "source-by",
        &[
            ("publisher", source.publisher.into()),
            ("year", source.year.into()),
        ],
    );
    let title = if source.title.is_empty() {
        source.name
    } else {
        source.title
    };
    let what = session.text(
        "source-what",
        &[
            ("what", source.name.into()),
            ("figure", source.figure().into()),
        ],
    );
    let is_address = source.url.starts_with("https://") || source.url.starts_with("http://");
    let title = if is_address {
        view! { <a href=source.url target="_blank" rel="noopener noreferrer">{title}</a> }
            .into_any()
    } else {
        view! { <span>{title}</span> }.into_any()
    };
    // The register names its sources in English, whatever language is spoken here.
    view! { <li lang="en">{what}" "{title}" "{by}</li> }.into_any()
}

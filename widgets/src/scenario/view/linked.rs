//! What came with the page's address: a scenario, one that was made with something else, or
//! nothing that can be read.

use super::faults::link_faults;
use super::live::{part, press};
use super::table::table;
use crate::host::{Host, Listener, fragment};
use crate::scenario::link::{Broken, Link, Made, Said};
use crate::scenario::session::{Session, Shown};
use early_action_engine::appraise::{Comparison, Share};
use early_action_engine::fault::Fault;
use early_action_present::sentences::brief;
use early_action_present::{Words, tables};
use leptos::prelude::*;
use std::sync::Arc;

/// Why the page's address gives this element no scenario, where it is this element's to say.
pub fn unread(words: &Words, host: &Host, is_offered: impl Fn(&str) -> bool) -> Option<String> {
    let (place, number) = host.place();
    match Link::decode(&fragment()) {
        // One of them says it, not all.
        Err(broken) => (place == 0).then(|| match broken {
            Broken::TooLong => words.word("link-too-long"),
            Broken::Part(part) => words.text("link-broken", &[("part", part.into())]),
        }),
        Ok(Some(link)) if number == 1 && !is_offered(&link.model) => {
            Some(words.text("link-elsewhere", &[("model", link.model.into())]))
        }
        Ok(_) => None,
    }
}

/// Offers the scenario of the address when another comes while this one is open.
pub fn offer(
    session: Session,
    ids: Vec<String>,
    link: RwSignal<Option<Link>>,
    chosen: RwSignal<String>,
) -> AnyView {
    let offered = RwSignal::new(None::<Link>);
    let broken = RwSignal::new(None::<String>);
    let look = move || {
        let own = session.state.with_untracked(|s| s.link());
        let is_ours = |id: &str| id == own.model || ids.iter().any(|known| known == id);
        broken.set(session.unread(is_ours));
        let new = Link::decode(&fragment()).ok().flatten();
        offered.set(new.filter(|new| is_ours(&new.model) && !new.is_same(&own)));
    };
    // Heard until the view is gone.
    StoredValue::new_local(Listener::new("hashchange", look));
    part(move || {
        let broken = broken.get().map(|why| notice(&why));
        let offer = offered.get().map(|new| {
            // Its model begins anew, whichever was shown.
            let accept = press(move || {
                link.set(Some(new.clone()));
                chosen.set(new.model.clone());
            });
            let refuse = press(move || offered.set(None));
            view! {
                <section class="ea-linked" role="status">
                    <p>{session.word("link-offer")}</p>
                    <div class="ea-actions">
                        <button type="button" class="ea-button" on:click=accept>{session.word("link-take")}</button>
                        <button type="button" class="ea-button" on:click=refuse>{session.word("link-keep")}</button>
                    </div>
                </section>
            }
            .into_any()
        });
        Some(view! { {broken}{offer} }.into_any())
    })
}

/// One line about the address.
pub fn notice(text: &str) -> AnyView {
    view! { <p class="ea-linked" role="status">{text.to_owned()}</p> }.into_any()
}

/// What is to be said of the link that this scenario came with: figures that are not there any
/// more, and both answers where it was made with something else or claims something else.
pub fn linked(session: Session, link: Link, left_out: &[Fault]) -> AnyView {
    let missing = (!left_out.is_empty()).then(|| link_faults(session, left_out).into_any());
    let later = link.later.then(|| notice(&session.word("link-later")));
    // The answer that was worked out here to what the link says; kept when figures are moved after.
    let here = RwSignal::new(None::<Arc<Shown>>);
    let comparison = session.state.with_untracked(|s| s.comparison);
    let link = Arc::new(link);
    let of = Arc::clone(&link);
    Effect::new(move |_| {
        let Some(shown) = session.shown.get() else {
            return;
        };
        let state = session.state.get_untracked();
        if state.is_as_in(&of) && state.is_answered_by(&shown.appraisal) {
            here.set(Some(shown));
        }
    });
    let answers = part(move || {
        let (shown, here) = (session.shown.get()?, here.get());
        let found = here
            .as_ref()
            .and_then(|h| h.appraisal.comparisons.get(comparison));
        both(session, &link, &shown, found)
    });
    view! { {later}{missing}{answers} }.into_any()
}

/// Both answers, where there is anything to tell apart.
fn both(
    session: Session,
    link: &Link,
    shown: &Shown,
    here: Option<&Comparison>,
) -> Option<AnyView> {
    let made = Made::of(&shown.appraisal);
    let differs = |then: &str, now: &str| !then.is_empty() && then != now;
    let own_model = session.state.with_untracked(|s| s.marks().own_model);
    let reasons = [
        (differs(&link.made.hash, &made.hash), "link-old-model"),
        (link.own_model && !own_model, "link-old-own"),
        (differs(&link.made.engine, &made.engine), "link-old-engine"),
        (
            differs(&link.made.register, &made.register),
            "link-old-register",
        ),
    ];
    let reasons: Vec<&str> = reasons
        .into_iter()
        .filter_map(|(holds, id)| holds.then_some(id))
        .collect();
    let error = here.and_then(|found| found.net_cost.error);
    let read = |said: Said| session.with_words(|words| say(words, said, error, link.draws));
    let (then, here) = (link.said.map(read), here.map(Said::of).map(read));
    let is_other = then.is_some() && here.is_some() && then != here;
    let (title, more) = match (reasons.is_empty(), &then) {
        (true, _) if !is_other => return None,
        (true, _) => ("link-other-title", "link-other-more"),
        (false, Some(_)) => ("link-old-title", "link-old-more"),
        (false, None) => ("link-old-title", "link-old-silent"),
    };
    let with = [
        (link.made.hash.as_str(), made.hash.as_str()),
        (&link.made.engine, &made.engine),
        (&link.made.register, &made.register),
    ];
    let twin = session.with_words(|words| tables::two_answers(words, [then, here], with));
    let reasons = reasons
        .into_iter()
        .map(|id| view! { <li>{session.word(id)}</li> }.into_any());
    Some(
        view! {
            <section class="ea-linked">
                <h3 class="ea-title">{session.word(title)}</h3>
                <ul>{reasons.collect::<Vec<_>>()}</ul>
                <p>{session.word(more)}</p>
                {table(&twin)}
            </section>
        }
        .into_any(),
    )
}

fn say(words: &Words, said: Said, error: Option<f64>, draws: usize) -> [String; 3] {
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let draws = draws.max(1) as f64;
    let chance = Share {
        value: said.chance,
        error: (0.25 / draws).sqrt(),
    };
    brief(words, [said.mean, said.low, said.high], error, chance)
}

impl Session {
    fn unread(self, is_offered: impl Fn(&str) -> bool) -> Option<String> {
        self.with_words(|words| self.with_host(|host| unread(words, host, is_offered)))
    }
}

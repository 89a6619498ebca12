//! Paper twins: each scene on a page of its own, seen only in print.

use super::futures::cost;
use super::guess::{band_name, question};
use super::wait::{last_year, name};
use crate::deck::{SHOWS, Show};
use crate::hands::BANDS;
use crate::room::Room;
use early_action_present::numbers::{futures, plain, short_difference, short_money};
use early_action_widgets::scenario::view::live::{part, text};
use leptos::prelude::*;

/// Slips for the scene of single futures: two columns fit a page.
const SLIPS: usize = 20;

/// All handouts, in the order of the scenes.
pub fn handouts(room: Room) -> AnyView {
    let all = SHOWS
        .map(|show| handout(room, show))
        .into_iter()
        .collect_view();
    view! { <div class="ws-handouts">{all}</div> }.into_any()
}

fn handout(room: Room, show: Show) -> AnyView {
    let word = move |part: &str| room.word(&format!("{}-{part}", show.name()));
    let body = part(move || match show {
        Show::Guess => Some(bands(room)),
        Show::Futures => slips(room),
        Show::Wait => waits(room),
    });
    let source = text(move || {
        let Some(main) = room.main.get() else {
            return String::new();
        };
        let args = [
            ("title", room.title().into()),
            ("count", plain(main.study.draws as f64, 0).into()),
            ("digest", main.appraisal.digest.clone().into()),
        ];
        room.text("workshop-source", &args)
    });
    view! {
        <section class="ws-handout">
            <h2>{word("title")}</h2>
            <p>{word("handout")}</p>
            {body}
            <p class="ws-quiet">{room.word("workshop-talk")}</p>
            <p><strong>{word("reflect")}</strong></p>
            <div class="ws-lines"></div>
            <p class="ws-source">{source}</p>
        </section>
    }
    .into_any()
}

fn bands(room: Room) -> AnyView {
    let row = |band: usize| {
        let name = room.with_words(|words| band_name(words, band));
        view! { <tr><th scope="row">{name}</th><td>{room.word(&format!("guess-word-{band}"))}</td><td class="ws-box"></td></tr> }.into_any()
    };
    let rows = (0..BANDS).map(row).collect::<Vec<_>>();
    view! { <p>{text(move || question(room))}</p><table><tbody>{rows}</tbody></table> }.into_any()
}

fn slips(room: Room) -> Option<AnyView> {
    let (told, main) = (room.futures.get()?, room.main.get()?);
    let items = told.iter().take(SLIPS).enumerate().map(|(at, future)| {
        room.with_words(|words| {
            let number = words.text("futures-number", &[("number", (at + 1).into())]);
            view! { <li><strong>{number}</strong><br/>{cost(words, future, &main)}</li> }.into_any()
        })
    });
    let items = items.collect::<Vec<_>>();
    Some(view! { <ul class="ws-slips">{items}</ul> }.into_any())
}

fn waits(room: Room) -> Option<AnyView> {
    let waits = room.waits.get()?;
    Some(room.with_words(|words| {
        let rows = waits.appraisal.comparisons.iter().map(|compared| {
            let net = &compared.net_cost;
            let range = words.text(
                "wait-between",
                &[
                    ("low", short_money(net.p05).into()),
                    ("high", short_money(net.p95).into()),
                ],
            );
            view! {
                <tr>
                    <th scope="row">{name(words, &compared.strategy)}</th>
                    <td>{short_difference(words, net.mean, net.error)}</td>
                    <td>{range}</td>
                    <td>{futures(words, compared.chance_of_saving)}</td>
                </tr>
            }
            .into_any()
        });
        let rows = rows.collect::<Vec<_>>();
        let year = last_year(&waits.study.model);
        let heads = ["course", "mean", "range", "cheaper"].map(|column| {
            view! { <th scope="col">{words.word(&format!("wait-column-{column}"))}</th> }.into_any()
        });
        view! {
            <div class="ws-drawing"></div>
            <table>
                <caption>{words.text("wait-table", &[("year", year.into())])}</caption>
                <thead><tr>{heads.into_iter().collect::<Vec<_>>()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p>{words.word("wait-limits")}</p>
        }
        .into_any()
    }))
}

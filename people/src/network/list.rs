//! The list: the same map as the drawing.

use super::desk::Desk;
use leptos::prelude::*;

/// Everybody on the map as a table.
pub fn list(desk: Desk) -> AnyView {
    let rows = move || {
        let network = desk.network.get()?;
        let others = network.people.iter().enumerate();
        let rows: Vec<AnyView> = others
            .filter(|(at, _)| network.centre != Some(*at))
            .map(|(_, person)| {
                view! {
                    <tr>
                        <th scope="row">{person.name.clone()}</th>
                        <td>{desk.kind_word(person.kind.as_deref())}</td>
                        <td>{desk.ring_word(person.ring)}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        Some(if rows.is_empty() {
            view! { <p class="ea-quiet">{desk.word("list-nobody")}</p> }.into_any()
        } else {
            view! {
                <table>
                    <caption>{desk.word("list-caption")}</caption>
                    <thead>
                        <tr><th scope="col">{desk.word("name")}</th><th scope="col">{desk.word("kind")}</th><th scope="col">{desk.word("ring")}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        })
    };
    view! { <section><h3>{desk.word("list-title")}</h3>{rows}</section> }.into_any()
}

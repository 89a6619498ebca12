//! A table as HTML.

use early_action_present::tables::Table;
use leptos::prelude::*;

/// The table within a box that scrolls by itself, so that the page never does.
pub fn table(table: &Table) -> impl IntoView + use<> {
    let heads = table.columns.iter().map(|column| {
        let class = if column.numeric { "ea-number" } else { "" };
        view! { <th scope="col" class=class>{column.heading.clone()}</th> }.into_any()
    });
    let heads = heads.collect_view();
    let numeric: Vec<bool> = table.columns.iter().map(|c| c.numeric).collect();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let class = if numeric.get(at) == Some(&true) {
                "ea-number"
            } else {
                ""
            };
            let text = cell.text.clone();
            if at == 0 {
                view! { <th scope="row" class=class>{text}</th> }.into_any()
            } else {
                view! { <td class=class>{text}</td> }.into_any()
            }
        });
        let cells = cells.collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    });
    let rows = rows.collect_view();
    let (caption, label) = (table.caption.clone(), table.caption.clone());
    view! {
        <div class="ea-scroll" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

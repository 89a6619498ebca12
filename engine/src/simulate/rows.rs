//! Rates and probabilities as written to probabilities a cycle.

use super::emit::Emitter;
use crate::formula::Slot;
use crate::model::Row;

impl Emitter<'_> {
    /// Columns of a row's probabilities a cycle.
    pub fn row(&mut self, row: &Row, in_state: Option<usize>) -> Vec<Slot> {
        let written: Vec<Slot> = row
            .entries
            .iter()
            .map(|e| {
                self.note_calendar(&e.formula);
                self.outside(&e.formula, in_state)
            })
            .collect();
        let cycle = self.model.time.cycle;
        let own =
            |emitter: &mut Self, text: &str, columns: Vec<(&'static str, Slot)>, key: String| {
                let key = format!("{key} {columns:?}");
                if let Some(slot) = emitter.known.get(&key) {
                    return *slot;
                }
                let slot = emitter.own(text, columns);
                emitter.known.insert(key, slot);
                slot
            };
        if !row.rates && row.entries.iter().all(|e| e.per.is_none()) {
            return written;
        }
        let years = |i: usize| row.entries[i].per.unwrap_or(cycle);
        let single = |i: usize| {
            if row.rates {
                format!("rate_to_probability(x, {})", cycle / years(i))
            } else {
                format!("rescale_probability(x, {}, {cycle})", years(i))
            }
        };
        if !self.model.time.competing {
            return written
                .iter()
                .enumerate()
                .map(|(i, x)| own(self, &single(i), vec![("x", *x)], single(i)))
                .collect();
        }
        // Competing: the row's total is converted and shared out. Rates are first put on the same
        // footing, events a cycle.
        let parts: Vec<Slot> = if row.rates {
            let text = |i: usize| format!("x * {}", cycle / years(i));
            written
                .iter()
                .enumerate()
                .map(|(i, x)| own(self, &text(i), vec![("x", *x)], text(i)))
                .collect()
        } else {
            written
        };
        let mut total = parts[0];
        for part in &parts[1..] {
            total = own(
                self,
                "x + y",
                vec![("x", total), ("y", *part)],
                "x + y".into(),
            );
        }
        let convert = if row.rates {
            "rate_to_probability(total, 1)".into()
        } else {
            format!("rescale_probability(total, {}, {cycle})", years(0))
        };
        let text = format!("if(total > 0, x * {convert} / total, x)");
        parts
            .iter()
            .map(|x| own(self, &text, vec![("x", *x), ("total", total)], text.clone()))
            .collect()
    }
}

//! Gentle questions about who may be missing. Never a score.

use super::sketch::Sketch;
use crate::Words;
use early_action_engine::network::State;

/// Questions for this map, the most useful first.
pub fn prompts(words: &Words, sketch: &Sketch) -> Vec<String> {
    let centre = sketch.network.centre;
    let others: Vec<usize> = (0..sketch.people.len())
        .filter(|at| centre != Some(*at))
        .collect();
    if others.is_empty() {
        return vec![words.word("prompt-first")];
    }
    let is_kind = |at: &usize, kind: &str| sketch.people[*at].kind.as_deref() == Some(kind);
    let has = |kind: &str| others.iter().any(|at| is_kind(at, kind));
    let is_now = |at: &&usize| sketch.people[**at].state == State::Now;
    let helps = |help: &str| {
        let mut now = others.iter().filter(is_now);
        now.any(|at| {
            sketch.network.people[*at]
                .helps
                .iter()
                .any(|own| own == help)
        })
    };
    let said = |list: &str| {
        let list = words.word(list);
        others.iter().any(|at| {
            let name = sketch.people[*at].name.to_lowercase();
            list.split(',').any(|word| {
                name.split(|c: char| !c.is_alphanumeric())
                    .any(|part| part == word.trim())
            })
        })
    };
    let mut asked = Vec::new();
    let mut ask = |id: &str, is_asked: bool| {
        if is_asked {
            asked.push(words.word(id));
        }
    };
    ask("prompt-ring", !helps("listening"));
    ask(
        "prompt-father",
        said("words-mother") && !said("words-father"),
    );
    ask(
        "prompt-mother",
        said("words-father") && !said("words-mother"),
    );
    for kind in ["family", "friend", "neighbour", "community", "pet", "place"] {
        ask(&format!("prompt-{kind}"), !has(kind));
    }
    ask(
        "prompt-lost",
        others
            .iter()
            .all(|at| sketch.people[*at].state != State::Lost),
    );
    let unpaid = others
        .iter()
        .filter(is_now)
        .any(|at| !sketch.people[*at].paid);
    ask("prompt-unpaid", !unpaid);
    asked
}

//! What holds together: components, cut people, bridges.

use super::graph::Graph;

/// The pieces that a graph falls into.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Groups within which everybody can be reached, whatever the direction; each in the order of
    /// the people, the largest first.
    pub components: Vec<Vec<usize>>,
    /// People whose going would part others who are joined now.
    pub cut_people: Vec<usize>,
    /// Ties whose going would do so.
    pub bridges: Vec<(usize, usize)>,
}

/// Finds the parts of a graph among those whom `is_there` lets in; direction does not count.
///
/// Depth first, without recursion: a chain of a thousand people must not exhaust the stack.
pub fn parts(graph: &Graph, is_there: &[bool]) -> Parts {
    let size = graph.size();
    let mut order = vec![usize::MAX; size];
    let mut low = vec![0; size];
    let mut cut = vec![false; size];
    let mut found = Parts::default();
    let mut next = 0;
    for root in (0..size).filter(|who| is_there[*who]) {
        if order[root] != usize::MAX {
            continue;
        }
        let mut component = Vec::new();
        let mut roots = 0;
        // Who, from whom, and how many of their ties have been followed.
        let mut path = vec![(root, usize::MAX, 0)];
        while let Some((who, from, followed)) = path.last_mut() {
            let (who, from) = (*who, *from);
            if *followed == 0 {
                order[who] = next;
                low[who] = next;
                next += 1;
                component.push(who);
            }
            let row = &graph.links[who];
            let mut down = None;
            while let Some(link) = row.get(*followed) {
                *followed += 1;
                if link.to == from || !is_there[link.to] {
                    continue;
                }
                if order[link.to] == usize::MAX {
                    down = Some(link.to);
                    break;
                }
                low[who] = low[who].min(order[link.to]);
            }
            if let Some(to) = down {
                path.push((to, who, 0));
                continue;
            }
            path.pop();
            if from == usize::MAX {
                continue;
            }
            low[from] = low[from].min(low[who]);
            if low[who] > order[from] {
                found.bridges.push((from.min(who), from.max(who)));
            }
            if from == root {
                roots += 1;
            } else if low[who] >= order[from] {
                cut[from] = true;
            }
        }
        cut[root] = roots > 1;
        component.sort_unstable();
        found.components.push(component);
    }
    found.cut_people = (0..size).filter(|who| cut[*who]).collect();
    found.bridges.sort_unstable();
    found
        .components
        .sort_by_key(|component| (std::cmp::Reverse(component.len()), component[0]));
    found
}

/// Groups within which everybody reaches everybody along the directions of the ties, the largest
/// first. Tarjan's algorithm, without recursion.
pub fn strong_components(graph: &Graph) -> Vec<Vec<usize>> {
    let size = graph.size();
    let mut order = vec![usize::MAX; size];
    let mut low = vec![0; size];
    let mut waiting = vec![false; size];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..size {
        if order[root] != usize::MAX {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((who, followed)) = path.last_mut() {
            let who = *who;
            if *followed == 0 {
                order[who] = next;
                low[who] = next;
                next += 1;
                stack.push(who);
                waiting[who] = true;
            }
            let mut down = None;
            while let Some(link) = graph.links[who].get(*followed) {
                *followed += 1;
                if link.out <= 0.0 {
                    continue;
                }
                if order[link.to] == usize::MAX {
                    down = Some(link.to);
                    break;
                }
                if waiting[link.to] {
                    low[who] = low[who].min(order[link.to]);
                }
            }
            if let Some(to) = down {
                path.push((to, 0));
                continue;
            }
            path.pop();
            if let Some((from, _)) = path.last() {
                low[*from] = low[*from].min(low[who]);
            }
            if low[who] == order[who] {
                let start = stack.iter().rposition(|other| *other == who).unwrap_or(0);
                let mut component = stack.split_off(start);
                for member in &component {
                    waiting[*member] = false;
                }
                component.sort_unstable();
                found.push(component);
            }
        }
    }
    found.sort_by_key(|component| (std::cmp::Reverse(component.len()), component[0]));
    found
}

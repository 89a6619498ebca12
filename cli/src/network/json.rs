//! The shape of `--json`, as `docs/reference/network.md` describes it.

use early_action_engine::network::{
    Around, Centre, EiTies, Holes, Measured, Mix, Network, Parts, Whole,
};
use serde_json::{Map, Value, json};

/// All measures of a network. What is not defined is `null`.
pub fn measures(measured: &Measured<'_>, notes: &[String]) -> Value {
    let network = measured.network;
    let nodes: Map<String, Value> = measured
        .members()
        .into_iter()
        .map(|who| {
            (
                network.people[who].id.clone(),
                around(&measured.around(who), network, who),
            )
        })
        .collect();
    json!({
        "directed": network.directed,
        "kinds": network.kinds,
        "kinds_declared": network.kinds_declared,
        "whole": whole(&measured.whole(), network),
        "centre": measured.centre().map(|c| centre(&c, measured)),
        "nodes": nodes,
        "notes": notes,
    })
}

/// Ids of people.
pub fn ids(network: &Network, people: &[usize]) -> Value {
    people
        .iter()
        .map(|who| network.people[*who].id.as_str())
        .collect()
}

fn groups(network: &Network, groups: &[Vec<usize>]) -> Value {
    groups.iter().map(|group| ids(network, group)).collect()
}

fn parts(network: &Network, parts: &Parts) -> (Value, Value, Value) {
    let bridges = parts.bridges.iter();
    (
        groups(network, &parts.components),
        ids(network, &parts.cut_people),
        bridges
            .map(|(one, other)| ids(network, &[*one, *other]))
            .collect(),
    )
}

fn by_kind(network: &Network, counts: &[usize]) -> Value {
    let named = network
        .kinds
        .iter()
        .cloned()
        .zip(counts.iter().map(|count| json!(count)));
    Value::Object(named.collect())
}

fn mixed(network: &Network, mix: &Mix) -> Value {
    json!({
        "counts": by_kind(network, &mix.counts),
        "blau": mix.blau,
        "iqv": mix.iqv,
        "entropy": mix.entropy,
    })
}

fn ei(ei: &EiTies) -> Value {
    json!({
        "external": ei.external,
        "internal": ei.internal,
        "index": ei.index,
        "rescaled": ei.rescaled,
    })
}

fn whole(whole: &Whole, network: &Network) -> Value {
    let (components, cut, bridges) = parts(network, &whole.parts);
    let rows = whole.mixing.iter().map(|row| by_kind(network, row));
    let mixing: Map<String, Value> = network.kinds.iter().cloned().zip(rows).collect();
    json!({
        "size": whole.size,
        "ties": whole.ties,
        "density": whole.density,
        "reciprocity": whole.reciprocity,
        "reciprocity_pairs": whole.reciprocity_pairs,
        "component_count": whole.parts.components.len(),
        "components": components,
        "strong_component_count": whole.strong_components.len(),
        "strong_components": groups(network, &whole.strong_components),
        "isolates": ids(network, &whole.isolates),
        "cut_people": cut,
        "bridges": bridges,
        "mix": mixed(network, &whole.mix),
        "ei_ties": ei(&whole.ei),
        "mixing": mixing,
    })
}

fn around(around: &Around, network: &Network, who: usize) -> Value {
    let person = &network.people[who];
    let size = |holes: Option<Holes>| holes.map(|holes| holes.effective_size);
    let constraint = |holes: Option<Holes>| holes.map(|holes| holes.constraint);
    let efficiency = |holes: Option<Holes>| size(holes).map(|size| size / around.degree as f64);
    let burt = &around.burt;
    json!({
        "name": person.name,
        "kind": person.kind,
        "degree": around.degree,
        "in_degree": around.in_out.0,
        "out_degree": around.in_out.1,
        "strength": around.strength,
        "alter_ties": around.among.ties,
        "density": around.density,
        "density_weighted": around.density_weighted,
        "effective_size": size(burt.ties),
        "effective_size_weighted": size(burt.strengths),
        "efficiency": efficiency(burt.ties),
        "efficiency_weighted": efficiency(burt.strengths),
        "constraint": constraint(burt.ties),
        "constraint_weighted": constraint(burt.strengths),
        "ego_net": {
            "effective_size": size(burt.own_ties),
            "effective_size_weighted": size(burt.own_strengths),
            "efficiency": efficiency(burt.own_ties),
            "efficiency_weighted": efficiency(burt.own_strengths),
            "constraint": constraint(burt.own_ties),
            "constraint_weighted": constraint(burt.own_strengths),
        },
        "ego_betweenness": around.ego_betweenness,
        "reciprocity": around.reciprocity,
        "reciprocity_pairs": around.reciprocity_pairs,
        "ei": around.ei,
        "mix": mixed(network, &around.mix),
        "is_cut": around.is_cut,
        "is_isolate": around.degree == 0,
    })
}

fn centre(centre: &Centre, measured: &Measured<'_>) -> Value {
    let network = measured.network;
    let (circles, cut, bridges) = parts(network, &centre.circles);
    let people = centre
        .around
        .iter()
        .filter(|who| network.people[**who].is_person());
    let (paid, workers) = (&centre.paid, &centre.workers);
    let helps: Map<String, Value> = centre
        .helps
        .iter()
        .map(|help| {
            let givers = ids(network, &help.givers);
            let count = help.givers.len();
            (
                help.name.clone(),
                json!({ "count": count, "paid": help.paid, "givers": givers }),
            )
        })
        .collect();
    let with = |count: usize| -> Vec<&str> {
        let helps = centre
            .helps
            .iter()
            .filter(|help| help.givers.len() == count);
        helps.map(|help| help.name.as_str()).collect()
    };
    let single: Vec<Value> = centre
        .helps
        .iter()
        .filter(|help| help.givers.len() == 1)
        .map(|help| json!({ "help": help.name, "person": network.people[help.givers[0]].id }))
        .collect();
    json!({
        "id": network.people[centre.person].id,
        "name": network.people[centre.person].name,
        "size": centre.around.len(),
        "people": people.count(),
        "mix": mixed(network, &centre.mix),
        "ei": centre.ei,
        "ei_ties": ei(&centre.ei_ties),
        "paid": {
            "count": paid.count,
            "of": paid.of,
            "not_known": paid.not_known,
            "share": paid.share(),
            "share_of_strength": paid.share_of_strength(),
        },
        "workers": {
            "count": workers.count,
            "now": workers.now,
            "chosen": workers.chosen,
            "dated": workers.dated,
            "first": workers.first.map(|date| date.to_string()),
            "last": workers.last.map(|date| date.to_string()),
            "years": workers.years(),
        },
        "circles": circles,
        "known_to_nobody_else": ids(network, &centre.alone),
        "cut_people": cut,
        "bridges": bridges,
        "helps": helps,
        "helps_from_nobody": with(0),
        "single_points": single,
    })
}

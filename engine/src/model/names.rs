//! What every name means to one kind of people: those untreated, or those treated by a strategy.
//!
//! A name is a chain: the parameter or formula itself, then what the subgroup and the strategy set it to, then
//! each effect on it. Others read the end of the chain; inside the chain the name means the link
//! before.

use super::{Expression, How, Model};
use crate::formula::Varies;
use std::collections::HashMap;

/// Names of time that formulas can read, with what they vary with.
pub const CLOCK: [(&str, Varies); 5] = [
    ("cycle", Varies::CYCLE),
    ("time", Varies::CYCLE),
    ("cycles_since_entry", Varies::ENTRY),
    ("time_since_entry", Varies::ENTRY),
    ("age", Varies::ENTRY),
];

/// What a person's history says about a state, as in `visits.care`: how often the person has come
/// there, the years since the person was last there, and the years spent there.
pub const HISTORY: [&str; 3] = ["visits", "time_since", "time_spent"];

/// Names of time in the present state.
pub const STATE_CLOCK: [&str; 2] = ["cycles_in_state", "time_in_state"];

/// What a person's history varies with.
pub const OF_HISTORY: Varies = Varies::PERSON.and(Varies::ENTRY);

/// What of a history a name stands for: index in [`HISTORY`], and the state.
pub fn history(name: &str, states: &[super::State]) -> Option<(usize, usize)> {
    let (what, state) = name.split_once('.').filter(|_| super::PERSONS)?;
    let what = HISTORY.iter().position(|known| *known == what)?;
    let state = states.iter().position(|known| known.name == state)?;
    Some((what, state))
}

/// One link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A parameter: its index, and where it is several figures the index of the figure.
    Parameter(usize, usize),
    /// An attribute of persons.
    Attribute(usize),
    /// A named formula.
    Formula(usize),
    /// What the subgroup sets.
    Group(usize),
    /// What the strategy sets.
    Set(usize),
    /// An effect of the strategy.
    Effect(usize),
}

/// A link, its name and the link before it.
#[derive(Clone, Debug)]
pub struct Node<'m> {
    /// The name that it gives a value to.
    pub name: String,
    /// What it is.
    pub link: Link,
    /// The link before it in the chain.
    pub before: Option<usize>,
    /// The formulas that it is made of; none for a parameter.
    pub expressions: Vec<&'m Expression>,
    /// What it varies with, all that it reads included.
    pub varies: Varies,
}

/// The meaning of every name for one kind of people.
pub struct Names<'m> {
    /// All links.
    pub nodes: Vec<Node<'m>>,
    /// The end of each name's chain.
    last: HashMap<String, usize>,
    /// Nodes in an order in which each reads only earlier ones.
    pub order: Vec<usize>,
    /// Nodes that depend on themselves, each as a ring.
    pub circles: Vec<Vec<usize>>,
    /// Whether changes begin some time after everybody has entered.
    pub waits: bool,
    /// The strategy's index, where it says when changes begin.
    pub begins: Option<usize>,
    /// How each effect of the strategy changes its value, and whether it lasts and fades.
    effects: Vec<(How, bool, bool)>,
    states: &'m [super::State],
}

/// What a name read inside a node refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A node.
    Node(usize),
    /// A clock, with what it varies with.
    Clock(Varies),
    /// What a person's history says: index in [`HISTORY`], and the state.
    History(usize, usize),
    /// Nothing that the model has.
    Unknown,
}

impl<'m> Names<'m> {
    /// The names as they are to those in a subgroup, if there are any, whom no strategy treats
    /// (`None`) or one does.
    pub fn of(model: &'m Model, subgroup: Option<usize>, strategy: Option<usize>) -> Self {
        let mut names = Self {
            nodes: Vec::new(),
            last: HashMap::new(),
            order: Vec::new(),
            circles: Vec::new(),
            waits: false,
            begins: None,
            effects: Vec::new(),
            states: &model.states,
        };
        for (i, parameter) in model.parameters.iter().enumerate() {
            match parameter
                .distribution
                .as_ref()
                .and_then(super::Distribution::members)
            {
                Some(members) => {
                    for (part, name) in members.into_iter().enumerate() {
                        names.add(
                            format!("{}.{name}", parameter.name),
                            Link::Parameter(i, part),
                            Varies::DRAW,
                            Vec::new(),
                        );
                    }
                }
                _ => names.add(
                    parameter.name.clone(),
                    Link::Parameter(i, 0),
                    Varies::DRAW,
                    Vec::new(),
                ),
            }
        }
        for (i, attribute) in model.attributes.iter().enumerate() {
            let link = Link::Attribute(i);
            names.add(attribute.name.clone(), link, Varies::PERSON, Vec::new());
        }
        for (i, (name, expression)) in model.formulas.iter().enumerate() {
            names.add(
                name.clone(),
                Link::Formula(i),
                Varies::NOTHING,
                vec![expression],
            );
        }
        if let Some(subgroup) = subgroup.and_then(|i| model.subgroups.get(i)) {
            for (i, (name, expression)) in subgroup.set.iter().enumerate() {
                let nothing = Varies::NOTHING;
                names.add(name.clone(), Link::Group(i), nothing, vec![expression]);
            }
        }
        let index = strategy;
        if let Some(strategy) = strategy.and_then(|i| model.strategies.get(i)) {
            names.waits = strategy.start.is_some() && model.entry.flow.is_none();
            let begins = if names.waits {
                Varies::ENTRY
            } else {
                Varies::NOTHING
            };
            for (i, (name, expression)) in strategy.set.iter().enumerate() {
                names.add(name.clone(), Link::Set(i), begins, vec![expression]);
            }
            names.begins = index.filter(|_| strategy.start.is_some());
            for (i, effect) in strategy.effects.iter().enumerate() {
                let shape = (effect.how, effect.lasts.is_some(), effect.fades.is_some());
                names.effects.push(shape);
                let parts = [
                    Some(&effect.amount),
                    effect.lasts.as_ref(),
                    effect.fades.as_ref(),
                ];
                let varies = if effect.lasts.is_some() {
                    Varies::ENTRY
                } else {
                    begins
                };
                names.add(
                    effect.on.clone(),
                    Link::Effect(i),
                    varies,
                    parts.into_iter().flatten().collect(),
                );
            }
        }
        names.sort();
        names
    }

    fn add(&mut self, name: String, link: Link, varies: Varies, expressions: Vec<&'m Expression>) {
        let before = self.last.insert(name.clone(), self.nodes.len());
        self.nodes.push(Node {
            name,
            link,
            before,
            expressions,
            varies,
        });
    }

    /// How an effect changes its value, and whether it lasts and fades.
    pub fn how(&self, node: &Node<'_>) -> Option<(How, bool, bool)> {
        match node.link {
            Link::Effect(i) => self.effects.get(i).copied(),
            _ => None,
        }
    }

    /// Every name once, in the order of the text.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let firsts = self.nodes.iter().filter(|node| node.before.is_none());
        firsts.map(|node| node.name.as_str())
    }

    /// What `name` refers to inside a node (its own name: the link before), or outside any.
    pub fn meaning(&self, name: &str, inside: Option<usize>) -> Meaning {
        if let Some(node) = inside
            .map(|i| &self.nodes[i])
            .filter(|node| node.name == name)
        {
            return match node.before {
                Some(before) => Meaning::Node(before),
                None => inside.map_or(Meaning::Unknown, Meaning::Node),
            };
        }
        if let Some(node) = self.last.get(name) {
            return Meaning::Node(*node);
        }
        if STATE_CLOCK.contains(&name) {
            return Meaning::Clock(Varies::STATE_TIME);
        }
        if let Some((_, varies)) = CLOCK.iter().find(|(n, _)| *n == name) {
            return Meaning::Clock(*varies);
        }
        history(name, self.states).map_or(Meaning::Unknown, |(what, state)| {
            Meaning::History(what, state)
        })
    }

    /// The nodes that a node reads.
    pub(crate) fn reads(&self, node: usize) -> (Vec<usize>, Varies) {
        let (mut nodes, mut varies) = (Vec::new(), self.nodes[node].varies);
        // An effect changes the value before; a strategy that starts later leaves it in place until then.
        if matches!(self.nodes[node].link, Link::Effect(_))
            || (self.waits && matches!(self.nodes[node].link, Link::Set(_)))
        {
            nodes.extend(self.nodes[node].before);
        }
        for expression in &self.nodes[node].expressions {
            for (name, _) in expression.formula.names() {
                match self.meaning(name, Some(node)) {
                    Meaning::Node(read) => nodes.push(read),
                    Meaning::Clock(clock) => varies = varies | clock,
                    Meaning::History(..) => varies = varies | OF_HISTORY,
                    Meaning::Unknown => {}
                }
            }
        }
        (nodes, varies)
    }

    /// Depth-first with a stack of its own, so that a long chain of formulas cannot exhaust ours.
    fn sort(&mut self) {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.nodes.len()];
        for root in 0..self.nodes.len() {
            let mut stack = vec![(root, None::<(Vec<usize>, usize)>)];
            while let Some((node, progress)) = stack.pop() {
                let (reads, next) = match progress {
                    Some(progress) => progress,
                    None if marks[node] != Mark::New => continue,
                    None => {
                        marks[node] = Mark::Open;
                        (self.reads(node).0, 0)
                    }
                };
                let Some(&read) = reads.get(next) else {
                    let (reads, own) = self.reads(node);
                    let varies = reads.iter().fold(own, |v, r| v | self.nodes[*r].varies);
                    self.nodes[node].varies = varies;
                    marks[node] = Mark::Done;
                    self.order.push(node);
                    continue;
                };
                stack.push((node, Some((reads, next + 1))));
                match marks[read] {
                    Mark::New => stack.push((read, None)),
                    Mark::Open => {
                        let from = stack.iter().position(|(n, _)| *n == read).unwrap_or(0);
                        self.circles
                            .push(stack[from..].iter().map(|(n, _)| *n).collect());
                    }
                    Mark::Done => {}
                }
            }
        }
    }

    /// What a formula outside any chain varies with.
    pub fn varies(&self, expression: &Expression) -> Varies {
        expression
            .formula
            .names()
            .fold(Varies::NOTHING, |varies, (name, _)| {
                match self.meaning(name, None) {
                    Meaning::Node(node) => varies | self.nodes[node].varies,
                    Meaning::Clock(clock) => varies | clock,
                    Meaning::History(..) => varies | OF_HISTORY,
                    Meaning::Unknown => varies,
                }
            })
    }
}

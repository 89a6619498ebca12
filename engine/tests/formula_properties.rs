//! What holds for every text and every formula.

#![allow(
    clippy::unwrap_used,
    reason = "a formula of a test that cannot be read fails that test"
)]

use early_action_engine::formula::{
    Definition, FUNCTIONS, Formula, Input, LANES, Lane, Resolve, Slot, TableId, TableInput, Tables,
    Values, Varies, compile,
};
use proptest::prelude::*;

const NAMES: [(&str, Varies); 4] = [
    ("a", Varies::DRAW),
    ("b.c", Varies::CYCLE),
    ("n_1", Varies::NOTHING),
    ("Long_name", Varies::STATE_TIME),
];

struct Scope;

impl Resolve for Scope {
    fn name(&self, name: &str) -> Option<Input> {
        let slot = NAMES.iter().position(|(known, _)| *known == name)?;
        Some(Input {
            slot: Slot(slot as u32),
            varies: NAMES[slot].1,
        })
    }
    fn table(&self, name: &str) -> Option<TableInput> {
        (name == "life").then_some(TableInput {
            id: TableId(0),
            varies: Varies::NOTHING,
        })
    }
    fn names(&self) -> Vec<&str> {
        NAMES.iter().map(|(name, _)| *name).collect()
    }
    fn tables(&self) -> Vec<&str> {
        vec!["life"]
    }
}

fn life(at: f64) -> f64 {
    if at > 3.0 { f64::NAN } else { at * 0.5 }
}

impl Tables for Scope {
    fn look_up(&self, _: TableId, at: &Lane, out: &mut Lane) {
        *out = at.map(life);
    }
}

/// The values of the names in one lane.
struct InLane<'l>(&'l [Lane], usize);

impl Values for InLane<'_> {
    fn value(&self, name: &str) -> f64 {
        Scope
            .name(name)
            .map_or(f64::NAN, |input| self.0[input.slot.index()][self.1])
    }
    fn look_up(&self, _: &str, at: f64) -> f64 {
        life(at)
    }
}

/// Numbers of every temper: everyday ones, edges, and any bits at all.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -3.0..3.0,
        2 => prop::sample::select(vec![0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1e300, -1e300, 1e-310]),
        1 => any::<u64>().prop_map(f64::from_bits),
    ]
}

/// Texts of valid formulas, with every operator, function and way of writing.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(NAMES.to_vec()).prop_map(|(name, _)| name.to_string()),
        prop::sample::select(vec![
            "0", "1", "2", "0.5", "5%", "1_000", "1e-3", "12.5%", ".25", "1e17"
        ])
        .prop_map(str::to_string),
        (0.0..1e6_f64).prop_map(|number| number.to_string()),
    ];
    leaf.prop_recursive(6, 60, 4, |inner| {
        let signs = vec![
            "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", " and ", "\nor ",
        ];
        let call = (
            prop::sample::select(FUNCTIONS),
            prop::collection::vec(inner.clone(), 5),
            0..3_usize,
        );
        prop_oneof![
            3 => (inner.clone(), prop::sample::select(signs), inner.clone())
                .prop_map(|(left, sign, right)| format!("({left}){sign}({right})")),
            1 => inner.clone().prop_map(|value| format!("-({value})")),
            1 => inner.clone().prop_map(|value| format!("not (not({value}))")),
            1 => inner.clone().prop_map(|value| format!("  ( {value} )\t")),
            1 => inner.prop_map(|value| format!("life({value})")),
            3 => call.prop_map(|(function, arguments, more)| {
                let count = function.arguments.len() + if function.more { more } else { 0 };
                format!("{}({})", function.name, arguments[..count].join(", "))
            }),
        ]
    })
}

/// A valid formula's text with pieces cut, doubled or replaced, at character boundaries.
fn mutated() -> impl Strategy<Value = String> {
    const PIECES: [&str; 18] = [
        "(", ")", ",", "=", "^", "-", "not ", " or", "%", "5", ".", "e9", "_", "é", "×", "\0",
        "exp(", "1e999",
    ];
    let change = (
        any::<prop::sample::Index>(),
        0..3_u8,
        prop::sample::select(PIECES.to_vec()),
    );
    (formula(), prop::collection::vec(change, 1..6)).prop_map(|(text, changes)| {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        for (place, kind, piece) in changes {
            let place = place.index(letters.len() + 1);
            match kind {
                0 if place < letters.len() => drop(letters.remove(place)),
                1 if place < letters.len() => letters[place] = piece.to_string(),
                _ => letters.insert(place, piece.to_string()),
            }
        }
        letters.concat()
    })
}

/// Parses, and if that succeeds uses the formula in every way; its faults must be well placed.
fn use_fully(text: &str) {
    match Formula::parse(text) {
        Ok(formula) => {
            let names = |_: &str| 0.0;
            let value = formula.evaluate(&names);
            assert_eq!(formula.diagnose(&names).is_none(), value.is_finite());
            let _constant = formula.eval_constant();
            assert_eq!(Formula::parse(&formula.to_string()).unwrap(), formula);
            for error in formula.check(&Scope) {
                assert!(!error.span.of(text).is_empty());
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                let span = fault.span;
                assert!(
                    text.get(span.start..span.end).is_some(),
                    "{span:?} is no part of {text:?}"
                );
                assert!(!fault.message.is_empty());
                assert!(fault.hint.is_some(), "no hint: {fault}");
            }
        }
    }
}

/// Equal bits, where every NaN counts as the same: its bits are not defined.
fn same(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits() || (one.is_nan() && other.is_nan())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        use_fully(&text);
    }

    #[test]
    fn no_text_of_formula_signs_makes_the_parser_panic(
        text in prop::collection::vec(prop::sample::select(vec![
            "(", ")", ",", "+", "-", "*", "/", "^", "<", "==", "or ", "and ", "not ", "a", "b.c", "1", "2.5",
            "%", "exp(", "if(", "life(", "min(", " ", "=", "_", ".", "e", "é",
        ]), 0..40)
    ) {
        use_fully(&text.concat());
    }

    #[test]
    fn no_mutation_of_a_formula_makes_the_parser_panic(text in mutated()) {
        use_fully(&text);
    }

    #[test]
    fn printing_and_parsing_gives_the_same_formula(text in formula()) {
        let formula = Formula::parse(&text).unwrap();
        let plain = formula.to_string();
        let again = Formula::parse(&plain).unwrap();
        prop_assert_eq!(&again, &formula);
        prop_assert_eq!(again.to_string(), plain);
    }

    #[test]
    fn programs_agree_with_trees_to_the_bit(
        texts in prop::collection::vec(formula(), 1..5),
        numbers in prop::collection::vec(number(), NAMES.len() * LANES),
        staged in any::<bool>(),
    ) {
        let formulas: Vec<Formula> = texts.iter().map(|text| Formula::parse(text).unwrap()).collect();
        let first = NAMES.len() as u32;
        let definitions: Vec<Definition> = formulas
            .iter()
            .zip(first..)
            .map(|(formula, slot)| Definition { formula, scope: &Scope, slot: Slot(slot) })
            .collect();
        let stages = [Varies::NOTHING, Varies::CYCLE, Varies::DRAW, Varies::DRAW | Varies::STATE_TIME];
        let stages = if staged { &stages[..] } else { &[] };
        let compiled = compile(&definitions, stages, Slot(first + texts.len() as u32)).unwrap();
        let mut lanes = compiled.registers();
        for (slot, values) in numbers.chunks(LANES).enumerate() {
            lanes[slot].copy_from_slice(values);
        }
        let inputs = lanes.clone();
        for stage in &compiled.stages {
            stage.program.run(&mut lanes, &Scope);
        }
        for (formula, definition) in formulas.iter().zip(&definitions) {
            for (lane, program) in lanes[definition.slot.index()].into_iter().enumerate() {
                let values = InLane(&inputs, lane);
                let tree = formula.evaluate(&values);
                prop_assert!(same(tree, program), "{} in lane {}: {} and {}", formula, lane, tree, program);
                let diagnosis = formula.diagnose(&values);
                prop_assert_eq!(diagnosis.is_none(), tree.is_finite());
            }
        }
    }
}

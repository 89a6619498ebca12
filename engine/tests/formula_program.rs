//! Formulas compiled together: stages, sharing, columns.

#![allow(
    clippy::unwrap_used,
    reason = "a formula of a test that cannot be read fails that test"
)]

use early_action_engine::formula::{
    Code, CompileError, Compiled, Definition, Formula, Input, LANES, Lane, NoTables, Resolve, Slot,
    TableId, TableInput, Tables, Varies, compile,
};

/// Names at the slots of their places in the list.
struct Scope(Vec<(&'static str, Varies)>);

impl Resolve for Scope {
    fn name(&self, name: &str) -> Option<Input> {
        let slot = self.0.iter().position(|(known, _)| *known == name)?;
        Some(Input {
            slot: Slot(slot as u32),
            varies: self.0[slot].1,
        })
    }
    fn table(&self, name: &str) -> Option<TableInput> {
        (name == "life").then_some(TableInput {
            id: TableId(7),
            varies: Varies::NOTHING,
        })
    }
    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }
    fn tables(&self) -> Vec<&str> {
        vec!["life"]
    }
}

const NOTHING: Varies = Varies::NOTHING;
const DRAW: Varies = Varies::DRAW;
const CYCLE: Varies = Varies::CYCLE;

fn scope() -> Scope {
    Scope(vec![
        ("p_care", DRAW),
        ("effect", DRAW),
        ("year", CYCLE),
        ("families", NOTHING),
        ("first", NOTHING),
        ("second", NOTHING),
        ("third", NOTHING),
    ])
}

const FREE: Slot = Slot(7);

/// Compiles `slot = formula` pairs, where slots are given by the scope's names.
fn compiled(pairs: &[(&str, &str)], stages: &[Varies]) -> Result<Compiled, Vec<CompileError>> {
    let scope = scope();
    let formulas: Vec<Formula> = pairs
        .iter()
        .map(|(_, text)| Formula::parse(text).unwrap())
        .collect();
    let definitions: Vec<Definition> = pairs
        .iter()
        .zip(&formulas)
        .map(|((name, _), formula)| Definition {
            formula,
            scope: &scope,
            slot: scope.name(name).unwrap().slot,
        })
        .collect();
    compile(&definitions, stages, FREE)
}

fn inputs(compiled: &Compiled) -> Vec<Lane> {
    let mut lanes = compiled.registers();
    lanes[0] = std::array::from_fn(|lane| 0.1 + 0.01 * lane as f64);
    lanes[1] = std::array::from_fn(|lane| 0.5 + 0.02 * lane as f64);
    lanes[2] = [3.0; LANES];
    lanes[3] = [120.0; LANES];
    lanes
}

fn instructions(compiled: &Compiled) -> Vec<usize> {
    compiled
        .stages
        .iter()
        .map(|stage| stage.program.len())
        .collect()
}

#[test]
fn a_program_works_out_every_lane() {
    let compiled = compiled(
        &[("first", "p_care * (1 - effect * fade(year, 2, 4))")],
        &[],
    )
    .unwrap();
    let mut lanes = inputs(&compiled);
    let before = lanes.clone();
    compiled.stages[0].program.run(&mut lanes, &NoTables);
    for lane in 0..LANES {
        assert_eq!(
            lanes[4][lane],
            before[0][lane] * (1.0 - before[1][lane] * 0.75)
        );
    }
    assert_eq!(&lanes[..4], &before[..4], "inputs are left alone");
}

#[test]
fn work_is_done_in_the_stage_that_repeats_least() {
    let stages = [NOTHING, DRAW, CYCLE];
    let text = "families * 2 + p_care * (1 - effect) * fade(year, 2, 4)";
    let compiled = compiled(&[("first", text)], &stages).unwrap();
    let varies: Vec<Varies> = compiled.stages.iter().map(|stage| stage.varies).collect();
    assert_eq!(varies, [NOTHING, DRAW, CYCLE, Varies::EVERYTHING]);
    // families * 2; 1 - effect and p_care * it; fade; the last product and the sum.
    assert_eq!(instructions(&compiled), [1, 2, 1, 2]);
    assert_eq!(compiled.varies, [DRAW | CYCLE]);
    let kept: Vec<usize> = compiled
        .stages
        .iter()
        .map(|stage| stage.results.len())
        .collect();
    assert_eq!(kept, [1, 1, 1, 1]);
    assert_eq!(compiled.stages[3].results, [Slot(4)]);
}

#[test]
fn stages_give_the_same_bits_as_a_single_program() {
    let pairs = [
        ("first", "p_care * (1 - effect) ^ year + families"),
        ("second", "first / families * exp(-effect * 2)"),
        (
            "third",
            "if(year > 2, second, first) - p_care * (1 - effect)",
        ),
    ];
    let staged = compiled(&pairs, &[NOTHING, DRAW, CYCLE]).unwrap();
    let single = compiled(&pairs, &[Varies::EVERYTHING]).unwrap();
    let mut one = inputs(&staged);
    let mut other = inputs(&single);
    for stage in &staged.stages {
        stage.program.run(&mut one, &NoTables);
    }
    single.stages[0].program.run(&mut other, &NoTables);
    for year in [3.0, 1.0] {
        // Draw results stay while the cycle moves on.
        one[2] = [year; LANES];
        other[2] = [year; LANES];
        staged.stages[2].program.run(&mut one, &NoTables);
        staged.stages[3].program.run(&mut one, &NoTables);
        single.stages[0].program.run(&mut other, &NoTables);
        for slot in 4..7 {
            assert_eq!(one[slot].map(f64::to_bits), other[slot].map(f64::to_bits));
        }
    }
}

#[test]
fn equal_parts_are_worked_out_once_across_formulas() {
    let pairs = [
        ("first", "exp(p_care + effect) * 2"),
        ("second", "2 * exp(effect + p_care) + 1"),
        ("third", "1 + first"),
    ];
    let compiled = compiled(&pairs, &[]).unwrap();
    // p_care + effect, exp, times 2, plus 1, and a copy of that.
    assert_eq!(instructions(&compiled), [5]);
    let mut lanes = inputs(&compiled);
    compiled.stages[0].program.run(&mut lanes, &NoTables);
    assert_eq!(lanes[5], lanes[6]);
    assert_eq!(lanes[5], lanes[4].map(|first| 1.0 + first));
}

#[test]
fn numbers_are_folded_and_their_branches_chosen() {
    let pairs = [
        ("first", "if(2 > 1, 1_000 * 5%, ln(p_care))"),
        ("second", "first * 2 + exp(0)"),
    ];
    let compiled = compiled(&pairs, &[]).unwrap();
    assert_eq!(instructions(&compiled), [0]);
    assert_eq!(compiled.registers()[4], [50.0; LANES]);
    assert_eq!(compiled.constant(Slot(5)), Some(101.0));
    assert_eq!(compiled.constant(Slot(6)), None);
    assert_eq!(compiled.varies, [NOTHING, NOTHING]);
}

#[test]
fn a_formula_that_is_only_a_name_copies_its_column() {
    let pairs = [
        ("first", "p_care"),
        ("second", "year"),
        ("third", "families"),
    ];
    let compiled = compiled(&pairs, &[NOTHING, DRAW, CYCLE]).unwrap();
    assert_eq!(instructions(&compiled), [1, 1, 1, 0]);
    let results: Vec<_> = compiled
        .stages
        .iter()
        .map(|stage| stage.results.clone())
        .collect();
    assert_eq!(
        results,
        [vec![Slot(6)], vec![Slot(4)], vec![Slot(5)], vec![]]
    );
    let mut lanes = inputs(&compiled);
    for stage in &compiled.stages {
        stage.program.run(&mut lanes, &NoTables);
    }
    assert_eq!(
        (lanes[4], lanes[5], lanes[6]),
        (lanes[0], lanes[2], lanes[3])
    );
}

#[test]
fn columns_in_between_are_used_again() {
    let long: Vec<String> = (1..=200).map(|n| format!("exp(p_care * {n})")).collect();
    let compiled = compiled(&[("first", &long.join(" + "))], &[]).unwrap();
    assert_eq!(instructions(&compiled), [200 + 200 + 199]);
    // 7 of the caller, the constants 1 to 200, and a few in between.
    assert!(
        compiled.registers().len() <= 7 + 200 + 3,
        "{}",
        compiled.registers().len()
    );
}

#[test]
fn tables_are_looked_up_lane_by_lane_and_once_for_equal_arguments() {
    struct Doubled;
    impl Tables for Doubled {
        fn look_up(&self, table: TableId, at: &Lane, out: &mut Lane) {
            assert_eq!(table, TableId(7));
            *out = at.map(|x| 2.0 * x);
        }
    }
    let pairs = [("first", "life(year + p_care) + life(p_care + year)")];
    let compiled = compiled(&pairs, &[]).unwrap();
    assert_eq!(instructions(&compiled), [3]);
    let mut lanes = inputs(&compiled);
    compiled.stages[0].program.run(&mut lanes, &Doubled);
    assert_eq!(lanes[4][3], 4.0 * (3.0 + lanes[0][3]));
    let missing = &mut inputs(&compiled);
    compiled.stages[0].program.run(missing, &NoTables);
    assert!(missing[4][0].is_nan());
}

#[test]
fn one_program_serves_strategies_in_scopes_of_their_own() {
    let (usual, early) = (
        Scope(vec![("p", DRAW), ("cost", NOTHING)]),
        Scope(vec![("p", DRAW), ("none", NOTHING), ("cost", CYCLE)]),
    );
    let formula = Formula::parse("exp(p) * cost").unwrap();
    let definition = |scope, slot| Definition {
        formula: &formula,
        scope,
        slot: Slot(slot),
    };
    let compiled = compile(
        &[definition(&usual, 3), definition(&early, 4)],
        &[],
        Slot(5),
    )
    .unwrap();
    assert_eq!(instructions(&compiled), [3], "exp(p) is shared");
    assert_eq!(compiled.varies, [DRAW, DRAW | CYCLE]);
}

#[test]
fn every_unknown_name_is_reported_with_what_was_probably_meant() {
    let errors = compiled(
        &[
            ("first", "p_caer + familis * exp"),
            ("second", "lief(year) + LN(2) + life + zebra + families(2)"),
        ],
        &[],
    )
    .unwrap_err();
    let told: Vec<_> = errors
        .iter()
        .map(|each| {
            (
                each.definition,
                each.error.message.as_str(),
                each.error.hint.as_deref().unwrap(),
            )
        })
        .collect();
    let neither = "is neither a function nor a table of the model";
    assert_eq!(
        told,
        [
            (0, "the model has no `p_caer`", "did you mean `p_care`?"),
            (0, "the model has no `familis`", "did you mean `families`?"),
            (
                0,
                "the model has no `exp`",
                "to use the function write `exp(x)`"
            ),
            (1, &*format!("`lief` {neither}"), "did you mean `life`?"),
            (1, &*format!("`LN` {neither}"), "did you mean `ln`?"),
            (
                1,
                "the model has no `life`",
                "`life` is a table: write `life(x)`"
            ),
            (
                1,
                "the model has no `zebra`",
                "declare it as a parameter or a value of the model"
            ),
            (
                1,
                &*format!("`families` {neither}"),
                "use `*` to multiply: `families * (...)`"
            ),
        ]
    );
}

#[test]
fn a_circle_and_a_double_definition_are_faults() {
    let circle = compiled(&[("first", "second + 1"), ("second", "first")], &[]).unwrap_err();
    assert_eq!(circle.len(), 1);
    assert_eq!(
        (circle[0].definition, circle[0].error.code),
        (0, Code::UsedBeforeDefined)
    );
    let itself = compiled(&[("first", "first + 1")], &[]).unwrap_err();
    assert_eq!(itself[0].error.code, Code::UsedBeforeDefined);
    let twice = compiled(&[("first", "1"), ("first", "2")], &[]).unwrap_err();
    assert_eq!(
        (twice[0].definition, twice[0].error.code),
        (1, Code::DefinedTwice)
    );
}

#[test]
fn what_a_formula_varies_with_is_known_before_compiling() {
    let varies = |text: &str| Formula::parse(text).unwrap().varies(&scope());
    assert_eq!(varies("2 * families"), NOTHING);
    assert_eq!(varies("p_care * life(year)"), DRAW | CYCLE);
    assert!(Varies::EVERYTHING.includes(DRAW | CYCLE) && !DRAW.includes(CYCLE));
    assert_eq!(
        format!("{:?}", DRAW | Varies::STATE_TIME),
        r#"{"draw", "time in state"}"#
    );
}

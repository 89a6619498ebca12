//! The bits of every function are the same everywhere, and do not change unnoticed.

use early_action_engine::math;

mod golden;

#[test]
fn bits_are_those_of_the_golden_file() {
    let table = math::bit_table();
    let lines = table.map(|(name, hash)| format!("{name} {hash:032x}\n"));
    golden::check("math_bits.txt", &lines.concat());
}

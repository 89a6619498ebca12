//! Models whose persons differ.

pub const FRAILTY: &str = r#"
format = 1
[model]
title = "Some die sooner than others"
[time]
cycle = "1 year"
horizon = "10 years"
[counting]
outcomes = "beginning"
[parameters.rate]
value = 0.1
assumption = "test"
[attributes.frailty]
distribution = "gamma(mean = 1, sd = 0.8)"
[attributes.man]
distribution = "uniform(low = 0, high = 1)"
[formulas]
is_man = "man < 0.4"
[states.alive]
start = 1
[states.dead]
[transitions.alive]
dead = { rate = "rate * frailty * if(is_man, 1.5, 1)", per = "1 year" }
[outcomes.survive]
terms = [{ while_in = ["alive"], after = "10 years", amount = 1 }]
[outcomes.men_who_survive]
terms = [{ while_in = ["alive"], after = "10 years", amount = "is_man" }]
[outcomes.frailty_of_survivors]
terms = [{ while_in = ["alive"], after = "10 years", amount = "frailty" }]
[strategies.none]
[strategies.half]
set = { rate = "rate / 2" }
"#;

/// A model with uncertain parameters, subgroups, reach and attributes.
pub fn mixed() -> String {
    FRAILTY
        .replace("value = 0.1\n", "distribution = \"gamma(mean = 0.1, sd = 0.02)\"\n")
        .replace(
            "[states.alive]",
            "[subgroups.a]\nshare = 0.3\nset = { rate = \"2 * rate\" }\n[subgroups.b]\nshare = \"rest\"\n[states.alive]",
        )
        .replace(
            "set = { rate = \"rate / 2\" }",
            "set = { rate = \"rate / 2\" }\nreach = \"if(frailty > 1, 0.8, 0.2)\"\nprice = { amount = 100, payer = \"council\" }",
        )
        .replace("[counting]\n", "[counting]\ncosts = \"end\"\n")
}

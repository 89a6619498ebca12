//! The one table of fields: it drives decoding, hints, the reference's check and the JSON Schema.

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Plain text.
    Text,
    /// A number, or a formula without names.
    Constant,
    /// A number or a formula.
    Formula,
    /// A length of time.
    Duration,
    /// A financial or calendar year.
    PriceYear,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of names.
    Names,
    /// A list of constants.
    Constants,
    /// A table with free names.
    Table,
    /// A list of tables.
    Tables,
    /// More than one of the above; the decoder says which.
    Several(&'static str),
}

/// One field of a section.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
}

/// A section of a model and its fields.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its name in the reference.
    pub title: &'static str,
    /// Its fields, in the order of the reference.
    pub fields: &'static [Field],
}

const fn may(name: &'static str, takes: Takes) -> Field {
    Field {
        name,
        takes,
        required: false,
    }
}

const fn must(name: &'static str, takes: Takes) -> Field {
    Field {
        name,
        takes,
        required: true,
    }
}

use Takes::{
    Constant, Constants, Duration, Flag, Formula, Names, PriceYear, Several, Table, Tables, Text,
    Word,
};

/// Cost kinds.
pub const KINDS: &[&str] = &["fiscal", "economic", "social"];
/// Scopes of an effect.
pub const SCOPES: &[&str] = &["offered", "met", "completed"];

/// The whole file.
pub const FILE: Shape = Shape {
    title: "file",
    fields: &[
        must("format", Constant),
        must("model", Table),
        must("time", Table),
        may("people", Table),
        must("states", Table),
        #[cfg(feature = "individual")]
        may("places", Table),
        may("transitions", Table),
        may("parameters", Table),
        may("formulas", Table),
        may("tables", Table),
        may("draws", Table),
        may("correlations", Table),
        #[cfg(feature = "individual")]
        may("attributes", Table),
        may("subgroups", Table),
        may("costs", Table),
        may("outcomes", Table),
        may("counting", Table),
        may("discounting", Table),
        must("strategies", Table),
    ],
};

/// `[model]`.
pub const MODEL: Shape = Shape {
    title: "[model]",
    fields: &[
        may("id", Text),
        must("title", Text),
        may("question", Text),
        may("notes", Text),
        may("nation", Text),
        may("price_year", PriceYear),
        may("person", Text),
        may("people", Text),
        may("controls", Names),
    ],
};

/// `[time]`.
pub const TIME: Shape = Shape {
    title: "[time]",
    fields: &[
        must("cycle", Duration),
        must("horizon", Duration),
        may("start", Text),
        may("age", Constant),
        may("rates", Word(&["competing", "element-wise"])),
    ],
};

/// `[people]`.
pub const PEOPLE: Shape = Shape {
    title: "[people]",
    fields: &[
        may("number", Formula),
        may("per", Duration),
        may("for", Duration),
    ],
};

/// `[states.NAME]`.
pub const STATE: Shape = Shape {
    title: "[states.NAME]",
    fields: &[
        may("label", Text),
        may("start", Formula),
        may("memory", Duration),
    ],
};

/// An entry of `[transitions.FROM]`.
pub const TRANSITION: Shape = Shape {
    title: "[transitions.FROM]",
    fields: &[
        may("probability", Formula),
        may("rate", Formula),
        must("per", Duration),
    ],
};

/// An entry of `[transitions.FROM]` that leads to a place.
pub const GATE: Shape = Shape {
    title: "place",
    fields: &[must("place", Text)],
};

/// `[places.NAME]`.
pub const PLACES: Shape = Shape {
    title: "[places.NAME]",
    fields: &[
        may("label", Text),
        must("number", Formula),
        may("per", Duration),
        may("held_in", Names),
        may("need", Formula),
    ],
};

/// `[parameters.NAME]`.
pub const PARAMETER: Shape = Shape {
    title: "[parameters.NAME]",
    fields: &[
        may("value", Constant),
        may("distribution", Text),
        may("covariance", Several("a matrix")),
        may("label", Text),
        may("explain", Text),
        may("unit", Text),
        may("range", Constants),
        may("step", Constant),
        may("source", Several("text or a list of texts")),
        may("assumption", Text),
        may(
            "evidence",
            Word(&[
                "trial",
                "matched",
                "before-after",
                "claim",
                "official",
                "assumption",
            ]),
        ),
        may("scope", Word(SCOPES)),
        may("price_year", PriceYear),
        may("nation", Text),
        may("use", Text),
    ],
};

/// `[draws.NAME]`.
pub const DRAWS: Shape = Shape {
    title: "[draws.NAME]",
    fields: &[
        must("columns", Table),
        may("rows", Word(&["in-turn", "at-random"])),
        may("weights", Constants),
    ],
};

/// `[correlations.NAME]`.
pub const CORRELATION: Shape = Shape {
    title: "[correlations.NAME]",
    fields: &[
        must("of", Names),
        may("rank", Several("a number or a matrix")),
        may("normal", Several("a number or a matrix")),
    ],
};

/// `[attributes.NAME]`.
pub const ATTRIBUTE: Shape = Shape {
    title: "[attributes.NAME]",
    fields: &[
        must("distribution", Text),
        may("label", Text),
        may("use", Text),
    ],
};

/// `[subgroups.NAME]`.
pub const SUBGROUP: Shape = Shape {
    title: "[subgroups.NAME]",
    fields: &[
        may("label", Text),
        must("share", Several("a formula or \"rest\"")),
        may("age", Constant),
        may("set", Table),
    ],
};

/// `[tables.NAME]`.
pub const TABLE: Shape = Shape {
    title: "[tables.NAME]",
    fields: &[
        must("at", Constants),
        must("values", Constants),
        may("between", Word(&["step", "linear"])),
    ],
};

/// `[costs.NAME]`.
pub const COST: Shape = Shape {
    title: "[costs.NAME]",
    fields: &[
        may("label", Text),
        must("payer", Text),
        may("kind", Word(KINDS)),
        may("cashable", Constant),
        may("places", Constant),
        may("budget", Text),
        may("funding", Several("a source or a list of sources")),
        may("inflation", Formula),
        may("hourly", Formula),
        may("optimism", Several("a share, a name or a table")),
        may("count", Several("a counting method")),
        may("events", Word(EVENTS)),
        may("discount", Several("a rate, list, name, formula or table")),
        must("terms", Tables),
    ],
};

/// `[outcomes.NAME]`.
pub const OUTCOME: Shape = Shape {
    title: "[outcomes.NAME]",
    fields: &[
        may("label", Text),
        may("unit", Text),
        may("better", Word(&["more", "less"])),
        may("count", Several("a counting method")),
        may("events", Word(EVENTS)),
        may("discount", Several("a rate, list, name, formula or table")),
        must("terms", Tables),
    ],
};

/// A term of a line.
pub const TERM: Shape = Shape {
    title: "term",
    fields: &[
        may("while_in", Names),
        may("on_entering", Names),
        may("on_leaving", Names),
        may("on_transition", Names),
        may("after", Several("a length of time, or 0")),
        must("amount", Formula),
        may("per", Duration),
        may("price_year", PriceYear),
        may("strategies", Names),
        #[cfg(feature = "individual")]
        may("spread", Text),
    ],
};

/// `[counting]`.
pub const COUNTING: Shape = Shape {
    title: "[counting]",
    fields: &[
        may("costs", Several("a counting method")),
        may("outcomes", Several("a counting method")),
        may("events", Word(EVENTS)),
    ],
};

/// What an event weighs.
pub const EVENTS: &[&str] = &["once", "as-rows"];

/// A counting method given by weights.
pub const WEIGHTS: Shape = Shape {
    title: "weights",
    fields: &[must("weights", Several("a formula or a list of constants"))],
};

/// `[discounting]`.
pub const DISCOUNTING: Shape = Shape {
    title: "[discounting]",
    fields: &[
        may("costs", Several("a rate, list, name, formula or table")),
        may("outcomes", Several("a rate, list, name, formula or table")),
        may("at", Word(MOMENTS)),
        may("within_year", Word(WITHIN_YEAR)),
    ],
};

/// Moments to which an amount is discounted.
pub const MOMENTS: &[&str] = &["row", "start", "middle", "end"];
/// Ways to discount within a year.
pub const WITHIN_YEAR: &[&str] = &["smooth", "stepped", "continuous", "per-cycle"];

/// A line's own discounting.
pub const DISCOUNT: Shape = Shape {
    title: "discount",
    fields: &[
        may("rate", Several("a rate, list, name or formula")),
        may("at", Word(MOMENTS)),
        may("within_year", Word(WITHIN_YEAR)),
    ],
};

/// A band of a discount schedule.
pub const BAND: Shape = Shape {
    title: "schedule",
    fields: &[must("rate", Several("a rate")), may("until", Duration)],
};

/// `[strategies.NAME]`.
pub const STRATEGY: Shape = Shape {
    title: "[strategies.NAME]",
    fields: &[
        may("label", Text),
        may("baseline", Flag),
        may("set", Table),
        may("each", Table),
        may("effects", Tables),
        may("price", Several("a price or a list of prices")),
        may("reach", Formula),
        may("take_up", Formula),
        may("completion", Formula),
        may("start", Formula),
        may("threshold", Table),
    ],
};

/// An effect of a strategy.
pub const EFFECT: Shape = Shape {
    title: "Effect",
    fields: &[
        must("on", Text),
        may("times", Formula),
        may("plus", Formula),
        may("to", Formula),
        may("lasts", Formula),
        may("fades", Formula),
        may("scope", Word(SCOPES)),
    ],
};

/// A price of a strategy.
pub const PRICE: Shape = Shape {
    title: "Price",
    fields: &[
        must("amount", Formula),
        must("payer", Text),
        may("per", Word(SCOPES)),
        may("label", Text),
        may("kind", Word(KINDS)),
        may("cashable", Constant),
        may("budget", Text),
        may("funding", Several("a source or a list of sources")),
        may("inflation", Formula),
        may("hourly", Formula),
        may("optimism", Several("a share, a name or a table")),
        may("price_year", PriceYear),
    ],
};

/// What can pay for a cost.
pub const FUNDING_SOURCES: &[&str] = &["base", "grant", "reserve", "partner"];

/// A source of funding.
pub const FUNDING: Shape = Shape {
    title: "Funding",
    fields: &[
        must("source", Word(FUNDING_SOURCES)),
        may("share", Constant),
        may("until", Text),
    ],
};

/// A correction for optimism bias.
pub const OPTIMISM: Shape = Shape {
    title: "Optimism bias",
    fields: &[
        must("bias", Several("a share or a name")),
        may("mitigated", Constant),
    ],
};

/// A strategy's threshold.
pub const THRESHOLD: Shape = Shape {
    title: "threshold",
    fields: &[must("parameter", Text), must("outcome", Text)],
};

/// Every shape, for the reference's check and the schema.
pub const ALL: &[Shape] = &[
    FILE,
    MODEL,
    TIME,
    PEOPLE,
    STATE,
    TRANSITION,
    GATE,
    PLACES,
    PARAMETER,
    TABLE,
    DRAWS,
    CORRELATION,
    ATTRIBUTE,
    SUBGROUP,
    COST,
    OUTCOME,
    TERM,
    COUNTING,
    WEIGHTS,
    DISCOUNTING,
    DISCOUNT,
    BAND,
    STRATEGY,
    EFFECT,
    PRICE,
    FUNDING,
    OPTIMISM,
    THRESHOLD,
];

//! What a part of a study gives.

/// What a part gives: for each of its draws a row of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Index of the part.
    pub index: u64,
    /// For each draw: how many people the model has for each one followed, then moments.
    pub values: Vec<f64>,
}

impl Part {
    /// The part as little-endian bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = self.index.to_le_bytes();
        let values = self.values.iter().flat_map(|v| v.to_le_bytes());
        head.into_iter().chain(values).collect()
    }

    /// Reads a part back; `None` if it has not the length of one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(8)?;
        let (words, tail) = rest.as_chunks::<8>();
        tail.is_empty().then_some(Self {
            index: u64::from_le_bytes(head.try_into().ok()?),
            values: words.iter().map(|w| f64::from_le_bytes(*w)).collect(),
        })
    }

    /// Hash of the part.
    pub fn hash(&self) -> u128 {
        twox_hash::XxHash3_128::oneshot(&self.to_bytes())
    }
}

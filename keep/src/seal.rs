//! Locking bytes with a passphrase: Argon2id for the key, XChaCha20-Poly1305 for the content.
//!
//! ```text
//! bytes  0..4    "EAL1": what it is, and its version
//!        4..8    memory in KiB      } of Argon2id 1.3, little-endian
//!        8..12   passes             }
//!       12..16   lanes              }
//!       16..32   salt
//!       32..56   nonce
//!       56..88   BLAKE2b-256 of the page around
//!       88..     content, encrypted, and its tag of 16 bytes
//! ```
//!
//! The first 88 bytes are authenticated with the content, so that no bit can be changed anywhere.

use crate::passphrase::Passphrase;
use crate::refused::Refused;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

const MAGIC: [u8; 4] = *b"EAL1";
const HEADER: usize = 88;
const TAG: usize = 16;
const KEY: usize = 32;
/// Bytes of what a key is worked out from.
const RECIPE: usize = 28;

/// What guessing a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes. A page has one thread for this.
    pub lanes: u32,
}

impl Cost {
    /// What files are locked with: the memory and the passes of the second choice of RFC 9106,
    /// more than three times the work of the strongest advice of OWASP (46 MiB, 1 pass).
    pub const USED: Self = Self {
        memory: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// What is opened. A file that asks for less was not locked by us, and one that asks for more
    /// would take a phone's memory or its battery.
    fn is_allowed(self) -> bool {
        (19 * 1024..=256 * 1024).contains(&self.memory)
            && (2..=16).contains(&self.passes)
            && (1..=4).contains(&self.lanes)
    }
}

/// Fresh random bytes, from the operating system or the browser, for one locking only.
#[derive(Clone, Copy)]
pub struct Chance {
    /// For the key.
    pub salt: [u8; 16],
    /// For the cipher.
    pub nonce: [u8; 24],
}

/// What a key is worked out from, besides the passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    cost: Cost,
    salt: [u8; 16],
}

/// A key, and what it was worked out from; wiped from memory when it is dropped.
pub struct Key {
    recipe: Recipe,
    bytes: Zeroizing<[u8; KEY]>,
}

impl Recipe {
    /// For locking.
    pub fn fresh(chance: &Chance) -> Self {
        Self {
            cost: Cost::USED,
            salt: chance.salt,
        }
    }

    /// As the header has it.
    fn bytes(&self) -> [u8; RECIPE] {
        let mut bytes = [0; RECIPE];
        let numbers = [self.cost.memory, self.cost.passes, self.cost.lanes];
        for (at, number) in numbers.into_iter().enumerate() {
            bytes[4 * at..4 * at + 4].copy_from_slice(&number.to_le_bytes());
        }
        bytes[12..].copy_from_slice(&self.salt);
        bytes
    }

    fn of(bytes: &[u8; RECIPE]) -> Self {
        let number = |at: usize| u32::from_le_bytes(array(&bytes[at..]));
        Self {
            cost: Cost {
                memory: number(0),
                passes: number(4),
                lanes: number(8),
            },
            salt: array(&bytes[12..]),
        }
    }

    /// Works the key out, which takes a second or so by design.
    ///
    /// # Errors
    /// There is not enough memory.
    pub fn key(&self, passphrase: &Passphrase) -> Result<Key, Refused> {
        let cost = self.cost;
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(KEY))
            .map_err(|_| Refused::Damaged)?;
        // A phone may not have that much: then it is said, and the page lives on.
        let mut memory: Vec<Block> = Vec::new();
        memory
            .try_reserve_exact(params.block_count())
            .map_err(|_| Refused::Memory)?;
        memory.resize(params.block_count(), Block::new());
        let mut key = Zeroizing::new([0; KEY]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(passphrase.bytes(), &self.salt, &mut *key, &mut memory)
            .map_err(|_| Refused::Memory)?;
        Ok(self.with(key))
    }

    /// All that it takes to work the key out elsewhere, by [`work_out`].
    pub fn order(&self, passphrase: &Passphrase) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([&self.bytes(), passphrase.bytes()].concat())
    }

    /// The key that [`work_out`] found.
    pub fn found(&self, bytes: [u8; KEY]) -> Key {
        self.with(Zeroizing::new(bytes))
    }

    fn with(&self, bytes: Zeroizing<[u8; KEY]>) -> Key {
        Key {
            recipe: *self,
            bytes,
        }
    }
}

impl Key {
    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.bytes).into())
    }
}

/// Works a key out from an [order](Recipe::order); nothing if it is none, or for want of memory.
pub fn work_out(order: &[u8]) -> Option<Zeroizing<[u8; KEY]>> {
    let (recipe, passphrase) = order.split_at_checked(RECIPE)?;
    let passphrase = Passphrase::normalised(std::str::from_utf8(passphrase).ok()?);
    let key = Recipe::of(&array(recipe)).key(&passphrase).ok()?;
    Some(key.bytes)
}

/// Locks bytes. The mark is of the page around them, which is bound to them.
pub(crate) fn lock(
    content: &[u8],
    key: &Key,
    nonce: [u8; 24],
    mark: &[u8; 32],
) -> Result<Vec<u8>, Refused> {
    let mut sealed = Vec::with_capacity(HEADER + content.len() + TAG);
    sealed.extend_from_slice(&MAGIC);
    sealed.extend_from_slice(&key.recipe.bytes());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(mark);
    let payload = Payload {
        msg: content,
        aad: &sealed,
    };
    let locked = key
        .cipher()
        .encrypt(&nonce.into(), payload)
        .map_err(|_| Refused::Memory)?;
    sealed.extend_from_slice(&locked);
    Ok(sealed)
}

/// Locked bytes whose header was read.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    bytes: Vec<u8>,
    recipe: Recipe,
}

impl Sealed {
    /// Reads the header.
    pub(crate) fn read(bytes: Vec<u8>) -> Result<Self, Refused> {
        let sealed = Self::at_any_cost(bytes)?;
        if sealed.recipe.cost.is_allowed() {
            Ok(sealed)
        } else {
            Err(Refused::Damaged)
        }
    }

    fn at_any_cost(bytes: Vec<u8>) -> Result<Self, Refused> {
        if bytes.len() < HEADER + TAG {
            return Err(Refused::CutShort);
        }
        if bytes[..3] != MAGIC[..3] {
            return Err(Refused::Damaged);
        }
        if bytes[3] != MAGIC[3] {
            return Err(Refused::Later);
        }
        let recipe = Recipe::of(&array(&bytes[4..]));
        Ok(Self { bytes, recipe })
    }

    /// What its key is worked out from.
    pub(crate) fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The mark of the page that it was locked in.
    pub(crate) fn mark(&self) -> [u8; 32] {
        array(&self.bytes[56..])
    }

    /// The content. That a passphrase is wrong and that a bit was changed cannot be told apart.
    pub(crate) fn unlock(&self, key: &Key) -> Result<Zeroizing<Vec<u8>>, Refused> {
        let nonce: [u8; 24] = array(&self.bytes[32..]);
        let payload = Payload {
            msg: &self.bytes[HEADER..],
            aad: &self.bytes[..HEADER],
        };
        let content = key.cipher().decrypt(&nonce.into(), payload);
        content.map(Zeroizing::new).map_err(|_| Refused::Passphrase)
    }
}

/// The first bytes of a slice that is known to be long enough.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[..N]);
    array
}

#[cfg(test)]
mod tests;

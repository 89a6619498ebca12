//! A worker's side: a desk that hears and says bytes.

use crate::run::wire::Wire;
use crate::run::{Desk, Order, Slice};
use wasm_bindgen::prelude::*;

/// The desk in a worker.
#[wasm_bindgen]
#[derive(Default)]
pub struct WorkerDesk(Desk);

#[wasm_bindgen]
impl WorkerDesk {
    /// An empty desk.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an order. Bytes that are none are ignored.
    pub fn receive(&mut self, bytes: &[u8]) {
        if let Some(order) = Order::from_bytes(bytes) {
            self.0.receive(order);
        }
    }

    /// Works a little; says whether there may be more.
    pub fn work(&mut self, fuel: usize) -> bool {
        self.0.work(fuel) == Slice::More
    }

    /// What there is to say, oldest first.
    pub fn report(&mut self) -> Option<Vec<u8>> {
        self.0.report().map(|report| report.to_bytes())
    }
}

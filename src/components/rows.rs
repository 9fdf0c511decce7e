//! Rows that come, go and move one by one.

use std::hash::{Hash, Hasher};

use leptos::prelude::*;

/// FNV-1a, 64 bits: the standard library's hash is a kilobyte of program for each kind of row.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    #[inline(never)]
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A row that may have to be drawn.
pub struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Row {
    /// A row which is the same as before as long as its `key` is, and is drawn by `draw` when it is new.
    ///
    /// The key's hash stands for it: with 64 bits, two of a million rows share one in one case of forty million.
    #[must_use]
    pub fn new(key: impl Hash, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        let mut hasher = Fnv::default();
        key.hash(&mut hasher);
        Self { key: hasher.finish(), draw: Box::new(draw) }
    }
}

/// Rows in order, of which only those that are new are drawn.
///
/// This is `<For>` with one type for all lists: each further type of `<For>` is another 5 KB of program.
#[component]
pub fn Rows(
    /// The rows.
    each: Box<dyn Fn() -> Vec<Row> + Send>,
) -> impl IntoView {
    draw! { <For each key=|row| row.key children=|row: Row| (row.draw)() /> }
}

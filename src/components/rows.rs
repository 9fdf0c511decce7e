//! Rows that come, go and move one by one.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;

use crate::platform::random;

thread_local! {
    /// Goes into each hash first: who writes a message must not be able to make two rows share one.
    static SECRET: u64 = random::seed();
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
        let mut hasher = DefaultHasher::new();
        SECRET.with(|secret| (secret, &key).hash(&mut hasher));
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

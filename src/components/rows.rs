//! Rows that come, go and move one by one.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;

use super::row_owners::RowOwners;
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
/// This is Leptos' `<For>` with one type for all lists, since each further type of `<For>` is another 5 KB of program, and
/// with owners that leave nothing behind (see [`RowOwners`]).
#[component]
pub fn Rows(
    /// The rows.
    each: Box<dyn Fn() -> Vec<Row> + Send>,
) -> impl IntoView {
    let owners = RowOwners::new();
    move || {
        let owners = owners.clone();
        let draw = move |_, row: Row| {
            let owner = owners.next();
            let view = owner.with(row.draw);
            (drop::<usize>, OwnedView::new_with_owner(view, owner))
        };
        keyed(each(), |row: &Row| row.key, draw)
    }
}

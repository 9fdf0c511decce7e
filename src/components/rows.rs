//! Rows that come, go and move one by one.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;

use super::row_owners::RowOwners;
use crate::dom::{Drawn, Place};
use crate::domain::row_order::unmoved;
use crate::platform::random;
use crate::reactive::follow;

thread_local! {
    /// Goes into each hash first: who writes a message must not be able to make two rows share one.
    static SECRET: u64 = random::seed();
}

/// A row that may have to be drawn.
pub struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> Drawn>,
}

impl Row {
    /// A row which is the same as before as long as its `key` is, and is drawn by `draw` when it is new.
    ///
    /// The key's hash stands for it: with 64 bits, two of a million rows share one in one case of forty million.
    #[must_use]
    pub fn new<V: Into<Drawn>>(key: impl Hash, draw: impl FnOnce() -> V + 'static) -> Self {
        let mut hasher = DefaultHasher::new();
        SECRET.with(|secret| (secret, &key).hash(&mut hasher));
        Self { key: hasher.finish(), draw: Box::new(move || draw().into()) }
    }
}

/// Rows in order, of which only those that are new are drawn, and as few as can be are moved.
///
/// The rows have owners that leave nothing behind (see [`RowOwners`]).
#[component]
pub fn Rows(
    /// The rows.
    each: Box<dyn Fn() -> Vec<Row>>,
) -> Drawn {
    let (place, drawn) = Place::alone();
    let mut list = List { place, owners: RowOwners::new(), rows: Vec::new() };
    follow(Box::new(move || {
        let rows = each();
        untrack(|| list.become_of(rows));
    }));
    drawn
}

struct Shown {
    key: u64,
    drawn: Drawn,
    /// The row's effects and listeners end when it goes.
    _owner: Owner,
}

struct List {
    place: Place,
    owners: RowOwners,
    rows: Vec<Shown>,
}

impl List {
    fn become_of(&mut self, next: Vec<Row>) {
        let places = self.places_of(&next);
        let mut before: Vec<Option<Shown>> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        let mut stays = vec![false; before.len()];
        places.iter().flatten().for_each(|place| stays[*place] = true);
        for gone in
            before.iter_mut().zip(&stays).filter(|(_, stays)| !**stays).filter_map(|(row, _)| row.take())
        {
            gone.drawn.remove();
        }
        let unmoved = unmoved(&places);
        let rows = next.into_iter().zip(&places).map(|(row, place)| {
            place.and_then(|place| before[place].take()).unwrap_or_else(|| self.draw(row))
        });
        let rows: Vec<Shown> = rows.collect();
        // From the end, so that what a row stands in front of is in its place already.
        let mut below: Option<&Shown> = None;
        for (row, is_unmoved) in rows.iter().zip(unmoved).rev() {
            if !is_unmoved {
                self.place.insert(&row.drawn, below.map(|row| row.drawn.first()));
            }
            below = Some(row);
        }
        self.rows = rows;
    }

    fn draw(&self, row: Row) -> Shown {
        let owner = self.owners.next();
        Shown { key: row.key, drawn: owner.with(row.draw), _owner: owner }
    }

    /// At which place each of `next` is now.
    fn places_of(&self, next: &[Row]) -> Vec<Option<usize>> {
        let mut known: Vec<(u64, usize)> =
            self.rows.iter().enumerate().map(|(place, row)| (row.key, place)).collect();
        known.sort_unstable();
        let mut is_taken = vec![false; known.len()];
        let find = |row: &Row| {
            let (_, place) = known[known.binary_search_by_key(&row.key, |(key, _)| *key).ok()?];
            // A key that comes twice is a row of its own the second time.
            (!std::mem::replace(&mut is_taken[place], true)).then_some(place)
        };
        next.iter().map(find).collect()
    }
}

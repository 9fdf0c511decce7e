//! Rows that come, go and move one by one.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::time::Duration;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::row_owners::RowOwners;
use crate::dom::{Drawn, Place};
use crate::domain::row_order::unmoved;
use crate::platform::{random, timer};
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

/// So many rows are drawn at a time where there are many: about as many as fit between two frames of a slow machine.
const SLICE: usize = 250;

/// Rows in order, of which only those that are new are drawn, and as few as can be are moved.
///
/// The rows have owners that leave nothing behind (see [`RowOwners`]).
#[component]
pub fn Rows(
    /// The rows.
    each: Box<dyn Fn() -> Vec<Row>>,
    /// Whether a long list comes slice by slice, so that the page answers meanwhile.
    #[prop(optional)]
    in_slices: bool,
) -> Drawn {
    let (place, drawn) = Place::alone();
    let list = List { place, owners: RowOwners::new(), rows: Vec::new(), rest: VecDeque::new(), timer: None };
    let list = Rc::new(RefCell::new(list));
    follow(Box::new(move || {
        let mut rows = each();
        untrack(|| {
            let mut now = list.borrow_mut();
            let slice = now.rows.len() + SLICE;
            let rest = if in_slices && rows.len() > slice { rows.split_off(slice) } else { Vec::new() };
            now.become_of(rows);
            now.rest = rest.into();
            now.go_on(&list);
        });
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
    /// Below those, as soon as there is time.
    rest: VecDeque<Row>,
    timer: Option<Timeout>,
}

impl List {
    /// Draws the rest, slice by slice, for as long as `list`, which is this one, is there.
    fn go_on(&mut self, list: &Rc<RefCell<Self>>) {
        let list = Rc::downgrade(list);
        self.timer = (!self.rest.is_empty()).then(|| {
            timer::after(Duration::ZERO, move || {
                if let Some(list) = list.upgrade() {
                    let mut now = list.borrow_mut();
                    now.draw_slice();
                    now.go_on(&list);
                }
            })
        });
    }

    fn draw_slice(&mut self) {
        let rows: Vec<Row> = self.rest.drain(..SLICE.min(self.rest.len())).collect();
        let shown: Vec<Shown> = rows.into_iter().map(|row| self.draw(row)).collect();
        self.place.append(shown.iter().map(|row| &row.drawn));
        self.rows.extend(shown);
    }

    fn become_of(&mut self, next: Vec<Row>) {
        let places = self.places_of(&next);
        let mut before: Vec<Option<Shown>> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        let mut stays = vec![false; before.len()];
        places.iter().flatten().for_each(|place| stays[*place] = true);
        if stays.contains(&true) {
            for gone in
                before.iter_mut().zip(&stays).filter(|(_, stays)| !**stays).filter_map(|(row, _)| row.take())
            {
                gone.drawn.remove();
            }
        } else if let (Some(Some(first)), Some(Some(last))) = (before.first(), before.last()) {
            // At once: one by one takes the browser several times as long.
            first.drawn.remove_until(&last.drawn);
        }
        let rows = next.into_iter().zip(&places).map(|(row, place)| {
            place.and_then(|place| before[place].take()).unwrap_or_else(|| self.draw(row))
        });
        let rows: Vec<Shown> = rows.collect();
        if places.iter().all(Option::is_none) {
            self.place.append(rows.iter().map(|row| &row.drawn));
        } else {
            self.put_in_order(&rows, &places);
        }
        self.rows = rows;
    }

    fn put_in_order(&self, rows: &[Shown], places: &[Option<usize>]) {
        // From the end, so that what a row stands in front of is in its place already.
        let mut below: Option<&Shown> = None;
        for (row, is_unmoved) in rows.iter().zip(unmoved(places)).rev() {
            if !is_unmoved {
                self.place.insert(&row.drawn, below.map(|row| row.drawn.first()));
            }
            below = Some(row);
        }
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

//! Rows that come, go and move one by one.

use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::row_owners::RowOwners;
use crate::chat::row_order::unmoved;
use crate::dom::{Drawn, Place};
use crate::platform::random;
use crate::platform::timers::{self, Timer};
use crate::reactive::follow;

thread_local! {
    /// Goes into each hash first: who writes a message must not be able to make two rows share one.
    static SECRET: u64 = random::seed();
}

/// Rows as they are to be: by what each is known to be the same as before, and how one that is new is drawn.
///
/// It is kept until the next one is there and has been compared with it.
pub struct RowList {
    keys: Vec<u64>,
    draw: Box<dyn Fn(usize) -> Drawn>,
}

impl RowList {
    /// A row for each item; the same as before as long as its `key` is.
    ///
    /// The key's hash stands for it: with 64 bits, two of a million rows share one in one case of forty million.
    #[must_use]
    pub fn new<T: 'static, K: Hash, V: Into<Drawn>>(
        items: Vec<T>,
        key: impl Fn(&T) -> K,
        draw: impl Fn(&T) -> V + 'static,
    ) -> Self {
        let keys = items.iter().map(|item| hashed(&|hasher| key(item).hash(hasher))).collect();
        Self { keys, draw: Box::new(move |place| draw(&items[place]).into()) }
    }
}

fn hashed(add_key: &dyn Fn(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    SECRET.with(|secret| secret.hash(&mut hasher));
    add_key(&mut hasher);
    hasher.finish()
}

/// So many rows are drawn at a time where there are many: about as many as fit between two frames of a slow machine.
const SLICE: usize = 250;

/// Rows in order, of which only those that are new are drawn, and as few as can be are moved.
///
/// The rows have owners that leave nothing behind (see [`RowOwners`]).
#[component]
pub fn Rows(
    /// The rows.
    each: Box<dyn Fn() -> RowList>,
    /// Whether a long list comes slice by slice, so that the page answers meanwhile.
    #[prop(optional)]
    in_slices: bool,
) -> Drawn {
    let (place, drawn) = Place::alone();
    let list = List { place, owners: RowOwners::new(), rows: Vec::new(), wanted: None, timer: None };
    let list = Rc::new(RefCell::new(list));
    follow(Box::new(move || {
        let wanted = each();
        untrack(|| {
            let mut now = list.borrow_mut();
            let slice = if in_slices { now.rows.len() + SLICE } else { usize::MAX };
            now.become_of(wanted, slice);
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
    /// All that there are to be; those that are not shown yet come below as soon as there is time.
    wanted: Option<RowList>,
    timer: Option<Timer>,
}

impl List {
    /// Draws the rest, slice by slice, for as long as `list`, which is this one, is there.
    fn go_on(&mut self, list: &Rc<RefCell<Self>>) {
        let list = Rc::downgrade(list);
        let has_rest = self.wanted.as_ref().is_some_and(|wanted| self.rows.len() < wanted.keys.len());
        self.timer = has_rest.then(|| {
            timers::after(Duration::ZERO, move || {
                if let Some(list) = list.upgrade() {
                    let mut now = list.borrow_mut();
                    let drawn = now.rows.len();
                    now.draw_on(drawn + SLICE);
                    now.go_on(&list);
                }
            })
        });
    }

    /// Draws what is wanted below, up to so many in all.
    fn draw_on(&mut self, most: usize) {
        let Some(wanted) = &self.wanted else { return };
        let places = self.rows.len()..most.min(wanted.keys.len());
        let shown: Vec<Shown> = places.map(|place| self.draw(wanted, place)).collect();
        self.place.append(shown.iter().map(|row| &row.drawn));
        self.rows.extend(shown);
    }

    /// Becomes the first `most` of what is wanted.
    fn become_of(&mut self, wanted: RowList, most: usize) {
        let next = &wanted.keys[..most.min(wanted.keys.len())];
        let same = self.rows.iter().zip(next).take_while(|(row, key)| row.key == **key).count();
        if same < self.rows.len() {
            self.become_below(same, &wanted, next);
        }
        self.wanted = Some(wanted);
        self.draw_on(most);
    }

    /// Below the first `same` rows, becomes of `next`.
    fn become_below(&mut self, same: usize, wanted: &RowList, next: &[u64]) {
        let mut before: Vec<Option<Shown>> = self.rows.drain(same..).map(Some).collect();
        let places = places_of(&next[same..], &before);
        let mut stays = vec![false; before.len()];
        places.iter().flatten().for_each(|place| stays[*place] = true);
        if !stays.contains(&true) {
            if let (Some(Some(first)), Some(Some(last))) = (before.first(), before.last()) {
                // At once: one by one takes the browser several times as long.
                first.drawn.remove_until(&last.drawn);
            }
            return;
        }
        for (row, _) in before.iter_mut().zip(&stays).filter(|(_, stays)| !**stays) {
            if let Some(gone) = row.take() {
                gone.drawn.remove();
            }
        }
        let rows = places.iter().zip(same..).map(|(place, index)| {
            place.and_then(|place| before[place].take()).unwrap_or_else(|| self.draw(wanted, index))
        });
        let rows: Vec<Shown> = rows.collect();
        self.put_in_order(&rows, &places);
        self.rows.extend(rows);
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

    fn draw(&self, wanted: &RowList, place: usize) -> Shown {
        let owner = self.owners.next();
        Shown { key: wanted.keys[place], drawn: owner.with(|| (wanted.draw)(place)), _owner: owner }
    }
}

/// At which place of `before` each of `next` is.
fn places_of(next: &[u64], before: &[Option<Shown>]) -> Vec<Option<usize>> {
    let mut known: Vec<(u64, usize)> = before.iter().flatten().map(|row| row.key).zip(0..).collect();
    known.sort_unstable();
    let mut is_taken = vec![false; known.len()];
    let find = |wanted: &u64| {
        let (_, place) = known[known.binary_search_by_key(wanted, |(key, _)| *key).ok()?];
        // A key that comes twice is a row of its own the second time.
        (!std::mem::replace(&mut is_taken[place], true)).then_some(place)
    };
    next.iter().map(find).collect()
}

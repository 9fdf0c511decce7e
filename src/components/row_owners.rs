//! Owners of rows that come and go.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

/// So many rows share what is above their owners.
const FLOOR: usize = 32;

/// Gives each row an owner of its own.
///
/// In Leptos 0.8 an owner remembers every child that it ever had, about 100 bytes each, until it is cleaned up itself. A
/// list is cleaned up when its page goes, but its rows come and go all day. So there is a floor between them: rows are
/// children of owners which are cleaned up, and used again, when all their rows are gone.
#[derive(Clone)]
pub(super) struct RowOwners(Arc<Mutex<Floors>>);

struct Floors {
    /// The rows are kept by an effect of this owner: if they kept it, too, it would not end where it is only dropped.
    list: WeakOwner,
    floors: Vec<Floor>,
}

struct Floor {
    owner: Owner,
    rows: Vec<WeakOwner>,
}

impl RowOwners {
    /// For rows of a list whose owner is the current one.
    pub(super) fn new() -> Self {
        let list = Owner::current().unwrap_or_default();
        Self(Arc::new(Mutex::new(Floors { list: list.downgrade(), floors: Vec::new() })))
    }

    /// The owner of one more row.
    pub(super) fn next(&self) -> Owner {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next()
    }
}

impl Floors {
    fn next(&mut self) -> Owner {
        let has_room = |floor: &Floor| floor.rows.len() < FLOOR;
        if !self.floors.last().is_some_and(has_room) {
            self.open_floor();
        }
        let Some(floor) = self.floors.last_mut() else { return Owner::new() };
        let row = floor.owner.child();
        floor.rows.push(row.downgrade());
        row
    }

    /// Makes the last floor one that has room.
    fn open_floor(&mut self) {
        let is_empty = |floor: &Floor| floor.rows.iter().all(|row| row.upgrade().is_none());
        match self.floors.iter().position(is_empty) {
            Some(place) => {
                let mut floor = self.floors.swap_remove(place);
                floor.owner.cleanup();
                floor.rows.clear();
                self.floors.push(floor);
            }
            None => {
                let owner = self.list.upgrade().map_or_else(Owner::new, |list| list.child());
                self.floors.push(Floor { owner, rows: Vec::with_capacity(FLOOR) });
            }
        }
    }
}

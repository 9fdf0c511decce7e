//! Who shows whose status.
//!
//! A set in one signal that every dot reads would cost each poll the square of the number of dots (each effect
//! leaves and joins the signal's list of subscribers), and a row that subscribes to a signal which outlives it
//! leaves some of itself behind in Leptos 0.8. A plain registry does neither: a change costs as much as there
//! are dots of the people who changed, and a dot that leaves is gone.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::model::ids::UserId;
use crate::presence::{Affected, Snapshot, Status};

struct Dot<F: ?Sized = dyn Fn(Status)> {
    key: u64,
    shown: Cell<Status>,
    show: F,
}

/// The registry.
#[derive(Default)]
pub struct DotRegistry {
    by_user: HashMap<UserId, Vec<Rc<Dot>>>,
    last_key: u64,
}

/// What dots are to show, once the registry is no longer borrowed: showing a status may mount or unmount other dots.
pub struct PendingUpdates(Vec<(Rc<Dot>, Status)>);

impl PendingUpdates {
    /// Has the dots show it that don't yet.
    pub fn show(self) {
        for (dot, status) in self.0 {
            if dot.shown.replace(status) != status {
                (dot.show)(status);
            }
        }
    }
}

impl DotRegistry {
    /// Calls `show` at each later change of `user`'s status; `shown` is what the caller shows now. Gives the key for
    /// [`unwatch`](Self::unwatch).
    pub fn watch(&mut self, user: UserId, shown: Status, show: impl Fn(Status) + 'static) -> u64 {
        self.last_key += 1;
        let dot = Rc::new(Dot { key: self.last_key, shown: Cell::new(shown), show });
        self.by_user.entry(user).or_default().push(dot);
        self.last_key
    }

    /// Ends what [`watch`](Self::watch) began.
    pub fn unwatch(&mut self, user: UserId, key: u64) {
        if let Some(dots) = self.by_user.get_mut(&user) {
            dots.retain(|dot| dot.key != key);
            if dots.is_empty() {
                self.by_user.remove(&user);
            }
        }
    }

    /// How many dots there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_user.values().map(Vec::len).sum()
    }

    /// What the affected dots are to show.
    #[must_use]
    pub fn pending(&self, snapshot: &Snapshot, affected: &Affected) -> PendingUpdates {
        let mut pending = Vec::new();
        let mut add = |user: UserId, dots: &[Rc<Dot>]| {
            let status = snapshot.status(user);
            pending.extend(dots.iter().map(|dot| (Rc::clone(dot), status)));
        };
        match affected {
            Affected::Users(users) => {
                for user in users {
                    if let Some(dots) = self.by_user.get(user) {
                        add(*user, dots);
                    }
                }
            }
            Affected::Everyone => {
                for (user, dots) in &self.by_user {
                    add(*user, dots);
                }
            }
        }
        PendingUpdates(pending)
    }
}

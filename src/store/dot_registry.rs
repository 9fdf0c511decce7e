//! Who wants to know when a person's status changes.
//!
//! A set in one signal that every dot reads would cost each poll the square of the number of dots (each effect
//! leaves and joins the signal's list of subscribers), and a row that subscribes to a signal which outlives it
//! leaves some of itself behind in Leptos 0.8. A plain registry does neither: a change costs as much as there
//! are dots of the people who changed, and a dot that leaves is gone.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::ids::UserId;
use crate::presence::{Affected, Snapshot, Status};

struct Watcher<F: ?Sized = dyn Fn(Status)> {
    key: u64,
    shown: Cell<Status>,
    show: F,
}

impl Watcher {
    fn tell(&self, status: Status) {
        if self.shown.replace(status) != status {
            (self.show)(status);
        }
    }
}

/// The registry.
#[derive(Default)]
pub struct DotRegistry {
    by_user: FxHashMap<UserId, Vec<Rc<Watcher>>>,
    last_key: u64,
}

/// What to tell, once the registry is no longer borrowed: showing a status may mount or unmount other dots.
pub struct PendingUpdates(Vec<(Rc<Watcher>, Status)>);

impl PendingUpdates {
    /// Tells it.
    pub fn tell(self) {
        for (watcher, status) in self.0 {
            watcher.tell(status);
        }
    }
}

impl DotRegistry {
    /// Calls `show` at each later change of `user`'s status; `shown` is what the caller shows now.
    pub fn add(&mut self, user: UserId, shown: Status, show: impl Fn(Status) + 'static) -> u64 {
        self.last_key += 1;
        let watcher = Rc::new(Watcher { key: self.last_key, shown: Cell::new(shown), show });
        self.by_user.entry(user).or_default().push(watcher);
        self.last_key
    }

    /// Ends what [`add`](Self::add) began.
    pub fn remove(&mut self, user: UserId, key: u64) {
        if let Some(watchers) = self.by_user.get_mut(&user) {
            watchers.retain(|watcher| watcher.key != key);
            if watchers.is_empty() {
                self.by_user.remove(&user);
            }
        }
    }

    /// How many dots there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_user.values().map(Vec::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_user.is_empty()
    }

    /// What the affected dots are to show.
    #[must_use]
    pub fn telling(&self, snapshot: &Snapshot, affected: &Affected) -> PendingUpdates {
        let mut told = Vec::new();
        let mut tell = |user: UserId, watchers: &[Rc<Watcher>]| {
            let status = snapshot.status(user);
            told.extend(watchers.iter().map(|watcher| (Rc::clone(watcher), status)));
        };
        match affected {
            Affected::Users(users) => {
                for user in users {
                    self.by_user.get(user).into_iter().for_each(|watchers| tell(*user, watchers));
                }
            }
            Affected::Everyone => self.by_user.iter().for_each(|(user, watchers)| tell(*user, watchers)),
        }
        PendingUpdates(told)
    }
}

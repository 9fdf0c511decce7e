//! The set of online users, and what changes when a new one arrives.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::ids::UserId;

/// The ids of everyone who is online, ascending, each once. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<UserId>")]
pub struct OnlineUsers(Arc<Vec<UserId>>);

impl From<Vec<UserId>> for OnlineUsers {
    fn from(ids: Vec<UserId>) -> Self {
        Self::new(ids)
    }
}

impl OnlineUsers {
    /// The set of `ids`, in any order and with any repetitions.
    #[must_use]
    pub fn new(mut ids: Vec<UserId>) -> Self {
        if !ids.is_sorted_by(|a, b| a < b) {
            ids.sort_unstable();
            ids.dedup();
        }
        Self(Arc::new(ids))
    }

    /// Whether `user` is in the set.
    #[must_use]
    pub fn contains(&self, user: UserId) -> bool {
        self.0.binary_search(&user).is_ok()
    }

    /// The ids, ascending.
    #[must_use]
    pub fn ids(&self) -> &[UserId] {
        &self.0
    }

    /// Whether it is that very set, and not only an equal one.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody is online.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The current set. It only ever changes by telling what changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    online: OnlineUsers,
}

impl Roster {
    /// The current set.
    #[must_use]
    pub fn online(&self) -> &OnlineUsers {
        &self.online
    }

    /// Puts `next` in place of the current set; says who came or went, ascending.
    ///
    /// One walk over both sets, and no allocation for those who stayed.
    pub fn replace(&mut self, next: OnlineUsers) -> Vec<UserId> {
        if self.online.is(&next) {
            return Vec::new();
        }
        let changed = difference(self.online.ids(), next.ids());
        self.online = next;
        changed
    }

    /// Adds or removes one person; says whether that changed anything.
    pub fn set(&mut self, user: UserId, online: bool) -> bool {
        let ids = &mut self.online.0;
        match (ids.binary_search(&user), online) {
            (Err(place), true) => Arc::make_mut(ids).insert(place, user),
            (Ok(place), false) => drop(Arc::make_mut(ids).remove(place)),
            _ => return false,
        }
        true
    }
}

/// The ids that are in just one of two ascending lists.
pub(super) fn difference(mut old: &[UserId], mut new: &[UserId]) -> Vec<UserId> {
    let mut changed = Vec::new();
    loop {
        // Nearly everyone stays, so this is what a poll costs: bench/merge counts it.
        let stayed = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        (old, new) = (&old[stayed..], &new[stayed..]);
        let (Some((&gone, rest_old)), Some((&came, rest_new))) = (old.split_first(), new.split_first())
        else {
            break;
        };
        if gone < came {
            changed.push(gone);
            old = rest_old;
        } else {
            changed.push(came);
            new = rest_new;
        }
    }
    changed.extend_from_slice(old);
    changed.extend_from_slice(new);
    changed
}

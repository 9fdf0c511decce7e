//! How far what is known about presence can be trusted, and what each dot therefore says.

use super::roster::OnlineUsers;
use super::status::Status;
use crate::model::ids::UserId;
use chrono::{DateTime, Utc};

/// The age of what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing has been heard yet.
    #[default]
    Pending,
    /// The last good reply is young enough to be believed.
    Fresh,
    /// The last good reply has grown old: nobody's status is known any more.
    Stale {
        /// When that reply came, by the backend's clock; `None` if there never was one.
        since: Option<DateTime<Utc>>,
    },
    /// The backend has no presence: nobody is online, and that is all there is to know.
    Unsupported,
}

/// Everything that dots are drawn from. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The last good set.
    pub online: OnlineUsers,
    /// How far it can be trusted.
    pub freshness: Freshness,
}

impl Snapshot {
    /// What `user`'s dots say.
    #[must_use]
    pub fn status(&self, user: UserId) -> Status {
        match self.freshness {
            Freshness::Pending | Freshness::Stale { .. } => Status::Unknown,
            Freshness::Unsupported => Status::Offline,
            Freshness::Fresh if self.online.contains(user) => Status::Online,
            Freshness::Fresh => Status::Offline,
        }
    }

    /// How many people are online; `None` while that is not known.
    #[must_use]
    pub fn online_count(&self) -> Option<usize> {
        match self.freshness {
            Freshness::Pending | Freshness::Stale { .. } => None,
            Freshness::Unsupported => Some(0),
            Freshness::Fresh => Some(self.online.len()),
        }
    }
}

//! Messages.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::ids::{MessageId, RoomId};
use crate::model::time;
use crate::model::user::User;

/// A message that the backend has. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The room it was written in.
    pub room: RoomId,
    /// Who wrote it; [`User::deleted`] where the backend no longer has them.
    #[serde(with = "sender")]
    pub sender: User,
    /// The text, as it was written.
    pub content: Arc<str>,
    /// When the backend took it, by the backend's clock.
    #[serde(deserialize_with = "time::deserialize")]
    pub timestamp: DateTime<Utc>,
}

/// A sender, or null where there is none any more.
mod sender {
    use super::{Deserialize, Deserializer, Serialize, Serializer, User};

    pub(super) fn serialize<S: Serializer>(sender: &User, to: S) -> Result<S::Ok, S::Error> {
        (!sender.is_deleted()).then_some(sender).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<User, D::Error> {
        Ok(Option::deserialize(from)?.unwrap_or_else(User::deleted))
    }
}

/// Which part of a room's messages is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageCursor {
    /// The newest, 50 or more.
    Newest,
    /// Those after this one (CONTRACT's `?after=`).
    After(MessageId),
    /// Those before this one; a backend that ignores it sends the newest, and nothing is lost.
    Before(MessageId),
}

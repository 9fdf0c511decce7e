//! Messages.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
    /// Who wrote it.
    pub sender: User,
    /// The text, as it was written.
    pub content: Arc<str>,
    /// When the backend took it, by the backend's clock.
    #[serde(deserialize_with = "time::deserialize")]
    pub timestamp: DateTime<Utc>,
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

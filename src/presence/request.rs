//! What the engine asks the backend for, and what comes back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::roster::OnlineUsers;
use crate::model::ids::RoomId;

/// Something that is polled while somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feed {
    /// The set of online users.
    OnlineUsers,
    /// The rooms.
    Rooms,
    /// The messages of one room.
    Messages(RoomId),
    /// The user directory, more seldom than the others.
    People,
}

/// Which of the two documented addresses of the online users is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `/api/chat/online-users/`
    #[default]
    Primary,
    /// `/api/chat/rooms/online_users/`
    Alternative,
}

impl Endpoint {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Primary => Self::Alternative,
            Self::Alternative => Self::Primary,
        }
    }
}

/// A request that the engine wants sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Tell the backend that the person is here.
    Heartbeat,
    /// Ask for the online users.
    OnlineUsers(Endpoint),
    /// Ask for the rooms.
    Rooms,
    /// Ask for the messages of a room that are not here yet.
    Messages(RoomId),
    /// Ask for the user directory.
    People,
}

/// A request together with what its reply is recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// What is asked.
    pub request: Request,
    /// A number that no other request has, growing with time.
    pub sequence: u64,
}

/// What a good reply says, as far as the engine needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The heartbeat was accepted, with the backend's `last_activity`.
    Heartbeat {
        /// By the backend's clock.
        last_activity: DateTime<Utc>,
    },
    /// The online users.
    OnlineUsers(OnlineUsers),
    /// Rooms or messages, whose contents are the stores' concern.
    Content,
}

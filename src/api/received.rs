//! Good replies, whole.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::message::{Message, MessageCursor};
use crate::model::room::Room;
use crate::model::user::User;
use crate::presence::{OnlineUsers, Request};

/// What a backend answered to one of the engine's requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    /// The heartbeat was accepted, with the backend's `last_activity`.
    Heartbeat(DateTime<Utc>),
    /// The online users.
    OnlineUsers(OnlineUsers),
    /// The rooms.
    Rooms(Arc<Vec<Room>>),
    /// This part of a room's messages.
    Messages(MessageCursor, Vec<Message>),
    /// The user directory.
    People(Arc<Vec<User>>),
}

impl Received {
    /// Whether this is a reply to `request`.
    #[must_use]
    pub fn answers(&self, request: Request) -> bool {
        match (self, request) {
            (Self::Heartbeat(_), Request::Heartbeat)
            | (Self::OnlineUsers(_), Request::OnlineUsers(_))
            | (Self::Rooms(_), Request::Rooms)
            | (Self::People(_), Request::People) => true,
            (Self::Messages(_, messages), Request::Messages(room)) => {
                messages.iter().all(|message| message.room == room)
            }
            _ => false,
        }
    }
}

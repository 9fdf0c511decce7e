//! Good replies, whole.

use chrono::{DateTime, Utc};
use std::sync::Arc;

use crate::model::message::{Message, MessageCursor};
use crate::model::room::Room;
use crate::model::user::User;
use crate::presence::OnlineUsers;

/// What a backend answered to one of the engine's requests.
#[derive(Clone, Debug, PartialEq, Eq)]
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

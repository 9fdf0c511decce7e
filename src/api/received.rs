//! Good replies, whole.

use std::sync::Arc;

use crate::model::message::{Message, MessageCursor};
use crate::presence::OnlineUsers;
use crate::model::room::Room;
use crate::model::time::Timestamp;
use crate::model::user::User;

/// What a backend answered to one of the engine's requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// The heartbeat was accepted, with the backend's `last_activity`.
    Heartbeat(Timestamp),
    /// The online users.
    OnlineUsers(OnlineUsers),
    /// The rooms.
    Rooms(Arc<Vec<Room>>),
    /// This part of a room's messages.
    Messages(MessageCursor, Vec<Message>),
    /// The user directory.
    People(Arc<Vec<User>>),
}

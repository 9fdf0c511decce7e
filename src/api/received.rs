//! Good replies, whole.

use std::sync::Arc;

use crate::domain::message::{Message, Page};
use crate::domain::presence::OnlineUsers;
use crate::domain::room::Room;
use crate::domain::time::Timestamp;
use crate::domain::user::User;

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
    Messages(Page, Vec<Message>),
    /// The user directory.
    People(Arc<Vec<User>>),
}

//! What the engine asks the backend for, and what comes back.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::roster::OnlineUsers;
use super::settings::PresenceSettings;
use crate::model::ids::RoomId;
use crate::model::message::{Message, MessageCursor};
use crate::model::room::Room;
use crate::model::time;
use crate::model::user::User;

/// How often the user directory is asked for: people join seldom, and it is the longest of all replies.
const PEOPLE_INTERVAL: Duration = Duration::from_secs(5 * 60);

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

impl Feed {
    /// The request that serves it; the online users are asked for at `endpoint`.
    #[must_use]
    pub const fn request(self, endpoint: Endpoint) -> Request {
        match self {
            Self::OnlineUsers => Request::OnlineUsers(endpoint),
            Self::Rooms => Request::Rooms,
            Self::Messages(room) => Request::Messages(room),
            Self::People => Request::People,
        }
    }

    /// What is counted when it is polled.
    #[must_use]
    pub const fn kind(self) -> RequestKind {
        match self {
            Self::OnlineUsers => RequestKind::OnlineUsers,
            Self::Rooms => RequestKind::Rooms,
            Self::Messages(_) => RequestKind::OpenRoom,
            Self::People => RequestKind::People,
        }
    }

    /// The room that it names: not for everyone's eyes.
    pub const fn room_mut(&mut self) -> Option<&mut RoomId> {
        match self {
            Self::Messages(room) => Some(room),
            Self::OnlineUsers | Self::Rooms | Self::People => None,
        }
    }
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

impl Request {
    /// The feed that it serves; `None` for the heartbeat.
    #[must_use]
    pub const fn feed(self) -> Option<Feed> {
        match self {
            Self::Heartbeat => None,
            Self::OnlineUsers(_) => Some(Feed::OnlineUsers),
            Self::Rooms => Some(Feed::Rooms),
            Self::Messages(room) => Some(Feed::Messages(room)),
            Self::People => Some(Feed::People),
        }
    }

    /// What is counted when it is sent.
    #[must_use]
    pub fn kind(self) -> RequestKind {
        self.feed().map_or(RequestKind::Heartbeat, Feed::kind)
    }

    /// The room that it names: not for everyone's eyes.
    pub const fn room_mut(&mut self) -> Option<&mut RoomId> {
        match self {
            Self::Messages(room) => Some(room),
            Self::Heartbeat | Self::OnlineUsers(_) | Self::Rooms | Self::People => None,
        }
    }
}

/// What a request is for, whichever room or address it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Heartbeats.
    Heartbeat,
    /// Who is online.
    OnlineUsers,
    /// The rooms.
    Rooms,
    /// The messages of the open room.
    OpenRoom,
    /// The user directory.
    People,
}

impl RequestKind {
    /// All of them, in the order of all counts.
    pub const ALL: [Self; 5] =
        [Self::Heartbeat, Self::OnlineUsers, Self::Rooms, Self::OpenRoom, Self::People];

    /// What developers and the diagnostics call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heartbeat => "Heartbeat",
            Self::OnlineUsers => "Online Users",
            Self::Rooms => "Rooms",
            Self::OpenRoom => "Open Room",
            Self::People => "People",
        }
    }

    /// The time between two of them, by `settings`.
    #[must_use]
    pub fn interval(self, settings: &PresenceSettings) -> Duration {
        match self {
            Self::Heartbeat => settings.heartbeat_interval,
            Self::OnlineUsers | Self::Rooms | Self::OpenRoom => settings.poll_interval,
            Self::People => settings.poll_interval.max(PEOPLE_INTERVAL),
        }
    }
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
    /// The heartbeat was accepted.
    Heartbeat {
        /// The backend's `last_activity`, by its clock, where it says it.
        last_activity: Option<DateTime<Utc>>,
    },
    /// The online users.
    OnlineUsers(OnlineUsers),
    /// Rooms or messages, whose contents are the stores' concern.
    Content,
}

/// What a backend answered to a request, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    /// The heartbeat was accepted, with the backend's `last_activity` where it says it.
    Heartbeat(#[serde(deserialize_with = "time::deserialize_optional")] Option<DateTime<Utc>>),
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

    /// What of it concerns the engine.
    #[must_use]
    pub fn reply(&self) -> Reply {
        match self {
            Self::Heartbeat(last_activity) => Reply::Heartbeat { last_activity: *last_activity },
            Self::OnlineUsers(online) => Reply::OnlineUsers(online.clone()),
            _ => Reply::Content,
        }
    }
}

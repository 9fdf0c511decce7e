//! What tabs tell each other, as text. Replies go on in the backend's own form, so they are read by the same readers.

use chrono::{DateTime, Utc};
use std::mem::discriminant;
use std::sync::Arc;
use std::time::Duration;

use super::dto;
use super::received::Received;
use crate::model::api_error::ApiError;
use crate::model::ids::{MessageId, RoomId, UserId};
use crate::model::json::{Json, array, object, string};
use crate::model::message::{Message, MessageCursor};
use crate::model::room::Room;
use crate::model::time::{self, millis};
use crate::model::user::User;
use crate::presence::{Endpoint, Request};

/// One word: what a tab asked the backend, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabMessage {
    /// Whose tab it is. Nobody else listens.
    pub user: UserId,
    /// What was asked.
    pub request: Request,
    /// How long ago.
    pub sent_ago: Duration,
    /// What came of it; `None`: it has just been sent.
    pub outcome: Option<TabResult>,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabResult {
    /// How long from now the tab will ask again.
    pub next_in: Duration,
    /// The reply.
    pub result: Result<Received, ApiError>,
}

/// Failures that concern all tabs, by the names they go by; any other is told as the last.
const FAILURES: [(&str, ApiError); 7] = [
    ("offline", ApiError::Offline),
    ("timeout", ApiError::Timeout),
    ("forbidden", ApiError::Forbidden),
    ("missing", ApiError::NotFound),
    ("malformed", ApiError::Malformed),
    // The server has said how long, and the teller asks next after that.
    ("patience", ApiError::RateLimited { retry_after: None }),
    ("server", ApiError::Server),
];

impl TabMessage {
    /// Writes it.
    #[must_use]
    pub fn write(&self) -> String {
        let mut fields = vec![
            ("user", self.user.to_string()),
            ("request", write_request(self.request)),
            ("ago", millis(self.sent_ago).to_string()),
        ];
        if let Some(TabResult { next_in, result }) = &self.outcome {
            fields.push(("next", millis(*next_in).to_string()));
            fields.push(match result {
                Ok(received) => ("reply", string(&write_reply(received))),
                Err(failure) => ("failure", string(name(failure))),
            });
            if let Ok(Received::Messages(MessageCursor::After(id), _)) = result {
                fields.push(("after", id.to_string()));
            }
        }
        object(&fields)
    }

    /// Reads one; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let word = Json::parse(text)?;
        let number = |field| word.get(field)?.number();
        let request = read_request(&word)?;
        let outcome = match number("next") {
            None => None,
            Some(next_in) => Some(TabResult {
                next_in: Duration::from_millis(next_in),
                result: read_result(&word, request)?,
            }),
        };
        let sent_ago = Duration::from_millis(number("ago")?);
        Some(Self { user: UserId(number("user")?), request, sent_ago, outcome })
    }
}

fn name(failure: &ApiError) -> &'static str {
    let known = FAILURES.iter().find(|(_, known)| discriminant(known) == discriminant(failure));
    // Who was not told how long waits by lot, and the others need not.
    let known = known.filter(|_| *failure != ApiError::RateLimited { retry_after: None });
    known.or(FAILURES.last()).map_or("", |(name, _)| name)
}

fn write_request(request: Request) -> String {
    match request {
        Request::Heartbeat => string("heartbeat"),
        Request::OnlineUsers(Endpoint::Primary) => string("online"),
        Request::OnlineUsers(Endpoint::Alternative) => string("alternative"),
        Request::Rooms => string("rooms"),
        Request::People => string("people"),
        Request::Messages(room) => room.to_string(),
    }
}

fn read_request(word: &Json) -> Option<Request> {
    let request = word.get("request")?;
    Some(match request.text() {
        Some("heartbeat") => Request::Heartbeat,
        Some("online") => Request::OnlineUsers(Endpoint::Primary),
        Some("alternative") => Request::OnlineUsers(Endpoint::Alternative),
        Some("rooms") => Request::Rooms,
        Some("people") => Request::People,
        _ => Request::Messages(RoomId(request.number()?)),
    })
}

fn read_result(word: &Json, request: Request) -> Option<Result<Received, ApiError>> {
    let Some(reply) = word.get("reply") else {
        let told = word.get("failure")?.text()?;
        return FAILURES.iter().find(|(name, _)| *name == told).map(|(_, failure)| Err(failure.clone()));
    };
    let reply = reply.text()?;
    let after = word.get("after").and_then(Json::number);
    let page = after.map_or(MessageCursor::Newest, |id| MessageCursor::After(MessageId(id)));
    let received = match request {
        Request::Heartbeat => dto::heartbeat(reply).map(Received::Heartbeat),
        Request::OnlineUsers(_) => dto::online_users(reply).map(Received::OnlineUsers),
        Request::Rooms => dto::rooms(reply).map(Arc::new).map(Received::Rooms),
        Request::Messages(room) => {
            dto::messages(reply, room).map(|messages| Received::Messages(page, messages))
        }
        Request::People => dto::users(reply).map(Arc::new).map(Received::People),
    };
    received.ok().map(Ok)
}

fn write_reply(received: &Received) -> String {
    match received {
        Received::Heartbeat(at) => {
            object(&[("success", "true".to_owned()), ("last_activity", write_time(*at))])
        }
        Received::OnlineUsers(online) => object(&[("online_users", list(online.ids(), UserId::to_string))]),
        Received::Rooms(rooms) => list(rooms, write_room),
        Received::Messages(_, messages) => list(messages, write_message),
        Received::People(users) => list(users, write_user),
    }
}

fn list<T>(items: &[T], write: fn(&T) -> String) -> String {
    array(&items.iter().map(write).collect::<Vec<_>>())
}

/// To the millisecond, which is what is kept of it.
fn write_time(time: DateTime<Utc>) -> String {
    let text = time::to_rfc3339(time);
    string(&format!("{}.{:03}Z", text.trim_end_matches('Z'), time.timestamp_millis().rem_euclid(1_000)))
}

fn write_user(user: &User) -> String {
    object(&[
        ("id", user.id.to_string()),
        ("username", string(&user.username)),
        ("display_name", string(&user.display_name)),
        ("is_staff", user.is_staff.to_string()),
    ])
}

fn write_message(message: &Message) -> String {
    object(&[
        ("id", message.id.to_string()),
        ("room", message.room.to_string()),
        ("sender", write_user(&message.sender)),
        ("content", string(&message.content)),
        ("timestamp", write_time(message.timestamp)),
    ])
}

fn write_room(room: &Room) -> String {
    object(&[
        ("id", room.id.to_string()),
        ("name", string(&room.name)),
        ("participants", list(&room.participants, write_user)),
        ("last_message", room.last_message.as_ref().map_or("null".to_owned(), write_message)),
        ("unread_count", room.unread_count.to_string()),
    ])
}

//! Replies as they come over the wire, read leniently: an item that can't be read is left out,
//! a reply that can't be read is [`ApiError::Malformed`], and neither ever panics.

use chrono::{DateTime, Utc};
use std::sync::Arc;

use super::plain_ids::plain_ids;
use crate::model::api_error::ApiError;
use crate::model::ids::{MessageId, RoomId, UserId};
use crate::model::json::{self, Json};
use crate::model::message::Message;
use crate::model::room::Room;
use crate::model::time;
use crate::model::user::User;
use crate::presence::OnlineUsers;

/// A pair of tokens; a refresh need not bring a new refresh token.
pub struct Tokens {
    /// For the next requests.
    pub access: String,
    /// For the next refresh.
    pub refresh: Option<String>,
}

fn text<T: for<'a> From<&'a str>>(item: &Json, field: &str) -> Option<T> {
    item.get(field)?.text().map(T::from)
}

fn number(item: &Json, field: &str) -> Option<u64> {
    item.get(field)?.number()
}

fn user_item(item: &Json) -> Option<User> {
    let username: Arc<str> = text(item, "username")?;
    let display_name = item.get("display_name")?.text()?;
    Some(User {
        id: UserId(number(item, "id")?),
        display_name: if display_name.trim().is_empty() { username.clone() } else { display_name.into() },
        username,
        is_staff: item.get("is_staff")?.bool()?,
    })
}

fn message_item(item: &Json) -> Option<Message> {
    Some(Message {
        id: MessageId(number(item, "id")?),
        room: RoomId(number(item, "room")?),
        sender: user_item(item.get("sender")?)?,
        content: text(item, "content")?,
        timestamp: time::parse(item.get("timestamp")?.text()?)?,
    })
}

fn room_item(item: &Json) -> Option<Room> {
    Some(Room {
        id: RoomId(number(item, "id")?),
        name: text(item, "name")?,
        participants: item.get("participants")?.items()?.iter().filter_map(user_item).collect(),
        last_message: message_item(item.get("last_message")?),
        unread_count: u32::try_from(number(item, "unread_count")?).ok()?,
    })
}

fn parse(body: &str) -> Result<Json<'_>, ApiError> {
    Json::parse(body).ok_or(ApiError::Malformed)
}

/// Reads a plain list or one page of Django REST framework's pagination.
fn list<T>(body: &str, read: fn(&Json) -> Option<T>) -> Result<Vec<T>, ApiError> {
    let reply = parse(body)?;
    let items = reply.items().or_else(|| reply.get("results")?.items()).ok_or(ApiError::Malformed)?;
    Ok(items.iter().filter_map(read).collect())
}

fn one<T>(body: &str, read: fn(&Json) -> Option<T>) -> Result<T, ApiError> {
    read(&parse(body)?).ok_or(ApiError::Malformed)
}

/// Reads one person.
///
/// # Errors
/// [`ApiError::Malformed`], as everywhere in this module.
pub fn user(body: &str) -> Result<User, ApiError> {
    one(body, user_item)
}

/// Reads a list of people.
///
/// # Errors
/// See [`user`].
pub fn users(body: &str) -> Result<Vec<User>, ApiError> {
    list(body, user_item)
}

/// Reads a list of rooms.
///
/// # Errors
/// See [`user`].
pub fn rooms(body: &str) -> Result<Vec<Room>, ApiError> {
    list(body, room_item)
}

/// Reads one message.
///
/// # Errors
/// See [`user`].
pub fn message(body: &str) -> Result<Message, ApiError> {
    one(body, message_item)
}

/// Reads a list of messages; those of another room than `room` are left out.
///
/// # Errors
/// See [`user`].
pub fn messages(body: &str, room: RoomId) -> Result<Vec<Message>, ApiError> {
    let mut messages = list(body, message_item)?;
    messages.retain(|message| message.room == room);
    Ok(messages)
}

const ONLINE_USERS: &str = "online_users";

/// Reads the online users.
///
/// # Errors
/// See [`user`].
pub fn online_users(body: &str) -> Result<OnlineUsers, ApiError> {
    let read = |reply: &Json| {
        Some(reply.get(ONLINE_USERS)?.items()?.iter().filter_map(Json::number).collect::<Vec<_>>())
    };
    let ids = plain_ids(body, ONLINE_USERS).map_or_else(|| one(body, read), Ok)?;
    Ok(OnlineUsers::new(ids.into_iter().map(UserId).collect()))
}

/// Reads the reply to a heartbeat: its `last_activity`.
///
/// # Errors
/// See [`user`]; a reply that does not say `success` counts too.
pub fn heartbeat(body: &str) -> Result<DateTime<Utc>, ApiError> {
    let read = |reply: &Json| {
        reply.get("success")?.bool()?.then_some(())?;
        time::parse(reply.get("last_activity")?.text()?)
    };
    one(body, read)
}

/// Reads a pair of tokens.
///
/// # Errors
/// See [`user`].
pub fn tokens(body: &str) -> Result<Tokens, ApiError> {
    let read =
        |reply: &Json| Some(Tokens { access: text(reply, "access")?, refresh: text(reply, "refresh") });
    one(body, read)
}

/// The longest refusal that is shown to a person, in characters.
const LONGEST_REFUSAL: usize = 300;

/// The server's own words in a refusal: `detail`, or the first text of the first field.
#[must_use]
pub fn refusal(body: &str) -> Option<String> {
    let reply = parse(body).ok()?;
    let words = match &reply {
        Json::Object(fields) => reply
            .get("detail")
            .and_then(first_text)
            .or_else(|| fields.iter().find_map(|(_, value)| first_text(value))),
        other => first_text(other),
    };
    words.filter(|words| !words.trim().is_empty()).map(|words| words.chars().take(LONGEST_REFUSAL).collect())
}

fn first_text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.to_string()),
        Json::List(texts) => texts.iter().find_map(Json::text).map(str::to_owned),
        _ => None,
    }
}

/// Writes a JSON object of texts.
#[must_use]
pub fn object(fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(key, text)| (*key, json::string(text))).collect();
    json::object(&fields)
}

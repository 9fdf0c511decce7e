//! Replies as they come over the wire, read leniently: an item that can't be read is left out,
//! a reply that can't be read is [`ApiError::Malformed`], and neither ever panics.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str, from_value};

use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::lenient::{optional, parse, readable, unique};
use crate::model::message::Message;
use crate::model::room::Room;
use crate::model::time;
use crate::model::user::User;
use crate::presence::OnlineUsers;

/// A pair of tokens; a refresh need not bring a new refresh token.
#[derive(Deserialize)]
pub struct Tokens {
    /// For the next requests.
    pub access: String,
    /// For the next refresh.
    #[serde(default, deserialize_with = "optional")]
    pub refresh: Option<String>,
}

/// One page of Django REST framework's pagination.
#[derive(Deserialize)]
struct Page {
    results: Vec<Value>,
}

#[derive(Deserialize)]
struct Heartbeat {
    #[serde(deserialize_with = "time::deserialize")]
    last_activity: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Online<T> {
    online_users: Vec<T>,
}

fn one<T: DeserializeOwned>(body: &str) -> Result<T, ApiError> {
    parse(body).ok_or(ApiError::Malformed)
}

/// A plain list, or the one in a page.
fn list<T: DeserializeOwned>(body: &str) -> Result<Vec<T>, ApiError> {
    let items = match one(body)? {
        Value::Array(items) => items,
        page => from_value::<Page>(page).map_err(|_| ApiError::Malformed)?.results,
    };
    some_readable(items)
}

/// The items that can be read. Where there are some and none can be, the backend has other ideas of them than this app: an empty
/// list would not be the truth.
fn some_readable<T: DeserializeOwned>(items: Vec<Value>) -> Result<Vec<T>, ApiError> {
    let is_empty = items.is_empty();
    let read = readable(items);
    if read.is_empty() && !is_empty { Err(ApiError::Incompatible) } else { Ok(read) }
}

/// Reads one person.
///
/// # Errors
/// [`ApiError::Malformed`], as everywhere in this module.
pub fn user(body: &str) -> Result<User, ApiError> {
    one(body)
}

/// Reads a list of people.
///
/// # Errors
/// See [`user`].
pub fn users(body: &str) -> Result<Vec<User>, ApiError> {
    list(body)
}

/// Reads a list of rooms; one that comes twice is one.
///
/// # Errors
/// See [`user`].
pub fn rooms(body: &str) -> Result<Vec<Room>, ApiError> {
    list(body).map(|rooms| unique(rooms, |room: &Room| room.id))
}

/// Reads one message.
///
/// # Errors
/// See [`user`].
pub fn message(body: &str) -> Result<Message, ApiError> {
    one(body)
}

/// Reads a list of messages; those of another room than `room` are left out.
///
/// # Errors
/// See [`user`].
pub fn messages(body: &str, room: RoomId) -> Result<Vec<Message>, ApiError> {
    let mut messages: Vec<Message> = list(body)?;
    messages.retain(|message| message.room == room);
    Ok(messages)
}

/// Reads the online users.
///
/// # Errors
/// See [`user`].
pub fn online_users(body: &str) -> Result<OnlineUsers, ApiError> {
    // The reply that is polled most, and may hold thousands: in its usual form it is read without a tree of values.
    let ids = match from_str(body) {
        Ok(Online { online_users }) => online_users,
        Err(_) => some_readable(one::<Online<Value>>(body)?.online_users)?,
    };
    Ok(OnlineUsers::new(ids))
}

/// The `last_activity` of a heartbeat that was accepted, where the reply says it; it need say nothing.
#[must_use]
pub fn heartbeat(body: &str) -> Option<DateTime<Utc>> {
    parse(body).map(|Heartbeat { last_activity }| last_activity)
}

/// Reads a pair of tokens.
///
/// # Errors
/// See [`user`].
pub fn tokens(body: &str) -> Result<Tokens, ApiError> {
    one(body)
}

/// The longest refusal that is shown to a person, in characters.
const LONGEST_REFUSAL: usize = 300;

/// The server's own words in a refusal: `detail`, or the first text of any field.
#[must_use]
pub fn refusal(body: &str) -> Option<String> {
    let words = match parse(body)? {
        Value::Object(fields) => {
            fields.get("detail").and_then(first_text).or_else(|| fields.values().find_map(first_text))
        }
        other => first_text(&other),
    };
    words.filter(|words| !words.trim().is_empty()).map(|words| words.chars().take(LONGEST_REFUSAL).collect())
}

/// Whether a refusal is about the token that was sent: SimpleJWT's `code` (`token_not_valid`), or a `detail` that names it.
#[must_use]
pub fn refuses_token(body: &str) -> bool {
    let Some(Value::Object(fields)) = parse(body) else { return false };
    let speaks_of_token = |text: String| text.to_ascii_lowercase().contains("token");
    ["code", "detail"].into_iter().filter_map(|name| first_text(fields.get(name)?)).any(speaks_of_token)
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(texts) => texts.iter().find_map(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

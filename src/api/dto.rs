//! Replies as they come over the wire, read leniently: an item that can't be read is left out,
//! a reply that can't be read is [`Failure::Malformed`], and neither ever panics.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::failure::Failure;
use crate::domain::ids::{MessageId, RoomId, UserId};
use crate::domain::message::Message;
use crate::domain::presence::OnlineUsers;
use crate::domain::room::Room;
use crate::domain::time::Timestamp;
use crate::domain::user::User;

#[derive(Deserialize)]
struct UserDto {
    id: UserId,
    username: String,
    display_name: String,
    is_staff: bool,
}

#[derive(Deserialize)]
struct MessageDto {
    id: MessageId,
    room: RoomId,
    sender: UserDto,
    content: String,
    timestamp: String,
}

#[derive(Deserialize)]
struct RoomDto {
    id: RoomId,
    name: String,
    participants: Vec<Value>,
    last_message: Value,
    unread_count: u32,
}

#[derive(Deserialize)]
struct TokensDto {
    access: String,
    refresh: Option<String>,
}

/// A pair of tokens; a refresh need not bring a new refresh token.
pub struct Tokens {
    /// For the next requests.
    pub access: String,
    /// For the next refresh.
    pub refresh: Option<String>,
}

impl From<UserDto> for User {
    fn from(dto: UserDto) -> Self {
        let display_name = if dto.display_name.trim().is_empty() { &dto.username } else { &dto.display_name };
        Self { id: dto.id, display_name: display_name.clone(), username: dto.username, is_staff: dto.is_staff }
    }
}

impl TryFrom<MessageDto> for Message {
    type Error = Failure;

    fn try_from(dto: MessageDto) -> Result<Self, Failure> {
        Ok(Self {
            id: dto.id,
            room: dto.room,
            sender: dto.sender.into(),
            content: dto.content,
            timestamp: Timestamp::parse_rfc3339(&dto.timestamp).ok_or(Failure::Malformed)?,
        })
    }
}

impl From<RoomDto> for Room {
    fn from(dto: RoomDto) -> Self {
        Self {
            id: dto.id,
            name: dto.name,
            participants: items::<UserDto, User>(dto.participants),
            last_message: item::<MessageDto, Message>(dto.last_message),
            unread_count: dto.unread_count,
        }
    }
}

fn parse(body: &str) -> Result<Value, Failure> {
    serde_json::from_str(body).map_err(|_| Failure::Malformed)
}

fn item<Dto: DeserializeOwned, T: TryFrom<Dto>>(value: Value) -> Option<T> {
    serde_json::from_value::<Dto>(value).ok().and_then(|dto| T::try_from(dto).ok())
}

fn items<Dto: DeserializeOwned, T: TryFrom<Dto>>(values: Vec<Value>) -> Vec<T> {
    values.into_iter().filter_map(item::<Dto, T>).collect()
}

fn one<Dto: DeserializeOwned, T: TryFrom<Dto>>(body: &str) -> Result<T, Failure> {
    item::<Dto, T>(parse(body)?).ok_or(Failure::Malformed)
}

/// Reads a plain list or one page of Django REST framework's pagination.
fn list<Dto: DeserializeOwned, T: TryFrom<Dto>>(body: &str) -> Result<Vec<T>, Failure> {
    let values = match parse(body)? {
        Value::Array(values) => values,
        Value::Object(mut page) => match page.remove("results") {
            Some(Value::Array(values)) => values,
            _ => return Err(Failure::Malformed),
        },
        _ => return Err(Failure::Malformed),
    };
    Ok(items::<Dto, T>(values))
}

/// Reads one person.
///
/// # Errors
/// [`Failure::Malformed`], as everywhere in this module.
pub fn user(body: &str) -> Result<User, Failure> {
    one::<UserDto, User>(body)
}

/// Reads a list of people.
///
/// # Errors
/// See [`user`].
pub fn users(body: &str) -> Result<Vec<User>, Failure> {
    list::<UserDto, User>(body)
}

/// Reads a list of rooms.
///
/// # Errors
/// See [`user`].
pub fn rooms(body: &str) -> Result<Vec<Room>, Failure> {
    list::<RoomDto, Room>(body)
}

/// Reads one message.
///
/// # Errors
/// See [`user`].
pub fn message(body: &str) -> Result<Message, Failure> {
    one::<MessageDto, Message>(body)
}

/// Reads a list of messages; those of another room than `room` are left out.
///
/// # Errors
/// See [`user`].
pub fn messages(body: &str, room: RoomId) -> Result<Vec<Message>, Failure> {
    let mut messages = list::<MessageDto, Message>(body)?;
    messages.retain(|message| message.room == room);
    Ok(messages)
}

/// Reads the online users.
///
/// # Errors
/// See [`user`].
pub fn online_users(body: &str) -> Result<OnlineUsers, Failure> {
    match parse(body)?.get_mut("online_users").map(Value::take) {
        Some(Value::Array(ids)) => {
            Ok(OnlineUsers::new(ids.iter().filter_map(Value::as_u64).map(UserId).collect()))
        }
        _ => Err(Failure::Malformed),
    }
}

/// Reads the reply to a heartbeat: its `last_activity`.
///
/// # Errors
/// See [`user`]; a reply that does not say `success` counts too.
pub fn heartbeat(body: &str) -> Result<Timestamp, Failure> {
    let reply = parse(body)?;
    let last_activity = reply.get("last_activity").and_then(Value::as_str).and_then(Timestamp::parse_rfc3339);
    match reply.get("success") {
        Some(Value::Bool(true)) => last_activity.ok_or(Failure::Malformed),
        _ => Err(Failure::Malformed),
    }
}

/// Reads a pair of tokens.
///
/// # Errors
/// See [`user`].
pub fn tokens(body: &str) -> Result<Tokens, Failure> {
    let dto: TokensDto = serde_json::from_str(body).map_err(|_| Failure::Malformed)?;
    Ok(Tokens { access: dto.access, refresh: dto.refresh })
}

/// The longest refusal that is shown to a person, in characters.
const LONGEST_REFUSAL: usize = 300;

/// The server's own words in a refusal: `detail`, or the first text of the first field.
#[must_use]
pub fn refusal(body: &str) -> Option<String> {
    let words = match parse(body).ok()? {
        Value::Object(fields) => {
            fields.get("detail").and_then(first_text).or_else(|| fields.values().find_map(first_text))
        }
        other => first_text(&other),
    };
    words.filter(|words| !words.trim().is_empty()).map(|words| words.chars().take(LONGEST_REFUSAL).collect())
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(texts) => texts.iter().find_map(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// Writes a JSON object of texts.
#[must_use]
pub fn object(fields: &[(&str, &str)]) -> String {
    Value::Object(fields.iter().map(|(key, text)| ((*key).to_owned(), Value::from(*text))).collect()).to_string()
}

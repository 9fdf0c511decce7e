//! What the tests share: virtual time, a backend without a wire, and makers of people, rooms and messages.
#![allow(dead_code, reason = "each test file uses its part of it")]

#[cfg(not(target_arch = "wasm32"))]
pub mod browser_tabs;
#[cfg(not(target_arch = "wasm32"))]
pub mod engine;
pub mod fake_api;
#[cfg(not(target_arch = "wasm32"))]
pub mod lossy_line;
#[cfg(not(target_arch = "wasm32"))]
pub mod measured;
#[cfg(not(target_arch = "wasm32"))]
pub mod recorded;
#[cfg(not(target_arch = "wasm32"))]
pub mod runtime;
#[cfg(not(target_arch = "wasm32"))]
pub mod strategies;
#[cfg(not(target_arch = "wasm32"))]
pub mod token_tabs;
#[cfg(not(target_arch = "wasm32"))]
pub mod virtual_platform;
#[cfg(target_arch = "wasm32")]
pub mod web;
#[cfg(not(target_arch = "wasm32"))]
pub mod wire;

use chrono::{DateTime, Utc};
use leptos_presence::model::ids::{MessageId, RoomId, UserId};
use leptos_presence::model::message::Message;
use leptos_presence::model::room::Room;
use leptos_presence::model::user::User;

/// 2024-01-28T12:00:00Z, the source document's example.
pub const NOON: DateTime<Utc> = DateTime::from_timestamp_millis(1_706_443_200_000).expect("a date");

pub const ANN: UserId = UserId(1);
pub const BEN: UserId = UserId(2);
pub const CLEO: UserId = UserId(3);

pub fn user(id: u64, name: &str) -> User {
    let username = name.split_whitespace().next().unwrap_or(name).to_lowercase();
    User { id: UserId(id), username: username.into(), display_name: name.into(), is_staff: false }
}

pub fn ann() -> User {
    user(1, "Ann Alvarez")
}

pub fn ben() -> User {
    user(2, "Ben Brook")
}

pub fn message(id: u64, sender: &User, content: &str, timestamp: DateTime<Utc>) -> Message {
    Message { id: MessageId(id), room: RoomId(1), sender: sender.clone(), content: content.into(), timestamp }
}

pub fn room(id: u64, name: &str, participants: &[User]) -> Room {
    Room {
        id: RoomId(id),
        name: name.to_owned(),
        participants: participants.to_vec(),
        last_message: None,
        unread_count: 0,
    }
}

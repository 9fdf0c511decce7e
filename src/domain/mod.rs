//! What the product knows, as plain Rust: no Leptos, no browser, no clock and no randomness of its own.
//!
//! Time ([`time::Now`]) and a seed come in from outside, so hours of heartbeats and lost networks are
//! tested natively in milliseconds, and the same events always lead to the same state.

pub mod backoff;
pub mod by_name;
pub mod composer;
pub mod conversation;
pub mod cycle;
pub mod failure;
pub mod ids;
pub mod json;
pub mod jwt;
pub mod letter_case;
pub mod loaded;
pub mod log_blocks;
pub mod log_position;
pub mod message;
pub mod open_room;
pub mod outbox;
pub mod people;
pub mod presence;
mod rfc3339;
pub mod room;
pub mod room_preview;
pub mod route;
pub mod row_order;
pub mod server_clock;
pub mod settings;
pub mod sign_in;
pub mod small_map;
pub mod status_card;
pub mod steady;
pub mod time;
pub mod timeline;
pub mod title;
pub mod user;
pub mod who_is_online;

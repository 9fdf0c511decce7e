//! The rules of conversations and of lists of people, as plain Rust: no Leptos, no browser, no clock of their own.

pub mod by_name;
pub mod composer;
pub mod conversation;
pub mod letter_case;
pub mod links;
pub mod log_pages;
pub mod log_position;
pub mod open_room;
pub mod outbox;
pub mod people;
pub mod people_table;
pub mod room_preview;
pub mod rooms;
pub mod stable_order;
pub mod timeline;
pub mod title;
pub mod who_is_online;

//! What is spoken of: people, rooms, messages, ids, points in time, and what can go wrong. No browser, no Leptos.

pub mod api_error;
pub mod ids;
pub mod lenient;
pub mod message;
pub mod paths;
pub mod remote_data;
pub mod room;
pub mod sign_in;
pub mod theme;
pub mod time;
pub mod user;

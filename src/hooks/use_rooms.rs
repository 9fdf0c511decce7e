//! The rooms' hook.

use leptos::prelude::*;

use super::{use_chat, watch_feed};
use crate::presence::Feed;
use crate::store::chat::Rooms;

/// Has the rooms polled, every 4 seconds by default, for as long as the calling component lives.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_rooms() -> ReadSignal<Rooms> {
    let chat = use_chat();
    watch_feed(chat, Feed::Rooms);
    chat.rooms()
}

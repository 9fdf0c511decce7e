//! The rooms' hook.

use super::{use_chat, watch_feed};
use crate::presence::Feed;
use crate::reactive::Live;
use crate::store::chat::Rooms;

/// Has the rooms polled, every 4 seconds by default, for as long as the calling component lives.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_rooms() -> Live<Rooms> {
    let chat = use_chat();
    watch_feed(chat, Feed::Rooms);
    chat.rooms()
}

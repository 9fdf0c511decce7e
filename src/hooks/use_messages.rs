//! The open room's hook.

use leptos::prelude::*;

use super::{use_chat, watch_feed};
use crate::chat::conversation::Conversation;
use crate::model::ids::RoomId;
use crate::presence::Feed;

/// Opens a room, and has its messages polled, every 4 seconds by default, for as long as the calling component lives.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_messages(room: RoomId) -> Signal<Conversation> {
    let chat = use_chat();
    chat.set_current_room(Some(room));
    watch_feed(chat, Feed::Messages(room));
    on_cleanup(move || {
        if chat.current_room().try_get_untracked() == Some(Some(room)) {
            chat.set_current_room(None);
        }
    });
    chat.conversation(room)
}

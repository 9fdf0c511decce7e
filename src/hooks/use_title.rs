//! The title of the tab.

use leptos::prelude::*;

use super::use_chat;
use crate::chat::rooms::total_unread;
use crate::chat::title::page_title;
use crate::platform::page;
use crate::store::ChatStore;

/// Has the tab's title name the page, and say how many messages are unread in rooms that are not open.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_title(name: impl Fn() -> String + Send + Sync + 'static) {
    let chat = use_chat();
    let unread = use_unread(chat);
    Effect::new(move |_| page::set_title(&page_title(&name(), unread.get())));
}

/// How many messages are unread in rooms that are not open.
#[must_use]
pub fn use_unread(chat: ChatStore) -> Memo<u32> {
    Memo::new(move |_| {
        let open = chat.current_room().get();
        chat.rooms().with(|rooms| rooms.value.as_ref().map_or(0, |rooms| total_unread(rooms, open)))
    })
}

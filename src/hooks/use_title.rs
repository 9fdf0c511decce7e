//! The title of the tab.

use leptos::prelude::*;

use super::use_chat;
use crate::chat::rooms::total_unread;
use crate::chat::title::page_title;
use crate::platform::page;
use crate::store::ChatStore;

/// The name of the page that was opened last.
#[derive(Clone, Copy)]
struct PageName(RwSignal<Option<Signal<String>>>);

/// Has the tab's title name the page that was opened last, and say how many messages are unread in rooms that are
/// not open. Until a page calls [`use_title`], the title stays as it is.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn provide_title() {
    let page_name = PageName(RwSignal::new(None));
    provide_context(page_name);
    let unread = use_unread(use_chat());
    Effect::new(move |_| {
        // None as well when that page has just gone.
        if let Some(name) = page_name.0.get().and_then(|name| name.try_get()) {
            page::set_title(&page_title(&name, unread.get()));
        }
    });
}

/// Names the page in the tab's title.
///
/// The router builds a page before it cleans up the one before it: while both are there, the newer one names the tab.
///
/// # Panics
/// Outside [`provide_title`].
pub fn use_title(name: impl Fn() -> String + Send + Sync + 'static) {
    expect_context::<PageName>().0.set(Some(Signal::derive(name)));
}

/// How many messages are unread in rooms that are not open.
#[must_use]
pub fn use_unread(chat: ChatStore) -> Memo<u32> {
    Memo::new(move |_| {
        let open = chat.current_room().get();
        chat.rooms().with(|rooms| rooms.value.as_ref().map_or(0, |rooms| total_unread(rooms, open)))
    })
}

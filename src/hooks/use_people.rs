//! The user directory's hook.

use leptos::prelude::*;

use super::{use_chat, watch_feed};
use crate::chat::by_name::ByName;
use crate::chat::people::People;
use crate::model::remote_data::RemoteData;
use crate::platform::letter_case::lower;
use crate::presence::Feed;
use crate::store::ChatStore;

/// Has the user directory kept up to date, every 5 minutes, for as long as the calling component lives.
///
/// Where the backend has none, the rooms' participants are still there.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_people() -> ReadSignal<RemoteData<People>> {
    let chat = use_chat();
    watch_feed(chat, Feed::People);
    chat.people()
}

/// Everyone whose name is known, in the order of their names.
#[must_use]
pub fn use_people_by_name(chat: ChatStore) -> Memo<ByName> {
    Memo::new(move |_| {
        chat.people()
            .with(|people| people.value.as_ref().map(|people| ByName::new(people, lower)).unwrap_or_default())
    })
}

//! The user directory's hook.

use super::{use_chat, watch_feed};
use crate::domain::loaded::Loaded;
use crate::domain::people::People;
use crate::domain::presence::Feed;
use crate::reactive::Live;

/// Has the user directory kept up to date, every 5 minutes, for as long as the calling component lives.
///
/// Where the backend has none, the rooms' participants are still there.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_people() -> Live<Loaded<People>> {
    let chat = use_chat();
    watch_feed(chat, Feed::People);
    chat.people()
}

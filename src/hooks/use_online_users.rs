//! The online users' hook.

use leptos::prelude::*;

use super::{use_chat, watch_feed};
use crate::presence::{Feed, OnlineUsers, Snapshot};

/// What [`use_online_users`] returns.
#[derive(Clone, Copy, Debug)]
pub struct UseOnlineUsersReturn {
    /// The online users; the last that were known while they are stale.
    pub online_users: Memo<OnlineUsers>,
    /// The same, with how far they can be trusted.
    pub presence: ReadSignal<Snapshot>,
}

/// Has the online users polled, every 4 seconds by default, for as long as the calling component lives.
///
/// Polling pauses while the tab is hidden or nobody is signed in. However many components call this, there is one poll.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_online_users() -> UseOnlineUsersReturn {
    let chat = use_chat();
    watch_feed(chat, Feed::OnlineUsers);
    UseOnlineUsersReturn { online_users: chat.online_users(), presence: chat.presence() }
}

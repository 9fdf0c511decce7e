//! Hooks: what a component calls to take part in presence. Everything ends with the component that called.
//!
//! They need the context of [`provide_presence`](crate::runtime::provide_presence).

mod use_explanation;
mod use_heartbeat;
mod use_messages;
mod use_navigation;
mod use_online_users;
mod use_people;
mod use_rooms;
mod use_title;

pub use use_explanation::{UseExplanationReturn, use_explanation};
pub use use_heartbeat::{UseHeartbeatReturn, use_heartbeat};
pub use use_messages::use_messages;
pub use use_navigation::{Navigation, provide_navigation, use_navigation};
pub use use_online_users::{UseOnlineUsersReturn, use_online_users};
pub use use_people::{use_people, use_people_by_name};
pub use use_rooms::use_rooms;
pub use use_title::{use_title, use_unread};

use leptos::prelude::*;

use crate::presence::{Event, Feed};
use crate::store::{ChatStore, Command, SessionStore, SettingsStore};

/// The chat store of the context.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
#[must_use]
pub fn use_chat() -> ChatStore {
    expect_context::<ChatStore>()
}

/// The session store of the context.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
#[must_use]
pub fn use_session() -> SessionStore {
    expect_context::<SessionStore>()
}

/// The settings of the context.
///
/// # Panics
/// Where none were provided.
#[must_use]
pub fn use_settings() -> SettingsStore {
    expect_context::<SettingsStore>()
}

/// Has a feed polled until the current owner is cleaned up.
fn watch_feed(chat: ChatStore, feed: Feed) {
    chat.dispatch(Command::Presence(Event::Watch(feed)));
    on_cleanup(move || chat.dispatch(Command::Presence(Event::Unwatch(feed))));
}

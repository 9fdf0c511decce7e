//! Hooks: what a component calls to take part in presence. Everything ends with the component that called.
//!
//! They need the context of [`provide_presence`](crate::runtime::provide_presence).

mod hover_or_focus;
mod use_explanation;
mod use_heartbeat;
mod use_main;
mod use_messages;
mod use_online_users;
mod use_people;
mod use_rooms;
mod use_slices;
mod use_title;

pub use hover_or_focus::hover_or_focus;
pub use use_explanation::{UseExplanationReturn, use_explanation};
pub use use_heartbeat::{UseHeartbeatReturn, use_heartbeat};
pub use use_main::{provide_main, use_main};
pub use use_messages::use_messages;
pub use use_online_users::{UseOnlineUsersReturn, use_online_users};
pub use use_people::{use_people, use_people_by_name};
pub use use_rooms::use_rooms;
pub use use_slices::use_slices;
pub use use_title::{provide_title, use_title, use_unread};

use leptos::prelude::*;

use crate::presence::{Event, Feed};
use crate::store::{ChatStore, SessionStore, SettingsStore};

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
    chat.tell(Event::Watch(feed));
    on_cleanup(move || chat.tell(Event::Unwatch(feed)));
}

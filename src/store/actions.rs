//! What the stores have done by whoever drives presence.

use std::rc::Weak;

use leptos::prelude::*;

use crate::model::ids::{RoomId, UserId};
use crate::presence::metrics::report::MetricsReport;
use crate::presence::{Event, Explanation};

/// What a person, or a component on their behalf, can have done. The runtime does it.
pub trait Actions {
    /// Tells the presence engine what happened.
    fn tell(&self, event: Event);

    /// Why a person's dots say what they say, just now.
    fn explain(&self, user: UserId) -> Explanation;

    /// Starts a session.
    fn sign_in(&self, username: &str, password: &str);

    /// Ends the session.
    fn sign_out(&self);

    /// Tries again to take up the session of before the reload.
    fn restore(&self);

    /// Asks for the messages before those that are here.
    fn load_older(&self, room: RoomId);

    /// Sends a message.
    fn send(&self, room: RoomId, content: String);

    /// Sends a message again that has failed.
    fn send_again(&self, room: RoomId, key: u64);

    /// Drops a message that has failed.
    fn discard(&self, room: RoomId, key: u64);

    /// Stores drafts and unsent messages where they outlive the page.
    fn store_drafts(&self);

    /// The numbers of the diagnostics.
    fn report(&self) -> Option<MetricsReport>;

    /// How far the trace is, in a sentence; empty where none is recorded.
    fn progress(&self) -> String;

    /// Begins a trace.
    fn record(&self);

    /// Ends the trace, and gives it back; empty where there was none.
    fn stop_recording(&self) -> String;
}

/// A store's handle to them; it does nothing once presence has ended.
#[derive(Clone, Copy)]
pub(super) struct Handle(StoredValue<Weak<dyn Actions>, LocalStorage>);

impl Handle {
    pub(super) fn new(actions: Weak<dyn Actions>) -> Self {
        Self(StoredValue::new_local(actions))
    }

    /// What `act` answers, or nothing where presence has ended.
    pub(super) fn act<T: Default>(self, act: impl FnOnce(&dyn Actions) -> T) -> T {
        let actions = self.0.try_get_value().and_then(|actions| actions.upgrade());
        actions.map(|actions| act(&*actions)).unwrap_or_default()
    }
}

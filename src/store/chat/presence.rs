//! Who is online.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::ChatStore;
use crate::model::ids::UserId;
use crate::presence::event::StaleNotice;
use crate::presence::{Affected, Event, Explanation, Feed, OnlineUsers, Snapshot, Status};
use crate::reactive::{Live, State, memo};
use crate::store::command::Command;

impl ChatStore {
    /// The online users and how far they can be trusted, as a whole: for counts and lists.
    ///
    /// Dots don't read this: see [`status`](Self::status) and [`watch_status`](Self::watch_status).
    #[must_use]
    pub fn presence(&self) -> Live<Snapshot> {
        self.snapshot.live()
    }

    /// The online users (the source document's `onlineUsers`); the last that were known while they are stale.
    #[must_use]
    pub fn online_users(&self) -> Live<OnlineUsers> {
        self.online_users
    }

    /// Asks for the online users now, if anything shows them (the source document's `fetchOnlineUsers`).
    pub fn fetch_online_users(&self) {
        self.refresh(Feed::OnlineUsers);
    }

    /// Says that a person is online, or isn't, until the next reply says otherwise (the source document's `setUserOnline`).
    pub fn set_user_online(&self, user: UserId, online: bool) {
        self.dispatch(Command::Presence(Event::SetUserOnline(user, online)));
    }

    /// One person's status as a signal of the current owner. It changes only when that person's status does.
    #[must_use]
    pub fn status(&self, user: UserId) -> Live<Status> {
        let status = State::new(Status::Unknown);
        let now = self.watch_status(user, move |next| {
            // Does nothing where the owner is on its way out.
            status.set(next);
        });
        status.set(now);
        status.live()
    }

    /// Whether one person is online, as a signal of the current owner (the source document's `onlineUsers.has(id)`).
    #[must_use]
    pub fn is_online(&self, user: UserId) -> Live<bool> {
        let status = self.status(user);
        memo(move || status.get() == Status::Online)
    }

    /// One person's status just now. Tracked, with everyone else's: for those who look at one person at a time.
    #[must_use]
    pub fn status_now(&self, user: UserId) -> Status {
        self.snapshot.with(|snapshot| snapshot.status(user))
    }

    /// Gives one person's status, and calls `show` at each later change until the current owner is cleaned up.
    ///
    /// This is what dots are made of: a change costs as much as there are dots of the people who changed.
    pub fn watch_status(&self, user: UserId, show: impl Fn(Status) + 'static) -> Status {
        let now = self.snapshot.with_untracked(|snapshot| snapshot.status(user));
        let watchers = self.watchers;
        let Some(registry) = watchers.try_get_value() else { return now };
        let key = registry.borrow_mut().add(user, now, show);
        on_cleanup(move || {
            if let Some(registry) = watchers.try_get_value() {
                registry.borrow_mut().remove(user, key);
            }
        });
        now
    }

    /// How many dots, and signals of single people, there are: for diagnostics.
    #[must_use]
    pub fn watcher_count(&self) -> usize {
        self.watchers.with_value(|registry| registry.borrow().len())
    }

    /// Whether people are to be told that it isn't known who is online, and since when.
    #[must_use]
    pub fn stale_notice(&self) -> Live<Option<StaleNotice>> {
        self.stale.live()
    }

    /// The signed-in person's own `last_activity`, by the backend's clock, from the newest accepted heartbeat.
    #[must_use]
    pub fn last_activity(&self) -> Live<Option<DateTime<Utc>>> {
        self.last_activity.live()
    }

    /// Why `user`'s dots say what they say, just now.
    #[must_use]
    pub fn explain(&self, user: UserId) -> Explanation {
        self.dispatch(Command::Explain(user));
        self.explanation.get_value()
    }

    pub(crate) fn set_explanation(&self, explanation: Explanation) {
        self.explanation.set_value(explanation);
    }

    pub(crate) fn set_presence(&self, snapshot: Snapshot, affected: &Affected) {
        let telling =
            self.watchers.try_get_value().map(|registry| registry.borrow().telling(&snapshot, affected));
        self.snapshot.set(snapshot);
        if let Some(telling) = telling {
            telling.tell();
        }
    }

    pub(crate) fn set_stale_notice(&self, notice: Option<StaleNotice>) {
        self.stale.set(notice);
    }

    pub(crate) fn set_last_activity(&self, last_activity: DateTime<Utc>) {
        self.last_activity.set(Some(last_activity));
    }
}

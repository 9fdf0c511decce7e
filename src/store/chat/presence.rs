//! Who is online.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::ChatStore;
use crate::model::ids::UserId;
use crate::presence::event::StaleNotice;
use crate::presence::{Affected, Event, Explanation, Feed, OnlineUsers, Snapshot, Status};

impl ChatStore {
    /// The online users and how far they can be trusted, as a whole: for counts and lists.
    ///
    /// Dots don't read this: see [`status`](Self::status) and [`watch_status`](Self::watch_status).
    #[must_use]
    pub fn presence(&self) -> ReadSignal<Snapshot> {
        self.snapshot
    }

    /// The online users (the source document's `onlineUsers`); the last that were known while they are stale.
    #[must_use]
    pub fn online_users(&self) -> Memo<OnlineUsers> {
        self.online_users
    }

    /// Asks for the online users now, if anything shows them (the source document's `fetchOnlineUsers`).
    pub fn fetch_online_users(&self) {
        self.refresh(Feed::OnlineUsers);
    }

    /// Says that a person is online, or isn't, until the next reply says otherwise (the source document's `setUserOnline`).
    pub fn set_user_online(&self, user: UserId, online: bool) {
        self.tell(Event::SetUserOnline(user, online));
    }

    /// One person's status as a signal of the current owner. It changes only when that person's status does.
    #[must_use]
    pub fn status(&self, user: UserId) -> Signal<Status> {
        let (status, set_status) = signal(self.snapshot.with_untracked(|snapshot| snapshot.status(user)));
        self.watch_status(user, move |now| {
            // Does nothing where the owner is on its way out.
            set_status.try_set(now);
        });
        status.into()
    }

    /// Whether one person is online, as a signal of the current owner (the source document's `onlineUsers.has(id)`).
    #[must_use]
    pub fn is_online(&self, user: UserId) -> Memo<bool> {
        let status = self.status(user);
        Memo::new(move |_| status.get() == Status::Online)
    }

    /// One person's status just now. Tracked, with everyone else's: for those who look at one person at a time.
    #[must_use]
    pub fn status_now(&self, user: UserId) -> Status {
        self.snapshot.with(|snapshot| snapshot.status(user))
    }

    /// Calls `show` at each later change of one person's status until the current owner is cleaned up.
    ///
    /// This is what dots are made of: a change costs as much as there are dots of the people who changed.
    pub fn watch_status(&self, user: UserId, show: impl Fn(Status) + 'static) {
        let now = self.snapshot.with_untracked(|snapshot| snapshot.status(user));
        let dots = self.dots;
        let Some(registry) = dots.try_get_value() else { return };
        let key = registry.borrow_mut().watch(user, now, show);
        on_cleanup(move || {
            if let Some(registry) = dots.try_get_value() {
                registry.borrow_mut().unwatch(user, key);
            }
        });
    }

    /// How many dots, and signals of single people, there are: for diagnostics.
    #[must_use]
    pub fn dot_count(&self) -> usize {
        self.dots.with_value(|registry| registry.borrow().count())
    }

    /// Whether people are to be told that it isn't known who is online, and since when.
    #[must_use]
    pub fn stale_notice(&self) -> ReadSignal<Option<StaleNotice>> {
        self.stale
    }

    /// The signed-in person's own `last_activity`, by the backend's clock, from the newest accepted heartbeat.
    #[must_use]
    pub fn last_activity(&self) -> ReadSignal<Option<DateTime<Utc>>> {
        self.last_activity
    }

    /// Why `user`'s dots say what they say, just now.
    #[must_use]
    pub fn explain(&self, user: UserId) -> Explanation {
        self.actions.act(|actions| actions.explain(user))
    }

    pub(crate) fn set_presence(&self, snapshot: Snapshot, affected: &Affected) {
        let pending =
            self.dots.try_get_value().map(|registry| registry.borrow().pending(&snapshot, affected));
        self.set_snapshot.set(snapshot);
        if let Some(pending) = pending {
            pending.show();
        }
    }

    pub(crate) fn set_stale_notice(&self, notice: Option<StaleNotice>) {
        self.set_stale.set(notice);
    }

    pub(crate) fn set_last_activity(&self, last_activity: DateTime<Utc>) {
        self.set_last_activity.set(Some(last_activity));
    }
}

//! The presence engine: events and the time come in, effects go out; it does nothing by itself.
//!
//! Whoever drives it calls [`handle`](Engine::handle) for each event, performs the effects, and sends
//! [`Event::Woke`] at [`next_wake`](Engine::next_wake). One timer is all it ever needs.

mod explain;
mod feeds;
mod heartbeat;
mod replay_setup;
mod replies;
mod sleep;
mod state;
mod tabs;

use chrono::{DateTime, Utc};
use std::time::Duration;

use self::feeds::Feeds;
use self::heartbeat::{Heartbeat, Reason};
use self::state::{Change, PresenceState};
use super::event::{Affected, Effect, Event, Note};
use super::freshness::Snapshot;
use super::request::{Feed, Request, Ticket};
use crate::model::ids::UserId;
use crate::model::time::Now;
use crate::presence::backoff::Jitter;
use crate::presence::poll_schedule::PollSchedule;
use crate::presence::server_clock::ServerClock;
use crate::presence::settings::PresenceSettings;

/// How exactly the header `Date` tells the time (RFC 9110, section 5.6.7).
const DATE_RESOLUTION: Duration = Duration::from_secs(1);

/// The state of presence in one tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Engine {
    jitter: Jitter,
    me: Option<UserId>,
    hidden_since: Option<Duration>,
    shown_since: Option<Duration>,
    heartbeat: Heartbeat,
    feeds: Feeds,
    presence: PresenceState,
    clock: ServerClock,
    wants_leadership: bool,
    is_leader: bool,
    last_peer_update: Option<Duration>,
    sequence: u64,
    last: Now,
    effects: Vec<Effect>,
}

impl Engine {
    /// An engine in a visible tab in which nobody is signed in; `seed` feeds the jitter of its retries.
    #[must_use]
    pub fn new(settings: &PresenceSettings, seed: u64, now: Now) -> Self {
        Self {
            jitter: Jitter::new(seed),
            me: None,
            hidden_since: None,
            shown_since: Some(now.uptime),
            heartbeat: Heartbeat::new(settings),
            feeds: Feeds::new(settings),
            presence: PresenceState::new(settings.stale_after),
            clock: ServerClock::default(),
            wants_leadership: false,
            is_leader: false,
            last_peer_update: None,
            sequence: 0,
            last: now,
            effects: Vec::new(),
        }
    }

    /// Takes one event; the effects are to be performed in their order.
    #[must_use]
    pub fn handle(&mut self, event: Event, now: Now) -> Vec<Effect> {
        if self.has_slept(now) {
            self.wake_up(now);
        }
        self.apply(event, now);
        self.expire_lost(now.uptime);
        self.heartbeat.reconcile(self.me.is_some(), self.hidden_since, now.uptime);
        self.feeds.reconcile(self.is_in_use(), now.uptime);
        if self.me.is_some() {
            self.send_due(now.uptime);
        }
        self.update_leadership();
        if self.me.is_some() {
            let change = self.presence.expire(now.uptime);
            self.publish(change);
            if self.presence.update_notice(self.shown_since, now.uptime) {
                self.effects.push(Effect::StaleNotice(self.presence.notice));
            }
        }
        self.last = now;
        std::mem::take(&mut self.effects)
    }

    /// When, on the monotonic clock, the engine next has something to do by itself; `None`: never.
    #[must_use]
    pub fn next_wake(&self) -> Option<Duration> {
        self.me?;
        self.schedules()
            // While a request is in flight the one after it counts too, so that most replies leave this as it is.
            .filter_map(|schedule| schedule.next_wake(self.last.uptime))
            .chain(self.heartbeat.next_wake(self.hidden_since))
            .chain(self.presence.next_wake(self.shown_since))
            .min()
    }

    /// Whether the reply to `ticket` is still waited for. One that isn't belongs to an earlier sign-in,
    /// to a request given up as lost, or to a room that was left: it must not be shown.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        let flight = self.schedule(ticket.request).and_then(PollSchedule::in_flight);
        self.me.is_some() && flight.is_some_and(|flight| flight.sequence == ticket.sequence)
    }

    /// What all dots are drawn from.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.presence.snapshot()
    }

    /// The time at the backend, as far as it is known.
    #[must_use]
    pub fn server_time(&self, now: Now) -> DateTime<Utc> {
        self.clock.at(now)
    }

    fn apply(&mut self, event: Event, now: Now) {
        match event {
            Event::SignedIn(user) => self.sign_in(user, now.uptime),
            Event::SignedOut => self.sign_out(),
            Event::Visibility(visible) => self.set_visible(visible, now.uptime),
            Event::Resumed => self.resume(now.uptime),
            Event::NetworkLost => self.presence.asked(now.uptime),
            Event::Reached => self.heartbeat.request(Reason::TokenRenewed, now.uptime),
            Event::Dated { date, sent_ago } => {
                self.apply_server_time(date, DATE_RESOLUTION, now.uptime.saturating_sub(sent_ago), now);
            }
            Event::WantHeartbeat { key, interval } => {
                let refused = self.heartbeat.want(key, interval);
                self.effects.extend(refused.map(|interval| Effect::Note(Note::IntervalRefused(interval))));
            }
            Event::UnwantHeartbeat { key } => self.heartbeat.unwant(key),
            Event::Watch(feed) => self.feeds.watch(feed),
            Event::Unwatch(feed) => {
                let unanswered = self.feeds.unwatch(feed);
                self.effects.extend(unanswered.map(Effect::Cancel));
            }
            Event::Refresh(feed) => self.refresh(feed, now.uptime),
            Event::SetUserOnline(user, online) => {
                let change = self.presence.set_optimistic(user, online);
                self.publish(change);
            }
            Event::PeerUpdate(update) => self.apply_peer_update(update, now),
            Event::BecameLeader => self.become_leader(),
            Event::Replied(ticket, result) if self.awaits(ticket) => self.settle(ticket, result, now),
            Event::Replied(..) | Event::Woke => {}
        }
    }

    fn sign_in(&mut self, user: UserId, now: Duration) {
        if self.me != Some(user) {
            self.sign_out();
            self.me = Some(user);
            self.presence.await_reply(now);
        }
    }

    fn sign_out(&mut self) {
        if self.me.take().is_none() {
            return;
        }
        let in_flight: Vec<_> = self.schedules().filter_map(PollSchedule::in_flight).collect();
        self.effects.extend(in_flight.into_iter().map(|flight| Effect::Cancel(flight.sequence)));
        self.last_peer_update = None;
        self.heartbeat.sign_out();
        self.feeds.schedules_mut().for_each(PollSchedule::reset);
        self.presence.forget();
        self.effects.push(Effect::StaleNotice(None));
        self.publish(Some(Affected::Everyone));
    }

    fn set_visible(&mut self, visible: bool, now: Duration) {
        if visible == self.hidden_since.is_none() {
            return;
        }
        self.hidden_since = (!visible).then_some(now);
        self.shown_since = visible.then_some(now);
        self.presence.reached();
        if visible {
            self.heartbeat.request(Reason::Shown, now);
        }
    }

    fn refresh(&mut self, feed: Feed, now: Duration) {
        let in_use = self.is_in_use();
        if let Some(schedule) = self.feeds.get_mut(feed).filter(|_| in_use) {
            schedule.request_at(now);
        }
    }

    /// Whether somebody is signed in, and looks.
    fn is_in_use(&self) -> bool {
        self.me.is_some() && self.hidden_since.is_none()
    }

    fn publish(&mut self, change: Change) {
        if let Some(affected) = change {
            self.effects.push(Effect::Presence(self.snapshot(), affected));
        }
    }

    fn send_due(&mut self, now: Duration) {
        self.effects.extend(self.heartbeat.take_superseded(now).map(Effect::Cancel));
        for request in self.requests() {
            let sequence = self.sequence + 1;
            let is_due = match request.feed() {
                None => self.heartbeat.take_due(now, sequence),
                Some(feed) => {
                    self.feeds.get_mut(feed).is_some_and(|schedule| schedule.take_due(now, sequence))
                }
            };
            if is_due {
                self.send(Ticket { request, sequence }, now);
            }
        }
    }

    fn send(&mut self, ticket: Ticket, now: Duration) {
        self.sequence = ticket.sequence;
        match ticket.request {
            Request::Heartbeat => self.effects.push(Effect::Note(Note::HeartbeatSending)),
            Request::OnlineUsers(_) => self.effects.push(Effect::Note(Note::OnlineUsersFetching)),
            _ => {}
        }
        self.note_asked(ticket.request, now);
        self.effects.push(Effect::Send(ticket));
    }

    /// All that repeats, whether it runs or not.
    fn requests(&self) -> Vec<Request> {
        let feeds = self.feeds.watchers().map(|(feed, _)| feed.request(self.presence.endpoint));
        [Request::Heartbeat].into_iter().chain(feeds).collect()
    }

    fn schedules(&self) -> impl Iterator<Item = &PollSchedule> {
        self.feeds.schedules().chain([&self.heartbeat.schedule])
    }

    fn schedule(&self, request: Request) -> Option<&PollSchedule> {
        match request.feed() {
            None => Some(&self.heartbeat.schedule),
            Some(feed) => self.feeds.get(feed),
        }
    }

    fn schedule_mut(&mut self, request: Request) -> Option<&mut PollSchedule> {
        match request.feed() {
            None => Some(&mut self.heartbeat.schedule),
            Some(feed) => self.feeds.get_mut(feed),
        }
    }
}

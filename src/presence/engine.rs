//! The presence engine: events and the time come in, effects go out; it does nothing by itself.
//!
//! Whoever drives it calls [`handle`](Engine::handle) for each event, performs the effects, and sends
//! [`Event::Woke`] at [`next_wake`](Engine::next_wake). One timer is all it ever needs.

mod explain;
mod feeds;
mod heartbeat;
mod introduction;
mod knowledge;
mod replies;
mod sleep;
mod tabs;

use chrono::{DateTime, Utc};
use std::time::Duration;

pub(super) use self::feeds::PEOPLE_INTERVAL;

use self::feeds::Feeds;
use self::heartbeat::Heartbeat;
use self::knowledge::PresenceState;
use super::event::{Affected, Effect, Event, Feed, Note, Reply, Request, Ticket};
use super::freshness::Snapshot;
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
    knowledge: PresenceState,
    clock: ServerClock,
    /// Whether this tab wants to lead, and whether it does.
    stands: bool,
    leads: bool,
    /// When another tab was heard last.
    heard_at: Option<Duration>,
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
            feeds: Feeds::new(settings.poll_interval),
            knowledge: PresenceState::new(settings.stale_after),
            clock: ServerClock::default(),
            stands: false,
            leads: false,
            heard_at: None,
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
        self.expire_lost(now);
        self.heartbeat.reconcile(self.me.is_some(), self.hidden_since, now.uptime);
        self.feeds.reconcile(self.me.is_some() && self.hidden_since.is_none(), now.uptime);
        self.send_due(now.uptime);
        self.stand_for_lead();
        if self.me.is_some() {
            let aged = self.knowledge.age(now.uptime);
            let notice = self.knowledge.update_notice(self.shown_since, now.uptime);
            self.effects.extend(aged.into_iter().chain(notice));
        }
        self.last = now;
        std::mem::take(&mut self.effects)
    }

    /// When, on the monotonic clock, the engine next has something to do by itself; `None`: never.
    #[must_use]
    pub fn next_wake(&self) -> Option<Duration> {
        self.me?;
        let pause = self.heartbeat.pauses_at(self.hidden_since).filter(|_| self.heartbeat.cycle.is_running());
        let cycles = self.feeds.cycles().map(|(_, cycle)| cycle).chain([&self.heartbeat.cycle]);
        cycles
            // While a request is in flight the one after it counts too, so that most replies leave this as it is.
            .filter_map(|cycle| cycle.next_wake(self.last.uptime))
            .chain(self.heartbeat.again_at().into_iter().chain(pause))
            .chain(self.knowledge.next_wake(self.shown_since))
            .min()
    }

    /// Whether the reply to `ticket` is still waited for. One that isn't belongs to an earlier sign-in,
    /// to a request given up as lost, or to a room that was left: it must not be shown.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.me.is_some() && self.cycle_of(ticket.request).is_some_and(|cycle| cycle.awaits(ticket.sequence))
    }

    /// What all dots are drawn from.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.knowledge.snapshot()
    }

    /// The time at the backend, as far as it is known.
    #[must_use]
    pub fn server_time(&self, now: Now) -> DateTime<Utc> {
        self.clock.at(now)
    }

    fn apply(&mut self, event: Event, now: Now) {
        match event {
            Event::SignedIn(user) => self.sign_in(user, now),
            Event::SignedOut => self.sign_out(),
            Event::Visibility(visible) => self.set_visible(visible, now.uptime),
            Event::Resumed => self.resume(now.uptime),
            Event::NetworkLost => self.knowledge.asked(now.uptime),
            Event::Reached => self.heartbeat.token_came(now.uptime),
            Event::Dated { date, sent_ago } => {
                self.hear_time(date, DATE_RESOLUTION, now.uptime.saturating_sub(sent_ago), now);
            }
            Event::WantHeartbeat { key, interval } => {
                let refused = self.heartbeat.want(key, interval);
                self.effects.extend(refused.map(|interval| Effect::Note(Note::IntervalRefused(interval))));
            }
            Event::UnwantHeartbeat { key } => self.heartbeat.unwant(key),
            Event::Watch(feed) => self.feeds.watch(feed),
            Event::Unwatch(feed) => self.feeds.unwatch(feed).into_iter().for_each(|sequence| {
                self.effects.push(Effect::Cancel(sequence));
            }),
            Event::Refresh(feed) => self.refresh(feed, now.uptime),
            Event::SetUserOnline(user, online) => {
                let effect = self.knowledge.say(user, online);
                self.effects.extend(effect);
            }
            Event::PeerUpdate(heard) => self.hear(heard, now),
            Event::Leads => self.lead(),
            Event::Replied(ticket, result) if self.awaits(ticket) => self.settle(ticket, result, now),
            Event::Replied(..) | Event::Woke => {}
        }
    }

    fn sign_in(&mut self, user: UserId, now: Now) {
        if self.me == Some(user) {
            return;
        }
        self.sign_out();
        self.me = Some(user);
        self.knowledge.await_first(now);
    }

    fn sign_out(&mut self) {
        if self.me.take().is_none() {
            return;
        }
        let cycles = self.feeds.cycles().map(|(_, cycle)| cycle).chain([&self.heartbeat.cycle]);
        let in_flight =
            cycles.filter_map(PollSchedule::in_flight).map(|(sequence, _)| Effect::Cancel(sequence));
        self.effects.extend(in_flight);
        self.heard_at = None;
        self.heartbeat.sign_out();
        self.feeds.cycles_mut().for_each(|(_, cycle)| cycle.reset());
        self.knowledge.forget();
        self.effects.push(Effect::StaleNotice(None));
        self.effects.push(Effect::Presence(self.snapshot(), Affected::Everyone));
    }

    fn set_visible(&mut self, visible: bool, now: Duration) {
        if visible == self.hidden_since.is_none() {
            return;
        }
        self.hidden_since = (!visible).then_some(now);
        self.shown_since = visible.then_some(now);
        self.knowledge.reached();
        if visible {
            self.heartbeat.come(now);
            self.heartbeat.renew(now);
        }
    }

    fn refresh(&mut self, feed: Feed, now: Duration) {
        if self.me.is_some() && self.hidden_since.is_none() {
            self.feeds.cycle(feed).into_iter().for_each(|cycle| cycle.request_at(now));
        }
    }

    fn send_due(&mut self, now: Duration) {
        if self.me.is_none() {
            return;
        }
        self.effects.extend(self.heartbeat.take_superseded(now).map(Effect::Cancel));
        if self.heartbeat.take_due(now, self.sequence + 1) {
            self.send(Request::Heartbeat, now);
        }
        let mut sequence = self.sequence;
        let mut due = Vec::new();
        for (feed, cycle) in self.feeds.cycles_mut() {
            if cycle.take_due(now, sequence + 1) {
                sequence += 1;
                due.push(feed);
            }
        }
        for feed in due {
            self.send(self.request_of(feed), now);
        }
    }

    fn send(&mut self, request: Request, now: Duration) {
        self.sequence += 1;
        self.effects.extend(match request {
            Request::Heartbeat => Some(Effect::Note(Note::HeartbeatSending)),
            Request::OnlineUsers(_) => Some(Effect::Note(Note::OnlineUsersFetching)),
            Request::Rooms | Request::Messages(_) | Request::People => None,
        });
        self.note_reach(request, None, now);
        self.effects.push(Effect::Send(Ticket { request, sequence: self.sequence }));
    }

    fn request_of(&self, feed: Feed) -> Request {
        match feed {
            Feed::OnlineUsers => Request::OnlineUsers(self.knowledge.endpoint),
            Feed::Rooms => Request::Rooms,
            Feed::Messages(room) => Request::Messages(room),
            Feed::People => Request::People,
        }
    }

    fn cycle_of(&self, request: Request) -> Option<&PollSchedule> {
        match feed_of(request) {
            None => Some(&self.heartbeat.cycle),
            Some(feed) => self.feeds.get(feed),
        }
    }

    fn cycle_of_mut(&mut self, request: Request) -> Option<&mut PollSchedule> {
        match feed_of(request) {
            None => Some(&mut self.heartbeat.cycle),
            Some(feed) => self.feeds.cycle(feed),
        }
    }
}

/// The feed that a request serves; `None` for the heartbeat.
fn feed_of(request: Request) -> Option<Feed> {
    match request {
        Request::Heartbeat => None,
        Request::OnlineUsers(_) => Some(Feed::OnlineUsers),
        Request::Rooms => Some(Feed::Rooms),
        Request::Messages(room) => Some(Feed::Messages(room)),
        Request::People => Some(Feed::People),
    }
}

//! Traces, written.

use std::time::Duration;

use super::{FORMAT, FULL};
use crate::model::api_error::ApiError;
use crate::model::ids::{RoomId, UserId};
use crate::model::json::string;
use crate::model::time::Now;
use crate::presence::event::{Endpoint, Event, Feed, Reply, Request};
use crate::presence::peer_update::{Outcome, PeerUpdate};
use crate::presence::roster::OnlineUsers;
use crate::presence::settings::{HiddenTab, PresenceSettings};

/// A trace is no longer than this, in bytes.
pub const LIMIT: usize = 256 * 1024;

/// Writes down what an engine is told.
#[derive(Clone, Debug)]
pub struct Recorder {
    text: String,
    people: Vec<u64>,
    rooms: Vec<u64>,
    last: Now,
    is_full: bool,
}

impl Recorder {
    /// Begins a trace of the engine that is made with the same.
    #[must_use]
    pub fn new(settings: &PresenceSettings, seed: u64, now: Now) -> Self {
        let mut this =
            Self { text: "[".to_owned(), people: Vec::new(), rooms: Vec::new(), last: now, is_full: false };
        this.word(FORMAT.0);
        this.integer(FORMAT.1);
        this.number(seed);
        for duration in [
            settings.heartbeat_interval,
            settings.poll_interval,
            settings.online_threshold,
            settings.stale_after,
            now.uptime,
        ] {
            this.integer(nanos(duration));
        }
        this.integer(now.wall.timestamp_millis());
        match settings.hidden_tab {
            HiddenTab::Pause => this.put("null"),
            HiddenTab::Keep => this.put("true"),
            HiddenTab::PauseAfter(patience) => this.integer(nanos(patience)),
        }
        this.text.push(']');
        this
    }

    /// Writes down an event. Does nothing any more once the trace is full.
    pub fn record(&mut self, event: &Event, now: Now) {
        if self.is_full {
            return;
        }
        let before = self.text.len();
        self.text.push_str("\n[");
        self.integer(nanos(now.uptime).wrapping_sub(nanos(self.last.uptime)));
        self.integer(now.wall.timestamp_millis().wrapping_sub(self.last.wall.timestamp_millis()));
        self.event(event);
        self.text.push(']');
        self.last = now;
        if self.text.len() + FULL.len() > LIMIT {
            self.is_full = true;
            self.text.truncate(before);
            self.text.push_str(FULL);
        }
    }

    /// The trace so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How far it is, in a sentence.
    #[must_use]
    pub fn progress(&self) -> String {
        if self.is_full {
            return "The trace is full: recording has stopped.".to_owned();
        }
        format!("Recording: {} of {} KiB.", self.text.len() / 1024, LIMIT / 1024)
    }

    /// The trace.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// Whether it stopped by itself, because it had grown to its [`LIMIT`].
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    fn event(&mut self, event: &Event) {
        self.word(match event {
            Event::SignedIn(_) => "signed-in",
            Event::SignedOut => "signed-out",
            Event::Visibility(_) => "visible",
            Event::Resumed => "resumed",
            Event::WantHeartbeat { .. } => "want",
            Event::UnwantHeartbeat { .. } => "unwant",
            Event::Watch(_) => "watch",
            Event::Unwatch(_) => "unwatch",
            Event::Refresh(_) => "refresh",
            Event::SetUserOnline(..) => "set-online",
            Event::NetworkLost => "network-lost",
            Event::Reached => "reached",
            Event::Dated { .. } => "dated",
            Event::PeerUpdate(_) => "heard",
            Event::BecameLeader => "leads",
            Event::Replied(..) => "replied",
            Event::Woke => "woke",
        });
        match event {
            Event::SignedOut
            | Event::Resumed
            | Event::NetworkLost
            | Event::Reached
            | Event::BecameLeader
            | Event::Woke => {}
            Event::SignedIn(user) => self.person(*user),
            Event::Visibility(visible) => self.bool(*visible),
            Event::Dated { date, sent_ago } => {
                self.integer(date.timestamp_millis());
                self.integer(nanos(*sent_ago));
            }
            Event::PeerUpdate(heard) => self.heard(heard),
            Event::WantHeartbeat { key, interval } => {
                self.number(*key);
                self.duration(*interval);
            }
            Event::UnwantHeartbeat { key } => self.number(*key),
            Event::Watch(feed) | Event::Unwatch(feed) | Event::Refresh(feed) => self.feed(*feed),
            Event::SetUserOnline(user, online) => {
                self.person(*user);
                self.bool(*online);
            }
            Event::Replied(ticket, result) => {
                self.number(ticket.sequence);
                self.request(ticket.request);
                self.result(result);
            }
        }
    }

    fn heard(&mut self, heard: &PeerUpdate) {
        self.request(heard.request);
        self.integer(nanos(heard.sent_ago));
        if let Outcome::Replied { next_in, result } = &heard.outcome {
            self.integer(nanos(*next_in));
            self.result(result);
        }
    }

    /// Writes an item of a list.
    fn put(&mut self, item: &str) {
        if !self.text.ends_with('[') {
            self.text.push(',');
        }
        self.text.push_str(item);
    }

    fn word(&mut self, word: &str) {
        self.put(&string(word));
    }

    fn bool(&mut self, value: bool) {
        self.put(if value { "true" } else { "false" });
    }

    fn integer(&mut self, number: i64) {
        self.put(&number.to_string());
    }

    /// Our JSON knows whole numbers with a sign only: the upper half of the others goes by its twin.
    fn number(&mut self, number: u64) {
        self.integer(number.cast_signed());
    }

    fn duration(&mut self, duration: Option<Duration>) {
        match duration {
            Some(duration) => self.integer(nanos(duration)),
            None => self.put("null"),
        }
    }

    fn person(&mut self, user: UserId) {
        let label = label(&mut self.people, user.0);
        self.number(label);
    }

    fn room(&mut self, room: RoomId) {
        let label = label(&mut self.rooms, room.0);
        self.number(label);
    }

    fn request(&mut self, request: Request) {
        self.word(match request {
            Request::Heartbeat => "heartbeat",
            Request::OnlineUsers(Endpoint::Primary) => "online-users",
            Request::OnlineUsers(Endpoint::Alternative) => "online-users-alternative",
            Request::Rooms => "rooms",
            Request::People => "people",
            Request::Messages(room) => return self.room(room),
        });
    }

    fn feed(&mut self, feed: Feed) {
        self.request(match feed {
            Feed::OnlineUsers => Request::OnlineUsers(Endpoint::Primary),
            Feed::Rooms => Request::Rooms,
            Feed::Messages(room) => Request::Messages(room),
            Feed::People => Request::People,
        });
    }

    /// A time, a list of people, `true`, or a list that begins with the name of a failure.
    fn result(&mut self, result: &Result<Reply, ApiError>) {
        match result {
            Ok(Reply::Heartbeat { last_activity }) => return self.integer(last_activity.timestamp_millis()),
            Ok(Reply::Content) => return self.bool(true),
            Ok(Reply::OnlineUsers(online)) => {
                let labels = online.ids().iter().map(|user| UserId(label(&mut self.people, user.0)));
                // Their order is that of the numbers here, not that of the backend's ids.
                let online = OnlineUsers::new(labels.collect());
                self.put("[");
                online.ids().iter().for_each(|user| self.number(user.0));
            }
            Err(failure) => {
                self.put("[");
                self.word(word_of(failure));
                if let ApiError::RateLimited { retry_after } = failure {
                    self.duration(*retry_after);
                }
            }
        }
        self.text.push(']');
    }
}

/// A failure's word. What the server had to say of a refusal is left out: it may be anything.
pub(super) fn word_of(failure: &ApiError) -> &'static str {
    match failure {
        ApiError::Offline => "offline",
        ApiError::Timeout => "timeout",
        ApiError::Unauthorised => "unauthorised",
        ApiError::Forbidden => "forbidden",
        ApiError::NotFound => "missing",
        ApiError::RateLimited { .. } => "too-many",
        ApiError::Rejected(_) => "rejected",
        ApiError::Server => "server",
        ApiError::Interrupted => "interrupted",
        ApiError::Malformed => "malformed",
    }
}

/// The number by which `id` goes in the trace: its place among all that have appeared, from 1 on.
fn label(known: &mut Vec<u64>, id: u64) -> u64 {
    let place = known.iter().position(|other| *other == id).unwrap_or_else(|| {
        known.push(id);
        known.len() - 1
    });
    place as u64 + 1
}

/// Of what the clocks say, only that of three hundred years is cut.
fn nanos(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

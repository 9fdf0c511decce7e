//! Traces, written.

use std::time::Duration;

use super::{FORMAT, FULL};
use crate::domain::failure::Failure;
use crate::domain::ids::UserId;
use crate::domain::json::{array, object, string};
use crate::domain::presence::event::{Endpoint, Event, Feed, Reply, Request};
use crate::domain::presence::roster::OnlineUsers;
use crate::domain::settings::{HiddenTab, PresenceSettings};
use crate::domain::time::Now;

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
        let hidden_tab = match settings.hidden_tab {
            HiddenTab::Pause => "null".to_owned(),
            HiddenTab::Keep => "true".to_owned(),
            HiddenTab::PauseAfter(patience) => nanos(patience),
        };
        let durations = [
            settings.heartbeat_interval,
            settings.poll_interval,
            settings.online_threshold,
            settings.stale_after,
        ];
        let mut head = vec![string(FORMAT.0), FORMAT.1.to_string(), number(seed)];
        head.extend(durations.map(nanos));
        head.extend([hidden_tab, nanos(now.uptime), now.wall.as_millis().to_string()]);
        Self { text: array(&head), people: Vec::new(), rooms: Vec::new(), last: now, is_full: false }
    }

    /// Writes down an event. Does nothing any more once the trace is full.
    pub fn record(&mut self, event: &Event, now: Now) {
        if self.is_full {
            return;
        }
        let mut line = vec![
            signed(whole_nanos(now.uptime).wrapping_sub(whole_nanos(self.last.uptime))),
            signed(now.wall.as_millis().wrapping_sub(self.last.wall.as_millis())),
        ];
        line.extend(self.event(event));
        self.last = now;
        let line = array(&line);
        let end = array(&[string(FULL)]);
        self.is_full = self.text.len() + line.len() + end.len() + 2 > LIMIT;
        self.text.push('\n');
        self.text.push_str(if self.is_full { &end } else { &line });
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

    fn event(&mut self, event: &Event) -> Vec<String> {
        let (word, rest) = match event {
            Event::SignedIn(user) => ("signed-in", vec![self.person(user.0)]),
            Event::SignedOut => ("signed-out", vec![]),
            Event::Visibility(visible) => ("visible", vec![visible.to_string()]),
            Event::Resumed => ("resumed", vec![]),
            Event::WantHeartbeat { key, interval } => ("want", vec![number(*key), or_null(*interval)]),
            Event::UnwantHeartbeat { key } => ("unwant", vec![number(*key)]),
            Event::Watch(feed) => ("watch", vec![self.feed(*feed)]),
            Event::Unwatch(feed) => ("unwatch", vec![self.feed(*feed)]),
            Event::Refresh(feed) => ("refresh", vec![self.feed(*feed)]),
            Event::SetUserOnline(user, online) => {
                ("set-online", vec![self.person(user.0), online.to_string()])
            }
            Event::Replied(ticket, result) => {
                let request = self.request(ticket.request);
                ("replied", vec![number(ticket.sequence), request, self.result(result)])
            }
            Event::Woke => ("woke", vec![]),
        };
        std::iter::once(string(word)).chain(rest).collect()
    }

    fn person(&mut self, id: u64) -> String {
        number(label(&mut self.people, id))
    }

    fn request(&mut self, request: Request) -> String {
        string(match request {
            Request::Heartbeat => "heartbeat",
            Request::OnlineUsers(Endpoint::Primary) => "online-users",
            Request::OnlineUsers(Endpoint::Alternative) => "online-users-alternative",
            Request::Rooms => "rooms",
            Request::People => "people",
            Request::Messages(room) => return number(label(&mut self.rooms, room.0)),
        })
    }

    fn feed(&mut self, feed: Feed) -> String {
        self.request(match feed {
            Feed::OnlineUsers => Request::OnlineUsers(Endpoint::Primary),
            Feed::Rooms => Request::Rooms,
            Feed::Messages(room) => Request::Messages(room),
            Feed::People => Request::People,
        })
    }

    /// A time, a list of people, `true`, or an object that names a failure.
    fn result(&mut self, result: &Result<Reply, Failure>) -> String {
        match result {
            Ok(Reply::Heartbeat { last_activity }) => last_activity.as_millis().to_string(),
            Ok(Reply::OnlineUsers(online)) => {
                let labels = online.ids().iter().map(|user| UserId(label(&mut self.people, user.0)));
                // Their order is that of the numbers here, not that of the backend's ids.
                let online = OnlineUsers::new(labels.collect());
                let ids: Vec<_> = online.ids().iter().map(|user| number(user.0)).collect();
                array(&ids)
            }
            Ok(Reply::Content) => "true".to_owned(),
            Err(failure) => {
                let mut fields = vec![("failed", string(word_of(failure)))];
                if let Failure::TooMany { retry_after } = failure {
                    fields.push(("retry_after", or_null(*retry_after)));
                }
                object(&fields)
            }
        }
    }
}

/// A failure's word. What the server had to say of a refusal is left out: it may be anything.
pub(super) fn word_of(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "offline",
        Failure::Timeout => "timeout",
        Failure::Unauthorised => "unauthorised",
        Failure::Forbidden => "forbidden",
        Failure::Missing => "missing",
        Failure::TooMany { .. } => "too-many",
        Failure::Rejected(_) => "rejected",
        Failure::Server => "server",
        Failure::Interrupted => "interrupted",
        Failure::Malformed => "malformed",
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

fn signed(number: i64) -> String {
    number.to_string()
}

/// Our JSON knows whole numbers with a sign only: the upper half of the others goes by its twin.
fn number(number: u64) -> String {
    signed(number.cast_signed())
}

fn whole_nanos(duration: Duration) -> i64 {
    // Of the two clocks' readings only those of three hundred years are cut.
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

fn nanos(duration: Duration) -> String {
    signed(whole_nanos(duration))
}

fn or_null(duration: Option<Duration>) -> String {
    duration.map_or_else(|| "null".to_owned(), nanos)
}

//! How much was asked of the backend in the last hour, and how much may be.

use std::time::Duration;

use super::report::RequestsInTheLastHour;
use crate::model::time::millis;
use crate::presence::engine::PEOPLE_INTERVAL;
use crate::presence::request::Request;
use crate::presence::settings::PresenceSettings;

/// The number of kinds of requests, in the order of all counts: heartbeats, online users, rooms, messages, people.
pub const KINDS: usize = 5;

const MINUTE_MILLIS: u64 = 60 * 1000;
const HOUR_MINUTES: u64 = 60;

fn kind(request: Request) -> usize {
    match request {
        Request::Heartbeat => 0,
        Request::OnlineUsers(_) => 1,
        Request::Rooms => 2,
        Request::Messages(_) => 3,
        Request::People => 4,
    }
}

/// Requests of an hour at the most, by kind, of a tab that shows everything and is answered well: the row `visible` of
/// docs/request-budget.md, at the intervals of `settings`.
#[must_use]
pub fn budget(settings: &PresenceSettings) -> [u64; KINDS] {
    let poll = settings.poll_interval;
    [settings.heartbeat_interval, poll, poll, poll, poll.max(PEOPLE_INTERVAL)].map(|interval: Duration| {
        (HOUR_MINUTES * MINUTE_MILLIS).div_ceil(millis(interval).unsigned_abs().max(1))
    })
}

/// Counts by the minute: of the one that runs, and of the 59 before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Requests {
    /// Each with the number of its minute, ascending. The last count is of refreshed tokens.
    minutes: Vec<(u64, [u64; KINDS + 1])>,
}

impl Requests {
    /// Begins this minute, and forgets what is an hour old.
    pub(super) fn turn_to(&mut self, now: u64) {
        let now = now / MINUTE_MILLIS;
        self.minutes.retain(|(minute, _)| minute + HOUR_MINUTES > now);
        if self.minutes.last().is_none_or(|(minute, _)| *minute != now) {
            self.minutes.push((now, [0; KINDS + 1]));
        }
    }

    /// Counts a request of the engine's; `None`: a refreshed token.
    pub(super) fn count(&mut self, request: Option<Request>) {
        if let Some((_, counts)) = self.minutes.last_mut() {
            counts[request.map_or(KINDS, kind)] += 1;
        }
    }

    fn sum(&self, kind: usize) -> u64 {
        self.minutes.iter().map(|(_, counts)| counts[kind]).sum()
    }

    pub(super) fn report(&self, settings: &PresenceSettings) -> RequestsInTheLastHour {
        let budget = budget(settings);
        let share = |kind: usize| (self.sum(kind), budget[kind]);
        RequestsInTheLastHour {
            heartbeat: share(0),
            online_users: share(1),
            rooms: share(2),
            open_room: share(3),
            people: share(4),
            all: ((0..KINDS).map(|kind| self.sum(kind)).sum(), budget.iter().sum()),
            tokens_refreshed: self.sum(KINDS),
        }
    }
}

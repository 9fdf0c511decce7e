//! How much was asked of the backend in the last hour, and how much may be.

use std::time::Duration;

use super::figures::Figure;
use crate::domain::presence::engine::PEOPLE_INTERVAL;
use crate::domain::presence::event::Request;
use crate::domain::settings::PresenceSettings;
use crate::domain::time::millis;

/// The kinds of requests by their keys and names, in the order of all counts.
pub const KINDS: [(&str, &str); 5] = [
    ("requests_heartbeat", "Heartbeat"),
    ("requests_online_users", "Online users"),
    ("requests_rooms", "Rooms"),
    ("requests_messages", "Open room"),
    ("requests_people", "People"),
];

const MINUTES: u64 = 60;
const HOUR_MILLIS: u64 = MINUTES * 60 * 1000;

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
pub fn budget(settings: &PresenceSettings) -> [u64; KINDS.len()] {
    let hourly = |interval: Duration| HOUR_MILLIS.div_ceil(millis(interval).unsigned_abs().max(1));
    let poll = hourly(settings.poll_interval);
    let people = hourly(settings.poll_interval.max(PEOPLE_INTERVAL));
    [hourly(settings.heartbeat_interval), poll, poll, poll, people]
}

/// Counts by the minute: of the one that runs, and of the 59 before it.
#[derive(Clone, Debug)]
pub(super) struct Requests {
    minutes: [[u64; KINDS.len()]; MINUTES as usize],
    minute: u64,
}

impl Requests {
    pub(super) fn new(now: Duration) -> Self {
        Self { minutes: [[0; KINDS.len()]; MINUTES as usize], minute: now.as_secs() / 60 }
    }

    fn place(minute: u64) -> usize {
        (minute % MINUTES) as usize
    }

    /// Forgets what is an hour old. Time never goes back.
    pub(super) fn turn_to(&mut self, now: Duration) {
        let minute = now.as_secs() / 60;
        // Whoever slept for a day has but one hour to forget.
        for past in minute.saturating_sub(MINUTES).max(self.minute)..minute {
            self.minutes[Self::place(past + 1)] = [0; KINDS.len()];
        }
        self.minute = minute;
    }

    pub(super) fn count(&mut self, request: Request) {
        self.minutes[Self::place(self.minute)][kind(request)] += 1;
    }

    pub(super) fn figures(&self, settings: &PresenceSettings) -> Vec<Figure> {
        let budget = budget(settings);
        let sent = |kind: usize| self.minutes.iter().map(|minute| minute[kind]).sum::<u64>();
        let mut figures: Vec<_> = (0..KINDS.len())
            .map(|at| Figure::share(KINDS[at].0, KINDS[at].1, sent(at), budget[at]))
            .collect();
        let all = (0..KINDS.len()).map(sent).sum();
        figures.push(Figure::share("requests_all", "All", all, budget.iter().sum()));
        figures
    }
}

//! How well presence works in this tab, in numbers: a fold over what the engine is told and what it wants.
//!
//! It holds no more than the newest [`CHANGES`] changes and an hour of counts, however long it runs.

mod accuracy;
pub mod report;
mod requests;

pub use accuracy::CHANGES;
pub use report::{Dots, MetricsReport, OwnHeartbeats, PeopleOnline, RequestsInTheLastHour, Share, ThisTab};
pub use requests::budget;

use self::accuracy::Accuracy;
use self::requests::Requests;
use super::event::{Affected, Effect, Event, Note};
use super::freshness::{Freshness, Snapshot};
use super::peer_update::{Outcome, PeerUpdate};
use super::request::{Reply, Request, Ticket};
use crate::model::time::{Now, millis};
use crate::presence::settings::PresenceSettings;
use chrono::{DateTime, Utc};

/// The numbers of one tab since it was opened. All times are milliseconds of the monotonic clock.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    pub(super) settings: PresenceSettings,
    began: u64,
    last: u64,
    /// Whether the newest event was the end of a heartbeat of this tab: one, or none.
    own: u64,
    /// Whether the event was that another tab has got a list of online users.
    peer_fetched: bool,
    /// Whether it was that this tab has got a new token.
    refreshed: bool,
    accepted: u64,
    ended: u64,
    /// When, by the backend's clock, it last heard from this person in this session.
    last_activity: Option<DateTime<Utc>>,
    longest_gap: Option<u64>,
    online: Option<u64>,
    most_online: Option<u64>,
    person_millis: u64,
    known_millis: u64,
    accuracy: Accuracy,
    requests: Requests,
}

impl Metrics {
    /// Nothing observed yet.
    #[must_use]
    pub fn new(settings: &PresenceSettings, now: Now) -> Self {
        let now = uptime(now);
        Self { settings: *settings, began: now, last: now, ..Self::default() }
    }

    /// Takes what the engine is told; what it wants then is for [`on_effects`](Self::on_effects).
    pub fn on_event(&mut self, event: &Event) {
        // A heartbeat that somebody else sent is no success of ours.
        self.own = u64::from(matches!(event, Event::Replied(Ticket { request: Request::Heartbeat, .. }, _)));
        self.peer_fetched = is_peer_list(event);
        self.refreshed = *event == Event::Reached;
    }

    /// Takes the effects that the engine gave back.
    pub fn on_effects(&mut self, effects: &[Effect], now: Now) {
        self.pass(now);
        if self.refreshed {
            self.requests.count(None);
        }
        let fetched = self.peer_fetched
            || effects.iter().any(|effect| matches!(effect, Effect::Note(Note::OnlineUsersFetched(_))));
        if fetched {
            self.accuracy.check();
        }
        for effect in effects {
            match effect {
                Effect::Send(ticket) => self.requests.count(Some(ticket.request.kind())),
                Effect::HeartbeatAccepted { last_activity } => {
                    self.accepted += self.own;
                    self.ended += self.own;
                    self.note_activity(*last_activity);
                }
                Effect::Note(Note::Failed(Request::Heartbeat, _)) => self.ended += 1,
                Effect::SessionLost => self.ended += self.own,
                Effect::Presence(snapshot, affected) => self.show(snapshot, affected, fetched),
                Effect::Note(_)
                | Effect::Cancel(_)
                | Effect::StaleNotice(_)
                | Effect::Lead(_)
                | Effect::Clock(_) => {}
            }
        }
        if fetched {
            self.accuracy.confirmed(self.last);
        }
    }

    /// Counts the time until now with what was known in it. Time never goes back.
    fn pass(&mut self, now: Now) {
        let now = uptime(now).max(self.last);
        let passed = now - self.last;
        self.last = now;
        if let Some(online) = self.online {
            self.known_millis = self.known_millis.saturating_add(passed);
            self.person_millis = self.person_millis.saturating_add(passed.saturating_mul(online));
        }
        self.requests.turn_to(now);
    }

    fn note_activity(&mut self, at: DateTime<Utc>) {
        let before = self.last_activity.replace(at);
        let gap = before.map(|before| {
            at.timestamp_millis().saturating_sub(before.timestamp_millis()).max(0).unsigned_abs()
        });
        self.longest_gap = self.longest_gap.max(gap);
    }

    fn show(&mut self, snapshot: &Snapshot, affected: &Affected, fetched: bool) {
        if snapshot.freshness == Freshness::Pending {
            // The session has ended; what follows is another one.
            self.last_activity = None;
        }
        self.online = snapshot.online_count().map(|count| count as u64);
        self.most_online = self.most_online.max(self.online);
        self.accuracy.show(snapshot, affected, fetched, self.last);
    }

    /// The numbers until now. There are no people's names, ids or tokens in it, because there are none in the numbers.
    #[must_use]
    pub fn report(&mut self, now: Now) -> MetricsReport {
        self.pass(now);
        let tenths = self.person_millis.saturating_mul(10).saturating_add(self.known_millis / 2);
        MetricsReport {
            this_tab: ThisTab { open_for_ms: self.last - self.began },
            own_heartbeats: OwnHeartbeats {
                accepted_of_ended: (self.accepted, self.ended),
                longest_gap_ms: self.longest_gap,
            },
            people_online: PeopleOnline {
                now: self.online,
                average_in_tenths: tenths.checked_div(self.known_millis),
                most: self.most_online,
            },
            requests_in_the_last_hour: self.requests.report(&self.settings),
            dots: self.accuracy.report(),
        }
    }
}

/// Whether another tab has got a list of online users.
fn is_peer_list(event: &Event) -> bool {
    let Event::PeerUpdate(PeerUpdate { outcome: Outcome::Replied { result, .. }, .. }) = event else {
        return false;
    };
    matches!(result, Ok(Reply::OnlineUsers(_)))
}

fn uptime(now: Now) -> u64 {
    millis(now.uptime).unsigned_abs()
}

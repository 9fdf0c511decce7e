//! How well presence works in this tab, in numbers: a fold over what the engine is told and what it wants.
//!
//! It holds no more than the newest [`CHANGES`](accuracy::CHANGES) changes and an hour of counts, however long it runs.

mod accuracy;
mod figures;
mod requests;

use std::time::Duration;

pub use accuracy::CHANGES;
pub use figures::{Figure, Section, Unit, export};
pub use requests::{KINDS, budget};

use self::accuracy::Accuracy;
use self::requests::Requests;
use super::event::{Effect, Event, Note, Request, Ticket};
use super::freshness::{Freshness, Snapshot};
use crate::domain::settings::PresenceSettings;
use crate::domain::time::{Now, Timestamp, millis};

/// The numbers of one tab since it was opened.
#[derive(Clone, Debug)]
pub struct Metrics {
    settings: PresenceSettings,
    began: Duration,
    last: Duration,
    accepted: u64,
    ended: u64,
    /// When, by the backend's clock, it last heard from this person in this session.
    heard: Option<Timestamp>,
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
        Self {
            settings: *settings,
            began: now.uptime,
            last: now.uptime,
            accepted: 0,
            ended: 0,
            heard: None,
            longest_gap: None,
            online: None,
            most_online: None,
            person_millis: 0,
            known_millis: 0,
            accuracy: Accuracy::default(),
            requests: Requests::new(now.uptime),
        }
    }

    /// Takes what the engine was told, and the effects that it gave back.
    pub fn observe(&mut self, event: &Event, effects: &[Effect], now: Now) {
        self.pass(now.uptime);
        // A heartbeat that somebody else sent is no success of ours.
        let own = matches!(event, Event::Replied(Ticket { request: Request::Heartbeat, .. }, _));
        let fetched =
            effects.iter().any(|effect| matches!(effect, Effect::Note(Note::OnlineUsersFetched(_))));
        if fetched {
            self.accuracy.check();
        }
        for effect in effects {
            match effect {
                Effect::Send(ticket) => self.requests.count(ticket.request),
                Effect::HeartbeatAccepted { last_activity } => {
                    self.accepted += u64::from(own);
                    self.ended += u64::from(own);
                    self.hear(*last_activity);
                }
                Effect::Note(Note::Failed(Request::Heartbeat, _)) => self.ended += 1,
                Effect::SessionLost => self.ended += u64::from(own),
                Effect::Presence(snapshot, _) => self.show(snapshot, fetched, now.uptime),
                Effect::Note(_) | Effect::Cancel(_) | Effect::StaleNotice(_) => {}
            }
        }
        if fetched {
            self.accuracy.confirmed(now.uptime);
        }
    }

    /// Counts the time until now with what was known in it.
    fn pass(&mut self, now: Duration) {
        let passed = whole_millis(now.saturating_sub(self.last));
        self.last = self.last.max(now);
        if let Some(online) = self.online {
            self.known_millis = self.known_millis.saturating_add(passed);
            self.person_millis = self.person_millis.saturating_add(passed.saturating_mul(online));
        }
        self.requests.turn_to(self.last);
    }

    fn hear(&mut self, at: Timestamp) {
        let before = self.heard.replace(at);
        self.longest_gap = self.longest_gap.max(before.map(|before| whole_millis(at.since(before))));
    }

    fn show(&mut self, snapshot: &Snapshot, fetched: bool, now: Duration) {
        if snapshot.freshness == Freshness::Pending {
            // The session has ended; what follows is another one.
            self.heard = None;
        }
        self.online = snapshot.online_count().map(|count| count as u64);
        self.most_online = self.most_online.max(self.online);
        self.accuracy.show(snapshot, fetched, now);
    }

    /// The numbers until now, in the order in which they are shown.
    #[must_use]
    pub fn sections(&mut self, now: Now) -> Vec<Section> {
        self.pass(now.uptime);
        let tenths = self.person_millis.saturating_mul(10).saturating_add(self.known_millis / 2);
        let average = tenths.checked_div(self.known_millis);
        let online = vec![
            Figure::count("online_now", "Now", self.online),
            Figure::new("online_average", "On average", Unit::Tenths, average, None),
            Figure::count("online_most", "At most", self.most_online),
        ];
        let heartbeats = vec![
            Figure::share("heartbeats_accepted", "Accepted, of those that ended", self.accepted, self.ended),
            Figure::millis("heartbeat_longest_gap_ms", "Longest gap between two", self.longest_gap),
        ];
        let open = whole_millis(self.last.saturating_sub(self.began));
        let page = vec![Figure::millis("observed_ms", "Measured for", Some(open))];
        vec![
            Section { title: "This tab", figures: page },
            Section { title: "Own heartbeats", figures: heartbeats },
            Section { title: "People online", figures: online },
            Section { title: "What dots said", figures: self.accuracy.figures() },
            Section {
                title: "Requests in the last hour, and their budget",
                figures: self.requests.figures(&self.settings),
            },
        ]
    }
}

fn whole_millis(duration: Duration) -> u64 {
    millis(duration).unsigned_abs()
}

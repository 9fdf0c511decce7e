//! An engine whose life is measured.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::{Now, TimeExt};
use leptos_presence::presence::metrics::Metrics;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, OnlineUsers, Reply, Request};
use serde_json::Value;

use super::engine::secs;
use super::{ANN, NOON};

/// An engine that is measured, before a backend that a test speaks for.
pub struct Bench {
    pub engine: Engine,
    pub metrics: Metrics,
    pub now: Now,
    pub online: Vec<UserId>,
    pub failure: Option<ApiError>,
    /// How long, by the backend's clock, since it last moved with everyone else's.
    pub backend_ahead: Duration,
}

pub fn bench() -> Bench {
    let settings = PresenceSettings::default();
    let now = Now { uptime: secs(1_000), wall: NOON };
    Bench {
        engine: Engine::new(&settings, 7, now),
        metrics: Metrics::new(&settings, now),
        now,
        online: Vec::new(),
        failure: None,
        backend_ahead: Duration::ZERO,
    }
}

/// Ann is signed in and looks at who is online.
pub fn watching(online: &[UserId]) -> Bench {
    let mut bench = bench();
    bench.online = online.to_vec();
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench
}

impl Bench {
    pub fn tell(&mut self, event: Event) {
        self.metrics.on_event(&event);
        let effects = self.engine.handle(event, self.now);
        self.metrics.on_effects(&effects, self.now);
        for effect in effects {
            if let Effect::Send(ticket) = effect {
                let reply = self.reply(ticket.request);
                self.tell(Event::Replied(ticket, reply));
            }
        }
    }

    pub fn reply(&self, request: Request) -> Result<Reply, ApiError> {
        match &self.failure {
            Some(failure) => Err(failure.clone()),
            None => Ok(match request {
                Request::Heartbeat => {
                    Reply::Heartbeat { last_activity: Some(self.now.wall.plus(self.backend_ahead)) }
                }
                Request::OnlineUsers(_) => Reply::OnlineUsers(OnlineUsers::new(self.online.clone())),
                _ => Reply::Content,
            }),
        }
    }

    pub fn advance(&mut self, duration: Duration) {
        let end = self.now.uptime + duration;
        while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
            self.now = self.now.after(at.saturating_sub(self.now.uptime));
            self.tell(Event::Woke);
        }
        self.now = self.now.after(end - self.now.uptime);
    }

    /// All numbers, by their names, and of how many they are a part.
    pub fn numbers(&mut self) -> BTreeMap<String, (Option<u64>, Option<u64>)> {
        let report: Value = serde_json::to_value(self.metrics.report(self.now)).expect("JSON");
        let groups = report.as_object().expect("groups").values();
        let numbers = groups.flat_map(|group| group.as_object().expect("names and numbers"));
        let number = |value: &Value| match value {
            Value::Array(both) => (both[0].as_u64(), both[1].as_u64()),
            one => (one.as_u64(), None),
        };
        numbers.map(|(name, value)| (name.clone(), number(value))).collect()
    }

    pub fn number(&mut self, name: &str) -> Option<u64> {
        self.numbers()[name].0
    }

    pub fn share(&mut self, name: &str) -> (u64, u64) {
        let (value, of) = self.numbers()[name];
        (value.expect("a number"), of.expect("of something"))
    }
}

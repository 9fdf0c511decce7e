//! The engine in virtual time, against a backend that answers at once, late, badly or not at all.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::Now;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, OnlineUsers, Reply, Request, Ticket};

use super::{ANN, NOON};

pub fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

pub fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// What the backend does with a request; `None`: it never answers.
pub type Backend = Box<dyn FnMut(Request, Now) -> Option<Result<Reply, ApiError>>>;

pub struct Bench {
    pub engine: Engine,
    pub now: Now,
    /// What the monotonic clock showed at the start.
    pub start: Duration,
    pub backend: Backend,
    /// When, since the start, each request was sent.
    pub sent: Vec<(Duration, Request)>,
    /// All effects but requests, in order.
    pub effects: Vec<Effect>,
    /// Requests that the backend has not answered.
    pub unanswered: Vec<Ticket>,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(&PresenceSettings::default())
    }

    pub fn with(settings: &PresenceSettings) -> Self {
        let now = Now { uptime: secs(1_000), wall: NOON };
        Self {
            engine: Engine::new(settings, 7, now),
            now,
            start: now.uptime,
            backend: Box::new(|request, now| Some(good_reply(request, now))),
            sent: Vec::new(),
            effects: Vec::new(),
            unanswered: Vec::new(),
        }
    }

    pub fn elapsed(&self) -> Duration {
        self.now.uptime - self.start
    }

    pub fn tell(&mut self, event: Event) {
        for effect in self.engine.handle(event, self.now) {
            match effect {
                Effect::Send(ticket) => {
                    self.sent.push((self.elapsed(), ticket.request));
                    match (self.backend)(ticket.request, self.now) {
                        Some(reply) => self.tell(Event::Replied(ticket, reply)),
                        None => self.unanswered.push(ticket),
                    }
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Lets time pass, and wakes the engine whenever it asked to be woken.
    pub fn advance(&mut self, duration: Duration) {
        let end = self.now.uptime + duration;
        while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
            let step = at.saturating_sub(self.now.uptime);
            assert!(
                step > Duration::ZERO || at >= self.now.uptime,
                "the engine must not ask to be woken in the past"
            );
            self.now = self.now.after(step);
            let before = self.engine.next_wake();
            self.tell(Event::Woke);
            assert!(
                self.engine.next_wake() != before || step > Duration::ZERO,
                "a wake-up that changes nothing would be repeated for ever"
            );
        }
        self.now = self.now.after(end - self.now.uptime);
    }

    pub fn sent_times(&self, wanted: impl Fn(Request) -> bool) -> Vec<Duration> {
        self.sent.iter().filter(|(_, request)| wanted(*request)).map(|(at, _)| *at).collect()
    }

    pub fn heartbeats(&self) -> Vec<Duration> {
        self.sent_times(|request| request == Request::Heartbeat)
    }

    pub fn polls(&self) -> Vec<Duration> {
        self.sent_times(|request| matches!(request, Request::OnlineUsers(_)))
    }

    pub fn forget_sent(&mut self) {
        self.sent.clear();
        self.effects.clear();
    }
}

pub fn good_reply(request: Request, now: Now) -> Result<Reply, ApiError> {
    Ok(match request {
        Request::Heartbeat => Reply::Heartbeat { last_activity: Some(now.wall) },
        Request::OnlineUsers(_) => Reply::OnlineUsers(OnlineUsers::default()),
        _ => Reply::Content,
    })
}

/// Ann is signed in, and somebody looks at who is online.
pub fn watching() -> Bench {
    let mut bench = Bench::new();
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench
}

/// The reply that these people are online.
pub fn online(ids: &[UserId]) -> Result<Reply, ApiError> {
    Ok(Reply::OnlineUsers(OnlineUsers::new(ids.to_vec())))
}

//! An engine whose life is recorded, and the numbers by which people and rooms go in a trace.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::time::{self, Now};
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::trace::Recorder;
use leptos_presence::presence::{
    Affected, Effect, Engine, Event, Feed, Note, OnlineUsers, Outcome, PeerUpdate, Reply, Request, Ticket,
};

use super::NOON;
use super::strategies::{Step, reply};

pub const START: Now = Now { uptime: Duration::from_nanos(5_000_000_001), wall: NOON };

/// An engine whose life is recorded.
pub struct Recorded {
    pub engine: Engine,
    pub recorder: Recorder,
    pub now: Now,
    flying: Vec<Ticket>,
    watched: Vec<Feed>,
    pub told: Vec<(Event, Now)>,
    pub effects: Vec<Vec<Effect>>,
}

impl Recorded {
    pub fn new(settings: &PresenceSettings, seed: u64) -> Self {
        Self {
            engine: Engine::new(settings, seed, START),
            recorder: Recorder::new(settings, seed, START),
            now: START,
            flying: Vec::new(),
            watched: Vec::new(),
            told: Vec::new(),
            effects: Vec::new(),
        }
    }

    pub fn tell(&mut self, event: Event) {
        // A browser's wall clock shows whole milliseconds, and a trace keeps no more.
        self.now.wall = time::from_millis(self.now.wall.timestamp_millis());
        self.recorder.record(&event, self.now);
        self.told.push((event.clone(), self.now));
        let effects = self.engine.handle(event, self.now);
        for effect in &effects {
            match effect {
                Effect::Send(ticket) => self.flying.push(*ticket),
                Effect::Cancel(sequence) => self.flying.retain(|ticket| ticket.sequence != *sequence),
                _ => {}
            }
        }
        self.effects.push(effects);
    }

    pub fn perform(&mut self, step: Step) {
        match step {
            Step::Tell(Event::Unwatch(feed)) => {
                if let Some(place) = self.watched.iter().position(|other| *other == feed) {
                    self.watched.remove(place);
                    self.tell(Event::Unwatch(feed));
                }
            }
            Step::Tell(event) => {
                if let Event::Watch(feed) = event {
                    self.watched.push(feed);
                }
                self.tell(event);
            }
            Step::Reply(n, _) if n >= self.flying.len() => {}
            Step::Reply(n, answer) => {
                let ticket = self.flying.remove(n);
                self.tell(Event::Replied(ticket, answer.map(|ids| reply(ticket.request, ids))));
            }
            Step::Pass(duration) => {
                let end = self.now.uptime + duration;
                while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
                    self.now = self.now.after(at.saturating_sub(self.now.uptime));
                    self.tell(Event::Woke);
                }
                self.now = self.now.after(end.saturating_sub(self.now.uptime));
            }
            Step::SetWallClock(millis) => self.now.wall = time::from_millis(NOON.timestamp_millis() + millis),
        }
    }
}

/// Numbers people and rooms as a trace does, told independently of it.
#[derive(Default)]
pub struct Labels {
    people: Vec<u64>,
    rooms: Vec<u64>,
}

fn label(known: &mut Vec<u64>, id: u64) -> u64 {
    if !known.contains(&id) {
        known.push(id);
    }
    known.iter().position(|other| *other == id).map_or(0, |place| place as u64 + 1)
}

impl Labels {
    fn user(&mut self, user: UserId) -> UserId {
        UserId(label(&mut self.people, user.0))
    }

    pub fn online(&mut self, online: &OnlineUsers) -> OnlineUsers {
        OnlineUsers::new(online.ids().iter().map(|user| self.user(*user)).collect())
    }

    fn feed(&mut self, feed: Feed) -> Feed {
        match feed {
            Feed::Messages(room) => Feed::Messages(RoomId(label(&mut self.rooms, room.0))),
            other => other,
        }
    }

    fn request(&mut self, request: Request) -> Request {
        match request {
            Request::Messages(room) => Request::Messages(RoomId(label(&mut self.rooms, room.0))),
            other => other,
        }
    }

    fn result(&mut self, result: &Result<Reply, ApiError>) -> Result<Reply, ApiError> {
        match result {
            Ok(Reply::OnlineUsers(online)) => Ok(Reply::OnlineUsers(self.online(online))),
            other => other.clone(),
        }
    }

    pub fn event(&mut self, event: &Event) -> Event {
        match event {
            Event::SignedIn(user) => Event::SignedIn(self.user(*user)),
            Event::Watch(feed) => Event::Watch(self.feed(*feed)),
            Event::Unwatch(feed) => Event::Unwatch(self.feed(*feed)),
            Event::Refresh(feed) => Event::Refresh(self.feed(*feed)),
            Event::SetUserOnline(user, online) => Event::SetUserOnline(self.user(*user), *online),
            Event::Replied(ticket, result) => {
                let ticket = Ticket { request: self.request(ticket.request), ..*ticket };
                Event::Replied(ticket, self.result(result))
            }
            Event::PeerUpdate(heard) => Event::PeerUpdate(PeerUpdate {
                request: self.request(heard.request),
                sent_ago: heard.sent_ago,
                outcome: match &heard.outcome {
                    Outcome::Asked => Outcome::Asked,
                    Outcome::Replied { next_in, result } => {
                        Outcome::Replied { next_in: *next_in, result: self.result(result) }
                    }
                },
            }),
            other => other.clone(),
        }
    }

    pub fn effect(&mut self, effect: &Effect) -> Effect {
        match effect {
            Effect::Send(ticket) => Effect::Send(Ticket { request: self.request(ticket.request), ..*ticket }),
            Effect::Presence(snapshot, affected) => {
                let mut snapshot = snapshot.clone();
                snapshot.online = self.online(&snapshot.online);
                let affected = match affected {
                    Affected::Users(users) => {
                        let mut users: Vec<_> = users.iter().map(|user| self.user(*user)).collect();
                        users.sort_unstable();
                        Affected::Users(users)
                    }
                    Affected::Everyone => Affected::Everyone,
                };
                Effect::Presence(snapshot, affected)
            }
            Effect::Note(Note::Failed(request, failure)) => {
                Effect::Note(Note::Failed(self.request(*request), failure.clone()))
            }
            other => other.clone(),
        }
    }
}

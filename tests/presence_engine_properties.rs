//! What holds for the engine whatever happens.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::{self, Now};
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, Request, Ticket};
use proptest::prelude::*;
use support::strategies::{Ids, Step, reply};

/// A wait that is longer is made the longest there is.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

const IDS: Ids = Ids { people: 1..6, rooms: 1..3 };

fn kind(request: Request) -> (u8, u64) {
    match request {
        Request::Heartbeat => (0, 0),
        Request::OnlineUsers(_) => (1, 0),
        Request::Rooms => (2, 0),
        Request::People => (3, 0),
        Request::Messages(room) => (4, room.0),
    }
}

struct World {
    engine: Engine,
    now: Now,
    flying: Vec<Ticket>,
    signed_in: bool,
    visible: bool,
    wanted: Vec<u64>,
    watched: Vec<Feed>,
}

impl World {
    fn tell(&mut self, event: Event) -> Result<(), TestCaseError> {
        self.note(&event);
        for effect in self.engine.handle(event, self.now) {
            match effect {
                Effect::Send(ticket) => {
                    prop_assert!(self.signed_in, "a request while signed out: {:?}", ticket);
                    let twin = self.flying.iter().find(|other| kind(other.request) == kind(ticket.request));
                    prop_assert!(twin.is_none(), "two of a kind in flight: {:?} and {:?}", twin, ticket);
                    prop_assert!(
                        self.visible || ticket.request == Request::Heartbeat,
                        "a poll while hidden: {:?}",
                        ticket
                    );
                    self.flying.push(ticket);
                }
                Effect::Cancel(sequence) => self.flying.retain(|ticket| ticket.sequence != sequence),
                Effect::SessionLost => self.signed_in = false,
                _ => {}
            }
        }
        if self.signed_in && self.visible && !(self.wanted.is_empty() && self.watched.is_empty()) {
            prop_assert!(self.engine.next_wake().is_some(), "nothing would ever happen again");
        }
        Ok(())
    }

    fn note(&mut self, event: &Event) {
        match event {
            Event::SignedIn(_) => self.signed_in = true,
            Event::SignedOut => self.signed_in = false,
            Event::Visibility(visible) => self.visible = *visible,
            Event::WantHeartbeat { key, .. } => self.wanted.push(*key),
            Event::UnwantHeartbeat { key } => self.wanted.retain(|other| other != key),
            Event::Watch(feed) => self.watched.push(*feed),
            _ => {}
        }
    }

    fn perform(&mut self, step: Step) -> Result<(), TestCaseError> {
        match step {
            Step::Tell(Event::Unwatch(feed)) => {
                // Each unwatch has its watch; components can't do otherwise.
                let Some(place) = self.watched.iter().position(|other| *other == feed) else { return Ok(()) };
                self.watched.remove(place);
                self.tell(Event::Unwatch(feed))
            }
            Step::Tell(event) => self.tell(event),
            Step::Reply(n, answer) => {
                if n >= self.flying.len() {
                    return Ok(());
                }
                let ticket = self.flying.remove(n);
                let answer = answer.map_err(|failure| match failure {
                    ApiError::RateLimited { retry_after } if retry_after > Some(DAY) => {
                        ApiError::RateLimited { retry_after: Some(Duration::MAX) }
                    }
                    other => other,
                });
                self.tell(Event::Replied(ticket, answer.map(|ids| reply(ticket.request, ids))))
            }
            Step::Pass(duration) => {
                let end = self.now.uptime + duration;
                let mut wakes = 0;
                while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
                    self.now = self.now.after(at.saturating_sub(self.now.uptime));
                    self.tell(Event::Woke)?;
                    wakes += 1;
                    prop_assert!(wakes < 1_000, "wakes itself without end");
                }
                self.now = self.now.after(end.saturating_sub(self.now.uptime));
                Ok(())
            }
            Step::SetWallClock(millis) => {
                self.now.wall = time::from_millis(support::NOON.timestamp_millis() + millis);
                Ok(())
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn never_two_of_a_kind_never_signed_out_never_without_a_timer(
        steps in proptest::collection::vec(IDS.step(), 1..120)
    ) {
        let now = Now { uptime: Duration::from_secs(5), wall: support::NOON };
        let mut world = World {
            engine: Engine::new(&PresenceSettings::default(), 3, now),
            now,
            flying: Vec::new(),
            signed_in: false,
            visible: true,
            wanted: Vec::new(),
            watched: Vec::new(),
        };
        for step in steps {
            world.perform(step)?;
        }
    }
}

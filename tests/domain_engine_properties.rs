//! What holds for the engine whatever happens.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::ids::{RoomId, UserId};
use leptos_presence::domain::presence::{
    Effect, Endpoint, Engine, Event, Feed, Heard, OnlineUsers, Outcome, Reply, Request, Ticket,
};
use leptos_presence::domain::settings::PresenceSettings;
use leptos_presence::domain::time::{Now, Timestamp};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Tell(Event),
    /// Answer the n-th unanswered request.
    Answer(usize, Result<Vec<u64>, Failure>),
    Pass(Duration),
    SetWallClock(i64),
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        Just(Failure::Offline),
        Just(Failure::Timeout),
        Just(Failure::Unauthorised),
        Just(Failure::Forbidden),
        Just(Failure::Missing),
        (0_u64..200).prop_map(|secs| Failure::TooMany { retry_after: Some(Duration::from_secs(secs)) }),
        Just(Failure::Server),
        Just(Failure::Malformed),
    ]
}

fn feed() -> impl Strategy<Value = Feed> {
    prop_oneof![
        Just(Feed::OnlineUsers),
        Just(Feed::Rooms),
        Just(Feed::People),
        (1_u64..3).prop_map(|id| Feed::Messages(RoomId(id)))
    ]
}

fn heard() -> impl Strategy<Value = Heard> {
    let request = prop_oneof![
        Just(Request::Heartbeat),
        Just(Request::OnlineUsers(Endpoint::Alternative)),
        feed().prop_map(|feed| match feed {
            Feed::OnlineUsers => Request::OnlineUsers(Endpoint::Primary),
            Feed::Rooms => Request::Rooms,
            Feed::People => Request::People,
            Feed::Messages(room) => Request::Messages(room),
        }),
    ];
    let result = prop_oneof![failure().prop_map(Err), proptest::collection::vec(1_u64..6, 0..6).prop_map(Ok)];
    let outcome = prop_oneof![Just(None), (any::<u32>(), result).prop_map(Some)];
    (request, any::<u32>(), outcome).prop_map(|(request, ago, outcome)| {
        let millis = |millis: u32| Duration::from_millis(millis.into());
        let outcome = outcome.map_or(Outcome::Asked, |(next, result)| Outcome::Replied {
            next_in: millis(next),
            result: result.map(|ids| reply(request, ids)),
        });
        Heard { request, sent_ago: millis(ago), outcome }
    })
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => (1_u64..3).prop_map(|id| Event::SignedIn(UserId(id))),
        1 => Just(Event::SignedOut),
        3 => any::<bool>().prop_map(Event::Visibility),
        1 => Just(Event::Resumed),
        3 => (0_u64..3, proptest::option::of(0_u64..400)).prop_map(|(key, secs)| Event::WantHeartbeat {
            key,
            interval: secs.map(Duration::from_secs)
        }),
        1 => (0_u64..3).prop_map(|key| Event::UnwantHeartbeat { key }),
        3 => feed().prop_map(Event::Watch),
        2 => feed().prop_map(Event::Unwatch),
        1 => feed().prop_map(Event::Refresh),
        1 => (1_u64..5, any::<bool>()).prop_map(|(id, online)| Event::SetUserOnline(UserId(id), online)),
        2 => Just(Event::Leads),
        1 => Just(Event::NetworkLost),
        1 => (any::<i64>(), 0_u64..90_000).prop_map(|(at, ago)| Event::Dated {
            date: Timestamp::from_millis(at),
            sent_ago: Duration::from_millis(ago)
        }),
        4 => heard().prop_map(Event::Heard),
        1 => Just(Event::Woke),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => event().prop_map(Step::Tell),
        4 => (0_usize..6, prop_oneof![
            3 => proptest::collection::vec(1_u64..6, 0..6).prop_map(Ok),
            2 => failure().prop_map(Err),
        ]).prop_map(|(n, reply)| Step::Answer(n, reply)),
        5 => (0_u64..90_000).prop_map(|millis| Step::Pass(Duration::from_millis(millis))),
        1 => (-20_000_000_i64..20_000_000).prop_map(Step::SetWallClock),
    ]
}

fn kind(request: Request) -> (u8, u64) {
    match request {
        Request::Heartbeat => (0, 0),
        Request::OnlineUsers(_) => (1, 0),
        Request::Rooms => (2, 0),
        Request::People => (3, 0),
        Request::Messages(room) => (4, room.0),
    }
}

fn reply(request: Request, ids: Vec<u64>) -> Reply {
    match request {
        Request::Heartbeat => Reply::Heartbeat { last_activity: support::NOON },
        Request::OnlineUsers(_) => {
            Reply::OnlineUsers(OnlineUsers::new(ids.into_iter().map(UserId).collect()))
        }
        _ => Reply::Content,
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
            Step::Answer(n, answer) => {
                if n >= self.flying.len() {
                    return Ok(());
                }
                let ticket = self.flying.remove(n);
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
                self.now.wall = Timestamp::from_millis(support::NOON.as_millis() + millis);
                Ok(())
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn never_two_of_a_kind_never_signed_out_never_without_a_timer(
        steps in proptest::collection::vec(step(), 1..120)
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

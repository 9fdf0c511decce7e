//! Anything that can happen to an engine, drawn by lot.

use std::ops::Range;
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::time;
use leptos_presence::presence::{Endpoint, Event, Feed, OnlineUsers, Outcome, PeerUpdate, Reply, Request};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::NOON;

/// Something that happens.
#[derive(Clone, Debug)]
pub enum Step {
    Tell(Event),
    /// The n-th unanswered request is answered, with these people where it is asked who is online.
    Reply(usize, Result<Vec<u64>, ApiError>),
    Pass(Duration),
    /// So many milliseconds away from noon.
    SetWallClock(i64),
}

/// Which ids people and rooms have.
#[derive(Clone)]
pub struct Ids {
    pub people: Range<u64>,
    pub rooms: Range<u64>,
}

impl Ids {
    pub fn step(&self) -> impl Strategy<Value = Step> + use<> {
        let answer = prop_oneof![
            3 => vec(self.people.clone(), 0..6).prop_map(Ok),
            2 => failure().prop_map(Err),
        ];
        prop_oneof![
            4 => self.event().prop_map(Step::Tell),
            5 => (0_usize..6, answer).prop_map(|(n, reply)| Step::Reply(n, reply)),
            5 => (0_u64..90_000_000).prop_map(|micros| Step::Pass(Duration::from_micros(micros))),
            1 => (-20_000_000_i64..20_000_000).prop_map(Step::SetWallClock),
        ]
    }

    fn person(&self) -> impl Strategy<Value = UserId> + use<> {
        self.people.clone().prop_map(UserId)
    }

    fn feed(&self) -> impl Strategy<Value = Feed> + use<> {
        prop_oneof![
            Just(Feed::OnlineUsers),
            Just(Feed::Rooms),
            Just(Feed::People),
            self.rooms.clone().prop_map(|id| Feed::Messages(RoomId(id)))
        ]
    }

    fn event(&self) -> impl Strategy<Value = Event> + use<> {
        let key = || prop_oneof![8 => 0_u64..3, 1 => any::<u64>()];
        prop_oneof![
            3 => self.person().prop_map(Event::SignedIn),
            1 => Just(Event::SignedOut),
            3 => any::<bool>().prop_map(Event::Visibility),
            1 => Just(Event::Resumed),
            3 => (key(), option::of(0_u64..400)).prop_map(|(key, secs)| Event::WantHeartbeat {
                key,
                interval: secs.map(Duration::from_secs)
            }),
            1 => key().prop_map(|key| Event::UnwantHeartbeat { key }),
            3 => self.feed().prop_map(Event::Watch),
            2 => self.feed().prop_map(Event::Unwatch),
            1 => self.feed().prop_map(Event::Refresh),
            1 => (self.person(), any::<bool>()).prop_map(|(user, yes)| Event::SetUserOnline(user, yes)),
            2 => Just(Event::BecameLeader),
            1 => Just(Event::NetworkLost),
            1 => Just(Event::Reached),
            1 => (any::<i64>(), 0_u64..90_000).prop_map(|(at, ago)| Event::Dated {
                // The calendar's end has nanoseconds, which no trace keeps.
                date: time::from_millis(time::from_millis(at).timestamp_millis()),
                sent_ago: Duration::from_millis(ago)
            }),
            4 => self.heard().prop_map(Event::PeerUpdate),
            1 => Just(Event::Woke),
        ]
    }

    fn heard(&self) -> impl Strategy<Value = PeerUpdate> + use<> {
        let request = prop_oneof![
            Just(Request::Heartbeat),
            Just(Request::OnlineUsers(Endpoint::Alternative)),
            self.feed().prop_map(|feed| match feed {
                Feed::OnlineUsers => Request::OnlineUsers(Endpoint::Primary),
                Feed::Rooms => Request::Rooms,
                Feed::People => Request::People,
                Feed::Messages(room) => Request::Messages(room),
            }),
        ];
        let result = prop_oneof![failure().prop_map(Err), vec(self.people.clone(), 0..6).prop_map(Ok)];
        let outcome = prop_oneof![Just(None), (any::<u32>(), result).prop_map(Some)];
        (request, any::<u32>(), outcome).prop_map(|(request, ago, outcome)| {
            let millis = |millis: u32| Duration::from_millis(millis.into());
            let outcome = outcome.map_or(Outcome::Asked, |(next, result)| Outcome::Replied {
                next_in: millis(next),
                result: result.map(|ids| reply(request, ids)),
            });
            PeerUpdate { request, sent_ago: millis(ago), outcome }
        })
    }
}

fn failure() -> impl Strategy<Value = ApiError> {
    prop_oneof![
        Just(ApiError::Offline),
        Just(ApiError::Timeout),
        Just(ApiError::Unauthorised),
        Just(ApiError::Forbidden),
        Just(ApiError::NotFound),
        option::of(prop_oneof![
            3 => (0_u64..200_000).prop_map(Duration::from_millis),
            // Years: no more can be said in a trace.
            1 => (0_u64..100_000_000).prop_map(Duration::from_secs),
        ])
        .prop_map(|retry_after| ApiError::RateLimited { retry_after }),
        Just(ApiError::Rejected(String::new())),
        Just(ApiError::Server),
        Just(ApiError::Interrupted),
        Just(ApiError::Malformed),
    ]
}

/// A good reply to `request`, with these people where it is asked who is online.
pub fn reply(request: Request, ids: Vec<u64>) -> Reply {
    match request {
        Request::Heartbeat => Reply::Heartbeat { last_activity: Some(NOON) },
        Request::OnlineUsers(_) => {
            Reply::OnlineUsers(OnlineUsers::new(ids.into_iter().map(UserId).collect()))
        }
        _ => Reply::Content,
    }
}

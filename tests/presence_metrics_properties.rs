//! What holds for the numbers of the diagnostics whatever happens.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::time::{self, Now};
use leptos_presence::presence::metrics::CHANGES;
use leptos_presence::presence::{
    Affected, Effect, Endpoint, Event, Freshness, Note, OnlineUsers, Reply, Request, Snapshot, Ticket,
};
use proptest::prelude::*;
use support::NOON;
use support::measured::bench;

/// Effects and events of any kind, whether or not an engine would give them.
fn anything() -> impl Strategy<Value = (Event, Vec<Effect>, u64)> {
    let ids = || {
        proptest::collection::vec(1_u64..400, 0..300)
            .prop_map(|ids| OnlineUsers::new(ids.into_iter().map(UserId).collect()))
    };
    let request = || {
        prop_oneof![
            Just(Request::Heartbeat),
            Just(Request::Rooms),
            Just(Request::People),
            Just(Request::OnlineUsers(Endpoint::Primary)),
            any::<u64>().prop_map(|id| Request::Messages(RoomId(id))),
        ]
    };
    let freshness = prop_oneof![
        4 => Just(Freshness::Fresh),
        1 => Just(Freshness::Pending),
        2 => Just(Freshness::Stale { since: None }),
        1 => Just(Freshness::Unsupported),
    ];
    let effect = prop_oneof![
        request().prop_map(|request| Effect::Send(Ticket { request, sequence: 1 })),
        any::<i64>().prop_map(|at| Effect::HeartbeatAccepted { last_activity: time::from_millis(at) }),
        Just(Effect::Note(Note::OnlineUsersFetched(3))),
        request().prop_map(|request| Effect::Note(Note::Failed(request, ApiError::Server))),
        Just(Effect::SessionLost),
        (ids(), freshness).prop_map(|(online, freshness)| Effect::Presence(
            Snapshot { online, freshness },
            Affected::Everyone
        )),
    ];
    let event = prop_oneof![
        Just(Event::Woke),
        request().prop_map(|request| Event::Replied(Ticket { request, sequence: 1 }, Ok(Reply::Content))),
    ];
    let time = prop_oneof![8 => 0_u64..100_000, 1 => any::<u64>()];
    (event, proptest::collection::vec(effect, 0..4), time)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn never_panics_never_contradicts_itself_never_grows(
        steps in proptest::collection::vec(anything(), 1..60)
    ) {
        let mut bench = bench();
        for (event, effects, at) in steps {
            // Any time at all, backwards too.
            let now = Now { uptime: Duration::from_millis(at), wall: NOON };
            bench.metrics.on_event(&event);
            bench.metrics.on_effects(&effects, now);
            bench.now = now;
            for (key, (value, of)) in bench.numbers() {
                if key == "accepted_of_ended" || key == "online_confirmed_by_next_reply" {
                    prop_assert!(value <= of, "{} {:?} of {:?}", key, value, of);
                }
            }
            prop_assert!(bench.number("late_to_online_p50_ms") <= bench.number("late_to_online_p95_ms"));
        }
        let changes = format!("{:?}", bench.metrics).matches("Change {").count();
        prop_assert!(changes <= CHANGES, "{} changes are remembered", changes);
    }
}

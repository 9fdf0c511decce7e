//! Traces: what is written down can be lived through again.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::presence::settings::{HiddenTab, PresenceSettings};
use leptos_presence::presence::trace::{LIMIT, Recorder, Trace};
use leptos_presence::presence::{
    Effect, Endpoint, Engine, Event, Feed, OnlineUsers, Outcome, PeerUpdate, Reply, Request, Ticket,
};
use proptest::prelude::*;
use support::engine::{millis, secs};
use support::recorded::{Labels, Recorded, START};
use support::strategies::Ids;

const IDS: Ids = Ids { people: 9_000..9_040, rooms: 7_000..7_003 };

fn settings() -> impl Strategy<Value = PresenceSettings> {
    let hidden_tab = prop_oneof![
        Just(HiddenTab::Pause),
        Just(HiddenTab::Keep),
        (0_u64..600).prop_map(|delay| HiddenTab::PauseAfter(secs(delay))),
    ];
    (hidden_tab, 1_u64..30).prop_map(|(hidden_tab, poll)| PresenceSettings {
        hidden_tab,
        poll_interval: secs(poll),
        ..PresenceSettings::default()
    })
}

fn replay(trace: &Trace) -> (Engine, Vec<Vec<Effect>>) {
    let mut effects = Vec::new();
    let engine = trace.replay(|_, _, given| effects.push(given.to_vec()));
    (engine, effects)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_ends_where_the_recording_did_and_wants_the_same_on_the_way(
        steps in proptest::collection::vec(IDS.step(), 1..80),
        settings in settings(),
        seed in any::<u64>(),
    ) {
        let mut recorded = Recorded::new(&settings, seed);
        for step in steps {
            recorded.perform(step);
        }
        let trace = Trace::parse(recorded.recorder.text()).expect("our own");
        prop_assert!(!trace.is_full);
        prop_assert_eq!((trace.settings, trace.seed, trace.start), (settings, seed, START));
        let mut labels = Labels::default();
        let told: Vec<_> = recorded.told.iter().map(|(event, now)| (labels.event(event), *now)).collect();
        prop_assert_eq!(&trace.events, &told);

        let (_, effects) = replay(&trace);
        let wanted: Vec<Vec<_>> = recorded
            .effects
            .iter()
            .map(|effects| effects.iter().map(|effect| labels.effect(effect)).collect())
            .collect();
        prop_assert_eq!(&effects, &wanted);

        // The same under the trace's numbers, which are then those of its own trace: the whole state is comparable.
        let mut again = Recorder::new(&settings, seed, START);
        let mut engine = Engine::new(&settings, seed, START);
        for (event, now) in told {
            again.record(&event, now);
            let _ = engine.handle(event, now);
        }
        prop_assert_eq!(again.text(), recorded.recorder.text());
        prop_assert_eq!(replay(&trace).0, engine);
    }

    #[test]
    fn what_is_no_trace_is_refused_and_never_panics(text in ".{0,200}", cut in 0_usize..2_000, put in any::<char>()) {
        let _ = Trace::parse(&text);
        let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
        for event in [Event::SignedIn(UserId(4)), Event::Watch(Feed::OnlineUsers), Event::Woke] {
            recorded.tell(event);
        }
        let whole = recorded.recorder.text();
        let mut broken: Vec<char> = whole.chars().collect();
        let place = cut % broken.len();
        broken[place] = put;
        if let Some(trace) = Trace::parse(&broken.into_iter().collect::<String>()) {
            let _ = trace.replay(|_, _, _| {});
        }
        let _ = Trace::parse(&whole[..cut % whole.len()]);
    }
}

#[test]
fn nobody_can_be_found_in_a_trace() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    recorded.tell(Event::SignedIn(UserId(918_273)));
    recorded.tell(Event::Watch(Feed::Messages(RoomId(645_546))));
    recorded.tell(Event::SetUserOnline(UserId(771_177), true));
    let refused = ApiError::Rejected("Ann wrote of quinces".to_owned());
    let ticket = Ticket { request: Request::Messages(RoomId(645_546)), sequence: 1 };
    recorded.tell(Event::Replied(ticket, Err(refused)));
    let text = recorded.recorder.text();
    for secret in ["918273", "645546", "771177", "Ann", "quinces"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(Trace::parse(text).expect("a trace").events[0].0, Event::SignedIn(UserId(1)));
}

#[test]
fn rooms_are_asked_in_the_same_order_whatever_their_ids_are() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    for room in [9, 5, 7] {
        recorded.tell(Event::Watch(Feed::Messages(RoomId(room))));
    }
    recorded.tell(Event::SignedIn(UserId(4)));
    let mut labels = Labels::default();
    let _: Vec<_> = recorded.told.iter().map(|(event, _)| labels.event(event)).collect();
    let wanted: Vec<Vec<_>> = recorded
        .effects
        .iter()
        .map(|effects| effects.iter().map(|effect| labels.effect(effect)).collect())
        .collect();
    assert_eq!(replay(&Trace::parse(recorded.recorder.text()).expect("a trace")).1, wanted);
}

#[test]
fn each_line_is_a_json_array() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), u64::MAX);
    recorded.tell(Event::SignedIn(UserId(4)));
    recorded.tell(Event::Replied(
        Ticket { request: Request::OnlineUsers(Endpoint::Alternative), sequence: 1 },
        Err(ApiError::RateLimited { retry_after: Some(millis(1_500)) }),
    ));
    let text = recorded.recorder.text();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(value.is_array(), "{line}");
    }
    assert_eq!(text.lines().count(), 3);
    let end = r#"{"replied":[{"request":{"online_users":"alternative"},"sequence":1},{"Err":{"rate_limited":{"retry_after":{"secs":1,"nanos":500000000}}}}]}]"#;
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn a_recording_stops_before_it_is_too_long_and_says_so() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    let everyone = OnlineUsers::new((1..=5_000).map(UserId).collect());
    let ticket = Ticket { request: Request::OnlineUsers(Endpoint::Primary), sequence: 9 };
    let mut told = 0;
    while !recorded.recorder.is_full() {
        recorded.tell(Event::Replied(ticket, Ok(Reply::OnlineUsers(everyone.clone()))));
        told += 1;
        assert!(recorded.recorder.text().len() <= LIMIT);
    }
    recorded.tell(Event::Woke);
    let trace = Trace::parse(recorded.recorder.text()).expect("a trace");
    assert!(trace.is_full);
    assert_eq!(trace.events.len(), told - 1, "all but the one that had no place");
}

#[test]
fn a_new_engine_takes_over_where_the_old_one_stood() {
    let settings = PresenceSettings::default();
    let mut old = Engine::new(&settings, 1, START);
    let mut now = START;
    for event in [
        Event::WantHeartbeat { key: 1, interval: None },
        Event::WantHeartbeat { key: 2, interval: Some(secs(60)) },
        Event::SignedIn(UserId(4)),
        Event::Watch(Feed::Rooms),
        Event::Watch(Feed::OnlineUsers),
        Event::Watch(Feed::Rooms),
        Event::UnwantHeartbeat { key: 1 },
        Event::Visibility(false),
    ] {
        now = now.after(secs(1));
        let _ = old.handle(event, now);
    }
    let introduction = old.replay_setup();
    assert_eq!(
        introduction,
        [
            Event::Visibility(false),
            Event::WantHeartbeat { key: 2, interval: Some(secs(60)) },
            Event::Watch(Feed::Rooms),
            Event::Watch(Feed::Rooms),
            Event::Watch(Feed::OnlineUsers),
            Event::SignedIn(UserId(4)),
        ]
    );
    let mut new = Engine::new(&settings, 2, now);
    for event in introduction.clone() {
        let _ = new.handle(event, now);
    }
    assert_eq!(new.replay_setup(), introduction);
    let sent: BTreeSet<_> = new
        .handle(Event::Visibility(true), now)
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Send(ticket) => Some(format!("{:?}", ticket.request)),
            _ => None,
        })
        .collect();
    assert_eq!(sent.len(), 3, "everything begins at once when the tab is shown: {sent:?}");
}

#[test]
fn numbers_that_are_far_too_large_do_not_panic_either() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    recorded.tell(Event::SignedIn(UserId(4)));
    recorded.tell(Event::WantHeartbeat { key: 1, interval: None });
    recorded.tell(Event::Watch(Feed::OnlineUsers));
    let outcome = Outcome::Replied { next_in: millis(77_777), result: Err(ApiError::Server) };
    let request = Request::OnlineUsers(Endpoint::Primary);
    recorded.tell(Event::PeerUpdate(PeerUpdate { request, sent_ago: millis(1), outcome }));
    let text = recorded.recorder.text();
    for number in ["77777000000", "4000000000", "120000000000", "30000000000", "5000000001"] {
        let (number, largest) = (format!(":{number},"), format!(":{},", u64::MAX));
        assert!(text.contains(&number), "{number} in {text}");
        let broken = text.replace(&number, &largest);
        let _ = Trace::parse(&broken).expect("a trace").replay(|_, _, _| {});
    }
}

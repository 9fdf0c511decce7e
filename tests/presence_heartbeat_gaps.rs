//! Two lost heartbeats in a row, whatever else happens, never let the backend's threshold pass.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::settings::{PresenceSettings, SHORTEST_HEARTBEAT_INTERVAL};
use leptos_presence::presence::{Event, Feed, Outcome, PeerUpdate, Reply, Request};
use proptest::prelude::*;
use support::engine::{Bench, secs};
use support::lossy_line::{Elsewhere, Fate, MIN_SHARED, Step, longest_gap};
use support::{ANN, NOON};

/// Waits between attempts are never longer than half the interval together, and without a refusal than this.
const WAITS: Duration = Duration::from_secs(6);

/// How long other tabs that die may be waited for: once at its next heartbeat, and twice with one on its way.
const OTHERS: Duration = Duration::from_secs(24);

const REFUSED: [ApiError; 3] = [ApiError::NotFound, ApiError::Forbidden, ApiError::Rejected(String::new())];

fn fate() -> impl Strategy<Value = Fate> {
    // A refusal that says how long to wait is not among them: that is then what the backend gets.
    let too_many = ApiError::RateLimited { retry_after: None };
    let silent = [ApiError::Offline, ApiError::Timeout];
    let bad = [ApiError::Server, ApiError::Malformed, too_many];
    let failure = prop::sample::select([&silent[..], &REFUSED, &bad].concat());
    (prop::bool::weighted(0.6), failure, any::<u8>(), any::<u8>())
        .prop_map(|(lost, failure, arrives, answered)| Fate { lost, failure, arrives, answered })
}

fn settings() -> impl Strategy<Value = PresenceSettings> {
    // The shortest threshold that Config takes is 2.5 of the shortest intervals.
    let threshold = prop_oneof![Just(300_000_u64), Just(2_500), 2_500_u64..20_000, 20_000_u64..900_000];
    (threshold, 0.0..=1.0_f64).prop_map(|(threshold, part)| {
        let online_threshold = Duration::from_millis(threshold);
        let longest = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let range = longest.saturating_sub(SHORTEST_HEARTBEAT_INTERVAL);
        let heartbeat_interval = (SHORTEST_HEARTBEAT_INTERVAL + range.mul_f64(part)).min(longest);
        PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() }
    })
}

fn other() -> impl Strategy<Value = Step> {
    let outcome = prop_oneof![
        3 => Just(Elsewhere::Accepted),
        1 => Just(Elsewhere::Unheard),
        1 => prop::sample::select(vec![ApiError::Offline, ApiError::Timeout, ApiError::Server]).prop_map(Elsewhere::Failed),
    ];
    (outcome, any::<u8>()).prop_map(|(outcome, took)| Step::Other(outcome, took))
}

/// What may happen to a tab.
fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        16 => event().prop_map(Step::Tell),
        4 => other(),
        2 => prop::sample::select(vec![false, true]).prop_map(|visible| Step::Tell(Event::Visibility(visible))),
        1 => prop::sample::select(vec![Event::SignedOut, Event::SignedIn(ANN)]).prop_map(Step::Tell),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Resumed),
        1 => Just(Event::BecameLeader),
        1 => Just(Event::Reached),
        1 => Just(Event::NetworkLost),
        1 => Just(Event::Watch(Feed::OnlineUsers)),
        1 => Just(Event::Refresh(Feed::OnlineUsers)),
        2 => (2_u64..4, prop::option::of(1_u64..400)).prop_map(|(key, secs)| Event::WantHeartbeat {
            key,
            interval: secs.map(Duration::from_secs),
        }),
        2 => (2_u64..4).prop_map(|key| Event::UnwantHeartbeat { key }),
        1 => any::<bool>().prop_map(|online| Event::SetUserOnline(ANN, online)),
        1 => Just(Event::Woke),
    ]
}

/// How long a message may need at most, so that the threshold can be kept at all: one is on its way at a time, and two
/// losses take three of them, after an interval or, where that is longer, a slow reply to the one before.
fn slowest(settings: &PresenceSettings, fates: &[Fate], is_shared: bool) -> Duration {
    let interval = settings.heartbeat_interval;
    let refused = |fate: &Fate| REFUSED.contains(&fate.failure);
    let longest = if fates.iter().any(refused) { Duration::MAX } else { WAITS };
    let others = if is_shared && settings.online_threshold >= MIN_SHARED { OTHERS } else { Duration::ZERO };
    let left = settings.online_threshold - longest.min(interval / 2) - others;
    let after_interval = (left - interval) / 3;
    let after_slow_reply = (left - interval / 4) / 4;
    after_interval.min(after_slow_reply).min(secs(60)) - Duration::from_millis(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 4, ..ProptestConfig::default() })]

    #[test]
    fn two_lost_in_a_row_never_let_the_threshold_pass(
        settings in settings(),
        fates in prop::collection::vec(fate(), 1..12),
        steps in prop::collection::vec((0.0..0.5_f64, step()), 0..40),
    ) {
        let is_shared = steps.iter().any(|(_, step)| matches!(step, Step::Other(..)));
        let slowest = slowest(&settings, &fates, is_shared);
        let (gap, sent) = longest_gap(&settings, slowest, fates, steps);
        prop_assert!(gap < settings.online_threshold, "{gap:?} after {sent} were sent");
    }
}

#[test]
fn each_threshold_is_kept_when_two_of_three_are_lost_at_once_and_the_third_is_quick() {
    let fate = |lost| Fate { lost, failure: ApiError::Offline, arrives: 0, answered: 0 };
    for threshold in [2_500, 3_000, 5_000, 10_000, 20_000, 60_000, 300_000] {
        let online_threshold = Duration::from_millis(threshold);
        let heartbeat_interval = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let settings =
            PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() };
        let fates = vec![fate(false), fate(true), fate(true)];
        let (gap, sent) = longest_gap(&settings, slowest(&settings, &fates, false), fates, Vec::new());
        assert!(sent > 6 && gap < online_threshold, "{online_threshold:?}: {gap:?}, {sent} sent");
    }
}

#[test]
fn two_that_get_no_answer_in_four_seconds_fit_into_each_threshold_from_twenty_seconds_on() {
    let fate = |lost, answered| Fate { lost, failure: ApiError::Timeout, arrives: 0, answered };
    for threshold in [20, 25, 60, 300] {
        let online_threshold = secs(threshold);
        let heartbeat_interval = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let settings =
            PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() };
        let fates = vec![fate(false, 0), fate(true, 255), fate(true, 255)];
        let (gap, sent) = longest_gap(&settings, secs(4), fates, Vec::new());
        assert!(sent > 6 && gap <= online_threshold, "{online_threshold:?}: {gap:?}, {sent} sent");
    }
}

#[test]
fn a_heartbeat_of_another_tab_that_was_accepted_shows_that_the_backend_takes_them() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::NotFound)));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    let accepted = Ok(Reply::Heartbeat { last_activity: Some(NOON) });
    let outcome = Outcome::Replied { next_in: secs(120), result: accepted };
    bench.tell(Event::PeerUpdate(PeerUpdate { request: Request::Heartbeat, sent_ago: secs(0), outcome }));
    bench.advance(secs(299));
    let sent = bench.heartbeats();
    assert!(sent.len() > 3, "the third that the backend got after that, in time: {sent:?}");
}

#[test]
fn a_short_interval_is_kept_when_the_tab_has_come_and_gone() {
    let settings = PresenceSettings {
        heartbeat_interval: secs(2),
        online_threshold: secs(5),
        ..PresenceSettings::default()
    };
    let mut bench = Bench::with(&settings);
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(2));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(1));
    bench.tell(Event::Visibility(true));
    bench.advance(secs(5));
    assert_eq!(bench.heartbeats(), [0, 2, 4, 6, 8].map(secs));
}

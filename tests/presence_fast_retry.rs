//! Who is here and is shown offline, or soon will be, is not left to the long waits of bad times.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Engine, Event, Feed, Request};
use support::ANN;
use support::engine::{Backend, Bench, good_reply, millis, secs};

/// Ann's tab, whose luck `seed` decides; her heartbeat was accepted at the start.
fn signed_in(seed: u64) -> Bench {
    let mut bench = Bench::new();
    bench.engine = Engine::new(&PresenceSettings::default(), seed, bench.now);
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench
}

/// She has been away for so long that she is shown offline.
fn away(seed: u64) -> Bench {
    let mut bench = signed_in(seed);
    bench.advance(secs(30));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(970));
    bench.forget_sent();
    bench
}

fn fails(failure: &ApiError) -> Backend {
    let failure = failure.clone();
    Box::new(move |_, _| Some(Err(failure.clone())))
}

fn gaps(beats: &[Duration]) -> Vec<Duration> {
    beats.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn one_who_comes_back_and_does_not_get_through_waits_three_seconds_at_most_for_three_minutes() {
    let mut waited_longer_later = false;
    for seed in 0..20 {
        let mut bench = away(seed);
        bench.backend = fails(&ApiError::Offline);
        bench.tell(Event::Visibility(true));
        bench.advance(secs(180));
        let gaps_at_first = gaps(&bench.heartbeats());
        assert!(gaps_at_first.iter().all(|gap| (secs(1)..=secs(3)).contains(gap)), "{gaps_at_first:?}");
        bench.advance(secs(300));
        waited_longer_later |= gaps(&bench.heartbeats()).iter().any(|gap| *gap > secs(25));
    }
    assert!(waited_longer_later, "a long outage is met with long waits");
}

#[test]
fn so_does_one_who_opens_the_lid() {
    for seed in 0..20 {
        let mut bench = signed_in(seed);
        bench.advance(secs(30));
        bench.forget_sent();
        bench.backend = fails(&ApiError::Timeout);
        // The monotonic clock stood still.
        bench.now.wall = bench.now.wall.plus(secs(7_200));
        bench.tell(Event::Woke);
        bench.advance(secs(150));
        let gaps = gaps(&bench.heartbeats());
        assert!(gaps.len() > 50 && gaps.iter().all(|gap| *gap <= secs(3)), "{gaps:?}");
    }
}

#[test]
fn a_sleep_is_noticed_even_where_a_lost_request_is_what_the_tab_hears_of_first() {
    for seed in 0..20 {
        let mut bench = signed_in(seed);
        bench.backend = Box::new(|_, _| None);
        bench.advance(secs(121));
        let lost = bench.unanswered[0];
        bench.backend = fails(&ApiError::Timeout);
        // The monotonic clock went on.
        bench.now = bench.now.after(secs(7_200));
        bench.tell(Event::Replied(lost, Err(ApiError::Timeout)));
        bench.forget_sent();
        bench.advance(secs(150));
        let gaps = gaps(&bench.heartbeats());
        assert!(gaps.len() > 50 && gaps.iter().all(|gap| *gap <= secs(3)), "{gaps:?}");
    }
}

#[test]
fn one_who_would_be_dropped_soon_is_retried_fast_and_one_who_would_not_is_not() {
    let mut waited_longer_before = false;
    for seed in 0..20 {
        let mut bench = signed_in(seed);
        bench.advance(secs(60));
        bench.backend = fails(&ApiError::Offline);
        bench.advance(secs(320));
        let beats = bench.heartbeats();
        waited_longer_before |= gaps(&beats).iter().skip(1).any(|gap| *gap > secs(3));
        let late: Vec<_> = beats.into_iter().filter(|at| *at >= secs(200)).collect();
        let gaps = gaps(&late);
        assert!(gaps.iter().all(|gap| *gap <= secs(3)), "{gaps:?}");
    }
    assert!(waited_longer_before);
}

#[test]
fn a_failing_server_is_not_retried_sooner() {
    for failure in [ApiError::Server, ApiError::RateLimited { retry_after: None }] {
        let mut longest = Duration::ZERO;
        for seed in 0..20 {
            let mut bench = away(seed);
            bench.backend = fails(&failure);
            bench.tell(Event::Visibility(true));
            bench.advance(secs(180));
            longest = longest.max(gaps(&bench.heartbeats()).into_iter().max().unwrap_or_default());
        }
        assert!(longest > secs(20), "{failure}: {longest:?}");
    }
    let mut bench = away(1);
    bench.backend = fails(&ApiError::RateLimited { retry_after: Some(secs(60)) });
    bench.tell(Event::Visibility(true));
    bench.advance(secs(180));
    assert!(gaps(&bench.heartbeats()).iter().all(|gap| *gap >= secs(60)));
}

#[test]
fn the_first_reply_after_an_outage_brings_the_heartbeat_with_it() {
    for seed in 0..20 {
        let mut bench = signed_in(seed);
        bench.tell(Event::Watch(Feed::OnlineUsers));
        bench.advance(secs(100));
        bench.backend = fails(&ApiError::Offline);
        bench.advance(secs(900));
        bench.forget_sent();
        bench.backend = Box::new(|request, now| Some(good_reply(request, now)));
        bench.advance(secs(30));
        let poll = bench.polls()[0];
        assert!(bench.heartbeats()[0] <= poll, "{:?}, {poll:?}", bench.heartbeats());
        assert_eq!(bench.heartbeats().len(), 1);
    }
}

#[test]
fn a_heartbeat_that_something_on_the_machine_blocks_is_not_repeated_with_each_poll() {
    let mut bench = signed_in(1);
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.backend = Box::new(|request, now| {
        Some(if request == Request::Heartbeat { Err(ApiError::Offline) } else { good_reply(request, now) })
    });
    bench.advance(secs(600));
    bench.forget_sent();
    bench.advance(secs(3_600));
    assert!(bench.heartbeats().len() <= 260, "{}", bench.heartbeats().len());
}

#[test]
fn a_tab_that_comes_and_goes_in_an_outage_asks_no_more_often_for_that() {
    let mut bench = away(3);
    bench.backend = Box::new(|_, _| None);
    for flip in 0..50 {
        bench.tell(Event::Visibility(flip % 2 == 0));
        bench.advance(millis(200));
    }
    assert!(bench.heartbeats().len() <= 3, "{:?}", bench.heartbeats());
}

/// Her heartbeats are in long waits: they have met silence for more than three minutes.
fn given_up(seed: u64) -> Bench {
    let mut bench = away(seed);
    bench.backend = fails(&ApiError::Offline);
    bench.tell(Event::Visibility(true));
    bench.advance(secs(600));
    bench.forget_sent();
    bench
}

#[test]
fn a_new_access_token_after_silence_brings_the_heartbeat_with_it() {
    for seed in 0..20 {
        let mut bench = given_up(seed);
        bench.backend = Box::new(|request, now| Some(good_reply(request, now)));
        let last = bench.elapsed();
        bench.tell(Event::Reached);
        bench.advance(secs(1));
        assert!(bench.heartbeats()[0] <= last + secs(1), "{:?}", bench.heartbeats());
        bench.forget_sent();
        (0..5).for_each(|_| bench.tell(Event::Reached));
        bench.advance(secs(100));
        assert!(bench.heartbeats().is_empty(), "one that was accepted is not repeated");
    }
}

#[test]
fn a_network_that_is_back_is_tried_at_once_however_short_ago_the_last_heartbeat_failed() {
    for seed in 0..20 {
        let mut bench = away(seed);
        bench.backend = fails(&ApiError::Offline);
        bench.tell(Event::Visibility(true));
        bench.advance(millis(500));
        bench.forget_sent();
        bench.backend = Box::new(|request, now| Some(good_reply(request, now)));
        let back = bench.elapsed();
        bench.tell(Event::Resumed);
        bench.advance(secs(10));
        assert_eq!(bench.heartbeats().len(), 1);
        assert!(
            bench.heartbeats()[0] <= back + millis(500),
            "a second after the last: {:?}",
            bench.heartbeats()
        );
    }
}

#[test]
fn a_network_that_comes_and_goes_is_tried_once_a_second_at_the_most() {
    let mut bench = away(5);
    bench.backend = fails(&ApiError::Offline);
    bench.tell(Event::Visibility(true));
    bench.forget_sent();
    for _ in 0..100 {
        bench.advance(millis(100));
        bench.tell(Event::Resumed);
        bench.tell(Event::Reached);
    }
    let gaps = gaps(&bench.heartbeats());
    assert!(gaps.iter().all(|gap| *gap >= secs(1)), "{gaps:?}");
}

/// The backend answers polls, and no heartbeat.
fn no_heartbeat_is_answered() -> Backend {
    Box::new(|request, now| (request != Request::Heartbeat).then(|| good_reply(request, now)))
}

#[test]
fn a_heartbeat_that_had_to_wait_for_a_token_is_sent_again_three_times_a_second_apart_without_an_answer() {
    let mut bench = away(1);
    bench.backend = no_heartbeat_is_answered();
    bench.tell(Event::Visibility(true));
    bench.advance(secs(3));
    assert_eq!(bench.heartbeats().len(), 1);
    let token = bench.elapsed();
    bench.tell(Event::Reached);
    bench.advance(secs(20));
    assert_eq!(bench.heartbeats()[1..], [1, 2, 3].map(|after| token + secs(after)));
}

#[test]
fn one_that_is_answered_in_a_second_is_not() {
    let mut bench = away(1);
    bench.backend = no_heartbeat_is_answered();
    bench.tell(Event::Visibility(true));
    bench.advance(secs(3));
    bench.tell(Event::Reached);
    let ticket = *bench.unanswered.last().expect("it waits for its token");
    bench.tell(Event::Replied(ticket, good_reply(ticket.request, bench.now)));
    bench.advance(secs(10));
    assert_eq!(bench.heartbeats().len(), 1);
}

#[test]
fn nor_is_one_of_a_person_who_is_shown_online_for_long() {
    let mut bench = signed_in(1);
    bench.advance(secs(100));
    bench.backend = no_heartbeat_is_answered();
    bench.advance(secs(22));
    bench.forget_sent();
    bench.tell(Event::Reached);
    bench.advance(secs(20));
    assert!(bench.heartbeats().is_empty(), "{:?}", bench.heartbeats());
}

#[test]
fn the_first_poll_that_gets_through_overtakes_a_heartbeat_on_its_way_and_the_next_one_does_not() {
    let mut bench = away(1);
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::Watch(Feed::Rooms));
    bench.backend = fails(&ApiError::Offline);
    bench.tell(Event::Visibility(true));
    bench.advance(secs(10));
    bench.forget_sent();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::Resumed);
    while bench.heartbeats().is_empty() {
        bench.advance(millis(10));
    }
    let sent = bench.heartbeats()[0];
    bench.unanswered.retain(|ticket| ticket.request != Request::Heartbeat);
    for poll in std::mem::take(&mut bench.unanswered) {
        bench.advance(millis(100));
        bench.tell(Event::Replied(poll, good_reply(poll.request, bench.now)));
    }
    bench.advance(millis(3_500));
    let times = [0, 100, 1_100, 2_100].map(|after| sent + millis(after));
    assert_eq!(bench.heartbeats(), times);
}

//! What fast retry may cost a backend at the most.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::{Event, Feed, Outcome, PeerUpdate, Request};
use support::ANN;
use support::engine::{Backend, Bench, good_reply, millis, secs};

/// Ann comes back after a quarter of an hour, and looks at who is online and at her rooms.
fn comes_back(backend: Backend) -> Bench {
    let mut bench = Bench::new();
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::Watch(Feed::Rooms));
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(900));
    bench.forget_sent();
    bench.backend = backend;
    bench.tell(Event::Visibility(true));
    bench
}

fn gaps(bench: &Bench) -> Vec<Duration> {
    bench.heartbeats().windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn polls_that_are_answered_with_errors_send_no_heartbeat_sooner() {
    for failure in [ApiError::Server, ApiError::RateLimited { retry_after: Some(secs(5)) }] {
        let answer = failure.clone();
        let mut bench = comes_back(Box::new(move |request, _| {
            (request != Request::Heartbeat).then(|| Err(answer.clone()))
        }));
        bench.advance(secs(40));
        assert_eq!(bench.heartbeats().len(), 1, "{failure}: none before the first is given up");
    }
}

#[test]
fn polls_that_come_and_go_send_one_sooner_than_a_second_after_another_in_ten_seconds_at_the_most() {
    let mut polls = 0;
    let mut bench = comes_back(Box::new(move |request, now| {
        polls += u32::from(request != Request::Heartbeat);
        let is_answered = request != Request::Heartbeat && polls % 3 == 0;
        Some(if is_answered { good_reply(request, now) } else { Err(ApiError::Offline) })
    }));
    bench.advance(secs(60));
    let soon = gaps(&bench).iter().filter(|gap| **gap < secs(1)).count();
    assert!(soon <= 6, "{:?}", gaps(&bench));
}

#[test]
fn signs_without_end_do_not_give_up_one_on_its_way_without_end() {
    let mut bench = comes_back(Box::new(|_, _| None));
    for _ in 0..100 {
        bench.tell(Event::Reached);
        bench.advance(millis(100));
    }
    assert_eq!(bench.heartbeats().len(), 4, "{:?}", bench.heartbeats());
}

#[test]
fn a_heartbeat_that_had_to_wait_is_given_its_second_too() {
    let mut bench = comes_back(Box::new(|_, _| Some(Err(ApiError::Offline))));
    bench.backend = Box::new(|_, _| None);
    let busy = Err(ApiError::RateLimited { retry_after: None });
    let outcome = Outcome::Replied { next_in: secs(60), result: busy };
    bench.tell(Event::PeerUpdate(PeerUpdate { request: Request::Heartbeat, sent_ago: secs(0), outcome }));
    bench.forget_sent();
    bench.tell(Event::Reached);
    bench.advance(secs(100));
    assert!(!gaps(&bench).is_empty() && gaps(&bench).iter().all(|gap| *gap >= secs(1)), "{:?}", gaps(&bench));
}

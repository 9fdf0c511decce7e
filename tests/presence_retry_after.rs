//! Whoever is told to come back later does, whatever happens until then.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::{Event, Feed, Outcome, PeerUpdate, Request};
use support::ANN;
use support::browser_tabs::Browser;
use support::engine::{Bench, secs};

fn too_many(wait: Duration) -> ApiError {
    ApiError::RateLimited { retry_after: Some(wait) }
}

#[test]
fn several_tabs_that_wake_up_wait_as_long_as_one_of_them_was_told() {
    for has_locks in [true, false] {
        let mut browser = Browser::new(has_locks);
        for _ in 0..3 {
            browser.open();
            browser.advance(secs(7));
        }
        browser.advance(secs(60));
        browser.take_sent();
        browser.answer = Some(too_many(secs(60)));
        while browser.tabs.iter().flatten().all(|tab| tab.sent.is_empty()) {
            browser.advance(Duration::from_millis(10));
        }
        browser.advance(secs(1));
        let told: Vec<_> = browser.take_sent().into_iter().map(|(_, request)| request).collect();
        for second in 0..50 {
            (0..3).for_each(|tab| browser.tell(tab, Event::Resumed));
            browser.tell(second % 3, Event::BecameLeader);
            browser.advance(secs(1));
        }
        let early = browser.take_sent().into_iter().filter(|(_, request)| told.contains(request));
        assert_eq!(early.count(), 0, "locks: {has_locks}");
        browser.advance(secs(20));
        assert!(browser.take_sent().iter().any(|(_, request)| told.contains(request)));
    }
}

#[test]
fn nobody_is_held_off_for_longer_than_an_hour() {
    let mut bench = Bench::new();
    bench.tell(Event::SignedIn(ANN));
    bench.backend = Box::new(|_, _| Some(Err(too_many(Duration::from_secs(u64::MAX)))));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.forget_sent();
    bench.advance(secs(3_599));
    assert_eq!(bench.sent.len(), 0);
    bench.advance(secs(1));
    assert_eq!((bench.heartbeats().len(), bench.polls().len()), (1, 1));
}

#[test]
fn one_on_its_way_is_not_given_up_for_one_that_is_held() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Reached);
    let busy = Err(ApiError::RateLimited { retry_after: None });
    let outcome = Outcome::Replied { next_in: secs(60), result: busy };
    bench.tell(Event::PeerUpdate(PeerUpdate { request: Request::Heartbeat, sent_ago: secs(0), outcome }));
    bench.advance(secs(30));
    assert_eq!(bench.heartbeats().len(), 1);
    let ticket = bench.unanswered[0];
    assert!(bench.engine.awaits(ticket), "its answer is still welcome");
}

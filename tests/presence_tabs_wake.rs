//! Several tabs that wake up, or whose network comes and goes, ask no more than one does.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::presence::{Event, Feed, Request, Status};
use support::browser_tabs::Browser;

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// So many tabs, that look at everything.
fn tabs(has_locks: bool, count: usize) -> Browser {
    let mut browser = Browser::new(has_locks);
    for _ in 0..count {
        let tab = browser.open();
        browser.tell(tab, Event::Watch(Feed::People));
        browser.advance(millis(7_000));
    }
    browser.advance(millis(400_000));
    browser.take_sent();
    browser
}

/// What is sent in ten minutes in which the network comes back so often: heartbeats, polls, user directories.
fn flapping(mut browser: Browser, every: u64) -> [usize; 3] {
    for _ in 0..600_000 / every {
        (0..browser.tabs.len()).rev().for_each(|tab| browser.tell(tab, Event::Resumed));
        browser.advance(millis(every));
    }
    let sent = browser.take_sent();
    let count = |wanted: fn(Request) -> bool| sent.iter().filter(|(_, request)| wanted(*request)).count();
    [
        count(|request| request == Request::Heartbeat),
        count(|request| matches!(request, Request::OnlineUsers(_))),
        count(|request| request == Request::People),
    ]
}

#[test]
fn a_network_that_comes_and_goes_costs_no_more_in_several_tabs() {
    for every in [400, 1_000, 1_700, 4_000, 7_000] {
        let alone = flapping(tabs(true, 1), every);
        for (has_locks, count) in [(true, 2), (false, 2), (true, 5), (false, 5)] {
            let together = flapping(tabs(has_locks, count), every);
            for (alone, together) in alone.into_iter().zip(together) {
                assert!(
                    together <= alone + 1 + alone / 20,
                    "{together}, alone {alone}: {count} tabs, locks: {has_locks}, every {every} ms"
                );
            }
        }
    }
}

#[test]
fn a_tab_that_hears_nothing_after_waking_up_asks_by_itself_however_often_it_is_woken() {
    let mut browser = tabs(true, 2);
    browser.hang(0);
    browser.now.wall = browser.now.wall.plus(Duration::from_secs(3 * 3_600));
    for _ in 0..20 {
        browser.tell(1, Event::Resumed);
        browser.advance(millis(100));
    }
    let sent = browser.take_sent();
    let asks = |wanted: fn(Request) -> bool| sent.iter().any(|(_, request)| wanted(*request));
    assert!(asks(|request| request == Request::Heartbeat), "{sent:?}");
    assert!(asks(|request| matches!(request, Request::OnlineUsers(_))), "{sent:?}");
    assert_ne!(browser.status(1), Status::Unknown);
}

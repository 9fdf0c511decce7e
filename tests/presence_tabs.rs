//! Several tabs of one person: one stream of heartbeats, one of polls, however many there are.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::{Endpoint, Event, Feed, OnlineUsers, Request, Status};
use support::browser_tabs::Browser;
use support::{ANN, BEN};

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn counts(browser: &mut Browser) -> (usize, usize) {
    let sent = browser.take_sent();
    let heartbeats = sent.iter().filter(|(_, request)| *request == Request::Heartbeat).count();
    (heartbeats, sent.len() - heartbeats)
}

/// Five tabs side by side that have been open for a while.
fn five(has_locks: bool) -> Browser {
    let mut browser = Browser::new(has_locks);
    for _ in 0..5 {
        browser.open();
        browser.advance(secs(7));
    }
    browser.advance(secs(60));
    browser.take_sent();
    browser
}

#[test]
fn five_tabs_ask_as_often_as_one() {
    for has_locks in [true, false] {
        let mut browser = five(has_locks);
        browser.advance(secs(3600));
        let (heartbeats, polls) = counts(&mut browser);
        assert!((29..=31).contains(&heartbeats), "{heartbeats} heartbeats, locks: {has_locks}");
        assert!((890..=901).contains(&polls), "{polls} polls, locks: {has_locks}");
    }
}

#[test]
fn five_tabs_that_open_at_the_same_moment_soon_ask_as_one() {
    for has_locks in [true, false] {
        let mut browser = Browser::new(has_locks);
        for _ in 0..5 {
            browser.open();
        }
        browser.advance(secs(30));
        let (heartbeats, polls) = counts(&mut browser);
        assert_eq!(heartbeats, 5, "each begins with one");
        assert!(polls <= 5 + 8, "{polls} polls");
        browser.advance(secs(400));
        let (heartbeats, polls) = counts(&mut browser);
        assert!(heartbeats <= 4 && polls <= 101, "{heartbeats} heartbeats, {polls} polls");
    }
}

#[test]
fn all_tabs_show_the_same_at_once() {
    let mut browser = five(true);
    browser.online = OnlineUsers::new(vec![ANN, BEN]);
    while (0..5).all(|tab| browser.status(tab) == Status::Offline) {
        browser.advance(Duration::from_millis(10));
    }
    browser.advance(Duration::from_millis(300));
    assert!((0..5).all(|tab| browser.status(tab) == Status::Online));
}

#[test]
fn a_leader_that_is_closed_is_replaced_at_once() {
    let mut browser = five(true);
    browser.close(0);
    browser.advance(secs(400));
    let sent = browser.take_sent();
    let polls: Vec<_> = sent.iter().filter(|(_, request)| *request != Request::Heartbeat).collect();
    assert!(polls.windows(2).all(|pair| pair[1].0 - pair[0].0 <= secs(4)), "no poll is missed");
    let heartbeats: Vec<_> = sent.iter().filter(|(_, request)| *request == Request::Heartbeat).collect();
    assert!(heartbeats.windows(2).all(|pair| pair[1].0 - pair[0].0 <= secs(120)), "nor a heartbeat");
}

#[test]
fn a_tab_that_dies_or_hangs_is_replaced_within_ten_seconds() {
    for (has_locks, hangs) in [(true, true), (false, true), (false, false)] {
        for moment in 0..16 {
            let mut browser = five(has_locks);
            browser.advance(Duration::from_millis(250 * moment));
            let first = (0..5).max_by_key(|tab| browser.tab(*tab).sent.len()).expect("five");
            browser.take_sent();
            let dies = browser.now.uptime;
            if hangs {
                browser.hang(first);
            } else {
                browser.close(first);
            }
            browser.advance(secs(60));
            let next = browser.take_sent().first().map(|(at, _)| *at - dies);
            assert!(next.is_some_and(|after| after < secs(10)), "{next:?} after moment {moment}");
        }
    }
}

#[test]
fn a_tab_that_is_hidden_leaves_leadership_to_one_that_is_visible() {
    let mut browser = five(true);
    (0..4).for_each(|tab| browser.tell(tab, Event::Visibility(false)));
    browser.take_sent();
    browser.advance(secs(600));
    assert!((0..4).all(|tab| browser.tab(tab).sent.is_empty()), "hidden tabs ask for nothing");
    let (heartbeats, polls) = counts(&mut browser);
    assert!((4..=6).contains(&heartbeats) && (149..=151).contains(&polls), "{heartbeats}, {polls}");
}

#[test]
fn the_person_pauses_when_all_tabs_are_hidden() {
    let mut browser = five(true);
    (0..5).for_each(|tab| browser.tell(tab, Event::Visibility(false)));
    browser.take_sent();
    browser.advance(secs(600));
    assert_eq!(counts(&mut browser), (0, 0));
    browser.tell(3, Event::Visibility(true));
    browser.advance(secs(1));
    assert_eq!(counts(&mut browser), (1, 1), "one heartbeat and one poll, by the tab that was shown");
}

#[test]
fn five_tabs_wake_up_with_one_heartbeat_and_one_poll() {
    let mut browser = five(true);
    browser.advance(secs(20));
    browser.take_sent();
    browser.now.wall = browser.now.wall.plus(secs(3 * 3600));
    (0..5).rev().for_each(|tab| browser.tell(tab, Event::Resumed));
    browser.advance(secs(3));
    assert_eq!(counts(&mut browser), (1, 1));
}

#[test]
fn what_only_one_tab_looks_at_is_asked_for_by_that_tab() {
    let mut browser = five(true);
    browser.tell(2, Event::Watch(Feed::Rooms));
    browser.take_sent();
    browser.advance(secs(400));
    let sent = browser.take_sent();
    let rooms = sent.iter().filter(|(_, request)| *request == Request::Rooms).count();
    assert!((99..=101).contains(&rooms), "{rooms}");
}

#[test]
fn a_slow_backend_is_not_asked_by_all_tabs() {
    let mut browser = five(true);
    browser.reply_takes = secs(7);
    browser.advance(secs(60));
    browser.take_sent();
    browser.advance(secs(800));
    let (_, polls) = counts(&mut browser);
    assert!(polls <= 101, "{polls}");
}

#[test]
fn failures_of_one_tab_hold_back_all() {
    for failure in [ApiError::Offline, ApiError::Server] {
        let mut browser = five(true);
        browser.answer = Some(failure);
        browser.advance(secs(300));
        browser.take_sent();
        browser.advance(secs(3600));
        let (heartbeats, polls) = counts(&mut browser);
        assert!(heartbeats <= 270 && polls <= 270, "{heartbeats} heartbeats, {polls} polls");
    }
}

#[test]
fn a_backend_without_presence_is_known_to_all_tabs() {
    let mut browser = five(true);
    browser.answer = Some(ApiError::NotFound);
    browser.online = OnlineUsers::new(vec![BEN]);
    browser.advance(secs(10));
    assert!((0..5).all(|tab| browser.status(tab) == Status::Offline));
    assert!((0..5).all(|tab| browser.tab(tab).engine.snapshot().online.is_empty()));
}

#[test]
fn an_address_that_is_missing_makes_nobody_offline_before_the_other_was_asked() {
    for missing in [Endpoint::Primary, Endpoint::Alternative] {
        let mut browser = five(true);
        browser.online = OnlineUsers::new(vec![ANN, BEN]);
        browser.missing = Some(Request::OnlineUsers(missing.other()));
        browser.advance(secs(10));
        browser.missing = Some(Request::OnlineUsers(missing));
        // Now and then, two tabs ask at the same moment.
        (0..5).for_each(|tab| browser.tell(tab, Event::Refresh(Feed::OnlineUsers)));
        for _ in 0..1_000 {
            browser.advance(Duration::from_millis(10));
            assert!((0..5).all(|tab| browser.status(tab) == Status::Online), "{missing:?}");
        }
        browser.answer = Some(ApiError::NotFound);
        browser.advance(secs(5));
        assert!((0..5).all(|tab| browser.status(tab) == Status::Offline), "{missing:?}");
    }
}

#[test]
fn the_shortest_interval_of_all_tabs_counts() {
    let mut browser = five(true);
    browser.tell(3, Event::WantHeartbeat { key: 2, interval: Some(secs(60)) });
    browser.advance(secs(120));
    browser.take_sent();
    browser.advance(secs(3600));
    let (heartbeats, _) = counts(&mut browser);
    assert!((54..=62).contains(&heartbeats), "{heartbeats}");
}

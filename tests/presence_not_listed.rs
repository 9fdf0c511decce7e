//! Who is here, and no longer on the backend's list of those who are online, says so at once.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use leptos_presence::presence::{Event, Request};
use support::engine::{Bench, good_reply, online, secs, watching};
use support::{ANN, BEN};

/// Ann's tab, with a backend whose list has her on it while `listed` says so.
fn listed_while(listed: &Rc<Cell<bool>>) -> Bench {
    let mut bench = watching();
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    let listed = Rc::clone(listed);
    bench.backend = Box::new(move |request, now| {
        Some(match request {
            Request::OnlineUsers(_) if listed.get() => online(&[ANN, BEN]),
            Request::OnlineUsers(_) => online(&[BEN]),
            other => good_reply(other, now),
        })
    });
    bench.advance(secs(20));
    bench.forget_sent();
    bench
}

#[test]
fn one_whom_the_backend_has_dropped_is_back_with_the_next_poll() {
    let listed = Rc::new(Cell::new(true));
    let mut bench = listed_while(&listed);
    listed.set(false);
    bench.advance(secs(5));
    assert_eq!(bench.heartbeats().len(), 1, "{:?}", bench.heartbeats());
}

#[test]
fn a_sleep_that_no_clock_here_shows_is_noticed_by_that() {
    let listed = Rc::new(Cell::new(true));
    let mut bench = listed_while(&listed);
    // The monotonic clock stood still, and the wall clock was set back by as much as it went on.
    listed.set(false);
    bench.tell(Event::Woke);
    bench.advance(secs(5));
    assert_eq!(bench.heartbeats().len(), 1);
}

#[test]
fn a_backend_that_never_lists_those_who_ask_gets_no_more_heartbeats_for_that() {
    let mut bench = listed_while(&Rc::default());
    bench.advance(secs(600));
    assert!(bench.heartbeats().len() <= 5, "{:?}", bench.heartbeats());
}

#[test]
fn a_backend_that_keeps_to_it_is_told_once() {
    let listed = Rc::new(Cell::new(true));
    let mut bench = listed_while(&listed);
    listed.set(false);
    bench.advance(secs(60));
    assert_eq!(bench.heartbeats().len(), 1);
}

#[test]
fn a_list_that_changes_its_mind_with_each_poll_costs_one_heartbeat_in_ten_seconds_at_the_most() {
    let listed = Rc::new(Cell::new(true));
    let mut bench = listed_while(&listed);
    for _ in 0..60 {
        listed.set(!listed.get());
        bench.advance(secs(4));
    }
    assert!(bench.heartbeats().len() <= 40, "{}", bench.heartbeats().len());
}

//! Why a dot says what it says.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use chrono::{DateTime, Utc};
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::{self, Now, TimeExt};
use leptos_presence::presence::explanation::words;
use leptos_presence::presence::{Event, Request};
use support::engine::{Bench, good_reply, online, watching};
use support::{ANN, BEN, CLEO};

fn clock(time: DateTime<Utc>) -> String {
    time::to_rfc3339(time)[11..19].to_owned()
}

fn said(bench: &Bench, user: UserId) -> String {
    words(&bench.engine.explain(user), bench.now.uptime, clock)
}

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

/// Ann is kept online, and sees that Ben is.
fn kept_online() -> Bench {
    let mut bench = watching();
    bench.backend = Box::new(|request, now| {
        Some(match request {
            Request::OnlineUsers(_) => online(&[ANN, BEN]),
            _ => good_reply(request, now),
        })
    });
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.advance(secs(40));
    bench
}

#[test]
fn others_are_explained_by_the_list() {
    let mut bench = kept_online();
    assert_eq!(
        said(&bench, BEN),
        "On the server’s list of people online, confirmed just now. Next check in 4 s."
    );
    bench.advance(secs(3));
    assert_eq!(
        said(&bench, BEN),
        "On the server’s list of people online, confirmed 3 s ago. Next check in 1 s."
    );
    assert_eq!(
        said(&bench, CLEO),
        "Not on the server’s list of people online, confirmed 3 s ago. Next check in 1 s."
    );
}

#[test]
fn oneself_is_explained_by_the_heartbeat_and_when_it_ends() {
    let bench = kept_online();
    assert_eq!(
        said(&bench, ANN),
        "Others see you as online. Last heartbeat accepted 40 s ago; without another you go offline at 12:05:00. \
         Next heartbeat in 1 min."
    );
}

#[test]
fn the_end_is_told_by_the_backend_s_clock_whatever_the_local_one_says() {
    let mut bench = watching();
    bench.now.wall = bench.now.wall.plus(secs(3 * 3600));
    let noon = support::NOON;
    bench.backend = Box::new(move |request, now| {
        Some(match request {
            // The clock looks like a sleep, after which the list is asked for again.
            Request::OnlineUsers(_) => online(&[ANN]),
            _ => good_reply(request, Now { wall: noon, ..now }),
        })
    });
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    assert!(said(&bench, ANN).contains("offline at 12:05:00."), "{}", said(&bench, ANN));
}

#[test]
fn what_is_old_is_said_to_be_old() {
    let mut bench = kept_online();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Offline)));
    bench.advance(secs(60));
    assert!(
        said(&bench, BEN)
            .starts_with("Last confirmed at 12:00:40. That is too long ago to be believed. Next check")
    );
    assert!(
        said(&bench, ANN).starts_with("How others see you is not known. Last heartbeat accepted 1 min ago.")
    );
}

#[test]
fn nothing_heard_and_nothing_to_be_heard_are_told_apart() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::SignedIn(ANN));
    assert_eq!(said(&bench, BEN), "The server has not said yet who is online.");
    assert_eq!(said(&bench, ANN), "How others see you is not known yet.");
    let mut bench = watching();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::NotFound)));
    bench.advance(secs(10));
    assert!(said(&bench, BEN).starts_with("This server does not tell who is online."));
    assert!(
        said(&bench, ANN).starts_with("Others see you as offline: the server has not heard from you yet.")
    );
}

#[test]
fn an_optimistic_status_is_not_presented_as_the_servers() {
    let mut bench = kept_online();
    bench.tell(Event::SetUserOnline(CLEO, true));
    assert!(said(&bench, CLEO).starts_with("Said by this app, and not confirmed by the server yet."));
    bench.advance(secs(4));
    assert!(said(&bench, CLEO).starts_with("Not on the server’s list"));
}

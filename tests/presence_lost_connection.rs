//! A short blip says nothing, a real loss says so within 5 s, and one poll ends it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::event::StaleNotice;
use leptos_presence::presence::{Effect, Event, Status};
use support::engine::{Bench, good_reply, watching};
use support::{ANN, NOON};

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Between `from` and `to`, counted from the start, every request ends like this.
fn fail_between(bench: &mut Bench, from: Duration, to: Duration, end: Option<ApiError>) {
    let start = bench.now.uptime - bench.elapsed();
    bench.backend = Box::new(move |request, now| {
        let elapsed = now.uptime - start;
        if (from..to).contains(&elapsed) { end.clone().map(Err) } else { Some(good_reply(request, now)) }
    });
}

fn notices(bench: &Bench) -> Vec<Option<StaleNotice>> {
    let notice = |effect: &Effect| match effect {
        Effect::StaleNotice(notice) => Some(*notice),
        _ => None,
    };
    bench.effects.iter().filter_map(notice).collect()
}

/// When, since now, people are told.
fn notice_after(bench: &mut Bench, within: Duration) -> Option<Duration> {
    let start = bench.elapsed();
    while bench.elapsed() < start + within {
        bench.advance(millis(10));
        if notices(bench).iter().any(Option::is_some) {
            return Some(bench.elapsed() - start);
        }
    }
    None
}

#[test]
fn two_seconds_without_network_say_nothing() {
    // From every moment between two polls on, whether or not the browser knows.
    for begin in (20_000..24_000).step_by(100) {
        for known in [false, true] {
            let mut bench = watching();
            fail_between(&mut bench, millis(begin), millis(begin + 2_000), Some(ApiError::Offline));
            bench.advance(millis(begin));
            if known {
                bench.tell(Event::NetworkLost);
            }
            bench.advance(millis(2_000));
            if known {
                bench.tell(Event::Resumed);
            }
            assert_eq!(
                notice_after(&mut bench, millis(20_000)),
                None,
                "a blip at {begin} ms, known: {known}"
            );
        }
    }
}

#[test]
fn a_loss_that_the_browser_knows_of_is_said_within_five_seconds() {
    for begin in (20_000..24_000).step_by(100) {
        let mut bench = watching();
        fail_between(&mut bench, millis(begin), millis(90_000), Some(ApiError::Offline));
        bench.advance(millis(begin));
        bench.tell(Event::NetworkLost);
        let told = notice_after(&mut bench, millis(9_000));
        assert!(told.is_some_and(|after| after <= millis(5_000)), "{told:?}");
    }
}

#[test]
fn a_loss_is_said_within_five_seconds_of_the_first_request_that_shows_it() {
    for end in [Some(ApiError::Offline), None] {
        for begin in (20_000..24_000).step_by(100) {
            let mut bench = watching();
            fail_between(&mut bench, millis(begin), millis(90_000), end.clone());
            bench.advance(millis(begin));
            bench.forget_sent();
            while bench.polls().is_empty() {
                bench.advance(millis(10));
            }
            let told = notice_after(&mut bench, millis(9_000));
            assert!(told.is_some_and(|after| after <= millis(5_000)), "{told:?}");
        }
    }
}

#[test]
fn what_is_known_is_shown_until_it_is_old_and_one_poll_ends_it_all() {
    let mut bench = watching();
    fail_between(&mut bench, millis(20_500), millis(70_000), Some(ApiError::Offline));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.advance(millis(29_500));
    let notice = notices(&bench).last().copied().flatten().expect("a notice");
    assert!(notice.still_shown);
    assert_eq!(notice.since, Some(NOON.plus(millis(20_000))));
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Offline, "as the last list said");

    bench.advance(millis(30_000));
    assert!(notices(&bench).last().copied().flatten().is_some_and(|notice| !notice.still_shown));
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Unknown);

    bench.advance(millis(10_500));
    bench.forget_sent();
    bench.tell(Event::Resumed);
    assert_eq!(bench.polls().len(), 1);
    assert_eq!(notices(&bench), [None]);
}

#[test]
fn a_server_that_answers_with_errors_is_not_out_of_reach() {
    let mut bench = watching();
    fail_between(&mut bench, millis(20_500), millis(90_000), Some(ApiError::Server));
    bench.advance(millis(49_000));
    assert!(notices(&bench).is_empty());
}

#[test]
fn a_tab_that_is_shown_again_does_not_speak_of_what_happened_before() {
    let mut bench = watching();
    fail_between(&mut bench, millis(20_500), millis(26_000), Some(ApiError::Offline));
    bench.advance(millis(22_000));
    bench.tell(Event::Visibility(false));
    bench.advance(millis(5_000));
    bench.tell(Event::Visibility(true));
    assert_eq!(notice_after(&mut bench, millis(10_000)), None);
}

//! The small rules: routes, the composer, waits, failures, times.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::chat::composer::{LONGEST_MESSAGE, Refusal, compose};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::RoomId;
use leptos_presence::model::paths::{Area, after_sign_in};
use leptos_presence::model::time::{self, TimeExt};
use leptos_presence::presence::backoff::{BASE, Backoff, CAP, Jitter};
use proptest::prelude::*;
use support::{NOON, ann};

#[test]
fn everyone_goes_to_their_own_home_or_back_to_where_they_were() {
    let veteran = ann();
    let mut staff = ann();
    staff.is_staff = true;
    assert_eq!(after_sign_in(None, &veteran), "/dashboard");
    assert_eq!(after_sign_in(None, &staff), "/admin");
    for own in ["/dashboard", "/dashboard/messages/7", "/admin", "/admin/messages?x=1", "/dashboard#main"] {
        assert_eq!(after_sign_in(Some(own), &veteran), own);
    }
}

#[test]
fn no_address_leads_out_of_the_app_or_back_to_the_sign_in() {
    let others = [
        "https://evil.example/dashboard",
        "//evil.example/dashboard",
        "/\\evil.example",
        "javascript:alert(1)",
        "/dashboardish",
        "/login",
        "",
        "dashboard",
    ];
    for other in others {
        assert_eq!(after_sign_in(Some(other), &ann()), "/dashboard", "{other}");
    }
}

#[test]
fn rooms_have_an_address_in_each_area() {
    assert_eq!(Area::Dashboard.room(RoomId(7)), "/dashboard/messages/7");
    assert_eq!(Area::Admin.room(RoomId(7)), "/admin/messages/7");
}

#[test]
fn what_is_sent_is_what_was_typed_without_blank_ends() {
    assert_eq!(compose("  two\nlines \n"), Ok("two\nlines".to_owned()));
    for blank in ["", "   ", "\n\n\t"] {
        assert_eq!(compose(blank), Err(Refusal::Blank));
    }
    let longest = "é".repeat(LONGEST_MESSAGE);
    assert_eq!(compose(&longest), Ok(longest.clone()));
    assert_eq!(compose(&format!("{longest}xyz")), Err(Refusal::TooLong(3)));
}

proptest! {
    #[test]
    fn waits_grow_to_the_cap_and_differ(seed: u64, failures in 1_u32..20) {
        let mut backoff = Backoff::default();
        let mut jitter = Jitter::new(seed);
        for failure in 1..=failures {
            let wait = backoff.failed(None, &mut jitter);
            prop_assert!(wait >= BASE && wait <= CAP.min(Duration::from_secs(1 << failure.min(10))));
        }
        backoff.succeeded();
        prop_assert!(backoff.failed(None, &mut jitter) <= Duration::from_secs(2));
    }

    #[test]
    fn jitter_stays_between_its_bounds(seed: u64, low in 0_u64..5_000, span in 0_u64..5_000) {
        let (low, high) = (Duration::from_millis(low), Duration::from_millis(low + span));
        let mut jitter = Jitter::new(seed);
        for _ in 0..20 {
            prop_assert!((low..=high).contains(&jitter.between(low, high)));
        }
    }
}

#[test]
fn jitter_reaches_both_bounds() {
    let mut jitter = Jitter::new(1);
    let drawn: Vec<_> =
        (0..200).map(|_| jitter.between(Duration::ZERO, Duration::from_millis(3)).as_millis()).collect();
    assert!((0..=3).all(|value| drawn.contains(&value)));
}

#[test]
fn a_server_that_asks_for_longer_gets_longer() {
    let mut backoff = Backoff::default();
    let asked = Duration::from_secs(500);
    assert_eq!(backoff.failed(Some(asked), &mut Jitter::new(1)), asked);
}

#[test]
fn failures_are_sentences() {
    assert_eq!(ApiError::Offline.sentence(), "The server can't be reached.");
    assert_eq!(ApiError::Rejected("Too long.".to_owned()).sentence(), "Too long.");
    assert_eq!(ApiError::Rejected("été".to_owned()).sentence(), "été.");
    assert_eq!(ApiError::Rejected(String::new()).sentence(), ".");
}

#[test]
fn a_good_status_is_no_failure() {
    for status in [200, 201, 204, 304] {
        assert_eq!(ApiError::from_status(status, None, None), None);
    }
}

#[test]
fn a_backend_that_says_how_long_it_is_away_is_given_that_long() {
    let retry_after = Some(Duration::from_secs(20));
    assert_eq!(ApiError::from_status(503, retry_after, None), Some(ApiError::RateLimited { retry_after }));
    assert_eq!(ApiError::from_status(503, None, None), Some(ApiError::Server));
}

#[test]
fn times_are_written_as_in_the_source_document() {
    assert_eq!(time::to_rfc3339(NOON), "2024-01-28T12:00:00Z");
    for beyond in [i64::MIN, i64::MAX] {
        assert!(!time::to_rfc3339(time::from_millis(beyond)).is_empty(), "no calendar reaches it");
    }
}

#[test]
fn a_negative_age_is_none() {
    assert_eq!(NOON.since(NOON.plus(Duration::from_secs(5))), Duration::ZERO);
}

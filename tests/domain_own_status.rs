//! What people are told about how others see them.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use leptos_presence::domain::own_status::{sentence, true_for};
use leptos_presence::domain::presence::Status;
use proptest::prelude::*;

const fn seconds(count: u64) -> Option<Duration> {
    Some(Duration::from_secs(count))
}

#[test]
fn ages_are_whole_minutes_then_whole_hours() {
    let said = |age| sentence(Status::Online, seconds(age));
    assert_eq!(said(59), "Others see you as online. Confirmed just now.");
    assert_eq!(said(60), "Others see you as online. Confirmed 1 min ago.");
    assert_eq!(said(3599), "Others see you as online. Confirmed 59 min ago.");
    assert_eq!(said(3600), "Others see you as online. Confirmed 1 h ago.");
}

#[test]
fn nobody_is_told_that_they_are_online_when_that_is_not_known() {
    for age in [None, seconds(5)] {
        assert!(!sentence(Status::Unknown, age).contains("online"));
        assert!(!sentence(Status::Offline, age).contains("online"));
    }
}

proptest! {
    /// A timer that waits that long changes the words each time, and misses no change.
    #[test]
    fn the_words_stay_true_exactly_as_long_as_is_said(millis in 0_u64..100_000_000) {
        let age = Duration::from_millis(millis);
        let change = age + true_for(age);
        let said = |age| sentence(Status::Online, Some(age));
        prop_assert!(change > age);
        prop_assert_eq!(said(age), said(change - Duration::from_millis(1)));
        prop_assert_ne!(said(age), said(change));
    }
}

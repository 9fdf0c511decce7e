//! The backend's time, whatever the local clock says.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::time::{self, Now, TimeExt};
use leptos_presence::presence::server_clock::ServerClock;
use proptest::prelude::*;
use support::NOON;

const EXACT: Duration = Duration::ZERO;
const SECOND: Duration = Duration::from_secs(1);

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn local(uptime: Duration, hours_wrong: i64) -> Now {
    Now { uptime, wall: time::from_millis(NOON.timestamp_millis() + hours_wrong * 3_600_000) }
}

#[test]
fn before_any_reply_the_local_clock_is_all_there_is() {
    assert_eq!(ServerClock::default().at(local(millis(10), -3)), local(millis(10), -3).wall);
}

#[test]
fn after_a_reply_the_local_clock_makes_no_difference() {
    let mut clock = ServerClock::default();
    assert!(clock.update(NOON, EXACT, millis(1_000), millis(1_080)));
    for wrong in [-3, 0, 3] {
        assert_eq!(clock.at(local(millis(61_040), wrong)), NOON.plus(Duration::from_secs(60)));
    }
}

#[test]
fn what_agrees_with_what_is_known_moves_nothing() {
    let mut clock = ServerClock::default();
    clock.update(NOON, EXACT, millis(1_000), millis(1_080));
    // A header to the second: the same second, and the one that the reply may have fallen into.
    assert!(!clock.update(NOON, SECOND, millis(1_000), millis(1_500)));
    assert!(!clock.update(NOON.plus(SECOND), SECOND, millis(2_000), millis(2_900)));
}

#[test]
fn after_a_sleep_in_which_the_monotonic_clock_stood_still_the_next_reply_puts_it_right() {
    let mut clock = ServerClock::default();
    clock.update(NOON, EXACT, millis(1_000), millis(1_000));
    let hours = Duration::from_secs(3 * 3_600);
    assert!(clock.update(NOON.plus(hours), SECOND, millis(2_000), millis(2_100)));
    let off = clock.at(local(millis(2_100), 0)).since(NOON.plus(hours));
    assert!(off <= SECOND, "{off:?}");
}

proptest! {
    #[test]
    fn it_is_never_further_off_than_the_slowest_way_there_or_back(
        replies in proptest::collection::vec((0_u64..5_000, 0_u64..5_000, any::<bool>()), 1..20),
        offset in -10_000_000_i64..10_000_000,
    ) {
        let truth = |uptime: u64| NOON.timestamp_millis() + offset + i64::try_from(uptime).expect("small");
        let mut clock = ServerClock::default();
        let mut uptime = 1_000;
        for (up, down, header) in replies {
            let there = truth(uptime + up);
            let (said, resolution) =
                if header { (there - there.rem_euclid(1_000), SECOND) } else { (there, EXACT) };
            let (asked, answered) = (uptime, uptime + up + down);
            clock.update(time::from_millis(said), resolution, millis(asked), millis(answered));
            uptime = answered;
            let width = i64::try_from(up + down).expect("small") + if header { 1_000 } else { 0 };
            let shown = clock.at(local(millis(uptime), 2)).timestamp_millis();
            prop_assert!((shown - truth(uptime)).abs() <= width, "off by {}", shown - truth(uptime));
        }
    }
}

//! The heartbeat after a sleep, whichever way the machine's clocks go through it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::domain::presence::Event;
use support::ANN;
use support::engine::{Bench, secs};

fn signed_in() -> Bench {
    let mut bench = Bench::new();
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench
}

#[test]
fn after_a_sleep_exactly_one_is_sent_and_the_rhythm_goes_on_from_there() {
    let mut bench = signed_in();
    bench.advance(secs(30));
    bench.forget_sent();
    // The monotonic clock stood still, the wall clock went on; no event but the late timer.
    bench.now.wall = bench.now.wall.plus(secs(7_200));
    bench.tell(Event::Woke);
    bench.tell(Event::Resumed);
    bench.tell(Event::Visibility(true));
    bench.advance(secs(125));
    assert_eq!(bench.heartbeats(), [30, 150].map(secs));
}

#[test]
fn a_machine_whose_monotonic_clock_runs_in_sleep_sends_one_too() {
    let mut bench = signed_in();
    bench.forget_sent();
    bench.now = bench.now.after(secs(7_200));
    bench.tell(Event::Woke);
    assert_eq!(bench.heartbeats(), [secs(7_200)]);
    bench.advance(secs(120));
    assert_eq!(bench.heartbeats(), [7_200, 7_320].map(secs));
}

#[test]
fn a_heartbeat_of_just_before_the_lid_closed_is_old_when_it_opens_also_where_the_clock_stood_still() {
    let mut bench = signed_in();
    bench.advance(secs(121));
    assert_eq!(bench.heartbeats(), [0, 120].map(secs));
    // Some browsers' monotonic clock stands still while the machine sleeps.
    bench.now.wall = bench.now.wall.plus(secs(600));
    bench.tell(Event::Resumed);
    assert_eq!(bench.heartbeats(), [0, 120, 121].map(secs));
    bench.tell(Event::Resumed);
    bench.tell(Event::Woke);
    assert_eq!(bench.heartbeats().len(), 3, "one answers all that waking up brings");
}

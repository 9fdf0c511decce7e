//! Whether the model's tabs share as those of a browser do.

use accuracy::backend::{GRACE, TOKEN_LIFE};
use accuracy::client_kind::{CLIENT_KINDS, ClientKind};
use accuracy::network::{Conditions, Network};
use accuracy::people::{Act, Person};
use accuracy::random::{HOUR, MINUTE, Millis, SECOND};
use accuracy::simulation::{Run, Sent, Setting, run};
use accuracy::spans::holding;

const ENGINE: ClientKind = CLIENT_KINDS[0];
const NAIVE: ClientKind = CLIENT_KINDS[1];
const NEVER_SLOWED: ClientKind = CLIENT_KINDS[2];

/// One person, to whom nothing happens but this, with a network that loses nothing.
fn day(acts: Vec<(Millis, Act)>, clock_stops: bool) -> Setting {
    let person = Person { acts, clock_ahead: 0, clock_stops };
    Setting {
        seed: 7,
        end: 2 * HOUR,
        token_life: TOKEN_LIFE,
        grace: GRACE,
        people: vec![(person, Conditions::of(Network::Perfect, 7))],
    }
}

/// So many tabs, the first in front or all.
fn open(tabs: usize, all_in_front: bool) -> Vec<(Millis, Act)> {
    (0..tabs).map(|tab| (tab as Millis * 7 * SECOND, Act::Open(tab, all_in_front || tab == 0))).collect()
}

fn sent(acts: Vec<(Millis, Act)>, kind: ClientKind) -> Sent {
    run(&day(acts, false), kind, None).sent[0]
}

/// The longest time, after `from`, in which nothing was sent.
fn longest_pause(run: &Run, from: Millis) -> Millis {
    let times: Vec<Millis> = run.traffic[0].sent.iter().copied().filter(|at| *at >= from).collect();
    times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(Millis::MAX)
}

#[test]
fn three_windows_side_by_side_ask_as_often_as_one_and_the_naive_ones_three_times() {
    let (one, three) = (sent(open(1, true), ENGINE), sent(open(3, true), ENGINE));
    assert!(three.all() <= one.all() + 12, "{one:?}, {three:?}");
    assert_eq!(three.refreshes, one.refreshes);
    let (one, three) = (sent(open(1, true), NAIVE), sent(open(3, true), NAIVE));
    assert!(three.all() >= one.all() * 29 / 10, "{one:?}, {three:?}");
}

#[test]
fn naive_tabs_that_are_hidden_ask_as_often_as_others_where_no_browser_slows_them() {
    let slowed = sent(open(3, false), NAIVE);
    let (one, three) = (sent(open(1, false), NEVER_SLOWED), sent(open(3, false), NEVER_SLOWED));
    assert!(three.polls >= one.polls * 29 / 10, "{one:?}, {three:?}");
    assert!(slowed.polls < three.polls / 2, "{slowed:?}, {three:?}");
}

#[test]
fn hidden_tabs_cost_nothing() {
    let (one, three) = (sent(open(1, false), ENGINE), sent(open(3, false), ENGINE));
    assert!(three.all() <= one.all() + 3, "{one:?}, {three:?}");
}

#[test]
fn a_window_that_crashes_is_replaced_at_once() {
    let leaves = 20 * MINUTE + 1_234;
    for crashes in 0..3 {
        let mut acts = open(3, true);
        acts.push((leaves, Act::End(crashes)));
        let run = run(&day(acts, false), ENGINE, None);
        assert!(longest_pause(&run, leaves - MINUTE) <= 4_100, "tab {crashes}: {run:?}");
    }
}

#[test]
fn the_lead_goes_to_the_window_that_is_still_in_front() {
    let hides = 20 * MINUTE;
    let mut acts = open(3, true);
    acts.extend([(hides, Act::Visible(0, false)), (hides, Act::Visible(1, false))]);
    let run = run(&day(acts, false), ENGINE, None);
    assert!(longest_pause(&run, hides - MINUTE) <= 4_100);
}

#[test]
fn three_windows_wake_up_as_one_whichever_way_the_clocks_go() {
    for clock_stops in [true, false] {
        let (sleeps, wakes) = (20 * MINUTE, 80 * MINUTE);
        let mut acts = open(3, true);
        acts.extend([(sleeps, Act::Sleep), (wakes, Act::Wake)]);
        let run = run(&day(acts, clock_stops), ENGINE, None);
        let at_once = run.traffic[0].sent.iter().filter(|at| (wakes..wakes + 3 * SECOND).contains(*at));
        let in_sleep = run.traffic[0].sent.iter().filter(|at| (sleeps + 1..wakes).contains(*at));
        assert_eq!(in_sleep.count(), 0);
        // A refresh, a heartbeat and a poll.
        assert_eq!(at_once.count(), 3, "clock stops: {clock_stops}");
        assert!(holding(&run.backend.shown_online(0, 2 * HOUR), wakes + 3 * SECOND).is_some());
    }
}

#[test]
fn a_token_that_one_window_has_refreshed_is_all_windows() {
    let mut acts = open(3, false);
    // Each is in front for a minute.
    acts.extend((1..60).flat_map(|minute| {
        let at = minute * MINUTE;
        let (last, next) = ((minute as usize - 1) % 3, minute as usize % 3);
        [(at, Act::Visible(last, false)), (at, Act::Visible(next, true))]
    }));
    let (engine, naive) = (sent(acts.clone(), ENGINE), sent(acts, NAIVE));
    assert!(engine.refreshes <= 25, "{engine:?}: one in five minutes");
    assert!(naive.refreshes >= 2 * engine.refreshes, "{naive:?}");
}

#[test]
fn windows_side_by_side_come_and_go_together() {
    let acts = vec![
        (0, Act::Open(0, true)),
        (0, Act::Open(1, false)),
        (10, Act::Visible(0, false)),
        (10, Act::Visible(1, true)),
        (20, Act::Visible(1, false)),
        (30, Act::Sleep),
        (40, Act::Wake),
        (50, Act::Visible(0, true)),
        (60, Act::End(0)),
    ];
    let person = Person { acts, clock_ahead: 5, clock_stops: true };
    assert_eq!(person.tabs(), 2);
    let beside = person.side_by_side();
    let expected = [
        (0, Act::Open(0, true)),
        (0, Act::Open(1, true)),
        (20, Act::Visible(0, false)),
        (20, Act::Visible(1, false)),
        (30, Act::Sleep),
        (40, Act::Wake),
        (50, Act::Visible(0, true)),
        (50, Act::Visible(1, true)),
        (60, Act::End(0)),
        (60, Act::Visible(1, false)),
    ];
    assert_eq!(beside.acts, expected);
    assert_eq!(beside.present(100), person.present(100));
    assert_eq!((beside.clock_ahead, beside.clock_stops), (5, true));
}

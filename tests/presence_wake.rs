//! Waking up, whichever events tell of it and in whatever order: one heartbeat, one poll.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::presence::{Event, Feed};
use proptest::prelude::*;
use support::ANN;
use support::engine::{Bench, millis, secs};

/// How a machine tells of its sleep.
#[derive(Clone, Debug)]
struct Sleep {
    /// How long the tab had been there.
    before: Duration,
    lasts: Duration,
    /// Some browsers' monotonic clock stands still meanwhile.
    clock_stands_still: bool,
    /// Whether the tab was hidden, and is shown when the machine wakes.
    hidden: bool,
    /// What comes within the first second after, in order; each time that the page is shown, it was hidden before.
    signs: Vec<(u64, Sign)>,
}

#[derive(Clone, Copy, Debug)]
enum Sign {
    LateTimer,
    Resumed,
    Flip,
}

fn sleep() -> impl Strategy<Value = Sleep> {
    let sign = prop::sample::select(vec![Sign::LateTimer, Sign::Resumed, Sign::Resumed, Sign::Flip]);
    let signs = prop::collection::vec((0_u64..999, sign), 0..12);
    (0_u64..600_000, 30_000_u64..12 * 3_600_000, any::<bool>(), any::<bool>(), signs).prop_map(
        |(before, lasts, clock_stands_still, hidden, mut signs)| {
            signs.sort_by_key(|(at, _)| *at);
            Sleep { before: millis(before), lasts: millis(lasts), clock_stands_still, hidden, signs }
        },
    )
}

fn fall_asleep(sleep: &Sleep) -> Bench {
    let mut bench = Bench::new();
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(sleep.before);
    if sleep.hidden {
        bench.tell(Event::Visibility(false));
    }
    bench.forget_sent();
    if sleep.clock_stands_still {
        bench.now.wall = bench.now.wall.plus(sleep.lasts);
    } else {
        bench.now = bench.now.after(sleep.lasts);
    }
    bench
}

/// Lets the machine wake, and three seconds pass from the first request on.
fn wake(bench: &mut Bench, sleep: &Sleep) {
    let began = bench.now.uptime;
    let mut visible = !sleep.hidden;
    let mut last = None;
    for (at, sign) in &sleep.signs {
        last = Some(began + millis(*at));
        let step = (began + millis(*at)).saturating_sub(bench.now.uptime);
        if bench.engine.next_wake() < Some(bench.now.uptime) {
            // A timer that is late anyway may come after all signs.
            bench.now = bench.now.after(step);
        } else {
            bench.advance(step);
        }
        match sign {
            Sign::LateTimer => bench.tell(Event::Woke),
            Sign::Resumed => bench.tell(Event::Resumed),
            Sign::Flip => {
                bench.tell(Event::Visibility(!visible));
                bench.tell(Event::Visibility(visible));
            }
        }
    }
    if !visible {
        visible = true;
        bench.tell(Event::Visibility(visible));
        last.get_or_insert(bench.now.uptime);
    }
    match last {
        Some(_) => {
            let first = bench.sent.first().map_or(bench.elapsed(), |(at, _)| *at);
            bench.advance((first + secs(3)).saturating_sub(bench.elapsed()));
        }
        // Nothing told of it but the next timer.
        None => {
            let at = bench.engine.next_wake().expect("it goes on");
            bench.now = bench.now.after(at.saturating_sub(bench.now.uptime));
            bench.tell(Event::Woke);
            bench.advance(secs(3));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 4, ..ProptestConfig::default() })]

    #[test]
    fn waking_up_costs_one_heartbeat_and_one_poll(sleep in sleep()) {
        let mut bench = fall_asleep(&sleep);
        wake(&mut bench, &sleep);
        prop_assert_eq!(bench.heartbeats().len(), 1, "{:?}", &bench.sent);
        prop_assert_eq!(bench.polls().len(), 1, "{:?}", &bench.sent);
    }
}

#[test]
fn a_late_timer_and_nothing_else_is_enough() {
    for clock_stands_still in [false, true] {
        let sleep = Sleep {
            before: secs(10),
            lasts: secs(7_200),
            clock_stands_still,
            hidden: false,
            signs: Vec::new(),
        };
        let mut bench = fall_asleep(&sleep);
        wake(&mut bench, &sleep);
        assert_eq!((bench.heartbeats().len(), bench.polls().len()), (1, 1), "{clock_stands_still}");
    }
}

#[test]
fn a_poll_that_was_sent_just_before_the_sleep_is_an_old_one_after_it() {
    let sleep =
        Sleep { before: secs(4), lasts: secs(30), clock_stands_still: true, hidden: true, signs: Vec::new() };
    let mut bench = fall_asleep(&sleep);
    wake(&mut bench, &sleep);
    assert_eq!((bench.heartbeats().len(), bench.polls().len()), (1, 1), "{:?}", bench.sent);
}

#[test]
fn a_poll_that_was_sent_just_before_somebody_left_does_not_answer_for_their_coming_back() {
    for away in [millis(300), millis(900)] {
        let mut bench = Bench::new();
        bench.tell(Event::SignedIn(ANN));
        bench.tell(Event::Watch(Feed::OnlineUsers));
        bench.advance(secs(4));
        bench.forget_sent();
        bench.advance(away);
        bench.tell(Event::Resumed);
        bench.tell(Event::Resumed);
        bench.advance(secs(3));
        assert_eq!(bench.polls(), [secs(5)], "a second after the last one, and once");
    }
}

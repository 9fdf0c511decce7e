//! The heartbeat after a sleep, whichever way the machine's clocks go through it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time;
use leptos_presence::model::time::{Now, TimeExt};
use leptos_presence::presence::explanation::words;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, Reply, Request, Status};
use support::ANN;
use support::engine::{Bench, good_reply, millis, online, secs};

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

fn answer(request: Request, now: Now) -> Result<Reply, ApiError> {
    if matches!(request, Request::OnlineUsers(_)) { online(&[ANN]) } else { good_reply(request, now) }
}

/// A page that was opened so long ago, on which Ann is seen to be online.
fn opened(ago: Duration) -> Bench {
    let mut bench = Bench::new();
    // The monotonic clock begins with the page.
    bench.now.uptime = Duration::ZERO;
    bench.engine = Engine::new(&PresenceSettings::default(), 7, bench.now);
    bench.start = Duration::ZERO;
    bench.backend = Box::new(|request, now| Some(answer(request, now)));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.tell(Event::SignedIn(ANN));
    bench.advance(ago);
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Online);
    bench
}

fn lose_network(bench: &mut Bench) {
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Offline)));
}

#[test]
fn what_was_known_before_a_sleep_is_not_known_after_it_also_where_the_clock_stood_still() {
    for age in [secs(1), secs(10), secs(3_600)] {
        let mut bench = opened(age);
        lose_network(&mut bench);
        bench.now.wall = bench.now.wall.plus(secs(8 * 3_600));
        bench.forget_sent();
        bench.tell(Event::Woke);
        bench.advance(secs(1));
        assert_eq!(bench.engine.snapshot().status(ANN), Status::Unknown, "{age:?}");
        let card = words(&bench.engine.explain(ANN), bench.now.uptime, time::to_rfc3339);
        assert!(card.starts_with("How others see you is not known"), "{card}");
        let notices = |bench: &Bench| {
            bench.effects.iter().filter(|effect| matches!(effect, Effect::StaleNotice(Some(_)))).count()
        };
        assert_eq!(notices(&bench), 0, "the first poll has a moment");
        bench.advance(secs(2));
        assert_eq!(notices(&bench), 1);
    }
}

#[test]
fn the_backend_s_clock_goes_on_in_sleep() {
    let mut bench = opened(secs(60));
    lose_network(&mut bench);
    let before = bench.engine.server_time(bench.now);
    bench.now.wall = bench.now.wall.plus(secs(8 * 3_600));
    bench.tell(Event::Woke);
    assert_eq!(bench.engine.server_time(bench.now).since(before), secs(8 * 3_600));
    let told = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Clock(clock) => Some(clock.at(bench.now)),
        _ => None,
    });
    assert_eq!(told, Some(bench.engine.server_time(bench.now)));
}

#[test]
fn a_wall_clock_set_forward_shows_until_the_next_replies_and_no_longer() {
    let mut bench = opened(secs(10));
    bench.backend = Box::new(|_, _| None);
    let truth = bench.now;
    bench.now.wall = bench.now.wall.plus(secs(3 * 3_600));
    bench.forget_sent();
    bench.tell(Event::Woke);
    assert_eq!((bench.heartbeats().len(), bench.polls().len()), (1, 1));
    bench.advance(millis(100));
    let at_backend = Now { wall: truth.wall.plus(millis(100)), ..bench.now };
    for ticket in std::mem::take(&mut bench.unanswered) {
        bench.tell(Event::Replied(ticket, answer(ticket.request, at_backend)));
    }
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Online);
    let off = bench.engine.server_time(bench.now).since(at_backend.wall);
    assert!(off <= millis(100), "{off:?}");
    let card = words(&bench.engine.explain(ANN), bench.now.uptime, time::to_rfc3339);
    assert!(card.starts_with("Others see you as online. Last heartbeat accepted just now"), "{card}");
    let told = bench.effects.iter().filter(|effect| matches!(effect, Effect::StaleNotice(Some(_))));
    assert_eq!(told.count(), 0, "no banner for the blink of an eye");
}

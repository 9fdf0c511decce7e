//! The heartbeat's schedule (CONTRACT section 2; the source document's "Custom Hook" and "Timeline Example").
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::TimeExt;
use leptos_presence::presence::settings::{HiddenTab, PresenceSettings};
use leptos_presence::presence::{Effect, Event, Note, Reply, Request};
use support::engine::{Bench, good_reply, millis, secs};
use support::{ANN, BEN, NOON};

fn wanted() -> Event {
    Event::WantHeartbeat { key: 1, interval: None }
}

fn signed_in() -> Bench {
    let mut bench = Bench::new();
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    bench
}

#[test]
fn none_is_sent_while_nobody_is_signed_in() {
    let mut bench = Bench::new();
    bench.tell(wanted());
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats(), []);
}

#[test]
fn none_is_sent_while_nothing_wants_it() {
    let mut bench = Bench::new();
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats(), []);
}

#[test]
fn one_is_sent_at_sign_in_and_then_every_two_minutes() {
    let mut bench = signed_in();
    bench.advance(secs(600));
    assert_eq!(bench.heartbeats(), [0, 120, 240, 360, 480, 600].map(secs));
}

#[test]
fn it_ends_with_the_last_who_wants_it() {
    let mut bench = signed_in();
    bench.tell(Event::WantHeartbeat { key: 2, interval: None });
    bench.tell(Event::UnwantHeartbeat { key: 1 });
    bench.advance(secs(120));
    assert_eq!(bench.heartbeats().len(), 2);
    bench.tell(Event::UnwantHeartbeat { key: 2 });
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats().len(), 2);
}

#[test]
fn the_shortest_wanted_interval_counts() {
    let mut bench = signed_in();
    bench.tell(Event::WantHeartbeat { key: 2, interval: Some(secs(60)) });
    bench.advance(secs(180));
    assert_eq!(bench.heartbeats(), [0, 60, 120, 180].map(secs));
    bench.tell(Event::UnwantHeartbeat { key: 2 });
    bench.advance(secs(240));
    assert_eq!(bench.heartbeats(), [0, 60, 120, 180, 300, 420].map(secs));
}

#[test]
fn an_interval_wanted_while_a_second_attempt_is_on_its_way_counts_from_it() {
    let mut bench = signed_in();
    bench.backend = Box::new(|_, _| None);
    bench.advance(secs(120));
    bench.tell(Event::Replied(bench.unanswered[0], Err(ApiError::Offline)));
    bench.advance(secs(3));
    let attempt = *bench.heartbeats().last().expect("it tries again");
    bench.tell(Event::WantHeartbeat { key: 2, interval: Some(secs(20)) });
    bench.tell(Event::Replied(bench.unanswered[1], good_reply(Request::Heartbeat, bench.now)));
    bench.advance(secs(20));
    assert_eq!(bench.heartbeats(), [secs(0), secs(120), attempt, attempt + secs(20)]);
}

#[test]
fn a_longer_interval_puts_off_nothing_that_is_due_after_a_slow_reply() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(wanted());
    bench.tell(Event::WantHeartbeat { key: 2, interval: Some(secs(1)) });
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(10));
    bench.tell(Event::Replied(bench.unanswered[0], good_reply(Request::Heartbeat, bench.now)));
    bench.tell(Event::UnwantHeartbeat { key: 2 });
    bench.advance(secs(10));
    assert_eq!(bench.heartbeats(), [secs(0), millis(10_250)]);
}

#[test]
fn an_interval_that_the_threshold_cannot_bear_is_named_and_not_used() {
    for refused in [secs(121), secs(400), millis(999), secs(0)] {
        let mut bench = Bench::new();
        bench.tell(Event::SignedIn(ANN));
        bench.tell(Event::WantHeartbeat { key: 1, interval: Some(refused) });
        bench.advance(secs(240));
        assert_eq!(bench.heartbeats(), [0, 120, 240].map(secs));
        assert!(bench.effects.contains(&Effect::Note(Note::IntervalRefused(refused))));
    }
}

#[test]
fn it_pauses_while_hidden_and_one_is_sent_at_once_when_shown() {
    let mut bench = signed_in();
    bench.advance(secs(130));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats(), [0, 120].map(secs));
    bench.tell(Event::Visibility(true));
    bench.advance(secs(120));
    assert_eq!(bench.heartbeats(), [0, 120, 3_730, 3_850].map(secs));
}

#[test]
fn a_tab_opened_in_the_background_waits_until_it_is_looked_at() {
    let mut bench = Bench::new();
    bench.tell(Event::Visibility(false));
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(600));
    assert_eq!(bench.heartbeats(), []);
    bench.tell(Event::Visibility(true));
    assert_eq!(bench.heartbeats(), [secs(600)]);
}

#[test]
fn fifty_flips_in_ten_seconds_cost_at_most_three() {
    let mut bench = signed_in();
    bench.advance(secs(60));
    bench.forget_sent();
    for flip in 0..50 {
        bench.tell(Event::Visibility(flip % 2 == 1));
        bench.advance(millis(200));
    }
    bench.tell(Event::Visibility(true));
    assert!((1..=3).contains(&bench.heartbeats().len()), "{:?}", bench.heartbeats());
}

#[test]
fn a_quick_look_at_another_tab_costs_one_at_once() {
    let mut bench = signed_in();
    bench.advance(secs(2));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(1));
    bench.tell(Event::Visibility(true));
    assert_eq!(bench.heartbeats(), [0, 3].map(secs));
}

fn with_policy(hidden_tab: HiddenTab) -> Bench {
    let mut bench = Bench::with(&PresenceSettings { hidden_tab, ..PresenceSettings::default() });
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Visibility(false));
    bench
}

#[test]
fn the_policy_keep_goes_on_while_hidden() {
    let mut bench = with_policy(HiddenTab::Keep);
    bench.advance(secs(240));
    assert_eq!(bench.heartbeats(), [0, 120, 240].map(secs));
}

#[test]
fn the_policy_pause_after_goes_on_for_so_long() {
    let mut bench = with_policy(HiddenTab::PauseAfter(secs(300)));
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats(), [0, 120, 240].map(secs));
}

#[test]
fn a_lost_one_is_tried_again_within_thirty_seconds_and_two_losses_never_reach_the_threshold() {
    for lost in 1..=4 {
        let mut bench = signed_in();
        let mut left = lost;
        bench.backend = Box::new(move |request, now| {
            let fails = request == Request::Heartbeat && left > 0;
            left -= u32::from(fails);
            Some(if fails { Err(ApiError::Offline) } else { good_reply(request, now) })
        });
        bench.advance(secs(600));
        let beats = bench.heartbeats();
        let accepted: Vec<_> = beats
            .iter()
            .enumerate()
            .filter(|(n, _)| *n == 0 || *n > lost as usize)
            .map(|(_, at)| *at)
            .collect();
        let longest = accepted.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(longest < Some(secs(300)), "{lost} lost: {beats:?}");
        assert!(
            beats[1..]
                .windows(2)
                .take(lost as usize)
                .all(|pair| (secs(1)..=secs(30)).contains(&(pair[1] - pair[0])))
        );
    }
}

#[test]
fn retry_after_is_obeyed_even_by_a_tab_that_comes_and_goes() {
    let mut bench = signed_in();
    bench.advance(secs(119));
    let mut first = true;
    bench.backend = Box::new(move |request, now| {
        let refuse = std::mem::take(&mut first);
        Some(if refuse {
            Err(ApiError::RateLimited { retry_after: Some(secs(90)) })
        } else {
            good_reply(request, now)
        })
    });
    bench.advance(secs(11));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(5));
    bench.tell(Event::Visibility(true));
    bench.advance(secs(300));
    assert_eq!(bench.heartbeats()[..3], [0, 120, 210].map(secs));
}

#[test]
fn a_backend_without_the_endpoint_is_asked_no_more_often_than_one_that_has_it() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::NotFound)));
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(360));
    assert_eq!(bench.heartbeats(), [0, 120, 240, 360].map(secs));
}

#[test]
fn one_without_any_answer_is_given_up_and_tried_again() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(300));
    let beats = bench.heartbeats();
    assert!(beats.len() >= 3, "{beats:?}");
    assert!(beats.windows(2).all(|pair| pair[1] - pair[0] <= secs(75)), "{beats:?}");
    let cancelled = bench.effects.iter().filter(|effect| matches!(effect, Effect::Cancel(_))).count();
    assert!(cancelled >= beats.len() - 1, "each is given up before the next is sent");
}

#[test]
fn the_answer_to_one_given_up_changes_nothing() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(wanted());
    bench.tell(Event::SignedIn(ANN));
    let first = bench.unanswered[0];
    bench.advance(secs(50));
    bench.effects.clear();
    assert!(!bench.engine.awaits(first));
    bench.tell(Event::Replied(first, Ok(Reply::Heartbeat { last_activity: Some(bench.now.wall) })));
    assert_eq!(bench.effects, []);
}

#[test]
fn one_that_is_accepted_without_a_word_counts_from_when_it_was_sent_by_what_is_known_of_the_backends_clock() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|request, now| {
        let silent = request == Request::Heartbeat;
        Some(if silent { Ok(Reply::Heartbeat { last_activity: None }) } else { good_reply(request, now) })
    });
    bench.tell(wanted());
    let ahead = NOON.plus(secs(3600));
    bench.tell(Event::Dated { date: ahead, sent_ago: Duration::ZERO });
    bench.tell(Event::SignedIn(ANN));
    bench.advance(secs(600));
    assert_eq!(bench.heartbeats(), [0, 120, 240, 360, 480, 600].map(secs), "no oftener than others");
    let accepted = bench.effects.iter().find_map(|effect| match effect {
        Effect::HeartbeatAccepted { last_activity } => Some(*last_activity),
        _ => None,
    });
    let off_by = accepted.expect("accepted").signed_duration_since(ahead).num_milliseconds().abs();
    assert!(off_by <= 1_000, "{accepted:?}");
}

#[test]
fn sign_out_ends_it_and_another_persons_starts_at_once() {
    let mut bench = signed_in();
    bench.advance(secs(10));
    bench.tell(Event::SignedOut);
    bench.advance(secs(600));
    assert_eq!(bench.heartbeats(), [secs(0)]);
    assert_eq!(bench.engine.next_wake(), None);
    bench.tell(Event::SignedIn(BEN));
    assert_eq!(bench.heartbeats(), [0, 610].map(secs));
}

#[test]
fn a_session_that_the_backend_ended_stops_everything_and_says_so_once() {
    let mut bench = signed_in();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Unauthorised)));
    bench.advance(secs(3_600));
    assert_eq!(bench.heartbeats(), [0, 120].map(secs));
    let ends = bench.effects.iter().filter(|effect| **effect == Effect::SessionLost).count();
    assert_eq!(ends, 1);
    assert_eq!(bench.engine.next_wake(), None);
}

#[test]
fn each_one_is_noted_when_it_is_sent_and_when_it_is_accepted() {
    let bench = signed_in();
    let notes = bench.effects.iter().filter_map(|effect| match effect {
        Effect::Note(note) => Some(note.clone()),
        _ => None,
    });
    assert_eq!(notes.collect::<Vec<_>>(), [Note::HeartbeatSending, Note::HeartbeatSent]);
}

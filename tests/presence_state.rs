//! What replies make known, how well it is known, and whose dots are told (CONTRACT sections 2 and 5).
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::api_error::ApiError;

use leptos_presence::presence::{Affected, Effect, Event, Feed, Freshness, Request, Status};
use support::engine::{Bench, good_reply, millis, online, secs, watching};
use support::{ANN, BEN, CLEO, NOON};

#[test]
fn only_those_who_came_or_went_are_named() {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| Some(online(&[ANN, BEN])));
    bench.advance(secs(4));
    bench.effects.clear();
    bench.backend = Box::new(|_, _| Some(online(&[CLEO, ANN])));
    bench.advance(secs(4));
    let affected: Vec<_> = bench
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Presence(_, affected) => Some(affected.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(affected, [Affected::Users(vec![BEN, CLEO])]);
}

#[test]
fn an_unchanged_reply_touches_nothing() {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| Some(online(&[ANN, BEN])));
    bench.advance(secs(4));
    bench.effects.clear();
    bench.advance(secs(60));
    assert!(!bench.effects.iter().any(|effect| matches!(effect, Effect::Presence(..))));
}

#[test]
fn statuses_are_unknown_until_the_first_reply() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Unknown);
    assert_eq!(bench.engine.snapshot().online_count(), None);
    bench.tell(Event::Replied(bench.unanswered[0], online(&[BEN])));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
    assert_eq!(bench.engine.snapshot().status(CLEO), Status::Offline);
}

#[test]
fn what_is_known_grows_stale_after_thirty_seconds_and_people_are_told_since_when() {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.advance(secs(4));
    let confirmed = bench.now.wall;
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Offline)));
    bench.advance(millis(29_999));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
    bench.advance(millis(1));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Unknown);
    assert_eq!(bench.engine.snapshot().online_count(), None);
    let told = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::StaleNotice(notice) => Some(*notice),
        _ => None,
    });
    assert_eq!(told.flatten().map(|notice| notice.since), Some(Some(confirmed)));
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.advance(secs(30));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
    let told = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::StaleNotice(notice) => Some(*notice),
        _ => None,
    });
    assert_eq!(told, Some(None));
}

#[test]
fn a_first_reply_that_never_comes_is_told_too() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Offline)));
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(secs(31));
    assert_eq!(bench.engine.snapshot().freshness, Freshness::Stale { since: None });
}

#[test]
fn a_tab_that_comes_back_after_an_hour_says_nothing_of_old_data_when_its_first_poll_succeeds() {
    let mut bench = watching();
    bench.advance(secs(4));
    bench.tell(Event::Visibility(false));
    bench.advance(secs(3_600));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Unknown, "nobody looks, but it is the truth");
    bench.tell(Event::Visibility(true));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Offline);
    bench.advance(secs(60));
    assert!(!bench.effects.iter().any(|effect| matches!(effect, Effect::StaleNotice(Some(_)))));
}

#[test]
fn an_accepted_heartbeat_makes_oneself_online_at_once() {
    let mut bench = watching();
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Online);
}

#[test]
fn a_list_asked_for_before_ones_own_heartbeat_was_accepted_does_not_make_one_offline() {
    let mut bench = Bench::new();
    bench.backend =
        Box::new(|request, now| (request == Request::Heartbeat).then(|| good_reply(request, now)));
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    let before = bench.unanswered[0];
    bench.advance(millis(50));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.advance(millis(50));
    bench.tell(Event::Replied(before, online(&[BEN])));
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Online);
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.advance(secs(4));
    assert_eq!(bench.engine.snapshot().status(ANN), Status::Offline, "a later list is what others see");
}

#[test]
fn what_somebody_knows_by_other_means_holds_until_the_next_reply() {
    let mut bench = watching();
    bench.tell(Event::SetUserOnline(CLEO, true));
    assert_eq!(bench.engine.snapshot().status(CLEO), Status::Online);
    bench.advance(secs(4));
    assert_eq!(bench.engine.snapshot().status(CLEO), Status::Offline);
}

#[test]
fn a_local_clock_that_jumps_changes_nothing_on_screen() {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.advance(secs(4));
    for hours in [-3, 3] {
        bench.effects.clear();
        bench.now.wall =
            leptos_presence::model::time::from_millis(NOON.timestamp_millis() + hours * 3_600_000);
        bench.advance(secs(20));
        assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
        let shown = bench
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Presence(..) | Effect::StaleNotice(Some(_))));
        assert_eq!(shown.count(), 0);
    }
}

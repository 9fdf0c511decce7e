//! Polling: when each feed is asked for, and what its replies do (CONTRACT section 2).
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::RoomId;
use leptos_presence::presence::{Effect, Endpoint, Event, Feed, Freshness, Request, Status};
use support::engine::{Bench, good_reply, millis, online, secs, watching};
use support::{ANN, BEN, CLEO};

#[test]
fn each_watched_feed_is_asked_for_at_once_and_then_every_four_seconds() {
    let mut bench = watching();
    bench.tell(Event::Watch(Feed::Rooms));
    bench.tell(Event::Watch(Feed::Messages(RoomId(9))));
    bench.advance(secs(60));
    let every_four: Vec<_> = (0..=15).map(|n| secs(4 * n)).collect();
    assert_eq!(bench.polls(), every_four);
    assert_eq!(bench.sent_times(|request| request == Request::Rooms), every_four);
    assert_eq!(bench.sent_times(|request| request == Request::Messages(RoomId(9))), every_four);
}

#[test]
fn nothing_is_asked_for_that_nobody_looks_at() {
    let mut bench = watching();
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::Unwatch(Feed::OnlineUsers));
    bench.advance(secs(4));
    assert_eq!(bench.polls().len(), 2, "somebody still looks");
    bench.tell(Event::Unwatch(Feed::OnlineUsers));
    bench.advance(secs(600));
    assert_eq!(bench.polls().len(), 2);
}

#[test]
fn nothing_is_asked_for_while_hidden_and_each_feed_once_when_shown() {
    let mut bench = watching();
    bench.tell(Event::Watch(Feed::Rooms));
    bench.advance(secs(5));
    bench.tell(Event::Visibility(false));
    bench.forget_sent();
    bench.advance(secs(3_600));
    assert_eq!(bench.sent, []);
    bench.tell(Event::Visibility(true));
    assert_eq!(bench.sent.len(), 2);
}

#[test]
fn the_user_directory_is_asked_for_every_five_minutes() {
    let mut bench = watching();
    bench.tell(Event::Watch(Feed::People));
    bench.advance(secs(660));
    assert_eq!(bench.sent_times(|request| request == Request::People), [0, 300, 600].map(secs));
}

#[test]
fn two_of_a_kind_are_never_in_flight() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::Refresh(Feed::OnlineUsers));
    bench.tell(Event::Visibility(false));
    bench.tell(Event::Visibility(true));
    bench.tell(Event::Resumed);
    bench.advance(secs(44));
    assert_eq!(bench.polls(), [secs(0)]);
}

#[test]
fn a_refresh_while_one_is_in_flight_is_done_when_that_one_ends() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(millis(500));
    bench.tell(Event::Refresh(Feed::OnlineUsers));
    bench.advance(millis(500));
    bench.tell(Event::Replied(bench.unanswered[0], online(&[BEN])));
    assert_eq!(bench.polls(), [secs(0), secs(1)]);
}

#[test]
fn after_a_reply_slower_than_the_interval_the_backend_gets_a_pause() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(secs(6));
    bench.tell(Event::Replied(bench.unanswered[0], online(&[])));
    bench.advance(secs(1));
    assert_eq!(bench.polls(), [0, 7].map(secs));
}

#[test]
fn failures_back_off_with_jitter_and_recovery_needs_one_poll() {
    let mut bench = watching();
    bench.advance(secs(3));
    bench.forget_sent();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::Server)));
    bench.advance(secs(300));
    let polls = bench.polls();
    let gaps: Vec<_> = polls.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().all(|gap| (secs(1)..=secs(30)).contains(gap)), "{gaps:?}");
    assert!(polls.len() < 60, "backs off: {gaps:?}");
    assert!(gaps.iter().any(|gap| gap.subsec_millis() != 0), "jitter: {gaps:?}");
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.forget_sent();
    bench.advance(secs(30));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
    let polls = bench.polls();
    assert!(polls.windows(2).all(|pair| pair[1] - pair[0] == secs(4)), "{polls:?}");
}

#[test]
fn the_other_address_is_asked_at_once_when_one_is_missing_and_remembered() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|request, now| {
        Some(match request {
            Request::OnlineUsers(Endpoint::Primary) => Err(ApiError::NotFound),
            Request::OnlineUsers(Endpoint::Alternative) => online(&[BEN]),
            _ => good_reply(request, now),
        })
    });
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
    bench.advance(secs(8));
    let asked: Vec<_> = bench.sent.iter().map(|(_, request)| *request).collect();
    let [primary, alternative] = [Endpoint::Primary, Endpoint::Alternative].map(Request::OnlineUsers);
    assert_eq!(asked, [primary, alternative, alternative, alternative]);
}

#[test]
fn no_other_failure_leads_to_the_other_address() {
    let failures = [
        ApiError::Offline,
        ApiError::Timeout,
        ApiError::Forbidden,
        ApiError::RateLimited { retry_after: None },
        ApiError::Rejected(String::new()),
        ApiError::Server,
        ApiError::Malformed,
    ];
    for failure in failures {
        let mut bench = Bench::new();
        let reply = failure.clone();
        bench.backend = Box::new(move |_, _| Some(Err(reply.clone())));
        bench.tell(Event::SignedIn(ANN));
        bench.tell(Event::Watch(Feed::OnlineUsers));
        bench.advance(secs(120));
        let other = Request::OnlineUsers(Endpoint::Alternative);
        assert!(bench.sent.iter().all(|(_, request)| *request != other), "{failure:?}");
    }
}

#[test]
fn without_both_addresses_everyone_is_offline_and_no_one_is_told_of_old_data() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::NotFound)));
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(secs(600));
    assert_eq!(bench.engine.snapshot().freshness, Freshness::Unsupported);
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Offline);
    assert!(!bench.effects.iter().any(|effect| matches!(effect, Effect::StaleNotice(Some(_)))));
    assert!(bench.polls().len() <= 42, "asked seldom: {:?}", bench.polls());
}

#[test]
fn a_backend_that_learns_presence_is_noticed_without_a_reload() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| Some(Err(ApiError::NotFound)));
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(secs(30));
    bench.backend = Box::new(|_, _| Some(online(&[BEN])));
    bench.advance(secs(60));
    assert_eq!(bench.engine.snapshot().status(BEN), Status::Online);
}

#[test]
fn a_reply_that_belongs_to_an_earlier_sign_in_is_dropped() {
    let mut bench = Bench::new();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.tell(Event::SignedIn(ANN));
    let annes = bench.unanswered[0];
    bench.tell(Event::SignedOut);
    bench.tell(Event::SignedIn(BEN));
    bench.tell(Event::Replied(annes, online(&[CLEO])));
    assert_eq!(bench.engine.snapshot().status(CLEO), Status::Unknown);
}

#[test]
fn a_room_that_was_left_takes_its_request_with_it() {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| None);
    bench.tell(Event::Watch(Feed::Messages(RoomId(1))));
    let left = bench.unanswered[0];
    bench.tell(Event::Unwatch(Feed::Messages(RoomId(1))));
    assert!(bench.effects.contains(&Effect::Cancel(left.sequence)));
    assert!(!bench.engine.awaits(left));
}

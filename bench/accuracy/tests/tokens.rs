//! Whether the model's tokens and requests are those of `src/api/`.

use std::time::Duration;

use accuracy::backend::Backend;
use accuracy::random::{MINUTE, SECOND};
use accuracy::tokens::Tokens;
use accuracy::transport::{Ask, RequestLimits, Response, Transport};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::{self, Now};

const LONG: u64 = 1_000 * MINUTE;
const LIFE: Option<u64> = Some(5 * MINUTE);

fn now(uptime: u64, wall: i64) -> Now {
    Now { uptime: Duration::from_secs(uptime), wall: time::from_millis(wall * 1_000) }
}

fn asks(transport: &mut Transport) -> Vec<(u64, Ask)> {
    transport.take_packets().iter().map(|packet| (packet.exchange, packet.ask)).collect()
}

#[test]
fn a_refused_call_is_repeated_after_one_refresh_for_all() {
    let at = now(0, 0);
    let (mut transport, mut tokens) = (Transport::new(0, RequestLimits::NAIVE), Tokens::new(None));
    tokens.keep(MINUTE, at);
    transport.call(1, Ask::Heartbeat, &mut tokens, at);
    transport.call(2, Ask::OnlineUsers, &mut tokens, at);
    let first: Vec<u64> = asks(&mut transport).iter().map(|(exchange, _)| *exchange).collect();
    assert!(transport.take(first[0], Response::Refused, &mut tokens, at).is_empty());
    assert!(transport.take(first[1], Response::Refused, &mut tokens, at).is_empty());
    let refreshes = asks(&mut transport);
    assert_eq!(refreshes.iter().map(|(_, ask)| *ask).collect::<Vec<_>>(), [Ask::Refresh]);
    assert!(transport.take(refreshes[0].0, Response::Token(2 * MINUTE, 1), &mut tokens, at).is_empty());
    let again = transport.take_packets();
    assert_eq!(again.iter().map(|packet| packet.good_until).collect::<Vec<_>>(), [2 * MINUTE; 2]);
    let accepted = transport.take(again[0].exchange, Response::Accepted, &mut tokens, at);
    assert!(matches!(accepted[..], [(1, Ok(Response::Accepted))]));
    let refused_twice = transport.take(again[1].exchange, Response::Refused, &mut tokens, at);
    assert!(matches!(refused_twice[..], [(2, Err(ApiError::Unauthorised))]));
}

#[test]
fn who_looks_at_its_age_does_not_try_a_token_that_has_run_out_by_either_clock() {
    for (later, tried) in [
        (now(294, 294), true),
        (now(295, 295), false),
        // The monotonic clock stood still in sleep.
        (now(10, 3_600), false),
        // The wall clock was put back.
        (now(294, -9_000), true),
        (now(295, -9_000), false),
    ] {
        for looks in [true, false] {
            let mut tokens = Tokens::new(LIFE.filter(|_| looks));
            tokens.keep(LONG, now(0, 0));
            assert_eq!(tokens.access(later).is_some(), tried || !looks, "{later:?}");
        }
    }
}

#[test]
fn tabs_that_share_tokens_refresh_once_and_wait_for_each_other() {
    let at = now(0, 0);
    let mut tokens = Tokens::new(LIFE);
    let (mut one, mut two) =
        (Transport::new(1, RequestLimits::NAIVE), Transport::new(2, RequestLimits::NAIVE));
    one.call(1, Ask::OnlineUsers, &mut tokens, at);
    two.call(1, Ask::Heartbeat, &mut tokens, at);
    assert_eq!(asks(&mut one), [(1, Ask::Refresh)]);
    two.go_on(&mut tokens, at);
    assert_eq!(asks(&mut two), []);
    assert!(one.take(1, Response::Token(LONG, 1), &mut tokens, at).is_empty());
    two.go_on(&mut tokens, at);
    assert_eq!(asks(&mut one), [(2, Ask::OnlineUsers)]);
    assert_eq!(asks(&mut two), [(1, Ask::Heartbeat)]);
}

#[test]
fn a_refresh_that_fails_or_whose_tab_is_gone_is_the_next_tabs_to_try() {
    for is_gone in [false, true] {
        let at = now(0, 0);
        let mut tokens = Tokens::new(LIFE);
        let (mut one, mut two) =
            (Transport::new(1, RequestLimits::NAIVE), Transport::new(2, RequestLimits::NAIVE));
        one.call(1, Ask::OnlineUsers, &mut tokens, at);
        two.call(1, Ask::Heartbeat, &mut tokens, at);
        if is_gone {
            tokens.end_turn(1);
        } else {
            let ended = one.take(1, Response::TooLate, &mut tokens, at);
            assert!(matches!(ended[..], [(1, Err(ApiError::Timeout))]));
        }
        two.go_on(&mut tokens, at);
        assert_eq!(asks(&mut two), [(1, Ask::Refresh)]);
    }
}

#[test]
fn a_refresh_goes_on_when_the_call_that_began_it_is_given_up() {
    let at = now(0, 0);
    let (mut transport, mut tokens) = (Transport::new(0, RequestLimits::NAIVE), Tokens::new(LIFE));
    transport.call(1, Ask::Heartbeat, &mut tokens, at);
    transport.cancel(1);
    transport.call(2, Ask::Heartbeat, &mut tokens, at);
    assert_eq!(asks(&mut transport), [(1, Ask::Refresh)]);
    assert!(transport.take(1, Response::Token(LONG, 1), &mut tokens, at).is_empty());
    assert_eq!(asks(&mut transport), [(2, Ask::Heartbeat)]);
}

#[test]
fn a_refresh_is_sent_again_with_the_same_token_and_every_answer_to_it_is_waited_for() {
    let at = now(0, 0);
    let mut tokens = Tokens::new(LIFE);
    tokens.refresh = Some(7);
    let mut transport = Transport::new(0, RequestLimits::ENGINE);
    transport.call(1, Ask::OnlineUsers, &mut tokens, at);
    transport.ask_again(1, now(3, 3));
    transport.ask_again(1, now(4, 4));
    let sent = transport.take_packets();
    let sent: Vec<_> = sent.iter().map(|packet| (packet.refresh, packet.timeout / SECOND)).collect();
    assert_eq!(sent, [(Some(7), 18), (Some(7), 15)], "only the newest is followed by another");
    assert!(transport.take(2, Response::Refused, &mut tokens, at).is_empty());
    assert_eq!(transport.take_sign_outs(), 0, "the first may still be answered");
    assert!(transport.take(1, Response::Token(LONG, 8), &mut tokens, at).is_empty());
    assert_eq!((tokens.refresh, transport.take_sign_outs()), (Some(8), 0));
}

#[test]
fn a_refresh_that_is_refused_is_the_end_of_the_session_and_one_that_is_lost_is_not() {
    for (answer, sign_outs) in [(Response::Refused, 1), (Response::TooLate, 0)] {
        let at = now(0, 0);
        let mut tokens = Tokens::new(LIFE);
        let mut transport = Transport::new(0, RequestLimits::ENGINE);
        transport.call(1, Ask::OnlineUsers, &mut tokens, at);
        let ended = transport.take(1, answer, &mut tokens, at);
        assert_eq!((ended.is_empty(), transport.take_sign_outs()), (sign_outs > 0, sign_outs));
    }
}

#[test]
fn a_refresh_token_that_was_rotated_is_taken_again_until_its_grace_is_over() {
    for (grace, taken) in [(0, [true, false, false]), (MINUTE, [true, true, false])] {
        let mut backend = Backend::new(1, MINUTE, grace);
        let token = backend.sign_in();
        let times = [5_000, 5_000 + MINUTE, 5_001 + MINUTE];
        assert_eq!(times.map(|at| backend.refresh(token, at).is_some()), taken);
    }
}

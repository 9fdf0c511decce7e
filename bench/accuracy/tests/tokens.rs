//! Whether the model's tokens and requests are those of `src/api/`.

use std::time::Duration;

use accuracy::dice::MINUTE;
use accuracy::tokens::Tokens;
use accuracy::transport::{Answer, Ask, Transport};
use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::time::{Now, Timestamp};

const LONG: u64 = 1_000 * MINUTE;
const LIFE: Option<u64> = Some(5 * MINUTE);

fn now(uptime: u64, wall: i64) -> Now {
    Now { uptime: Duration::from_secs(uptime), wall: Timestamp::from_millis(wall * 1_000) }
}

fn asks(transport: &mut Transport) -> Vec<(u64, Ask)> {
    transport.take_packets().iter().map(|packet| (packet.exchange, packet.ask)).collect()
}

#[test]
fn a_refused_call_is_repeated_after_one_refresh_for_all() {
    let at = now(0, 0);
    let (mut transport, mut tokens) = (Transport::new(0), Tokens::new(None));
    tokens.keep(MINUTE, at);
    transport.call(1, Ask::Heartbeat, &mut tokens, at);
    transport.call(2, Ask::OnlineUsers, &mut tokens, at);
    let first: Vec<u64> = asks(&mut transport).iter().map(|(exchange, _)| *exchange).collect();
    assert!(transport.take(first[0], Answer::Refused, &mut tokens, at).is_empty());
    assert!(transport.take(first[1], Answer::Refused, &mut tokens, at).is_empty());
    let refreshes = asks(&mut transport);
    assert_eq!(refreshes.iter().map(|(_, ask)| *ask).collect::<Vec<_>>(), [Ask::Refresh]);
    assert!(transport.take(refreshes[0].0, Answer::Token(2 * MINUTE), &mut tokens, at).is_empty());
    let again = transport.take_packets();
    assert_eq!(again.iter().map(|packet| packet.good_until).collect::<Vec<_>>(), [2 * MINUTE; 2]);
    let accepted = transport.take(again[0].exchange, Answer::Accepted, &mut tokens, at);
    assert!(matches!(accepted[..], [(1, Ok(Answer::Accepted))]));
    let refused_twice = transport.take(again[1].exchange, Answer::Refused, &mut tokens, at);
    assert!(matches!(refused_twice[..], [(2, Err(Failure::Unauthorised))]));
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
    let (mut one, mut two) = (Transport::new(1), Transport::new(2));
    one.call(1, Ask::OnlineUsers, &mut tokens, at);
    two.call(1, Ask::Heartbeat, &mut tokens, at);
    assert_eq!(asks(&mut one), [(1, Ask::Refresh)]);
    two.go_on(&mut tokens, at);
    assert_eq!(asks(&mut two), []);
    assert!(one.take(1, Answer::Token(LONG), &mut tokens, at).is_empty());
    two.go_on(&mut tokens, at);
    assert_eq!(asks(&mut one), [(2, Ask::OnlineUsers)]);
    assert_eq!(asks(&mut two), [(1, Ask::Heartbeat)]);
}

#[test]
fn a_refresh_that_fails_or_whose_tab_is_gone_is_the_next_tabs_to_try() {
    for is_gone in [false, true] {
        let at = now(0, 0);
        let mut tokens = Tokens::new(LIFE);
        let (mut one, mut two) = (Transport::new(1), Transport::new(2));
        one.call(1, Ask::OnlineUsers, &mut tokens, at);
        two.call(1, Ask::Heartbeat, &mut tokens, at);
        if is_gone {
            tokens.end_turn(1);
        } else {
            let ended = one.take(1, Answer::TooLate, &mut tokens, at);
            assert!(matches!(ended[..], [(1, Err(Failure::Timeout))]));
        }
        two.go_on(&mut tokens, at);
        assert_eq!(asks(&mut two), [(1, Ask::Refresh)]);
    }
}

#[test]
fn a_refresh_goes_on_when_the_call_that_began_it_is_given_up() {
    let at = now(0, 0);
    let (mut transport, mut tokens) = (Transport::new(0), Tokens::new(LIFE));
    transport.call(1, Ask::Heartbeat, &mut tokens, at);
    transport.cancel(1);
    transport.call(2, Ask::Heartbeat, &mut tokens, at);
    assert_eq!(asks(&mut transport), [(1, Ask::Refresh)]);
    assert!(transport.take(1, Answer::Token(LONG), &mut tokens, at).is_empty());
    assert_eq!(asks(&mut transport), [(2, Ask::Heartbeat)]);
}

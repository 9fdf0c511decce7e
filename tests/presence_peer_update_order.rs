//! Replies that come by way of other tabs, late and in any order: the newest is what is shown.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::ids::UserId;
use leptos_presence::presence::{Endpoint, Event, OnlineUsers, Outcome, PeerUpdate, Reply, Request, Ticket};
use proptest::collection::vec;
use proptest::prelude::*;
use support::engine::{Bench, watching};

const LISTS: Request = Request::OnlineUsers(Endpoint::Primary);

fn set(ids: &[u64]) -> OnlineUsers {
    OnlineUsers::new(ids.iter().copied().map(UserId).collect())
}

/// A reply to a request that was sent `ago` milliseconds before now.
fn peer_update(ids: &[u64], ago: u64) -> Event {
    let outcome =
        Outcome::Replied { next_in: Duration::from_secs(4), result: Ok(Reply::OnlineUsers(set(ids))) };
    Event::PeerUpdate(PeerUpdate { request: LISTS, sent_ago: Duration::from_millis(ago), outcome })
}

/// Its own request is under way, and was sent three seconds ago.
fn asking() -> (Bench, Ticket) {
    let mut bench = watching();
    bench.backend = Box::new(|_, _| None);
    bench.advance(Duration::from_secs(4));
    bench.advance(Duration::from_secs(3));
    let ticket = *bench.unanswered.last().expect("it asks");
    (bench, ticket)
}

proptest! {
    #[test]
    fn any_order_of_the_same_replies_gives_the_same_set(
        lists in vec(vec(1_u64..9, 0..6), 1..8),
        order in any::<u64>(),
        own in vec(1_u64..9, 0..6),
    ) {
        let (mut bench, ticket) = asking();
        // Each was asked for at another time, before or after this tab's own request; none is older than what is shown.
        let mut told: Vec<Event> =
            lists.iter().zip(0..).map(|(ids, n)| peer_update(ids, 100 + 900 * n)).collect();
        told.push(Event::Replied(ticket, Ok(Reply::OnlineUsers(set(&own)))));
        let mut shuffle = order;
        for place in (1..told.len()).rev() {
            shuffle = shuffle.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            told.swap(place, usize::try_from(shuffle >> 33).expect("small") % (place + 1));
        }
        for event in told {
            bench.tell(event);
        }
        // The one that was asked for last, a tenth of a second ago.
        prop_assert_eq!(bench.engine.snapshot().online, set(&lists[0]));
    }
}

#[test]
fn what_was_asked_for_before_one_s_own_reply_is_not_news() {
    let (mut bench, ticket) = asking();
    bench.tell(Event::Replied(ticket, Ok(Reply::OnlineUsers(set(&[1, 2])))));
    bench.tell(peer_update(&[1], 3_500));
    assert_eq!(bench.engine.snapshot().online, set(&[1, 2]));
    bench.tell(peer_update(&[1], 2_500));
    assert_eq!(bench.engine.snapshot().online, set(&[1]));
}

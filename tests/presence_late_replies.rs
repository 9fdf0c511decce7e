//! Replies that come late, or in another order than they were asked for: an older one never goes over a newer one.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::Now;
use leptos_presence::presence::poll_schedule::LOST_AFTER;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, OnlineUsers, Reply, Request, Ticket};
use proptest::prelude::*;
use support::engine::{millis, secs};
use support::{ANN, BEN, NOON};

const START: Now = Now { uptime: Duration::from_secs(1_000), wall: NOON };

/// An engine that is told what happens, and what it has asked for.
#[derive(Clone)]
struct Asked {
    engine: Engine,
    now: Now,
    tickets: Vec<(Duration, Ticket)>,
    effects: Vec<Effect>,
}

impl Asked {
    fn new() -> Self {
        let engine = Engine::new(&PresenceSettings::default(), 11, START);
        let mut asked = Self { engine, now: START, tickets: Vec::new(), effects: Vec::new() };
        asked.tell(Event::WantHeartbeat { key: 1, interval: None });
        asked.tell(Event::SignedIn(ANN));
        asked.tell(Event::Watch(Feed::OnlineUsers));
        asked
    }

    fn tell(&mut self, event: Event) {
        let effects = self.engine.handle(event, self.now);
        self.tickets.extend(effects.iter().filter_map(|effect| match effect {
            Effect::Send(ticket) => Some((self.now.uptime, *ticket)),
            _ => None,
        }));
        self.effects.extend(effects);
    }

    fn pass(&mut self, time: Duration) {
        let end = self.now.uptime + time;
        while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
            self.now = self.now.after(at.saturating_sub(self.now.uptime));
            self.tell(Event::Woke);
        }
        self.now = self.now.after(end - self.now.uptime);
    }
}

fn set(ids: &[u64]) -> OnlineUsers {
    OnlineUsers::new(ids.iter().copied().map(UserId).collect())
}

fn answer(request: Request, ids: &[u64], failure: Option<ApiError>) -> Result<Reply, ApiError> {
    match (request, failure) {
        (_, Some(failure)) => Err(failure),
        (Request::Heartbeat, None) => Ok(Reply::Heartbeat { last_activity: Some(NOON) }),
        (Request::OnlineUsers(_), None) => Ok(Reply::OnlineUsers(set(ids))),
        (_, None) => Ok(Reply::Content),
    }
}

#[derive(Clone, Debug)]
enum Step {
    Pass(u64),
    Tell(Event),
    /// Answers one of all the requests that there ever were, counted from the newest.
    Reply(usize, Vec<u64>, Option<ApiError>),
}

fn step() -> impl Strategy<Value = Step> {
    let event = prop::sample::select(vec![
        Event::Resumed,
        Event::Visibility(false),
        Event::Visibility(true),
        Event::SignedOut,
        Event::SignedIn(ANN),
        Event::SignedIn(BEN),
        Event::Unwatch(Feed::OnlineUsers),
        Event::Refresh(Feed::OnlineUsers),
    ]);
    let failure = prop::sample::select(vec![ApiError::Offline, ApiError::NotFound, ApiError::Unauthorised]);
    prop_oneof![
        3 => (0_u64..100_000).prop_map(Step::Pass),
        1 => event.prop_map(Step::Tell),
        4 => (0_usize..12, prop::collection::vec(1_u64..9, 0..6), prop::option::weighted(0.3, failure))
            .prop_map(|(n, ids, failure)| Step::Reply(n, ids, failure)),
    ]
}

proptest! {
    #[test]
    fn what_is_not_awaited_any_more_might_as_well_not_have_come(steps in prop::collection::vec(step(), 1..60)) {
        let (mut asked, mut watching) = (Asked::new(), true);
        for step in steps {
            match step {
                Step::Pass(time) => asked.pass(millis(time)),
                Step::Tell(Event::Unwatch(feed)) => {
                    asked.tell(if watching { Event::Unwatch(feed) } else { Event::Watch(feed) });
                    watching = !watching;
                }
                Step::Tell(event) => asked.tell(event),
                Step::Reply(n, ids, failure) => {
                    let Some((_, ticket)) = asked.tickets.iter().rev().nth(n).copied() else { continue };
                    let was_awaited = asked.engine.awaits(ticket);
                    let before = asked.clone();
                    asked.tell(Event::Replied(ticket, answer(ticket.request, &ids, failure)));
                    prop_assert!(!asked.engine.awaits(ticket), "it is answered");
                    if !was_awaited {
                        prop_assert_eq!(&asked.effects, &before.effects);
                        prop_assert_eq!(asked.engine.snapshot(), before.engine.snapshot());
                        prop_assert_eq!(asked.engine.next_wake(), before.engine.next_wake());
                    }
                }
            }
        }
    }

    /// Each poll is answered after a time of its own, beyond the time after which it is given up, too.
    #[test]
    fn the_newest_asked_of_those_that_came_in_time_is_what_is_shown(
        delays in prop::collection::vec(0_u64..120_000, 1..30),
    ) {
        let mut asked = Asked::new();
        let (mut pending, mut taken) = (Vec::new(), 0);
        // One's own number is that of the first.
        let (mut shown, mut number) = (Vec::new(), ANN.0);
        for delay in delays {
            // Until one more is asked.
            while taken == asked.tickets.len() {
                let wake = asked.engine.next_wake().expect("it goes on");
                asked.pass(wake.saturating_sub(asked.now.uptime));
            }
            for (at, ticket) in asked.tickets[taken..].iter().copied() {
                number += 1;
                pending.push((at + millis(delay), at, ticket, number));
            }
            taken = asked.tickets.len();
            pending.sort_by_key(|(due, ..)| *due);
            // All that comes within the next minute, in the order of its coming.
            let end = asked.now.uptime + secs(60);
            let later = pending.iter().position(|(due, ..)| *due > end).unwrap_or(pending.len());
            for (due, at, ticket, number) in pending.drain(..later).collect::<Vec<_>>() {
                asked.pass(due.saturating_sub(asked.now.uptime));
                if let Request::OnlineUsers(_) = ticket.request && asked.now.uptime < at + LOST_AFTER {
                    shown = vec![number];
                }
                asked.tell(Event::Replied(ticket, answer(ticket.request, &[number], None)));
                let online = asked.engine.snapshot().online;
                let others: Vec<u64> = online.ids().iter().filter(|id| **id != ANN).map(|id| id.0).collect();
                prop_assert_eq!(others, shown.clone());
            }
        }
    }

    /// The same replies to requests given up, and to the newest, in any order.
    #[test]
    fn the_order_in_which_they_come_makes_no_difference(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut asked = Asked::new();
        while asked.tickets.iter().filter(|(_, ticket)| ticket.request != Request::Heartbeat).count() < 5 {
            asked.pass(secs(1));
        }
        let polls: Vec<Ticket> = asked.tickets.iter().map(|(_, ticket)| *ticket)
            .filter(|ticket| ticket.request != Request::Heartbeat).collect();
        for n in order {
            asked.tell(Event::Replied(polls[n], answer(polls[n].request, &[10 + n as u64], None)));
        }
        prop_assert_eq!(asked.engine.snapshot().online, set(&[14]));
    }
}

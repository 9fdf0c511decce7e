//! A tab with the real engine, driven as `src/runtime/` drives it.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::Now;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Feed, Outcome, PeerUpdate, Reply, Request, Ticket};

use crate::client_kind::{ClientKind, Order, Signal};
use crate::transport::{Ask, Response};

/// The engine, and what the runtime keeps beside it.
#[derive(Debug)]
pub struct Driver {
    engine: Engine,
    waiting: Vec<Ticket>,
    /// Whether another tab has been heard, ever.
    has_peer_tabs: bool,
    session_lost: bool,
}

impl Driver {
    pub(crate) fn open(
        kind: ClientKind,
        me: UserId,
        seed: u64,
        visible: bool,
        now: Now,
    ) -> (Self, Vec<Order>) {
        let settings = PresenceSettings {
            heartbeat_interval: Duration::from_secs(kind.interval),
            online_threshold: Duration::from_secs(kind.threshold),
            ..PresenceSettings::default()
        };
        let engine = Engine::new(&settings, seed, now);
        let mut driver = Self { engine, waiting: Vec::new(), has_peer_tabs: false, session_lost: false };
        let hidden = (!visible).then_some(Event::Visibility(false));
        let start = [
            Event::WantHeartbeat { key: 1, interval: None },
            Event::Watch(Feed::OnlineUsers),
            Event::SignedIn(me),
        ];
        let orders = hidden.into_iter().chain(start).flat_map(|event| driver.handle(event, now)).collect();
        (driver, orders)
    }

    pub(crate) fn next_wake(&self) -> Option<Duration> {
        self.engine.next_wake()
    }

    pub(crate) fn lost_its_session(&self) -> bool {
        self.session_lost
    }

    pub(crate) fn tell(&mut self, signal: Signal, now: Now) -> Vec<Order> {
        match signal {
            Signal::Visible(visible) => self.handle(Event::Visibility(visible), now),
            Signal::NetworkBack => self.handle(Event::Resumed, now),
            Signal::Reached => self.handle(Event::Reached, now),
            Signal::Timer => self.handle(Event::Woke, now),
            Signal::BecameLeader => self.handle(Event::BecameLeader, now),
            Signal::PeerUpdate(heard) => {
                self.has_peer_tabs = true;
                self.handle(Event::PeerUpdate(heard), now)
            }
            Signal::Ended(id, result) => match self.waiting.iter().position(|ticket| ticket.sequence == id) {
                Some(place) => {
                    let ticket = self.waiting.swap_remove(place);
                    self.settle(ticket, result.map(|answer| reply_of(answer, now)), now)
                }
                None => Vec::new(),
            },
        }
    }

    fn settle(&mut self, ticket: Ticket, result: Result<Reply, ApiError>, now: Now) -> Vec<Order> {
        let request = ticket.request;
        let sent_ago = self.engine.sent_ago(request, now).filter(|_| self.engine.awaits(ticket));
        let Some(sent_ago) = sent_ago else { return Vec::new() };
        let mut orders = self.handle(Event::Replied(ticket, result.clone()), now);
        let next_in = self.engine.next_in(request, now).filter(|_| self.has_peer_tabs);
        orders.extend(next_in.map(|next_in| {
            Order::Tell(PeerUpdate { request, sent_ago, outcome: Outcome::Replied { next_in, result } })
        }));
        orders
    }

    fn handle(&mut self, event: Event, now: Now) -> Vec<Order> {
        let mut orders = Vec::new();
        for effect in self.engine.handle(event, now) {
            match effect {
                Effect::Send(ticket) => {
                    let request = ticket.request;
                    self.waiting.push(ticket);
                    let ask = match request {
                        Request::Heartbeat => Ask::Heartbeat,
                        _ => Ask::OnlineUsers,
                    };
                    orders.push(Order::Call(ticket.sequence, ask));
                    let heard = PeerUpdate { request, sent_ago: Duration::ZERO, outcome: Outcome::Asked };
                    orders.push(Order::Tell(heard));
                }
                Effect::Cancel(sequence) => {
                    self.waiting.retain(|ticket| ticket.sequence != sequence);
                    orders.push(Order::Cancel(sequence));
                }
                Effect::Lead(stands) => orders.push(Order::Lead(stands)),
                Effect::SessionLost => self.session_lost = true,
                Effect::Presence(..)
                | Effect::HeartbeatAccepted { .. }
                | Effect::StaleNotice(_)
                | Effect::Clock(_)
                | Effect::Note(_) => {}
            }
        }
        orders
    }
}

fn reply_of(answer: Response, now: Now) -> Reply {
    match answer {
        Response::Online(users) => Reply::OnlineUsers(users),
        // The engine only hands `last_activity` on, so any will do.
        _ => Reply::Heartbeat { last_activity: Some(now.wall) },
    }
}

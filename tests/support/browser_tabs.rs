//! Several tabs of one person in one browser, each with an engine; they hear each other, and one of them is the leader.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::Now;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{
    Effect, Engine, Event, Feed, OnlineUsers, Outcome, PeerUpdate, Reply, Request, Status, Ticket,
};

use super::{ANN, NOON};

/// How long a message from tab to tab takes, and a reply of the backend.
const WORD: Duration = Duration::from_millis(5);
const REPLY: Duration = Duration::from_millis(80);

pub struct Tab {
    pub engine: Engine,
    pub sent: Vec<(Duration, Request)>,
    stands: bool,
    /// It does nothing any more, without a message, but for what it still holds.
    hangs: bool,
}

enum What {
    TabMessage(usize, Event),
    Reply(usize, Ticket),
}

pub struct Browser {
    pub now: Now,
    pub tabs: Vec<Option<Tab>>,
    pub online: OnlineUsers,
    pub answer: Option<ApiError>,
    /// What the backend doesn't have.
    pub missing: Option<Request>,
    pub reply_takes: Duration,
    coming: Vec<(Duration, What)>,
    leader: Option<usize>,
    has_locks: bool,
}

impl Browser {
    /// A browser in which tabs hear each other; `has_locks` says whether they can take turns, too.
    pub fn new(has_locks: bool) -> Self {
        Self {
            now: Now { uptime: Duration::from_secs(1_000), wall: NOON },
            tabs: Vec::new(),
            online: OnlineUsers::new(vec![ANN]),
            answer: None,
            missing: None,
            reply_takes: REPLY,
            coming: Vec::new(),
            leader: None,
            has_locks,
        }
    }

    /// Opens a tab that looks at everyone's status, and keeps Ann online.
    pub fn open(&mut self) -> usize {
        let seed = 7 + self.tabs.len() as u64;
        let engine = Engine::new(&PresenceSettings::default(), seed, self.now);
        self.tabs.push(Some(Tab { engine, sent: Vec::new(), stands: false, hangs: false }));
        let tab = self.tabs.len() - 1;
        self.tell(tab, Event::WantHeartbeat { key: 1, interval: None });
        self.tell(tab, Event::Watch(Feed::OnlineUsers));
        self.tell(tab, Event::SignedIn(ANN));
        tab
    }

    /// The tab is gone without a message. The browser gives what it held to the next.
    pub fn close(&mut self, tab: usize) {
        self.tabs[tab] = None;
        self.leave(tab);
    }

    /// The tab holds what it holds, and does nothing any more.
    pub fn hang(&mut self, tab: usize) {
        self.tab(tab).hangs = true;
    }

    pub fn tab(&mut self, tab: usize) -> &mut Tab {
        self.tabs[tab].as_mut().expect("the tab is open")
    }

    pub fn status(&mut self, tab: usize) -> Status {
        self.tab(tab).engine.snapshot().status(super::BEN)
    }

    pub fn tell(&mut self, number: usize, event: Event) {
        let now = self.now;
        let Some(tab) = self.tabs[number].as_mut().filter(|tab| !tab.hangs) else { return };
        for effect in tab.engine.handle(event, now) {
            match effect {
                Effect::Send(ticket) => self.send(number, ticket),
                Effect::Lead(stands) => self.stand(number, stands),
                _ => {}
            }
        }
    }

    fn send(&mut self, number: usize, ticket: Ticket) {
        let at = self.now.uptime;
        self.tab(number).sent.push((at, ticket.request));
        self.coming.push((at + self.reply_takes, What::Reply(number, ticket)));
        self.spread(number, ticket.request, Duration::ZERO, &Outcome::Asked);
    }

    fn spread(&mut self, from: usize, request: Request, sent_ago: Duration, outcome: &Outcome) {
        let at = self.now.uptime + WORD;
        for to in (0..self.tabs.len()).filter(|to| *to != from) {
            let heard = PeerUpdate { request, sent_ago, outcome: outcome.clone() };
            self.coming.push((at, What::TabMessage(to, Event::PeerUpdate(heard))));
        }
    }

    fn stand(&mut self, number: usize, stands: bool) {
        self.tab(number).stands = stands;
        if stands { self.elect() } else { self.leave(number) }
    }

    fn leave(&mut self, number: usize) {
        if self.leader == Some(number) {
            self.leader = None;
            self.elect();
        }
    }

    fn elect(&mut self) {
        let next = self.tabs.iter().position(|tab| tab.as_ref().is_some_and(|tab| tab.stands));
        if let (true, None, Some(next)) = (self.has_locks, self.leader, next) {
            self.leader = Some(next);
            self.coming.push((self.now.uptime, What::TabMessage(next, Event::BecameLeader)));
        }
    }

    fn reply(&mut self, number: usize, ticket: Ticket) {
        let now = self.now;
        let result = match (&self.answer, ticket.request) {
            (Some(failure), _) => Err(failure.clone()),
            (None, request) if self.missing == Some(request) => Err(ApiError::NotFound),
            (None, Request::Heartbeat) => Ok(Reply::Heartbeat { last_activity: Some(now.wall) }),
            (None, Request::OnlineUsers(_)) => Ok(Reply::OnlineUsers(self.online.clone())),
            (None, _) => Ok(Reply::Content),
        };
        let Some(tab) = self.tabs[number].as_mut().filter(|tab| !tab.hangs) else { return };
        let Some(sent_ago) = tab.engine.sent_ago(ticket.request, now) else { return };
        self.tell(number, Event::Replied(ticket, result.clone()));
        if let Some(next_in) = self.tab(number).engine.next_in(ticket.request, now) {
            self.spread(number, ticket.request, sent_ago, &Outcome::Replied { next_in, result });
        }
    }

    pub fn advance(&mut self, duration: Duration) {
        let end = self.now.uptime + duration;
        loop {
            let coming = self.coming.iter().map(|(at, _)| *at).min();
            let wake = self
                .tabs
                .iter()
                .enumerate()
                .filter_map(|(number, tab)| {
                    let tab = tab.as_ref().filter(|tab| !tab.hangs)?;
                    Some((tab.engine.next_wake()?, number))
                })
                .min();
            let next = coming.into_iter().chain(wake.map(|(at, _)| at)).min();
            let Some(at) = next.filter(|at| *at <= end) else { break };
            self.now = self.now.after(at.saturating_sub(self.now.uptime));
            if coming == Some(at) {
                let place = self.coming.iter().position(|(due, _)| *due == at).expect("it is the earliest");
                match self.coming.remove(place).1 {
                    What::TabMessage(to, event) => {
                        if self.tabs[to].is_some() {
                            self.tell(to, event);
                        }
                    }
                    What::Reply(number, ticket) => self.reply(number, ticket),
                }
            } else if let Some((_, number)) = wake {
                self.tell(number, Event::Woke);
            }
        }
        self.now = self.now.after(end - self.now.uptime);
    }

    /// All that was sent, by all tabs, and forgets it.
    pub fn take_sent(&mut self) -> Vec<(Duration, Request)> {
        let mut sent: Vec<_> =
            self.tabs.iter_mut().flatten().flat_map(|tab| std::mem::take(&mut tab.sent)).collect();
        sent.sort_by_key(|(at, _)| *at);
        sent
    }
}

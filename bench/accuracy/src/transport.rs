//! A tab's requests: one repeat after a refresh, and the end of patience.
//!
//! Written after `src/api/client.rs`, which waits on futures and so can't be driven from here. Every client under
//! comparison has it, the naive ones too: that is kind to them, but it is not repeats after a refresh that are compared.

use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::presence::OnlineUsers;
use leptos_presence::domain::time::Now;

use crate::dice::{Millis, SECOND};
use crate::tokens::Tokens;

/// How long a reply may take (`api::transport::PATIENCE`).
pub const PATIENCE: Millis = 15 * SECOND;

/// How long this engine's heartbeat may wait for its reply (`api::client::HEARTBEAT_PATIENCE`).
pub const HEARTBEAT_PATIENCE: Millis = 6 * SECOND;

/// What a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// "I am here."
    Heartbeat,
    /// "Who is?"
    OnlineUsers,
    /// "A new access token." Clients never ask for it themselves.
    Refresh,
}

/// What goes to the backend.
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    /// What its reply is recognised by.
    pub exchange: u64,
    /// What is asked.
    pub ask: Ask,
    /// Until when the access token is good that goes with it.
    pub good_until: Millis,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The heartbeat was accepted.
    Accepted,
    /// Who is online.
    Online(OnlineUsers),
    /// A new access token, good until then.
    Token(Millis),
    /// 401.
    Refused,
    /// Nothing: the browser knows that there is no network.
    Unreachable,
    /// Nothing in time.
    TooLate,
}

/// How a call ended.
pub type Outcome = (u64, Result<Answer, Failure>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    Reply { exchange: u64, token: Millis },
    Refresh,
}

#[derive(Clone, Copy, Debug)]
struct Call {
    id: u64,
    ask: Ask,
    wait: Wait,
    repeated: bool,
}

/// The requests of one tab. Its access tokens are given to it each time: it may share them.
#[derive(Debug)]
pub struct Transport {
    tab: usize,
    refreshing: Option<u64>,
    calls: Vec<Call>,
    last_exchange: u64,
    packets: Vec<Packet>,
}

impl Transport {
    /// For the tab numbered `tab`.
    #[must_use]
    pub fn new(tab: usize) -> Self {
        Self { tab, refreshing: None, calls: Vec::new(), last_exchange: 0, packets: Vec::new() }
    }

    /// Starts a call.
    pub fn call(&mut self, id: u64, ask: Ask, tokens: &mut Tokens, now: Now) {
        self.attempt(Call { id, ask, wait: Wait::Refresh, repeated: false }, tokens, now);
    }

    /// Ends a call of which nobody wants to know the end. What is on its way already will arrive; a refresh goes on.
    pub fn cancel(&mut self, id: u64) {
        self.calls.retain(|call| call.id != id);
    }

    /// Another tab's refresh has ended, well or not: what waited for it goes on.
    pub fn go_on(&mut self, tokens: &mut Tokens, now: Now) {
        if self.refreshing.is_none() {
            self.take_waiting().into_iter().for_each(|call| self.attempt(call, tokens, now));
        }
    }

    /// What is to be sent now.
    pub fn take_packets(&mut self) -> Vec<Packet> {
        std::mem::take(&mut self.packets)
    }

    /// Whether an exchange is still waited for.
    #[must_use]
    pub fn awaits(&self, exchange: u64) -> bool {
        self.refreshes_by(exchange) || self.place(exchange).is_some()
    }

    /// Whether an exchange is this tab's refresh.
    #[must_use]
    pub fn refreshes_by(&self, exchange: u64) -> bool {
        self.refreshing == Some(exchange)
    }

    /// Takes a reply, or its absence; gives back the calls that ended.
    pub fn take(&mut self, exchange: u64, answer: Answer, tokens: &mut Tokens, now: Now) -> Vec<Outcome> {
        if self.refreshes_by(exchange) {
            return self.refreshed(answer, tokens, now);
        }
        let Some(place) = self.place(exchange) else { return Vec::new() };
        let mut call = self.calls.remove(place);
        let Wait::Reply { token, .. } = call.wait else { return Vec::new() };
        match answer {
            Answer::Refused if call.repeated => vec![(call.id, Err(Failure::Unauthorised))],
            Answer::Refused => {
                call.repeated = true;
                tokens.refused(token);
                self.attempt(call, tokens, now);
                Vec::new()
            }
            answer => vec![(call.id, result_of(answer))],
        }
    }

    fn place(&self, exchange: u64) -> Option<usize> {
        self.calls
            .iter()
            .position(|call| matches!(call.wait, Wait::Reply { exchange: own, .. } if own == exchange))
    }

    fn take_waiting(&mut self) -> Vec<Call> {
        let (waiting, others) = self.calls.drain(..).partition(|call| call.wait == Wait::Refresh);
        self.calls = others;
        waiting
    }

    fn attempt(&mut self, mut call: Call, tokens: &mut Tokens, now: Now) {
        call.wait = match tokens.access(now) {
            Some(token) => Wait::Reply { exchange: self.post(call.ask, token), token },
            None => Wait::Refresh,
        };
        self.calls.push(call);
        if call.wait == Wait::Refresh && tokens.take_turn(self.tab) {
            self.refreshing = Some(self.post(Ask::Refresh, 0));
        }
    }

    fn post(&mut self, ask: Ask, good_until: Millis) -> u64 {
        self.last_exchange += 1;
        self.packets.push(Packet { exchange: self.last_exchange, ask, good_until });
        self.last_exchange
    }

    fn refreshed(&mut self, answer: Answer, tokens: &mut Tokens, now: Now) -> Vec<Outcome> {
        self.refreshing = None;
        tokens.end_turn(self.tab);
        if let Answer::Token(good_until) = answer {
            tokens.keep(good_until, now);
            self.take_waiting().into_iter().for_each(|call| self.attempt(call, tokens, now));
            return Vec::new();
        }
        self.take_waiting().into_iter().map(|call| (call.id, result_of(answer.clone()))).collect()
    }
}

fn result_of(answer: Answer) -> Result<Answer, Failure> {
    match answer {
        Answer::Unreachable => Err(Failure::Offline),
        Answer::TooLate => Err(Failure::Timeout),
        Answer::Refused => Err(Failure::Unauthorised),
        good => Ok(good),
    }
}

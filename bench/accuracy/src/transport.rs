//! A tab's requests: access tokens, one repeat after a refresh, and the end of patience after 15 s.
//!
//! Written after `src/api/client.rs` and `src/api/token.rs`, which wait on futures and so can't be driven from here.
//! Every client under comparison has it, the naive ones too: that is kind to them, but it is not tokens that are compared.

use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::presence::OnlineUsers;

use crate::dice::{Millis, SECOND};

/// How long a reply may take (`api::http::TIMEOUT`).
pub const PATIENCE: Millis = 15 * SECOND;

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

/// The requests of one tab.
#[derive(Debug)]
pub struct Transport {
    access: Option<Millis>,
    refreshing: Option<u64>,
    calls: Vec<Call>,
    last_exchange: u64,
    packets: Vec<Packet>,
}

impl Transport {
    /// For a tab that has just got an access token, good until `good_until`.
    #[must_use]
    pub fn new(good_until: Millis) -> Self {
        Self {
            access: Some(good_until),
            refreshing: None,
            calls: Vec::new(),
            last_exchange: 0,
            packets: Vec::new(),
        }
    }

    /// Starts a call.
    pub fn call(&mut self, id: u64, ask: Ask) {
        let mut call = Call { id, ask, wait: Wait::Refresh, repeated: false };
        self.attempt(&mut call);
        self.calls.push(call);
    }

    /// Ends a call of which nobody wants to know the end. What is on its way already will arrive.
    pub fn cancel(&mut self, id: u64) {
        self.calls.retain(|call| call.id != id);
    }

    /// What is to be sent now.
    pub fn take_packets(&mut self) -> Vec<Packet> {
        std::mem::take(&mut self.packets)
    }

    /// Whether an exchange is still waited for.
    #[must_use]
    pub fn awaits(&self, exchange: u64) -> bool {
        self.refreshing == Some(exchange) || self.place(exchange).is_some()
    }

    /// Takes a reply, or its absence; gives back the calls that ended.
    pub fn take(&mut self, exchange: u64, answer: Answer) -> Vec<Outcome> {
        if self.refreshing == Some(exchange) {
            return self.refreshed(answer);
        }
        let Some(place) = self.place(exchange) else { return Vec::new() };
        let mut call = self.calls.remove(place);
        let Wait::Reply { token, .. } = call.wait else { return Vec::new() };
        match answer {
            Answer::Refused if call.repeated => vec![(call.id, Err(Failure::Unauthorised))],
            Answer::Refused => {
                call.repeated = true;
                if self.access == Some(token) {
                    self.access = None;
                }
                self.attempt(&mut call);
                self.calls.push(call);
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

    fn attempt(&mut self, call: &mut Call) {
        call.wait = match self.access {
            Some(token) => Wait::Reply { exchange: self.post(call.ask, token), token },
            None => Wait::Refresh,
        };
        if call.wait == Wait::Refresh && self.refreshing.is_none() {
            self.refreshing = Some(self.post(Ask::Refresh, 0));
        }
    }

    fn post(&mut self, ask: Ask, good_until: Millis) -> u64 {
        self.last_exchange += 1;
        self.packets.push(Packet { exchange: self.last_exchange, ask, good_until });
        self.last_exchange
    }

    fn refreshed(&mut self, answer: Answer) -> Vec<Outcome> {
        self.refreshing = None;
        let (waiting, others) = self.calls.drain(..).partition(|call| call.wait == Wait::Refresh);
        self.calls = others;
        let waiting: Vec<Call> = waiting;
        if let Answer::Token(good_until) = answer {
            self.access = Some(good_until);
            for mut call in waiting {
                self.attempt(&mut call);
                self.calls.push(call);
            }
            return Vec::new();
        }
        waiting.into_iter().map(|call| (call.id, result_of(answer.clone()))).collect()
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

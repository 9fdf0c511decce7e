//! A tab's requests: one repeat after a refresh, and the timeout.
//!
//! Written after `src/api/client.rs` and `src/api/auth/refresh.rs`, which wait on futures and so can't be driven from here.
//! Every client under comparison has it, the naive ones too: that is kind to them, but it is not repeats after a refresh
//! that are compared. Only this engine's asks once more while a refresh is not answered.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::Now;
use leptos_presence::presence::OnlineUsers;

use crate::random::{Millis, SECOND};
use crate::tokens::{RefreshToken, Tokens};

/// How long a reply may take (`api::transport::TIMEOUT`).
pub const TIMEOUT: Millis = 15 * SECOND;

/// How long this engine's heartbeat may wait for its reply (`api::client::HEARTBEAT_TIMEOUT`).
pub const HEARTBEAT_TIMEOUT: Millis = 4 * SECOND;

/// After how long without an answer this engine's refresh is sent once more (`api::refresh::AGAIN_AFTER`).
pub const AGAIN_AFTER: (Millis, Millis) = (2 * SECOND, 4 * SECOND);

/// How often it is sent at the most (`api::refresh::MOST_TRIES`).
pub const MOST_TRIES: usize = 5;

/// How long all its tries together are waited for (`api::refresh::TIMEOUT`).
pub const REFRESH_TIMEOUT: Millis = 18 * SECOND;

/// How long the replies to one client's requests may take, and how often it sends a refresh.
#[derive(Clone, Copy, Debug)]
pub struct RequestLimits {
    /// A heartbeat's.
    pub heartbeat: Millis,
    /// A refresh's, all tries together.
    pub refresh: Millis,
    /// How often that is sent at the most.
    pub most_tries: usize,
}

impl RequestLimits {
    /// This engine's.
    pub const ENGINE: Self =
        Self { heartbeat: HEARTBEAT_TIMEOUT, refresh: REFRESH_TIMEOUT, most_tries: MOST_TRIES };
    /// Everyone else's.
    pub const NAIVE: Self = Self { heartbeat: TIMEOUT, refresh: TIMEOUT, most_tries: 1 };
}

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
    /// The refresh token that goes with it.
    pub refresh: Option<RefreshToken>,
    /// How long its reply may take.
    pub timeout: Millis,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Response {
    /// The heartbeat was accepted.
    Accepted,
    /// Who is online.
    Online(OnlineUsers),
    /// A new access token, good until then, and the refresh token for the next one.
    Token(Millis, RefreshToken),
    /// 401.
    Refused,
    /// Nothing: the browser knows that there is no network.
    Unreachable,
    /// Nothing in time.
    TooLate,
}

/// How a call ended.
pub type Outcome = (u64, Result<Response, ApiError>);

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

/// A refresh that is under way: all its tries carry the same token.
#[derive(Debug)]
struct Refresh {
    token: Option<RefreshToken>,
    /// Those that may still be answered.
    tries: Vec<u64>,
    newest: u64,
    sent: usize,
    since: Duration,
    refused: bool,
}

/// The requests of one tab. Its tokens are given to it each time: it may share them.
#[derive(Debug)]
pub struct Transport {
    tab: usize,
    limits: RequestLimits,
    refreshing: Option<Refresh>,
    /// How often the session was over.
    sign_outs: u64,
    calls: Vec<Call>,
    last_exchange: u64,
    packets: Vec<Packet>,
}

impl Transport {
    /// For the tab numbered `tab`.
    #[must_use]
    pub fn new(tab: usize, limits: RequestLimits) -> Self {
        Self {
            tab,
            limits,
            refreshing: None,
            sign_outs: 0,
            calls: Vec::new(),
            last_exchange: 0,
            packets: Vec::new(),
        }
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
        self.refreshing.as_ref().is_some_and(|refresh| refresh.tries.contains(&exchange))
    }

    /// How often the session was over since this was asked last.
    pub fn take_sign_outs(&mut self) -> u64 {
        std::mem::take(&mut self.sign_outs)
    }

    /// The refresh has waited for an answer to this try for a while: it is sent once more, and all tries are waited for.
    pub fn ask_again(&mut self, exchange: u64, now: Now) {
        let most_tries = self.limits.most_tries;
        let may =
            |refresh: &Refresh| refresh.newest == exchange && refresh.sent < most_tries && !refresh.refused;
        let Some(mut refresh) = self.refreshing.take_if(|refresh| may(refresh)) else { return };
        let waited = Millis::try_from(now.uptime.saturating_sub(refresh.since).as_millis()).unwrap_or(0);
        let timeout = self.limits.refresh.saturating_sub(waited);
        refresh.newest = self.post(Ask::Refresh, 0, refresh.token, timeout);
        refresh.tries.push(refresh.newest);
        refresh.sent += 1;
        self.refreshing = Some(refresh);
    }

    /// Takes a reply, or its absence; gives back the calls that ended.
    pub fn take(&mut self, exchange: u64, answer: Response, tokens: &mut Tokens, now: Now) -> Vec<Outcome> {
        if self.refreshes_by(exchange) {
            return self.refreshed(exchange, answer, tokens, now);
        }
        let Some(place) = self.place(exchange) else { return Vec::new() };
        let mut call = self.calls.remove(place);
        let Wait::Reply { token, .. } = call.wait else { return Vec::new() };
        match answer {
            Response::Refused if call.repeated => vec![(call.id, Err(ApiError::Unauthorised))],
            Response::Refused => {
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
            Some(token) => {
                let timeout = if call.ask == Ask::Heartbeat { self.limits.heartbeat } else { TIMEOUT };
                Wait::Reply { exchange: self.post(call.ask, token, None, timeout), token }
            }
            None => Wait::Refresh,
        };
        self.calls.push(call);
        if call.wait == Wait::Refresh && tokens.take_turn(self.tab) {
            let token = tokens.refresh;
            let newest = self.post(Ask::Refresh, 0, token, self.limits.refresh);
            let (tries, since) = (vec![newest], now.uptime);
            self.refreshing = Some(Refresh { token, tries, newest, sent: 1, since, refused: false });
        }
    }

    fn post(&mut self, ask: Ask, good_until: Millis, refresh: Option<RefreshToken>, timeout: Millis) -> u64 {
        self.last_exchange += 1;
        let exchange = self.last_exchange;
        self.packets.push(Packet { exchange, ask, good_until, refresh, timeout });
        self.last_exchange
    }

    fn refreshed(&mut self, exchange: u64, answer: Response, tokens: &mut Tokens, now: Now) -> Vec<Outcome> {
        let Some(refresh) = &mut self.refreshing else { return Vec::new() };
        refresh.tries.retain(|other| *other != exchange);
        refresh.refused |= matches!(answer, Response::Refused);
        let new = match answer {
            Response::Token(good_until, refresh) => Some((good_until, refresh)),
            // Another try may have brought the good token, and only its answer be late.
            _ if !refresh.tries.is_empty() => return Vec::new(),
            _ => None,
        };
        self.sign_outs += u64::from(refresh.refused && new.is_none());
        self.refreshing = None;
        tokens.end_turn(self.tab);
        if let Some((good_until, refresh)) = new {
            tokens.refresh = Some(refresh);
            tokens.keep(good_until, now);
            self.go_on(tokens, now);
        }
        if self.sign_outs > 0 {
            // What waits goes on once the person has signed in again.
            return Vec::new();
        }
        self.take_waiting().into_iter().map(|call| (call.id, result_of(answer.clone()))).collect()
    }
}

fn result_of(answer: Response) -> Result<Response, ApiError> {
    match answer {
        Response::Unreachable => Err(ApiError::Offline),
        Response::TooLate => Err(ApiError::Timeout),
        Response::Refused => Err(ApiError::Unauthorised),
        good => Ok(good),
    }
}

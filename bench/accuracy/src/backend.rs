//! The documented backend, as far as presence goes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use leptos_presence::model::ids::UserId;
use leptos_presence::presence::OnlineUsers;

use crate::random::{MINUTE, Millis};
use crate::spans::{Span, joined};
use crate::tokens::RefreshToken;

/// How long an access token is good, unless a setting says otherwise (SimpleJWT's default).
pub const TOKEN_LIFE: Millis = 5 * MINUTE;

/// For how long a refresh token that was rotated is taken once more (`REFRESH_GRACE_SECONDS` of the reference backend).
pub const GRACE: Millis = MINUTE;

/// The heartbeats that arrived, and who is online because of them; the refresh tokens that were used.
#[derive(Debug)]
pub struct Backend {
    threshold: Millis,
    /// See [`GRACE`].
    grace: Millis,
    /// When each refresh token was rotated.
    rotated: Vec<Option<Millis>>,
    arrivals: Vec<Vec<Millis>>,
    ends: BinaryHeap<Reverse<(Millis, usize)>>,
    shown: Vec<bool>,
    /// What polls are answered with; made again only when somebody came or went.
    online: Option<OnlineUsers>,
}

impl Backend {
    /// A backend for so many people, which counts them as online for `threshold` after a heartbeat, and takes a refresh
    /// token that was rotated for `grace` longer.
    #[must_use]
    pub fn new(people: usize, threshold: Millis, grace: Millis) -> Self {
        Self {
            threshold,
            grace,
            rotated: Vec::new(),
            arrivals: vec![Vec::new(); people],
            ends: BinaryHeap::new(),
            shown: vec![false; people],
            online: None,
        }
    }

    /// Gives out a refresh token.
    pub fn sign_in(&mut self) -> RefreshToken {
        self.rotated.push(None);
        self.rotated.len() as RefreshToken - 1
    }

    /// A refresh token arrives, and is rotated: gives out the next, or refuses it.
    pub fn refresh(&mut self, token: RefreshToken, at: Millis) -> Option<RefreshToken> {
        let rotated = self.rotated.get_mut(token as usize)?;
        let is_first = rotated.is_none();
        let since = *rotated.get_or_insert(at);
        (is_first || at - since <= self.grace).then(|| self.sign_in())
    }

    /// A heartbeat arrives: `last_activity` is now, whatever the heartbeat says about the time.
    pub fn heartbeat(&mut self, person: usize, at: Millis) {
        self.arrivals[person].push(at);
        self.ends.push(Reverse((at + self.threshold, person)));
        if !self.shown[person] {
            self.shown[person] = true;
            self.online = None;
        }
    }

    /// Whether `last_activity >= now - threshold`.
    #[must_use]
    pub fn is_online(&self, person: usize, at: Millis) -> bool {
        self.arrivals[person].last().is_some_and(|last| at - last <= self.threshold)
    }

    /// Who is online.
    pub fn online_users(&mut self, at: Millis) -> OnlineUsers {
        while let Some(Reverse((_, person))) = self.ends.peek().copied().filter(|Reverse((end, _))| *end < at)
        {
            self.ends.pop();
            if self.shown[person] && !self.is_online(person, at) {
                self.shown[person] = false;
                self.online = None;
            }
        }
        let shown = &self.shown;
        let online = self.online.get_or_insert_with(|| {
            let ids =
                (0..shown.len()).filter(|person| shown[*person]).map(|person| UserId(person as u64 + 1));
            OnlineUsers::new(ids.collect())
        });
        online.clone()
    }

    /// When the person was shown online.
    #[must_use]
    pub fn shown_online(&self, person: usize, end: Millis) -> Vec<Span> {
        // The millisecond at which the threshold is reached still counts as online.
        let spans = self.arrivals[person].iter().map(|at| (*at, at + self.threshold + 1));
        joined(spans.collect(), end)
    }
}

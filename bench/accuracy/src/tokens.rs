//! Tokens: some for each tab, or the same for all tabs of a person.
//!
//! Written after `src/api/auth/access_token.rs` and `src/api/auth/jwt_tokens.rs`.

use leptos_presence::model::time::{Now, TimeExt};

use crate::random::{Millis, SECOND};

/// A token whose age is looked at is not used so shortly before its end (`api::auth::access_token::MARGIN`).
pub const MARGIN: Millis = 5 * SECOND;

#[derive(Clone, Copy, Debug)]
struct Access {
    good_until: Millis,
    came: Now,
}

/// A refresh token, by its number: no two have the same.
pub type RefreshToken = u64;

/// The tokens of those who share them, and who of them is getting the next.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The refresh token that is stored.
    pub refresh: Option<RefreshToken>,
    access: Option<Access>,
    /// How long one is used.
    life: Option<Millis>,
    /// One at a time: a refresh token is good for one refresh.
    refresher: Option<usize>,
}

impl Tokens {
    /// None yet. One that is older than `life` is not tried; `None`: nobody looks at its age.
    #[must_use]
    pub fn new(life: Option<Millis>) -> Self {
        Self { refresh: None, access: None, life, refresher: None }
    }

    /// Takes one that the backend will accept until `good_until`, and that comes `now` by the machine's clocks.
    pub fn keep(&mut self, good_until: Millis, now: Now) {
        self.access = Some(Access { good_until, came: now });
    }

    /// The one to be tried.
    #[must_use]
    pub fn access(&self, now: Now) -> Option<Millis> {
        let has_run_out =
            |access: &Access| self.life.is_some_and(|life| age(access.came, now) + MARGIN >= life);
        let access = self.access.filter(|access| !has_run_out(access));
        access.map(|access| access.good_until)
    }

    /// The one that is good until `good_until` was refused.
    pub fn refused(&mut self, good_until: Millis) {
        self.access = self.access.filter(|access| access.good_until != good_until);
    }

    /// Lets the tab numbered `tab` refresh, unless another one does.
    pub fn take_turn(&mut self, tab: usize) -> bool {
        let free = self.refresher.is_none();
        self.refresher = self.refresher.or(Some(tab));
        free
    }

    /// The tab numbered `tab` has done so, has failed, or is gone.
    pub fn end_turn(&mut self, tab: usize) {
        self.refresher = self.refresher.filter(|refresher| *refresher != tab);
    }
}

fn age(came: Now, now: Now) -> Millis {
    let age = now.uptime.saturating_sub(came.uptime).max(now.wall.since(came.wall));
    Millis::try_from(age.as_millis()).unwrap_or(Millis::MAX - MARGIN)
}

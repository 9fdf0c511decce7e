//! What is known about who is online, and how old that is.

use std::time::Duration;

use crate::domain::ids::UserId;
use crate::domain::presence::event::{Affected, Effect, Endpoint, StaleNotice};
use crate::domain::presence::freshness::{Freshness, Snapshot};
use crate::domain::presence::roster::{OnlineUsers, Roster};
use crate::domain::time::Now;

/// How long a page that was just shown has for its first poll before it speaks of old data.
const NOTICE_GRACE: Duration = Duration::from_secs(2);

/// The roster, its freshness, and the address it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Knowledge {
    roster: Roster,
    freshness: Freshness,
    /// When the last good reply came, or the wait for the first one began.
    confirmed: Option<Now>,
    heard: bool,
    stale_after: Duration,
    pub(super) endpoint: Endpoint,
    other_missing: bool,
    notice: Option<StaleNotice>,
}

impl Knowledge {
    pub(super) fn new(stale_after: Duration) -> Self {
        Self {
            roster: Roster::default(),
            freshness: Freshness::Pending,
            confirmed: None,
            heard: false,
            stale_after,
            endpoint: Endpoint::Primary,
            other_missing: false,
            notice: None,
        }
    }

    /// Forgets everything that the person who signed out knew.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.stale_after);
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { online: self.roster.online().clone(), freshness: self.freshness }
    }

    /// Starts the wait for the first reply, unless it has started.
    pub(super) fn await_first(&mut self, now: Now) {
        self.confirmed.get_or_insert(now);
    }

    /// Takes a good reply; `present` are known to be online by a newer source than this reply.
    pub(super) fn confirm(
        &mut self,
        mut online: OnlineUsers,
        present: Option<UserId>,
        now: Now,
    ) -> Option<Effect> {
        if let Some(user) = present.filter(|user| !online.contains(*user)) {
            online = OnlineUsers::new(online.ids().iter().copied().chain([user]).collect());
        }
        self.confirmed = Some(now);
        self.heard = true;
        self.other_missing = false;
        let changed = self.roster.replace(online);
        self.turn(Freshness::Fresh).or_else(|| self.tell_changed(changed))
    }

    /// Takes the news that the address just asked isn't there; says whether to ask the other one at once.
    pub(super) fn missing(&mut self) -> (bool, Option<Effect>) {
        self.endpoint = self.endpoint.other();
        if !self.other_missing {
            self.other_missing = true;
            return (true, None);
        }
        self.other_missing = false;
        self.endpoint = Endpoint::Primary;
        self.roster.replace(OnlineUsers::default());
        (false, self.turn(Freshness::Unsupported))
    }

    pub(super) fn set_user_online(&mut self, user: UserId, online: bool) -> Option<Effect> {
        let changed = self.roster.set(user, online);
        self.tell_changed(if changed { vec![user] } else { Vec::new() })
    }

    fn tell_changed(&self, changed: Vec<UserId>) -> Option<Effect> {
        (!changed.is_empty() && self.freshness == Freshness::Fresh)
            .then(|| Effect::Presence(self.snapshot(), Affected::Users(changed)))
    }

    fn turn(&mut self, freshness: Freshness) -> Option<Effect> {
        (std::mem::replace(&mut self.freshness, freshness) != freshness)
            .then(|| Effect::Presence(self.snapshot(), Affected::Everyone))
    }

    fn grows_stale_at(&self) -> Option<Duration> {
        match self.freshness {
            Freshness::Pending | Freshness::Fresh => self.confirmed.map(|at| at.uptime + self.stale_after),
            Freshness::Stale { .. } | Freshness::Unsupported => None,
        }
    }

    /// Lets what is known grow old.
    pub(super) fn age(&mut self, now: Duration) -> Option<Effect> {
        self.grows_stale_at().filter(|at| *at <= now)?;
        let since = self.confirmed.filter(|_| self.heard).map(|at| at.wall);
        self.turn(Freshness::Stale { since })
    }

    fn notice_at(&self, shown_since: Option<Duration>) -> Option<Duration> {
        matches!(self.freshness, Freshness::Stale { .. }).then_some(shown_since? + NOTICE_GRACE)
    }

    /// Says when people are to be told, or no longer to be told, that the data is old.
    pub(super) fn update_notice(&mut self, shown_since: Option<Duration>, now: Duration) -> Option<Effect> {
        let due = self.notice_at(shown_since).is_some_and(|at| at <= now);
        let notice = match self.freshness {
            Freshness::Stale { since } if due => Some(StaleNotice { since }),
            _ => None,
        };
        (std::mem::replace(&mut self.notice, notice) != notice).then_some(Effect::StaleNotice(notice))
    }

    pub(super) fn next_wake(&self, shown_since: Option<Duration>) -> Option<Duration> {
        let notice = self.notice_at(shown_since).filter(|_| self.notice.is_none());
        self.grows_stale_at().into_iter().chain(notice).min()
    }
}

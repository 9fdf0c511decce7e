//! What is known about who is online, and how old that is.

use std::time::Duration;

use crate::model::ids::UserId;
use crate::model::time::Now;
use crate::presence::backoff::BASE;
use crate::presence::event::{Affected, StaleNotice};
use crate::presence::freshness::{Freshness, Snapshot};
use crate::presence::request::Endpoint;
use crate::presence::roster::{OnlineUsers, Roster};

/// How long a page that was just shown has for its first poll before it speaks of old data.
const NOTICE_GRACE: Duration = Duration::from_secs(2);

/// How long what was known before a sleep, if it was one, is still believed: a reply takes less where there is a network.
const SLEEP_GRACE: Duration = Duration::from_secs(1);

/// How long no reply may come before people are told that the server can't be reached. Less is a blip.
const LOSS_TIMEOUT: Duration = Duration::from_millis(4_500);

/// By then, a request that failed has been sent once more, so that a blip of two seconds is over.
const LOSS_CHECK: Duration = Duration::from_millis(3_500);

/// Whose dots may say something else after something was learnt; `None`: nobody's.
pub(super) type Change = Option<Affected>;

/// The roster, its freshness, and the address it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PresenceState {
    roster: Roster,
    freshness: Freshness,
    /// When the last good reply came.
    pub(super) last_reply: Option<Now>,
    /// When that, or the wait for the first one, is too long ago.
    expires: Option<Duration>,
    /// Whose status the app has set since the last good reply.
    overrides: Vec<UserId>,
    /// When the first request was sent since the last reply, of those that nothing came back from.
    unanswered_since: Option<Duration>,
    stale_after: Duration,
    pub(super) endpoint: Endpoint,
    /// The address that was not there when it was asked last, since the last good reply.
    missing: Option<Endpoint>,
    pub(super) notice: Option<StaleNotice>,
}

impl PresenceState {
    pub(super) fn new(stale_after: Duration) -> Self {
        Self { stale_after, ..Self::default() }
    }

    /// Forgets everything that the person who signed out knew.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.stale_after);
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { online: self.roster.online().clone(), freshness: self.freshness }
    }

    /// Starts the wait for the next reply.
    pub(super) fn await_reply(&mut self, now: Duration) {
        self.expires = Some(now + self.stale_after);
    }

    /// Notes that the monotonic clock stood still for so long, or so it seems: what is too old by that is believed for as long
    /// as a reply takes, lest a wall clock that was set forward change anything on screen.
    pub(super) fn slept(&mut self, stood_still: Duration, now: Duration) {
        self.last_reply =
            self.last_reply.map(|at| Now { uptime: at.uptime.saturating_sub(stood_still), ..at });
        self.expires = self.expires.map(|at| at.min(at.saturating_sub(stood_still).max(now + SLEEP_GRACE)));
    }

    /// Takes a good reply from `endpoint`; `present` are known to be online by a newer source than this reply.
    pub(super) fn apply(
        &mut self,
        mut online: OnlineUsers,
        endpoint: Endpoint,
        present: Option<UserId>,
        now: Now,
    ) -> Change {
        if let Some(user) = present.filter(|user| !online.contains(*user)) {
            online = OnlineUsers::new(online.ids().iter().copied().chain([user]).collect());
        }
        self.await_reply(now.uptime);
        self.last_reply = Some(now);
        self.overrides.clear();
        self.unanswered_since = None;
        self.endpoint = endpoint;
        self.missing = None;
        let changed = self.roster.replace(online);
        self.set_freshness(Freshness::Fresh).or_else(|| self.users_changed(changed))
    }

    /// Takes the news that an address isn't there: the other one is the next to be asked. Where that wasn't there either, the
    /// backend has no presence.
    pub(super) fn apply_not_found(&mut self, endpoint: Endpoint) -> Change {
        if self.is_untried(endpoint.other()) {
            self.missing = Some(endpoint);
            self.endpoint = endpoint.other();
            return None;
        }
        self.missing = None;
        self.unanswered_since = None;
        self.endpoint = Endpoint::Primary;
        self.roster.replace(OnlineUsers::default());
        self.set_freshness(Freshness::Unsupported)
    }

    /// Whether `endpoint` was not found missing since the last good reply.
    pub(super) fn is_untried(&self, endpoint: Endpoint) -> bool {
        self.missing != Some(endpoint)
    }

    /// Takes the app's word for a person's status, until the next reply.
    pub(super) fn set_optimistic(&mut self, user: UserId, online: bool) -> Change {
        let change = self.set_user_online(user, online);
        if change.is_some() {
            self.overrides.push(user);
        }
        change
    }

    pub(super) fn set_user_online(&mut self, user: UserId, online: bool) -> Change {
        if self.roster.set(user, online) { self.users_changed(vec![user]) } else { None }
    }

    /// Lets what is known grow old.
    pub(super) fn expire(&mut self, now: Duration) -> Change {
        self.grows_stale_at().filter(|at| *at <= now)?;
        self.set_freshness(Freshness::Stale { since: self.last_reply.map(|at| at.wall) })
    }

    fn users_changed(&self, changed: Vec<UserId>) -> Change {
        (!changed.is_empty() && self.freshness == Freshness::Fresh).then_some(Affected::Users(changed))
    }

    fn set_freshness(&mut self, freshness: Freshness) -> Change {
        (std::mem::replace(&mut self.freshness, freshness) != freshness).then_some(Affected::Everyone)
    }

    /// Whether the status of `user` that is shown is the app's word.
    pub(super) fn is_optimistic(&self, user: UserId) -> bool {
        self.freshness == Freshness::Fresh && self.overrides.contains(&user)
    }

    fn grows_stale_at(&self) -> Option<Duration> {
        match self.freshness {
            Freshness::Pending | Freshness::Fresh => self.expires,
            Freshness::Stale { .. } | Freshness::Unsupported => None,
        }
    }

    /// Notes that the backend was asked, or can't be.
    pub(super) fn asked(&mut self, now: Duration) {
        self.unanswered_since.get_or_insert(now);
    }

    /// By when the backend is to be asked once more after a request that did not reach it.
    pub(super) fn check_at(&self, now: Duration) -> Option<Duration> {
        let check = self.unanswered_since? + LOSS_CHECK;
        (now < check).then(|| check.max(now + BASE))
    }

    /// Notes that it was reached, or that nobody looks.
    pub(super) fn reached(&mut self) {
        self.unanswered_since = None;
    }

    /// What people are to be told, and from when on.
    fn next_notice(&self, shown_since: Option<Duration>) -> Option<(Duration, StaleNotice)> {
        let shown_since = shown_since?;
        match self.freshness {
            Freshness::Stale { since } => {
                Some((shown_since + NOTICE_GRACE, StaleNotice { since, still_shown: false }))
            }
            Freshness::Fresh | Freshness::Pending => {
                let since = self.last_reply.map(|at| at.wall);
                let at = self.unanswered_since?.max(shown_since) + LOSS_TIMEOUT;
                Some((at, StaleNotice { since, still_shown: true }))
            }
            Freshness::Unsupported => None,
        }
    }

    /// Brings `notice` up to date; says whether that changed it.
    pub(super) fn update_notice(&mut self, shown_since: Option<Duration>, now: Duration) -> bool {
        let notice = self.next_notice(shown_since).filter(|(at, _)| *at <= now).map(|(_, notice)| notice);
        std::mem::replace(&mut self.notice, notice) != notice
    }

    pub(super) fn next_wake(&self, shown_since: Option<Duration>) -> Option<Duration> {
        let notice = self.next_notice(shown_since).filter(|(_, notice)| self.notice != Some(*notice));
        self.grows_stale_at().into_iter().chain(notice.map(|(at, _)| at)).min()
    }
}

//! What is known about who is online, and how old that is.

use std::time::Duration;

use crate::model::ids::UserId;
use crate::model::time::Now;
use crate::presence::backoff::BASE;
use crate::presence::event::{Affected, Effect, Endpoint, StaleNotice};
use crate::presence::freshness::{Freshness, Snapshot};
use crate::presence::roster::{OnlineUsers, Roster};

/// How long a page that was just shown has for its first poll before it speaks of old data.
const NOTICE_GRACE: Duration = Duration::from_secs(2);

/// How long what was known before a sleep, if it was one, is still believed: a reply takes less where there is a network.
const DOUBT: Duration = Duration::from_secs(1);

/// How long no reply may come before people are told that the server can't be reached. Less is a blip.
const LOSS_PATIENCE: Duration = Duration::from_millis(4_500);

/// By then, a request that failed has been sent once more, so that a blip of two seconds is over.
const LOSS_CHECK: Duration = Duration::from_millis(3_500);

/// The roster, its freshness, and the address it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PresenceState {
    roster: Roster,
    freshness: Freshness,
    /// When the last good reply came, or the wait for the first one began.
    confirmed: Option<Now>,
    /// When that is too long ago to be believed.
    expires: Option<Duration>,
    heard: bool,
    /// Whose status the app has set since the last good reply.
    said: Vec<UserId>,
    /// When the first request was sent since the last reply, of those that nothing came back from.
    unanswered_since: Option<Duration>,
    stale_after: Duration,
    pub(super) endpoint: Endpoint,
    /// The address that was not there when it was asked last, since the last good reply.
    missing: Option<Endpoint>,
    notice: Option<StaleNotice>,
}

impl PresenceState {
    pub(super) fn new(stale_after: Duration) -> Self {
        Self {
            roster: Roster::default(),
            freshness: Freshness::Pending,
            confirmed: None,
            expires: None,
            heard: false,
            said: Vec::new(),
            unanswered_since: None,
            stale_after,
            endpoint: Endpoint::Primary,
            missing: None,
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
        if self.confirmed.is_none() {
            self.begin(now);
        }
    }

    fn begin(&mut self, now: Now) {
        self.confirmed = Some(now);
        self.expires = Some(now.uptime + self.stale_after);
    }

    /// Notes that the monotonic clock stood still for so long, or so it seems: what is too old by that is believed for as long
    /// as a reply takes, lest a wall clock that was set forward change anything on screen.
    pub(super) fn slept(&mut self, stood_still: Duration, now: Duration) {
        self.confirmed = self.confirmed.map(|at| Now { uptime: at.uptime.saturating_sub(stood_still), ..at });
        self.expires = self.expires.map(|at| at.min(at.saturating_sub(stood_still).max(now + DOUBT)));
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
        self.begin(now);
        self.heard = true;
        self.said.clear();
        self.unanswered_since = None;
        self.missing = None;
        let changed = self.roster.replace(online);
        self.turn(Freshness::Fresh).or_else(|| self.tell_changed(changed))
    }

    /// Takes the news that an address isn't there; says whether the other one is to be asked at once. Where that isn't there
    /// either, the backend has no presence.
    pub(super) fn missing(&mut self, endpoint: Endpoint) -> (bool, Option<Effect>) {
        if self.missing != Some(endpoint.other()) {
            self.missing = Some(endpoint);
            self.endpoint = endpoint.other();
            return (true, None);
        }
        self.missing = None;
        self.unanswered_since = None;
        self.endpoint = Endpoint::Primary;
        self.roster.replace(OnlineUsers::default());
        (false, self.turn(Freshness::Unsupported))
    }

    pub(super) fn confirmed_at(&self) -> Option<Duration> {
        self.confirmed.filter(|_| self.heard).map(|at| at.uptime)
    }

    pub(super) fn was_said_by_app(&self, user: UserId) -> bool {
        self.freshness == Freshness::Fresh && self.said.contains(&user)
    }

    /// Takes the app's word for a person's status, until the next reply.
    pub(super) fn say(&mut self, user: UserId, online: bool) -> Option<Effect> {
        let effect = self.set_user_online(user, online);
        self.said.extend(effect.as_ref().map(|_| user));
        effect
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
            Freshness::Pending | Freshness::Fresh => self.expires,
            Freshness::Stale { .. } | Freshness::Unsupported => None,
        }
    }

    /// Lets what is known grow old.
    pub(super) fn age(&mut self, now: Duration) -> Option<Effect> {
        self.grows_stale_at().filter(|at| *at <= now)?;
        let since = self.confirmed.filter(|_| self.heard).map(|at| at.wall);
        self.turn(Freshness::Stale { since })
    }

    /// Notes that the backend was asked, or can't be.
    pub(super) fn asked(&mut self, now: Duration) {
        self.unanswered_since.get_or_insert(now);
    }

    /// Notes that it was not reached; gives back by when it is to be asked once more.
    pub(super) fn lost(&mut self, now: Duration) -> Option<Duration> {
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
                let since = self.confirmed.filter(|_| self.heard).map(|at| at.wall);
                let at = self.unanswered_since?.max(shown_since) + LOSS_PATIENCE;
                Some((at, StaleNotice { since, still_shown: true }))
            }
            Freshness::Unsupported => None,
        }
    }

    /// Says when people are to be told, or no longer to be told, that the data is old or no reply comes.
    pub(super) fn update_notice(&mut self, shown_since: Option<Duration>, now: Duration) -> Option<Effect> {
        let notice = self.next_notice(shown_since).filter(|(at, _)| *at <= now).map(|(_, notice)| notice);
        (std::mem::replace(&mut self.notice, notice) != notice).then_some(Effect::StaleNotice(notice))
    }

    pub(super) fn next_wake(&self, shown_since: Option<Duration>) -> Option<Duration> {
        let notice = self.next_notice(shown_since).filter(|(_, notice)| self.notice != Some(*notice));
        self.grows_stale_at().into_iter().chain(notice.map(|(at, _)| at)).min()
    }
}

//! When a heartbeat is due.

mod fast_retry;

use chrono::{DateTime, Utc};
use std::time::Duration;

use crate::model::api_error::ApiError;
use crate::model::time::TimeExt;
use crate::presence::backoff::{BASE, Jitter};
use crate::presence::poll_schedule::PollSchedule;
use crate::presence::settings::{HiddenTab, PresenceSettings};

/// Two heartbeats may follow each other at once (sign-in, then a quick look at another tab and back);
/// a third asked for by the tab's coming and going waits until this long after the first.
const BURST_WINDOW: Duration = Duration::from_secs(10);

/// Waking up comes as several events at once (a late timer, `resume`, `online`, `visibilitychange`):
/// a heartbeat this young answers all of them.
const WAKE_WINDOW: Duration = Duration::from_secs(5);

/// A tab may come and go a few times while the machine wakes: the first heartbeat answers that, too. The one of the
/// sign-in is no answer to a look at another tab.
const FLIP_WINDOW: Duration = Duration::from_secs(1);

/// Why a heartbeat out of turn may be needed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reason {
    /// It is to run from now on.
    Started,
    /// The tab was shown.
    Shown,
    /// The machine woke up, the network came back or the page was restored.
    Resumed,
    /// The same where another tab asks for all: that one has so much time to send it first.
    ResumedBesidePeer(Duration),
    /// The backend no longer lists the person as online.
    Dropped,
    /// A feed that had failed was answered.
    NetworkAnswered,
    /// There is a new access token.
    TokenRenewed,
}

/// The heartbeat's schedule, and all that pauses it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heartbeat {
    pub(super) schedule: PollSchedule,
    settings: PresenceSettings,
    wants: Vec<(u64, Option<Duration>)>,
    /// When this tab sent the last two.
    last_two: [Option<Duration>; 2],
    pub(super) accepted_at: Option<Duration>,
    last_activity: Option<DateTime<Utc>>,
    /// When the person last came: signed in, came back to the tab, opened the lid.
    came_at: Option<Duration>,
    /// How many have failed since one that was accepted, or may have been; `None`: there was none yet.
    failed: Option<u32>,
    /// Whether the network failed the last one.
    network_failed: bool,
    /// When the one in flight is given up for another.
    resend_at: Option<Duration>,
    /// How many were given up for another since one that ended.
    resent: u32,
    /// When one was last sent at once after a reply.
    last_fast_retry: Option<Duration>,
    /// Whether the newest list of who is online had the person on it.
    listed: bool,
}

impl Heartbeat {
    pub(super) fn new(settings: &PresenceSettings) -> Self {
        Self {
            schedule: PollSchedule::new(settings.heartbeat_interval),
            settings: *settings,
            ..Self::default()
        }
    }

    /// Forgets everything but who wants it.
    pub(super) fn sign_out(&mut self) {
        let wants = std::mem::take(&mut self.wants);
        let schedule = PollSchedule::new(self.schedule.interval());
        *self = Self { wants, schedule, ..Self::new(&self.settings) };
    }

    /// Notes that it is wanted; gives the wanted interval back if it can't be borne and the configured one is used.
    pub(super) fn want(&mut self, key: u64, interval: Option<Duration>) -> Option<Duration> {
        let refused = interval.filter(|interval| !self.settings.bears(*interval));
        self.unwant(key);
        self.wants.push((key, interval.filter(|_| refused.is_none())));
        self.apply_interval();
        refused
    }

    pub(super) fn unwant(&mut self, key: u64) {
        self.wants.retain(|(other, _)| *other != key);
        self.apply_interval();
    }

    /// Who wants it, and at which interval; `None`: the configured one.
    pub(super) fn wants(&self) -> &[(u64, Option<Duration>)] {
        &self.wants
    }

    fn apply_interval(&mut self) {
        let configured = self.settings.heartbeat_interval;
        let shortest = self.wants.iter().map(|(_, interval)| interval.unwrap_or(configured)).min();
        let interval = shortest.unwrap_or(configured);
        if interval != self.schedule.interval() {
            self.schedule.set_interval(interval);
        }
    }

    /// When the hidden tab's heartbeat pauses; `None` where it doesn't.
    fn pauses_at(&self, hidden_since: Option<Duration>) -> Option<Duration> {
        match self.settings.hidden_tab {
            HiddenTab::Pause => hidden_since,
            HiddenTab::Keep => None,
            HiddenTab::PauseAfter(delay) => hidden_since.map(|since| since + delay),
        }
    }

    /// Starts or stops it as the circumstances demand.
    pub(super) fn reconcile(&mut self, signed_in: bool, hidden_since: Option<Duration>, now: Duration) {
        let is_paused = self.pauses_at(hidden_since).is_some_and(|at| at <= now);
        if !signed_in || self.wants.is_empty() || is_paused {
            self.schedule.stop();
        } else if !self.schedule.is_running() {
            self.request(Reason::Started, now);
        }
    }

    /// When, apart from its schedule, it has something to do by itself.
    pub(super) fn next_wake(&self, hidden_since: Option<Duration>) -> Option<Duration> {
        let pause = self.pauses_at(hidden_since).filter(|_| self.schedule.is_running());
        self.resends_at().into_iter().chain(pause).min()
    }

    /// Has one sent out of turn, or sent again, as far as the reason asks for it.
    pub(super) fn request(&mut self, reason: Reason, now: Duration) {
        // Whether it says that the person came; for how long the last one will do; whether one that got lost is sent again.
        let (person_came, fresh_for, resend) = match reason {
            Reason::Started => (true, Some(Duration::ZERO), false),
            Reason::Shown | Reason::ResumedBesidePeer(_) => (true, Some(WAKE_WINDOW), false),
            Reason::Resumed => (true, Some(WAKE_WINDOW), true),
            Reason::Dropped => (false, Some(WAKE_WINDOW), false),
            Reason::NetworkAnswered | Reason::TokenRenewed => (false, None, true),
        };
        if person_came {
            self.came_at = Some(now);
        }
        if fresh_for.is_some_and(|window| !self.schedule.is_young(window, now)) {
            match reason {
                Reason::ResumedBesidePeer(grace) => self.schedule.start_after_peer(now, grace, now),
                _ if self.schedule.is_running() || reason == Reason::Started => self.send_soon(now),
                _ => {}
            }
        }
        if resend {
            self.resend(reason, now);
        }
    }

    /// Makes one due as soon as is fair; one that is already on its way, or has only just been sent, will do.
    fn send_soon(&mut self, now: Duration) {
        let [before, newest] = self.last_two;
        let is_new = before.and(newest).is_some_and(|sent| now < sent + FLIP_WINDOW);
        if is_new || self.schedule.in_flight().is_some() {
            return self.schedule.start(now);
        }
        let regular = newest.map(|last| last + self.schedule.interval());
        let after_burst = before.map(|first| first + BURST_WINDOW).min(regular);
        self.schedule.request_at(after_burst.map_or(now, |at| now.max(at)));
    }

    pub(super) fn take_due(&mut self, now: Duration, sequence: u64) -> bool {
        let sent = self.schedule.take_due(now, sequence);
        if sent {
            self.last_two = [self.last_two[1], Some(now)];
            // It may have been sent later than was thought when that was planned.
            self.resend_at = self.resend_at.map(|at| at.max(now + BASE));
        }
        sent
    }

    /// Notes that the backend accepted one, whichever tab sent it.
    pub(super) fn accepted(&mut self, last_activity: DateTime<Utc>, now: Duration) {
        self.accepted_at = Some(now);
        self.last_activity = Some(last_activity);
        self.ended(Some(0), false);
    }

    fn ended(&mut self, failed: Option<u32>, network_failed: bool) {
        self.failed = failed;
        self.network_failed = network_failed;
        self.resend_at = None;
        self.resent = 0;
    }

    /// Notes that the one in flight failed, and plans the next.
    pub(super) fn failed(&mut self, error: &ApiError, now: Duration, jitter: &mut Jitter) {
        self.ended(self.failed.map(|failed| failed.saturating_add(1)), error.is_network());
        let cap = self.longest_wait(now);
        self.schedule.failed(error, cap, now, jitter);
        self.retry_soon(now);
    }

    /// Notes whether the backend lists the person as online. Who was listed and no longer is has been dropped, whatever the
    /// clocks here say: they may have stood still, or the backend may have forgotten. Where nobody is told of themselves,
    /// nobody ever was listed.
    pub(super) fn listed(&mut self, listed: bool, now: Duration) {
        let was_listed = std::mem::replace(&mut self.listed, listed);
        if was_listed && !listed && self.schedule.in_flight().is_none() {
            self.request(Reason::Dropped, now);
        }
    }

    /// Notes that those that were sent are older by this than the monotonic clock says. One that would have been accepted
    /// before that clock began is forgotten: how long ago it was can't be told.
    pub(super) fn age(&mut self, by: Duration) {
        for at in self.last_two.iter_mut().flatten() {
            *at = at.saturating_sub(by);
        }
        self.accepted_at = self.accepted_at.and_then(|at| at.checked_sub(by));
        self.schedule.age(by);
    }

    /// When, by the backend's clock, the person goes offline without another one.
    pub(super) fn ends(&self) -> Option<DateTime<Utc>> {
        self.last_activity.map(|at| at.plus(self.settings.online_threshold))
    }
}

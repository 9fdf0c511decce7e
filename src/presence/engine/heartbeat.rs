//! When a heartbeat is due.

use chrono::{DateTime, Utc};
use std::time::Duration;

use crate::model::api_error::ApiError;
use crate::model::time::TimeExt;
use crate::presence::backoff::{BASE, CAP, Jitter};
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

/// The longest wait for the next try while a person is here, and is shown offline or soon will be.
const FAST_RETRY_CAP: Duration = Duration::from_secs(3);

/// How long that goes on. What is not over by then is no blip, and is met with the usual waits.
const FAST_RETRY_FOR: Duration = Duration::from_secs(3 * 60);

/// How often one that isn't answered is sent again after signs that the network is back, in fast retry and a second apart.
/// Each gives up the one before, whose answer may have been on its way.
const MOST_RESENDS: u32 = 3;

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

/// What a [`Reason`] brings about.
struct Policy {
    /// The person is here.
    person_came: bool,
    /// One is sent, unless the last one is younger than this.
    send_unless_younger: Option<Duration>,
    /// One that the network failed, or may have failed, is sent again.
    resend: bool,
}

impl Reason {
    fn policy(self) -> Policy {
        let (person_came, send_unless_younger, resend) = match self {
            Self::Started => (true, Some(Duration::ZERO), false),
            Self::Shown | Self::ResumedBesidePeer(_) => (true, Some(WAKE_WINDOW), false),
            Self::Resumed => (true, Some(WAKE_WINDOW), true),
            Self::Dropped => (false, Some(WAKE_WINDOW), false),
            Self::NetworkAnswered | Self::TokenRenewed => (false, None, true),
        };
        Policy { person_came, send_unless_younger, resend }
    }
}

/// The replacement of a heartbeat in flight that isn't answered.
#[derive(Clone, Debug, Default, PartialEq)]
struct Resend {
    at: Option<Duration>,
    /// How many there were since one that ended.
    count: u32,
}

/// The heartbeat's schedule, and all that pauses it.
#[derive(Clone, Debug, PartialEq)]
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
    resend: Resend,
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
            wants: Vec::new(),
            last_two: [None; 2],
            accepted_at: None,
            last_activity: None,
            came_at: None,
            failed: None,
            network_failed: false,
            resend: Resend::default(),
            last_fast_retry: None,
            listed: false,
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
            HiddenTab::PauseAfter(patience) => hidden_since.map(|since| since + patience),
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

    /// Has one sent out of turn as far as the reason's policy asks for it.
    pub(super) fn request(&mut self, reason: Reason, now: Duration) {
        let Policy { person_came, send_unless_younger, resend } = reason.policy();
        if person_came {
            self.came_at = Some(now);
        }
        if send_unless_younger.is_some_and(|window| !self.schedule.is_young(window, now)) {
            match reason {
                Reason::ResumedBesidePeer(grace) => self.schedule.start_after_peer(now, grace, now),
                Reason::Started => self.send_soon(now),
                _ if self.schedule.is_running() => self.send_soon(now),
                _ => {}
            }
        }
        if resend {
            self.resend_after(reason, now);
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

    /// Sends the next one now if the network failed the last one, or in fast retry one in the place of that in flight; a second
    /// after the last one at the earliest, however often a network comes and goes.
    fn resend_after(&mut self, reason: Reason, now: Duration) {
        let in_flight = self.schedule.in_flight().is_some();
        // A reply is more than a hope: that second is done without, once in a while.
        let is_rare = self.last_fast_retry.is_none_or(|at| now >= at + BURST_WINDOW);
        let at_once = reason == Reason::NetworkAnswered && is_rare && self.is_fast_retry(now);
        if at_once {
            self.last_fast_retry = Some(now);
        }
        let pause = if at_once { Duration::ZERO } else { BASE };
        let earliest = match self.last_two[1] {
            // The one in flight waited for the token, and is sent only now.
            _ if in_flight && reason == Reason::TokenRenewed => now + BASE,
            sent => sent.map_or(now, |sent| now.max(sent + pause)),
        };
        if in_flight {
            self.resend_at(earliest, now);
        } else if self.network_failed && self.schedule.is_running() {
            self.schedule.request_at(earliest);
            self.resend_at(earliest + BASE, now);
        }
    }

    /// In fast retry, one that isn't answered by then is sent again: twice does no harm, the backend only notes the time.
    fn resend_at(&mut self, at: Duration, now: Duration) {
        if self.is_fast_retry(now) && self.resend.count < MOST_RESENDS {
            self.resend.at = Some(self.resend.at.map_or(at, |earlier| earlier.min(at)));
        }
    }

    fn resends_at(&self) -> Option<Duration> {
        let is_under_way = self.schedule.is_running() && self.schedule.in_flight().is_some();
        self.resend.at.filter(|_| is_under_way).map(|at| at.max(self.schedule.not_before()))
    }

    /// Whether the person may be shown offline soon, or is, and short waits may still help.
    fn is_fast_retry(&self, now: Duration) -> bool {
        let safe_for = self.settings.online_threshold * 2 / 3;
        let safe_until = self.accepted_at.map(|at| at + safe_for);
        let is_safe = safe_until.is_some_and(|until| now < until);
        !is_safe && self.came_at.max(safe_until).is_some_and(|since| now < since + FAST_RETRY_FOR)
    }

    /// Gives up the one in flight if another is to be sent in its place; gives back its number.
    pub(super) fn take_superseded(&mut self, now: Duration) -> Option<u64> {
        self.resends_at().filter(|at| *at <= now)?;
        let count = self.resend.count + 1;
        self.resend = Resend { at: (count < MOST_RESENDS).then(|| now + BASE), count };
        self.failed = Some(0);
        self.schedule.supersede(now)
    }

    pub(super) fn take_due(&mut self, now: Duration, sequence: u64) -> bool {
        let sent = self.schedule.take_due(now, sequence);
        if sent {
            self.last_two = [self.last_two[1], Some(now)];
            // It may have been sent later than was thought when that was planned.
            self.resend.at = self.resend.at.map(|at| at.max(now + BASE));
        }
        sent
    }

    /// Notes that the backend accepted one, whichever tab sent it.
    pub(super) fn accepted(&mut self, last_activity: DateTime<Utc>, now: Duration) {
        self.accepted_at = Some(now);
        self.last_activity = Some(last_activity);
        self.failed = Some(0);
        self.network_failed = false;
        self.resend = Resend::default();
    }

    /// Notes that the one in flight failed, and plans the next.
    pub(super) fn failed(&mut self, error: &ApiError, now: Duration, jitter: &mut Jitter) {
        self.failed = self.failed.map(|failed| failed.saturating_add(1));
        self.network_failed = error.is_network();
        self.resend = Resend::default();
        let network_cap = if self.is_fast_retry(now) { FAST_RETRY_CAP } else { CAP };
        self.schedule.failed(error, network_cap, now, jitter);
        self.retry_soon(now);
    }

    /// Has one that was lost tried again so soon that two losses in a row fit into any threshold that bears the interval.
    /// Where that is long, the usual waits are shorter. A refusal counts as a loss from a backend that has accepted one: it may
    /// have a bad moment. One that never did has no heartbeat.
    fn retry_soon(&mut self, now: Duration) {
        let is_first_or_second = |failures| (1..=2).contains(&failures);
        let may = self.failed.is_some_and(is_first_or_second) || is_first_or_second(self.schedule.failures());
        if may && self.schedule.is_running() {
            self.schedule.request_at(now + self.schedule.interval() / 4);
        }
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

//! When a heartbeat is due.

use chrono::{DateTime, Utc};
use std::time::Duration;

use crate::model::api_error::ApiError;
use crate::model::time::TimeExt;
use crate::presence::backoff::{BASE, CAP};
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
const HURRY: Duration = Duration::from_secs(3);

/// How long that goes on. What is not over by then is no blip, and is met with the usual waits.
const LONGEST_HURRY: Duration = Duration::from_secs(3 * 60);

/// How often one that isn't answered is sent again after signs that the network is back, in a hurry and a second apart. Each
/// gives up the one before, whose answer may have been on its way.
const RESENDS: u32 = 3;

/// The heartbeat's schedule, and all that pauses it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heartbeat {
    pub(super) cycle: PollSchedule,
    settings: PresenceSettings,
    wants: Vec<(u64, Option<Duration>)>,
    recent: [Option<Duration>; 2],
    pub(super) accepted_at: Option<Duration>,
    last_activity: Option<DateTime<Utc>>,
    /// When the person last came: signed in, came back to the tab, opened the lid.
    came_at: Option<Duration>,
    /// How many have failed since one that was accepted, or may have been; `None`: there was none yet.
    lost: Option<u32>,
    /// Whether the network failed the last one.
    met_silence: bool,
    /// When the one in flight is given up for another.
    again_at: Option<Duration>,
    /// How many were given up for another since one that ended.
    resent: u32,
    /// When one was last sent at once after a reply.
    rushed_at: Option<Duration>,
    /// Whether the newest list of who is online had the person on it.
    listed: bool,
}

impl Heartbeat {
    pub(super) fn new(settings: &PresenceSettings) -> Self {
        Self {
            cycle: PollSchedule::new(settings.heartbeat_interval),
            settings: *settings,
            wants: Vec::new(),
            recent: [None; 2],
            accepted_at: None,
            last_activity: None,
            came_at: None,
            lost: None,
            met_silence: false,
            again_at: None,
            resent: 0,
            rushed_at: None,
            listed: false,
        }
    }

    /// Notes that it is wanted; gives the wanted interval back if it can't be borne and the configured one is used.
    pub(super) fn want(&mut self, key: u64, interval: Option<Duration>) -> Option<Duration> {
        let refused = interval.filter(|interval| !self.settings.bears(*interval));
        self.unwant(key);
        self.wants.push((key, interval.filter(|_| refused.is_none())));
        self.apply_interval();
        refused
    }

    /// Who wants it, and at which interval; `None`: the configured one.
    pub(super) fn wants(&self) -> &[(u64, Option<Duration>)] {
        &self.wants
    }

    pub(super) fn unwant(&mut self, key: u64) {
        self.wants.retain(|(other, _)| *other != key);
        self.apply_interval();
    }

    fn apply_interval(&mut self) {
        let configured = self.settings.heartbeat_interval;
        let shortest = self.wants.iter().map(|(_, interval)| interval.unwrap_or(configured)).min();
        let interval = shortest.unwrap_or(configured);
        if interval != self.cycle.interval() {
            self.cycle.set_interval(interval);
        }
    }

    /// When the hidden tab's heartbeat pauses; `None` where it doesn't.
    pub(super) fn pauses_at(&self, hidden_since: Option<Duration>) -> Option<Duration> {
        match self.settings.hidden_tab {
            HiddenTab::Pause => hidden_since,
            HiddenTab::Keep => None,
            HiddenTab::PauseAfter(patience) => hidden_since.map(|since| since + patience),
        }
    }

    /// Starts or stops it as the circumstances demand.
    pub(super) fn reconcile(&mut self, signed_in: bool, hidden_since: Option<Duration>, now: Duration) {
        let runs =
            signed_in && !self.wants.is_empty() && self.pauses_at(hidden_since).is_none_or(|at| now < at);
        if !runs {
            self.cycle.stop();
        } else if !self.cycle.is_running() {
            self.come(now);
            self.prompt(now);
        }
    }

    /// The longest wait for the next try after one that the network failed.
    pub(super) fn longest_wait(&self, now: Duration) -> Duration {
        if self.hurries(now) { HURRY } else { CAP }
    }

    /// Notes that the person came.
    pub(super) fn come(&mut self, now: Duration) {
        self.came_at = Some(now);
    }

    /// Whether the person may be shown offline soon, or is, and it is worth a hurry.
    fn hurries(&self, now: Duration) -> bool {
        let safe_for = self.settings.online_threshold * 2 / 3;
        let worried_since = self.came_at.max(self.accepted_at.map(|at| at + safe_for));
        let is_safe = self.accepted_at.is_some_and(|at| now < at + safe_for);
        !is_safe && worried_since.is_some_and(|since| now < since + LONGEST_HURRY)
    }

    /// Sends the next one now if the last one met silence, or in a hurry one in the place of that in flight; a second after
    /// the last one at the earliest, however often a network comes and goes.
    pub(super) fn network_is_back(&mut self, now: Duration) {
        self.try_again(BASE, now);
    }

    /// The same after a reply, which is more than a hope: in a hurry that second is done without, once in a while.
    pub(super) fn network_answers(&mut self, now: Duration) {
        let is_rare = self.rushed_at.is_none_or(|at| now >= at + BURST_WINDOW);
        if is_rare && self.hurries(now) {
            self.rushed_at = Some(now);
            self.try_again(Duration::ZERO, now);
        } else {
            self.try_again(BASE, now);
        }
    }

    fn try_again(&mut self, pause: Duration, now: Duration) {
        let earliest = self.recent[1].map_or(now, |sent| now.max(sent + pause));
        if self.cycle.in_flight().is_some() {
            self.send_again_at(earliest, now);
        } else if self.met_silence && self.cycle.is_running() {
            self.cycle.request_at(earliest);
            self.send_again_at(earliest + BASE, now);
        }
    }

    /// There is a token now for the one in flight, which was sent only with it.
    pub(super) fn token_came(&mut self, now: Duration) {
        if self.cycle.in_flight().is_some() {
            self.send_again_at(now + BASE, now);
        } else {
            self.network_is_back(now);
        }
    }

    /// In a hurry, one that isn't answered by then is sent again: twice does no harm, the backend only notes the time.
    fn send_again_at(&mut self, at: Duration, now: Duration) {
        if self.hurries(now) && self.resent < RESENDS {
            self.again_at = Some(self.again_at.map_or(at, |earlier| earlier.min(at)));
        }
    }

    /// When [`take_superseded`](Self::take_superseded) has something to do.
    pub(super) fn again_at(&self) -> Option<Duration> {
        let is_under_way = self.cycle.is_running() && self.cycle.in_flight().is_some();
        self.again_at.filter(|_| is_under_way).map(|at| at.max(self.cycle.not_before()))
    }

    /// Gives up the one in flight if another is to be sent in its place; gives back its number.
    pub(super) fn take_superseded(&mut self, now: Duration) -> Option<u64> {
        self.again_at().filter(|at| *at <= now)?;
        self.resent += 1;
        self.again_at = (self.resent < RESENDS).then(|| now + BASE);
        self.lost = Some(0);
        self.cycle.supersede(now)
    }

    /// Notes whether the backend lists the person as online. Who was listed and no longer is has been dropped, whatever the
    /// clocks here say: they may have stood still, or the backend may have forgotten. Where nobody is told of themselves,
    /// nobody ever was listed.
    pub(super) fn listed(&mut self, listed: bool, now: Duration) {
        let was_listed = std::mem::replace(&mut self.listed, listed);
        if was_listed && !listed && self.cycle.in_flight().is_none() {
            self.renew(now);
        }
    }

    /// Notes how the last one ended.
    pub(super) fn ended(&mut self, failure: Option<&ApiError>) {
        self.lost = failure.map_or(Some(0), |_| self.lost.map(|lost| lost.saturating_add(1)));
        self.met_silence = failure.is_some_and(ApiError::is_network);
        self.again_at = None;
        self.resent = 0;
    }

    /// Asks for a heartbeat out of turn; one that is already on its way, or has only just been sent, will do.
    pub(super) fn prompt(&mut self, now: Duration) {
        let [before, newest] = self.recent;
        let is_new = before.and(newest).is_some_and(|sent| now < sent + FLIP_WINDOW);
        if is_new || self.cycle.in_flight().is_some() {
            return self.cycle.start(now);
        }
        let regular = newest.map(|last| last + self.cycle.interval());
        let after_burst = before.map(|first| first + BURST_WINDOW).min(regular);
        self.cycle.request_at(after_burst.map_or(now, |at| now.max(at)));
    }

    /// Notes that those that were sent are older by this than the monotonic clock says. One that would have been accepted
    /// before that clock began is forgotten: how long ago it was can't be told.
    pub(super) fn age(&mut self, by: Duration) {
        for at in self.recent.iter_mut().flatten() {
            *at = at.saturating_sub(by);
        }
        self.accepted_at = self.accepted_at.and_then(|at| at.checked_sub(by));
        self.cycle.age(by);
    }

    /// Has one that was lost tried again so soon that two losses in a row fit into any threshold that bears the interval.
    /// Where that is long, the usual waits are shorter. A refusal counts as a loss from a backend that has accepted one: it may
    /// have a bad moment. One that never did has no heartbeat.
    pub(super) fn make_up(&mut self, now: Duration) {
        let mut lost = self.lost.into_iter().chain([self.cycle.failures()]);
        if self.cycle.is_running() && lost.any(|lost| (1..=2).contains(&lost)) {
            self.cycle.request_at(now + self.cycle.interval() / 4);
        }
    }

    /// Asks for a heartbeat because what the backend knows may be old, if it runs and none was sent just now.
    pub(super) fn renew(&mut self, now: Duration) {
        if self.cycle.is_running() && !self.cycle.is_young(WAKE_WINDOW, now) {
            self.prompt(now);
        }
    }

    /// As [`renew`](Self::renew), but gives another tab so much time to send it.
    pub(super) fn renew_after_other(&mut self, reserve: Duration, now: Duration) {
        if !self.cycle.is_young(WAKE_WINDOW, now) {
            self.cycle.start_after_other(now, reserve, now);
        }
    }

    pub(super) fn take_due(&mut self, now: Duration, sequence: u64) -> bool {
        let sent = self.cycle.take_due(now, sequence);
        if sent {
            self.recent = [self.recent[1], Some(now)];
            // It may have been sent later than was thought when that was planned.
            self.again_at = self.again_at.map(|at| at.max(now + BASE));
        }
        sent
    }

    pub(super) fn accepted(&mut self, last_activity: DateTime<Utc>, now: Duration) {
        self.accepted_at = Some(now);
        self.last_activity = Some(last_activity);
    }

    /// When, by the backend's clock, the person goes offline without another one.
    pub(super) fn ends(&self) -> Option<DateTime<Utc>> {
        self.last_activity.map(|at| at.plus(self.settings.online_threshold))
    }

    pub(super) fn sign_out(&mut self) {
        self.cycle.reset();
        self.recent = [None; 2];
        self.accepted_at = None;
        self.last_activity = None;
        self.came_at = None;
        self.lost = None;
        self.met_silence = false;
        self.again_at = None;
        self.resent = 0;
        self.rushed_at = None;
        self.listed = false;
    }
}

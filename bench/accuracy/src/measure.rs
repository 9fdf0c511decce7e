//! How truthful a day was: what the backend showed beside what was so.

use crate::network::{Conditions, Network, SLOT, Way};
use crate::people::Person;
use crate::random::{HOUR, MINUTE, Millis, SECOND};
use crate::simulation::{Run, Sent, Setting, Traffic};
use crate::spans::{Span, holding, total, without};
use crate::transport::Ask;

/// How long a client has to get a heartbeat through before its absence is held against it.
pub const TIMEOUT: Millis = MINUTE;

/// Who sends less often than this, with nothing answered, has not tried: as long as a request may take (15 s), and then a
/// short wait.
pub const LONGEST_PAUSE: Millis = 20 * SECOND;

/// A time in which a person was there, was shown offline, and need not have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// Who.
    pub person: usize,
    /// With which network.
    pub network: Network,
    /// From when to when they were shown offline.
    pub span: Span,
    /// Whether they had been shown online before in the same stay.
    pub dropped: bool,
    /// For how much of it the client has no excuse.
    pub inexcusable: Millis,
    /// For how much of it bad luck is none either.
    pub at_fault: Millis,
    /// For how much of that a heartbeat at each sign of the network would have been in time.
    pub avoidable: Millis,
}

/// The measures of one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// How many people.
    pub people: usize,
    /// For how long people were present, and absent.
    pub present: Millis,
    /// See `present`.
    pub absent: Millis,
    /// Present, but shown offline.
    pub false_offline: Millis,
    /// The part of `false_offline` after the person had been shown online in the same stay.
    pub dropped: Millis,
    /// How often that happened.
    pub drops: u64,
    /// The part of `false_offline` for which the network is no excuse: the person had been there for a minute, and a
    /// heartbeat sent at the right moment of the last minute would have been there.
    pub inexcusable: Millis,
    /// The part of `inexcusable` in which something that the client sent in the last minute had been answered, or in
    /// which it had not tried (see [`LONGEST_PAUSE`]). The rest is bad luck: it did try, and each time in the wrong moment.
    pub at_fault: Millis,
    /// The part of `at_fault` in which the person would have been shown online, had a heartbeat been sent at the moment of
    /// anything that was answered in the last minute, and another each [`SECOND`] from then on; and all in which the client
    /// had not tried. The rest is the time that heartbeats take on their way, or in which nothing got through any more.
    pub avoidable: Millis,
    /// Absent, but shown online.
    pub false_online: Millis,
    /// From becoming present while shown offline to being shown online, in stays of a minute or more; one who never was
    /// counts for as long as they stayed.
    pub to_online: Vec<Millis>,
    /// From ceasing to be present to being shown offline, where the person didn't come back before.
    pub to_offline: Vec<Millis>,
    /// What was sent.
    pub sent: Sent,
    /// All lapses that are inexcusable, in part at least.
    pub lapses: Vec<Lapse>,
}

impl Measures {
    /// Measures the people whose network is one of `networks`.
    #[must_use]
    pub fn of(setting: &Setting, run: &Run, networks: &[Network]) -> Self {
        Self::of_those(setting, run, |_, conditions| networks.contains(&conditions.network))
    }

    /// Measures the people whom `counts` names.
    #[must_use]
    pub fn of_those(setting: &Setting, run: &Run, counts: impl Fn(&Person, &Conditions) -> bool) -> Self {
        let mut measures = Self::default();
        for (number, (person, conditions)) in setting.people.iter().enumerate() {
            if counts(person, conditions) {
                let present = person.present(setting.end);
                let shown = run.backend.shown_online(number, setting.end);
                measures.add_delays_of(&present, &shown, setting.end);
                for span in without(&present, &shown) {
                    measures.add_false_offline(number, span, &present, conditions, &run.traffic[number]);
                }
                measures.sent.heartbeats += run.sent[number].heartbeats;
                measures.sent.polls += run.sent[number].polls;
                measures.sent.refreshes += run.sent[number].refreshes;
                measures.sent.sign_outs += run.sent[number].sign_outs;
            }
        }
        measures.to_online.sort_unstable();
        measures.to_offline.sort_unstable();
        measures
    }

    fn add_delays_of(&mut self, present: &[Span], shown: &[Span], end: Millis) {
        self.people += 1;
        self.present += total(present);
        self.absent += end - total(present);
        self.false_online += total(&without(shown, present));
        for (place, stay) in present.iter().enumerate() {
            self.add_delays(*stay, present.get(place + 1), shown, end);
        }
    }

    fn add_false_offline(
        &mut self,
        person: usize,
        span: Span,
        present: &[Span],
        conditions: &Conditions,
        traffic: &Traffic,
    ) {
        self.false_offline += span.1 - span.0;
        let came = holding(present, span.0).map_or(span.0, |stay| stay.0);
        if came < span.0 {
            self.dropped += span.1 - span.0;
            self.drops += 1;
        }
        let from = span.0.max(came + TIMEOUT);
        let inexcusable = time_in((from, span.1), |at| conditions.let_something_through(at, TIMEOUT));
        if inexcusable > 0 {
            let at_fault = time_in((from, span.1), |at| {
                conditions.let_something_through(at, TIMEOUT) && !traffic.was_in_vain(at)
            });
            let avoidable = time_in((from, span.1), |at| {
                conditions.let_something_through(at, TIMEOUT) && traffic.missed_a_chance(at, conditions)
            });
            self.inexcusable += inexcusable;
            self.at_fault += at_fault;
            self.avoidable += avoidable;
            let (network, dropped) = (conditions.network, came < span.0);
            self.lapses.push(Lapse { person, network, span, dropped, inexcusable, at_fault, avoidable });
        }
    }

    fn add_delays(&mut self, (came, went): Span, next: Option<&Span>, shown: &[Span], end: Millis) {
        if holding(shown, came).is_none() && went - came >= MINUTE {
            let first = shown.iter().map(|span| span.0).find(|from| *from > came).unwrap_or(end);
            self.to_online.push(first.min(went) - came);
        }
        let back = next.map_or(end, |next| next.0);
        let tail = went.checked_sub(1).and_then(|last| holding(shown, last));
        self.to_offline.extend(tail.filter(|tail| tail.1 < back).map(|tail| tail.1.saturating_sub(went)));
    }

    /// `amount` for each hour in which people were present.
    #[must_use]
    pub fn per_present_hour(&self, amount: u64) -> f64 {
        amount as f64 / (self.present.max(1) as f64 / HOUR as f64)
    }

    /// `amount` for each hour in which they were absent.
    #[must_use]
    pub fn per_absent_hour(&self, amount: u64) -> f64 {
        amount as f64 / (self.absent.max(1) as f64 / HOUR as f64)
    }
}

impl Traffic {
    /// Whether the client kept trying in the last minute before `at`, and nothing was answered.
    fn was_in_vain(&self, at: Millis) -> bool {
        self.answered_lately(at).is_empty() && self.kept_trying(at)
    }

    /// Whether a heartbeat would have been there by `at` that was sent when something was answered in the last minute, or
    /// a number of whole seconds later; or the client did not keep trying.
    fn missed_a_chance(&self, at: Millis, conditions: &Conditions) -> bool {
        let arrives = |sent| conditions.delivery(sent, Way::Up, Ask::Heartbeat as u64).arrives;
        let mut chances =
            self.answered_lately(at).iter().flat_map(|answered| (*answered..=at).step_by(SECOND as usize));
        !self.kept_trying(at) || chances.any(|sent| arrives(sent).is_some_and(|arrives| arrives <= at))
    }

    fn kept_trying(&self, at: Millis) -> bool {
        let since = at.saturating_sub(TIMEOUT);
        let sent = within(&self.sent, since, at);
        let tries = [since].into_iter().chain(sent.iter().copied()).chain([at]);
        let longest_pause = tries.clone().zip(tries.skip(1)).map(|(one, next)| next - one).max();
        longest_pause <= Some(LONGEST_PAUSE)
    }

    fn answered_lately(&self, at: Millis) -> &[Millis] {
        within(&self.answered, at.saturating_sub(TIMEOUT), at)
    }
}

/// Those of `times` that are not before `from`, and not after `to`.
fn within(times: &[Millis], from: Millis, to: Millis) -> &[Millis] {
    let first = times.partition_point(|time| *time < from);
    let end = times.partition_point(|time| *time <= to);
    &times[first..end.max(first)]
}

/// For how much of a span something is so, looked at slot by slot.
fn time_in((from, to): Span, is_so: impl Fn(Millis) -> bool) -> Millis {
    (from..to.max(from)).step_by(SLOT as usize).filter(|at| is_so(*at)).map(|at| SLOT.min(to - at)).sum()
}

/// The value that so many percent of `sorted` are not above; 0 where there are none.
#[must_use]
pub fn percentile(sorted: &[Millis], percent: usize) -> Millis {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

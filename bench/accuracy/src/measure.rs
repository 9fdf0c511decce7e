//! How truthful a day was: what the backend showed beside what was so.

use crate::dice::{HOUR, MINUTE, Millis};
use crate::network::{Network, SLOT, Weather};
use crate::people::Person;
use crate::simulation::{Run, Sent, Setting};
use crate::spans::{Span, holding, total, without};

/// How long a client has to get a heartbeat through before its absence is held against it.
pub const PATIENCE: Millis = MINUTE;

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
        Self::of_those(setting, run, |_, weather| networks.contains(&weather.network))
    }

    /// Measures the people whom `counts` names.
    #[must_use]
    pub fn of_those(setting: &Setting, run: &Run, counts: impl Fn(&Person, &Weather) -> bool) -> Self {
        let mut measures = Self::default();
        for (number, (person, weather)) in setting.people.iter().enumerate() {
            if counts(person, weather) {
                let present = person.present(setting.end);
                let shown = run.backend.shown_online(number, setting.end);
                measures.add(number, &present, &shown, weather, setting.end);
                measures.sent.heartbeats += run.sent[number].heartbeats;
                measures.sent.polls += run.sent[number].polls;
                measures.sent.refreshes += run.sent[number].refreshes;
            }
        }
        measures.to_online.sort_unstable();
        measures.to_offline.sort_unstable();
        measures
    }

    fn add(&mut self, person: usize, present: &[Span], shown: &[Span], weather: &Weather, end: Millis) {
        self.people += 1;
        self.present += total(present);
        self.absent += end - total(present);
        self.false_online += total(&without(shown, present));
        for span in without(present, shown) {
            self.add_false_offline(person, span, present, weather);
        }
        for (place, stay) in present.iter().enumerate() {
            self.add_delays(*stay, present.get(place + 1), shown, end);
        }
    }

    fn add_false_offline(&mut self, person: usize, span: Span, present: &[Span], weather: &Weather) {
        self.false_offline += span.1 - span.0;
        let came = holding(present, span.0).map_or(span.0, |stay| stay.0);
        if came < span.0 {
            self.dropped += span.1 - span.0;
            self.drops += 1;
        }
        let inexcusable = without_excuse((span.0.max(came + PATIENCE), span.1), weather);
        if inexcusable > 0 {
            self.inexcusable += inexcusable;
            let (network, dropped) = (weather.network, came < span.0);
            self.lapses.push(Lapse { person, network, span, dropped, inexcusable });
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

fn without_excuse((from, to): Span, weather: &Weather) -> Millis {
    (from..to.max(from))
        .step_by(SLOT as usize)
        .filter(|at| weather.let_something_through(*at, PATIENCE))
        .map(|at| SLOT.min(to - at))
        .sum()
}

/// The value that so many percent of `sorted` are not above; 0 where there are none.
#[must_use]
pub fn percentile(sorted: &[Millis], percent: usize) -> Millis {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

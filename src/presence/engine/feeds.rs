//! Which feeds are looked at, and when each is polled next.

use std::time::Duration;

use crate::presence::event::Feed;
use crate::presence::poll_schedule::PollSchedule;

/// How often the user directory is asked for: people join seldom, and it is the longest of all replies.
pub(in crate::presence) const PEOPLE_INTERVAL: Duration = Duration::from_secs(5 * 60);

#[derive(Clone, Debug, PartialEq)]
struct Watched {
    watchers: usize,
    cycle: PollSchedule,
}

/// The polled feeds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Feeds {
    interval: Duration,
    /// In the order in which they were first watched, and not in that of ids, which are others in a trace.
    watched: Vec<(Feed, Watched)>,
}

impl Feeds {
    pub(super) fn new(interval: Duration) -> Self {
        Self { interval, watched: Vec::new() }
    }

    pub(super) fn watch(&mut self, feed: Feed) {
        let interval = interval_of(feed, self.interval);
        match self.watched.iter_mut().find(|(known, _)| *known == feed) {
            Some((_, watched)) => watched.watchers += 1,
            None => self.watched.push((feed, Watched { watchers: 1, cycle: PollSchedule::new(interval) })),
        }
    }

    /// Takes one watcher off; gives back the number of a request that nobody waits for any more.
    pub(super) fn unwatch(&mut self, feed: Feed) -> Option<u64> {
        let place = self.watched.iter().position(|(known, _)| *known == feed)?;
        let watched = &mut self.watched[place].1;
        watched.watchers -= 1;
        if watched.watchers > 0 {
            return None;
        }
        self.watched.remove(place).1.cycle.in_flight().map(|(sequence, _)| sequence)
    }

    /// What is looked at, and by how many.
    pub(super) fn watchers(&self) -> impl Iterator<Item = (Feed, usize)> {
        self.watched.iter().map(|(feed, watched)| (*feed, watched.watchers))
    }

    pub(super) fn get(&self, feed: Feed) -> Option<&PollSchedule> {
        self.cycles().find(|(known, _)| *known == feed).map(|(_, cycle)| cycle)
    }

    pub(super) fn cycle(&mut self, feed: Feed) -> Option<&mut PollSchedule> {
        self.cycles_mut().find(|(known, _)| *known == feed).map(|(_, cycle)| cycle)
    }

    pub(super) fn cycles(&self) -> impl Iterator<Item = (Feed, &PollSchedule)> {
        self.watched.iter().map(|(feed, watched)| (*feed, &watched.cycle))
    }

    pub(super) fn cycles_mut(&mut self) -> impl Iterator<Item = (Feed, &mut PollSchedule)> {
        self.watched.iter_mut().map(|(feed, watched)| (*feed, &mut watched.cycle))
    }

    /// Starts or stops all of them.
    pub(super) fn reconcile(&mut self, run: bool, now: Duration) {
        for (_, cycle) in self.cycles_mut() {
            if !run {
                cycle.stop();
            } else if !cycle.is_running() {
                cycle.wake(now);
            }
        }
    }
}

fn interval_of(feed: Feed, interval: Duration) -> Duration {
    match feed {
        Feed::OnlineUsers | Feed::Rooms | Feed::Messages(_) => interval,
        Feed::People => interval.max(PEOPLE_INTERVAL),
    }
}

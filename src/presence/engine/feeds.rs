//! Which feeds are looked at, and when each is polled next.

use std::time::Duration;

use crate::presence::poll_schedule::PollSchedule;
use crate::presence::request::Feed;
use crate::presence::settings::PresenceSettings;

#[derive(Clone, Debug, PartialEq)]
struct Watched {
    watchers: usize,
    schedule: PollSchedule,
}

/// The polled feeds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Feeds {
    settings: PresenceSettings,
    /// In the order in which they were first watched, and not in that of ids, which are others in a trace.
    watched: Vec<(Feed, Watched)>,
}

impl Feeds {
    pub(super) fn new(settings: &PresenceSettings) -> Self {
        Self { settings: *settings, watched: Vec::new() }
    }

    pub(super) fn watch(&mut self, feed: Feed) {
        match self.place(feed) {
            Some(place) => self.watched[place].1.watchers += 1,
            None => {
                let schedule = PollSchedule::new(feed.kind().interval(&self.settings));
                self.watched.push((feed, Watched { watchers: 1, schedule }));
            }
        }
    }

    /// Takes one watcher off; gives back the number of a request that nobody waits for any more.
    pub(super) fn unwatch(&mut self, feed: Feed) -> Option<u64> {
        let place = self.place(feed)?;
        let watched = &mut self.watched[place].1;
        watched.watchers -= 1;
        if watched.watchers > 0 {
            return None;
        }
        self.watched.remove(place).1.schedule.in_flight().map(|flight| flight.sequence)
    }

    /// What is looked at, and by how many.
    pub(super) fn watchers(&self) -> impl Iterator<Item = (Feed, usize)> {
        self.watched.iter().map(|(feed, watched)| (*feed, watched.watchers))
    }

    pub(super) fn get(&self, feed: Feed) -> Option<&PollSchedule> {
        self.place(feed).map(|place| &self.watched[place].1.schedule)
    }

    pub(super) fn get_mut(&mut self, feed: Feed) -> Option<&mut PollSchedule> {
        self.place(feed).map(|place| &mut self.watched[place].1.schedule)
    }

    pub(super) fn schedules(&self) -> impl Iterator<Item = &PollSchedule> {
        self.watched.iter().map(|(_, watched)| &watched.schedule)
    }

    pub(super) fn schedules_mut(&mut self) -> impl Iterator<Item = &mut PollSchedule> {
        self.watched.iter_mut().map(|(_, watched)| &mut watched.schedule)
    }

    fn place(&self, feed: Feed) -> Option<usize> {
        self.watched.iter().position(|(known, _)| *known == feed)
    }

    /// Starts or stops all of them.
    pub(super) fn reconcile(&mut self, run: bool, now: Duration) {
        for schedule in self.schedules_mut() {
            if !run {
                schedule.stop();
            } else if !schedule.is_running() {
                schedule.on_wake(now);
            }
        }
    }
}

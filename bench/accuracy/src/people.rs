//! What people do: tabs, looks away, crashes, sleeping laptops, clocks that are wrong.

use crate::random::{HOUR, MINUTE, Millis, Random, SECOND};
use crate::spans::{Span, joined};

/// The most tabs that one person has.
pub const MOST_TABS: usize = 3;

/// Something that happens at a person's machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A tab is opened, in front or behind.
    Open(usize, bool),
    /// A tab comes to the front or goes behind.
    Visible(usize, bool),
    /// A tab ends: closed, or crashed. No client under comparison says goodbye, so both look the same to the backend.
    End(usize),
    /// The lid closes; tabs stay as they are, but nothing runs and nothing is received.
    Sleep,
    /// The lid opens.
    Wake,
    /// The wall clock is set, so much ahead of the right time.
    SetClock(i64),
}

/// One person's day.
#[derive(Clone, Debug)]
pub struct Person {
    /// What happens, in order.
    pub acts: Vec<(Millis, Act)>,
    /// How far the wall clock is ahead at first.
    pub clock_ahead: i64,
    /// Whether the monotonic clock stands still in sleep, as most browsers' does on Linux and macOS.
    pub clock_stops: bool,
}

impl Person {
    /// The day of the person numbered `number`, up to `end`.
    #[must_use]
    pub fn new(seed: u64, number: usize, end: Millis) -> Self {
        let mut day = Day::new(Random::new(&[seed, number as u64, 1]), end);
        day.live();
        let Day { mut random, mut acts, .. } = day;
        let wrong = random.percent(15);
        let ahead = i64::try_from(random.below(6 * HOUR)).unwrap_or(0) - 3 * HOUR as i64;
        if wrong && random.percent(50) {
            let at = random.below(end);
            let place = acts.partition_point(|act: &(Millis, Act)| act.0 <= at);
            acts.insert(place, (at, Act::SetClock(0)));
        }
        acts.retain(|act| act.0 < end);
        Self { acts, clock_ahead: if wrong { ahead } else { 0 }, clock_stops: random.percent(50) }
    }

    /// When the person is present: a tab is open and in front, and the machine is awake.
    #[must_use]
    pub fn present(&self, end: Millis) -> Vec<Span> {
        let mut in_front = [false; MOST_TABS];
        let mut awake = true;
        let mut since = None;
        let mut spans = Vec::new();
        for &(at, act) in &self.acts {
            match act {
                Act::Open(tab, visible) | Act::Visible(tab, visible) => in_front[tab] = visible,
                Act::End(tab) => in_front[tab] = false,
                Act::Sleep => awake = false,
                Act::Wake => awake = true,
                Act::SetClock(_) => {}
            }
            let present = awake && in_front.contains(&true);
            if present {
                since = since.or(Some(at));
            } else {
                spans.extend(since.take().map(|since| (since, at)));
            }
        }
        spans.extend(since.map(|since| (since, end)));
        joined(spans, end)
    }

    /// The same day with the tabs as windows side by side: all are in front while one is.
    #[must_use]
    pub fn side_by_side(&self) -> Self {
        let mut in_front = [false; MOST_TABS];
        let mut open = [false; MOST_TABS];
        let mut acts = Vec::new();
        let mut rest = self.acts.as_slice();
        while let Some(at) = rest.first().map(|(at, _)| *at) {
            let (now, later) = rest.split_at(rest.partition_point(|act| act.0 == at));
            let was_open = open;
            let was_there = in_front.contains(&true);
            for (_, act) in now {
                match *act {
                    Act::Open(tab, visible) => (open[tab], in_front[tab]) = (true, visible),
                    Act::Visible(tab, visible) => in_front[tab] = visible,
                    Act::End(tab) => (open[tab], in_front[tab]) = (false, false),
                    Act::Sleep | Act::Wake | Act::SetClock(_) => {}
                }
            }
            let is_there = in_front.contains(&true);
            for (_, act) in now {
                acts.extend(match *act {
                    Act::Open(tab, _) => Some((at, Act::Open(tab, is_there))),
                    Act::Visible(..) => None,
                    other => Some((at, other)),
                });
            }
            let told = (0..MOST_TABS).filter(|tab| was_open[*tab] && open[*tab] && was_there != is_there);
            acts.extend(told.map(|tab| (at, Act::Visible(tab, is_there))));
            rest = later;
        }
        Self { acts, ..*self }
    }

    /// How many tabs they have.
    #[must_use]
    pub fn tabs(&self) -> usize {
        let opened = self.acts.iter().filter_map(|(_, act)| match act {
            Act::Open(tab, _) => Some(tab + 1),
            _ => None,
        });
        opened.max().unwrap_or(0)
    }

    /// When the machine wakes up.
    pub fn wakes(&self) -> impl Iterator<Item = Millis> {
        self.acts.iter().filter(|(_, act)| *act == Act::Wake).map(|(at, _)| *at)
    }
}

struct Day {
    random: Random,
    end: Millis,
    at: Millis,
    tabs: usize,
    laptop: bool,
    front: Option<usize>,
    acts: Vec<(Millis, Act)>,
}

impl Day {
    fn new(mut random: Random, end: Millis) -> Self {
        let tabs = match random.below(100) {
            0..60 => 1,
            60..85 => 2,
            _ => 3,
        };
        let laptop = random.percent(60);
        let at = random.below(6 * HOUR.min(end / 6));
        Self { random, end, at, tabs, laptop, front: None, acts: Vec::new() }
    }

    fn act(&mut self, act: Act) {
        self.acts.push((self.at, act));
    }

    fn live(&mut self) {
        while self.at < self.end {
            self.sit_down();
            let mut leaves = self.at + self.random.time(20 * MINUTE, 5 * HOUR);
            loop {
                let longest = if self.front.is_some() { 40 * MINUTE } else { 30 * MINUTE };
                self.at = leaves.min(self.at + self.random.time(5 * SECOND, longest));
                if self.at == leaves {
                    break;
                }
                self.do_something();
                // Nobody opens the lid, or a tab, to leave in the same moment.
                leaves = leaves.max(self.at + 5 * SECOND);
            }
            (0..self.tabs).for_each(|tab| self.act(Act::End(tab)));
            self.front = None;
            self.at += self.random.time(10 * MINUTE, 8 * HOUR);
        }
    }

    fn sit_down(&mut self) {
        (0..self.tabs).for_each(|tab| self.act(Act::Open(tab, tab == 0)));
        self.front = Some(0);
    }

    fn do_something(&mut self) {
        if self.laptop && self.random.percent(8) {
            return self.sleep();
        }
        match self.front {
            Some(tab) if self.random.percent(3) => self.crash(tab),
            Some(tab) => {
                self.act(Act::Visible(tab, false));
                let other = (tab + 1) % self.tabs;
                self.front = (other != tab && self.random.percent(40)).then_some(other);
            }
            None => self.front = Some(self.random.below(self.tabs as u64) as usize),
        }
        if let Some(tab) = self.front {
            self.act(Act::Visible(tab, true));
        }
    }

    fn sleep(&mut self) {
        self.act(Act::Sleep);
        self.at += self.random.time(MINUTE, 10 * HOUR);
        self.act(Act::Wake);
    }

    /// The tab is gone without a word, and opened again a little later.
    fn crash(&mut self, tab: usize) {
        self.act(Act::End(tab));
        self.at += self.random.time(2 * SECOND, MINUTE);
        self.act(Act::Open(tab, true));
    }
}

//! Two lost heartbeats in a row, whatever else happens, never let the backend's threshold pass.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::domain::cycle::LOST_AFTER;
use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::presence::{Effect, Engine, Event, Feed, Reply, Request, Ticket};
use leptos_presence::domain::settings::{PresenceSettings, SHORTEST_HEARTBEAT_INTERVAL};
use leptos_presence::domain::time::Now;
use proptest::prelude::*;
use support::engine::secs;
use support::{ANN, NOON};

/// Waits between attempts are never longer than half the interval together, and without a refusal than this.
const WAITS: Duration = Duration::from_secs(6);

const REFUSED: [Failure; 3] = [Failure::Missing, Failure::Forbidden, Failure::Rejected(String::new())];

/// What becomes of one heartbeat; the numbers are parts of the longest delay that the threshold allows for, in 255ths.
#[derive(Clone, Debug)]
struct Fate {
    lost: bool,
    failure: Failure,
    arrives: u8,
    answered: u8,
}

fn fate() -> impl Strategy<Value = Fate> {
    // A refusal that says how much patience is wanted is not among them: that is then what the backend gets.
    let too_many = Failure::TooMany { retry_after: None };
    let silent = [Failure::Offline, Failure::Timeout];
    let bad = [Failure::Server, Failure::Malformed, too_many];
    let failure = prop::sample::select([&silent[..], &REFUSED, &bad].concat());
    (prop::bool::weighted(0.6), failure, any::<u8>(), any::<u8>())
        .prop_map(|(lost, failure, arrives, answered)| Fate { lost, failure, arrives, answered })
}

fn settings() -> impl Strategy<Value = PresenceSettings> {
    // The shortest threshold that Config takes is 2.5 of the shortest intervals.
    let threshold = prop_oneof![Just(300_000_u64), Just(2_500), 2_500_u64..20_000, 20_000_u64..900_000];
    (threshold, 0.0..=1.0_f64).prop_map(|(threshold, part)| {
        let online_threshold = Duration::from_millis(threshold);
        let longest = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let range = longest.saturating_sub(SHORTEST_HEARTBEAT_INTERVAL);
        let heartbeat_interval = (SHORTEST_HEARTBEAT_INTERVAL + range.mul_f64(part)).min(longest);
        PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() }
    })
}

/// What may happen to a tab that stays visible, with somebody signed in.
fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Resumed),
        1 => Just(Event::Visibility(true)),
        1 => Just(Event::Watch(Feed::OnlineUsers)),
        1 => Just(Event::Refresh(Feed::OnlineUsers)),
        2 => (2_u64..4, prop::option::of(1_u64..400)).prop_map(|(key, secs)| Event::WantHeartbeat {
            key,
            interval: secs.map(Duration::from_secs),
        }),
        2 => (2_u64..4).prop_map(|key| Event::UnwantHeartbeat { key }),
        1 => any::<bool>().prop_map(|online| Event::SetUserOnline(ANN, online)),
        1 => Just(Event::Woke),
    ]
}

struct Line {
    engine: Engine,
    now: Now,
    /// The longest that one message may take.
    slowest: Duration,
    fates: Vec<Fate>,
    sent: usize,
    lost_in_a_row: usize,
    arrivals: Vec<Duration>,
    replies: Vec<(Duration, Ticket, Result<Reply, Failure>)>,
}

impl Line {
    fn tell(&mut self, event: Event) {
        for effect in self.engine.handle(event, self.now) {
            let Effect::Send(ticket) = effect else { continue };
            if ticket.request == Request::Heartbeat {
                self.carry(ticket);
            } else {
                self.replies.push((
                    self.now.uptime,
                    ticket,
                    support::engine::good_reply(ticket.request, self.now),
                ));
            }
        }
    }

    fn carry(&mut self, ticket: Ticket) {
        let fate = self.fates[self.sent % self.fates.len()].clone();
        self.sent += 1;
        let lost = fate.lost && self.lost_in_a_row < 2;
        let part = |part: u8| self.slowest.mul_f64(f64::from(part) / 255.0);
        // What is answered later than this has been given up before.
        let in_time = if lost { Duration::MAX } else { LOST_AFTER - Duration::from_millis(1) };
        let answered = self.now.uptime + part(fate.answered).min(in_time);
        if lost {
            self.lost_in_a_row += 1;
            self.replies.push((answered, ticket, Err(fate.failure)));
        } else {
            self.lost_in_a_row = 0;
            self.arrivals.push(answered.min(self.now.uptime + part(fate.arrives)));
            self.replies.push((answered, ticket, Ok(Reply::Heartbeat { last_activity: NOON })));
        }
    }

    /// Lets time pass until `end`; timers fire and replies come when they are due.
    fn pass(&mut self, end: Duration) {
        loop {
            let reply = (0..self.replies.len()).min_by_key(|n| self.replies[*n].0);
            let reply_at = reply.map(|n| self.replies[n].0);
            let wake_at = self.engine.next_wake();
            let Some(next) = reply_at.into_iter().chain(wake_at).min().filter(|at| *at <= end) else { break };
            self.now = self.now.after(next.saturating_sub(self.now.uptime));
            if let Some(n) = reply.filter(|_| reply_at == Some(next)) {
                let (_, ticket, result) = self.replies.swap_remove(n);
                self.tell(Event::Replied(ticket, result));
            } else {
                self.tell(Event::Woke);
            }
        }
        self.now = self.now.after(end.saturating_sub(self.now.uptime));
    }
}

/// How long a message may need at most, so that the threshold can be kept at all: one is on its way at a time, and two
/// losses take three of them, after an interval or, where that is longer, a slow reply to the one before.
fn slowest(settings: &PresenceSettings, fates: &[Fate]) -> Duration {
    let interval = settings.heartbeat_interval;
    let refused = |fate: &Fate| REFUSED.contains(&fate.failure);
    let longest = if fates.iter().any(refused) { Duration::MAX } else { WAITS };
    let left = settings.online_threshold - longest.min(interval / 2);
    let after_interval = (left - interval) / 3;
    let after_slow_reply = (left - interval / 4) / 4;
    after_interval.min(after_slow_reply).min(secs(60)) - Duration::from_millis(1)
}

fn longest_gap(
    settings: &PresenceSettings,
    slowest: Duration,
    fates: Vec<Fate>,
    events: Vec<(f64, Event)>,
) -> (Duration, usize) {
    let start = Now { uptime: secs(1_000), wall: NOON };
    let mut line = Line {
        engine: Engine::new(settings, fates.len() as u64, start),
        now: start,
        slowest,
        fates,
        sent: 0,
        lost_in_a_row: 2,
        arrivals: Vec::new(),
        replies: Vec::new(),
    };
    line.tell(Event::WantHeartbeat { key: 1, interval: None });
    line.tell(Event::SignedIn(ANN));
    for (pause, event) in events {
        line.pass(line.now.uptime + settings.online_threshold.mul_f64(pause));
        line.tell(event);
    }
    line.pass(line.now.uptime + settings.online_threshold * 3);
    line.arrivals.retain(|at| *at <= line.now.uptime);
    line.arrivals.sort_unstable();
    let ends = line.arrivals[1..].iter().copied().chain([line.now.uptime]);
    let longest = line.arrivals.iter().zip(ends).map(|(from, to)| to - *from).max();
    (longest.unwrap_or_default(), line.sent)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 4, ..ProptestConfig::default() })]

    #[test]
    fn two_lost_in_a_row_never_let_the_threshold_pass(
        settings in settings(),
        fates in prop::collection::vec(fate(), 1..12),
        events in prop::collection::vec((0.0..0.5_f64, event()), 0..40),
    ) {
        let (gap, sent) = longest_gap(&settings, slowest(&settings, &fates), fates, events);
        prop_assert!(gap < settings.online_threshold, "{gap:?} after {sent} were sent");
    }
}

#[test]
fn each_threshold_is_kept_when_two_of_three_are_lost_at_once_and_the_third_is_quick() {
    let fate = |lost| Fate { lost, failure: Failure::Offline, arrives: 0, answered: 0 };
    for threshold in [2_500, 3_000, 5_000, 10_000, 20_000, 60_000, 300_000] {
        let online_threshold = Duration::from_millis(threshold);
        let heartbeat_interval = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let settings =
            PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() };
        let fates = vec![fate(false), fate(true), fate(true)];
        let (gap, sent) = longest_gap(&settings, slowest(&settings, &fates), fates, Vec::new());
        assert!(sent > 6 && gap < online_threshold, "{online_threshold:?}: {gap:?}, {sent} sent");
    }
}

#[test]
fn two_that_get_no_answer_in_four_seconds_fit_into_each_threshold_from_twenty_seconds_on() {
    let fate = |lost, answered| Fate { lost, failure: Failure::Timeout, arrives: 0, answered };
    for threshold in [20, 25, 60, 300] {
        let online_threshold = secs(threshold);
        let heartbeat_interval = PresenceSettings::longest_heartbeat_interval(online_threshold);
        let settings =
            PresenceSettings { heartbeat_interval, online_threshold, ..PresenceSettings::default() };
        let fates = vec![fate(false, 0), fate(true, 255), fate(true, 255)];
        let (gap, sent) = longest_gap(&settings, secs(4), fates, Vec::new());
        assert!(sent > 6 && gap <= online_threshold, "{online_threshold:?}: {gap:?}, {sent} sent");
    }
}

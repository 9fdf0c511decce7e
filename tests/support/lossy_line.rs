//! A tab whose heartbeats are slow or lost, whose person comes and goes, and that hears of others, in virtual time.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::time::Now;
use leptos_presence::presence::poll_schedule::LOST_AFTER;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{Effect, Engine, Event, Outcome, PeerUpdate, Reply, Request, Ticket};

use super::engine::{good_reply, secs};
use super::{ANN, NOON};

/// From this threshold on there is time to wait for a tab that has died.
pub const MIN_SHARED: Duration = Duration::from_secs(60);

/// What becomes of one heartbeat; the numbers are parts of the longest delay that the threshold allows for, in 255ths.
#[derive(Clone, Debug)]
pub struct Fate {
    pub lost: bool,
    pub failure: ApiError,
    pub arrives: u8,
    pub answered: u8,
}

/// What may become of another tab's heartbeat.
#[derive(Clone, Debug)]
pub enum Elsewhere {
    Accepted,
    /// The tab that sent it dies, or goes on as if nothing had happened, and says nothing more.
    Unheard,
    Failed(ApiError),
}

#[derive(Clone, Debug)]
pub enum Step {
    Tell(Event),
    /// Another tab tells of a heartbeat that took this part of the longest delay, in 255ths.
    Other(Elsewhere, u8),
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
    /// When somebody who was signed in began to look at the tab, and ceased to.
    stays: Vec<(Duration, Option<Duration>)>,
    signed_in: bool,
    visible: bool,
    replies: Vec<(Duration, Ticket, Result<Reply, ApiError>)>,
}

impl Line {
    fn perform(&mut self, step: Step, settings: &PresenceSettings) {
        match step {
            Step::Tell(event) => self.tell(event),
            Step::Other(..) if settings.online_threshold < MIN_SHARED => {}
            Step::Other(outcome, took) => self.hear(&outcome, took, settings),
        }
    }

    fn hear(&mut self, outcome: &Elsewhere, took: u8, settings: &PresenceSettings) {
        let sent_ago = self.slowest.mul_f64(f64::from(took) / 255.0);
        let is_lost = !matches!(outcome, Elsewhere::Accepted);
        if is_lost && self.lost_in_a_row >= 2 {
            return;
        }
        let next_in = settings.heartbeat_interval.saturating_sub(sent_ago);
        let outcome = match outcome {
            Elsewhere::Accepted => {
                Outcome::Replied { next_in, result: Ok(Reply::Heartbeat { last_activity: Some(NOON) }) }
            }
            Elsewhere::Unheard => Outcome::Asked,
            Elsewhere::Failed(failure) => {
                Outcome::Replied { next_in: next_in.min(secs(3)), result: Err(failure.clone()) }
            }
        };
        if is_lost {
            self.lost_in_a_row += 1;
        } else {
            self.lost_in_a_row = 0;
            self.arrivals.push(self.now.uptime);
        }
        self.tell(Event::PeerUpdate(PeerUpdate { request: Request::Heartbeat, sent_ago, outcome }));
    }

    fn note(&mut self, event: &Event) {
        match event {
            Event::Visibility(visible) => self.visible = *visible,
            Event::SignedIn(_) if !self.signed_in => {
                self.signed_in = true;
                // A backend that refuses the first one of a session has no heartbeat.
                self.lost_in_a_row = 2;
            }
            Event::SignedOut => self.signed_in = false,
            _ => {}
        }
        let stays = self.signed_in && self.visible;
        match self.stays.last_mut() {
            Some((_, end @ None)) if !stays => *end = Some(self.now.uptime),
            Some((_, None)) => {}
            _ if stays => self.stays.push((self.now.uptime, None)),
            _ => {}
        }
    }

    /// The longest time in a stay without an arrival.
    fn longest_gap(&mut self) -> Duration {
        self.arrivals.sort_unstable();
        let mut longest = Duration::ZERO;
        for (start, end) in &self.stays {
            let end = end.unwrap_or(self.now.uptime);
            let within = self.arrivals.iter().copied().filter(|at| (*start..end).contains(at));
            let mut before = *start;
            for at in within.chain([end]) {
                longest = longest.max(at.saturating_sub(before));
                before = at;
            }
        }
        longest
    }

    fn tell(&mut self, event: Event) {
        self.note(&event);
        for effect in self.engine.handle(event, self.now) {
            let Effect::Send(ticket) = effect else { continue };
            if ticket.request == Request::Heartbeat {
                self.carry(ticket);
            } else {
                self.replies.push((self.now.uptime, ticket, good_reply(ticket.request, self.now)));
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
            self.replies.push((answered, ticket, Ok(Reply::Heartbeat { last_activity: Some(NOON) })));
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

/// The longest time in which somebody was here and nothing arrived; and how many heartbeats were sent.
pub fn longest_gap(
    settings: &PresenceSettings,
    slowest: Duration,
    fates: Vec<Fate>,
    steps: Vec<(f64, Step)>,
) -> (Duration, usize) {
    let start = Now { uptime: secs(1_000), wall: NOON };
    let mut line = Line {
        engine: Engine::new(settings, fates.len() as u64, start),
        now: start,
        slowest,
        fates,
        sent: 0,
        lost_in_a_row: 0,
        arrivals: Vec::new(),
        stays: Vec::new(),
        signed_in: false,
        visible: true,
        replies: Vec::new(),
    };
    line.tell(Event::WantHeartbeat { key: 1, interval: None });
    line.tell(Event::SignedIn(ANN));
    for (pause, step) in steps {
        line.pass(line.now.uptime + settings.online_threshold.mul_f64(pause));
        line.perform(step, settings);
    }
    line.pass(line.now.uptime + settings.online_threshold * 3);
    (line.longest_gap(), line.sent)
}

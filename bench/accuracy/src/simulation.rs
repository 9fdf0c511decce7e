//! One virtual day with one client: the queue of what happens, in order.

mod queue;
mod wire;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use leptos_presence::domain::ids::UserId;

use self::queue::Entry;
use crate::backend::{Backend, TOKEN_LIFE};
use crate::client::{Client, Contestant, Order, Signal};
use crate::dice::{Millis, hash};
use crate::machine::Machine;
use crate::network::{Way, Weather};
use crate::people::{Act, Person};
use crate::transport::{Answer, Ask, PATIENCE, Packet, Transport};

/// How long a browser that knows it is offline takes to say so.
const AT_ONCE: Millis = 10;

/// The people and their weather: the same for all clients.
#[derive(Debug)]
pub struct Setting {
    /// What chance is drawn from.
    pub seed: u64,
    /// How long it lasts.
    pub end: Millis,
    /// Each with their weather.
    pub people: Vec<(Person, Weather)>,
}

impl Setting {
    /// So many people for so long.
    #[must_use]
    pub fn new(seed: u64, people: usize, end: Millis) -> Self {
        let people = (0..people).map(|number| {
            let person = Person::new(seed, number, end);
            let weather = Weather::new(seed, number, person.wakes(), end);
            (person, weather)
        });
        Self { seed, end, people: people.collect() }
    }
}

/// How many requests a person's tabs sent, lost ones included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Heartbeats, repeats after a refresh included.
    pub heartbeats: u64,
    /// Requests for the online users, likewise.
    pub polls: u64,
    /// Requests for an access token.
    pub refreshes: u64,
}

/// What came of it.
#[derive(Debug)]
pub struct Run {
    /// What the backend saw.
    pub backend: Backend,
    /// What each person's tabs sent.
    pub sent: Vec<Sent>,
    /// How many tabs were told that their session has ended: always 0, unless something is broken.
    pub sessions_lost: usize,
    /// The story of one person, where one was asked for.
    pub story: Vec<String>,
}

/// A timer of a page: it fires when the monotonic clock has reached `due`, and not in sleep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer {
    tab: usize,
    due: Duration,
    /// The exchange whose patience ends; `None`: the client's own timer.
    exchange: Option<u64>,
}

#[derive(Debug)]
pub(crate) enum What {
    Act(usize, Act),
    NetworkBack(usize),
    Arrives(usize, Packet),
    Reply(usize, u64, Answer),
    Timer(Timer),
}

struct Tab {
    person: usize,
    client: Client,
    transport: Transport,
    timer: Option<Duration>,
}

struct Simulation<'a> {
    setting: &'a Setting,
    kind: Contestant,
    followed: Option<usize>,
    at: Millis,
    queue: BinaryHeap<Reverse<Entry>>,
    pushed: u64,
    machines: Vec<Machine>,
    /// All tabs that ever were; `None` once ended.
    tabs: Vec<Option<Tab>>,
    /// Whose they are, or were.
    owners: Vec<usize>,
    run: Run,
}

/// Lives through `setting` with clients of one `kind`; tells the story of the person `followed`.
#[must_use]
pub fn run(setting: &Setting, kind: Contestant, followed: Option<usize>) -> Run {
    let count = setting.people.len();
    let mut simulation = Simulation {
        setting,
        kind,
        followed,
        at: 0,
        queue: BinaryHeap::new(),
        pushed: 0,
        machines: setting.people.iter().map(|(person, _)| Machine::new(person)).collect(),
        tabs: Vec::new(),
        owners: Vec::new(),
        run: Run {
            backend: Backend::new(count, kind.threshold * 1_000),
            sent: vec![Sent::default(); count],
            sessions_lost: 0,
            story: Vec::new(),
        },
    };
    simulation.fill();
    while let Some(Reverse(entry)) = simulation.queue.pop().filter(|Reverse(entry)| entry.at < setting.end) {
        simulation.at = entry.at;
        simulation.happen(entry.what);
    }
    simulation.run
}

impl Simulation<'_> {
    fn fill(&mut self) {
        let setting = self.setting;
        for (number, (person, weather)) in setting.people.iter().enumerate() {
            for &(at, act) in &person.acts {
                self.push(at, What::Act(number, act));
            }
            for outage in weather.outages().iter().filter(|outage| outage.known) {
                self.push(outage.to, What::NetworkBack(number));
            }
        }
    }

    fn push(&mut self, at: Millis, what: What) {
        self.pushed += 1;
        self.queue.push(Reverse(Entry { at, number: self.pushed, what }));
    }

    fn happen(&mut self, what: What) {
        match what {
            What::Act(person, act) => self.act(person, act),
            What::NetworkBack(person) => {
                if !self.machines[person].is_asleep() {
                    self.tell_all(person, &Signal::NetworkBack);
                }
            }
            What::Arrives(tab, packet) => self.arrive(tab, packet),
            What::Reply(tab, exchange, answer) => self.reply(tab, exchange, answer),
            What::Timer(timer) => self.fire(timer),
        }
    }

    fn act(&mut self, person: usize, act: Act) {
        self.note(person, || format!("{act:?}"));
        match act {
            Act::Open(tab, visible) => self.open(person, tab, visible),
            Act::Visible(tab, visible) => {
                if let Some(tab) = self.machines[person].tabs[tab] {
                    self.tell(tab, Signal::Visible(visible));
                }
            }
            Act::End(tab) => {
                if let Some(tab) = self.machines[person].tabs[tab].take() {
                    self.tabs[tab] = None;
                }
            }
            Act::Sleep => self.machines[person].sleep(self.at),
            Act::Wake => {
                for timer in self.machines[person].wake(self.at) {
                    self.push(self.at, What::Timer(timer));
                }
            }
            Act::SetClock(ahead) => self.machines[person].clock_ahead = ahead,
        }
    }

    fn open(&mut self, person: usize, place: usize, visible: bool) {
        let number = self.tabs.len();
        let seed = hash(&[self.setting.seed, person as u64, number as u64, 4]);
        let me = UserId(person as u64 + 1);
        let now = self.machines[person].now(self.at);
        let (client, orders) = Client::open(self.kind, me, seed, visible, now);
        let transport = Transport::new(self.at + TOKEN_LIFE);
        self.owners.push(person);
        self.tabs.push(Some(Tab { person, client, transport, timer: None }));
        self.machines[person].tabs[place] = Some(number);
        self.perform(number, orders);
    }

    fn tell_all(&mut self, person: usize, signal: &Signal) {
        for tab in self.machines[person].tabs.into_iter().flatten() {
            self.tell(tab, signal.clone());
        }
    }

    fn tell(&mut self, number: usize, signal: Signal) {
        let Some(tab) = &mut self.tabs[number] else { return };
        let orders = tab.client.tell(signal, self.machines[tab.person].now(self.at));
        if tab.client.lost_its_session() {
            self.run.sessions_lost += 1;
        }
        self.perform(number, orders);
    }

    fn perform(&mut self, number: usize, orders: Vec<Order>) {
        let Some(tab) = &mut self.tabs[number] else { return };
        for order in orders {
            match order {
                Order::Call(id, ask) => tab.transport.call(id, ask),
                Order::Cancel(id) => tab.transport.cancel(id),
            }
        }
        let next = tab.client.next_due();
        let changed = std::mem::replace(&mut tab.timer, next) != next;
        if let Some(due) = next.filter(|_| changed) {
            self.set(Timer { tab: number, due, exchange: None });
        }
        self.send(number);
    }

    fn set(&mut self, timer: Timer) {
        let Some(tab) = &self.tabs[timer.tab] else { return };
        let now = self.machines[tab.person].now(self.at);
        let wait = u64::try_from(timer.due.saturating_sub(now.uptime).as_millis()).unwrap_or(u64::MAX);
        self.push(self.at.saturating_add(wait), What::Timer(timer));
    }

    fn fire(&mut self, timer: Timer) {
        let Some(tab) = &mut self.tabs[timer.tab] else { return };
        let machine = &mut self.machines[tab.person];
        if machine.is_asleep() {
            return machine.put_off(timer);
        }
        if machine.now(self.at).uptime < timer.due {
            return self.set(timer);
        }
        match timer.exchange {
            Some(exchange) => self.reply(timer.tab, exchange, Answer::TooLate),
            None if tab.timer == Some(timer.due) => {
                tab.timer = None;
                self.tell(timer.tab, Signal::Timer);
            }
            None => {}
        }
    }

    fn send(&mut self, number: usize) {
        let Some(tab) = &mut self.tabs[number] else { return };
        let person = tab.person;
        let packets = tab.transport.take_packets();
        let uptime = self.machines[person].now(self.at).uptime;
        let setting = self.setting;
        let weather = &setting.people[person].1;
        for packet in packets {
            let sent = &mut self.run.sent[person];
            match packet.ask {
                Ask::Heartbeat => sent.heartbeats += 1,
                Ask::OnlineUsers => sent.polls += 1,
                Ask::Refresh => sent.refreshes += 1,
            }
            let fate = weather.fate(self.at, Way::Up, packet.ask as u64);
            self.note(person, || format!("tab {number} sends {packet:?}: {fate:?}"));
            if weather.outage(self.at).is_some_and(|outage| outage.known) {
                self.push(self.at + AT_ONCE, What::Reply(number, packet.exchange, Answer::Unreachable));
                continue;
            }
            for at in fate.arrives.into_iter().chain(fate.again) {
                self.push(at, What::Arrives(number, packet));
            }
            let due = uptime + Duration::from_millis(PATIENCE);
            self.set(Timer { tab: number, due, exchange: Some(packet.exchange) });
        }
    }

    fn note(&mut self, person: usize, line: impl FnOnce() -> String) {
        if self.followed == Some(person) {
            self.run.story.push(format!("{:>12} {}", self.at, line()));
        }
    }
}

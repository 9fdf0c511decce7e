//! One virtual day with one client: the queue of what happens, in order.

mod peer_tabs;
mod queue;
mod timers;
mod wire;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Duration;

use leptos_presence::model::ids::UserId;
use leptos_presence::presence::PeerUpdate;

use self::queue::Entry;
use crate::backend::{Backend, GRACE, TOKEN_LIFE};
use crate::client::Client;
use crate::client_kind::{ClientKind, Order, Signal};
use crate::machine::Machine;
use crate::network::Conditions;
use crate::people::{Act, MOST_TABS, Person};
use crate::random::{Millis, hash};
use crate::timer::Timer;
use crate::tokens::Tokens;
use crate::transport::{Packet, RequestLimits, Response, Transport};

/// The people and their networks: the same for all clients.
#[derive(Debug)]
pub struct Setting {
    /// What chance is drawn from.
    pub seed: u64,
    /// How long it lasts.
    pub end: Millis,
    /// How long an access token is good.
    pub token_life: Millis,
    /// For how long a refresh token that was rotated is taken once more.
    pub grace: Millis,
    /// Each with their network.
    pub people: Vec<(Person, Conditions)>,
}

impl Setting {
    /// So many people for so long.
    #[must_use]
    pub fn new(seed: u64, people: usize, end: Millis) -> Self {
        let people = (0..people).map(|number| {
            let person = Person::new(seed, number, end);
            let conditions = Conditions::new(seed, number, person.wakes(), end);
            (person, conditions)
        });
        Self { seed, end, token_life: TOKEN_LIFE, grace: GRACE, people: people.collect() }
    }

    /// Those with the most tabs, who have them side by side now.
    #[must_use]
    pub fn side_by_side(&self) -> Self {
        let people = self.people.iter().filter(|(person, _)| person.tabs() == MOST_TABS);
        let people = people.map(|(person, conditions)| (person.side_by_side(), conditions.clone())).collect();
        Self { people, ..*self }
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
    /// How often the session was over; no request. Whoever that happens to signs in again at once.
    pub sign_outs: u64,
}

impl Sent {
    /// All of them.
    #[must_use]
    pub fn all(self) -> u64 {
        self.heartbeats + self.polls + self.refreshes
    }
}

/// When a person's tabs sent something, and when something was answered; ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// All that was sent.
    pub sent: Vec<Millis>,
    /// All replies that came in time.
    pub answered: Vec<Millis>,
}

/// What came of it.
#[derive(Debug)]
pub struct Run {
    /// What the backend saw.
    pub backend: Backend,
    /// What each person's tabs sent.
    pub sent: Vec<Sent>,
    /// When they did.
    pub traffic: Vec<Traffic>,
    /// How many tabs were told that their session has ended: always 0, unless something is broken.
    pub sessions_lost: usize,
    /// The story of one person, where one was asked for.
    pub story: Vec<String>,
}

#[derive(Debug)]
pub(crate) enum What {
    Act(usize, Act),
    NetworkBack(usize),
    Arrives(usize, Packet),
    Reply(usize, u64, Response),
    TabMessage(usize, PeerUpdate),
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
    kind: ClientKind,
    followed: Option<usize>,
    at: Millis,
    queue: BinaryHeap<Reverse<Entry>>,
    pushed: u64,
    machines: Vec<Machine>,
    /// All tabs that ever were; `None` once ended.
    tabs: Vec<Option<Tab>>,
    /// Whose they are, or were.
    owners: Vec<usize>,
    /// Of each person where tabs share them, else of each tab.
    tokens: Vec<Tokens>,
    /// Each person's tabs that stand for the lead; the first has it.
    standing: Vec<VecDeque<usize>>,
    run: Run,
}

/// Lives through `setting` with clients of one `kind`; tells the story of the person `followed`.
#[must_use]
pub fn run(setting: &Setting, kind: ClientKind, followed: Option<usize>) -> Run {
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
        tokens: vec![Tokens::new(Some(setting.token_life)); if kind.is_engine { count } else { 0 }],
        standing: vec![VecDeque::new(); count],
        run: Run {
            backend: Backend::new(count, kind.threshold * 1_000, setting.grace),
            sent: vec![Sent::default(); count],
            traffic: vec![Traffic::default(); count],
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
        for (number, (person, conditions)) in setting.people.iter().enumerate() {
            for &(at, act) in &person.acts {
                self.push(at, What::Act(number, act));
            }
            for outage in conditions.outages().iter().filter(|outage| outage.known) {
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
            What::TabMessage(tab, heard) => self.hear(tab, heard),
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
                    self.end(tab);
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
        let transport = Transport::new(
            number,
            if self.kind.is_engine { RequestLimits::ENGINE } else { RequestLimits::NAIVE },
        );
        self.owners.push(person);
        if !self.kind.is_engine {
            self.tokens.push(Tokens::new(None));
        }
        let keeps = self.place_of_tokens(number);
        if self.tokens[keeps].refresh.is_none() {
            self.tokens[keeps].refresh = Some(self.run.backend.sign_in());
        }
        self.tokens[keeps].keep(self.at + self.setting.token_life, now);
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
        for order in orders {
            let person = self.owners[number];
            match order {
                Order::Call(id, ask) => self.with_transport(number, |transport, tokens, now| {
                    transport.call(id, ask, tokens, now);
                }),
                Order::Cancel(id) => self.with_transport(number, |transport, _, _| transport.cancel(id)),
                Order::Tell(heard) => self.spread(number, &heard),
                Order::Lead(true) => self.stand(person, number),
                Order::Lead(false) => self.stand_down(person, number),
            }
        }
        self.set_own_timer(number);
        self.send(number);
    }

    fn note(&mut self, person: usize, line: impl FnOnce() -> String) {
        if self.followed == Some(person) {
            self.run.story.push(format!("{:>12} {}", self.at, line()));
        }
    }
}

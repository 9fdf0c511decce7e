//! Traces: what is written down can be lived through again.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::ids::{RoomId, UserId};
use leptos_presence::domain::presence::trace::{LIMIT, Recorder, Trace};
use leptos_presence::domain::presence::{
    Affected, Effect, Endpoint, Engine, Event, Feed, Heard, Note, OnlineUsers, Outcome, Reply, Request,
    Ticket,
};
use leptos_presence::domain::settings::{HiddenTab, PresenceSettings};
use leptos_presence::domain::time::{Now, Timestamp};
use proptest::prelude::*;
use support::NOON;
use support::engine::{millis, secs};

const START: Now = Now { uptime: Duration::from_nanos(5_000_000_001), wall: NOON };

#[derive(Clone, Debug)]
enum Step {
    Tell(Event),
    /// Answer the n-th unanswered request.
    Answer(usize, Result<Vec<u64>, Failure>),
    Pass(Duration),
    SetWallClock(i64),
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        Just(Failure::Offline),
        Just(Failure::Timeout),
        Just(Failure::Unauthorised),
        Just(Failure::Forbidden),
        Just(Failure::Missing),
        proptest::option::of(0_u64..200_000)
            .prop_map(|wait| Failure::TooMany { retry_after: wait.map(Duration::from_millis) }),
        Just(Failure::Rejected(String::new())),
        Just(Failure::Server),
        Just(Failure::Interrupted),
        Just(Failure::Malformed),
    ]
}

fn feed() -> impl Strategy<Value = Feed> {
    prop_oneof![
        Just(Feed::OnlineUsers),
        Just(Feed::Rooms),
        Just(Feed::People),
        (7_000_u64..7_003).prop_map(|id| Feed::Messages(RoomId(id)))
    ]
}

fn heard() -> impl Strategy<Value = Heard> {
    let request = prop_oneof![
        Just(Request::Heartbeat),
        Just(Request::OnlineUsers(Endpoint::Alternative)),
        (7_000_u64..7_003).prop_map(|id| Request::Messages(RoomId(id))),
    ];
    let result =
        prop_oneof![failure().prop_map(Err), proptest::collection::vec(9_000_u64..9_006, 0..5).prop_map(Ok),];
    let replied = (0_u64..120_000, result).prop_map(Some);
    (request, 0_u64..9_000, prop_oneof![Just(None), replied]).prop_map(|(request, ago, replied)| {
        let outcome = match replied {
            None => Outcome::Asked,
            Some((next, result)) => {
                let result = result.map(|ids: Vec<u64>| match request {
                    Request::Heartbeat => Reply::Heartbeat { last_activity: NOON },
                    Request::OnlineUsers(_) => {
                        Reply::OnlineUsers(OnlineUsers::new(ids.into_iter().map(UserId).collect()))
                    }
                    _ => Reply::Content,
                });
                Outcome::Replied { next_in: millis(next), result }
            }
        };
        Heard { request, sent_ago: millis(ago), outcome }
    })
}

fn person() -> impl Strategy<Value = UserId> {
    (9_000_u64..9_006).prop_map(UserId)
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => person().prop_map(Event::SignedIn),
        1 => Just(Event::SignedOut),
        3 => any::<bool>().prop_map(Event::Visibility),
        1 => Just(Event::Resumed),
        3 => (any::<u64>(), proptest::option::of(0_u64..400)).prop_map(|(key, secs)| Event::WantHeartbeat {
            key,
            interval: secs.map(Duration::from_secs)
        }),
        1 => (0_u64..3).prop_map(|key| Event::UnwantHeartbeat { key }),
        4 => feed().prop_map(Event::Watch),
        1 => feed().prop_map(Event::Unwatch),
        1 => feed().prop_map(Event::Refresh),
        2 => (person(), any::<bool>()).prop_map(|(user, online)| Event::SetUserOnline(user, online)),
        1 => Just(Event::NetworkLost),
        1 => Just(Event::Leads),
        1 => (0_i64..4_000_000_000_000, 0_u64..9_000).prop_map(|(at, ago)| Event::Dated {
            date: Timestamp::from_millis(at),
            sent_ago: Duration::from_millis(ago)
        }),
        3 => heard().prop_map(Event::Heard),
        1 => Just(Event::Woke),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => event().prop_map(Step::Tell),
        6 => (0_usize..4, prop_oneof![
            3 => proptest::collection::vec(9_000_u64..9_040, 0..6).prop_map(Ok),
            2 => failure().prop_map(Err),
        ]).prop_map(|(n, reply)| Step::Answer(n, reply)),
        5 => (0_u64..90_000_000).prop_map(|micros| Step::Pass(Duration::from_micros(micros))),
        1 => (-20_000_000_i64..20_000_000).prop_map(Step::SetWallClock),
    ]
}

fn settings() -> impl Strategy<Value = PresenceSettings> {
    let hidden_tab = prop_oneof![
        Just(HiddenTab::Pause),
        Just(HiddenTab::Keep),
        (0_u64..600).prop_map(|patience| HiddenTab::PauseAfter(secs(patience))),
    ];
    (hidden_tab, 1_u64..30).prop_map(|(hidden_tab, poll)| PresenceSettings {
        hidden_tab,
        poll_interval: secs(poll),
        ..PresenceSettings::default()
    })
}

/// Numbers people and rooms as a trace does, told independently of it.
#[derive(Default)]
struct Labels {
    people: Vec<u64>,
    rooms: Vec<u64>,
}

fn label(known: &mut Vec<u64>, id: u64) -> u64 {
    if !known.contains(&id) {
        known.push(id);
    }
    known.iter().position(|other| *other == id).map_or(0, |place| place as u64 + 1)
}

impl Labels {
    fn user(&mut self, user: UserId) -> UserId {
        UserId(label(&mut self.people, user.0))
    }

    fn online(&mut self, online: &OnlineUsers) -> OnlineUsers {
        OnlineUsers::new(online.ids().iter().map(|user| self.user(*user)).collect())
    }

    fn feed(&mut self, feed: Feed) -> Feed {
        match feed {
            Feed::Messages(room) => Feed::Messages(RoomId(label(&mut self.rooms, room.0))),
            other => other,
        }
    }

    fn request(&mut self, request: Request) -> Request {
        match request {
            Request::Messages(room) => Request::Messages(RoomId(label(&mut self.rooms, room.0))),
            other => other,
        }
    }

    fn result(&mut self, result: &Result<Reply, Failure>) -> Result<Reply, Failure> {
        match result {
            Ok(Reply::OnlineUsers(online)) => Ok(Reply::OnlineUsers(self.online(online))),
            other => other.clone(),
        }
    }

    fn event(&mut self, event: &Event) -> Event {
        match event {
            Event::SignedIn(user) => Event::SignedIn(self.user(*user)),
            Event::Watch(feed) => Event::Watch(self.feed(*feed)),
            Event::Unwatch(feed) => Event::Unwatch(self.feed(*feed)),
            Event::Refresh(feed) => Event::Refresh(self.feed(*feed)),
            Event::SetUserOnline(user, online) => Event::SetUserOnline(self.user(*user), *online),
            Event::Replied(ticket, result) => {
                let ticket = Ticket { request: self.request(ticket.request), ..*ticket };
                Event::Replied(ticket, self.result(result))
            }
            Event::Heard(heard) => Event::Heard(Heard {
                request: self.request(heard.request),
                sent_ago: heard.sent_ago,
                outcome: match &heard.outcome {
                    Outcome::Asked => Outcome::Asked,
                    Outcome::Replied { next_in, result } => {
                        Outcome::Replied { next_in: *next_in, result: self.result(result) }
                    }
                },
            }),
            other => other.clone(),
        }
    }

    fn effect(&mut self, effect: &Effect) -> Effect {
        match effect {
            Effect::Send(ticket) => Effect::Send(Ticket { request: self.request(ticket.request), ..*ticket }),
            Effect::Presence(snapshot, affected) => {
                let mut snapshot = snapshot.clone();
                snapshot.online = self.online(&snapshot.online);
                let affected = match affected {
                    Affected::Users(users) => {
                        let mut users: Vec<_> = users.iter().map(|user| self.user(*user)).collect();
                        users.sort_unstable();
                        Affected::Users(users)
                    }
                    Affected::Everyone => Affected::Everyone,
                };
                Effect::Presence(snapshot, affected)
            }
            Effect::Note(Note::Failed(request, failure)) => {
                Effect::Note(Note::Failed(self.request(*request), failure.clone()))
            }
            other => other.clone(),
        }
    }
}

/// An engine whose life is recorded.
struct Recorded {
    engine: Engine,
    recorder: Recorder,
    now: Now,
    flying: Vec<Ticket>,
    watched: Vec<Feed>,
    told: Vec<(Event, Now)>,
    effects: Vec<Vec<Effect>>,
}

impl Recorded {
    fn new(settings: &PresenceSettings, seed: u64) -> Self {
        Self {
            engine: Engine::new(settings, seed, START),
            recorder: Recorder::new(settings, seed, START),
            now: START,
            flying: Vec::new(),
            watched: Vec::new(),
            told: Vec::new(),
            effects: Vec::new(),
        }
    }

    fn tell(&mut self, event: Event) {
        self.recorder.record(&event, self.now);
        self.told.push((event.clone(), self.now));
        let effects = self.engine.handle(event, self.now);
        for effect in &effects {
            match effect {
                Effect::Send(ticket) => self.flying.push(*ticket),
                Effect::Cancel(sequence) => self.flying.retain(|ticket| ticket.sequence != *sequence),
                _ => {}
            }
        }
        self.effects.push(effects);
    }

    fn perform(&mut self, step: Step) {
        match step {
            Step::Tell(Event::Unwatch(feed)) => {
                if let Some(place) = self.watched.iter().position(|other| *other == feed) {
                    self.watched.remove(place);
                    self.tell(Event::Unwatch(feed));
                }
            }
            Step::Tell(event) => {
                if let Event::Watch(feed) = event {
                    self.watched.push(feed);
                }
                self.tell(event);
            }
            Step::Answer(n, _) if n >= self.flying.len() => {}
            Step::Answer(n, answer) => {
                let ticket = self.flying.remove(n);
                let reply = answer.map(|ids| match ticket.request {
                    Request::Heartbeat => Reply::Heartbeat { last_activity: self.now.wall },
                    Request::OnlineUsers(_) => {
                        Reply::OnlineUsers(OnlineUsers::new(ids.into_iter().map(UserId).collect()))
                    }
                    _ => Reply::Content,
                });
                self.tell(Event::Replied(ticket, reply));
            }
            Step::Pass(duration) => {
                let end = self.now.uptime + duration;
                while let Some(at) = self.engine.next_wake().filter(|at| *at <= end) {
                    self.now = self.now.after(at.saturating_sub(self.now.uptime));
                    self.tell(Event::Woke);
                }
                self.now = self.now.after(end.saturating_sub(self.now.uptime));
            }
            Step::SetWallClock(millis) => self.now.wall = Timestamp::from_millis(NOON.as_millis() + millis),
        }
    }
}

fn replay(trace: &Trace) -> (Engine, Vec<Vec<Effect>>) {
    let mut effects = Vec::new();
    let engine = trace.replay(|_, _, given| effects.push(given.to_vec()));
    (engine, effects)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_ends_where_the_recording_did_and_wants_the_same_on_the_way(
        steps in proptest::collection::vec(step(), 1..80),
        settings in settings(),
        seed in any::<u64>(),
    ) {
        let mut recorded = Recorded::new(&settings, seed);
        for step in steps {
            recorded.perform(step);
        }
        let trace = Trace::parse(recorded.recorder.text()).expect("our own");
        prop_assert!(!trace.is_full);
        prop_assert_eq!((trace.settings, trace.seed, trace.start), (settings, seed, START));
        let mut labels = Labels::default();
        let told: Vec<_> = recorded.told.iter().map(|(event, now)| (labels.event(event), *now)).collect();
        prop_assert_eq!(&trace.events, &told);

        let (_, effects) = replay(&trace);
        let wanted: Vec<Vec<_>> = recorded
            .effects
            .iter()
            .map(|effects| effects.iter().map(|effect| labels.effect(effect)).collect())
            .collect();
        prop_assert_eq!(&effects, &wanted);

        // The same under the trace's numbers, which are then those of its own trace: the whole state is comparable.
        let mut again = Recorder::new(&settings, seed, START);
        let mut engine = Engine::new(&settings, seed, START);
        for (event, now) in told {
            again.record(&event, now);
            let _ = engine.handle(event, now);
        }
        prop_assert_eq!(again.text(), recorded.recorder.text());
        prop_assert_eq!(replay(&trace).0, engine);
    }

    #[test]
    fn what_is_no_trace_is_refused_and_never_panics(text in ".{0,200}", cut in 0_usize..2_000, put in any::<char>()) {
        let _ = Trace::parse(&text);
        let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
        for event in [Event::SignedIn(UserId(4)), Event::Watch(Feed::OnlineUsers), Event::Woke] {
            recorded.tell(event);
        }
        let whole = recorded.recorder.text();
        let mut broken: Vec<char> = whole.chars().collect();
        let place = cut % broken.len();
        broken[place] = put;
        if let Some(trace) = Trace::parse(&broken.into_iter().collect::<String>()) {
            let _ = trace.replay(|_, _, _| {});
        }
        let _ = Trace::parse(&whole[..cut % whole.len()]);
    }
}

#[test]
fn nobody_can_be_found_in_a_trace() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    recorded.tell(Event::SignedIn(UserId(918_273)));
    recorded.tell(Event::Watch(Feed::Messages(RoomId(645_546))));
    recorded.tell(Event::SetUserOnline(UserId(771_177), true));
    let refused = Failure::Rejected("Ann wrote of quinces".to_owned());
    let ticket = Ticket { request: Request::Messages(RoomId(645_546)), sequence: 1 };
    recorded.tell(Event::Replied(ticket, Err(refused)));
    let text = recorded.recorder.text();
    for secret in ["918273", "645546", "771177", "Ann", "quinces"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(Trace::parse(text).expect("a trace").events[0].0, Event::SignedIn(UserId(1)));
}

#[test]
fn each_line_is_a_json_array() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), u64::MAX);
    recorded.tell(Event::SignedIn(UserId(4)));
    recorded.tell(Event::Replied(
        Ticket { request: Request::OnlineUsers(Endpoint::Alternative), sequence: 1 },
        Err(Failure::TooMany { retry_after: Some(millis(1_500)) }),
    ));
    let text = recorded.recorder.text();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(value.is_array(), "{line}");
    }
    assert_eq!(text.lines().count(), 3);
    assert!(text.ends_with(r#"[0,0,"replied",1,"online-users-alternative",["too-many",1500000000]]"#));
}

#[test]
fn a_recording_stops_before_it_is_too_long_and_says_so() {
    let mut recorded = Recorded::new(&PresenceSettings::default(), 1);
    let everyone = OnlineUsers::new((1..=5_000).map(UserId).collect());
    let ticket = Ticket { request: Request::OnlineUsers(Endpoint::Primary), sequence: 9 };
    let mut told = 0;
    while !recorded.recorder.is_full() {
        recorded.tell(Event::Replied(ticket, Ok(Reply::OnlineUsers(everyone.clone()))));
        told += 1;
        assert!(recorded.recorder.text().len() <= LIMIT);
    }
    recorded.tell(Event::Woke);
    let trace = Trace::parse(recorded.recorder.text()).expect("a trace");
    assert!(trace.is_full);
    assert_eq!(trace.events.len(), told - 1, "all but the one that had no place");
}

#[test]
fn a_new_engine_takes_over_where_the_old_one_stood() {
    let settings = PresenceSettings::default();
    let mut old = Engine::new(&settings, 1, START);
    let mut now = START;
    for event in [
        Event::WantHeartbeat { key: 1, interval: None },
        Event::WantHeartbeat { key: 2, interval: Some(secs(60)) },
        Event::SignedIn(UserId(4)),
        Event::Watch(Feed::Rooms),
        Event::Watch(Feed::OnlineUsers),
        Event::Watch(Feed::Rooms),
        Event::UnwantHeartbeat { key: 1 },
        Event::Visibility(false),
    ] {
        now = now.after(secs(1));
        let _ = old.handle(event, now);
    }
    let introduction = old.introduction();
    assert_eq!(
        introduction,
        [
            Event::Visibility(false),
            Event::WantHeartbeat { key: 2, interval: Some(secs(60)) },
            Event::Watch(Feed::Rooms),
            Event::Watch(Feed::Rooms),
            Event::Watch(Feed::OnlineUsers),
            Event::SignedIn(UserId(4)),
        ]
    );
    let mut new = Engine::new(&settings, 2, now);
    for event in introduction.clone() {
        let _ = new.handle(event, now);
    }
    assert_eq!(new.introduction(), introduction);
    let sent: BTreeSet<_> = new
        .handle(Event::Visibility(true), now)
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Send(ticket) => Some(format!("{:?}", ticket.request)),
            _ => None,
        })
        .collect();
    assert_eq!(sent.len(), 3, "everything begins at once when the tab is shown: {sent:?}");
}

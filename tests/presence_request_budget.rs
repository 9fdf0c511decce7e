//! What docs/request-budget.md promises to those who run a backend: requests of one tab in an hour.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::api::transport::TIMEOUT;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::RoomId;
use leptos_presence::presence::settings::{HiddenTab, PresenceSettings};
use leptos_presence::presence::{Engine, Event, Feed, Request, Ticket};
use support::ANN;
use support::engine::{Backend, Bench, good_reply, secs};

/// Waits are drawn by lot: the budget holds for the unluckiest of so many draws.
const SEEDS: u64 = 8;

/// How exactly time passes here.
const STEP: Duration = Duration::from_millis(50);

const BUDGET: &str = include_str!("../docs/request-budget.md");

type MakeBackend = fn() -> Backend;

/// Heartbeats, online users, rooms, messages of the open room, people.
type Counts = [usize; 5];

fn kind(request: Request) -> usize {
    match request {
        Request::Heartbeat => 0,
        Request::OnlineUsers(_) => 1,
        Request::Rooms => 2,
        Request::Messages(_) => 3,
        Request::People => 4,
    }
}

/// How long the client waits for an answer: a heartbeat less than anything else.
fn patience(request: Request) -> Duration {
    if request == Request::Heartbeat { secs(4) } else { TIMEOUT }
}

/// Lets time pass; what the backend doesn't answer is given up as the client does.
fn pass(bench: &mut Bench, duration: Duration) {
    let end = bench.now.uptime + duration;
    let mut waiting: Vec<(Duration, Ticket)> = Vec::new();
    while bench.now.uptime < end {
        bench.advance(STEP);
        let now = bench.now.uptime;
        waiting.extend(bench.unanswered.drain(..).map(|ticket| (now + patience(ticket.request), ticket)));
        for (_, ticket) in waiting.extract_if(.., |(until, _)| *until <= now) {
            bench.tell(Event::Replied(ticket, Err(ApiError::Timeout)));
        }
    }
}

/// An hour of the messages page with a room open, once everything has its pace.
fn hour(settings: &PresenceSettings, seed: u64, hidden: bool, backend: MakeBackend) -> Counts {
    let mut bench = Bench::with(settings);
    bench.engine = Engine::new(settings, seed, bench.now);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    for feed in [Feed::OnlineUsers, Feed::Rooms, Feed::Messages(RoomId(1)), Feed::People] {
        bench.tell(Event::Watch(feed));
    }
    bench.tell(Event::Visibility(!hidden));
    bench.backend = backend();
    pass(&mut bench, secs(600));
    bench.forget_sent();
    pass(&mut bench, secs(3_600));
    let mut counts = Counts::default();
    for (_, request) in &bench.sent {
        counts[kind(*request)] += 1;
    }
    counts
}

fn most(settings: &PresenceSettings, hidden: bool, backend: MakeBackend) -> Counts {
    let mut most = Counts::default();
    for seed in 0..SEEDS {
        let counts = hour(settings, seed, hidden, backend);
        most.iter_mut().zip(counts).for_each(|(most, count)| *most = count.max(*most));
    }
    most
}

fn fails(failure: &ApiError) -> Backend {
    let failure = failure.clone();
    Box::new(move |_, _| Some(Err(failure.clone())))
}

/// The row of the published table that begins with `name`.
fn published(name: &str) -> Counts {
    let row = BUDGET.lines().find(|line| line.starts_with(&format!("| {name} |"))).expect(name);
    let cells: Vec<usize> =
        row.split('|').filter_map(|cell| cell.trim().replace(',', "").parse().ok()).collect();
    assert_eq!(cells.len(), 6, "five counts and their sum: {row}");
    assert_eq!(cells[..5].iter().sum::<usize>(), cells[5], "the sum of {row}");
    Counts::try_from(&cells[..5]).expect("five")
}

#[test]
fn the_published_budget_is_kept_and_no_more_than_that_is_published() {
    let usual = PresenceSettings::default();
    let keeps = PresenceSettings { hidden_tab: HiddenTab::Keep, ..usual };
    let good: MakeBackend = || Box::new(|request, now| Some(good_reply(request, now)));
    let rows: [(&str, &PresenceSettings, bool, MakeBackend); 10] = [
        ("visible", &usual, false, good),
        ("hidden", &usual, true, good),
        ("hidden, `\"keep\"`", &keeps, true, good),
        ("no network", &usual, false, || fails(&ApiError::Offline)),
        ("every request lost", &usual, false, || Box::new(|_, _| None)),
        ("server errors", &usual, false, || fails(&ApiError::Server)),
        ("replies that make no sense", &usual, false, || fails(&ApiError::Malformed)),
        ("not allowed", &usual, false, || fails(&ApiError::Forbidden)),
        ("endpoints missing", &usual, false, || fails(&ApiError::NotFound)),
        ("too many requests, `Retry-After: 60`", &usual, false, || {
            fails(&ApiError::RateLimited { retry_after: Some(secs(60)) })
        }),
    ];
    for (name, settings, hidden, backend) in rows {
        let (counted, published) = (most(settings, hidden, backend), published(name));
        for (counted, published) in counted.into_iter().zip(published) {
            assert!(counted <= published, "{name}: {counted:?} requests, {published} promised");
            assert!(
                published <= counted + counted / 5 + 2,
                "{name}: {published} promised, {counted} counted"
            );
        }
    }
}

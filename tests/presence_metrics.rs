//! The numbers of the diagnostics, in virtual time.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::presence::metrics::budget;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::presence::{
    Affected, Effect, Event, Feed, Freshness, Note, OnlineUsers, Reply, Request, Snapshot, Ticket,
};
use support::engine::{millis, secs};
use support::measured::{bench, watching};
use support::{ANN, BEN, CLEO, NOON};

#[test]
fn a_heartbeat_counts_when_it_has_ended() {
    let mut bench = bench();
    bench.tell(Event::SignedIn(ANN));
    assert_eq!(bench.share("accepted_of_ended"), (0, 0));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    assert_eq!(bench.share("accepted_of_ended"), (1, 1));
    bench.failure = Some(ApiError::Server);
    bench.advance(secs(120));
    assert_eq!(bench.share("accepted_of_ended"), (1, 2));
    bench.failure = Some(ApiError::Unauthorised);
    bench.advance(secs(30));
    assert_eq!(bench.share("accepted_of_ended"), (1, 3), "a session that ends is a failure of its heartbeat");
}

#[test]
fn a_heartbeat_that_nobody_waited_for_is_neither_a_success_nor_a_failure() {
    let mut bench = bench();
    let ticket = Ticket { request: Request::Heartbeat, sequence: 1 };
    bench.tell(Event::Replied(ticket, Ok(Reply::Heartbeat { last_activity: Some(NOON) })));
    assert_eq!(bench.share("accepted_of_ended"), (0, 0));
}

#[test]
fn the_gap_between_heartbeats_is_measured_by_the_backends_clock_and_within_a_session() {
    let mut bench = bench();
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    assert_eq!(bench.number("longest_gap_ms"), None, "one has no gap");
    bench.advance(secs(120));
    assert_eq!(bench.number("longest_gap_ms"), Some(120_000));
    bench.backend_ahead = secs(3);
    bench.advance(secs(120));
    assert_eq!(bench.number("longest_gap_ms"), Some(123_000));
    bench.tell(Event::SignedOut);
    bench.advance(secs(5_000));
    bench.tell(Event::SignedIn(ANN));
    assert_eq!(bench.number("longest_gap_ms"), Some(123_000), "nobody is late who isn't there");
}

#[test]
fn the_average_of_who_is_online_is_weighted_by_time() {
    let mut bench = watching(&[BEN, CLEO]);
    assert_eq!(bench.number("now"), Some(2));
    assert_eq!(bench.number("average_in_tenths"), None, "no time has passed");
    bench.advance(secs(8));
    bench.online = vec![ANN, BEN, CLEO];
    bench.advance(secs(4));
    bench.online = vec![];
    bench.advance(secs(4));
    // 12 s with two, 4 s with three.
    assert_eq!(bench.number("average_in_tenths"), Some(23));
    assert_eq!(bench.number("now"), Some(0));
    assert_eq!(bench.number("most"), Some(3));
}

#[test]
fn time_in_which_nobody_knew_who_is_online_does_not_count() {
    let mut bench = watching(&[BEN]);
    bench.failure = Some(ApiError::Offline);
    bench.advance(secs(3_000));
    assert_eq!(bench.number("now"), None);
    assert_eq!(bench.number("average_in_tenths"), Some(10));
    assert_eq!(bench.number("open_for_ms"), Some(3_000_000));
}

#[test]
fn a_claim_is_held_against_the_next_reply() {
    let mut bench = watching(&[BEN, CLEO]);
    assert_eq!(
        bench.share("online_confirmed_by_next_reply"),
        (0, 0),
        "nothing was claimed before the first reply"
    );
    bench.advance(secs(4));
    assert_eq!(bench.share("online_confirmed_by_next_reply"), (2, 2));
    bench.online = vec![BEN];
    bench.advance(secs(4));
    assert_eq!(bench.share("online_confirmed_by_next_reply"), (3, 4));
    bench.online = vec![BEN, CLEO];
    bench.advance(secs(4));
    assert_eq!(bench.share("online_confirmed_by_next_reply"), (4, 5));
    assert_eq!(bench.number("offline_contradicted_by_next_reply"), Some(1));
}

#[test]
fn a_claim_by_other_means_is_no_knowledge_and_is_held_against_the_next_reply_too() {
    let mut bench = watching(&[]);
    bench.tell(Event::SetUserOnline(BEN, true));
    assert_eq!(bench.number("offline_contradicted_by_next_reply"), Some(0));
    assert_eq!(bench.number("now"), Some(1));
    bench.advance(secs(4));
    assert_eq!(bench.share("online_confirmed_by_next_reply"), (0, 1));
    assert_eq!(bench.number("late_to_offline_p50_ms"), Some(4_000));
}

#[test]
fn a_dot_that_had_become_unknown_made_no_claim() {
    let mut bench = watching(&[BEN, CLEO]);
    bench.failure = Some(ApiError::Offline);
    bench.advance(secs(60));
    assert_eq!(bench.number("times_all_unknown"), Some(1));
    bench.failure = None;
    bench.online = vec![ANN, CLEO];
    bench.advance(secs(30));
    assert_eq!(bench.number("online_then_unknown_then_offline"), Some(1));
    assert_eq!(bench.number("offline_then_unknown_then_online"), Some(1));
    assert_eq!(bench.number("offline_contradicted_by_next_reply"), Some(0));
    let (confirmed, checked) = bench.share("online_confirmed_by_next_reply");
    assert_eq!(confirmed, checked);
    assert_eq!(bench.number("late_to_online_p95_ms"), None);
    assert_eq!(bench.number("late_to_offline_p95_ms"), None);
}

#[test]
fn dots_that_never_said_anything_did_not_become_unknown() {
    let mut bench = bench();
    bench.failure = Some(ApiError::Offline);
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::Watch(Feed::OnlineUsers));
    bench.advance(secs(600));
    assert_eq!(bench.number("times_all_unknown"), Some(0));
}

#[test]
fn another_session_is_not_compared_with_the_one_before() {
    let mut bench = watching(&[BEN]);
    bench.tell(Event::SignedOut);
    assert_eq!(bench.number("now"), None);
    bench.online = vec![CLEO];
    bench.tell(Event::SignedIn(CLEO));
    bench.advance(secs(4));
    assert_eq!(bench.number("offline_contradicted_by_next_reply"), Some(0));
    assert_eq!(bench.share("online_confirmed_by_next_reply"), (1, 1));
}

#[test]
fn how_late_a_dot_was_is_counted_from_the_last_reply_that_agreed() {
    let mut bench = watching(&[]);
    for late in [4, 4, 12, 20] {
        // A slow network: the last reply that agreed is so old when the next one comes.
        bench.failure = Some(ApiError::Offline);
        bench.advance(millis(late * 1_000 - 1));
        bench.failure = None;
        bench.online = if bench.online.is_empty() { vec![BEN] } else { vec![] };
        bench.advance(millis(1));
        bench.tell(Event::Refresh(Feed::OnlineUsers));
        bench.advance(secs(8));
    }
    let (p50, p95) = (bench.number("late_to_online_p50_ms"), bench.number("late_to_online_p95_ms"));
    assert!(p50 >= Some(4_000) && p50 <= p95 && p95 <= Some(20_000), "{p50:?} {p95:?}");
}

#[test]
fn percentiles_are_by_nearest_rank() {
    let mut bench = bench();
    // Fed by hand: ten arrivals, 1 s to 10 s after the last reply.
    let fetched = |online: usize| vec![Effect::Note(Note::OnlineUsersFetched(online))];
    let presence = |ids: &[u64]| {
        let online = OnlineUsers::new(ids.iter().copied().map(UserId).collect());
        Effect::Presence(Snapshot { online, freshness: Freshness::Fresh }, Affected::Everyone)
    };
    let mut ids = vec![];
    for late in 0..=10 {
        bench.now = bench.now.after(secs(late));
        let mut effects = fetched(ids.len());
        if late > 0 {
            ids.push(late);
        }
        effects.push(presence(&ids));
        bench.metrics.on_effects(&effects, bench.now);
    }
    assert_eq!(bench.number("late_to_online_p50_ms"), Some(5_000));
    assert_eq!(bench.number("late_to_online_p95_ms"), Some(10_000));
}

#[test]
fn who_changes_back_within_a_minute_flaps() {
    let flaps_after = |back: u64| {
        let mut bench = watching(&[BEN]);
        bench.advance(secs(40));
        bench.online = vec![];
        bench.advance(secs(4));
        bench.advance(secs(back - 4));
        bench.online = vec![BEN];
        bench.advance(secs(4));
        assert_eq!(bench.number("offline_contradicted_by_next_reply"), Some(1));
        bench.number("changed_back_within_a_minute")
    };
    assert_eq!(flaps_after(4), Some(1));
    assert_eq!(flaps_after(56), Some(1));
    assert_eq!(flaps_after(60), Some(0), "at exactly a minute no more");
}

#[test]
fn requests_are_counted_for_an_hour_and_no_longer() {
    let mut bench = bench();
    let send = |sequence| vec![Effect::Send(Ticket { request: Request::Rooms, sequence })];
    // Minutes begin where the clock's do.
    bench.now.uptime = secs(60 * 50);
    bench.metrics.on_effects(&send(1), bench.now);
    bench.now = bench.now.after(secs(59 * 60));
    bench.metrics.on_effects(&send(2), bench.now);
    bench.now = bench.now.after(millis(59_999));
    assert_eq!(bench.share("rooms"), (2, 900));
    bench.now = bench.now.after(millis(1));
    assert_eq!(bench.share("rooms"), (1, 900));
    bench.now = bench.now.after(secs(100_000));
    assert_eq!(bench.share("rooms"), (0, 900));
    bench.metrics.on_effects(&send(3), bench.now);
    assert_eq!(bench.share("all"), (1, 2_742));
    bench.tell(Event::Reached);
    bench.tell(Event::Woke);
    assert_eq!(bench.number("tokens_refreshed"), Some(1));
    assert_eq!(bench.share("all"), (1, 2_742), "the budget is of what is repeated by the clock");
}

#[test]
fn an_hour_of_the_messages_page_is_within_the_published_budget() {
    let mut bench = bench();
    bench.tell(Event::SignedIn(ANN));
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    for feed in [Feed::OnlineUsers, Feed::Rooms, Feed::Messages(RoomId(1)), Feed::People] {
        bench.tell(Event::Watch(feed));
    }
    bench.advance(secs(7_200));
    for key in ["heartbeat", "online_users", "rooms", "open_room", "people", "all"] {
        let (sent, allowed) = bench.share(key);
        // The window is up to a minute shorter than an hour.
        assert!(sent <= allowed && sent + allowed / 60 + 1 >= allowed, "{key}: {sent} of {allowed}");
    }
}

#[test]
fn the_budget_follows_the_settings() {
    let usual = PresenceSettings::default();
    assert_eq!(budget(&usual), [30, 900, 900, 900, 12]);
    let calm = PresenceSettings { poll_interval: secs(10), heartbeat_interval: secs(60), ..usual };
    assert_eq!(budget(&calm), [60, 360, 360, 360, 12]);
    let slow = PresenceSettings { poll_interval: secs(1_200), heartbeat_interval: secs(7), ..usual };
    assert_eq!(budget(&slow), [515, 3, 3, 3, 3], "rounded up; people are polled no faster than the rest");
    let none = PresenceSettings { poll_interval: Duration::ZERO, ..usual };
    assert_eq!(budget(&none)[4], 12);
}

#[test]
fn each_number_has_a_name_of_its_own_and_nothing_else_is_told() {
    let mut bench = watching(&[BEN, CLEO]);
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.advance(secs(600));
    let report = bench.metrics.report(bench.now).to_json();
    assert!(!report.contains('#'), "every place is filled: {report}");
    assert_eq!(bench.numbers().len(), report.matches("\":").count() - 5, "five groups, no name twice");
    for (name, (value, of)) in bench.numbers() {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
        assert!(value.is_some() || of.is_none());
    }
    assert_eq!(bench.number("open_for_ms"), Some(600_000));
    assert_eq!(bench.share("all"), (bench.share("heartbeat").0 + bench.share("online_users").0, 2_742));
}

#[test]
fn numbers_are_shown_under_their_names_and_parts_with_their_share() {
    let mut bench = watching(&[BEN]);
    bench.tell(Event::WantHeartbeat { key: 1, interval: None });
    bench.failure = Some(ApiError::Server);
    bench.advance(secs(120));
    let groups = bench.metrics.report(bench.now).groups();
    let shown = |heading: &str, name: &str| {
        let (_, numbers) = groups.iter().find(|(known, _)| *known == heading).expect(heading);
        let (_, number) = numbers.iter().find(|(known, _)| *known == name).expect(name);
        number.clone()
    };
    let headings: Vec<_> = groups.iter().map(|(heading, _)| heading.as_str()).collect();
    let in_order = ["this tab", "own heartbeats", "people online", "requests in the last hour", "dots"];
    assert_eq!(headings, in_order, "in the order in which they are told, not in that of letters");
    assert_eq!(shown("own heartbeats", "accepted of ended"), "1 of 2 (50 %)");
    assert_eq!(shown("own heartbeats", "longest gap ms"), "–");
    assert_eq!(shown("requests in the last hour", "rooms"), "0 of 900 (0 %)");
    assert_eq!(shown("this tab", "open for ms"), "120000");
    assert_eq!(shown("dots", "online confirmed by next reply"), "–");
}

//! Numbers and traces of a running tab, in virtual time.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos::prelude::*;
use leptos_presence::hooks::{use_heartbeat, use_online_users, use_rooms};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::trace::Trace;
use leptos_presence::presence::{Effect, Event, Freshness, Request, Status};
use serde_json::Value;
use support::runtime::{Bench, secs, start};
use support::{ANN, BEN};

fn watching() -> Bench {
    let bench = start();
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.sign_in();
    use_heartbeat(None);
    use_online_users();
    use_rooms();
    bench.platform.settle();
    bench
}

fn report(bench: &Bench) -> String {
    bench.presence.chat.diagnostics().report().expect("a report").to_json()
}

#[test]
fn the_numbers_are_those_of_the_whole_time() {
    let bench = watching();
    for minutes in 1..=2 {
        bench.platform.advance(secs(60));
        let report: Value = serde_json::from_str(&report(&bench)).expect("JSON");
        assert_eq!(report["this_tab"]["open_for_ms"].as_u64(), Some(minutes * 60_000));
        let polls = &report["requests_in_the_last_hour"]["online_users"][0];
        assert_eq!(polls.as_u64(), Some(bench.api.count("online_users") as u64));
    }
}

#[test]
fn a_trace_begins_at_the_beginning_and_leads_to_the_same_requests() {
    let bench = watching();
    bench.platform.advance(secs(61));
    let diagnostics = bench.presence.chat.diagnostics();
    bench.api.calls.borrow_mut().clear();
    diagnostics.record();
    bench.platform.advance(secs(130));
    bench.api.fail("online_users", ApiError::Offline);
    bench.platform.advance(secs(100));
    assert!(diagnostics.progress().starts_with("Recording: "));
    let text = diagnostics.stop_recording();
    assert_eq!(diagnostics.progress(), "");
    let (heartbeats, polls) = (bench.api.count("heartbeat"), bench.api.count("online_users"));

    let trace = Trace::parse(&text).expect("a trace");
    let first: Vec<_> = trace.events.iter().map(|(event, _)| event.clone()).take(4).collect();
    assert!(matches!(first[0], Event::WantHeartbeat { .. }), "{first:?}");
    assert_eq!(first[3], Event::SignedIn(ANN));
    let mut sent = Vec::new();
    let engine = trace.replay(|_, _, effects| {
        sent.extend(effects.iter().filter_map(|effect| match effect {
            Effect::Send(ticket) => Some(ticket.request),
            _ => None,
        }));
    });
    let count = |wanted: fn(&Request) -> bool| sent.iter().filter(|request| wanted(request)).count();
    assert_eq!(count(|request| *request == Request::Heartbeat), heartbeats);
    assert_eq!(count(|request| matches!(request, Request::OnlineUsers(_))), polls);
    assert!(heartbeats == 2 && polls > 30, "{heartbeats} heartbeats, {polls} polls");
    assert_eq!(engine.snapshot().freshness, bench.presence.chat.presence().get_untracked().freshness);
    assert!(matches!(engine.snapshot().freshness, Freshness::Stale { .. }));
}

#[test]
fn a_new_recording_gives_up_what_is_under_way_and_claims_nothing_until_it_has_heard() {
    let bench = watching();
    let chat = bench.presence.chat;
    let ben = chat.status(BEN);
    assert_eq!(ben.get_untracked(), Status::Online);
    bench.api.silent.borrow_mut().extend(["online_users", "rooms", "heartbeat"]);
    bench.platform.advance(secs(4));
    let (_, tasks, _) = bench.platform.attached();
    bench.presence.chat.diagnostics().record();
    bench.platform.settle();
    assert_eq!(ben.get_untracked(), Status::Unknown);
    let (_, still, _) = bench.platform.attached();
    // A heartbeat is under way beside what was before.
    assert_eq!(still, tasks + 1);
    bench.api.silent.borrow_mut().clear();
    bench.platform.advance(secs(50));
    assert_eq!(ben.get_untracked(), Status::Online);
}

#[test]
fn what_is_not_recorded_can_be_stopped() {
    let bench = watching();
    assert_eq!(bench.presence.chat.diagnostics().stop_recording(), "");
    bench.presence.chat.diagnostics().record();
    assert_ne!(bench.presence.chat.diagnostics().stop_recording(), "");
    assert_eq!(bench.presence.chat.diagnostics().stop_recording(), "");
}

//! The runtime in several tabs: what begins or ends in one does so in all.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::api::port::SessionEnd;
use leptos_presence::hooks::{use_heartbeat, use_online_users};
use leptos_presence::model::ids::RoomId;
use leptos_presence::platform::PageEvent;
use leptos_presence::platform::storage::Storage;
use leptos_presence::store::SessionState;
use leptos_presence::store::session::SignedOutReason;
use support::ann;
use support::runtime::{Bench, secs, start};

const KEPT: &str = "leptos-presence.kept.1";

/// Ann is signed in, is sent heartbeats for, and has typed something.
fn signed_in() -> Bench {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.sign_in();
    bench.presence.chat.set_draft(RoomId(1), "half a thought".to_owned());
    assert!(bench.drafts.get(KEPT).is_some());
    bench
}

fn assert_silent(bench: &Bench) {
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before, "nothing is asked any more");
}

#[test]
fn signing_out_in_one_tab_signs_out_all_and_keeps_nothing() {
    let bench = signed_in();
    bench.api.change_elsewhere(Some(SessionEnd::ByChoice));
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::ByChoice));
    assert_eq!(bench.drafts.get(KEPT), None, "who leaves leaves nothing behind");
    assert_silent(&bench);
}

#[test]
fn a_session_that_ended_in_one_tab_has_ended_in_all_and_keeps_what_was_typed() {
    let bench = signed_in();
    bench.api.change_elsewhere(Some(SessionEnd::Expired));
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    assert!(bench.drafts.get(KEPT).is_some());
    assert_silent(&bench);
}

#[test]
fn a_frozen_tab_learns_of_the_end_when_it_comes_back_before_it_asks_anything() {
    let bench = signed_in();
    bench.api.elsewhere.set(Some(SessionEnd::ByChoice));
    bench.api.session.set(false);
    let before = bench.api.count("heartbeat");
    bench.platform.emit(PageEvent::Resumed);
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::ByChoice));
    assert_eq!(bench.api.count("heartbeat"), before);
}

#[test]
fn signing_in_in_one_tab_brings_all_back() {
    let bench = signed_in();
    bench.api.change_elsewhere(Some(SessionEnd::Expired));
    bench.platform.settle();
    let before = bench.api.count("heartbeat");
    bench.api.change_elsewhere(None);
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "half a thought");
    bench.platform.advance(secs(1));
    assert_eq!(bench.api.count("heartbeat"), before + 1, "everything runs again");
}

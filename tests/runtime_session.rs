//! The runtime in virtual time: sign-in, reload, sign-out, and everything that has to end with them.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence::api::port::SessionEnd;
use leptos_presence::hooks::{use_heartbeat, use_messages, use_online_users, use_rooms};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::RoomId;
use leptos_presence::platform::PageEvent;
use leptos_presence::presence::Status;
use leptos_presence::store::SessionState;
use leptos_presence::store::session::SignedOutReason;
use support::fake_api::FakeApi;
use support::runtime::{secs, start, start_with};
use support::{BEN, NOON, ann, ben, message, room};

#[test]
fn signing_in_starts_the_heartbeat_and_signing_out_ends_everything() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), 0, "nobody is signed in");
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    bench.platform.advance(secs(240));
    assert_eq!(bench.api.count("heartbeat"), 3);
    assert_eq!(bench.api.count("online_users"), 61);
    bench.presence.session.sign_out();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::ByChoice));
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    assert_eq!(bench.platform.attached(), (0, 0, 1), "only the page's listener is left");
}

#[test]
fn a_refused_sign_in_says_why_and_can_be_repeated() {
    let bench = start();
    bench.api.fail("sign_in", ApiError::Unauthorised);
    bench.sign_in();
    assert_eq!(bench.presence.session.sign_in_failure().get_untracked(), Some(ApiError::Unauthorised));
    assert!(!bench.presence.session.is_signing_in().get_untracked());
    bench.api.heal("sign_in");
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    assert_eq!(bench.presence.session.sign_in_failure().get_untracked(), None);
}

#[test]
fn a_reload_takes_the_session_up_again() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn a_backend_that_is_down_at_start_is_tried_again_until_it_is_there() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", ApiError::Offline);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::Restoring { failure: Some(ApiError::Offline) });
    bench.platform.advance(secs(120));
    let tries = bench.api.count("me");
    assert!((5..=60).contains(&tries), "{tries}");
    assert_eq!(bench.state(), SessionState::Restoring { failure: Some(ApiError::Offline) });
    bench.api.heal("me");
    bench.platform.advance(secs(30));
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn the_network_coming_back_ends_the_wait_at_once() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", ApiError::Offline);
    let bench = start_with(api, Rc::default());
    bench.api.heal("me");
    bench.platform.emit(PageEvent::Resumed);
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn a_session_that_ended_while_the_page_was_away_is_told() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", ApiError::Unauthorised);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    assert!(!bench.api.session.get());
}

#[test]
fn a_session_that_the_backend_ends_stops_every_timer() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    use_rooms();
    bench.sign_in();
    bench.api.fail("online_users", ApiError::Unauthorised);
    bench.platform.advance(secs(5));
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    bench.api.heal("online_users");
    bench.sign_in();
    bench.platform.advance(secs(4));
    assert!(bench.api.count("heartbeat") >= 2, "everything runs again without a reload");
}

#[test]
fn the_next_person_sees_nothing_of_the_one_before() {
    let bench = start();
    use_online_users();
    use_rooms();
    *bench.api.rooms.borrow_mut() = vec![room(1, "Ann's", &[ann(), ben()])];
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.sign_in();
    let chat = bench.presence.chat;
    chat.set_draft(RoomId(1), "dear diary".to_owned());
    assert!(chat.rooms().get_untracked().value.is_some());
    bench.presence.session.sign_out();
    bench.api.silent.borrow_mut().extend(["rooms", "online_users"]);
    *bench.api.me.borrow_mut() = Some(ben());
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ben()));
    assert_eq!(chat.rooms().get_untracked().value, None);
    assert_eq!(chat.people().get_untracked().value.map(|people| people.len()), Some(1));
    assert_eq!(chat.draft(RoomId(1)), "");
    assert_eq!(chat.status(BEN).get_untracked(), Status::Unknown);
}

#[test]
fn signing_in_over_another_person_shows_nothing_of_them_and_keeps_what_they_typed() {
    let bench = start();
    use_rooms();
    *bench.api.rooms.borrow_mut() = vec![room(1, "Ann's", &[ann(), ben()])];
    bench.sign_in();
    let chat = bench.presence.chat;
    chat.set_draft(RoomId(1), "dear diary".to_owned());
    bench.api.silent.borrow_mut().push("rooms");
    *bench.api.me.borrow_mut() = Some(ben());
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ben()));
    assert_eq!(chat.rooms().get_untracked().value, None);
    assert_eq!(chat.draft(RoomId(1)), "");
    *bench.api.me.borrow_mut() = Some(ann());
    bench.sign_in();
    assert_eq!(chat.draft(RoomId(1)), "dear diary");
}

#[test]
fn a_refused_sign_in_over_another_person_leaves_nobody_signed_in() {
    let bench = start();
    bench.sign_in();
    bench.api.fail("sign_in", ApiError::Unauthorised);
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::ByChoice));
    assert!(!bench.api.session.get());
}

#[test]
fn a_sign_in_that_is_given_up_can_be_begun_again() {
    for silent in ["sign_in", "me"] {
        let bench = start();
        bench.api.silent.borrow_mut().push(silent);
        bench.sign_in();
        assert!(bench.presence.session.is_signing_in().get_untracked());
        bench.presence.session.sign_out();
        assert!(!bench.presence.session.is_signing_in().get_untracked());
        bench.api.silent.borrow_mut().clear();
        bench.sign_in();
        assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    }
}

#[test]
fn a_session_that_another_tab_has_replaced_is_followed_at_once() {
    let bench = start();
    bench.sign_in();
    *bench.api.me.borrow_mut() = Some(ben());
    bench.api.change_elsewhere_to(Some(SessionEnd::ByChoice), true);
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedIn(ben()));
}

#[test]
fn a_sign_in_that_another_tab_overtakes_ends_in_its_session() {
    let bench = start();
    bench.api.silent.borrow_mut().push("me");
    bench.sign_in();
    bench.api.silent.borrow_mut().clear();
    *bench.api.me.borrow_mut() = Some(ben());
    bench.api.change_elsewhere_to(Some(SessionEnd::ByChoice), true);
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedIn(ben()));
    assert!(!bench.presence.session.is_signing_in().get_untracked());
}

#[test]
fn what_stays_on_screen_between_two_sessions_shows_the_second() {
    let bench = start();
    *bench.api.messages.borrow_mut() = vec![message(1, &ben(), "hello", NOON)];
    let conversation = use_messages(RoomId(1));
    let count = || conversation.with_untracked(|shown| shown.messages().len());
    bench.sign_in();
    assert_eq!(count(), 1);
    bench.presence.session.sign_out();
    assert_eq!(count(), 0);
    bench.sign_in();
    assert_eq!(count(), 1);
    assert_eq!(bench.presence.chat.current_room().get_untracked(), Some(RoomId(1)));
}

#[test]
fn hidden_tabs_send_nothing_and_shown_ones_catch_up_at_once() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.sign_in();
    bench.platform.advance(secs(10));
    bench.platform.set_visible(false);
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(3_600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    bench.platform.set_visible(true);
    assert_eq!(bench.api.calls.borrow()[before..], ["heartbeat", "online_users"]);
}

#[test]
fn hooks_end_with_their_owner() {
    let bench = start();
    bench.sign_in();
    let component = bench.owner.with(Owner::new);
    component.with(|| {
        use_heartbeat(None);
        use_online_users();
        use_messages(RoomId(1));
    });
    bench.platform.advance(secs(4));
    assert_eq!(bench.presence.chat.current_room().get_untracked(), Some(RoomId(1)));
    component.cleanup();
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    assert_eq!(bench.presence.chat.current_room().get_untracked(), None);
}

#[test]
fn the_end_of_the_root_owner_ends_every_timer_task_and_listener() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.api.silent.borrow_mut().push("heartbeat");
    bench.sign_in();
    bench.platform.advance(secs(1));
    assert_ne!(bench.platform.attached(), (0, 0, 0));
    bench.owner.cleanup();
    bench.platform.settle();
    assert_eq!(bench.platform.attached(), (0, 0, 0));
}

#[test]
fn the_end_of_the_root_owner_ends_a_sign_in_as_well() {
    for silent in ["sign_in", "me"] {
        let bench = start();
        bench.api.silent.borrow_mut().push(silent);
        bench.sign_in();
        bench.owner.cleanup();
        bench.platform.settle();
        assert_eq!(bench.platform.attached(), (0, 0, 0), "{silent}");
    }
}

#[test]
fn a_heartbeat_that_met_silence_is_sent_as_soon_as_a_refresh_is_answered() {
    let bench = start();
    use_heartbeat(None);
    bench.api.fail("heartbeat", ApiError::Timeout);
    bench.sign_in();
    // By then the waits are long.
    bench.platform.advance(secs(600));
    let failed = bench.api.count("heartbeat");
    bench.api.heal("heartbeat");
    bench.api.refreshed();
    bench.platform.advance(secs(1));
    assert_eq!(bench.api.count("heartbeat"), failed + 1);
    bench.api.refreshed();
    bench.platform.advance(secs(1));
    assert_eq!(bench.api.count("heartbeat"), failed + 1, "one that was accepted is not repeated");
}

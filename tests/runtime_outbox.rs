//! What people type and send, in virtual time: nothing of it is lost, and nothing is sent twice.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos::prelude::*;

use leptos_presence::hooks::{use_messages, use_rooms};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::RoomId;
use leptos_presence::platform::storage::Storage;
use leptos_presence::store::SessionState;
use leptos_presence::store::session::SignedOutReason;
use support::runtime::{Bench, secs, start, start_with};
use support::{ben, message};

#[test]
fn drafts_survive_a_reload_and_an_ended_session_but_not_a_sign_out() {
    let bench = start();
    bench.sign_in();
    bench.presence.chat.set_draft(RoomId(1), "half a thought".to_owned());
    bench.owner.cleanup();

    let bench = start_with(bench.api, bench.drafts);
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "half a thought", "after a reload");
    bench.api.fail("rooms", ApiError::Unauthorised);
    use_rooms();
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    bench.api.heal("rooms");
    bench.sign_in();
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "half a thought", "after the session ended");

    bench.presence.session.sign_out();
    bench.sign_in();
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "", "after a sign-out");
}

fn contents(bench: &Bench) -> Vec<String> {
    let conversation = bench.presence.chat.conversation(RoomId(1)).get_untracked();
    conversation.messages().iter().map(|message| message.content.to_string()).collect()
}

fn unsent(bench: &Bench) -> Vec<String> {
    let conversation = bench.presence.chat.conversation(RoomId(1)).get_untracked();
    conversation.outbox.unsent().iter().map(|unsent| unsent.content.clone()).collect()
}

#[test]
fn a_sent_message_shows_at_once_and_goes_over_into_the_conversation() {
    let bench = start();
    bench.sign_in();
    use_messages(RoomId(1));
    bench.platform.settle();
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    assert_eq!(unsent(&bench), ["hello"]);
    bench.platform.settle();
    assert_eq!((contents(&bench), unsent(&bench)), (vec!["hello".to_owned()], vec![]));
    bench.platform.advance(secs(10));
    assert_eq!(contents(&bench), ["hello"]);
}

#[test]
fn a_message_that_fails_is_kept_over_a_reload_and_can_be_sent_again() {
    let bench = start();
    bench.sign_in();
    bench.api.fail("send_message", ApiError::Server);
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    bench.platform.settle();
    assert_eq!(unsent(&bench), ["hello"]);
    bench.owner.cleanup();

    let bench = start_with(bench.api, bench.drafts);
    assert_eq!(unsent(&bench), ["hello"], "after a reload");
    bench.platform.advance(secs(60));
    assert_eq!(bench.api.sent.borrow().len(), 1, "not by itself");
    bench.api.heal("send_message");
    let key = bench.presence.chat.conversation(RoomId(1)).get_untracked().outbox.unsent()[0].key;
    bench.presence.chat.send_again(RoomId(1), key);
    bench.platform.settle();
    assert_eq!((contents(&bench), unsent(&bench)), (vec!["hello".to_owned()], vec![]));
    assert!(bench.drafts.get("leptos-presence.kept.1").is_none(), "nothing is left to keep");
}

fn send_three(bench: &Bench) {
    bench.sign_in();
    use_messages(RoomId(1));
    bench.platform.settle();
    for content in ["one", "two", "three"] {
        bench.presence.chat.send(RoomId(1), content.to_owned());
    }
    bench.platform.settle();
}

#[test]
fn while_the_server_asks_for_a_pause_one_message_waits_in_front_of_the_others() {
    let bench = start();
    bench.api.fail("send_message", ApiError::RateLimited { retry_after: Some(secs(8)) });
    send_three(&bench);
    assert_eq!(*bench.api.sent.borrow(), ["one"], "one request");
    bench.api.heal("send_message");
    bench.platform.advance(secs(7));
    assert_eq!(*bench.api.sent.borrow(), ["one"], "whatever else the backend answers meanwhile");
    bench.platform.advance(secs(1));
    assert_eq!(*bench.api.sent.borrow(), ["one", "one", "two", "three"]);
    assert_eq!((contents(&bench).len(), unsent(&bench)), (3, vec![]));
}

#[test]
fn what_waits_for_the_network_is_sent_when_it_is_back() {
    let bench = start();
    let calls = ["send_message", "messages", "online_users", "rooms", "heartbeat", "users"];
    send_three(&bench);
    for call in calls {
        bench.api.fail(call, ApiError::Offline);
    }
    bench.presence.chat.send(RoomId(1), "four".to_owned());
    bench.presence.chat.send(RoomId(1), "five".to_owned());
    bench.platform.advance(secs(300));
    assert_eq!(unsent(&bench), ["four", "five"]);
    assert!(bench.api.sent.borrow().len() < 4 + 2 * 300 / 30, "backing off");
    for call in calls {
        bench.api.heal(call);
    }
    bench.platform.advance(secs(30));
    assert_eq!(contents(&bench), ["one", "two", "three", "four", "five"]);
    assert_eq!(unsent(&bench), Vec::<String>::new());
}

#[test]
fn while_only_messages_are_lost_they_are_tried_ever_less_often() {
    let bench = start();
    send_three(&bench);
    bench.api.fail("send_message", ApiError::Offline);
    bench.presence.chat.send(RoomId(1), "four".to_owned());
    bench.platform.advance(secs(600));
    let tries = bench.api.sent.borrow().len() - 3;
    assert!((20..60).contains(&tries), "{tries} in ten minutes, though the polls are answered");
}

#[test]
fn a_message_that_was_stored_though_its_reply_was_lost_is_not_sent_twice() {
    let bench = start();
    send_three(&bench);
    bench.api.fail("send_message", ApiError::Timeout);
    bench.presence.chat.send(RoomId(1), "four".to_owned());
    bench.platform.settle();
    // It has arrived all the same, and the next look finds it.
    bench.api.messages.borrow_mut().push(message(4, &support::ann(), "four", support::NOON));
    bench.api.heal("send_message");
    bench.platform.advance(secs(60));
    assert_eq!(contents(&bench), ["one", "two", "three", "four"]);
    assert_eq!(*bench.api.sent.borrow(), ["one", "two", "three", "four"]);
}

#[test]
fn a_session_that_ends_while_sending_keeps_the_message() {
    let bench = start();
    bench.sign_in();
    bench.api.fail("send_message", ApiError::Unauthorised);
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    bench.sign_in();
    assert_eq!(unsent(&bench), ["hello"]);
}

#[test]
fn older_messages_are_asked_for_once_at_a_time_and_put_before_the_others() {
    let bench = start();
    *bench.api.messages.borrow_mut() = vec![message(8, &ben(), "new", support::NOON)];
    bench.sign_in();
    use_messages(RoomId(1));
    bench.platform.settle();
    bench.api.messages.borrow_mut().insert(0, message(7, &ben(), "old", support::NOON));
    let before = bench.api.count("messages");
    bench.presence.chat.load_older(RoomId(1));
    bench.presence.chat.load_older(RoomId(1));
    bench.platform.settle();
    assert_eq!(bench.api.count("messages"), before + 1);
    assert_eq!(contents(&bench), ["old", "new"]);
}

//! What is said of rooms, open ones and listed ones.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use leptos_presence::presence::backoff::Jitter;
use std::sync::Arc;
use std::time::Duration;

use leptos_presence::chat::conversation::Conversation;
use leptos_presence::chat::open_room::{
    LogState, attendance, audience, invitation, is_out_of_reach, name_of,
};
use leptos_presence::chat::outbox::Outbox;
use leptos_presence::chat::room_preview::preview;
use leptos_presence::chat::timeline::{GROUP_GAP, unsent_timeline};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::paths::Area;
use leptos_presence::model::remote_data::RemoteData;
use leptos_presence::presence::{Freshness, OnlineUsers, Snapshot};
use support::{ANN, NOON, ann, ben, message, room, user};

fn loaded(messages: Vec<Message>) -> Conversation {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, messages, NOON, ANN);
    conversation
}

fn failed(mut conversation: Conversation, failure: ApiError) -> Conversation {
    conversation.failure = Some(failure);
    conversation
}

#[test]
fn a_room_that_the_backend_refuses_is_out_of_reach_unless_it_is_listed() {
    for failure in [ApiError::NotFound, ApiError::Forbidden] {
        let conversation = failed(Conversation::default(), failure);
        assert!(is_out_of_reach(None, &conversation));
        assert!(is_out_of_reach(Some(false), &conversation));
        assert!(
            !is_out_of_reach(Some(true), &conversation),
            "the backend has no messages, but it has the room"
        );
    }
}

#[test]
fn a_room_that_one_was_taken_out_of_goes_and_a_bad_network_takes_none_away() {
    let open = loaded(vec![message(1, &ben(), "hello", NOON)]);
    assert!(is_out_of_reach(Some(false), &failed(open.clone(), ApiError::Forbidden)));
    assert!(!is_out_of_reach(Some(false), &failed(open.clone(), ApiError::Offline)));
    assert!(!is_out_of_reach(Some(false), &open), "a new room may not be listed yet");
    assert!(!is_out_of_reach(None, &failed(Conversation::default(), ApiError::Offline)));
    assert!(is_out_of_reach(Some(false), &failed(Conversation::default(), ApiError::Server)));
}

#[test]
fn a_room_has_its_name_as_soon_as_the_rooms_are_known() {
    let rooms = Arc::new(vec![room(1, "General", &[ann(), ben()])]);
    assert_eq!(name_of(RoomId(1), &RemoteData::<Arc<Vec<_>>>::default()), None);
    assert_eq!(name_of(RoomId(1), &RemoteData::ready(Arc::clone(&rooms))), Some("General".to_owned()));
    assert_eq!(name_of(RoomId(2), &RemoteData::ready(rooms)), Some("Room".to_owned()));
}

#[test]
fn the_composer_says_whom_one_writes_to_and_the_empty_room_who_can_read_it() {
    assert_eq!(invitation(Some("General")), "Write to General");
    assert_eq!(invitation(None), "Write a message");
    assert_eq!(audience(Some(&[ben()])), "Only you and Ben can read it.");
    assert_eq!(audience(Some(&[])), "Only you can read it.");
    assert_eq!(audience(Some(&[ben(), user(3, "Cleo Clark")])), audience(None));
}

#[test]
fn how_many_are_here_is_said_only_while_it_is_known() {
    let people = [ben(), user(3, "Cleo Clark")];
    let snapshot = |freshness| Snapshot { online: OnlineUsers::new(vec![UserId(2), UserId(9)]), freshness };
    assert_eq!(attendance(&people, &snapshot(Freshness::Fresh)), "1 of 2 online");
    assert_eq!(attendance(&people, &snapshot(Freshness::Unsupported)), "0 of 2 online");
    assert_eq!(attendance(&people, &snapshot(Freshness::Stale { since: None })), "Status unknown");
    assert_eq!(attendance(&people, &snapshot(Freshness::Pending)), "2 people");
}

#[test]
fn what_stands_in_a_conversation() {
    let messages = vec![message(1, &ben(), "hello", NOON)];
    assert_eq!(LogState::of(&Conversation::default()), LogState::Pending);
    assert_eq!(
        LogState::of(&failed(Conversation::default(), ApiError::Server)),
        LogState::Failed(ApiError::Server)
    );
    assert_eq!(LogState::of(&loaded(vec![])), LogState::Empty);
    assert_eq!(LogState::of(&loaded(messages.clone())), LogState::Messages);
    assert_eq!(
        LogState::of(&failed(loaded(messages), ApiError::Server)),
        LogState::Messages,
        "old ones stay"
    );
    let mut writing = loaded(vec![]);
    writing.outbox.add("the first".to_owned(), None, NOON);
    assert_eq!(LogState::of(&writing), LogState::Messages);
}

#[test]
fn the_list_says_who_said_what_last() {
    let mut group = room(1, "General", &[ann(), ben(), user(3, "Cleo Clark")]);
    let outbox = Outbox::default();
    assert_eq!(preview(&group, ANN, &outbox), "No messages yet");
    group.last_message = Some(message(1, &ben(), "good morning", NOON));
    assert_eq!(preview(&group, ANN, &outbox), "Ben: good morning");
    group.participants.pop();
    assert_eq!(preview(&group, ANN, &outbox), "good morning", "with two people it is clear who");
    group.last_message = Some(message(2, &ann(), "hello", NOON));
    assert_eq!(preview(&group, ANN, &outbox), "You: hello");
}

#[test]
fn the_list_says_first_what_was_not_sent() {
    let group = room(1, "General", &[ann(), ben()]);
    let mut outbox = Outbox::default();
    outbox.add("one".to_owned(), None, NOON);
    outbox.add("two".to_owned(), None, NOON);
    assert_eq!(preview(&group, ANN, &outbox), "Sending…");
    let fail = |outbox: &mut Outbox, key, failure| {
        outbox.failed(key, failure, Duration::ZERO, &mut Jitter::new(1));
    };
    fail(&mut outbox, 1, ApiError::Server);
    assert_eq!(preview(&group, ANN, &outbox), "Not sent yet: one");
    fail(&mut outbox, 2, ApiError::Forbidden);
    assert_eq!(preview(&group, ANN, &outbox), "Not sent: two", "what needs its writer comes first");
}

#[test]
fn long_messages_are_cut_between_characters() {
    let mut group = room(1, "General", &[ann(), ben()]);
    group.last_message = Some(message(1, &ben(), &"é".repeat(5_000), NOON));
    assert_eq!(preview(&group, ANN, &Outbox::default()).chars().count(), 120);
}

#[test]
fn a_room_is_represented_by_two_of_the_others_at_most() {
    let cleo = user(3, "Cleo Clark");
    assert_eq!(
        room(1, "General", &[ann(), ben(), cleo.clone(), user(4, "Dan")]).faces(ANN),
        vec![ben(), cleo]
    );
    assert_eq!(room(1, "Ben", &[ben(), ann()]).faces(ANN), vec![ben()]);
    assert_eq!(room(1, "Notes", &[ann()]).faces(ANN), vec![ann()]);
}

#[test]
fn the_room_of_an_address() {
    assert_eq!(Area::Dashboard.room_in("/dashboard/messages/7"), Some("7"));
    assert_eq!(Area::Admin.room_in("/admin/messages/abc/"), Some("abc"));
    for path in ["/dashboard/messages", "/dashboard/messages/", "/dashboard/messagesx/7", "/admin/messages/7"]
    {
        assert_eq!(Area::Dashboard.room_in(path), None, "{path}");
    }
}

#[test]
fn unsent_messages_join_the_group_above_them() {
    let groups = |last: &Message, minutes: &[u64]| -> Vec<bool> {
        let mut outbox = Outbox::default();
        for minutes in minutes {
            outbox.add("x".to_owned(), None, NOON.plus(Duration::from_secs(minutes * 60)));
        }
        let messages = std::slice::from_ref(last);
        unsent_timeline(messages, outbox.unsent(), ANN).iter().map(|entry| entry.opens_group).collect()
    };
    let limit = GROUP_GAP.as_secs() / 60;
    assert_eq!(groups(&message(1, &ann(), "mine", NOON), &[limit, limit]), [false, false]);
    assert_eq!(groups(&message(1, &ann(), "mine", NOON), &[limit + 1, limit + 2]), [true, false]);
    assert_eq!(groups(&message(1, &ben(), "theirs", NOON), &[0, limit + 1]), [true, true]);
}

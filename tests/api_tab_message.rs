//! What tabs tell each other comes back as it was said.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::sync::Arc;
use std::time::Duration;

use leptos_presence::api::tab_message::TabMessage;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{MessageId, RoomId, UserId};
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::room::Room;
use leptos_presence::model::time;
use leptos_presence::model::user::User;
use leptos_presence::presence::{Endpoint, OnlineUsers, Outcome, PeerUpdate, Received, Request};
use proptest::collection::vec;
use proptest::prelude::*;

const ROOM: RoomId = RoomId(5);

fn id() -> impl Strategy<Value = u64> {
    1_u64..=i64::MAX as u64
}

/// A name that reading keeps as it is: one that is all blank is replaced by the user name.
fn name() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("something to call them", |name| !name.trim().is_empty())
}

prop_compose! {
    fn user()(id in id(), username in name(), display_name in name(), is_staff: bool) -> User {
        User { id: UserId(id), username: username.into(), display_name: display_name.into(), is_staff }
    }
}

prop_compose! {
    fn message()(id in id(), sender in user(), content: String, at in 0_i64..4_000_000_000_000) -> Message {
        Message { id: MessageId(id), room: ROOM, sender, content: content.into(), timestamp: time::from_millis(at) }
    }
}

prop_compose! {
    fn room()(
        id in id(), name: String, participants in vec(user(), 0..4),
        last_message in proptest::option::of(message()), unread_count: u32
    ) -> Room {
        Room { id: RoomId(id), name, participants, last_message, unread_count }
    }
}

fn reply() -> impl Strategy<Value = (Request, Received)> {
    let page =
        prop_oneof![Just(MessageCursor::Newest), id().prop_map(|id| MessageCursor::After(MessageId(id)))];
    prop_oneof![
        (0_i64..4_000_000_000_000)
            .prop_map(|at| (Request::Heartbeat, Received::Heartbeat(Some(time::from_millis(at))))),
        (any::<bool>(), vec(id(), 0..50)).prop_map(|(alternative, ids)| {
            let endpoint = if alternative { Endpoint::Alternative } else { Endpoint::Primary };
            let online = OnlineUsers::new(ids.into_iter().map(UserId).collect());
            (Request::OnlineUsers(endpoint), Received::OnlineUsers(online))
        }),
        vec(room(), 0..3).prop_map(|rooms| (Request::Rooms, Received::Rooms(Arc::new(rooms)))),
        (page, vec(message(), 0..3))
            .prop_map(|(page, messages)| (Request::Messages(ROOM), Received::Messages(page, messages))),
        vec(user(), 0..4).prop_map(|users| (Request::People, Received::People(Arc::new(users)))),
    ]
}

fn word(request: Request, result: Result<Received, ApiError>) -> TabMessage {
    told(request, Outcome::Replied { next_in: Duration::from_secs(4), result })
}

fn told(request: Request, outcome: Outcome<Received>) -> TabMessage {
    let update = PeerUpdate { request, sent_ago: Duration::from_millis(80), outcome };
    TabMessage { user: UserId(1), update }
}

proptest! {
    #[test]
    fn a_reply_comes_back_as_it_was_told((request, received) in reply()) {
        let told = word(request, Ok(received));
        prop_assert_eq!(TabMessage::read(&told.clone().write()), Some(told));
    }

    #[test]
    fn whatever_else_stands_in_the_channel_is_no_word(text: String) {
        prop_assert_eq!(TabMessage::read(&text), None);
    }
}

#[test]
fn a_question_comes_back_as_it_was_told() {
    let asked = told(Request::Messages(ROOM), Outcome::Asked);
    assert_eq!(TabMessage::read(&asked.clone().write()), Some(asked));
}

#[test]
fn failures_come_back_by_their_class() {
    for failure in
        [ApiError::Offline, ApiError::Timeout, ApiError::Forbidden, ApiError::NotFound, ApiError::Malformed]
    {
        let told = word(Request::Rooms, Err(failure));
        assert_eq!(TabMessage::read(&told.clone().write()), Some(told));
    }
    let patience = |retry_after| word(Request::Rooms, Err(ApiError::RateLimited { retry_after }));
    let told = patience(Some(Duration::from_secs(60)));
    assert_eq!(
        TabMessage::read(&told.write()),
        Some(patience(None)),
        "how long is said by when it asks next"
    );
    let server = word(Request::Rooms, Err(ApiError::Server));
    assert_eq!(TabMessage::read(&patience(None).write()), Some(server), "nobody has said how long");
    let told = word(Request::Rooms, Err(ApiError::Rejected("words for one tab".to_owned())));
    assert_eq!(TabMessage::read(&told.write()), Some(word(Request::Rooms, Err(ApiError::Server))));
}

#[test]
fn a_reply_that_does_not_fit_its_request_is_no_word() {
    let fits = word(Request::Rooms, Ok(Received::Rooms(Arc::default()))).write();
    assert!(TabMessage::read(&fits).is_some());
    assert_eq!(TabMessage::read(&fits.replace("rooms", "heartbeat")), None);
    let other = word(Request::People, Ok(Received::Rooms(Arc::default()))).write();
    assert_eq!(TabMessage::read(&other), None);
}

//! The client: the contract's paths and bodies, and every status in its class.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use futures_executor::block_on;
use leptos_presence::api::port::Api;
use leptos_presence::api::transport::HttpResponse;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{MessageId, RoomId};
use leptos_presence::model::message::MessageCursor;
use leptos_presence::platform::storage::Storage;
use leptos_presence::presence::Endpoint;
use support::wire::{KEY, ME, bench, reply, signed_in, tokens};

#[test]
fn sign_in_keeps_the_access_token_out_of_storage() {
    let bench = signed_in([reply(200, ME)]);
    assert_eq!(bench.storage.get(KEY), Some("refresh-1".to_owned()));
    block_on(bench.client.me()).expect("me");
    assert_eq!(bench.asked(), [("/api/users/me/".to_owned(), Some("access-1".to_owned()))]);
}

#[test]
fn a_refused_sign_in_leaves_nothing() {
    let bench = bench([reply(401, r#"{"detail": "No active account"}"#)]);
    assert_eq!(block_on(bench.client.sign_in("ann", "wrong")), Err(ApiError::Unauthorised));
    assert!(!bench.client.has_session());
}

#[test]
fn the_paths_and_bodies_are_those_of_the_contract() {
    let nothing = || reply(200, "null");
    let bench = signed_in(std::iter::repeat_with(nothing).take(9));
    let api = &bench.client;
    let _ = block_on(api.users());
    let _ = block_on(api.online_users(Endpoint::Primary));
    let _ = block_on(api.online_users(Endpoint::Alternative));
    let _ = block_on(api.rooms());
    let _ = block_on(api.messages(RoomId(7), MessageCursor::Newest));
    let _ = block_on(api.messages(RoomId(7), MessageCursor::After(MessageId(9))));
    let _ = block_on(api.messages(RoomId(7), MessageCursor::Before(MessageId(9))));
    let _ = block_on(api.send_message(RoomId(7), "hello"));
    let _ = block_on(api.heartbeat(support::NOON));
    let expected = [
        ("/api/users/", None),
        ("/api/chat/online-users/", None),
        ("/api/chat/rooms/online_users/", None),
        ("/api/chat/rooms/", None),
        ("/api/chat/rooms/7/messages/", None),
        ("/api/chat/rooms/7/messages/?after=9", None),
        ("/api/chat/rooms/7/messages/?before=9", None),
        ("/api/chat/rooms/7/messages/", Some(r#"{"content":"hello"}"#)),
        ("/api/chat/heartbeat/", Some(r#"{"timestamp":"2024-01-28T12:00:00Z"}"#)),
    ];
    let asked = bench.script.asked.borrow();
    let asked: Vec<_> = asked.iter().map(|asked| (asked.path.as_str(), asked.body.as_deref())).collect();
    assert_eq!(asked, expected);
}

#[test]
fn every_status_has_its_class() {
    let classes = [
        (400, ApiError::Rejected("Too long.".to_owned())),
        (403, ApiError::Forbidden),
        (404, ApiError::NotFound),
        (405, ApiError::NotFound),
        (501, ApiError::NotFound),
        (408, ApiError::Timeout),
        (418, ApiError::Rejected("Too long.".to_owned())),
        (500, ApiError::Server),
        (503, ApiError::Server),
    ];
    for (status, class) in classes {
        let bench = signed_in([reply(status, r#"{"content": ["Too long."]}"#)]);
        assert_eq!(block_on(bench.client.send_message(RoomId(1), "x")), Err(class), "{status}");
    }
    let busy = HttpResponse {
        status: 429,
        etag: None,
        retry_after: Some(Duration::from_secs(7)),
        date: None,
        body: String::new(),
    };
    let bench = signed_in([Ok(busy)]);
    let expected = ApiError::RateLimited { retry_after: Some(Duration::from_secs(7)) };
    assert_eq!(block_on(bench.client.rooms()), Err(expected));
}

#[test]
fn the_date_of_a_reply_is_told_once_so_that_a_lost_request_says_nothing_of_the_time() {
    let dated = reply(200, "[]").map(|incoming| HttpResponse { date: Some(support::NOON), ..incoming });
    let bench = signed_in([dated, Err(ApiError::Offline)]);
    assert_eq!(block_on(bench.client.rooms()).map(|rooms| rooms.len()), Ok(0));
    assert_eq!(bench.client.date(), Some(support::NOON));
    assert_eq!(block_on(bench.client.rooms()), Err(ApiError::Offline));
    assert_eq!(bench.client.date(), None);
}

#[test]
fn any_2xx_is_an_accepted_heartbeat() {
    for (status, body) in [(204, ""), (200, ""), (201, "[]"), (200, "<html>"), (202, r#"{"ok": 1}"#)] {
        let bench = signed_in([reply(status, body)]);
        assert_eq!(block_on(bench.client.heartbeat(support::NOON)), Ok(None), "{status} {body}");
    }
}

#[test]
fn html_where_json_should_be_is_malformed() {
    let bench = signed_in([reply(200, "<!doctype html><title>Hello</title>")]);
    assert_eq!(block_on(bench.client.rooms()), Err(ApiError::Malformed));
}

#[test]
fn a_heartbeat_that_may_be_repeated_is_not_waited_for_as_long_as_the_rest_and_a_refresh_longer() {
    let bench = signed_in([reply(401, ""), tokens("access-2", "refresh-2"), reply(200, "null")]);
    let _ = block_on(bench.client.heartbeat(support::NOON));
    let _ = block_on(bench.client.rooms());
    let asked = bench.script.asked.borrow();
    let asked: Vec<_> = asked.iter().map(|asked| (asked.path.as_str(), asked.timeout.as_secs())).collect();
    let expected = [
        ("/api/chat/heartbeat/", 4),
        ("/api/token/refresh/", 18),
        ("/api/chat/heartbeat/", 4),
        ("/api/chat/rooms/", 15),
    ];
    assert_eq!(asked, expected);
}

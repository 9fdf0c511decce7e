//! Replies, read leniently: one bad item never costs the page, and nothing ever panics.
#![cfg(not(target_arch = "wasm32"))]

use leptos_presence::api::dto;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::lenient;
use leptos_presence::model::time;
use proptest::prelude::*;

const ANN: &str =
    r#"{"id": 1, "username": "ann", "display_name": "Ann Alvarez", "is_staff": false, "avatar": null}"#;

#[test]
fn a_list_may_be_plain_or_a_page() {
    let plain = dto::users(&format!("[{ANN}]")).expect("a plain list");
    let page = dto::users(&format!(r#"{{"count": 1, "next": null, "previous": null, "results": [{ANN}]}}"#));
    assert_eq!(&*plain[0].display_name, "Ann Alvarez");
    assert_eq!(Ok(plain), page);
}

#[test]
fn an_item_that_cannot_be_read_is_left_out() {
    let bad = [
        r#"{"id": 2, "username": "ben", "display_name": null, "is_staff": false}"#,
        r#"{"id": 2, "username": "ben", "is_staff": false}"#,
        r#"{"id": "2", "username": "ben", "display_name": "Ben", "is_staff": false}"#,
        r#"{"id": -2, "username": "ben", "display_name": "Ben", "is_staff": false}"#,
        r#"{"id": 2, "username": "ben", "display_name": "Ben", "is_staff": "no"}"#,
        "null",
        "7",
        "[]",
        "{}",
    ];
    for item in bad {
        let users = dto::users(&format!("[{item}, {ANN}]")).expect("the list is one");
        assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [UserId(1)], "{item}");
    }
}

#[test]
fn a_reply_that_is_no_list_is_malformed() {
    for body in ["", "<!doctype html><p>Hello", "null", "{}", r#"{"results": 5}"#, "[", "\u{0}"] {
        assert_eq!(dto::users(body), Err(ApiError::Malformed), "{body}");
        assert_eq!(dto::rooms(body), Err(ApiError::Malformed), "{body}");
        assert_eq!(dto::messages(body, RoomId(1)), Err(ApiError::Malformed), "{body}");
    }
}

#[test]
fn people_without_a_display_name_go_by_their_user_name() {
    let user = dto::user(r#"{"id": 2, "username": "ben", "display_name": "  ", "is_staff": true}"#);
    assert_eq!(&*user.expect("a user").display_name, "ben");
}

#[test]
fn a_bad_participant_or_last_message_does_not_cost_the_room() {
    let body = format!(
        r#"[{{"id": 4, "name": "General", "participants": [{ANN}, null], "last_message": {{"id": 1}}, "unread_count": 2}},
            {{"id": 5, "name": "No count", "participants": [], "last_message": null}}]"#
    );
    let rooms = dto::rooms(&body).expect("the list is one");
    assert_eq!(rooms.len(), 1);
    assert_eq!(rooms[0].participants.len(), 1);
    assert_eq!(rooms[0].last_message, None);
    assert_eq!(rooms[0].unread_count, 2);
}

fn message(id: u64, room: u64, timestamp: &str) -> String {
    format!(r#"{{"id": {id}, "room": {room}, "sender": {ANN}, "content": "hi", "timestamp": "{timestamp}"}}"#)
}

#[test]
fn messages_of_another_room_and_of_no_time_are_left_out() {
    let body = format!(
        "[{}, {}, {}]",
        message(1, 1, "2024-01-28T12:00:00.123456Z"),
        message(2, 9, "2024-01-28T12:00:00Z"),
        message(3, 1, "yesterday")
    );
    let messages = dto::messages(&body, RoomId(1)).expect("the list is one");
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].timestamp.timestamp_micros(), 1_706_443_200_123_456);
}

#[test]
fn times_may_come_in_any_zone() {
    assert_eq!(time::parse("2024-01-28T13:00:00+01:00"), time::parse("2024-01-28T12:00:00Z"));
}

#[test]
fn the_usual_reply_is_read_as_json_would_be() {
    let read = |body: &str| dto::online_users(body).map(|online| online.ids().to_vec());
    let ids = |ids: &[u64]| Ok(ids.iter().copied().map(UserId).collect::<Vec<_>>());
    let usual = [
        (r#"{"online_users":[]}"#, ids(&[])),
        (r#"{"online_users":[7]}"#, ids(&[7])),
        (r#"{"online_users":[0,10,2]}"#, ids(&[0, 2, 10])),
        (r#"{"online_users": [1, 2, 3]}"#, ids(&[1, 2, 3])),
        (" { \"online_users\" : [1, 2] } \n", ids(&[1, 2])),
        (
            r#"{"online_users":[999999999999999999,9223372036854775807,9223372036854775808]}"#,
            ids(&[999_999_999_999_999_999, 9_223_372_036_854_775_807]),
        ),
        (r#"{"online_users":[1,2],"online_users":[3]}"#, ids(&[3])),
        (r#"{"online_users":[1],"count":2}"#, ids(&[1])),
        (r#"{"online_users":[ 1 , 2 ]}"#, ids(&[1, 2])),
    ];
    for (body, expected) in usual {
        assert_eq!(read(body), expected, "{body}");
    }
    for list in ["01", "00", "1,", ",1", "1,,2", "1 2", "+1", "1, ", "-", "1]", "[1", "1;2"] {
        let body = format!(r#"{{"online_users":[{list}]}}"#);
        assert_eq!(read(&body), Err(ApiError::Malformed), "{body}");
    }
}

#[test]
fn online_users_may_come_in_any_order_and_with_rubbish_between() {
    let online = dto::online_users(r#"{"online_users": [3, 1, null, 2, "4", 1.5, -1, 2, true, {}]}"#);
    assert_eq!(online.expect("a set").ids(), [UserId(1), UserId(2), UserId(3)]);
    for body in ["{}", "[1, 2]", r#"{"online_users": null}"#, r#"{"online_users": {"1": true}}"#, "<html>"] {
        assert_eq!(dto::online_users(body), Err(ApiError::Malformed), "{body}");
    }
}

#[test]
fn a_heartbeat_that_was_accepted_may_say_when_or_nothing_at_all() {
    let accepted = dto::heartbeat(r#"{"success": true, "last_activity": "2024-01-28T12:00:00.123456Z"}"#);
    assert_eq!(accepted.map(|at| at.timestamp_micros()), Some(1_706_443_200_123_456));
    let silent = [
        "",
        r#"{"success": true}"#,
        r#"{"success": true, "last_activity": null}"#,
        r#"{"success": true, "last_activity": "a moment ago"}"#,
        "[]",
        "OK",
        "<html>",
    ];
    for body in silent {
        assert_eq!(dto::heartbeat(body), None, "{body}");
    }
}

#[test]
fn a_list_of_which_nothing_can_be_read_is_no_empty_list() {
    assert_eq!(dto::users(include_str!("fixtures/users-uuid-ids.json")), Err(ApiError::Incompatible));
    assert_eq!(dto::rooms(include_str!("fixtures/rooms-camel-case.json")), Err(ApiError::Incompatible));
    assert_eq!(dto::messages(r#"[{"id": 1}, {"id": 2}]"#, RoomId(1)), Err(ApiError::Incompatible));
    assert_eq!(dto::online_users(r#"{"online_users": ["0b6f6b3e", "5c1d"]}"#), Err(ApiError::Incompatible));
    assert_eq!(dto::users("[]"), Ok(vec![]), "nobody is nobody");
    assert_eq!(dto::users(r#"{"results": []}"#), Ok(vec![]));
    assert!(dto::online_users(r#"{"online_users": []}"#).is_ok());
}

#[test]
fn a_message_outlives_the_account_that_wrote_it() {
    let body = include_str!("fixtures/messages-deleted-sender.json");
    let messages = dto::messages(body, RoomId(1)).expect("a list");
    assert_eq!(&*messages[0].sender.display_name, "Deleted user");
    assert!(messages[0].sender.is_deleted());
    let unreadable = body.replace("null", "7");
    assert_eq!(dto::messages(&unreadable, RoomId(1)), Err(ApiError::Incompatible), "only null is nobody");
}

#[test]
fn a_time_without_an_offset_is_in_utc() {
    let body = include_str!("fixtures/messages-times-without-offset.json");
    let messages = dto::messages(body, RoomId(1)).expect("a list");
    assert_eq!(messages[0].timestamp, time::parse("2026-03-01T12:00:00.123456Z").expect("a time"));
}

#[test]
fn half_an_emoji_costs_neither_its_message_nor_the_others() {
    let body = include_str!("fixtures/messages-half-surrogate.json");
    let messages = dto::messages(body, RoomId(1)).expect("a list");
    let contents: Vec<&str> = messages.iter().map(|message| &*message.content).collect();
    assert_eq!(contents, ["first", "half \u{fffd} an emoji", "third"]);
}

proptest! {
    /// Every text as UTF-16 may hold it is read as `String::from_utf16_lossy` does, however its units are escaped.
    #[test]
    fn any_sequence_of_code_units_is_a_text(
        units in prop::collection::vec(
            prop_oneof![any::<u16>(), 0xD800_u16..0xE000, 0x20_u16..0x7f, Just(u16::from(b'\\'))],
            0..12,
        ),
        upper: bool,
    ) {
        let escaped: String = units
            .iter()
            .map(|unit| match unit {
                0x5c => "\\\\".to_owned(),
                0x23..0x7f => char::from(*unit as u8).to_string(),
                _ if upper => format!("\\u{unit:04X}"),
                _ => format!("\\u{unit:04x}"),
            })
            .collect();
        let read: Option<String> = lenient::parse(&format!("\"{escaped}\""));
        prop_assert_eq!(read, Some(String::from_utf16_lossy(&units)));
    }
}

#[test]
fn the_servers_own_words_of_a_refusal_are_found() {
    let words = |body| dto::refusal(body);
    assert_eq!(words(r#"{"detail": "Not found."}"#), Some("Not found.".to_owned()));
    assert_eq!(words(r#"{"content": ["Too long.", "Rude."]}"#), Some("Too long.".to_owned()));
    assert_eq!(words(r#"["Plain."]"#), Some("Plain.".to_owned()));
    assert_eq!(words("<h1>Bad Request</h1>"), None);
    assert_eq!(words(r#"{"detail": ""}"#), None);
    let long = format!(r#"{{"detail": "{}"}}"#, "x".repeat(10_000));
    assert_eq!(words(&long).map(|words| words.len()), Some(300));
}

#[test]
fn texts_are_written_as_json_whatever_is_in_them() {
    let hostile = "\"quote\" \\ </script> \u{1F600} \u{0}";
    let written = serde_json::json!({ "content": hostile }).to_string();
    let read: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
    assert_eq!(read["content"], hostile);
}

fn read_everything(body: &str) {
    let _ = dto::user(body);
    let _ = dto::users(body);
    let _ = dto::rooms(body);
    let _ = dto::message(body);
    let _ = dto::messages(body, RoomId(1));
    let _ = dto::online_users(body);
    let _ = dto::heartbeat(body);
    let _ = dto::tokens(body);
    let _ = dto::refusal(body);
}

proptest! {
    #[test]
    fn no_text_whatsoever_panics(body in ".{0,200}") {
        read_everything(&body);
    }

    #[test]
    fn no_almost_right_reply_panics(cut in 0_usize..200, junk in "[\\[\\]{}\",:0-9a-z\\\\ -]{0,8}") {
        let body = format!("[{}, {ANN}]", message(1, 1, "2024-01-28T12:00:00Z"));
        let cut = cut.min(body.len());
        read_everything(&format!("{}{junk}{}", &body[..cut], &body[cut..]));
        read_everything(&body[..cut]);
    }
}

#[test]
fn a_deeply_nested_reply_does_not_exhaust_the_stack() {
    read_everything(&"[".repeat(1_000_000));
    read_everything(&r#"{"a":"#.repeat(200_000));
}

#[test]
fn a_room_or_a_participant_that_comes_twice_is_one() {
    let ann = r#"{"id":1,"username":"ann","display_name":"Ann","is_staff":false}"#;
    let room = |name: &str| {
        format!(
            r#"{{"id":1,"name":"{name}","participants":[{ann},{ann}],"last_message":null,"unread_count":0}}"#
        )
    };
    let rooms = dto::rooms(&format!("[{},{}]", room("first"), room("again"))).expect("rooms");
    assert_eq!(rooms.iter().map(|room| room.name.as_str()).collect::<Vec<_>>(), ["first"]);
    assert_eq!(rooms[0].participants.len(), 1);
}

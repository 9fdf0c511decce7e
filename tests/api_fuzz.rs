//! Replies, words of other tabs, configuration and kept drafts that somebody has damaged: whatever the bytes,
//! nothing panics, and what is read is what the text says.
//!
//! Each is tried 256 times, or as often as `PROPTEST_CASES` says; `scripts/test fuzz` goes on for ten minutes.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos_presence::api::auth::jwt;
use leptos_presence::api::dto;
use leptos_presence::api::tab_message::TabMessage;
use leptos_presence::config::Config;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{MessageId, RoomId};
use leptos_presence::model::message::MessageCursor;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::presence::{Endpoint, Outcome, PeerUpdate, Received, Request};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use support::fake_api::FakeApi;
use support::{ANN, NOON, ann, ben, message, room};

const USER: &str =
    r#"{"id":1,"username":"ann","display_name":"Ann \"A\" Álvarez","is_staff":false,"avatar":null}"#;
const MESSAGE: &str = r#"{"id":7,"room":1,"sender":{"id":2,"username":"ben","display_name":"\ud83d\ude00","is_staff":true},"content":"hi\n","timestamp":"2024-01-28T12:00:00.123456+01:00"}"#;
const CONFIG: &str = r#"{"apiUrl":"https://example.org/","heartbeatIntervalMs":60000,"pollIntervalMs":4000,"onlineThresholdMs":300000,"staleAfterMs":30000,"hiddenTab":{"pauseAfterMs":60000}}"#;
const KEPT: &str = r#"{"drafts":{"1":"half a sent","9":""},"unsent":[[1,{"content":"lost","written_at":"2024-01-28T12:00:00Z","after":7}],[1,{"content":"too","written_at":"1970-01-01T00:00:00.001Z","after":null}]]}"#;
/// Issued for five minutes.
const TOKEN: &str = "e30.eyJpYXQiOjE3MDY0NDMyMDAsImV4cCI6MTcwNjQ0MzUwMH0.c2ln";
const KEPT_KEY: &str = "leptos-presence.kept.1";

fn samples() -> Vec<String> {
    let mut general = room(1, "General", &[ann(), ben()]);
    general.last_message = Some(message(7, &ben(), "hi\n", NOON));
    let room = format!(
        r#"{{"id":1,"name":"General","participants":[{USER},null],"last_message":{MESSAGE},"unread_count":3}}"#
    );
    vec![
        USER.to_owned(),
        format!("[{USER},{USER}]"),
        format!(r#"{{"count":1,"next":null,"previous":null,"results":[{USER}]}}"#),
        format!("[{room}, {room}]"),
        MESSAGE.to_owned(),
        format!("[{MESSAGE}]"),
        r#"{"online_users":[1,2,3,18446744073709551615,-4,5.5,"6"]}"#.to_owned(),
        r#"{"success":true,"last_activity":"2024-02-29T23:59:60Z"}"#.to_owned(),
        r#"{"access":"a.b.c","refresh":"d.e.f"}"#.to_owned(),
        r#"{"detail":"No.","content":["Too long."]}"#.to_owned(),
        told(Request::Rooms, Ok(Received::Rooms(Arc::new(vec![general])))),
        told(
            Request::OnlineUsers(Endpoint::Primary),
            dto::online_users(r#"{"online_users":[1,2]}"#).map(Received::OnlineUsers),
        ),
        told(Request::Heartbeat, Ok(Received::Heartbeat(Some(NOON)))),
        told(
            Request::Messages(RoomId(7)),
            Ok(Received::Messages(MessageCursor::After(MessageId(6)), Vec::new())),
        ),
        told(Request::People, Err(ApiError::RateLimited { retry_after: Some(Duration::from_secs(60)) })),
        TOKEN.to_owned(),
        CONFIG.to_owned(),
        KEPT.to_owned(),
    ]
}

/// What a tab tells of a reply.
fn told(request: Request, result: Result<Received, ApiError>) -> String {
    let outcome = Outcome::Replied { next_in: Duration::from_secs(4), result };
    let update = PeerUpdate { request, sent_ago: Duration::from_millis(80), outcome };
    TabMessage { user: ANN, update }.write()
}

/// What may have happened to a text on its way.
#[derive(Clone, Debug)]
enum Damage {
    CutOff(Index),
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, usize, usize),
    Flip(Index, u8),
    Splice(Index, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Damage::CutOff),
        (place(), 1_usize..30).prop_map(|(at, length)| Damage::Remove(at, length)),
        (place(), prop::collection::vec(any::<u8>(), 1..12))
            .prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (place(), 1_usize..30, 1_usize..60).prop_map(|(at, length, times)| Damage::Repeat(at, length, times)),
        (place(), 0_u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (
            place(),
            prop::sample::select(vec![
                "[", "]", "{", "}", "\"", "\\", "\\u", "\\ud83d", "null", "1e9", "-", "0", ",", ":"
            ])
        )
            .prop_map(|(at, piece)| Damage::Splice(at, piece.to_owned())),
    ]
}

fn apply(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let place = |at: &Index| at.index(bytes.len() + 1);
    match damage {
        Damage::CutOff(at) => bytes.truncate(place(at)),
        Damage::Remove(at, length) => {
            let (start, end) = (place(at), (place(at) + length).min(bytes.len()));
            bytes.drain(start..end);
        }
        Damage::Insert(at, new) => {
            let at = place(at);
            bytes.splice(at..at, new.iter().copied());
        }
        Damage::Repeat(at, length, times) => {
            let at = place(at);
            let piece = bytes[at..(at + length).min(bytes.len())].repeat(*times);
            bytes.splice(at..at, piece);
        }
        Damage::Flip(at, bit) => {
            let at = place(at);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        Damage::Splice(at, piece) => {
            let at = place(at);
            bytes.splice(at..at, piece.bytes());
        }
    }
    bytes
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn any_text() -> impl Strategy<Value = String> {
    let damaged = (prop::sample::select(samples()), prop::collection::vec(damage(), 0..6))
        .prop_map(|(sample, damages)| lossy(&damages.iter().fold(sample.into_bytes(), apply)));
    let noise = prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| lossy(&bytes));
    prop_oneof![5 => damaged, 1 => noise]
}

/// Reads `text` as everything that it might be, and holds the promises that need no other reader.
fn read_all(text: &str) {
    let _ = (dto::user(text), dto::users(text), dto::rooms(text), dto::message(text), dto::heartbeat(text));
    let _ = (dto::tokens(text), jwt::lifetime(text), TabMessage::read(text));
    if let Ok(messages) = dto::messages(text, RoomId(1)) {
        assert!(messages.iter().all(|message| message.room == RoomId(1)), "{text}");
    }
    if let Ok(online) = dto::online_users(text) {
        assert!(online.ids().is_sorted_by(|a, b| a < b), "{text}");
    }
    if let Some(words) = dto::refusal(text) {
        assert!(words.chars().count() <= 300, "{text}");
    }
    let (config, _) = Config::read(Some(text), text, true);
    let presence = config.presence;
    assert!(presence.bears(presence.heartbeat_interval), "{text}: {presence:?}");
    assert!(presence.stale_after >= presence.poll_interval * 2, "{text}: {presence:?}");
    assert!(!config.api_url.starts_with("http:"), "{text}: {}", config.api_url);
}

/// What a general library makes of the online users; nothing, where there are some and none can be read.
fn online_by_serde(text: &str) -> Option<Vec<u64>> {
    let reply: Value = serde_json::from_str(text).ok()?;
    let items = reply.get("online_users")?.as_array()?;
    let mut ids: Vec<u64> =
        items.iter().filter_map(Value::as_u64).filter(|id| i64::try_from(*id).is_ok()).collect();
    if ids.is_empty() && !items.is_empty() {
        return None;
    }
    ids.sort_unstable();
    ids.dedup();
    Some(ids)
}

/// Signs in where `kept` is what the storage has; gives what is there after a word more was typed.
fn restore(kept: &str) -> Option<String> {
    let storage = Rc::new(MemoryStorage::default());
    storage.set(KEPT_KEY, kept);
    let bench = support::runtime::start_with(FakeApi::new(ann()), Rc::clone(&storage));
    bench.sign_in();
    bench.presence.chat.set_draft(RoomId(3), "a word more".to_owned());
    bench.platform.settle();
    storage.get(KEPT_KEY)
}

proptest! {
    #[test]
    fn no_bytes_whatever_make_a_reader_panic(text in any_text()) {
        read_all(&text);
    }

    #[test]
    fn who_is_online_is_read_as_a_general_library_reads_it(
        damages in prop::collection::vec(damage(), 0..4),
        ids in prop::collection::vec(any::<u64>(), 0..8),
    ) {
        let sample = format!(r#"{{"online_users":{ids:?},"count":{}}}"#, ids.len());
        let text = lossy(&damages.iter().fold(sample.into_bytes(), apply));
        let ours = dto::online_users(&text).ok().map(|online| online.ids().iter().map(|id| id.0).collect::<Vec<_>>());
        prop_assert_eq!(ours, online_by_serde(&text), "{}", text);
    }

    #[test]
    fn kept_drafts_in_any_state_leave_room_for_new_ones(text in any_text()) {
        let kept = restore(&text);
        let kept: Option<Value> = kept.and_then(|kept| serde_json::from_str(&kept).ok());
        let draft = kept.as_ref().and_then(|kept| kept.get("drafts")?.get("3")?.as_str());
        prop_assert_eq!(draft, Some("a word more"));
    }
}

#[test]
fn undamaged_samples_are_read() {
    let texts = samples();
    assert!(dto::user(&texts[0]).is_ok());
    assert_eq!(dto::users(&texts[1]).map(|users| users.len()), Ok(2));
    assert_eq!(dto::users(&texts[2]).map(|users| users.len()), Ok(1));
    assert_eq!(dto::rooms(&texts[3]).map(|rooms| rooms[0].participants.len()), Ok(1));
    assert!(dto::message(&texts[4]).is_ok());
    assert_eq!(dto::messages(&texts[5], RoomId(1)).map(|messages| messages.len()), Ok(1));
    assert!(dto::tokens(&texts[8]).is_ok());
    assert_eq!(jwt::lifetime(TOKEN), Some(Duration::from_secs(300)));
    assert_eq!(texts.iter().filter(|text| TabMessage::read(text).is_some()).count(), 5);
    assert_eq!(Config::read(Some(CONFIG), "", true).1, []);
    let kept = restore(KEPT).expect("something is kept");
    assert!(kept.contains("half a sent") && kept.contains("lost"), "{kept}");
}

#[test]
fn no_depth_exhausts_the_stack() {
    let deep = |open: &str| open.repeat(100_000);
    let texts = [
        deep("["),
        deep("[") + &deep("]"),
        deep(r#"{"a":"#),
        deep(r#"[{"results":"#),
        format!(r#"{{"online_users":{}"#, deep("[")),
        format!(r#"[{{"id":1,"participants":{}"#, deep(r#"[{"sender":"#)),
        format!(r#"{{"detail":{}"#, deep("[")),
        format!(r#"{{"drafts":{}"#, deep(r#"{"1":"#)),
    ];
    // A browser gives the program 1 MB. Half must do, here where the frames are those of a debug build.
    let small = std::thread::Builder::new().stack_size(512 << 10);
    let reading = small.spawn(move || {
        for text in &texts {
            read_all(text);
            assert!(serde_json::from_str::<Value>(text).is_err());
        }
    });
    reading.expect("a thread starts").join().expect("it comes to its end");
}

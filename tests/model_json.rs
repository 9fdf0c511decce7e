//! JSON, as others read and write it.
#![cfg(not(target_arch = "wasm32"))]

use leptos_presence::model::json::{self, Json};
use proptest::prelude::*;
use serde_json::Value;

/// Ours, as a general library would hold it; numbers that we don't keep are left alone by both.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Integer(ours), Value::Number(theirs)) => Some(*ours) == theirs.as_i64() || *ours == 0,
        (Json::OtherNumber, Value::Number(theirs)) => theirs.as_i64().is_none(),
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Json::Object(members), Value::Object(theirs)) => {
            members.iter().all(|(key, _)| theirs.contains_key(key.as_ref()))
                && theirs.iter().all(|(key, theirs)| ours.get(key).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Texts that are nearly JSON: mutations of what is, made of what JSON is made of.
fn nearly_json() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\""),
        Just("\\"),
        Just("\\u"),
        Just("d83d"),
        Just("\\ude00"),
        Just("null"),
        Just("true"),
        Just("fals"),
        Just("e"),
        Just("-"),
        Just("+"),
        Just("."),
        Just("0"),
        Just("17"),
        Just(" "),
        Just("\n"),
        Just("\u{1}"),
        Just("é"),
        Just("\"a\":"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_others_write_is_read(value in any_value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.expect("a value can be written");
        let read = Json::parse(&text);
        prop_assert!(read.as_ref().is_some_and(|read| same(read, &value)), "{text} was read as {read:?}");
    }

    #[test]
    fn what_is_nearly_json_is_read_by_both_or_by_neither(text in nearly_json()) {
        let theirs = serde_json::from_str::<Value>(&text);
        // They refuse numbers that no float can hold; here such a number is only of no use.
        if theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range")) {
            return Ok(());
        }
        let ours = Json::parse(&text);
        prop_assert_eq!(ours.is_some(), theirs.is_ok(), "{} {:?} {:?}", text, ours, theirs);
        if let (Some(ours), Ok(theirs)) = (ours, theirs) {
            prop_assert!(same(&ours, &theirs), "{} {:?}", text, ours);
        }
    }

    #[test]
    fn any_text_survives_being_written_and_read(text in any::<String>()) {
        let written = json::object(&[("a", json::array(&[json::string(&text)]))]);
        let theirs: Value = serde_json::from_str(&written).expect("it is JSON");
        prop_assert_eq!(&theirs["a"][0], &Value::from(text.as_str()));
        let ours = Json::parse(&written).expect("it is JSON");
        prop_assert_eq!(ours.get("a").and_then(Json::items).and_then(|items| items[0].text()), Some(text.as_str()));
    }

    #[test]
    fn no_text_whatever_makes_it_panic(text in any::<String>()) {
        let _ = Json::parse(&text);
    }
}

#[test]
fn nesting_has_an_end() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::parse(&nested(60)).is_some());
    assert_eq!(Json::parse(&nested(1_000_000)), None);
    assert_eq!(Json::parse(&"[".repeat(1_000_000)), None);
}

#[test]
fn the_last_of_several_members_counts() {
    let value = Json::parse(r#"{"a": 1, "a": 2}"#).expect("JSON");
    assert_eq!(value.get("a"), Some(&Json::Integer(2)));
}

#[test]
fn ids_are_whole_and_not_negative() {
    for (text, number) in [
        ("7", Some(7)),
        ("-7", None),
        ("7.0", None),
        ("7e2", None),
        ("9223372036854775807", Some(i64::MAX.unsigned_abs())),
        ("9223372036854775808", None),
    ] {
        assert_eq!(Json::parse(text).expect("JSON").number(), number, "{text}");
    }
}

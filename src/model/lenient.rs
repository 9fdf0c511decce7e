//! Lists in which one item that can't be read never costs its neighbours (CONTRACT section 1).

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, from_str, from_value};

/// Reads JSON by way of [`Value`]: a key that comes twice is no error then, and each type is read in one way only, which
/// keeps the program small. Half an emoji, which has no place in a text, is read as U+FFFD. `None` where it can't be read.
#[must_use]
pub fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_str::<Value>(text).or_else(|_| from_str(&without_lone_surrogates(text))).and_then(from_value).ok()
}

/// The text with `\ufffd` for each `\ud800` to `\udfff` that is not one of a pair.
fn without_lone_surrogates(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        // An escape is the backslash and what follows it at once, or a code unit, or a pair of them.
        let (length, is_lone) = match (code_unit(escape), escape.get(6..).and_then(code_unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
            (Some(unit), _) => (6, matches!(unit, 0xD800..=0xDFFF)),
            (None, _) => (1 + escape.chars().nth(1).map_or(0, char::len_utf8), false),
        };
        let (escape, after) = escape.split_at(length);
        whole.push_str(if is_lone { "\\ufffd" } else { escape });
        rest = after;
    }
    whole + rest
}

/// The code unit of an escape at the beginning of `text`.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// The items that can be read, in their order.
#[must_use]
pub fn readable<T: DeserializeOwned>(items: Vec<Value>) -> Vec<T> {
    items.into_iter().filter_map(|item| from_value(item).ok()).collect()
}

/// The items without those whose id has come before: two rows of one id would be taken for one.
#[must_use]
pub fn unique<T, K: Eq + Hash>(mut items: Vec<T>, id: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(id(item)));
    items
}

/// Reads a list without the items that can't be read; for `deserialize_with`.
///
/// # Errors
/// What stands there is no list.
pub fn items<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Vec::deserialize(from).map(readable)
}

/// Reads a map without the entries that can't be read; for `deserialize_with`.
///
/// # Errors
/// What stands there is no map.
pub fn entries<'de, K: FromStr + Eq + Hash, T: DeserializeOwned, D: Deserializer<'de>>(
    from: D,
) -> Result<HashMap<K, T>, D::Error> {
    let entry = |(key, value): (String, Value)| Some((key.parse().ok()?, from_value(value).ok()?));
    Ok(Map::deserialize(from)?.into_iter().filter_map(entry).collect())
}

/// Reads a value, or `None` where it can't be read; for `deserialize_with`.
///
/// # Errors
/// The text is no JSON.
pub fn optional<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Ok(from_value(Value::deserialize(from)?).ok())
}

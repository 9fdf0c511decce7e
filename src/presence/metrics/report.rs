//! Numbers with their names, as they are saved and shown.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::presence::request::RequestKind;

/// A part, and the whole that it is a part of.
pub type Share = (u64, u64);

/// The numbers of one tab. `None` where there is nothing to tell; names end in their unit, where they have one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricsReport {
    /// How long they were taken.
    pub this_tab: ThisTab,
    /// How this person's heartbeats fared.
    pub own_heartbeats: OwnHeartbeats,
    /// How many people were online.
    pub people_online: PeopleOnline,
    /// What was asked of the backend, beside what may be.
    pub requests_in_the_last_hour: RequestsInTheLastHour,
    /// What the dots claimed, beside what was known later.
    pub dots: Dots,
}

/// How long the numbers were taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThisTab {
    /// Since the tab was opened, in milliseconds.
    pub open_for_ms: u64,
}

/// How this person's heartbeats fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnHeartbeats {
    /// Accepted, of those that have ended.
    pub accepted_of_ended: Share,
    /// The longest time between two, by the backend's clock, in milliseconds.
    pub longest_gap_ms: Option<u64>,
}

/// How many people were online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeopleOnline {
    /// Now.
    pub now: Option<u64>,
    /// On average, weighted by time, in tenths of a person.
    pub average_in_tenths: Option<u64>,
    /// At the most.
    pub most: Option<u64>,
}

/// Requests of the last hour: sent, of those that may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestsInTheLastHour {
    /// Of each kind.
    #[serde(flatten, serialize_with = "as_map")]
    pub by_kind: [(RequestKind, Share); RequestKind::ALL.len()],
    /// All of these.
    pub all: Share,
    /// For new access tokens, which the budget does not cover.
    pub tokens_refreshed: u64,
}

/// What dots claimed, beside what was known later. Delays are in milliseconds, of the newest changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dots {
    /// Claims that somebody is online that the next reply confirmed, of all such claims.
    pub online_confirmed_by_next_reply: Share,
    /// Claims that somebody is offline that the next reply contradicted.
    pub offline_contradicted_by_next_reply: u64,
    /// How often all dots became unknown.
    pub times_all_unknown: u64,
    /// People who were online before their dots were unknown, and offline after.
    pub online_then_unknown_then_offline: u64,
    /// People who were offline before their dots were unknown, and online after.
    pub offline_then_unknown_then_online: u64,
    /// Changes that were taken back within a minute.
    pub changed_back_within_a_minute: u64,
    /// Half of the changes to online were at most so late.
    pub late_to_online_p50_ms: Option<u64>,
    /// 95 % of the changes to online were at most so late.
    pub late_to_online_p95_ms: Option<u64>,
    /// Half of the changes to offline were at most so late.
    pub late_to_offline_p50_ms: Option<u64>,
    /// 95 % of the changes to offline were at most so late.
    pub late_to_offline_p95_ms: Option<u64>,
}

impl MetricsReport {
    /// The report as it is saved: groups of names, a share as a list of two.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The report as people read it: under each heading its numbers, each with its name.
    #[must_use]
    pub fn groups(&self) -> Vec<(String, Vec<(String, String)>)> {
        entries(serde_json::to_value(self).unwrap_or_default())
            .map(|(heading, numbers)| {
                (heading, entries(numbers).map(|(name, number)| (name, words(&number))).collect())
            })
            .collect()
    }
}

/// What stands in a group, each with its name in words.
fn entries(group: Value) -> impl Iterator<Item = (String, Value)> {
    let entries = match group {
        Value::Object(entries) => entries,
        _ => Map::new(),
    };
    entries.into_iter().map(|(name, value)| (name.replace('_', " "), value))
}

/// A number; of a part, which whole it is of, and its percentage rounded down: `58 of 60 (96 %)`.
fn words(number: &Value) -> String {
    let share = number.as_array().and_then(|share| Some((share.first()?.as_u64()?, share.get(1)?.as_u64()?)));
    match share {
        Some((_, 0)) => "–".to_owned(),
        Some((part, whole)) => format!("{part} of {whole} ({} %)", part.saturating_mul(100) / whole),
        None => number.as_u64().map_or_else(|| "–".to_owned(), |number| number.to_string()),
    }
}

fn as_map<S: Serializer>(by_kind: &[(RequestKind, Share)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(by_kind.iter().copied())
}

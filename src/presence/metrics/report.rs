//! Numbers with their names, as they are saved and shown.

use serde::Serialize;
use serde_json::Value;

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
    /// Heartbeats.
    pub heartbeat: Share,
    /// For who is online.
    pub online_users: Share,
    /// For the rooms.
    pub rooms: Share,
    /// For the messages of the open room.
    pub open_room: Share,
    /// For the user directory.
    pub people: Share,
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
        let report = serde_json::to_value(self).unwrap_or_default();
        let group = |(heading, group): (&String, &Value)| {
            let numbers = group.as_object().into_iter().flatten();
            (words(heading), numbers.map(|(name, value)| (words(name), number(value))).collect())
        };
        report.as_object().into_iter().flatten().map(group).collect()
    }
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// A number, or a part of a whole: `58 of 60 (96 %)`, rounded down.
fn number(value: &Value) -> String {
    let part = |at: usize| value.get(at)?.as_u64();
    match (value.as_u64(), part(0), part(1)) {
        (Some(number), ..) => number.to_string(),
        (_, Some(part), Some(whole @ 1..)) => {
            format!("{part} of {whole} ({} %)", part.saturating_mul(100) / whole)
        }
        _ => "–".to_owned(),
    }
}

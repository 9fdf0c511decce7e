//! Why a dot says what it says, and the words for it.

use chrono::{DateTime, Utc};
use std::time::Duration;

use super::freshness::Freshness;
use super::status::Status;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// What a dot's status rests on. Durations are readings of the monotonic clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What the dot says.
    pub status: Status,
    /// How far what is known can be trusted.
    pub freshness: Freshness,
    /// When the last good list of online users came.
    pub confirmed_at: Option<Duration>,
    /// Whether the app itself has said so since then, and not the backend.
    pub is_optimistic: bool,
    /// When the list is asked for next; `None`: nobody looks.
    pub next_check: Option<Duration>,
    /// What concerns the signed-in person only.
    pub own: Option<Own>,
}

/// How the signed-in person is kept online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// When the last heartbeat was accepted.
    pub accepted_at: Option<Duration>,
    /// When, by the backend's clock, they go offline without another.
    pub ends: Option<DateTime<Utc>>,
    /// When the next heartbeat is due; `None`: none is.
    pub next_heartbeat: Option<Duration>,
}

/// The words for `explanation` at `now` of the monotonic clock; `time` writes a time of day.
#[must_use]
pub fn words(explanation: &Explanation, now: Duration, time: fn(DateTime<Utc>) -> String) -> String {
    let about = match explanation.own {
        Some(own) => own_words(explanation.status, own, now, time),
        None => others_words(explanation, now, time),
    };
    let next = match explanation.own {
        Some(own) => next("heartbeat", own.next_heartbeat, now),
        None => next("check", explanation.next_check, now),
    };
    about + &next
}

fn others_words(explanation: &Explanation, now: Duration, time: fn(DateTime<Utc>) -> String) -> String {
    if explanation.is_optimistic {
        return "Said by this app, and not confirmed by the server yet.".to_owned();
    }
    let list = match (explanation.freshness, explanation.status) {
        (Freshness::Unsupported, _) => return "This server does not tell who is online.".to_owned(),
        (Freshness::Stale { since: Some(since) }, _) => {
            return format!("Last confirmed at {}. That is too long ago to be believed.", time(since));
        }
        (Freshness::Stale { since: None } | Freshness::Pending, _) => {
            return "The server has not said yet who is online.".to_owned();
        }
        (Freshness::Fresh, Status::Online) => "On",
        (Freshness::Fresh, _) => "Not on",
    };
    let confirmed = explanation.confirmed_at.map(|at| ago(now.saturating_sub(at))).unwrap_or_default();
    format!("{list} the server’s list of people online, confirmed {confirmed}.")
}

fn own_words(status: Status, own: Own, now: Duration, time: fn(DateTime<Utc>) -> String) -> String {
    let accepted = own.accepted_at.map(|at| ago(now.saturating_sub(at)));
    match (status, accepted) {
        (Status::Online, Some(ago)) => {
            let ends = own.ends.map(|ends| format!("; without another you go offline at {}", time(ends)));
            let ends = ends.unwrap_or_default();
            format!("Others see you as online. Last heartbeat accepted {ago}{ends}.")
        }
        (Status::Online, None) => "Others see you as online.".to_owned(),
        (Status::Offline, Some(ago)) => {
            format!("Others see you as offline. Last heartbeat accepted {ago}.")
        }
        (Status::Offline, None) => {
            "Others see you as offline: the server has not heard from you yet.".to_owned()
        }
        (_, Some(ago)) => format!("How others see you is not known. Last heartbeat accepted {ago}."),
        (_, None) => "How others see you is not known yet.".to_owned(),
    }
}

fn next(what: &str, at: Option<Duration>, now: Duration) -> String {
    match at.map(|at| at.saturating_sub(now).as_secs()) {
        None => String::new(),
        Some(0) => format!(" Next {what} now."),
        Some(seconds) => format!(" Next {what} in {}.", span(seconds)),
    }
}

fn ago(age: Duration) -> String {
    match age.as_secs() {
        0 => "just now".to_owned(),
        seconds => format!("{} ago", span(seconds)),
    }
}

fn span(seconds: u64) -> String {
    match seconds {
        0..MINUTE => format!("{seconds} s"),
        MINUTE..HOUR => format!("{} min", seconds / MINUTE),
        _ => format!("{} h", seconds / HOUR),
    }
}

//! Traces, read.

use chrono::{DateTime, Utc};
use std::time::Duration;

use super::write::word_of;
use super::{FORMAT, FULL, Trace};
use crate::model::api_error::ApiError;
use crate::model::ids::{RoomId, UserId};
use crate::model::json::Json;
use crate::model::time::{self, Now};
use crate::presence::event::{Endpoint, Event, Feed, Reply, Request, Ticket};
use crate::presence::peer_update::{Outcome, PeerUpdate};
use crate::presence::roster::OnlineUsers;
use crate::presence::settings::{HiddenTab, PresenceSettings};

impl Trace {
    /// Reads a trace; `None` where the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut trace = head(lines.next()?)?;
        let mut now = trace.start;
        for line in lines {
            if line == FULL.trim() {
                trace.is_full = true;
                break;
            }
            let line = Json::parse(line)?;
            let items = line.items()?;
            now = later(now, integer(items.first()?)?, integer(items.get(1)?)?)?;
            trace.events.push((event(&items[2..])?, now));
        }
        Some(trace)
    }
}

fn head(line: &str) -> Option<Trace> {
    let line = Json::parse(line)?;
    let item = |at: usize| line.items()?.get(at);
    if (item(0)?.text()?, integer(item(1)?)?) != FORMAT {
        return None;
    }
    let settings = PresenceSettings {
        heartbeat_interval: duration(item(3)?)?,
        poll_interval: duration(item(4)?)?,
        online_threshold: duration(item(5)?)?,
        stale_after: duration(item(6)?)?,
        hidden_tab: match item(9)? {
            Json::Null => HiddenTab::Pause,
            Json::Bool(true) => HiddenTab::Keep,
            patience => HiddenTab::PauseAfter(duration(patience)?),
        },
    };
    let start = Now { uptime: duration(item(7)?)?, wall: timestamp(item(8)?)? };
    Some(Trace { settings, seed: number(item(2)?)?, start, events: Vec::new(), is_full: false })
}

fn later(now: Now, nanos: i64, millis: i64) -> Option<Now> {
    let by = Duration::from_nanos(nanos.unsigned_abs());
    let uptime = if nanos < 0 { now.uptime.checked_sub(by)? } else { now.uptime.checked_add(by)? };
    Some(Now { uptime, wall: time::from_millis(now.wall.timestamp_millis().wrapping_add(millis)) })
}

fn event(items: &[Json]) -> Option<Event> {
    let item = |at: usize| items.get(at);
    Some(match items.first()?.text()? {
        "signed-in" => Event::SignedIn(UserId(number(item(1)?)?)),
        "signed-out" => Event::SignedOut,
        "visible" => Event::Visibility(item(1)?.bool()?),
        "resumed" => Event::Resumed,
        "want" => Event::WantHeartbeat { key: number(item(1)?)?, interval: or_none(item(2)?)? },
        "unwant" => Event::UnwantHeartbeat { key: number(item(1)?)? },
        "watch" => Event::Watch(feed(item(1)?)?),
        "unwatch" => Event::Unwatch(feed(item(1)?)?),
        "refresh" => Event::Refresh(feed(item(1)?)?),
        "set-online" => Event::SetUserOnline(UserId(number(item(1)?)?), item(2)?.bool()?),
        "replied" => {
            let ticket = Ticket { request: request(item(2)?)?, sequence: number(item(1)?)? };
            Event::Replied(ticket, result(item(3)?)?)
        }
        "network-lost" => Event::NetworkLost,
        "reached" => Event::Reached,
        "leads" => Event::BecameLeader,
        "dated" => Event::Dated { date: timestamp(item(1)?)?, sent_ago: duration(item(2)?)? },
        "heard" => {
            let outcome = match item(3) {
                None => Outcome::Asked,
                Some(next) => Outcome::Replied { next_in: duration(next)?, result: result(item(4)?)? },
            };
            let (request, sent_ago) = (request(item(1)?)?, duration(item(2)?)?);
            Event::PeerUpdate(PeerUpdate { request, sent_ago, outcome })
        }
        "woke" => Event::Woke,
        _ => return None,
    })
}

fn request(json: &Json) -> Option<Request> {
    Some(match json {
        Json::Text(word) => match word.as_ref() {
            "heartbeat" => Request::Heartbeat,
            "online-users" => Request::OnlineUsers(Endpoint::Primary),
            "online-users-alternative" => Request::OnlineUsers(Endpoint::Alternative),
            "rooms" => Request::Rooms,
            "people" => Request::People,
            _ => return None,
        },
        room => Request::Messages(RoomId(number(room)?)),
    })
}

fn feed(json: &Json) -> Option<Feed> {
    Some(match request(json)? {
        Request::OnlineUsers(_) => Feed::OnlineUsers,
        Request::Rooms => Feed::Rooms,
        Request::Messages(room) => Feed::Messages(room),
        Request::People => Feed::People,
        Request::Heartbeat => return None,
    })
}

fn result(json: &Json) -> Option<Result<Reply, ApiError>> {
    Some(match json {
        Json::Bool(true) => Ok(Reply::Content),
        Json::List(items) if items.first().is_some_and(|word| word.text().is_some()) => Err(failure(items)?),
        Json::List(ids) => {
            let ids: Option<Vec<_>> = ids.iter().map(|id| Some(UserId(number(id)?))).collect();
            Ok(Reply::OnlineUsers(OnlineUsers::new(ids?)))
        }
        at => Ok(Reply::Heartbeat { last_activity: timestamp(at)? }),
    })
}

fn failure(items: &[Json]) -> Option<ApiError> {
    let word = items.first()?.text()?;
    let retry_after = items.get(1).map_or(Some(None), or_none)?;
    [
        ApiError::Offline,
        ApiError::Timeout,
        ApiError::Unauthorised,
        ApiError::Forbidden,
        ApiError::NotFound,
        ApiError::RateLimited { retry_after },
        ApiError::Rejected(String::new()),
        ApiError::Server,
        ApiError::Interrupted,
        ApiError::Malformed,
    ]
    .into_iter()
    .find(|failure| word_of(failure) == word)
}

fn integer(json: &Json) -> Option<i64> {
    match json {
        Json::Integer(number) => Some(*number),
        _ => None,
    }
}

fn number(json: &Json) -> Option<u64> {
    integer(json).map(i64::cast_unsigned)
}

fn duration(json: &Json) -> Option<Duration> {
    json.number().map(Duration::from_nanos)
}

fn or_none(json: &Json) -> Option<Option<Duration>> {
    match json {
        Json::Null => Some(None),
        other => duration(other).map(Some),
    }
}

fn timestamp(json: &Json) -> Option<DateTime<Utc>> {
    integer(json).map(time::from_millis)
}

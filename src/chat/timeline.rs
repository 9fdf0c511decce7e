//! A conversation as it is read: by day, then by sender.

use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::time::Duration;

use crate::chat::outbox::Unsent;
use crate::model::ids::{MessageId, UserId};
use crate::model::message::Message;
use crate::model::time::TimeExt;

/// Messages of one person within this long of each other stand under one name.
pub const GROUP_GAP: Duration = Duration::from_secs(5 * 60);

const DAY_MILLIS: i64 = 86_400_000;

/// A day on the reader's calendar: days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDay(pub i64);

impl LocalDay {
    /// The day on which `time` falls where local time is `offset_minutes` ahead of UTC.
    #[must_use]
    pub fn of(time: DateTime<Utc>, offset_minutes: i32) -> Self {
        let local = time.timestamp_millis().saturating_add(i64::from(offset_minutes) * 60_000);
        Self(local.div_euclid(DAY_MILLIS))
    }

    /// How long after `time` the next day begins there.
    #[must_use]
    pub fn time_left(time: DateTime<Utc>, offset_minutes: i32) -> Duration {
        let local = time.timestamp_millis().saturating_add(i64::from(offset_minutes) * 60_000);
        Duration::from_millis((DAY_MILLIS - local.rem_euclid(DAY_MILLIS)).unsigned_abs())
    }
}

/// How a point in time is best written, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recency {
    /// Today (or later, by a clock that is ahead).
    Today,
    /// Yesterday.
    Yesterday,
    /// Less than a week ago: the weekday says it.
    ThisWeek,
    /// Longer ago.
    Earlier,
}

impl Recency {
    /// Where `day` lies, seen from `today`.
    #[must_use]
    pub fn of(day: LocalDay, today: LocalDay) -> Self {
        match today.0 - day.0 {
            ..=0 => Self::Today,
            1 => Self::Yesterday,
            2..=6 => Self::ThisWeek,
            _ => Self::Earlier,
        }
    }
}

/// One line of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A new day begins with the message at this time.
    Day(LocalDay, DateTime<Utc>),
    /// A message.
    Message {
        /// The message.
        message: Message,
        /// Whether it stands under a name of its own, or under the one of the message before.
        opens_group: bool,
        /// Whether the reader wrote it.
        mine: bool,
    },
}

/// What stays the same as long as an [`Entry`] need not be drawn again, and as long as that entry is kept: texts go by where
/// they are in memory. A message that comes again unchanged is not taken (see `Conversation::receive`), so its texts stay there,
/// and a thousand of them need not be read each time one is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKey {
    /// A day's line.
    Day(LocalDay),
    /// A message's: which one, whether it opens a group, its text, and its sender's name.
    Message(MessageId, bool, usize, usize),
}

impl Entry {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> EntryKey {
        let place = |text: &Arc<str>| Arc::as_ptr(text).addr();
        match self {
            Self::Day(day, _) => EntryKey::Day(*day),
            Self::Message { message: Message { id, content, sender, .. }, opens_group, .. } => {
                EntryKey::Message(*id, *opens_group, place(content), place(&sender.display_name))
            }
        }
    }
}

/// The lines of a conversation. `offset_minutes` says how far local time is ahead of UTC at a point in time.
#[must_use]
pub fn timeline(
    messages: &[Message],
    me: UserId,
    offset_minutes: impl Fn(DateTime<Utc>) -> i32,
) -> Vec<Entry> {
    timeline_after(None, messages, me, offset_minutes)
}

/// The lines of the part of a conversation that follows the message `before`.
#[must_use]
pub fn timeline_after(
    before: Option<&Message>,
    messages: &[Message],
    me: UserId,
    offset_minutes: impl Fn(DateTime<Utc>) -> i32,
) -> Vec<Entry> {
    let day_of = |message: &Message| LocalDay::of(message.timestamp, offset_minutes(message.timestamp));
    let mut entries = Vec::with_capacity(messages.len() + 8);
    let mut previous: Option<(&Message, LocalDay)> = before.map(|message| (message, day_of(message)));
    for message in messages {
        let day = day_of(message);
        let same_day = previous.is_some_and(|(_, before)| before == day);
        if !same_day {
            entries.push(Entry::Day(day, message.timestamp));
        }
        let follows =
            previous.is_some_and(|(before, _)| follows(before, message.sender.id, message.timestamp));
        entries.push(Entry::Message {
            message: message.clone(),
            opens_group: !(same_day && follows),
            mine: message.sender.id == me,
        });
        previous = Some((message, day));
    }
    entries
}

/// Whether what `sender` writes at `time` stands under the name of the message before.
fn follows(before: &Message, sender: UserId, time: DateTime<Utc>) -> bool {
    before.sender.id == sender && time.since(before.timestamp) <= GROUP_GAP
}

/// An unsent message, below all that the backend has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsentEntry {
    /// The message.
    pub unsent: Unsent,
    /// Whether it stands under a time of its own.
    pub opens_group: bool,
}

/// The lines of a conversation that the backend does not have yet, which `me` wrote.
#[must_use]
pub fn unsent_timeline(messages: &[Message], unsent: &[Unsent], me: UserId) -> Vec<UnsentEntry> {
    let mut written_before: Option<DateTime<Utc>> = None;
    let entry = |unsent: &Unsent| {
        let time = unsent.written_at;
        let continues = match written_before.replace(time) {
            Some(before) => time.since(before) <= GROUP_GAP,
            None => messages.last().is_some_and(|last| follows(last, me, time)),
        };
        UnsentEntry { unsent: unsent.clone(), opens_group: !continues }
    };
    unsent.iter().map(entry).collect()
}

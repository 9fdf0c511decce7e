//! A conversation as it is read: by day, then by sender.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use std::sync::Arc;
use std::time::Duration;

use crate::chat::outbox::Unsent;
use crate::model::ids::{MessageId, UserId};
use crate::model::message::Message;
use crate::model::time::TimeExt;

/// Messages of one person within this long of each other stand under one name.
pub const GROUP_GAP: Duration = Duration::from_secs(5 * 60);

/// The day on which `time` falls where local time is `offset_minutes` ahead of UTC.
#[must_use]
pub fn day_of(time: DateTime<Utc>, offset_minutes: i32) -> NaiveDate {
    local(time, offset_minutes).date()
}

/// How long after `time` the next day begins there.
#[must_use]
pub fn time_left_of_day(time: DateTime<Utc>, offset_minutes: i32) -> Duration {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let gone = local(time, offset_minutes).time() - NaiveTime::MIN;
    DAY.saturating_sub(gone.to_std().unwrap_or_default())
}

fn local(time: DateTime<Utc>, offset_minutes: i32) -> NaiveDateTime {
    let offset = TimeDelta::minutes(offset_minutes.into());
    let time = time.naive_utc();
    time.checked_add_signed(offset).unwrap_or(time)
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
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match (today - day).num_days() {
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
    Day(NaiveDate, DateTime<Utc>),
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

/// What stays the same as long as an [`Entry`] need not be drawn again: all of it that is shown and can change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntryKey {
    /// A day's line.
    Day(NaiveDate),
    /// A message's: which one, whether it opens a group, its text, and its sender's name.
    Message(MessageId, bool, Arc<str>, Arc<str>),
}

impl Entry {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> EntryKey {
        match self {
            Self::Day(day, _) => EntryKey::Day(*day),
            Self::Message { message: Message { id, content, sender, .. }, opens_group, .. } => {
                EntryKey::Message(*id, *opens_group, Arc::clone(content), Arc::clone(&sender.display_name))
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
    let day_of = |message: &Message| day_of(message.timestamp, offset_minutes(message.timestamp));
    let mut entries = Vec::with_capacity(messages.len() + 8);
    let mut previous: Option<(&Message, NaiveDate)> = before.map(|message| (message, day_of(message)));
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

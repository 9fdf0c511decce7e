//! The rooms of a person, as a list: which match what is looked for, which are the newest, what is unread.

use std::cmp::Reverse;

use super::letter_case::{LowerCase, contains};
use crate::model::ids::RoomId;
use crate::model::room::Room;

/// The rooms whose name, or a participant's, contains `query`; all of them where it is blank. Upper and lower case are one.
pub fn filter_rooms<'a>(rooms: &'a [Room], query: &str, lower: LowerCase) -> impl Iterator<Item = &'a Room> {
    let query = lower(query.trim());
    rooms.iter().filter(move |room| {
        contains(&room.name, &query, lower)
            || room.participants.iter().any(|user| contains(&user.display_name, &query, lower))
    })
}

/// The `count` rooms in which something was said last, newest first; those in which nothing was said come last.
#[must_use]
pub fn newest(rooms: &[Room], count: usize) -> Vec<Room> {
    let mut rooms: Vec<&Room> = rooms.iter().collect();
    rooms.sort_by_key(|room| {
        Reverse(room.last_message.as_ref().map(|message| (message.timestamp, message.id)))
    });
    rooms.into_iter().take(count).cloned().collect()
}

/// Unread messages of all `rooms` together, without `open`, which is being read.
#[must_use]
pub fn total_unread(rooms: &[Room], open: Option<RoomId>) -> u32 {
    rooms
        .iter()
        .filter(|room| Some(room.id) != open)
        .fold(0, |sum, room| sum.saturating_add(room.unread_count))
}

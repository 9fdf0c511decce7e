//! Rooms.

use std::cmp::Reverse;

use super::ids::{RoomId, UserId};
use super::letter_case::{LowerCase, contains};
use super::message::Message;
use super::user::User;

/// A room that the signed-in person takes part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Everyone in it, the signed-in person included.
    pub participants: Vec<User>,
    /// The newest message, if there is one.
    pub last_message: Option<Message>,
    /// How many messages the signed-in person has not read.
    pub unread_count: u32,
}

impl Room {
    /// Everyone in it but `me`.
    pub fn others(&self, me: UserId) -> impl Iterator<Item = &User> {
        self.participants.iter().filter(move |user| user.id != me)
    }

    /// The other person where the room is a conversation of two.
    #[must_use]
    pub fn only_other(&self, me: UserId) -> Option<&User> {
        let mut others = self.others(me);
        others.next().filter(|_| others.next().is_none())
    }

    /// Who stands for the room in a list: two of the others at most, or `me` where there are none.
    #[must_use]
    pub fn faces(&self, me: UserId) -> Vec<User> {
        let others: Vec<User> = self.others(me).take(2).cloned().collect();
        if others.is_empty() { self.participants.iter().take(1).cloned().collect() } else { others }
    }
}

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

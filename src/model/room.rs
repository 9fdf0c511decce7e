//! Rooms.

use serde::{Deserialize, Deserializer, Serialize};

use crate::model::ids::{RoomId, UserId};
use crate::model::lenient;
use crate::model::message::Message;
use crate::model::user::User;

/// A room that the signed-in person takes part in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Everyone in it, the signed-in person included.
    #[serde(deserialize_with = "participants")]
    pub participants: Vec<User>,
    /// The newest message, if there is one.
    #[serde(deserialize_with = "lenient::optional")]
    pub last_message: Option<Message>,
    /// How many messages the signed-in person has not read.
    pub unread_count: u32,
}

fn participants<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<User>, D::Error> {
    lenient::items(from).map(|users| lenient::unique(users, |user: &User| user.id))
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

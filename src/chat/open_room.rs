//! What there is to say of the room that is open.

use crate::chat::conversation::Conversation;
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::remote_data::RemoteData;
use crate::model::room::Room;
use crate::model::user::User;
use crate::presence::{Freshness, Snapshot, Status};

/// Whether the room is none of the reader's: it does not exist (any more), or they are not in it.
///
/// `listed` says whether it is among their rooms, as far as those are known. A room that is listed exists, whatever
/// the backend says about its messages.
#[must_use]
pub fn is_out_of_reach(listed: Option<bool>, conversation: &Conversation) -> bool {
    let Some(failure) = &conversation.failure else { return false };
    let is_refused = matches!(failure, ApiError::NotFound | ApiError::Forbidden);
    match listed {
        Some(true) => false,
        Some(false) => is_refused || !conversation.is_loaded(),
        None => is_refused && !conversation.is_loaded(),
    }
}

/// The room's name; `None` while it is on its way.
#[must_use]
pub fn name_of<R: AsRef<Vec<Room>>>(id: RoomId, rooms: &RemoteData<R>) -> Option<String> {
    if rooms.is_pending() {
        return None;
    }
    let room = rooms.value.as_ref().and_then(|rooms| rooms.as_ref().iter().find(|room| room.id == id));
    Some(room.map_or_else(|| "Room".to_owned(), |room| room.name.clone()))
}

/// What the empty composer says.
#[must_use]
pub fn invitation(name: Option<&str>) -> String {
    name.map_or_else(|| "Write a message".to_owned(), |name| format!("Write to {name}"))
}

/// Who can read what is written where `others` are, as far as they are known.
#[must_use]
pub fn audience(others: Option<&[User]>) -> String {
    match others {
        Some([]) => "Only you can read it.".to_owned(),
        Some([other]) => format!("Only you and {} can read it.", other.first_name()),
        _ => "Everyone in this room can read it.".to_owned(),
    }
}

/// How many of `people` are here, in words.
#[must_use]
pub fn attendance(people: &[User], snapshot: &Snapshot) -> String {
    let count = people.len();
    match snapshot.freshness {
        Freshness::Stale { .. } => Status::Unknown.label().to_owned(),
        Freshness::Pending if count == 1 => "1 person".to_owned(),
        Freshness::Pending => format!("{count} people"),
        Freshness::Fresh | Freshness::Unsupported => {
            let online = people.iter().filter(|user| snapshot.status(user.id) == Status::Online).count();
            format!("{online} of {count} online")
        }
    }
}

/// What stands where messages would, or above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogState {
    /// They are on their way.
    Pending,
    /// They could not be had.
    Failed(ApiError),
    /// There are none.
    Empty,
    /// They are here.
    Messages,
}

impl LogState {
    /// What stands in `conversation`.
    #[must_use]
    pub fn of(conversation: &Conversation) -> Self {
        let is_empty = conversation.messages().is_empty();
        match &conversation.failure {
            _ if !is_empty => Self::Messages,
            _ if conversation.is_loaded() && conversation.outbox.unsent().is_empty() => Self::Empty,
            _ if conversation.is_loaded() => Self::Messages,
            Some(failure) => Self::Failed(failure.clone()),
            None => Self::Pending,
        }
    }
}

//! The chat: who is online, the rooms, the open conversation (the source document's `useChatStore`).

mod conversations;
mod presence;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::actions::{Actions, Handle};
use super::diagnostics::DiagnosticsStore;
use super::dot_registry::DotRegistry;
use crate::chat::conversation::Conversation;
use crate::chat::people::People;
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::remote_data::RemoteData;
use crate::model::room::Room;
use crate::model::user::User;
use crate::presence::event::StaleNotice;
use crate::presence::{Event, Feed, OnlineUsers, Received, Request, Snapshot};

/// The rooms, shared rather than copied.
pub type Rooms = RemoteData<Arc<Vec<Room>>>;

/// The chat. A handle: copy it as you like.
///
/// It lives as long as the component that called [`provide_presence`](crate::runtime::provide_presence). After that what one asks
/// of it is not done, and reading it panics, as reading any signal does.
#[derive(Clone, Copy)]
pub struct ChatStore {
    snapshot: ReadSignal<Snapshot>,
    set_snapshot: WriteSignal<Snapshot>,
    online_users: Memo<OnlineUsers>,
    stale: ReadSignal<Option<StaleNotice>>,
    set_stale: WriteSignal<Option<StaleNotice>>,
    last_activity: ReadSignal<Option<DateTime<Utc>>>,
    set_last_activity: WriteSignal<Option<DateTime<Utc>>>,
    dots: StoredValue<Rc<RefCell<DotRegistry>>, LocalStorage>,
    people: ReadSignal<RemoteData<People>>,
    set_people: WriteSignal<RemoteData<People>>,
    rooms: ReadSignal<Rooms>,
    set_rooms: WriteSignal<Rooms>,
    current_room: ReadSignal<Option<RoomId>>,
    set_current_room: WriteSignal<Option<RoomId>>,
    conversations: StoredValue<HashMap<RoomId, ArcRwSignal<Conversation>>>,
    drafts: StoredValue<HashMap<RoomId, String>>,
    actions: Handle,
}

impl ChatStore {
    /// An empty store, owned by the current owner, whose `actions` are done elsewhere.
    #[must_use]
    pub fn new(actions: Weak<dyn Actions>) -> Self {
        let (snapshot, set_snapshot) = signal(Snapshot::default());
        let (stale, set_stale) = signal(None);
        let (last_activity, set_last_activity) = signal(None);
        let (people, set_people) = signal(RemoteData::default());
        let (rooms, set_rooms) = signal(Rooms::default());
        let (current_room, set_current_room) = signal(None);
        Self {
            snapshot,
            set_snapshot,
            online_users: Memo::new(move |_| snapshot.with(|snapshot| snapshot.online.clone())),
            stale,
            set_stale,
            last_activity,
            set_last_activity,
            dots: StoredValue::new_local(Rc::default()),
            people,
            set_people,
            rooms,
            set_rooms,
            current_room,
            set_current_room,
            conversations: StoredValue::default(),
            drafts: StoredValue::default(),
            actions: Handle::new(actions),
        }
    }

    /// How well presence works in this tab.
    #[must_use]
    pub fn diagnostics(&self) -> DiagnosticsStore {
        DiagnosticsStore(self.actions)
    }

    /// Everyone whose name is known, from the user directory and the rooms. Its `failure` is the directory's.
    #[must_use]
    pub fn people(&self) -> ReadSignal<RemoteData<People>> {
        self.people
    }

    /// Asks for a feed now, if anything shows it.
    pub fn refresh(&self, feed: Feed) {
        self.tell(Event::Refresh(feed));
    }

    /// The rooms.
    #[must_use]
    pub fn rooms(&self) -> ReadSignal<Rooms> {
        self.rooms
    }

    /// The room with this id, if it is among the rooms; tracked.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<Room> {
        self.rooms.with(|rooms| rooms.value.as_ref()?.iter().find(|room| room.id == id).cloned())
    }

    /// Tells the presence engine what happened.
    pub(crate) fn tell(&self, event: Event) {
        self.actions.act(|actions| actions.tell(event));
    }

    /// Takes a good reply, as far as it is of what stores hold.
    pub(crate) fn receive(&self, received: Received) {
        match received {
            Received::Rooms(rooms) => self.receive_rooms(rooms),
            Received::People(users) => self.receive_directory(&users),
            Received::Heartbeat(_) | Received::OnlineUsers(_) | Received::Messages(..) => {}
        }
    }

    /// Takes note that `request` has failed.
    pub(crate) fn fail(&self, request: Request, failure: ApiError) {
        match request {
            Request::Rooms => self.set_rooms.maybe_update(|rooms| rooms.fail(failure)),
            Request::People => self.set_people.maybe_update(|people| people.fail(failure)),
            Request::Messages(room) => self.update_conversation(room, |conversation| {
                conversation.failure.replace(failure.clone()).as_ref() != Some(&failure)
            }),
            Request::Heartbeat | Request::OnlineUsers(_) => {}
        }
    }

    fn receive_rooms(&self, rooms: Arc<Vec<Room>>) {
        let next = RemoteData::ready(rooms);
        if self.rooms.with_untracked(|current| *current == next) {
            return;
        }
        self.learn_people(
            next.value.iter().flat_map(|rooms| rooms.iter()).flat_map(|room| &room.participants),
        );
        self.set_rooms.set(next);
    }

    /// Takes the user directory, which tells of everyone.
    fn receive_directory(&self, users: &[User]) {
        self.set_people.maybe_update(|loaded| {
            let failed = loaded.failure.take().is_some();
            let people = loaded.value.get_or_insert_default();
            let learned = people.learn(users);
            people.complete() || learned || failed
        });
    }

    pub(crate) fn learn_people<'a>(&self, users: impl IntoIterator<Item = &'a User>) {
        self.set_people.maybe_update(|people| people.value.get_or_insert_default().learn(users));
    }

    /// Forgets all that was said and who is who: the next person must not see it.
    pub(crate) fn clear(&self) {
        self.set_last_activity.set(None);
        self.set_people.set(RemoteData::default());
        self.set_rooms.set(RemoteData::default());
        self.clear_conversations();
    }
}

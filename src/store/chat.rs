//! The chat: who is online, the rooms, the open conversation (the source document's `useChatStore`).

mod presence;

use std::cell::RefCell;
use std::collections::BTreeMap;
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
use crate::presence::{Event, Feed, OnlineUsers, Snapshot};

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
    conversations: StoredValue<BTreeMap<RoomId, ArcRwSignal<Conversation>>>,
    drafts: StoredValue<BTreeMap<RoomId, String>>,
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

    /// The room that is open.
    #[must_use]
    pub fn current_room(&self) -> ReadSignal<Option<RoomId>> {
        self.current_room
    }

    /// Opens a room, or none. Its messages are polled by [`use_messages`](crate::hooks::use_messages).
    pub fn set_current_room(&self, room: Option<RoomId>) {
        if self.current_room.get_untracked() != room {
            self.set_current_room.set(room);
        }
    }

    /// The messages of a room; what was loaded once is there at once when the room is opened again.
    #[must_use]
    pub fn conversation(&self, room: RoomId) -> Signal<Conversation> {
        self.conversation_signal(room).into()
    }

    /// Asks for the messages before those that are here.
    pub fn load_older(&self, room: RoomId) {
        self.actions.act(|actions| actions.load_older(room));
    }

    /// Sends a message. It is in the conversation's outbox at once, and stays there until the backend has it.
    pub fn send(&self, room: RoomId, content: String) {
        self.actions.act(|actions| actions.send(room, content));
    }

    /// Sends a message again that has failed.
    pub fn send_again(&self, room: RoomId, key: u64) {
        self.actions.act(|actions| actions.send_again(room, key));
    }

    /// Drops a message that has failed.
    pub fn discard(&self, room: RoomId, key: u64) {
        self.actions.act(|actions| actions.discard(room, key));
    }

    /// What stands in a room's composer.
    #[must_use]
    pub fn draft(&self, room: RoomId) -> String {
        self.drafts.with_value(|drafts| drafts.get(&room).cloned().unwrap_or_default())
    }

    /// Keeps what stands in a room's composer, over a change of room and over a reload.
    pub fn set_draft(&self, room: RoomId, text: String) {
        self.drafts.update_value(|drafts| {
            if text.is_empty() {
                drafts.remove(&room);
            } else {
                drafts.insert(room, text);
            }
        });
        self.actions.act(|actions| actions.store_drafts());
    }

    /// Tells the presence engine what happened.
    pub(crate) fn tell(&self, event: Event) {
        self.actions.act(|actions| actions.tell(event));
    }

    fn conversation_signal(&self, room: RoomId) -> ArcRwSignal<Conversation> {
        self.conversations
            .try_update_value(|all| all.entry(room).or_insert_with(ArcRwSignal::default).clone())
            .unwrap_or_default()
    }

    /// The rooms whose conversations are here.
    pub(crate) fn known_conversations(&self) -> Vec<RoomId> {
        self.conversations.with_value(|all| all.keys().copied().collect())
    }

    /// Looks at a conversation without subscribing.
    pub(crate) fn with_conversation<T>(&self, room: RoomId, look: impl FnOnce(&Conversation) -> T) -> T {
        self.conversation_signal(room).with_untracked(look)
    }

    /// Changes a conversation; nobody is told if `change` says that it changed nothing.
    pub(crate) fn update_conversation(&self, room: RoomId, change: impl FnOnce(&mut Conversation) -> bool) {
        self.conversation_signal(room).maybe_update(change);
    }

    pub(crate) fn set_rooms(&self, rooms: Arc<Vec<Room>>) {
        let next = RemoteData::ready(rooms);
        if self.rooms.with_untracked(|current| *current == next) {
            return;
        }
        self.learn_people(
            next.value.iter().flat_map(|rooms| rooms.iter()).flat_map(|room| &room.participants),
        );
        self.set_rooms.set(next);
    }

    pub(crate) fn set_rooms_failure(&self, failure: ApiError) {
        self.set_rooms.maybe_update(|rooms| rooms.fail(failure));
    }

    pub(crate) fn learn_people<'a>(&self, users: impl IntoIterator<Item = &'a User>) {
        self.set_people.maybe_update(|people| people.value.get_or_insert_default().learn(users));
    }

    /// Takes the user directory, which tells of everyone.
    pub(crate) fn set_directory(&self, users: &[User]) {
        self.set_people.maybe_update(|loaded| {
            let failed = loaded.failure.take().is_some();
            let people = loaded.value.get_or_insert_default();
            let learned = people.learn(users);
            people.complete() || learned || failed
        });
    }

    pub(crate) fn set_people_failure(&self, failure: ApiError) {
        self.set_people.maybe_update(|people| people.fail(failure));
    }

    pub(crate) fn set_drafts(&self, drafts: BTreeMap<RoomId, String>) {
        self.drafts.set_value(drafts);
    }

    pub(crate) fn drafts(&self) -> BTreeMap<RoomId, String> {
        self.drafts.get_value()
    }

    /// Forgets all that was said and who is who: the next person must not see it.
    pub(crate) fn clear(&self) {
        self.set_last_activity.set(None);
        self.set_people.set(RemoteData::default());
        self.set_rooms.set(RemoteData::default());
        // What is on screen between two sessions shows the second: a room that is open stays so, and its conversation is the same.
        let conversations: Vec<_> = self.conversations.with_value(|all| all.values().cloned().collect());
        for conversation in conversations {
            conversation.set(Conversation::default());
        }
        self.drafts.set_value(BTreeMap::default());
    }
}

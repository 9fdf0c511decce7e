//! The chat: who is online, the rooms, the open conversation (the source document's `useChatStore`).

mod presence;

use chrono::{DateTime, Utc};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use super::command::{Command, Dispatch};
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
use crate::presence::{Event, Explanation, Feed, OnlineUsers, Snapshot};
use crate::reactive::{Live, State, memo};

/// The rooms, shared rather than copied.
pub type Rooms = RemoteData<Arc<Vec<Room>>>;

/// The chat. A handle: copy it as you like.
///
/// It lives as long as the component that called [`provide_presence`](crate::runtime::provide_presence). After that what one asks
/// of it is not done, and reading it panics, as reading any signal does.
#[derive(Clone, Copy)]
pub struct ChatStore {
    snapshot: State<Snapshot>,
    online_users: Live<OnlineUsers>,
    stale: State<Option<StaleNotice>>,
    last_activity: State<Option<DateTime<Utc>>>,
    explanation: StoredValue<Explanation>,
    watchers: StoredValue<Rc<RefCell<DotRegistry>>, LocalStorage>,
    people: State<RemoteData<People>>,
    rooms: State<Rooms>,
    current_room: State<Option<RoomId>>,
    conversations: StoredValue<BTreeMap<RoomId, State<Conversation>>>,
    drafts: StoredValue<BTreeMap<RoomId, String>>,
    dispatch: StoredValue<Dispatch, LocalStorage>,
    diagnostics: DiagnosticsStore,
    /// Weak: an owner that owned itself would never end.
    owner: StoredValue<WeakOwner>,
}

impl ChatStore {
    /// An empty store, owned by the current owner; commands go to `dispatch`.
    #[must_use]
    pub fn new(dispatch: Dispatch) -> Self {
        let dispatch = StoredValue::new_local(dispatch);
        let snapshot = State::<Snapshot>::default();
        Self {
            snapshot,
            online_users: memo(move || snapshot.with(|snapshot| snapshot.online.clone())),
            stale: State::default(),
            last_activity: State::default(),
            explanation: StoredValue::default(),
            watchers: StoredValue::new_local(Rc::default()),
            people: State::default(),
            rooms: State::default(),
            current_room: State::default(),
            conversations: StoredValue::default(),
            drafts: StoredValue::default(),
            dispatch,
            diagnostics: DiagnosticsStore::new(dispatch),
            owner: StoredValue::new(Owner::current().unwrap_or_default().downgrade()),
        }
    }

    /// How well presence works in this tab.
    #[must_use]
    pub fn diagnostics(&self) -> DiagnosticsStore {
        self.diagnostics
    }

    /// Everyone whose name is known, from the user directory and the rooms. Its `failure` is the directory's.
    #[must_use]
    pub fn people(&self) -> Live<RemoteData<People>> {
        self.people.live()
    }

    /// Asks for a feed now, if anything shows it.
    pub fn refresh(&self, feed: Feed) {
        self.dispatch(Command::Presence(Event::Refresh(feed)));
    }

    /// The rooms.
    #[must_use]
    pub fn rooms(&self) -> Live<Rooms> {
        self.rooms.live()
    }

    /// The room with this id, if it is among the rooms; tracked.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<Room> {
        self.rooms.with(|rooms| rooms.value.as_ref()?.iter().find(|room| room.id == id).cloned())
    }

    /// The room that is open.
    #[must_use]
    pub fn current_room(&self) -> Live<Option<RoomId>> {
        self.current_room.live()
    }

    /// Opens a room, or none. Its messages are polled by [`use_messages`](crate::hooks::use_messages).
    pub fn set_current_room(&self, room: Option<RoomId>) {
        if self.current_room.get_untracked() != room {
            self.current_room.set(room);
        }
    }

    /// The messages of a room; what was loaded once is there at once when the room is opened again.
    #[must_use]
    pub fn conversation(&self, room: RoomId) -> Live<Conversation> {
        self.conversation_signal(room).live()
    }

    /// Asks for the messages before those that are here.
    pub fn load_older(&self, room: RoomId) {
        self.dispatch(Command::LoadOlder(room));
    }

    /// Sends a message. It is in the conversation's outbox at once, and stays there until the backend has it.
    pub fn send(&self, room: RoomId, content: String) {
        self.dispatch(Command::Send(room, content));
    }

    /// Sends a message again that has failed.
    pub fn send_again(&self, room: RoomId, key: u64) {
        self.dispatch(Command::SendAgain(room, key));
    }

    /// Drops a message that has failed.
    pub fn discard(&self, room: RoomId, key: u64) {
        self.dispatch(Command::Discard(room, key));
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
                drop(drafts.insert(room, text.clone()));
            }
        });
        self.dispatch(Command::KeepDraft(room, text));
    }

    pub(crate) fn dispatch(&self, command: Command) {
        if let Some(dispatch) = self.dispatch.try_get_value() {
            dispatch(command);
        }
    }

    fn conversation_signal(&self, room: RoomId) -> State<Conversation> {
        if let Some(known) = self.conversations.with_value(|all| all.get(&room).copied()) {
            return known;
        }
        let fresh = self
            .owner
            .with_value(WeakOwner::upgrade)
            .map_or_else(State::default, |owner| owner.with(State::default));
        self.conversations.update_value(|all| {
            all.insert(room, fresh);
        });
        fresh
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
        self.rooms.set(next);
    }

    pub(crate) fn set_rooms_failure(&self, failure: ApiError) {
        if self.rooms.with_untracked(|rooms| rooms.failure.as_ref() != Some(&failure)) {
            self.rooms.update(|rooms| rooms.failure = Some(failure));
        }
    }

    pub(crate) fn learn_people<'a>(&self, users: impl IntoIterator<Item = &'a User>) {
        self.people.maybe_update(|people| people.value.get_or_insert_default().learn(users));
    }

    /// Takes the user directory, which tells of everyone.
    pub(crate) fn set_directory(&self, users: &[User]) {
        self.people.maybe_update(|loaded| {
            let failed = loaded.failure.take().is_some();
            let people = loaded.value.get_or_insert_default();
            let learned = people.learn(users);
            people.complete() || learned || failed
        });
    }

    pub(crate) fn set_people_failure(&self, failure: ApiError) {
        if self.people.with_untracked(|people| people.failure.as_ref() != Some(&failure)) {
            self.people.update(|people| people.failure = Some(failure));
        }
    }

    pub(crate) fn set_drafts(&self, drafts: BTreeMap<RoomId, String>) {
        self.drafts.set_value(drafts);
    }

    pub(crate) fn drafts(&self) -> BTreeMap<RoomId, String> {
        self.drafts.get_value()
    }

    /// Forgets all that was said and who is who: the next person must not see it.
    pub(crate) fn clear(&self) {
        self.last_activity.set(None);
        self.people.set(RemoteData::default());
        self.rooms.set(RemoteData::default());
        // What is on screen between two sessions shows the second: a room that is open stays so, and its conversation is the same.
        for (_, conversation) in self.conversations.get_value().iter() {
            conversation.set(Conversation::default());
        }
        self.drafts.set_value(BTreeMap::default());
    }
}

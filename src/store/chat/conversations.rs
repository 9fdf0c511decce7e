//! Conversations: what is said in the rooms, and what stands in their composers.

use std::collections::HashMap;

use leptos::prelude::*;

use super::ChatStore;
use crate::chat::conversation::Conversation;
use crate::model::ids::RoomId;

impl ChatStore {
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

    pub(crate) fn set_drafts(&self, drafts: HashMap<RoomId, String>) {
        self.drafts.set_value(drafts);
    }

    pub(crate) fn drafts(&self) -> HashMap<RoomId, String> {
        self.drafts.get_value()
    }

    pub(super) fn clear_conversations(&self) {
        // What is on screen between two sessions shows the second: a room that is open stays so, and its conversation is the same.
        let conversations: Vec<_> = self.conversations.with_value(|all| all.values().cloned().collect());
        for conversation in conversations {
            conversation.set(Conversation::default());
        }
        self.drafts.set_value(HashMap::default());
    }
}

//! Messages that people send, and older ones that they ask for.

use super::Runtime;
use crate::chat::conversation::{Conversation, Older};
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::presence::{Event, Feed, Request};

impl Runtime {
    pub(super) fn send(&self, room: RoomId, content: String) {
        let now = self.engine.borrow().server_time(self.platform.now());
        self.change(room, |conversation| conversation.outbox.add(content, conversation.newest_id(), now));
        self.send_next(room);
    }

    pub(super) fn send_again(&self, room: RoomId, key: u64) {
        self.change(room, |conversation| conversation.outbox.send_again(key));
        self.send_next(room);
    }

    pub(super) fn discard(&self, room: RoomId, key: u64) {
        self.change(room, |conversation| conversation.outbox.discard(key));
        self.store_drafts();
    }

    /// Changes a conversation and tells everyone who shows it.
    fn change(&self, room: RoomId, change: impl FnOnce(&mut Conversation)) {
        self.chat.update_conversation(room, |conversation| {
            change(conversation);
            true
        });
    }

    fn send_next(&self, room: RoomId) {
        let mut next = None;
        self.chat.update_conversation(room, |conversation| {
            next = conversation.outbox.take_next();
            next.is_some()
        });
        self.store_drafts();
        let Some((key, content)) = next else { return };
        let answer = self.api.send_message(room, &content);
        let this = self.this.clone();
        self.act(async move {
            let result = answer.await;
            let Some(runtime) = this.upgrade() else { return };
            match result {
                Ok(message) => {
                    runtime.change(room, |conversation| conversation.accept(key, message));
                    runtime.tell(Event::Refresh(Feed::Rooms));
                }
                Err(failure) => {
                    log::warn!("[Messages] Not sent: {failure}");
                    let session_is_lost = failure == ApiError::Unauthorised;
                    runtime.change(room, |conversation| conversation.outbox.failed(key, failure));
                    if session_is_lost {
                        return runtime.session_lost();
                    }
                }
            }
            runtime.send_next(room);
        });
    }

    pub(super) fn load_older(&self, room: RoomId) {
        let Some(page) = self.chat.with_conversation(room, Conversation::older_page) else { return };
        self.change(room, |conversation| conversation.older = Older::Loading);
        let answer = self.api.fetch(Request::Messages(room), self.platform.now().wall, page);
        let this = self.this.clone();
        self.act(async move {
            let result = answer.await;
            let Some(runtime) = this.upgrade() else { return };
            match result {
                Ok(received) => runtime.show(Request::Messages(room), received),
                Err(ApiError::Unauthorised) => runtime.session_lost(),
                Err(failure) => {
                    log::warn!("[Messages] Older ones could not be loaded: {failure}");
                    runtime.change(room, |conversation| conversation.older = Older::Failed(failure));
                }
            }
        });
    }
}

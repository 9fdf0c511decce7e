//! Messages that people send, and older ones that they ask for.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::Runtime;
use crate::chat::conversation::{Conversation, Older};
use crate::chat::outbox::Attempt;
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::message::MessageCursor;
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
        let now = self.platform.now().uptime;
        let mut next = None;
        self.chat.update_conversation(room, |conversation| {
            next = conversation.outbox.take_next(now);
            next.is_some()
        });
        self.store_drafts();
        let Some(Attempt { key, content, looks_first }) = next else { return };
        let this = self.this.clone();
        self.act(async move {
            if looks_first {
                let Some(look) = this.upgrade().map(|runtime| runtime.look(room)) else { return };
                let result = look.await;
                let Some(runtime) = this.upgrade() else { return };
                if let Err(failure) = result {
                    return runtime.not_sent(room, key, failure);
                }
                let mut is_to_send = false;
                runtime.change(room, |conversation| is_to_send = conversation.outbox.still_to_send(key));
                if !is_to_send {
                    return runtime.send_next(room);
                }
            }
            let Some(answer) = this.upgrade().map(|runtime| runtime.api.send_message(room, &content)) else {
                return;
            };
            let result = answer.await;
            let Some(runtime) = this.upgrade() else { return };
            match result {
                Ok(message) => {
                    runtime.change(room, |conversation| conversation.accept(key, message));
                    runtime.tell(Event::Refresh(Feed::Rooms));
                    runtime.send_next(room);
                }
                Err(failure) => runtime.not_sent(room, key, failure),
            }
        });
    }

    fn not_sent(&self, room: RoomId, key: u64, failure: ApiError) {
        log::warn!("[Messages] Not sent: {failure}");
        let session_is_lost = failure == ApiError::Unauthorised;
        let now = self.platform.now().uptime;
        let mut wait = None;
        self.change(room, |conversation| {
            wait = conversation.outbox.failed(key, failure, now, &mut self.jitter.borrow_mut());
        });
        if session_is_lost {
            return self.session_lost();
        }
        let Some(wait) = wait else { return self.send_next(room) };
        let (this, pause) = (self.this.clone(), self.platform.sleep(wait));
        self.act(async move {
            pause.await;
            if let Some(runtime) = this.upgrade() {
                runtime.send_next(room);
            }
        });
    }

    /// Sends what waited for the network.
    pub(super) fn network_is_back(&self) {
        for room in self.chat.known_conversations() {
            let mut waited = false;
            self.chat.update_conversation(room, |conversation| {
                waited = conversation.outbox.network_is_back();
                false
            });
            if waited {
                self.send_next(room);
            }
        }
    }

    /// Asks for what the room's next poll would ask for.
    fn look(&self, room: RoomId) -> LocalBoxFuture<'static, Result<(), ApiError>> {
        self.fetch_messages(room, self.chat.with_conversation(room, Conversation::next_page))
    }

    /// Asks for messages out of turn, and shows them.
    fn fetch_messages(
        &self,
        room: RoomId,
        page: MessageCursor,
    ) -> LocalBoxFuture<'static, Result<(), ApiError>> {
        let asked = self.platform.now();
        let answer = self.api.fetch(Request::Messages(room), asked.wall, page);
        let this = self.this.clone();
        async move {
            let received = answer.await?;
            if let Some(runtime) = this.upgrade() {
                let sent_ago = runtime.platform.now().uptime.saturating_sub(asked.uptime);
                runtime.show(Request::Messages(room), sent_ago, received);
            }
            Ok(())
        }
        .boxed_local()
    }

    pub(super) fn load_older(&self, room: RoomId) {
        let Some(page) = self.chat.with_conversation(room, Conversation::older_page) else { return };
        self.change(room, |conversation| conversation.older = Older::Loading);
        let answer = self.fetch_messages(room, page);
        let this = self.this.clone();
        self.act(async move {
            let result = answer.await;
            let Some(runtime) = this.upgrade() else { return };
            match result {
                Ok(()) => {}
                Err(ApiError::Unauthorised) => runtime.session_lost(),
                Err(failure) => {
                    log::warn!("[Messages] Older ones could not be loaded: {failure}");
                    runtime.change(room, |conversation| conversation.older = Older::Failed(failure));
                }
            }
        });
    }
}

//! The engine's requests, sent and answered.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;

use super::Runtime;
use crate::api::port::ApiFuture;
use crate::chat::conversation::Conversation;
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::message::{Message, MessageCursor};
use crate::model::time::TimeExt;
use crate::presence::{Event, Received, Reply, Request, Ticket};

impl Runtime {
    pub(super) fn request(&self, ticket: Ticket) {
        let answer = self.ask(ticket.request);
        self.tell_asked(ticket.request);
        let this = self.this.clone();
        let task = async move {
            let result = answer.await;
            if let Some(runtime) = this.upgrade() {
                runtime.settle(ticket, result);
                runtime.requests.borrow_mut().remove(&ticket.sequence);
            }
        };
        let guard = self.platform.spawn(task.boxed_local());
        self.requests.borrow_mut().insert(ticket.sequence, guard);
    }

    fn ask(&self, request: Request) -> ApiFuture<Received> {
        let page = match request {
            Request::Messages(room) => self.chat.with_conversation(room, Conversation::next_page),
            _ => MessageCursor::Newest,
        };
        self.api.fetch(request, self.platform.now().wall, page)
    }

    fn settle(&self, ticket: Ticket, result: Result<Received, ApiError>) {
        let Ticket { request, .. } = ticket;
        let sent_ago = self.engine.borrow().sent_ago(request, self.platform.now());
        let Some(sent_ago) = sent_ago.filter(|_| self.engine.borrow().awaits(ticket)) else { return };
        if let Some(date) = self.api.date() {
            self.tell(Event::Dated { date, sent_ago });
        }
        let told = self.has_peer_tabs.get().then(|| result.clone());
        self.tell(Event::Replied(ticket, self.show_result(request, sent_ago, result)));
        if let Some(result) = told {
            self.tell_result(request, sent_ago, result);
        }
    }

    /// Shows what came of `request`, which was sent `sent_ago`; gives back what of it concerns the engine.
    pub(super) fn show_result(
        &self,
        request: Request,
        sent_ago: Duration,
        result: Result<Received, ApiError>,
    ) -> Result<Reply, ApiError> {
        let reply = result.as_ref().map(Received::reply).map_err(ApiError::clone);
        match result {
            Ok(received) => {
                self.show(request, sent_ago, received);
                if self.is_network_lost.take() {
                    self.network_is_back();
                }
            }
            // The session's end has its own words.
            Err(ApiError::Unauthorised) => {}
            Err(failure) => {
                self.is_network_lost.set(failure.is_network());
                self.chat.fail(request, failure);
            }
        }
        reply
    }

    /// Shows what was answered to `request`, which was sent `sent_ago`.
    pub(super) fn show(&self, request: Request, sent_ago: Duration, received: Received) {
        match (request, received) {
            (Request::Messages(room), Received::Messages(page, messages)) => {
                let asked_at = self.engine.borrow().server_time(self.platform.now()).minus(sent_ago);
                self.receive_messages(room, page, messages, asked_at);
            }
            (_, received) => self.chat.receive(received),
        }
    }

    fn receive_messages(
        &self,
        room: RoomId,
        page: MessageCursor,
        messages: Vec<Message>,
        asked_at: DateTime<Utc>,
    ) {
        let Some(me) = self.session.user_id_untracked() else { return };
        let mut arrived = false;
        self.chat.learn_people(messages.iter().map(|message| &message.sender));
        self.chat.update_conversation(room, |conversation| {
            let unsent = conversation.outbox.unsent().len();
            let changed = conversation.receive(page, messages, asked_at, me);
            arrived = conversation.outbox.unsent().len() != unsent;
            changed
        });
        if arrived {
            self.store_drafts();
        }
    }
}

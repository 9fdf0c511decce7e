//! The engine's requests, sent and answered.

use std::rc::Rc;

use futures_util::FutureExt;

use super::Runtime;
use crate::api::port::ApiFuture;
use crate::api::received::Received;
use crate::chat::conversation::Conversation;
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::message::{Message, MessageCursor};
use crate::presence::{Event, Reply, Request, Ticket};

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
        let api = Rc::clone(&self.api);
        let now = self.platform.now().wall;
        let page = match request {
            Request::Messages(room) => self.chat.with_conversation(room, Conversation::next_page),
            _ => MessageCursor::Newest,
        };
        async move {
            Ok(match request {
                Request::Heartbeat => Received::Heartbeat(api.heartbeat(now).await?),
                Request::OnlineUsers(endpoint) => Received::OnlineUsers(api.online_users(endpoint).await?),
                Request::Rooms => Received::Rooms(api.rooms().await?),
                Request::Messages(room) => Received::Messages(page, api.messages(room, page).await?),
                Request::People => Received::People(api.users().await?),
            })
        }
        .boxed_local()
    }

    fn settle(&self, ticket: Ticket, result: Result<Received, ApiError>) {
        let Ticket { request, .. } = ticket;
        let sent_ago = self.engine.borrow().sent_ago(request, self.platform.now());
        let Some(sent_ago) = sent_ago.filter(|_| self.engine.borrow().awaits(ticket)) else { return };
        if let Some(date) = self.api.date() {
            self.tell(Event::Dated { date, sent_ago });
        }
        let told = self.has_peer_tabs.get().then(|| result.clone());
        self.tell(Event::Replied(ticket, self.show_result(request, result)));
        if let Some(result) = told {
            self.tell_result(request, sent_ago, result);
        }
    }

    /// Shows what came of `request`; gives back what of it concerns the engine.
    pub(super) fn show_result(
        &self,
        request: Request,
        result: Result<Received, ApiError>,
    ) -> Result<Reply, ApiError> {
        match result {
            Ok(received) => Ok(self.show(request, received)),
            Err(failure) => {
                self.show_failure(request, &failure);
                Err(failure)
            }
        }
    }

    fn show(&self, request: Request, received: Received) -> Reply {
        match (request, received) {
            (_, Received::Heartbeat(last_activity)) => return Reply::Heartbeat { last_activity },
            (_, Received::OnlineUsers(online)) => return Reply::OnlineUsers(online),
            (_, Received::Rooms(rooms)) => self.chat.set_rooms(rooms),
            (Request::Messages(room), Received::Messages(page, messages)) => {
                self.receive_messages(room, page, messages);
            }
            (_, Received::People(users)) => self.chat.set_directory(&users),
            (_, Received::Messages(..)) => {}
        }
        Reply::Content
    }

    pub(super) fn receive_messages(&self, room: RoomId, page: MessageCursor, messages: Vec<Message>) {
        let Some(me) = self.session.user_id_untracked() else { return };
        let mut arrived = false;
        self.chat.learn_people(messages.iter().map(|message| &message.sender));
        self.chat.update_conversation(room, |conversation| {
            let unsent = conversation.outbox.unsent().len();
            let changed = conversation.receive(page, messages, me);
            arrived = conversation.outbox.unsent().len() != unsent;
            changed
        });
        if arrived {
            self.store_drafts();
        }
    }

    fn show_failure(&self, request: Request, failure: &ApiError) {
        match request {
            // The session's end has its own words.
            _ if *failure == ApiError::Unauthorised => {}
            Request::Rooms => self.chat.set_rooms_failure(failure.clone()),
            Request::Messages(room) => self.chat.update_conversation(room, |conversation| {
                conversation.failure.replace(failure.clone()).as_ref() != Some(failure)
            }),
            Request::People => self.chat.set_people_failure(failure.clone()),
            Request::Heartbeat | Request::OnlineUsers(_) => {}
        }
    }
}

//! A backend without a wire: replies are what a test puts there, and may be held back.

use chrono::{DateTime, Utc};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{pending, ready};
use leptos_presence::api::port::{Api, ApiFuture, SessionEnd};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{MessageId, RoomId, UserId};
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::room::Room;
use leptos_presence::model::user::User;
use leptos_presence::platform::Guard;
use leptos_presence::presence::{Endpoint, OnlineUsers, Received, Request};

/// The backend, and what it was asked.
#[derive(Default)]
pub struct FakeApi {
    pub session: Cell<bool>,
    pub me: RefCell<Option<User>>,
    pub users: RefCell<Vec<User>>,
    pub online: RefCell<Vec<UserId>>,
    pub rooms: RefCell<Vec<Room>>,
    pub messages: RefCell<Vec<Message>>,
    /// What goes wrong, by the name of the call.
    pub failures: RefCell<HashMap<&'static str, ApiError>>,
    /// The calls that get no answer.
    pub silent: RefCell<Vec<&'static str>>,
    /// What was asked, by the name of the call.
    pub calls: RefCell<Vec<&'static str>>,
    /// The contents that were sent.
    pub sent: RefCell<Vec<String>>,
    /// How another tab has ended the session.
    pub elsewhere: Cell<Option<SessionEnd>>,
    watchers: RefCell<Vec<Rc<dyn Fn()>>>,
    answered: RefCell<Option<Rc<dyn Fn()>>>,
}

impl FakeApi {
    pub fn new(me: User) -> Rc<Self> {
        let api = Self::default();
        *api.me.borrow_mut() = Some(me);
        Rc::new(api)
    }

    pub fn fail(&self, call: &'static str, failure: ApiError) {
        self.failures.borrow_mut().insert(call, failure);
    }

    pub fn heal(&self, call: &'static str) {
        self.failures.borrow_mut().remove(call);
    }

    /// Another tab has begun (`None`) or ended a session.
    pub fn change_elsewhere(&self, end: Option<SessionEnd>) {
        self.change_elsewhere_to(end, end.is_none());
    }

    /// The same; `session`: whether there is one now.
    pub fn change_elsewhere_to(&self, end: Option<SessionEnd>, session: bool) {
        self.elsewhere.set(end);
        self.session.set(session);
        for watcher in self.watchers.borrow().iter() {
            watcher();
        }
    }

    /// A refresh was answered.
    pub fn refreshed(&self) {
        let answered = self.answered.borrow().clone();
        answered.expect("the runtime wants to know")();
    }

    pub fn count(&self, call: &str) -> usize {
        self.calls.borrow().iter().filter(|other| **other == call).count()
    }

    fn answer<T: 'static>(&self, call: &'static str, value: impl FnOnce() -> T) -> ApiFuture<T> {
        self.calls.borrow_mut().push(call);
        if self.silent.borrow().contains(&call) {
            return pending().boxed_local();
        }
        let result = match self.failures.borrow().get(call) {
            Some(failure) => Err(failure.clone()),
            None => Ok(value()),
        };
        ready(result).boxed_local()
    }
}

/// So that a test keeps a hold on what the runtime owns.
pub struct Shared(pub Rc<FakeApi>);

impl Api for Shared {
    fn has_session(&self) -> bool {
        self.0.session.get()
    }

    fn sign_in(&self, _: &str, _: &str) -> ApiFuture<()> {
        let answer = self.0.answer("sign_in", || ());
        self.0.session.set(!self.0.failures.borrow().contains_key("sign_in"));
        answer
    }

    fn sign_out(&self, _end: SessionEnd) {
        self.0.calls.borrow_mut().push("sign_out");
        // What another tab has begun since stays.
        if self.0.elsewhere.take().is_none() {
            self.0.session.set(false);
        }
    }

    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        self.0.elsewhere.get()
    }

    fn watch_session(&self, changed: Rc<dyn Fn()>) -> Guard {
        self.0.watchers.borrow_mut().push(changed);
        Box::new(())
    }

    fn watch_answers(&self, answered: Rc<dyn Fn()>) {
        *self.0.answered.borrow_mut() = Some(answered);
    }

    fn me(&self) -> ApiFuture<User> {
        self.0.answer("me", || self.0.me.borrow().clone().expect("a test set it"))
    }

    fn fetch(&self, request: Request, now: DateTime<Utc>, page: MessageCursor) -> ApiFuture<Received> {
        let api = &self.0;
        match request {
            Request::Heartbeat => api.answer("heartbeat", || Received::Heartbeat(Some(now))),
            Request::OnlineUsers(endpoint) => {
                let call = match endpoint {
                    Endpoint::Primary => "online_users",
                    Endpoint::Alternative => "rooms_online_users",
                };
                let online = || Received::OnlineUsers(OnlineUsers::new(api.online.borrow().clone()));
                api.answer(call, online)
            }
            Request::Rooms => api.answer("rooms", || Received::Rooms(Arc::new(api.rooms.borrow().clone()))),
            Request::People => api.answer("users", || Received::People(Arc::new(api.users.borrow().clone()))),
            Request::Messages(room) => api.answer("messages", || {
                let all = api.messages.borrow();
                let wanted = all.iter().filter(|message| match page {
                    MessageCursor::Newest => true,
                    MessageCursor::After(id) => message.id > id,
                    MessageCursor::Before(id) => message.id < id,
                });
                Received::Messages(page, wanted.filter(|message| message.room == room).cloned().collect())
            }),
        }
    }

    fn send_message(&self, room: RoomId, content: &str) -> ApiFuture<Message> {
        self.0.sent.borrow_mut().push(content.to_owned());
        let content = content.to_owned();
        self.0.answer("send_message", || {
            let mut messages = self.0.messages.borrow_mut();
            let id = MessageId(messages.last().map_or(1, |last| last.id.0 + 1));
            let sender = self.0.me.borrow().clone().expect("a test set it");
            let message = Message { id, room, sender, content: content.into(), timestamp: super::NOON };
            messages.push(message.clone());
            message
        })
    }
}

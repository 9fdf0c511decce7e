//! A backend whose replies are what the benchmark puts there, below everything that reads replies.

use chrono::{DateTime, Utc};
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::{poll_fn, ready};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::JsString;
use leptos_presence::api::auth::TokenSource;
use leptos_presence::api::client::Client;
use leptos_presence::api::port::{Api, ApiFuture, SessionEnd};
use leptos_presence::api::transport::{HttpRequest, HttpResponse, Transport};
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::user::User;
use leptos_presence::presence::{OnlineUsers, Received, Request};

const ME: &str = r#"{"id":1,"username":"me","display_name":"Me Myself","is_staff":false}"#;
const ONLINE_USERS: &str = "/api/chat/online-users/";

/// What the benchmark answers, to requests that wait for it as those of a browser do.
#[derive(Default)]
pub struct Replies {
    texts: RefCell<HashMap<String, JsString>>,
    online: RefCell<Option<Online>>,
    waiting: RefCell<Option<Waker>>,
}

/// A reply to the poll of the online users: as it comes, or read beforehand, so that what follows can be measured without.
enum Online {
    Text(JsString),
    Read(Vec<UserId>),
}

impl Replies {
    /// Answers the next request for `path` at once.
    pub fn put(&self, path: &str, text: JsString) {
        self.texts.borrow_mut().insert(path.to_owned(), text);
    }

    /// Whether a poll of the online users waits for its reply.
    pub fn is_awaited(&self) -> bool {
        self.waiting.borrow().is_some()
    }

    /// Answers the poll of the online users that waits.
    pub fn online(&self, text: JsString) {
        self.answer(Online::Text(text));
    }

    /// The same with ids that were read beforehand.
    pub fn online_read(&self, ids: Vec<UserId>) {
        self.answer(Online::Read(ids));
    }

    fn answer(&self, online: Online) {
        *self.online.borrow_mut() = Some(online);
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
    }

    /// What was answered, if it is what `pick` wants; or else whoever asks is woken by the next answer.
    fn poll<T>(&self, context: &Context<'_>, pick: fn(Online) -> Result<T, Online>) -> Poll<T> {
        let mut online = self.online.borrow_mut();
        match online.take().map(pick) {
            Some(Ok(picked)) => {
                self.waiting.take();
                return Poll::Ready(picked);
            }
            other => *online = other.and_then(Result::err),
        }
        *self.waiting.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

/// The browser's transport, as far as the client can tell.
pub struct Wire(pub Rc<Replies>);

impl Transport for Wire {
    fn exchange(&self, outgoing: HttpRequest) -> ApiFuture<HttpResponse> {
        let incoming =
            |body: String| HttpResponse { status: 200, retry_after: None, etag: None, date: None, body };
        let path = outgoing.path.split('?').next().unwrap_or_default();
        if path == ONLINE_USERS {
            let replies = Rc::clone(&self.0);
            let text = |online| match online {
                Online::Text(text) => Ok(text),
                other => Err(other),
            };
            return Box::pin(poll_fn(move |context| {
                replies.poll(context, text).map(|text| Ok(incoming(text.into())))
            }));
        }
        let said = || if path.ends_with("/me/") { ME } else { "[]" }.to_owned();
        let body = self.0.texts.borrow_mut().remove(path).map_or_else(said, String::from);
        Box::pin(ready(Ok(incoming(body))))
    }
}

/// A session that is always there.
pub struct Signed;

impl TokenSource for Signed {
    fn access(&self) -> Option<String> {
        Some("access".to_owned())
    }

    fn refresh(&self) -> ApiFuture<()> {
        Box::pin(async { Ok(()) })
    }

    fn has_session(&self) -> bool {
        true
    }

    fn sign_in(&self, _: &str, _: &str) -> ApiFuture<()> {
        Box::pin(async { Ok(()) })
    }

    fn forget(&self, _: SessionEnd) {}
}

/// The client of the product; but a reply to the poll of the online users may have been read beforehand.
pub struct Backend {
    client: Client,
    replies: Rc<Replies>,
}

impl Backend {
    /// The client over `replies`.
    pub fn new(replies: Rc<Replies>) -> Self {
        Self { client: Client::new(Rc::new(Wire(Rc::clone(&replies))), Rc::new(Signed)), replies }
    }
}

impl Api for Backend {
    fn has_session(&self) -> bool {
        self.client.has_session()
    }

    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()> {
        self.client.sign_in(username, password)
    }

    fn sign_out(&self, end: SessionEnd) {
        self.client.sign_out(end);
    }

    fn date(&self) -> Option<DateTime<Utc>> {
        self.client.date()
    }

    fn me(&self) -> ApiFuture<User> {
        self.client.me()
    }

    fn fetch(&self, request: Request, now: DateTime<Utc>, page: MessageCursor) -> ApiFuture<Received> {
        let mut answer = self.client.fetch(request, now, page);
        if !matches!(request, Request::OnlineUsers(_)) {
            return answer;
        }
        let replies = Rc::clone(&self.replies);
        let read = |online| match online {
            Online::Read(ids) => Ok(ids),
            other => Err(other),
        };
        Box::pin(poll_fn(move |context| match replies.poll(context, read) {
            Poll::Ready(ids) => Poll::Ready(Ok(Received::OnlineUsers(OnlineUsers::new(ids)))),
            Poll::Pending => answer.as_mut().poll(context),
        }))
    }

    fn send_message(&self, room: RoomId, content: &str) -> ApiFuture<Message> {
        self.client.send_message(room, content)
    }
}

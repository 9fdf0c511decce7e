//! A backend whose replies are what the benchmark puts there, below everything that reads replies.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos_presence::api::client::Client;
use leptos_presence::api::port::{Answer, Api, SessionEnd};
use leptos_presence::api::token_source::TokenSource;
use leptos_presence::api::transport::{Incoming, Outgoing, Transport};
use leptos_presence::domain::ids::{RoomId, UserId};
use leptos_presence::domain::message::{Message, Page};
use leptos_presence::domain::presence::{Endpoint, OnlineUsers};
use leptos_presence::domain::room::Room;
use leptos_presence::domain::time::Timestamp;
use leptos_presence::domain::user::User;

const ME: &str = r#"{"id":1,"username":"me","display_name":"Me Myself","is_staff":false}"#;
const NOBODY: &str = r#"{"online_users":[]}"#;

/// Where the JSON of replies comes from: each is sent once, in the place of the next request for its path.
#[derive(Default)]
pub struct Replies(RefCell<HashMap<String, String>>);

impl Replies {
    /// Answers the next request for `path` with `text`.
    pub fn put(&self, path: &str, text: String) {
        self.0.borrow_mut().insert(path.to_owned(), text);
    }
}

impl Transport for Replies {
    fn exchange(&self, outgoing: Outgoing) -> Answer<Incoming> {
        let path = outgoing.path.split('?').next().unwrap_or_default();
        let body = self.0.borrow_mut().remove(path).unwrap_or_else(|| {
            match path {
                "/api/users/me/" => ME,
                "/api/chat/online-users/" => NOBODY,
                _ => "[]",
            }
            .to_owned()
        });
        Box::pin(async move { Ok(Incoming { status: 200, retry_after: None, tag: None, date: None, body }) })
    }
}

/// A session that is always there.
pub struct Signed;

impl TokenSource for Signed {
    fn access(&self) -> Option<String> {
        Some("access".to_owned())
    }

    fn refresh(&self) -> Answer<()> {
        Box::pin(async { Ok(()) })
    }

    fn has_session(&self) -> bool {
        true
    }

    fn sign_in(&self, _: &str, _: &str) -> Answer<()> {
        Box::pin(async { Ok(()) })
    }

    fn forget(&self, _: SessionEnd) {}
}

/// The client of the product; but a reply to the poll of the online users may have been read beforehand, so that what
/// follows can be measured without it.
pub struct Backend {
    client: Client,
    read: Rc<RefCell<Option<Vec<UserId>>>>,
}

impl Backend {
    /// The client over `replies`, and the place for ids that were read beforehand.
    pub fn new(replies: Rc<Replies>) -> (Self, Rc<RefCell<Option<Vec<UserId>>>>) {
        let read = Rc::default();
        (Self { client: Client::new(replies, Rc::new(Signed)), read: Rc::clone(&read) }, read)
    }
}

impl Api for Backend {
    fn has_session(&self) -> bool {
        self.client.has_session()
    }

    fn sign_in(&self, username: &str, password: &str) -> Answer<()> {
        self.client.sign_in(username, password)
    }

    fn sign_out(&self, end: SessionEnd) {
        self.client.sign_out(end);
    }

    fn date(&self) -> Option<Timestamp> {
        self.client.date()
    }

    fn me(&self) -> Answer<User> {
        self.client.me()
    }

    fn users(&self) -> Answer<Arc<Vec<User>>> {
        self.client.users()
    }

    fn heartbeat(&self, now: Timestamp) -> Answer<Timestamp> {
        self.client.heartbeat(now)
    }

    fn online_users(&self, endpoint: Endpoint) -> Answer<OnlineUsers> {
        match self.read.take() {
            Some(ids) => Box::pin(async move { Ok(OnlineUsers::new(ids)) }),
            None => self.client.online_users(endpoint),
        }
    }

    fn rooms(&self) -> Answer<Arc<Vec<Room>>> {
        self.client.rooms()
    }

    fn messages(&self, room: RoomId, page: Page) -> Answer<Vec<Message>> {
        self.client.messages(room, page)
    }

    fn send_message(&self, room: RoomId, content: &str) -> Answer<Message> {
        self.client.send_message(room, content)
    }
}

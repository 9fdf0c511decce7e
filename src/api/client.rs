//! The contract's client: paths, tokens, one repeat after a refresh, failures by class.

use chrono::{DateTime, Utc};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt, TryFutureExt};
use serde_json::json;

use super::auth::TokenSource;
use super::dto;
use super::early_polls::EarlyPolls;
use super::etag_cache::EtagCache;
use super::port::{Api, ApiFuture, SessionEnd};
use super::transport::{HttpRequest, HttpResponse, TIMEOUT, Transport};
use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::message::{Message, MessageCursor};
use crate::model::room::Room;
use crate::model::time;
use crate::model::user::User;
use crate::platform::{Guard, Platform};
use crate::presence::{Endpoint, OnlineUsers, Received, Request};

const HEARTBEAT: &str = "/api/chat/heartbeat/";
const ONLINE_USERS: &str = "/api/chat/online-users/";
const ROOMS: &str = "/api/chat/rooms/";
const USERS: &str = "/api/users/";

/// How long a heartbeat's reply may take. It is the shortest of all, and what it answers may be sent twice without harm:
/// the backend only notes the time. So what is probably lost is repeated soon.
const HEARTBEAT_TIMEOUT: Duration = Duration::from_secs(4);

/// Speaks CONTRACT section 1 to a Django backend.
#[derive(Clone)]
pub struct Client {
    transport: Rc<dyn Transport>,
    tokens: Rc<dyn TokenSource>,
    /// The `Date` of the newest reply, until somebody has asked for it.
    date: Rc<Cell<Option<DateTime<Utc>>>>,
    online: Rc<EtagCache<OnlineUsers>>,
    rooms: Rc<EtagCache<Arc<Vec<Room>>>>,
    people: Rc<EtagCache<Arc<Vec<User>>>>,
    early: Option<Rc<EarlyPolls>>,
    /// The paths that answered 401 to a token that was good.
    refusing: Rc<RefCell<HashSet<String>>>,
}

impl Client {
    /// A client that sends over `transport` with the tokens of `tokens`.
    #[must_use]
    pub fn new(transport: Rc<dyn Transport>, tokens: Rc<dyn TokenSource>) -> Self {
        Self {
            transport,
            tokens,
            date: Rc::default(),
            online: Rc::default(),
            rooms: Rc::default(),
            people: Rc::default(),
            early: None,
            refusing: Rc::default(),
        }
    }

    /// The same for an app that shows rooms, people and who is online from its start: they are asked for together with whose
    /// session it is, and not after that is known. How old the responses are is read off `platform`'s clock.
    #[must_use]
    pub fn asking_early(self, platform: Rc<dyn Platform>) -> Self {
        Self { early: Some(Rc::new(EarlyPolls::new(platform))), ..self }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, ApiError> {
        if self.tokens.access().is_none() {
            self.tokens.refresh().await?;
        }
        let (used, response) = self.attempt(&request).await?;
        let path = request.path.split('?').next().unwrap_or_default();
        if response.status != 401 {
            self.refusing.borrow_mut().remove(path);
            return Ok(response);
        }
        // It is not the token, which other paths take: a refresh would not help, and this path is asked again and again.
        if self.refusing.borrow().contains(path) {
            return Err(ApiError::Forbidden);
        }
        // Another request may have been refused, and refreshed, in the meantime; or its refresh is still under way.
        let renewed = self.tokens.access().filter(|access| Some(access) != used.as_ref());
        if renewed.is_none() {
            self.tokens.refresh().await?;
        }
        let (_, response) = self.attempt(&request).await?;
        if response.status == 401 {
            self.refusing.borrow_mut().insert(path.to_owned());
            return Err(ApiError::Forbidden);
        }
        Ok(response)
    }

    async fn attempt(&self, request: &HttpRequest) -> Result<(Option<String>, HttpResponse), ApiError> {
        let bearer = self.tokens.access();
        let result = self.transport.exchange(HttpRequest { bearer: bearer.clone(), ..request.clone() }).await;
        self.date.set(result.as_ref().ok().and_then(|response| response.date));
        Ok((bearer, result?))
    }

    /// The response, where it is no refusal.
    fn accepted(&self, path: String, body: Option<String>, etag: Option<String>) -> ApiFuture<HttpResponse> {
        let client = self.clone();
        let timeout = if path == HEARTBEAT { HEARTBEAT_TIMEOUT } else { TIMEOUT };
        let request = HttpRequest { path, body, etag, bearer: None, timeout };
        async move {
            let response = client.exchange(request).await?;
            // Only a refusal is looked through for words: a good reply may be long, and the same as the last one.
            let words = if response.status < 400 { None } else { dto::refusal(&response.body) };
            match ApiError::from_status(response.status, response.retry_after, words) {
                Some(error) => Err(error),
                None => Ok(response),
            }
        }
        .boxed_local()
    }

    /// Asks for what is polled, and remembered in `cache`.
    fn poll<T: Clone + 'static>(
        &self,
        path: &'static str,
        cache: &Rc<EtagCache<T>>,
        read: fn(&str) -> Result<T, ApiError>,
    ) -> ApiFuture<T> {
        let (cache, etag) = (Rc::clone(cache), cache.etag(path));
        let (client, early) = (self.clone(), self.early.as_ref().and_then(|early| early.take(path)));
        async move {
            let response = match early {
                Some(early) => {
                    let response = early.await;
                    // When its request was sent, nobody but the early polls knows.
                    client.date.take();
                    response
                }
                None => client.accepted(path.to_owned(), None, etag.clone()).await,
            };
            match response {
                Ok(response) => cache.take(path, etag.as_deref(), response, read),
                Err(error) => {
                    if error == ApiError::Offline {
                        cache.lost(etag.as_deref());
                    }
                    Err(error)
                }
            }
        }
        .boxed_local()
    }

    fn forget(&self) {
        self.online.forget();
        self.rooms.forget();
        self.people.forget();
        self.refusing.take();
    }

    fn call<T: 'static>(
        &self,
        path: impl Into<String>,
        body: Option<String>,
        read: impl FnOnce(&str) -> Result<T, ApiError> + 'static,
    ) -> ApiFuture<T> {
        let response = self.accepted(path.into(), body, None);
        async move { read(&response.await?.body) }.boxed_local()
    }

    /// Everyone.
    pub fn users(&self) -> ApiFuture<Arc<Vec<User>>> {
        self.poll(USERS, &self.people, |body| dto::users(body).map(Arc::new))
    }

    /// Says that the person is here; `now` is the local clock's. Gives the backend's `last_activity`, where it says it.
    pub fn heartbeat(&self, now: DateTime<Utc>) -> ApiFuture<Option<DateTime<Utc>>> {
        let body = json!({ "timestamp": time::to_rfc3339(now) });
        self.call(HEARTBEAT, Some(body.to_string()), |body| Ok(dto::heartbeat(body)))
    }

    /// The online users.
    pub fn online_users(&self, endpoint: Endpoint) -> ApiFuture<OnlineUsers> {
        let path = match endpoint {
            Endpoint::Primary => ONLINE_USERS,
            Endpoint::Alternative => "/api/chat/rooms/online_users/",
        };
        self.poll(path, &self.online, dto::online_users)
    }

    /// The rooms that the person takes part in.
    pub fn rooms(&self) -> ApiFuture<Arc<Vec<Room>>> {
        self.poll(ROOMS, &self.rooms, |body| dto::rooms(body).map(Arc::new))
    }

    /// Messages of a room.
    pub fn messages(&self, room: RoomId, page: MessageCursor) -> ApiFuture<Vec<Message>> {
        let query = match page {
            MessageCursor::Newest => String::new(),
            MessageCursor::After(id) => format!("?after={id}"),
            MessageCursor::Before(id) => format!("?before={id}"),
        };
        self.call(format!("/api/chat/rooms/{room}/messages/{query}"), None, move |body| {
            dto::messages(body, room)
        })
    }
}

impl Api for Client {
    fn has_session(&self) -> bool {
        self.tokens.has_session()
    }

    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()> {
        self.tokens.sign_in(username, password)
    }

    fn sign_out(&self, end: SessionEnd) {
        if let Some(early) = &self.early {
            early.forget();
        }
        self.tokens.forget(end);
    }

    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        self.tokens.ended_elsewhere()
    }

    fn watch_session(&self, changed: Rc<dyn Fn()>) -> Guard {
        self.tokens.watch(changed)
    }

    fn watch_answers(&self, answered: Rc<dyn Fn()>) {
        self.tokens.watch_refreshes(answered);
    }

    fn date(&self) -> Option<DateTime<Utc>> {
        self.date.take()
    }

    fn me(&self) -> ApiFuture<User> {
        // With this a session begins, which may be another person's.
        self.forget();
        let me = self.call("/api/users/me/", None, dto::user);
        match &self.early {
            Some(early) => early.send_beside(me, [ONLINE_USERS, ROOMS, USERS], |path| {
                self.accepted(path.to_owned(), None, None)
            }),
            None => me,
        }
    }

    fn fetch(&self, request: Request, now: DateTime<Utc>, page: MessageCursor) -> ApiFuture<Received> {
        match request {
            Request::Heartbeat => self.heartbeat(now).map_ok(Received::Heartbeat).boxed_local(),
            Request::OnlineUsers(endpoint) => {
                self.online_users(endpoint).map_ok(Received::OnlineUsers).boxed_local()
            }
            Request::Rooms => self.rooms().map_ok(Received::Rooms).boxed_local(),
            Request::Messages(room) => self
                .messages(room, page)
                .map_ok(move |messages| Received::Messages(page, messages))
                .boxed_local(),
            Request::People => self.users().map_ok(Received::People).boxed_local(),
        }
    }

    fn send_message(&self, room: RoomId, content: &str) -> ApiFuture<Message> {
        let body = json!({ "content": content });
        self.call(format!("/api/chat/rooms/{room}/messages/"), Some(body.to_string()), dto::message)
    }
}
